//! All findings of a build, kept by what they were found in and shared between builds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use imbl::{OrdMap, OrdSet};

use crate::source::{CoursePath, FileId, Origin, SourceMap, Span};

use super::order::in_order;
use super::{Diagnostic, Edit, Fix, Place, Related, Severity};

/// What findings were found in: after an edit, only those of the parts that it touches are other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundIn {
    /// A stage or a rule that looks at the course as a whole, by its name.
    Whole(&'static str),
    /// A page by itself.
    Page(FileId),
    /// A page as part of the course: its links, what it cites.
    PageInCourse(FileId),
    /// A page as far as somebody could be known by it.
    Privacy(FileId),
}

/// The findings of a build. To clone them costs nothing, whatever their number.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    parts: OrdMap<FoundIn, Arc<Part>>,
    /// Those parts that have an error.
    with_errors: OrdSet<FoundIn>,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Where the pieces of pages were written.
    origins: Origins,
}

/// What was found in a part. Builds share it until something else is found.
#[derive(Debug)]
struct Part {
    found: Arc<[Diagnostic]>,
    /// Sorted out when it is first asked for.
    by_page: OnceLock<ByPage>,
}

/// Which findings lie in which page, so that those of one page are found without looking at the others.
#[derive(Debug, Default)]
struct ByPage {
    pages: BTreeMap<FileId, Vec<usize>>,
    /// Those that lie in no page.
    elsewhere: Vec<usize>,
}

impl Part {
    /// Those of some pages and of no page, in no particular order.
    fn about<'p>(
        &'p self,
        files: impl Iterator<Item = FileId>,
        is_page: &impl Fn(&CoursePath) -> bool,
        sources: &SourceMap,
    ) -> impl Iterator<Item = &'p Diagnostic> {
        let by_page = self.by_page.get_or_init(|| ByPage::of(&self.found, is_page, sources));
        let of_files = files.filter_map(|file| by_page.pages.get(&file)).flatten();
        of_files.chain(&by_page.elsewhere).map(|at| &self.found[*at])
    }
}

impl ByPage {
    fn of(found: &[Diagnostic], is_page: &impl Fn(&CoursePath) -> bool, sources: &SourceMap) -> Self {
        let mut sorted = Self::default();
        for (at, finding) in found.iter().enumerate() {
            let (file, path) = match &finding.place {
                Place::At(span) => (span.file, sources.get(span.file).map(|file| &file.path)),
                Place::File(path) => (FileId::of(path), Some(path)),
            };
            if path.is_some_and(is_page) {
                sorted.pages.entry(file).or_default().push(at);
            } else {
                sorted.elsewhere.push(at);
            }
        }
        sorted
    }
}

/// What pages were put together from that have something of other files in them. To clone it costs nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origins(OrdMap<FileId, Arc<Origin>>);

impl Origins {
    /// Where a place of a page, which may have been put together, was written.
    pub(crate) fn written(&self, span: Span) -> Span {
        self.0.get(&span.file).map_or(span, |origin| origin.place(span))
    }

    /// A finding with its places where they were written.
    fn placed(&self, finding: &Diagnostic) -> Diagnostic {
        placed(finding, &|span| self.0.get(&span.file).map(|origin| &**origin))
    }
}

impl Findings {
    /// From now on, places on this page are told where they were written.
    pub(crate) fn set_origin(&mut self, page: FileId, origin: Option<Arc<Origin>>) {
        match origin {
            Some(origin) => drop(self.origins.0.insert(page, origin)),
            None => drop(self.origins.0.remove(&page)),
        }
    }

    /// Where the pieces of pages were written.
    pub(crate) fn origins(&self) -> Origins {
        self.origins.clone()
    }

    /// Puts the findings of a part in the place of what was found in it before.
    pub fn put(&mut self, part: FoundIn, found: Arc<[Diagnostic]>) {
        let is_as_written = self.origins.0.is_empty() || found.is_empty();
        self.put_placed(
            part,
            if is_as_written { found } else { found.iter().map(|found| self.origins.placed(found)).collect() },
        );
    }

    /// The same for findings whose places are where they were written.
    pub(crate) fn put_placed(&mut self, part: FoundIn, found: Arc<[Diagnostic]>) {
        if self.parts.get(&part).is_some_and(|before| Arc::ptr_eq(&before.found, &found)) {
            return;
        }
        for finding in found.iter() {
            *self.count(finding.severity) += 1;
        }
        if found.iter().any(Diagnostic::is_error) {
            self.with_errors.insert(part);
        } else {
            self.with_errors.remove(&part);
        }
        let is_empty = found.is_empty();
        let now = Arc::new(Part { found, by_page: OnceLock::new() });
        let before = if is_empty { self.parts.remove(&part) } else { self.parts.insert(part, now) };
        for finding in before.iter().flat_map(|before| before.found.iter()) {
            *self.count(finding.severity) -= 1;
        }
    }

    /// Forgets what was found in pages as parts of the course.
    pub fn clear_pages_in_course(&mut self) {
        for page in self.pages_in_course() {
            self.put(FoundIn::PageInCourse(page), Arc::from([]));
        }
    }

    /// The pages in which something was found as parts of the course.
    pub fn pages_in_course(&self) -> Vec<FileId> {
        // They come last.
        let page = |part: &FoundIn| match part {
            FoundIn::PageInCourse(page) => Some(*page),
            _ => None,
        };
        self.parts.keys().rev().map_while(page).collect()
    }

    fn count(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        }
    }

    /// What was found in a part.
    pub fn of(&self, part: FoundIn) -> &[Diagnostic] {
        self.parts.get(&part).map_or(&[], |part| &*part.found)
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// How many findings there are.
    pub fn len(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Every finding, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.parts.values().flat_map(|part| part.found.iter())
    }

    /// Every finding in reading order, repeats left out.
    pub fn sorted<'f>(&'f self, sources: &'f SourceMap) -> Vec<&'f Diagnostic> {
        in_order(self.iter(), sources)
    }

    /// Every error, and what else is said of these files or of no page, in reading order. It takes no longer for what else
    /// was found in other pages, by whatever looked at them. What is a page never changes.
    pub fn about(
        &self,
        files: &BTreeSet<CoursePath>,
        is_page: impl Fn(&CoursePath) -> bool,
        sources: &SourceMap,
    ) -> Vec<Diagnostic> {
        let ids: Vec<FileId> = files.iter().map(FileId::of).collect();
        let of_files = ids
            .iter()
            .copied()
            .flat_map(|file| [FoundIn::Page(file), FoundIn::PageInCourse(file), FoundIn::Privacy(file)]);
        let of_files: BTreeSet<FoundIn> = of_files.collect();
        let mut found: Vec<&Diagnostic> = of_files.iter().flat_map(|part| self.of(*part)).collect();
        for part in self.with_errors.iter().filter(|part| !of_files.contains(part)) {
            found.extend(self.of(*part).iter().filter(|finding| finding.is_error()));
        }
        for (part, whole) in &self.parts {
            if !matches!(part, FoundIn::Whole(_)) {
                // Parts that look at the whole come first.
                break;
            }
            let of_files = whole.about(ids.iter().copied(), &is_page, sources);
            found.extend(of_files.filter(|finding| !finding.is_error()));
        }
        in_order(found.into_iter(), sources).into_iter().cloned().collect()
    }
}

impl Extend<Diagnostic> for Findings {
    /// Adds findings to those of the build as a whole.
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, found: T) {
        const ADDED: FoundIn = FoundIn::Whole("");
        let found: Vec<Diagnostic> = found.into_iter().map(|finding| self.origins.placed(&finding)).collect();
        let all: Vec<Diagnostic> = self.of(ADDED).iter().cloned().chain(found).collect();
        self.put_placed(ADDED, all.into());
    }
}

/// A finding with its places where they were written, as far as there is an origin of the text that they count in. A repair stays
/// where every piece of it was written as it stands.
pub(crate) fn placed<'o>(finding: &Diagnostic, origin: &dyn Fn(Span) -> Option<&'o Origin>) -> Diagnostic {
    let place = |place: &Place| match place {
        Place::At(span) => Place::At(origin(*span).map_or(*span, |origin| origin.place(*span))),
        Place::File(path) => Place::File(path.clone()),
    };
    let edit = |edit: &Edit| {
        let span = origin(edit.span).map_or(Some(edit.span), |origin| origin.edited(edit.span))?;
        Some(Edit { span, text: edit.text.clone() })
    };
    let fix =
        |fix: &Fix| Some(Fix { what: fix.what.clone(), edits: fix.edits.iter().map(edit).collect::<Option<_>>()? });
    let related = |related: &Related| Related { place: place(&related.place), message: related.message.clone() };
    Diagnostic {
        place: place(&finding.place),
        related: finding.related.iter().map(related).collect(),
        fix: finding.fix.as_ref().and_then(fix),
        ..finding.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Code;
    use super::*;

    fn finding(file: &str, code: Code) -> Diagnostic {
        Diagnostic::new(code, Span::new(FileId::of(&CoursePath::new(file)), 0..1), "m")
    }

    #[test]
    fn findings_of_a_part_take_the_place_of_those_before_and_are_counted() {
        let page = FoundIn::Page(FileId::of(&CoursePath::new("content/a.md")));
        let mut findings = Findings::default();
        let error = || finding("content/a.md", Code::BrokenLink);
        findings.put(page, [error(), finding("content/a.md", Code::HeadingSkip)].into());
        findings.put(FoundIn::Whole("links"), [error()].into());
        let before = findings.clone();
        assert_eq!((findings.errors(), findings.warnings(), findings.len()), (2, 1, 3));
        findings.put(page, [].into());
        assert_eq!((findings.errors(), findings.warnings(), findings.len()), (1, 0, 1));
        assert_eq!(before.len(), 3, "an earlier build has its own");
        findings.extend([error()]);
        assert_eq!(findings.sorted(&SourceMap::default()).len(), 1, "the same thing is said once");
    }

    #[test]
    fn an_author_is_told_every_error_and_what_else_is_said_of_what_changed() {
        let mut sources = SourceMap::default();
        let mut findings = Findings::default();
        for path in ["content/a.md", "content/b.md"] {
            let file = sources.add(CoursePath::new(path), "text".into());
            let found = [finding(path, Code::HeadingSkip), finding(path, Code::BrokenLink)];
            findings.put(FoundIn::Page(file), found.into());
        }
        let whole = [finding("content/a.md", Code::PageUnreachable), finding("content/b.md", Code::PageUnreachable)];
        findings.put(FoundIn::Whole("unreachable"), whole.into());
        let files = BTreeSet::from([CoursePath::new("content/b.md")]);
        let said = findings.about(&files, |path| path.folder() == "content", &sources);
        let said: Vec<(&str, Code)> = said
            .iter()
            .map(|found| match &found.place {
                Place::At(span) => (sources.get(span.file).expect("known").path.as_str(), found.code),
                Place::File(path) => (path.as_str(), found.code),
            })
            .collect();
        let b = "content/b.md";
        assert_eq!(
            said,
            [
                ("content/a.md", Code::BrokenLink),
                (b, Code::BrokenLink),
                (b, Code::HeadingSkip),
                (b, Code::PageUnreachable)
            ]
        );
    }
}
