//! The regular expressions of the rules: over letters of Latin alphabets, which is what names are looked for in. With all of Unicode's
//! letters, making the expressions takes twice as long.

use regex::{Regex, RegexSet};

/// Classes of Latin letters, and their short forms. Where an alphabet has both cases by turns, a class of one case holds both.
const CLASSES: [(&str, &str); 7] = [
    (r"\p{Lu}", r"[A-Z\u{c0}-\u{d6}\u{d8}-\u{de}\u{100}-\u{24f}\u{1e00}-\u{1eff}]"),
    (r"\p{Ll}", r"[a-z\u{df}-\u{f6}\u{f8}-\u{24f}\u{1e00}-\u{1eff}]"),
    (r"\p{L}", r"[A-Za-z\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{24f}\u{1e00}-\u{1eff}]"),
    (r"\w", r"[0-9A-Za-z_\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{24f}\u{1e00}-\u{1eff}]"),
    (r"\d", r"[0-9]"),
    (r"\s", r"[ \t\r\n\u{a0}\u{202f}]"),
    // The edge of a word is that of ASCII letters: with Unicode's the engine leaves its fast path at the first accent of a text.
    (r"\b", r"(?-u:\b)"),
];

/// An expression of the program's own.
pub(in super::super) fn expression(pattern: &str) -> Regex {
    Regex::new(&latin(pattern)).expect("an expression of the program is one")
}

/// Several of them, of which one walk over a text says which are in it.
pub(in super::super) fn expressions(patterns: impl Iterator<Item = String>) -> RegexSet {
    RegexSet::new(patterns.map(|pattern| latin(&pattern))).expect("an expression of the program is one")
}

fn latin(pattern: &str) -> String {
    CLASSES.iter().fold(pattern.to_owned(), |pattern, (class, latin)| pattern.replace(class, latin))
}

/// A form of what is looked for, and how sure it is where it stands, in percent.
pub(super) struct Form {
    pub(super) shape: Regex,
    pub(super) confidence: u8,
}

impl Form {
    pub(super) fn new(shape: &str, confidence: u8) -> Self {
        Self { shape: expression(shape), confidence }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_latin_alphabets_are_letters() {
        let is_found = |pattern: &str, text: &str| expression(pattern).is_match(text);
        assert!(is_found(r"^\p{Lu}\p{L}+$", "\u{c7}orlu") && is_found(r"^\p{Lu}\p{L}+$", "\u{141}ucja"));
        assert!(!is_found(r"^\p{Lu}", "\u{e7}orlu") && !is_found(r"^\p{L}", "1"));
        assert!(is_found(r"(?i)f[ée]vrier", "F\u{c9}VRIER") && is_found("(?i)größe", "GR\u{d6}\u{df}E"));
        assert!(is_found(r"(?i)\bkiss\b", "Kiss me") && !is_found(r"(?i)\bkiss\b", "kissed"));
        assert!(
            is_found(r"^[\p{L}'-]+$", "O'Neíll-Śliwa")
                && is_found(r"^a\sb$", "a\u{a0}b")
                && is_found(r"^\d\.\w$", "1.é")
        );
    }
}
