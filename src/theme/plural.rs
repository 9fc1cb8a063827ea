//! The forms words take with a number.
//!
//! Words are written `one {n} minute|{n} minutes`: the form for one, then the form for more. A language with other
//! forms names them by the categories of the Unicode CLDR: `one: …|two: …|few: …|many: …|other: …`. The rules of
//! English, German, French, Spanish and Arabic are here; any other language is counted as English is.

/// The form of `text` that goes with `number` in a language.
pub(super) fn form<'a>(text: &'a str, language: &str, number: u64) -> &'a str {
    let category = category(language, number);
    let mut forms = text.split('|').map(str::trim);
    if named(text).is_none() {
        let first = forms.next().unwrap_or(text);
        return if category == "one" { first } else { forms.next().unwrap_or(first) };
    }
    let mut other = text;
    for (name, words) in forms.filter_map(named) {
        if name == category {
            return words;
        }
        if name == "other" {
            other = words;
        }
    }
    other
}

/// The category that opens a form, and the form.
fn named(form: &str) -> Option<(&str, &str)> {
    let (name, words) = form.split_once(':')?;
    matches!(name.trim(), "zero" | "one" | "two" | "few" | "many" | "other").then(|| (name.trim(), words.trim()))
}

/// Plural categories of whole numbers (Unicode CLDR 46, `plurals.xml`).
fn category(language: &str, number: u64) -> &'static str {
    let language = language.split(['-', '_']).next().unwrap_or(language);
    match (language, number) {
        ("ar", 0) => "zero",
        ("ar", 2) => "two",
        ("ar", _) if (3..=10).contains(&(number % 100)) => "few",
        ("ar", _) if number % 100 >= 11 => "many",
        ("fr", 0) | (_, 1) => "one",
        ("fr" | "es", _) if number != 0 && number.is_multiple_of(1_000_000) => "many",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::form;

    #[test]
    fn two_forms_are_one_and_more() {
        assert_eq!(form("a minute|{n} minutes", "en", 1), "a minute");
        assert_eq!(form("a minute|{n} minutes", "de-CH", 0), "{n} minutes");
        assert_eq!(form("{n} minute|{n} minutes", "fr", 0), "{n} minute");
        assert_eq!(form("always the same", "en", 5), "always the same");
    }

    #[test]
    fn named_forms_follow_the_language() {
        let text = "zero: none|one: single|two: pair|few: some|many: lots|other: {n}";
        let forms: Vec<&str> = [0, 1, 2, 3, 10, 11, 99, 100, 103, 111].iter().map(|n| form(text, "ar", *n)).collect();
        assert_eq!(forms, ["none", "single", "pair", "some", "some", "lots", "lots", "{n}", "some", "lots"]);
        assert_eq!(form(text, "en", 2), "{n}");
    }

    #[test]
    fn a_colon_in_plain_words_names_no_form() {
        assert_eq!(form("Note: {n} left|Note: {n} are left", "en", 2), "Note: {n} are left");
    }
}
