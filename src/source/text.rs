//! Characters that stand for nothing a reader could see and that HTML and XML documents must not hold.

use std::borrow::Cow;

/// Whether a document may hold this character: no control characters but tab and line ends, and no noncharacters (Unicode
/// 23.7). HTML calls both errors (WHATWG HTML, 13.2.3.5); XML 1.0, 2.2, forbids most of them.
pub(crate) fn is_printable(character: char) -> bool {
    let code = u32::from(character);
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => false,
        _ => code & 0xfffe != 0xfffe,
    }
}

/// Whether a text says anything: it has a character that takes up ink.
pub(crate) fn says_something(text: &str) -> bool {
    !text.chars().all(|character| character.is_whitespace() || is_invisible(character))
}

/// Characters that take no room: joiners, marks of direction, the soft hyphen, byte order marks, control characters; and letters that
/// are blank (Unicode's `Default_Ignorable_Code_Point`, and the empty pattern of Braille).
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}'
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// A text without the characters that no document may hold.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if is_all_printable(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|character| is_printable(*character)).collect())
}

/// Whether a document may hold all of a text. This looks at every byte of every page, so ASCII is looked at in bulk.
pub(crate) fn is_all_printable(text: &str) -> bool {
    // Numbers for truth values: of these the compiler takes many at once.
    let is = |byte: u8, other: u8| u8::from(byte == other);
    let is_white = |byte: u8| is(byte, b'\t') | is(byte, b'\n') | is(byte, b'\r');
    let is_suspect = |byte: u8| (u8::from(byte < b' ') & (1 - is_white(byte))) | is(byte, 0x7f);
    // The first bytes of U+0080 to U+009F, of U+FDD0 to U+FFFF and of the planes beyond the first.
    let may_begin_one = |byte: u8| is(byte, 0xc2) | u8::from(byte >= 0xef);
    let (mut suspect, mut beyond) = (0, 0);
    for byte in text.bytes() {
        suspect |= is_suspect(byte);
        beyond |= may_begin_one(byte);
    }
    suspect == 0 && (beyond == 0 || text.chars().all(is_printable))
}

/// How many bytes are of a kind. In chunks whose counts fit into a byte, the compiler takes many bytes at once.
pub(crate) fn count_bytes(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    let count = |chunk: &[u8]| usize::from(chunk.iter().map(|byte| u8::from(is(*byte))).sum::<u8>());
    bytes.chunks(240).map(count).sum()
}

/// Bytes as UTF-16, in one of the two orders of a unit's bytes.
pub(crate) fn utf_16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> String {
    String::from_utf16_lossy(&bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]])).collect::<Vec<_>>())
}

/// Whether the sign at an offset stands behind a backslash that escapes it (`CommonMark` 2.4): two of them are one that is printed.
pub(crate) fn is_escaped(text: impl AsRef<[u8]>, at: usize) -> bool {
    text.as_ref()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// Characters that look like colons, and how many each looks like.
///
/// Source: the entries for U+003A in Unicode's confusables.txt (UTS 39), with the full-width and presentation forms.
pub(crate) const CONFUSABLE: [(char, usize); 21] = [
    ('：', 1),
    ('﹕', 1),
    ('︓', 1),
    ('︰', 1),
    ('∶', 1),
    ('ː', 1),
    ('˸', 1),
    ('׃', 1),
    ('։', 1),
    ('܃', 1),
    ('܄', 1),
    ('᛬', 1),
    ('᠃', 1),
    ('᠉', 1),
    ('⁚', 1),
    ('꞉', 1),
    ('ꓽ', 1),
    ('ः', 1),
    ('ઃ', 1),
    ('∷', 2),
    ('⸬', 2),
];

/// How many colons a character looks like.
pub(crate) fn colons_in(character: char) -> usize {
    match character {
        ':' => 1,
        _ if character.is_ascii() => 0,
        _ => CONFUSABLE.iter().find(|(known, _)| *known == character).map_or(0, |(_, weight)| *weight),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_nothing_to_be_seen_says_nothing() {
        for text in ["", " ", "\u{a0}", "\u{200b}", "\u{ad}\u{2060} \u{feff}", "\u{200d}\n\u{3164}", "\u{2800}"] {
            assert!(!says_something(text), "{text:?}");
        }
        for text in ["a", "-", "\u{200b}。", "👩\u{200d}⚕", "क\u{200d}"] {
            assert!(says_something(text), "{text:?}");
        }
    }

    #[test]
    fn a_backslash_escapes_but_no_two_of_them() {
        for (text, escaped) in [("x", false), ("\\x", true), ("\\\\x", false), ("\\ x", false), ("\\\\\\x", true)] {
            assert_eq!(is_escaped(text, text.len() - 1), escaped, "{text}");
            assert_eq!(is_escaped(text.as_bytes(), text.len() - 1), escaped, "{text}");
        }
    }

    #[test]
    fn what_no_document_may_hold_is_dropped() {
        for text in ["a\u{0}b", "a\u{1}b", "a\u{c}b", "a\u{7f}b", "a\u{80}b", "a\u{fdd0}b", "a\u{ffff}b", "a\u{1fffe}b"]
        {
            assert_eq!(printable(text), "ab", "{text:?}");
        }
        for text in ["a\tb\r\n", "é – 日本 🙂", "\u{a0}\u{200d}\u{fffd}\u{10fffd}"] {
            assert!(matches!(printable(text), Cow::Borrowed(kept) if kept == text), "{text:?}");
        }
    }
}
