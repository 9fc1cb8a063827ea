//! What is found in one page's source.

use std::ops::Range;

use crate::config::{Place, Privacy};
use crate::content::ParsedPage;
use crate::course::{Known, Link};
use crate::diagnostic::{Code, Diagnostic, Place as At};
use crate::privacy::{
    Combination, DenyList, Detail, Exception, ExceptionFault, Likeness, Looked, Rule, Scope, denied, exceptions, look,
};
use crate::source::CoursePath;

use super::as_read;
use super::attachments::{InName, UsedFile, of_page_name};
use super::attestation::{Attested, Picture};
use super::denied::is_named_so;
use super::embedded::EmbeddedPicture;
use super::found::words;
use super::own_markup::is_element;

/// The kind of a page that names none.
const LESSON: &str = "lesson";
/// The kind that is all case material.
const CASE: &str = "case";

/// What was found in a page's source, and what its author lets stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct PrivacyScan {
    /// The page's kind.
    pub(super) kind: String,
    /// The words of its declared pseudonyms, folded.
    pub(super) pseudonyms: Vec<String>,
    pub(super) found: Vec<Found>,
    pub(super) combination: Combination,
    pub(super) exceptions: Vec<Exception>,
    pub(super) faults: Vec<ExceptionFault>,
    /// Terms of the deny list.
    pub(super) denied: Vec<Range<usize>>,
    /// The page's path, when a term of the deny list stands in it.
    pub(super) denied_path: Option<CoursePath>,
    /// The page's path, when a term is read on the page that its source does not show.
    pub(super) denied_as_read: Option<CoursePath>,
    /// Declared pseudonyms that are like a term of the deny list.
    pub(super) likenesses: Vec<(Range<usize>, Likeness)>,
    /// The files that it shows or leads to.
    pub(super) files: Vec<UsedFile>,
    /// Pictures that are written into it.
    pub(super) embedded: Vec<(EmbeddedPicture, Place)>,
    /// Of a case, what stands in the name of its file: the rule, what it looks like, and the words.
    pub(super) named: Option<(CoursePath, Vec<InName>)>,
    /// Of a case, what it says of itself.
    pub(super) attested: Option<Attested>,
}

/// A detail with what has to be known of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) detail: Detail,
    pub(super) place: Place,
    /// Of names, places and addresses the words, folded, with single spaces.
    pub(super) words: String,
}

impl PrivacyScan {
    /// Looks at a page; nothing where there is nothing to say of it.
    pub(crate) fn of(
        (path, text): (&CoursePath, &str),
        page: &ParsedPage,
        privacy: &Privacy,
        deny_list: Option<&DenyList>,
    ) -> Option<Self> {
        let kind = page.front.kind.as_ref().map_or(LESSON, |(kind, _)| kind.as_str());
        let (exceptions, faults) = exceptions(text, page.body);
        let scope = if privacy.is_close(kind) { Scope::Everything } else { Scope::Parts(&page.exchanges) };
        // Who may be named stands in front matter: without it every name would be one too many.
        let looked = (page.front.known != Known::Nothing).then(|| look(text, page.body, &exceptions, scope));
        let Looked { details, mut combination } = looked.unwrap_or_default();
        if kind != CASE {
            combination.parts.clear();
        }
        let is_material = |range: &Range<usize>| {
            kind == CASE || page.exchanges.iter().any(|exchange| exchange.contains(&range.start))
        };
        let found = |detail: Detail| {
            let place = if is_material(&detail.range) { Place::Material } else { Place::Text };
            let words = match detail.rule {
                Rule::Name | Rule::Place | Rule::Url => words(&text[detail.range.clone()]),
                _ => String::new(),
            };
            Found { detail, place, words }
        };
        let case = page.front.case.as_ref().filter(|_| kind == CASE);
        let pictures: Vec<Picture> = page.outline.links.iter().filter_map(Picture::of).collect();
        let mut details = details;
        if scope == Scope::Everything {
            let unattested = pictures.iter().filter(|picture| !picture.is_attested(path, case));
            details.extend(unattested.map(Picture::detail));
            details.sort_by_key(|detail| detail.range.start);
        }
        let found: Vec<Found> = details.into_iter().map(found).collect();
        let (exceptions, faults) =
            if page.front.known == Known::Nothing { Default::default() } else { (exceptions, faults) };
        let attested = case.map(|case| Attested::new(path, case, &pictures));
        let place = |link: &Link| if is_material(&link.span.range()) { Place::Material } else { Place::Text };
        let files = page.outline.links.iter().filter_map(|link| UsedFile::of(link, place(link))).collect();
        let place = |range: &Range<usize>| if is_material(range) { Place::Material } else { Place::Text };
        let pictures = EmbeddedPicture::all(text).into_iter();
        let embedded = pictures.map(|picture| (picture.clone(), place(&picture.range))).collect();
        let in_path = (kind == CASE).then(|| of_page_name(path)).filter(|found| !found.is_empty());
        let named = in_path.map(|found| (path.clone(), found));
        let mut scan =
            Self { found, combination, exceptions, faults, files, embedded, named, attested, ..Self::default() };
        let of_case = page.front.case.iter().flat_map(|case| &case.pseudonyms);
        let declared: Vec<&String> = of_case.chain(&page.front.pseudonyms).collect();
        if let Some(list) = deny_list {
            scan.denied = denied(text, page.body, list);
            scan.denied.retain(|range| !is_element(text, range));
            let is_read = || as_read::of_page(page).iter().any(|text| list.is_in(text));
            scan.denied_as_read = (scan.denied.is_empty() && is_read()).then(|| path.clone());
            scan.denied_path = is_named_so(path, list).then(|| path.clone());
            scan.likenesses = declared.iter().filter_map(|name| likeness(&text[..page.body], name, list)).collect();
        }
        if scan == Self::default() {
            return None;
        }
        let pseudonyms = declared.iter().flat_map(|name| words(name).split(' ').map(str::to_owned).collect::<Vec<_>>());
        Some(Self { kind: kind.to_owned(), pseudonyms: pseudonyms.collect(), ..scan })
    }

    /// Whether a finding says of a picture that is written into the page that it will not be shown: where pictures are published without
    /// metadata, one that has some is an error already, whose remedy is the same.
    pub(crate) fn says_the_same(&self, finding: &Diagnostic) -> bool {
        let is_of_address = matches!(finding.code, Code::HtmlBlocked | Code::HtmlRemoved | Code::LinkUnsafe);
        let At::At(span) = &finding.place else { return false };
        let holds = |range: &Range<usize>| span.range().start <= range.start && range.end <= span.range().end;
        is_of_address && self.embedded.iter().any(|(picture, _)| holds(&picture.range))
    }
}

/// What a declared pseudonym has in common with a term of the list, and where it is declared; one that is a term is found as such.
fn likeness(front: &str, name: &str, list: &DenyList) -> Option<(Range<usize>, Likeness)> {
    let likeness = list.likeness(name).filter(|likeness| *likeness != Likeness::Same)?;
    let declared = front.find("pseudonyms").unwrap_or_default();
    let start = front[declared..].find(name).map_or(declared, |at| declared + at);
    let end = if front[start..].starts_with(name) { start + name.len() } else { start };
    Some((start..end, likeness))
}
