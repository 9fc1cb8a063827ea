//! The part of an address that is made from a name.

/// The part of an address made from a name: letters and digits of any script in lower case, the rest one hyphen.
pub(crate) fn slug(name: &str) -> String {
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

/// Whether [`slug`] finds anything in a name.
pub(crate) fn has_slug(name: &str) -> bool {
    name.chars().any(|character| character.is_alphanumeric() || is_combining(character))
}

fn is_combining(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_slug_keeps_letters_of_every_script() {
        assert_eq!(slug("What they don't protect!"), "what-they-dont-protect");
        assert_eq!(slug("  Überträgt — 日本 "), "überträgt-日本");
        assert_eq!(slug("---"), "");
    }
}
