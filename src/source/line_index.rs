//! Byte offsets to lines and columns.

use std::ops::Range;

/// Says at the start of a file that it is UTF-8; no part of the text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A place in a text as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 1, in Unicode scalar values; a byte order mark at the start of the file does not count.
    pub column: u32,
}

/// Where each line of a text begins. A line ends with LF, CRLF or a lone CR, as in `CommonMark` section 2.1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LineIndex {
    starts: Vec<usize>,
    /// Characters that begin before each block of [`BLOCK`] bytes, and in all, so that a column far along a line is found without
    /// counting the line.
    characters: Vec<usize>,
}

/// Bytes between two counts of characters.
const BLOCK: usize = 1024;

impl LineIndex {
    /// Indexes `text` in one pass.
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (mut starts, mut characters, mut before) = (vec![0], Vec::with_capacity(bytes.len() / BLOCK + 1), 0);
        for (number, block) in bytes.chunks(BLOCK).enumerate() {
            characters.push(before);
            before += begun(block);
            for (at, byte) in block.iter().enumerate().filter(|(_, byte)| matches!(byte, b'\n' | b'\r')) {
                let next = number * BLOCK + at + 1;
                if *byte == b'\n' || bytes.get(next) != Some(&b'\n') {
                    starts.push(next);
                }
            }
        }
        characters.push(before);
        Self { starts, characters }
    }

    /// Line and column of byte `offset` of `text`, which must be the text that was indexed.
    pub(crate) fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor_char_boundary(text, offset);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let mark = usize::from(line == 0 && offset > 0 && text.starts_with(BYTE_ORDER_MARK));
        let column = self.characters_before(text, offset) - self.characters_before(text, self.starts[line]) - mark;
        Position { line: count(line + 1), column: count(column + 1) }
    }

    /// The bytes of a line, counted from 1, without a byte order mark and without what ends it; empty past the end.
    pub(crate) fn line(&self, text: &str, number: u32) -> Range<usize> {
        let at = (number as usize).saturating_sub(1);
        let Some(start) = self.starts.get(at).copied() else { return text.len()..text.len() };
        let end = self.starts.get(at + 1).copied().unwrap_or(text.len());
        let start = if start == 0 && text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { start };
        start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.characters[block] + begun(&text.as_bytes()[block * BLOCK..offset])
    }
}

/// How many characters begin in some bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (u32, u32) {
        let position = LineIndex::new(text).position(text, offset);
        (position.line, position.column)
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(at("né x", 4), (1, 4));
        assert_eq!(at("a\n日本x", 8), (2, 3));
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        assert_eq!(at("\u{feff}abc", 3), (1, 1));
    }

    #[test]
    fn a_byte_order_mark_counts_where_it_is_not_the_first_character() {
        assert_eq!(at("a\n\u{feff}b", 5), (2, 2));
        assert_eq!(at("\u{feff}\u{feff}b", 6), (1, 2));
    }

    #[test]
    fn a_column_far_along_a_line_is_counted_in_characters() {
        let text = format!("\u{feff}x\n{}", "é日a".repeat(2000));
        let index = LineIndex::new(&text);
        for (characters, (offset, _)) in text[5..].char_indices().enumerate().chain([(6000, (12000, 'a'))]) {
            let expected = Position { line: 2, column: count(characters + 1) };
            assert_eq!(index.position(&text, offset + 5), expected);
        }
        let block = "a".repeat(BLOCK);
        assert_eq!(at(&block, BLOCK), (1, count(BLOCK + 1)));
    }

    #[test]
    fn a_line_end_between_two_blocks_counts_once() {
        let text = format!("{}\r\nb", "a".repeat(BLOCK - 1));
        assert_eq!(at(&text, BLOCK + 1), (2, 1));
    }

    #[test]
    fn a_line_has_neither_its_end_nor_a_byte_order_mark() {
        let text = "\u{feff}one\r\ntwo\r\n\rfour";
        let index = LineIndex::new(text);
        let lines: Vec<&str> = (1..=6).map(|number| &text[index.line(text, number)]).collect();
        assert_eq!(lines, ["one", "two", "", "four", "", ""]);
    }

    #[test]
    fn all_three_line_ends_count_once() {
        assert_eq!(at("a\r\nb\rc\nd", 3), (2, 1));
        assert_eq!(at("a\r\nb\rc\nd", 5), (3, 1));
        assert_eq!(at("a\r\nb\rc\nd", 7), (4, 1));
    }

    #[test]
    fn the_end_of_the_text_has_a_place() {
        assert_eq!(at("ab\n", 3), (2, 1));
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("ab", 99), (1, 3));
    }
}
