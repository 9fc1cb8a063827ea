//! What a citation looks like: `[@beck2005, p. 12]`, in the manner of Pandoc.
//!
//! A citation is a pair of brackets with one or more works, parted by semicolons: words before, `-` where the author is
//! named in the sentence, `@` and the key, and after a comma a place in the work and words after. [`is_citation`] tells
//! citations from other brackets; [`super::citation`] reads them.

use std::ops::Range;

use crate::source::text::is_escaped;

/// One work as written, before it is looked at.
pub(crate) struct Written<'t> {
    /// Words before it.
    pub(crate) before: &'t str,
    /// Whether `-` says that the sentence names the author.
    pub(crate) author_named: bool,
    /// Its key, as a range of the text given.
    pub(crate) key: Range<usize>,
    /// The place in the work and words after it.
    pub(crate) rest: &'t str,
}

/// Whether the brackets at `open` and `close`, with none between them, hold a citation.
pub(crate) fn is_citation(bytes: &[u8], open: usize, close: usize) -> bool {
    let before = open.checked_sub(1).map_or(b' ', |before| bytes[before]);
    let after = bytes.get(close + 1).copied().unwrap_or(b' ');
    let is_pair = bytes[open] == b'[' && bytes[close] == b']';
    let is_definition = after == b':' && (open == 0 || before == b'\n');
    if !is_pair
        || is_definition
        || is_escaped(bytes, open)
        || matches!(before, b'!' | b'[')
        || matches!(after, b'(' | b'[')
    {
        return false;
    }
    let Ok(inner) = std::str::from_utf8(&bytes[open + 1..close]) else { return false };
    let has_blank_line = inner.lines().skip(1).any(|line| line.trim().is_empty());
    !has_blank_line && inner.split(';').all(|part| work(part).is_some())
}

/// Cuts the text of one work: a key follows an `@` that begins a word.
pub(crate) fn work(part: &str) -> Option<Written<'_>> {
    let begins = |at: &usize| {
        let before = part[..*at].strip_suffix('-').unwrap_or(&part[..*at]);
        before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“'))
    };
    let at = part.match_indices('@').map(|(at, _)| at).find(begins)?;
    let author_named = part[..at].ends_with('-');
    let before = part[..at - usize::from(author_named)].trim();
    let key = key(part, at + 1)?;
    let end = if part[at + 1..].starts_with('{') { key.end + 1 } else { key.end };
    let rest = part[end..].trim();
    let rest = rest.strip_prefix(',').unwrap_or(rest).trim();
    Some(Written { before, author_named, key, rest })
}

/// The key of a citation without brackets whose `@` stands at an offset; none where the `@` is that of an address.
pub(crate) fn bare_key(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].strip_suffix('-').unwrap_or(&text[..at]);
    let begins =
        before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '@' | '.' | '_'));
    key(text, at + 1).filter(|_| begins && !is_escaped(text, at) && !is_escaped(text, before.len()))
}

/// A key: letters, digits and `_`, with single punctuation inside; or whatever stands in braces.
fn key(part: &str, start: usize) -> Option<Range<usize>> {
    if part[start..].starts_with('{') {
        let end = start + part[start..].find('}')?;
        return (end > start + 1).then_some(start + 1..end);
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut end = start;
    let mut characters = part[start..].char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let inside =
            ":.#$%&-+?<>~/".contains(character) && end > start && characters.peek().is_some_and(|n| is_word(n.1));
        if !is_word(character) && !inside {
            break;
        }
        end = start + at + character.len_utf8();
    }
    (end > start).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let brackets: Vec<usize> = text.match_indices(['[', ']']).map(|(at, _)| at).collect();
        let pairs = brackets.windows(2).filter(|pair| text[pair[0]..pair[1]].contains('@'));
        pairs
            .filter(|pair| is_citation(text.as_bytes(), pair[0], pair[1]))
            .map(|pair| &text[pair[0]..=pair[1]])
            .collect()
    }

    #[test]
    fn brackets_with_a_key_are_a_citation() {
        for text in ["[@a]", "[-@a]", "[see @a, p. 3]", "[@a_b:c.d-e]", "[@{a b}]", "[@a\nand more]", "[vgl. -@a]"] {
            assert_eq!(found(text), [text], "{text}");
        }
        assert_eq!(found("x [@a] y [@b; @c] z"), ["[@a]", "[@b; @c]"]);
    }

    #[test]
    fn other_brackets_are_not() {
        for text in [
            "[a@b.de]",
            "[@]",
            "[@ a]",
            "\\[@a]",
            "![@a](x.svg)",
            "[@a](b.md)",
            "[@a][b]",
            "[@a]: b.md",
            "[@a",
            "@a]",
            "[@a\n\nb]",
            "[@a; b]",
            "[x[@a]x](b.md) [^1]: @b",
        ] {
            assert_eq!(found(text).into_iter().filter(|t| *t != "[@a]").count(), 0, "{text}");
        }
        assert!(found("\\[@a] ![@a](x.svg) [@a](b.md) [@a][b]").is_empty());
    }
}
