//! One file a rule. Each looks at one block of text, and says what it finds and how sure it is.

mod age;
mod biometric;
mod date;
mod device;
mod email;
mod expression;
mod figures;
mod ip;
mod name;
mod number;
mod phone;
mod place;
mod url;
mod vehicle;

use std::ops::Range;

use super::gazetteer::{Facts, Gazetteer};
use super::language::Language;
use super::ordinary::is_ordinary;
use super::tokens::{Capitals, Gap, Token};
use super::{Detail, Identifier, Rule};

use expression::Form;
pub(super) use expression::{expression, expressions};
use figures::is_year;
pub(crate) use figures::paragraphs_with_figures;

/// A paragraph, an entry, a cell or a heading, as it is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block<'t> {
    pub(crate) text: &'t str,
    /// Its words, with places in `text`.
    pub(crate) tokens: &'t [Token],
    /// What is known of each of them.
    pub(crate) facts: &'t [Facts],
    pub(crate) language: Language,
    /// What its capital letters say.
    pub(crate) capitals: Capitals,
}

impl Block<'_> {
    /// Whether the block is German, where every noun has a capital letter.
    fn is_german(&self) -> bool {
        self.language == Language::German
    }

    /// Whether a word is an ordinary one of the block's language.
    fn is_ordinary(&self, at: usize) -> bool {
        !self.facts[at].has(Facts::PURE) && is_ordinary(&self.tokens[at].folded, self.language)
    }

    /// Whether a word is in no list of names and in none of words: what has a capital letter then is a name.
    fn is_unheard(&self, at: usize) -> bool {
        let word = &self.tokens[at].folded;
        let has_vowel = word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        // A title has too few little words to tell its language.
        let language = if self.capitals == Capitals::Title { Language::Unknown } else { self.language };
        self.facts[at] == Facts::default()
            && word.len() > 2
            && has_vowel
            && !is_ordinary(word, language)
            && !is_of_author(word)
    }

    /// Whether what stands at a place ends a noun: nothing, a mark, a verb or a little word, and no other noun.
    fn ends_noun(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return true };
        token.gap != Gap::Space && token.gap != Gap::Joined
            || self.facts[at].has(Facts::SPEECH | Facts::NEVER | Facts::RELATION | Facts::AT)
            || token.gap == Gap::Joined && &*token.folded == "s"
    }
}

/// `Adlerian`: what is thought as somebody whom the field knows thought it.
fn is_of_author(word: &str) -> bool {
    ["ian", "ians", "ean", "ans", "an", "esque"]
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .any(|stem| stem.len() > 3 && Gazetteer::get().facts(stem).has(Facts::KNOWN))
}

/// From this confidence on, what holds other details is taken for them, in percent.
const SURE: u8 = 76;

/// What a rule found in a block; the places are those of the block.
pub(crate) type Found = Vec<Detail>;

/// Looks for everything in a block.
pub(crate) fn every(block: &Block<'_>, may_have_email: bool) -> Found {
    let text = block.text;
    let mut found = Found::new();
    if may_have_email {
        email::find(text, &mut found);
    }
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let has_figures = has_digit && has_figures(text);
    if has_figures {
        figures(text, &mut found);
    }
    date::find(block, has_digit, &mut found);
    age::find(block, has_digit, &mut found);
    place::find(block, has_figures, &mut found);
    name::find(block, &mut found);
    url::find(text, has_digit, &mut found);
    biometric::find(block, &mut found);
    phone::in_words(block, &mut found);
    apart(found)
}

/// Looks for what is hardly ever anything else: numbers and addresses.
pub(crate) fn strict(text: &str, may_have_email: bool) -> Found {
    let mut found = Found::new();
    if may_have_email {
        email::find(text, &mut found);
    }
    if has_figures(text) {
        figures(text, &mut found);
    }
    apart(found)
}

/// Whether a text may have an email address.
pub(crate) fn may_have_email(text: &str) -> bool {
    email::may_stand_in(text)
}

/// Whether a source may have an email address, or digits of another width, once its marks are taken away.
pub(crate) fn may_have_signs(source: &str) -> bool {
    // What stands for a digit without being one begins with this byte.
    email::may_stand_in_source(source) || source.as_bytes().contains(&0xef)
}

fn figures(text: &str, found: &mut Found) {
    number::find(text, found);
    vehicle::find(text, found);
    device::find(text, found);
    ip::find(text, found);
    phone::find(text, found);
}

/// Of details that overlap, the one that holds the others, if a rule is quite sure of it; then the one that a rule is most sure of,
/// and the longest of those.
fn apart(mut found: Found) -> Found {
    let holders: Vec<Range<usize>> =
        found.iter().filter(|detail| detail.confidence >= SURE).map(|detail| detail.range.clone()).collect();
    let is_part = |detail: &Detail| {
        let (start, end) = (detail.range.start, detail.range.end);
        holders.iter().any(|holder| holder.start <= start && end <= holder.end && holder.len() > end - start)
    };
    found.retain(|detail| !is_part(detail));
    found.sort_by_key(|detail| std::cmp::Reverse((detail.confidence, detail.range.len())));
    let mut kept: Found = Vec::with_capacity(found.len());
    for detail in found {
        let is_free = |other: &Detail| detail.range.end <= other.range.start || other.range.end <= detail.range.start;
        if kept.iter().all(is_free) {
            kept.push(detail);
        }
    }
    kept.sort_by_key(|detail| detail.range.start);
    kept
}

/// Whether a text has figures that may be more than a small number, a year or a percentage.
fn has_figures(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|offset| at + offset) {
        let end =
            bytes[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(bytes.len(), |offset| start + offset);
        let length = end - start;
        let is_year = is_year(&bytes[start..start + length]);
        let beside = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        let (before, after, second) = (beside(start.checked_sub(1)), beside(Some(end)), beside(Some(end + 1)));
        let goes_on = matches!(after, b'-' | b'.' | b'/' | b' ' | b':' | b')' | b'(') && second.is_ascii_digit();
        // `SW1A 1AA`, `12-ABC-3`.
        let is_between = before.is_ascii_uppercase() && (after == b' ' || after.is_ascii_uppercase());
        let is_code = length > 1 && (before.is_ascii_uppercase() || after.is_ascii_uppercase() || before == b'#')
            || is_between
            || after == b'-' && second.is_ascii_uppercase();
        let is_hex = after.is_ascii_hexdigit() && second == b':' || before == b':' && !after.is_ascii_whitespace();
        let is_long = length > 2 && !is_year || is_hex;
        if is_long || goes_on || is_code {
            return true;
        }
        at = end;
    }
    false
}

/// A detail, for which its author has to find other words.
fn detail(rule: Rule, identifier: Identifier, confidence: u8, range: Range<usize>, what: &'static str) -> Detail {
    Detail { range, rule, identifier, confidence, what, instead: None }
}

/// Whether what stands before a place ends in a character that belongs to what begins there.
fn is_joined_before(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(|before| before.is_alphanumeric() || before == '_')
}

/// Whether what stands at a place goes on what ends there.
fn is_joined_after(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|after| after.is_alphanumeric() || after == '_')
}
