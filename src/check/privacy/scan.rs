//! What is found in one page's source.

use std::ops::Range;

use crate::config::{Place, Privacy};
use crate::content::ParsedPage;
use crate::privacy::{Combination, Detail, Exception, ExceptionFault, Looked, Rule, Scope, exceptions, fold, look};

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
    pub(crate) fn of(text: &str, page: &ParsedPage, privacy: &Privacy) -> Option<Self> {
        let kind = page.front.kind.as_ref().map_or(LESSON, |(kind, _)| kind.as_str());
        let (exceptions, faults) = exceptions(text, page.body);
        let scope = if privacy.is_close(kind) { Scope::Everything } else { Scope::Parts(&page.exchanges) };
        let Looked { details, mut combination } = look(text, page.body, &exceptions, scope);
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
        let found: Vec<Found> = details.into_iter().map(found).collect();
        if found.is_empty() && exceptions.is_empty() && faults.is_empty() && combination.parts.is_empty() {
            return None;
        }
        let of_case = page.front.case.iter().flat_map(|case| &case.pseudonyms);
        let pseudonyms = of_case.chain(&page.front.pseudonyms);
        let pseudonyms = pseudonyms.flat_map(|name| words(name).split(' ').map(str::to_owned).collect::<Vec<_>>());
        let pseudonyms = pseudonyms.collect();
        Some(Self { kind: kind.to_owned(), pseudonyms, found, combination, exceptions, faults })
    }
}

/// The words of a text, folded, with single spaces between them.
pub(super) fn words(text: &str) -> String {
    let folded = fold(text).replace("**", "");
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
