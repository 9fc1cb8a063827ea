//! Values as they stand in Markdown: as words, whatever signs are in them.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Signs that mean something in Markdown, in HTML, in titles of containers or in blanks.
const SIGNS: &str = "\\`*_[]{}<>&#|~$^=\"";

/// A value as text for the Markdown parser that prints it as it is. An address of the web stays one.
pub(crate) fn in_text(value: &str) -> Cow<'_, str> {
    let is_address = ["https://", "http://"].iter().any(|scheme| value.starts_with(scheme));
    if is_address && !value.contains(|c: char| c.is_whitespace() || "\"<>[]()`\\".contains(c)) {
        return Cow::Borrowed(value);
    }
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    // A sign that would begin a list, a heading or a container at the beginning of a line.
    let begins = |at: usize, sign: char| {
        at == 0 && matches!(sign, '-' | '+' | ':' | '!') || at == digits && at > 0 && matches!(sign, '.' | ')')
    };
    if !value.char_indices().any(|(at, sign)| SIGNS.contains(sign) || begins(at, sign)) {
        return Cow::Borrowed(value);
    }
    let mut escaped = String::with_capacity(value.len() + 16);
    for (at, sign) in value.char_indices() {
        if SIGNS.contains(sign) || begins(at, sign) {
            let _ = write!(escaped, "&#{};", u32::from(sign));
        } else {
            escaped.push(sign);
        }
    }
    Cow::Owned(escaped)
}

/// Whether a text ends in the address of a link, which has neither spaces nor brackets: `[words](https://example.org/`.
pub(super) fn is_in_address(before: &str) -> bool {
    /// No address is longer, in bytes; a line may hold thousands of values.
    const LONGEST: usize = 2000;
    let near = (before.len().saturating_sub(LONGEST)..=before.len()).find(|at| before.is_char_boundary(*at));
    let before = &before[near.unwrap_or_default()..];
    let from = before.rfind(|c: char| c.is_whitespace() || c == ')').map_or(0, |at| at + 1);
    let word = before.get(from..).unwrap_or_default();
    word.rfind("](").is_some_and(|at| !word[at + 2..].contains(['(', ']']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_words() {
        assert_eq!(in_text("50 minutes, e.g. (more)"), "50 minutes, e.g. (more)");
        assert_eq!(in_text("a *b* [c]"), "a &#42;b&#42; &#91;c&#93;");
        assert_eq!(in_text("- a"), "&#45; a");
        assert_eq!(in_text("1. a 2. b"), "1&#46; a 2. b");
        assert_eq!(in_text("https://example.org/a_b"), "https://example.org/a_b");
        assert_eq!(in_text("he said \"no\""), "he said &#34;no&#34;");
    }

    #[test]
    fn an_address_is_told_from_words() {
        assert!(is_in_address("see [it]("));
        assert!(is_in_address("see [it](https://example.org/"));
        assert!(!is_in_address("see [it](a.md) "));
        assert!(!is_in_address("see (it "));
    }
}
