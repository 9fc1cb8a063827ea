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

/// What is wrong with the forms of a message in a language, and what to write; `english` says whether it goes with a number.
pub(super) fn fault(text: &str, english: &str, language: &str) -> Option<(String, String)> {
    let locale = Locale::try_from_str(&language.replace('_', "-")).unwrap_or(Locale::UNKNOWN);
    let rules = PluralRules::try_new_cardinal(locale.into()).ok()?;
    let has: Vec<PluralCategory> = rules.categories().collect();
    let list = PluralCategory::all().filter(|category| has.contains(category)).map(name_of);
    let list = list.map(|name| format!("`{name}: …`")).collect::<Vec<_>>().join("|");
    let forms: Vec<&str> = text.split('|').map(str::trim).collect();
    let goes_with_number = english.contains('|');
    if named(text).is_none() && !forms.iter().any(|form| named(form).is_some()) {
        let is_fitting = !goes_with_number
            || forms.len() <= 2
                && has.iter().all(|category| {
                    matches!(category, PluralCategory::One | PluralCategory::Other)
                // For whole numbers below a million nobody needs it.
                || *category == PluralCategory::Many && has.len() == 3
                });
        if is_fitting || forms.len() == 1 {
            return None;
        }
        return Some((
            format!("has {} forms, and `{language}` has {}", forms.len(), has.len()),
            format!("write {list}"),
        ));
    }
    let unnamed = forms.iter().find(|form| named(form).is_none());
    if let Some(form) = unnamed {
        return Some((format!("has the form `{form}` without its category"), format!("write {list}")));
    }
    let categories: Vec<PluralCategory> = forms.iter().filter_map(|form| Some(named(form)?.0)).collect();
    if let Some(foreign) = categories.iter().find(|category| !has.contains(category)) {
        let message = format!("has the category `{}`, which `{language}` has no use for", name_of(*foreign));
        return Some((message, format!("write {list}")));
    }
    let twice = categories.iter().enumerate().find(|(at, category)| categories[..*at].contains(category));
    if let Some((_, category)) = twice {
        return Some((format!("has the category `{}` twice", name_of(*category)), format!("write {list}")));
    }
    let message = "has no category `other`, which is that of every number without a form of its own";
    (!categories.contains(&PluralCategory::Other)).then(|| (message.to_owned(), format!("write {list}")))
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
    fn forms_that_a_language_does_not_have_are_told() {
        let told = |text, language| fault(text, "{n} minute|{n} minutes", language).map(|(message, _)| message);
        assert_eq!(told("{n} Minute|{n} Minuten", "de"), None);
        assert_eq!(told("{n} minute|{n} minutes", "fr"), None);
        assert_eq!(told("{n}分", "ja"), None);
        assert_eq!(told("one: {n} minuta|few: {n} minuty|many: {n} minut|other: {n} minuty", "pl"), None);
        assert!(told("{n} minuta|{n} minut", "pl").is_some_and(|told| told.contains("2 forms")));
        assert!(
            told("one: {n} minute|few: {n} minutes|other: {n} minutes", "en")
                .is_some_and(|told| told.contains("`few`"))
        );
        assert!(told("one: {n} minuta|{n} minut", "pl").is_some_and(|told| told.contains("without its category")));
        assert!(told("one: {n} minuta|few: {n} minuty", "pl").is_some_and(|told| told.contains("`other`")));
        assert!(told("one: a|one: b|other: c", "en").is_some_and(|told| told.contains("twice")));
        assert_eq!(fault("Note: {n} left", "Note: {n} left", "en"), None);
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
