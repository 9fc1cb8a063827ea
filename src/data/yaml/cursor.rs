//! Finding tokens in YAML text from a known place onwards. Every step is guided by what the parser said comes next, so
//! nothing here decides what the text means.

use std::ops::Range;

/// A place in the text, between two tokens.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    /// The first byte not yet passed.
    pub(super) at: usize,
}

impl<'t> Cursor<'t> {
    /// At the first token: after directives and the line `---`.
    pub(super) fn new(text: &'t str) -> Self {
        let mut cursor = Self { text, at: 0 };
        cursor.blank();
        while cursor.peek() == Some(b'%') {
            cursor.line();
            cursor.blank();
        }
        if cursor.rest().starts_with("---") && cursor.ends_word(3) {
            cursor.at += 3;
        }
        cursor
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The next byte.
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes white space and comments.
    pub(super) fn blank(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            let after_space = self.at == 0 || self.text[..self.at].ends_with(char::is_whitespace);
            if self.peek() != Some(b'#') || !after_space {
                return;
            }
            self.line();
        }
    }

    fn line(&mut self) {
        let rest = self.rest();
        self.at += rest.find(['\n', '\r']).unwrap_or(rest.len());
    }

    /// Passes white space and then `byte`, if it comes next.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        self.blank();
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Passes white space and then `-` or `?`, if it comes next and stands by itself.
    pub(super) fn eat_indicator(&mut self, byte: u8) {
        self.blank();
        if self.peek() == Some(byte) && self.ends_word(1) {
            self.at += 1;
        }
    }

    fn ends_word(&self, length: usize) -> bool {
        self.rest()[length..].chars().next().is_none_or(char::is_whitespace)
    }

    /// Passes anchors (`&a`) and tags (`!!str`).
    pub(super) fn properties(&mut self) {
        self.blank();
        while matches!(self.peek(), Some(b'&' | b'!')) {
            self.word();
            self.blank();
        }
    }

    /// Passes an alias (`*a`), if it comes next.
    pub(super) fn alias(&mut self) -> Option<Range<usize>> {
        self.blank();
        (self.peek() == Some(b'*')).then(|| {
            let start = self.at;
            self.word();
            start..self.at
        })
    }

    fn word(&mut self) {
        let rest = self.rest();
        let ends = |character: char| character.is_whitespace() || matches!(character, ',' | ']' | '}' | '[' | '{');
        self.at += rest.find(ends).unwrap_or(rest.len());
    }

    /// Passes the scalar whose text is `value` and that the parser did not lend: one with escapes or several lines.
    pub(super) fn scalar(&mut self, value: &str) -> Option<Range<usize>> {
        let start = self.at;
        let end = match self.peek()? {
            quote @ (b'"' | b'\'') => self.quoted_end(quote)?,
            b'|' | b'>' => {
                let header = self.rest().find(['\n', '\r']).map_or(self.text.len(), |length| start + length);
                let indicators = self.text[start..header].find(char::is_whitespace).map_or(header, |at| start + at);
                match self.words_end(header, value)? {
                    end if end == header => indicators,
                    end => end,
                }
            }
            _ => self.words_end(start, value).filter(|end| *end > start)?,
        };
        self.at = end;
        Some(start..end)
    }

    fn quoted_end(&self, quote: u8) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        loop {
            let byte = *bytes.get(at)?;
            let doubled = quote == b'\'' && bytes.get(at + 1) == Some(&quote);
            match byte {
                b'\\' if quote == b'"' => at += 2,
                byte if byte == quote && doubled => at += 2,
                byte if byte == quote => return Some(at + 1),
                _ => at += 1,
            }
        }
    }

    /// Where the characters of `value` end that begin at `from`, white space not compared: folding changes only that.
    fn words_end(&self, from: usize, value: &str) -> Option<usize> {
        let mut end = from;
        for wanted in value.chars().filter(|character| !character.is_whitespace()) {
            let rest = self.text.get(end..)?;
            end += rest.len() - rest.trim_start().len();
            end += self.text[end..].chars().next().filter(|found| *found == wanted)?.len_utf8();
        }
        Some(end)
    }
}
