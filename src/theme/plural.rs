//! The forms messages take with a number.
//!
//! A message is written `one {n} minute|{n} minutes`: the form for one, then the form for more. A language with other
//! forms names them by the categories of the Unicode CLDR: `one: …|two: …|few: …|many: …|other: …`. Which category a number
//! has in a language is the CLDR's too (`icu_plurals`), here as in the theme's scripts (`Intl.PluralRules`).

use std::collections::BTreeMap;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// The rules of some languages, by tag.
#[derive(Debug)]
pub(super) struct Plurals(BTreeMap<String, PluralRules>);

impl Plurals {
    /// The rules of these languages. What is no language tag has rules that know no forms but `other`.
    pub(super) fn of<'t>(tags: impl Iterator<Item = &'t str>) -> Self {
        let rules = tags.filter_map(|tag| {
            let locale = Locale::try_from_str(tag).unwrap_or(Locale::UNKNOWN);
            Some((tag.to_owned(), PluralRules::try_new_cardinal(locale.into()).ok()?))
        });
        Self(rules.collect())
    }

    /// The form of `text` that goes with `number` in one of the languages.
    pub(super) fn form<'m>(&self, text: &'m str, language: &str, number: u64) -> &'m str {
        let category = self.0.get(language).map_or(PluralCategory::Other, |rules| rules.category_for(number));
        let mut forms = text.split('|').map(str::trim);
        if named(text).is_none() {
            let first = forms.next().unwrap_or(text);
            return if category == PluralCategory::One { first } else { forms.next().unwrap_or(first) };
        }
        let mut other = text;
        for (name, form) in forms.filter_map(named) {
            if name == category {
                return form;
            }
            if name == PluralCategory::Other {
                other = form;
            }
        }
        other
    }
}

/// What is wrong with the forms of a message in a language: a form for a number that the language does not have, or none for
/// one that it has. Where the CLDR does not know the language, nothing is.
pub(super) fn fault(text: &str, language: &str) -> Option<String> {
    let rules = PluralRules::try_new_cardinal(Locale::try_from_str(language).ok()?.into()).ok()?;
    let known: Vec<PluralCategory> = rules.categories().collect();
    let forms: Vec<&str> = text.split('|').map(str::trim).collect();
    if forms.len() < 2 || known.len() < 2 {
        return None;
    }
    let listed = || known.iter().map(|category| format!("`{}`", name_of(*category))).collect::<Vec<_>>().join(", ");
    let found: Vec<Option<PluralCategory>> = forms.iter().map(|form| named(form).map(|(name, _)| name)).collect();
    if found.iter().all(Option::is_none) {
        // One and more; what CLDR has for millions alone can be left out.
        let has_others =
            [PluralCategory::Zero, PluralCategory::Two, PluralCategory::Few].iter().any(|c| known.contains(c));
        return match forms.len() {
            2 if has_others => Some(format!("`{language}` has more forms than one and more: {}", listed())),
            2 => None,
            more => Some(format!("there are {more} forms, and nothing says for which numbers")),
        };
    }
    if let Some(at) = found.iter().position(Option::is_none) {
        return Some(format!("the form `{}` begins with no name: {}", forms[at], listed()));
    }
    let found: Vec<PluralCategory> = found.into_iter().flatten().collect();
    if let Some(unknown) = found.iter().find(|category| !known.contains(category)) {
        return Some(format!("`{language}` has no form `{}`, but {}", name_of(*unknown), listed()));
    }
    let twice = found.iter().enumerate().find(|(at, category)| found[..*at].contains(category));
    if let Some((_, twice)) = twice {
        return Some(format!("the form `{}` is there twice", name_of(*twice)));
    }
    let is_needed =
        |category: &&PluralCategory| **category != PluralCategory::Many || known.contains(&PluralCategory::Few);
    let missing = known.iter().filter(is_needed).find(|category| !found.contains(category));
    missing.map(|missing| format!("there is no form `{}`: `{language}` has {}", name_of(*missing), listed()))
}

/// The category that opens a form, and the form.
fn named(form: &str) -> Option<(PluralCategory, &str)> {
    let (name, form) = form.split_once(':')?;
    let category = PluralCategory::all().find(|category| name_of(*category) == name.trim())?;
    Some((category, form.trim()))
}

/// The category's name in the CLDR.
fn name_of(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form<'m>(text: &'m str, language: &str, number: u64) -> &'m str {
        Plurals::of([language].into_iter()).form(text, language, number)
    }

    #[test]
    fn two_forms_are_one_and_more() {
        assert_eq!(form("a minute|{n} minutes", "en", 1), "a minute");
        assert_eq!(form("a minute|{n} minutes", "de-CH", 0), "{n} minutes");
        assert_eq!(form("{n} minute|{n} minutes", "fr", 0), "{n} minute");
        assert_eq!(form("always the same", "en", 5), "always the same");
    }

    #[test]
    fn named_forms_follow_the_language() {
        let forms = |language: &str, numbers: &[u64]| {
            let text = "zero: z|one: o|two: t|few: f|many: m|other: n";
            let plurals = Plurals::of([language].into_iter());
            numbers.iter().map(|number| plurals.form(text, language, *number)).collect::<Vec<_>>().join("")
        };
        assert_eq!(forms("ar", &[0, 1, 2, 3, 10, 11, 99, 100, 103, 111]), "zotffmmnfm");
        assert_eq!(forms("pl", &[0, 1, 2, 3, 4, 5, 12, 21, 22, 112, 122]), "mofffmmmfmf");
        assert_eq!(forms("ru", &[0, 1, 2, 4, 5, 11, 21, 22, 101, 111]), "moffmmofom");
        assert_eq!(forms("cy", &[0, 1, 2, 3, 4, 5, 6, 7]), "zotfnnmn");
        assert_eq!(forms("fr-CA", &[0, 1, 2, 1_000_000]), "oonm");
        assert_eq!(forms("en", &[0, 1, 2]), "non");
    }

    #[test]
    fn a_form_that_a_message_lacks_is_the_other() {
        assert_eq!(form("one: {n} minuta|few: {n} minuty|other: {n} minut", "pl", 3), "{n} minuty");
        assert_eq!(form("one: {n} minuta|few: {n} minuty|other: {n} minut", "pl", 5), "{n} minut");
    }

    #[test]
    fn forms_are_those_that_the_language_has() {
        let right = [
            ("{n} minute|{n} minutes", "en"),
            ("{n} minute|{n} minutes", "fr"),
            ("one: a|other: b", "de"),
            ("zero: a|one: b|two: c|few: d|many: e|other: f", "ar"),
            ("one: a|few: b|many: c|other: d", "pl"),
            ("one|more", "x-own"),
            ("always the same", "ar"),
        ];
        for (text, language) in right {
            assert_eq!(fault(text, language), None, "{text} in {language}");
        }
        let wrong = [
            ("{n} minuta|{n} minut", "pl", "more forms than one and more"),
            ("one: a|few: b|other: c", "en", "no form `few`"),
            ("one: a|other: b", "pl", "no form `few`"),
            ("one: a|tow: b|other: c", "ar", "begins with no name"),
            ("one: a|one: b|other: c", "en", "twice"),
            ("a|b|c", "en", "3 forms"),
        ];
        for (text, language, why) in wrong {
            let found = fault(text, language).unwrap_or_default();
            assert!(found.contains(why), "{text} in {language}: {found}");
        }
    }

    #[test]
    fn what_is_no_language_has_the_other_form() {
        assert_eq!(form("one|more", "not a tag", 1), "more");
    }

    #[test]
    fn a_colon_in_a_plain_message_names_no_form() {
        assert_eq!(form("Note: {n} left|Note: {n} are left", "en", 2), "Note: {n} are left");
    }
}
