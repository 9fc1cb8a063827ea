//! What the archive of styles knows of languages. Reading one costs as much as a large page, so only those that a course needs are read.

use ciborium::from_reader;
use hayagriva::archive::LOCALES;
use hayagriva::citationberg::{Locale, LocaleCode};
use serde::Deserialize;

use crate::config::primary_language;

/// Of a locale, its language alone.
#[derive(Deserialize)]
struct Named {
    #[serde(rename = "@xml:lang")]
    lang: LocaleCode,
}

/// The locale for a language, and those that a work in it is printed with: its own, and English for what it does not say.
pub(super) fn of(language: &str) -> (LocaleCode, Vec<Locale>) {
    let named = |bytes: &&'static [u8]| from_reader::<Named, _>(*bytes).ok().map(|named| (named.lang, *bytes));
    let all: Vec<(LocaleCode, &[u8])> = LOCALES.iter().filter_map(named).collect();
    let locale = chosen(&all, language);
    let used = all.iter().filter(|(code, _)| *code == locale || *code == LocaleCode::en_us());
    let locales = used.filter_map(|(_, bytes)| from_reader(*bytes).ok()).collect();
    (locale, locales)
}

/// The same tag, or else one with the same first part; English where there is none.
fn chosen(all: &[(LocaleCode, &[u8])], language: &str) -> LocaleCode {
    // Of the locales of one language the archive's first is not always the plain one.
    let plain = match primary_language(language).as_str() {
        "en" => "en-US",
        "pt" => "pt-PT",
        "zh" => "zh-CN",
        "fr" => "fr-FR",
        "de" => "de-DE",
        "es" => "es-ES",
        _ => "",
    };
    let codes = || all.iter().map(|(code, _)| code);
    let same = codes().find(|code| code.0.eq_ignore_ascii_case(language));
    let plain = || codes().find(|code| code.0 == plain);
    let alike = || codes().find(|code| primary_language(&code.0) == primary_language(language));
    same.or_else(plain).or_else(alike).cloned().unwrap_or_else(LocaleCode::en_us)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_locale_of_the_archive_is_found_by_its_name_and_read() {
        for known in hayagriva::archive::locales() {
            let code = known.lang.clone().expect("each has one");
            let (chosen, read) = of(&code.0);
            assert_eq!(chosen, code);
            let expected = if code == LocaleCode::en_us() { 1 } else { 2 };
            assert_eq!(read.len(), expected, "{code:?}");
            assert!(read.contains(&known), "{code:?}");
        }
    }

    #[test]
    fn a_language_gets_its_plain_locale_and_one_that_is_not_there_english() {
        for (language, expected) in
            [("en", "en-US"), ("de", "de-DE"), ("pt-AO", "pt-PT"), ("nl", "nl-NL"), ("xx", "en-US")]
        {
            assert_eq!(of(language).0.0, expected, "{language}");
        }
    }
}
