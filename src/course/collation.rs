//! The order of words in a language, for lists: "Ärger" before "Zorn" in German, "Ärlig" after "Zebra" in Swedish.

use std::cmp::Ordering;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

/// Compares as the Unicode Collation Algorithm (UTS 10) does with the CLDR's tailoring for a language.
#[derive(Debug)]
pub(crate) struct Collation {
    words: Option<CollatorBorrowed<'static>>,
    /// Tells letters apart, and neither their accents nor their case.
    letters: Option<CollatorBorrowed<'static>>,
}

impl Collation {
    /// The order of a language by its tag (BCP 47), which may ask for another of its orders (`de-u-co-phonebk`). What is no
    /// tag has the order of the Unicode root.
    pub(crate) fn of(language: &str) -> Self {
        let locale = Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN);
        let mut letters = CollatorOptions::default();
        letters.strength = Some(Strength::Primary);
        Self {
            words: Collator::try_new((&locale).into(), CollatorOptions::default()).ok(),
            letters: Collator::try_new((&locale).into(), letters).ok(),
        }
    }

    /// Which of two words comes first. Words that the language does not tell apart are compared by code point, so that the order
    /// of a list never depends on what it was before.
    pub(crate) fn compare(&self, a: &str, b: &str) -> Ordering {
        let order = self.words.as_ref().map_or(Ordering::Equal, |collator| collator.compare(a, b));
        order.then_with(|| a.cmp(b))
    }

    /// Whether two letters are one to the language: A and Ä in German, and not in Swedish.
    pub(crate) fn is_same_letter(&self, a: &str, b: &str) -> bool {
        self.letters.as_ref().map_or_else(|| a == b, |collator| collator.compare(a, b).is_eq())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(language: &str, words: &str) -> String {
        let collation = Collation::of(language);
        let mut words: Vec<&str> = words.split(' ').collect();
        words.sort_by(|a, b| collation.compare(a, b));
        words.join(" ")
    }

    #[test]
    fn german_umlauts_stand_with_their_vowels() {
        assert_eq!(sorted("de", "Zorn Ärger Arbeit ärgern Angst"), "Angst Arbeit Ärger ärgern Zorn");
        assert_eq!(sorted("de-u-co-phonebk", "Afrika Ärger"), "Ärger Afrika", "as in a phone book: Aerger");
    }

    #[test]
    fn swedish_has_three_letters_after_z() {
        assert_eq!(sorted("sv", "Ö Å Zebra Ä Arg"), "Arg Zebra Å Ä Ö");
    }

    #[test]
    fn spanish_has_one_letter_after_n() {
        assert_eq!(sorted("es", "ñu nube ojo nzz Ánimo amor"), "amor Ánimo nube nzz ñu ojo");
    }

    #[test]
    fn a_letter_with_a_mark_is_one_of_its_own_in_some_languages() {
        for (language, is_same) in [("de", true), ("en", true), ("sv", false)] {
            assert_eq!(Collation::of(language).is_same_letter("A", "Ä"), is_same, "{language}");
        }
        assert!(Collation::of("es").is_same_letter("N", "n") && !Collation::of("es").is_same_letter("N", "Ñ"));
    }

    #[test]
    fn any_other_text_has_the_root_order_and_words_that_are_alike_are_never_equal() {
        assert_eq!(sorted("no tag at all", "b Ä a"), "a Ä b");
        assert_eq!(Collation::of("en").compare("e\u{301}", "é"), "e\u{301}".cmp("é"));
    }
}
