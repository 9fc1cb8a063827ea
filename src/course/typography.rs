//! Quotation marks, apostrophes, primes, dashes and ellipses, as the language of a course sets them.
//!
//! Authors write what their keyboards have (`"`, `'`, `--`, `...`). [`Typography`] says what is printed in their place; in
//! Markdown its parser finds them ([`Quoting::mark`]), in plain texts [`Typography::set`] does.

use std::borrow::Cow;

/// How a language quotes: the marks around a quotation, and those around one inside it (CLDR, `delimiters`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Typography {
    /// Whether anything is replaced at all.
    pub is_smart: bool,
    outer: (&'static str, &'static str),
    inner: (&'static str, &'static str),
}

const HIGH: (&str, &str) = ("“", "”");
const HIGH_SINGLE: (&str, &str) = ("‘", "’");
const LOW: (&str, &str) = ("„", "“");
const LOW_SINGLE: (&str, &str) = ("‚", "‘");
const LOW_HIGH: (&str, &str) = ("„", "”");
const ANGLES: (&str, &str) = ("«", "»");
const SINGLE_ANGLES: (&str, &str) = ("‹", "›");
/// French has a space that does not break inside.
const SPACED_ANGLES: (&str, &str) = ("«\u{a0}", "\u{a0}»");

impl Default for Typography {
    fn default() -> Self {
        Self::of("en")
    }
}

impl Typography {
    /// That of a language by its tag (BCP 47); English where the language is not known.
    pub(crate) fn of(language: &str) -> Self {
        let mut parts = language.split('-');
        let primary = parts.next().unwrap_or_default();
        let has = |wanted: &str| parts.clone().any(|part| part == wanted);
        let (outer, inner) = match primary {
            "de" if has("CH") || has("LI") => (ANGLES, SINGLE_ANGLES),
            "de" | "cs" | "sk" | "sl" | "is" | "lb" | "hsb" | "dsb" => (LOW, LOW_SINGLE),
            "bg" | "lt" | "mk" | "ka" => (LOW, HIGH),
            "et" | "lv" => (LOW, ANGLES),
            "fr" if has("CH") => (ANGLES, SINGLE_ANGLES),
            "fr" => (SPACED_ANGLES, HIGH),
            "es" if has("MX") || has("US") || has("419") => (HIGH, HIGH_SINGLE),
            "pt" if !has("PT") => (HIGH, HIGH_SINGLE),
            "es" | "it" | "ca" | "gl" | "eu" | "pt" | "el" | "hy" => (ANGLES, HIGH),
            "ru" | "uk" | "be" => (ANGLES, LOW),
            "nb" | "no" | "nn" => (ANGLES, HIGH_SINGLE),
            "fa" | "az" => (ANGLES, SINGLE_ANGLES),
            "pl" | "ro" => (LOW_HIGH, ANGLES),
            "hu" => (LOW_HIGH, ("»", "«")),
            "sr" | "hr" | "bs" => (LOW_HIGH, HIGH_SINGLE),
            "sv" | "fi" | "he" => (("”", "”"), ("’", "’")),
            "ar" | "ur" => (("”", "“"), ("’", "‘")),
            "ja" => (("「", "」"), ("『", "』")),
            "zh" if has("Hant") || has("TW") || has("HK") => (("「", "」"), ("『", "』")),
            _ => (HIGH, HIGH_SINGLE),
        };
        Self { is_smart: true, outer, inner }
    }

    /// The same, for a course that may not want it.
    pub(crate) fn of_course(language: &str, is_smart: bool) -> Self {
        Self { is_smart, ..Self::of(language) }
    }

    /// A text that is no Markdown, as it is printed.
    pub(crate) fn set<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.is_smart || !text.contains(['"', '\'', '.', '-']) {
            return Cow::Borrowed(text);
        }
        let (mut set, mut quoting, mut before, mut at) =
            (String::with_capacity(text.len() + 8), Quoting::new(*self), None, 0);
        while let Some(next) = text[at..].chars().next() {
            let rest = &text[at..];
            let sign =
                [("---", "—"), ("--", "–"), ("...", "…")].into_iter().find(|(written, _)| rest.starts_with(written));
            let (written, printed) = match (sign, next) {
                (Some((written, printed)), _) => (written.len(), printed),
                (None, '"' | '\'') => (1, quoting.mark(next, before, &rest[1..])),
                (None, _) => (next.len_utf8(), &rest[..next.len_utf8()]),
            };
            set.push_str(printed);
            before = printed.chars().next_back();
            at += written;
        }
        Cow::Owned(set)
    }
}

/// Quotations that are open in a paragraph.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quoting {
    typography: Typography,
    double: bool,
    single: bool,
}

impl Quoting {
    /// At the beginning of a paragraph.
    pub(crate) fn new(typography: Typography) -> Self {
        Self { typography, double: false, single: false }
    }

    /// A paragraph ends, and with it what was left open.
    pub(crate) fn end_paragraph(&mut self) {
        (self.double, self.single) = (false, false);
    }

    /// What is printed for a `"` or `'`, given the character before it and the text after it: a quotation mark, an apostrophe,
    /// or a prime after a number (feet and inches, minutes and seconds).
    pub(crate) fn mark(&mut self, quote: char, before: Option<char>, after: &str) -> &'static str {
        let next = after.chars().next();
        let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        let is_double = quote == '"';
        let is_open = if is_double { self.double } else { self.single };
        // Three digits behind it are thousands, as Swiss write them.
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let is_number = before.is_some_and(|character| character.is_ascii_digit()) && (1..=2).contains(&digits);
        if !is_double && is_word(before) && is_word(next) {
            return if is_number && !is_open { "′" } else { "’" };
        }
        if before.is_some_and(|character| character.is_ascii_digit()) && !is_open && !is_word(next) {
            return if is_double { "″" } else { "′" };
        }
        let (open, close) = if is_double { self.typography.outer } else { self.typography.inner };
        let ends_something = |character: char| ".,;:!?)]}…%»›’”″′".contains(character);
        let is_elided = !is_open && is_word(next);
        let opens = next.is_some_and(|character| !character.is_whitespace())
            && !is_word(before)
            && !before.is_some_and(|before| ends_something(before) && !(is_elided && before == '’'))
            && (is_double || !is_elision(after));
        if opens {
            *self.state(is_double) = true;
            return open;
        }
        if is_open {
            *self.state(is_double) = false;
            return close;
        }
        if is_double { close } else { "’" }
    }

    fn state(&mut self, is_double: bool) -> &mut bool {
        if is_double { &mut self.double } else { &mut self.single }
    }
}

/// Whether an apostrophe stands for the beginning of what follows: '90s, 'tis.
fn is_elision(after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let word = after.split(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
    let is_decade =
        digits == 2 && !after[digits..].contains('\'') && !after[digits..].starts_with(char::is_alphanumeric)
            || digits == 2 && after[digits..].starts_with('s');
    is_decade || ["tis", "twas", "em", "cause", "til", "n"].iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_those_of_the_language() {
        const TEXT: &str = "\"One 'two' three\", it's";
        for (language, expected) in [
            ("en", "“One ‘two’ three”, it’s"),
            ("de", "„One ‚two‘ three“, it’s"),
            ("de-CH", "«One ‹two› three», it’s"),
            ("fr", "«\u{a0}One “two” three\u{a0}», it’s"),
            ("es", "«One “two” three», it’s"),
            ("sv", "”One ’two’ three”, it’s"),
            ("ar", "”One ’two‘ three“, it’s"),
            ("xx", "“One ‘two’ three”, it’s"),
        ] {
            assert_eq!(Typography::of(language).set(TEXT), expected, "{language}");
        }
        assert_eq!(Typography::of_course("de", false).set(TEXT), TEXT);
    }

    #[test]
    fn apostrophes_primes_and_dashes_are_told_from_quotations() {
        for (text, expected) in [
            ("the clients' goals", "the clients’ goals"),
            ("in the '90s, 'tis so", "in the ’90s, ’tis so"),
            ("5'10\" tall, a 12\" rule", "5′10″ tall, a 12″ rule"),
            ("\"in 1990\" and \"a\"", "“in 1990” and “a”"),
            ("('a' \"b\")", "(‘a’ “b”)"),
            ("pages 3--5 --- so...", "pages 3–5 — so…"),
            ("rock 'n' roll", "rock ’n’ roll"),
            ("\"What?\" \"No!\"", "“What?” “No!”"),
            ("l'empathie d'\"autrui\"", "l’empathie d’“autrui”"),
        ] {
            assert_eq!(Typography::of("en").set(text), expected);
        }
    }
}
