//! From the parser's marks to the bytes that a value takes up in the text. A mark counts characters; that of a scalar
//! may begin at its anchor or tag, end behind a comment, or leave out the line with `|`.

use std::ops::Range;

use saphyr_parser::Marker;

/// A YAML text and where its characters are.
pub(super) struct Written<'t> {
    pub(super) text: &'t str,
    /// The first byte of each character; empty where every character is one byte.
    starts: Vec<usize>,
}

impl<'t> Written<'t> {
    /// Counts the characters of the text once.
    pub(super) fn new(text: &'t str) -> Self {
        let starts = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at).collect() };
        Self { text, starts }
    }

    /// The byte at a mark; the end of the text for one behind it.
    pub(super) fn byte(&self, mark: &Marker) -> usize {
        let index = mark.index();
        let byte = if self.starts.is_empty() { Some(index) } else { self.starts.get(index).copied() };
        byte.unwrap_or(self.text.len()).min(self.text.len())
    }

    fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    /// The character at `at`, or nothing at the end of a line or of the text.
    pub(super) fn character(&self, at: usize) -> Range<usize> {
        let next = self.rest(at).chars().next().filter(|next| !matches!(next, '\n' | '\r'));
        at..at + next.map_or(0, char::len_utf8)
    }

    /// The word that begins at `at` and its place.
    pub(super) fn word(&self, at: usize) -> (&'t str, Range<usize>) {
        let rest = self.rest(at);
        let ends = |character: char| character.is_whitespace() || matches!(character, ',' | ']' | '}' | '[' | '{');
        let length = rest.find(ends).unwrap_or(rest.len());
        (&rest[..length], at..at + length)
    }

    /// Past white space and comments.
    fn after_blank(&self, mut at: usize) -> usize {
        loop {
            let rest = self.rest(at);
            at += rest.len() - rest.trim_start().len();
            let after_space = at == 0 || self.text[..at].ends_with(char::is_whitespace);
            if !self.rest(at).starts_with('#') || !after_space {
                return at;
            }
            at += self.rest(at).find(['\n', '\r']).unwrap_or(self.rest(at).len());
        }
    }

    /// Past anchors (`&a`) and tags (`!!str`).
    pub(super) fn after_properties(&self, start: usize) -> usize {
        let mut at = start;
        while self.rest(at).starts_with(['&', '!']) {
            at = self.after_blank(self.word(at).1.end);
        }
        at
    }

    /// The tag among the properties at `start`.
    pub(super) fn find_tag(&self, start: usize) -> usize {
        let mut at = start;
        while self.rest(at).starts_with('&') {
            at = self.after_blank(self.word(at).1.end);
        }
        at
    }

    /// The `-` of a list's first item, which the mark of a list that is not indented leaves out.
    pub(super) fn dash(&self, start: usize) -> usize {
        let before = self.text[..start].trim_end();
        if !self.rest(start).starts_with('-') && before.ends_with('-') { before.len() - 1 } else { start }
    }

    /// A text in quotation marks, with them.
    pub(super) fn quoted(&self, start: usize) -> Option<Range<usize>> {
        let start = self.after_properties(start);
        let bytes = self.text.as_bytes();
        let quote = *bytes.get(start)?;
        let mut at = start + 1;
        loop {
            let byte = *bytes.get(at)?;
            let is_doubled = quote == b'\'' && bytes.get(at + 1) == Some(&quote);
            match byte {
                b'\\' if quote == b'"' => at += 2,
                byte if byte == quote && is_doubled => at += 2,
                byte if byte == quote => return Some(start..at + 1),
                _ => at += 1,
            }
        }
    }

    /// A text in lines below `|` or `>`, with that sign, which is found from the end of the last event on.
    pub(super) fn block(&self, last: usize, end: usize) -> Option<Range<usize>> {
        let mut at = last;
        loop {
            at = self.after_properties(self.after_blank(at));
            match self.rest(at).chars().next()? {
                '|' | '>' => break,
                other => at += other.len_utf8(),
            }
        }
        let header = self.word(at).1.end;
        let content = self.text.get(..end)?.trim_end().len();
        let line = at + self.rest(at).find(['\n', '\r']).unwrap_or(self.rest(at).len());
        Some(at..if content > line { content } else { header })
    }
}
