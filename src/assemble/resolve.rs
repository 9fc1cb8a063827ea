//! Where a link leads on the site.

use crate::course::{Course, Destination, ElementKind, Numbered, OutPath, Page, PageId};
use crate::source::{CoursePath, FileId};

/// A link's target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    /// An address elsewhere, as written.
    External(&'a str),
    /// A page, and the id of an element on it.
    Page(PageId, Option<String>),
    /// A file that is copied, and what was written after `#`.
    File(&'a OutPath, Option<&'a str>),
    /// A term on the glossary page.
    Term(&'a str),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Broken<'a> {
    /// There is no such file.
    NoFile(&'a CoursePath),
    /// The page is a draft.
    Draft(&'a CoursePath),
    /// The page is for facilitators, and this edition is not.
    ForFacilitators(&'a CoursePath),
    /// The page has no such place.
    NoAnchor(PageId, &'a str),
    /// The glossary has no such term.
    NoTerm(&'a str),
    /// The path leads out of the course.
    Outside(&'a str),
}

/// Follows a link from a page.
pub(crate) fn resolve<'a>(
    course: &'a Course,
    from: &Page,
    destination: &'a Destination,
) -> Result<Target<'a>, Broken<'a>> {
    match destination {
        Destination::External(address) => Ok(Target::External(address)),
        Destination::Outside(path) => Err(Broken::Outside(path)),
        Destination::Fragment(fragment) => anchor(course, from.id, Some(fragment)),
        Destination::Term(id) if course.terms.contains_key(id) => Ok(Target::Term(id)),
        Destination::Term(id) => Err(Broken::NoTerm(id)),
        Destination::File { path, fragment, .. } => {
            if let Some(page) = page_at(course, path) {
                anchor(course, page, fragment.as_deref())
            } else if let Some(out) = course.attachments.get(path) {
                Ok(Target::File(out, fragment.as_deref()))
            } else if course.for_facilitators.contains(path) {
                Err(Broken::ForFacilitators(path))
            } else if course.left_out_paths.contains(path) {
                Err(Broken::Draft(path))
            } else {
                Err(Broken::NoFile(path))
            }
        }
    }
}

/// What a link without words is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name<'a> {
    /// By its number.
    Numbered(Numbered),
    /// By the title of a page, or the words of a term.
    Words(&'a str),
}

/// What a target is called that a link without words leads to; none for what has no name.
pub(crate) fn name_of<'a>(course: &'a Course, target: &Target<'_>) -> Option<Name<'a>> {
    match target {
        Target::Page(page, None) => Some(Name::Words(&course.page(*page).front.title)),
        Target::Page(page, Some(element)) => {
            let id = element.strip_prefix(ElementKind::Section.prefix())?;
            course.page(*page).outline.numbered.get(id).map(|numbered| Name::Numbered(*numbered))
        }
        Target::Term(id) => course.terms.get(*id).map(|term| Name::Words(&term.term)),
        Target::External(_) | Target::File(..) => None,
    }
}

/// The page made from this file, or from the page of this folder.
fn page_at(course: &Course, path: &CoursePath) -> Option<PageId> {
    course.by_file.get(&FileId::of(path)).copied()
}

fn anchor<'a>(course: &'a Course, page: PageId, fragment: Option<&'a str>) -> Result<Target<'a>, Broken<'a>> {
    let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
        return Ok(Target::Page(page, None));
    };
    match course.page(page).outline.anchors.element(fragment) {
        Some(element) => Ok(Target::Page(page, Some(element))),
        // A page's beginning, which needs no element of this name (WHATWG HTML, 7.4.6.4).
        None if fragment.eq_ignore_ascii_case("top") => Ok(Target::Page(page, Some(fragment.to_owned()))),
        None => Err(Broken::NoAnchor(page, fragment)),
    }
}
