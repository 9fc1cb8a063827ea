//! `language`: a tag of BCP 47, in the subset that Unicode gives a meaning (UTS 35), and what follows from it.

use icu_locale::{Direction, Locale, LocaleDirectionality, LocaleExpander};

/// Reads a language tag; its canonical form, such as `pt-BR` for `PT-br`. Tags for private use (`x-…`) have none and are
/// kept as they are.
///
/// # Errors
/// The tag that was probably meant, where there is one.
pub(super) fn language_tag(written: &str) -> Result<String, Option<String>> {
    let is_private = |rest: &str| {
        rest.split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    };
    if written.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-")) && is_private(&written[2..]) {
        return Ok(written.to_owned());
    }
    if let Some(tag) = canonical(written) {
        return Ok(tag);
    }
    let hyphens = written.replace('_', "-");
    // `zh-yue` is an old way to write `yue`.
    let extended = written
        .split_once('-')
        .filter(|(primary, rest)| {
            canonical(primary).is_some() && rest.split('-').next().is_some_and(|part| part.len() == 3)
        })
        .and_then(|(_, rest)| canonical(rest));
    let meant = [Some(hyphens).filter(|hyphens| hyphens != written && canonical(hyphens).is_some()), extended];
    Err(meant.into_iter().flatten().next())
}

fn canonical(tag: &str) -> Option<String> {
    // Longer primary tags are reserved, and `_` is not for the web.
    let is_short = tag.split('-').next().is_some_and(|primary| (2..=3).contains(&primary.len()));
    let locale = if is_short && !tag.contains('_') { Locale::try_from_str(tag).ok()? } else { return None };
    // A single character announces more to come.
    let is_complete = tag.rsplit('-').next().is_some_and(|last| last.len() > 1 || tag.contains("-x-"));
    let canonical = locale.to_string();
    // Variants are left in their order: BCP 47 has the wider before the narrower, UTS 35 goes by the alphabet.
    is_complete.then(|| if canonical.eq_ignore_ascii_case(tag) { canonical } else { tag.to_owned() })
}

/// The language of a tag, without territory, script or variant, in lower case: `pt` of `pt-BR`.
pub(crate) fn primary_language(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

/// Something in each language that the interface has words in.
pub(crate) struct PerLanguage<T: 'static> {
    pub(crate) english: T,
    pub(crate) german: T,
    pub(crate) french: T,
    pub(crate) spanish: T,
    pub(crate) arabic: T,
}

impl<T> PerLanguage<T> {
    /// What it is in a language, by its tag; in English where the interface has no words of its own.
    pub(crate) fn of(&self, tag: &str) -> &T {
        match primary_language(tag).as_str() {
            "de" => &self.german,
            "fr" => &self.french,
            "es" => &self.spanish,
            "ar" => &self.arabic,
            _ => &self.english,
        }
    }
}

/// Whether a language is written from right to left: by its script, or by the script it is mostly written in.
pub(crate) fn is_right_to_left(language: &str) -> bool {
    let Ok(locale) = Locale::try_from_str(language) else { return false };
    LocaleDirectionality::new_extended().get(&locale.id) == Some(Direction::RightToLeft)
}

/// Whether a language is written in Arabic script.
pub(crate) fn is_written_in_arabic(language: &str) -> bool {
    let Ok(locale) = Locale::try_from_str(language) else { return false };
    let mut id = locale.id;
    LocaleExpander::new_extended().maximize(&mut id);
    id.script.is_some_and(|script| script.as_str() == "Arab")
}

/// The language with the territory where most of its readers are, as Open Graph has it: `de_DE`. `None` where nobody knows of one.
pub(crate) fn with_territory(language: &str) -> Option<String> {
    let mut locale = Locale::try_from_str(language).ok()?.id;
    LocaleExpander::new_extended().maximize(&mut locale);
    Some(format!("{}_{}", locale.language, locale.region?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_in_arabic_script_are_known() {
        let known = ["ar", "ar-EG", "fa", "ur", "en", "he", "az-Arab"].map(is_written_in_arabic);
        assert_eq!(known, [true, true, true, true, false, false, true]);
    }

    #[test]
    fn tags_are_read_as_bcp_47_has_them() {
        for tag in ["en", "de-CH", "zh-Hant-TW", "pt-BR", "sl-rozaj-biske", "de-u-co-phonebk", "x-attune", "ckb"] {
            assert_eq!(language_tag(tag), Ok(tag.to_owned()));
        }
        assert_eq!(language_tag("PT-br"), Ok("pt-BR".to_owned()));
        for tag in ["", "e", "en-", "-en", "english", "en-languages", "en--US", "en-u", "x", "x-", "1n", "é", "x-é"] {
            assert_eq!(language_tag(tag), Err(None), "{tag}");
        }
        assert_eq!(language_tag("en_US"), Err(Some("en-US".to_owned())));
        assert_eq!(language_tag("zh-yue"), Err(Some("yue".to_owned())));
    }

    #[test]
    fn a_language_has_the_territory_of_most_of_its_readers() {
        let pairs = [
            ("en", "en_US"),
            ("en-GB", "en_GB"),
            ("de", "de_DE"),
            ("pt-BR", "pt_BR"),
            ("zh-Hant", "zh_TW"),
            ("ar", "ar_EG"),
        ];
        for (language, expected) in pairs {
            assert_eq!(with_territory(language).as_deref(), Some(expected));
        }
        for language in ["x-attune", ""] {
            assert_eq!(with_territory(language), None);
        }
    }

    #[test]
    fn a_script_outweighs_its_language() {
        for language in ["ar", "fa-IR", "AR", "he", "ur", "az-Arab", "ckb", "dv", "yi", "ug", "ff-Adlm"] {
            assert!(is_right_to_left(language), "{language}");
        }
        for language in ["en", "ks-Deva-IN", "ar-Latn", "x-attune", "", "zz"] {
            assert!(!is_right_to_left(language), "{language}");
        }
    }
}
