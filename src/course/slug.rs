//! The part of an address that is made from a name.

use unicode_normalization::UnicodeNormalization as _;

/// The part of an address made from a name: letters and digits of any script in lower case, the rest one hyphen.
pub(crate) fn slug(name: &str) -> String {
    // "é" may be one character or two, and is the same word.
    let composed = if name.is_ascii() { None } else { Some(name.nfc().collect::<String>()) };
    let name = composed.as_deref().unwrap_or(name);
    let mut slug = String::with_capacity(name.len());
    for character in name.chars().filter(|character| !matches!(character, '\'' | '\u{2019}')) {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !character.is_ascii() && (character.is_alphanumeric() || is_combining(character)) {
            slug.extend(character.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The same for a topic, in which signs behind letters tell one from another: C, C++ and C#; and so does a point before them: .NET.
pub(crate) fn topic_slug(name: &str) -> String {
    if !name.contains(['+', '#', '.']) {
        return slug(name);
    }
    let mut spelled = String::with_capacity(name.len() + 16);
    for (at, character) in name.char_indices() {
        let before = name[..at].chars().next_back();
        match character {
            '+' => spelled.push_str(" plus "),
            '#' if before.is_some_and(char::is_alphanumeric) => spelled.push_str(" sharp "),
            '.' if before.is_none_or(char::is_whitespace) => spelled.push_str(" dot "),
            other => spelled.push(other),
        }
    }
    slug(&spelled)
}

/// Whether [`slug`] finds anything in a name.
pub(crate) fn has_slug(name: &str) -> bool {
    name.chars().any(|character| character.is_alphanumeric() || is_combining(character))
}

fn is_combining(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use super::{slug, topic_slug};

    #[test]
    fn topics_are_told_apart_by_their_signs() {
        let slugs = ["C", "C++", "C#", "F#", ".NET", "NET", "#hope"].map(topic_slug);
        assert_eq!(slugs, ["c", "c-plus-plus", "c-sharp", "f-sharp", "dot-net", "net", "hope"]);
        assert_eq!(topic_slug("Cafe\u{301}"), topic_slug("Café"));
    }

    #[test]
    fn a_slug_keeps_letters_of_every_script() {
        assert_eq!(slug("What they don't protect!"), "what-they-dont-protect");
        assert_eq!(slug("  Überträgt — 日本 "), "überträgt-日本");
        assert_eq!(slug("---"), "");
    }
}
