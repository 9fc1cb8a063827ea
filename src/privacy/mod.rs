//! Details in a text by which somebody could be known: the eighteen kinds of identifier of the HIPAA Safe Harbor list
//! (45 CFR 164.514(b)(2)), as far as a machine can find them.
//!
//! [`details`] looks at a text and knows nothing of courses: what weighs how much, and what is allowed, is for
//! [`crate::check`]. A text is first freed of its marks ([`plain`]), cut into words ([`tokens`]), of which a table knows
//! something ([`gazetteer`]), or which are ordinary ones ([`ordinary`]); then each rule looks for its own kind ([`rules`], one file each). Numbers of which the check
//! digit is known are held against it ([`check_digits`]). What is found has a confidence from 0 to 100: how sure a rule is.

mod check_digits;
mod combination;
mod deny_list;
mod exceptions;
mod front_matter;
mod gazetteer;
mod kinds;
mod language;
mod ordinary;
mod plain;
mod propose;
mod rules;
mod text;
mod tokens;

use std::ops::Range;

use jiff::civil::Date;

pub(crate) use combination::Combination;
pub(crate) use deny_list::{DenyList, Fault as DenyListFault, Likeness, hashed};
pub(crate) use exceptions::{Exception, ExceptionFault, exceptions};
pub(crate) use kinds::{Identifier, Rule};
pub(crate) use text::{Looked, Scope, denied, look};
pub(crate) use tokens::fold;

/// The day on which the rules or their lists last became others, if it can be read.
pub(crate) fn rules_date() -> Option<Date> {
    crate::data::iso_date(include_str!("data/rules.txt").split_whitespace().next()?)
}

/// Whether a word, in lower case and without accents, is a given name that many people have.
pub(crate) fn is_given_name(folded: &str) -> bool {
    let facts = gazetteer::Gazetteer::get().facts(folded);
    facts.has(gazetteer::Facts::GIVEN) && !facts.has(gazetteer::Facts::RARE_GIVEN)
}

/// Whether a word, in lower case and without accents, is an ordinary one of some language, and not a name alone.
pub(crate) fn is_word(folded: &str) -> bool {
    use gazetteer::Facts;
    let facts = gazetteer::Gazetteer::get().facts(folded);
    let word = Facts::WORD | Facts::LOWER_WORD | Facts::GERMAN_WORD | Facts::OTHER_WORD;
    let is_name_alone = facts.has(Facts::NAME) && !facts.has(word);
    !is_name_alone && ordinary::is_ordinary(folded, language::Language::Unknown)
}

/// Something in a text by which somebody could be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Detail {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// Which rule found it.
    pub rule: Rule,
    /// Which identifier of the list it is.
    pub identifier: Identifier,
    /// How sure the rule is, in percent.
    pub confidence: u8,
    /// What it looks like, for a message: "an exact age". It never holds the words themselves.
    pub what: &'static str,
    /// What could be written instead, as words for the text; absent where only its author can tell.
    pub instead: Option<String>,
}

#[cfg(test)]
mod tests;
