//! The box of an option as it is often mistyped: `[ x ]`, `[]`, `[x]` without a space behind it, `(x)`.

use std::ops::Range;

use super::super::events::Located;

/// Something that was meant as a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SloppyBox {
    /// Where it stands, with its brackets.
    pub(super) range: Range<usize>,
    /// How it should be written, with a space behind it where there is none.
    pub(super) meant: &'static str,
    /// Whether the option is right.
    pub(super) right: bool,
}

/// What stands at the head of an option's words in the place of its box.
pub(super) fn sloppy_box(source: &str, text: &[Located<'_>]) -> Option<SloppyBox> {
    let start = text.first()?.1.start;
    let rest = &source[start..];
    let close = match rest.as_bytes().first()? {
        b'[' => ']',
        b'(' => ')',
        _ => return None,
    };
    let end = rest.char_indices().take(6).find(|(_, next)| *next == close)?.0;
    let (inner, after) = (rest[1..end].trim(), &rest[end + 1..]);
    // A link, a footnote, words in brackets.
    if after.starts_with(['(', '[', ':']) {
        return None;
    }
    let right = match inner {
        "" if close == ']' || end > 1 => false,
        "x" | "X" | "✓" | "✔" | "✗" | "*" | "v" | "V" => true,
        _ => return None,
    };
    let is_apart = after.starts_with(char::is_whitespace) || after.is_empty();
    let meant = match (right, is_apart) {
        (true, true) => "[x]",
        (true, false) => "[x] ",
        (false, true) => "[ ]",
        (false, false) => "[ ] ",
    };
    Some(SloppyBox { range: start..start + end + 1, meant, right })
}
