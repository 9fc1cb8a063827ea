//! A page's source as it is read: without the marks of Markdown and HTML, and with the way back to every character's place.
//!
//! What a mark means is of no matter here, and nothing is left out because of one: a name in code, in a comment or in an
//! address is a name. Emphasis inside a word goes, a line's end within a paragraph is a space, and a block's end is a line
//! feed, which stands for nothing else.

use std::ops::Range;

/// Text as it is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plain {
    /// The text; a line feed ends a block.
    pub(crate) text: String,
    /// All of it, by rising place.
    stretches: Vec<Stretch>,
}

/// A part of the text that stands in the source as it stands here, or one that something of another length stands for there.
#[derive(Debug, Clone)]
struct Stretch {
    /// Where it begins here, in bytes.
    here: usize,
    /// Where it begins in the source.
    there: usize,
    /// The length of what stands there in its place, in bytes.
    written: Option<usize>,
}

/// Elements that stand inside a word as emphasis does.
const INLINE: [&str; 16] =
    ["a", "abbr", "b", "bdi", "cite", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub", "u"];
/// How far a tag is looked for, in bytes.
const LONGEST_TAG: usize = 2000;
/// How long a character reference may be, in bytes.
const LONGEST_REFERENCE: usize = 10;

impl Plain {
    /// What is read of `source[range]`; its offsets are those of `source`. With `is_data`, each line is a block of its own.
    pub(crate) fn add(&mut self, source: &str, range: Range<usize>, is_data: bool) {
        let mut reader = Reader { plain: self, source, at: range.start, end: range.end, is_data, markup: Vec::new() };
        reader.line_start();
        reader.read();
        let markup = std::mem::take(&mut reader.markup);
        self.block_end(range.end);
        // A name in an identifier is published too, and belongs to no sentence.
        for value in markup {
            self.push(&source[value.clone()], value.start);
            self.block_end(value.end);
        }
    }

    /// The place in the source of a stretch of the text.
    pub(crate) fn place(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source_of(range.start).start;
        let end = range.end.checked_sub(1).map_or(start, |last| self.source_of(last).end);
        start..end.max(start)
    }

    /// What a byte of the text stands for in the source.
    fn source_of(&self, at: usize) -> Range<usize> {
        let before = self.stretches.partition_point(|stretch| stretch.here <= at);
        let Some(stretch) = before.checked_sub(1).map(|last| &self.stretches[last]) else { return at..at + 1 };
        match stretch.written {
            Some(length) => stretch.there..stretch.there + length,
            None => stretch.there + (at - stretch.here)..stretch.there + (at - stretch.here) + 1,
        }
    }

    /// Adds what stands at `from` in the source as it stands there.
    fn push(&mut self, text: &str, from: usize) {
        let is_in_step = |last: &Stretch| last.written.is_none() && last.there + (self.text.len() - last.here) == from;
        if text.is_empty() {
            return;
        }
        if !self.stretches.last().is_some_and(is_in_step) {
            self.stretches.push(Stretch { here: self.text.len(), there: from, written: None });
        }
        self.text.push_str(text);
    }

    /// Adds what the bytes at `from` in the source stand for.
    fn substitute(&mut self, text: &str, from: usize, bytes: usize) {
        if text.len() == bytes {
            return self.push(text, from);
        }
        if !text.is_empty() {
            self.stretches.push(Stretch { here: self.text.len(), there: from, written: Some(bytes) });
            self.text.push_str(text);
        }
    }

    fn block_end(&mut self, from: usize) {
        if !self.text.ends_with('\n') {
            self.push("\n", from);
        }
    }

    fn space(&mut self, from: usize) {
        if !self.text.ends_with([' ', '\n']) {
            self.push(" ", from);
        }
    }
}

struct Reader<'p, 's> {
    plain: &'p mut Plain,
    source: &'s str,
    at: usize,
    end: usize,
    is_data: bool,
    /// Values of attributes by which markup refers to itself.
    markup: Vec<Range<usize>>,
}

/// Whether a byte may mean something else than itself.
fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'*' | b'_' | b'`' | b'~' | b'\\' | b'\n' | b'\r' | b'<' | b'-' | b'&' | b']' | b'\t' | 0xC2 | 0xE2 | 0xEF
    )
}

impl Reader<'_, '_> {
    fn rest(&self) -> &str {
        &self.source[self.at..self.end]
    }

    fn read(&mut self) {
        let bytes = self.source.as_bytes();
        while self.at < self.end {
            let run = bytes[self.at..self.end].iter().position(|byte| is_special(*byte)).unwrap_or(self.end - self.at);
            self.plain.push(&self.source[self.at..self.at + run], self.at);
            self.at += run;
            if self.at < self.end {
                self.special(bytes[self.at]);
            }
        }
    }

    fn special(&mut self, byte: u8) {
        match byte {
            b'\n' | b'\r' => self.line_end(),
            b'*' | b'`' | b'~' => self.at += 1,
            b'_' => self.underscore(),
            b'\t' => self.put(" ", 1),
            b'\\' => {
                let escapes = self.rest().as_bytes().get(1).is_some_and(u8::is_ascii_punctuation);
                let taken = if escapes { &self.source[self.at + 1..self.at + 2] } else { "\\" };
                self.plain.push(taken, self.at + usize::from(escapes));
                self.at += 1 + usize::from(escapes);
            }
            b'<' => self.tag(),
            b'-' if self.rest().starts_with("-->") => self.put(" ", 3),
            b'-' => self.put("-", 1),
            b'&' => self.reference(),
            b']' => self.link(),
            _ => self.character(),
        }
    }

    /// What stands for some bytes of the source.
    fn put(&mut self, text: &str, bytes: usize) {
        self.plain.substitute(text, self.at, bytes);
        self.at += bytes;
    }

    /// An underscore is emphasis at a word's edge, and a letter in it.
    fn underscore(&mut self) {
        let before = self.source[..self.at].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = self.rest().chars().nth(1).is_some_and(char::is_alphanumeric);
        self.put(if before && after { "_" } else { "" }, 1);
    }

    fn character(&mut self) {
        let Some(character) = self.rest().chars().next() else { return };
        let length = character.len_utf8();
        match character {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => self.at += length,
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => self.put(" ", length),
            '\u{2018}' | '\u{2019}' => self.put("'", length),
            '\u{2010}'..='\u{2013}' => self.put("-", length),
            // Digits and letters as wide as Chinese characters.
            '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
                let narrow = char::from_u32(u32::from(character) - 0xfee0).unwrap_or(' ');
                self.put(narrow.encode_utf8(&mut [0; 4]), length);
            }
            _ => {
                self.plain.push(&self.source[self.at..self.at + length], self.at);
                self.at += length;
            }
        }
    }

    fn tag(&mut self) {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            self.put(" ", 4);
            return;
        }
        let within = rest.char_indices().take_while(|(at, _)| *at < LONGEST_TAG).find(|(_, c)| *c == '>');
        let name = rest[1..].trim_start_matches('/');
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let Some((close, _)) = within.filter(|_| name.starts_with(|c: char| c.is_ascii_alphabetic())) else {
            self.put("<", 1);
            return;
        };
        let inside = &rest[1..close];
        let own = own_attributes(inside);
        let (is_bare, is_inline) = (!inside.contains(['=', ':', '@']), INLINE.contains(&&*name.to_ascii_lowercase()));
        if is_bare {
            if !is_inline {
                self.plain.space(self.at);
            }
            self.at += close + 1;
            return;
        }
        let (begin, end) = (self.at + 1, self.end);
        self.put("<", 1);
        for (attribute, value) in own {
            self.end = begin + attribute.start;
            self.read();
            self.markup.push(begin + value.start..begin + value.end);
            self.at = begin + attribute.end;
        }
        self.end = end;
    }

    fn reference(&mut self) {
        let rest = self.rest();
        let end = rest.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';');
        match end.and_then(|end| Some((referred(&rest[1..end])?, end))) {
            Some(('\u{ad}' | '\u{200b}'..='\u{200d}', end)) => self.at += end + 1,
            Some((character, end)) => self.put(character.encode_utf8(&mut [0; 4]), end + 1),
            None => self.put("&", 1),
        }
    }

    /// The address of another page of the course is no text: its name is looked at where the page is.
    fn link(&mut self) {
        let rest = self.rest();
        let end = rest.bytes().take(LONGEST_REFERENCE * 30).position(|byte| byte == b')' || byte == b'\n');
        let target = end.filter(|_| rest.starts_with("](")).map(|end| &rest[2..end]);
        let is_page =
            target.is_some_and(|target| target.contains(".md") && !target.contains([':', '@', '"', '\'', ' ']));
        let length = target.filter(|_| is_page).map_or(1, |target| target.len() + 3);
        self.put("]", length.min(rest.len()));
    }

    fn line_end(&mut self) {
        let rest = self.rest();
        let from = self.at;
        self.at += if rest.starts_with("\r\n") { 2 } else { 1 };
        if self.is_data {
            // A value that goes on is indented and neither a key nor an entry.
            let next = self.rest();
            let goes_on = next.starts_with([' ', '\t']) && !is_data_line(next);
            if goes_on {
                self.plain.space(from);
            } else {
                self.plain.block_end(from);
            }
            return;
        }
        let is_line_alone = is_alone(self.source, from);
        let has_box = self.line_start();
        let rest = self.rest();
        if has_box || rest.is_empty() || rest.starts_with(['\n', '\r']) || begins_block(rest) || is_line_alone {
            self.plain.block_end(from);
        } else {
            self.plain.space(from);
        }
    }

    /// Goes past indentation, the marks of quotations, and the box of an entry in a task list; whether there is one.
    fn line_start(&mut self) -> bool {
        let rest = self.rest();
        let marks = rest.len() - rest.trim_start_matches([' ', '\t', '>']).len();
        self.at += marks;
        let has_box =
            ["- [ ] ", "- [x] ", "- [X] ", "* [ ] ", "* [x] "].iter().any(|mark| self.rest().starts_with(mark));
        self.at += if has_box { 6 } else { 0 };
        has_box
    }
}

/// Attributes of a tag by which markup refers to itself, and which nobody reads: where each stands, and its value.
fn own_attributes(inside: &str) -> Vec<(Range<usize>, Range<usize>)> {
    const OWN: [&str; 7] = ["id", "class", "for", "style", "aria-labelledby", "aria-describedby", "aria-controls"];
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(equals) = inside[at..].find('=').map(|offset| at + offset) {
        let before = inside[at..equals].trim_end();
        let written = before.rsplit(|c: char| c.is_whitespace() || "\"'/".contains(c)).next().unwrap_or(before);
        let start = at + before.len() - written.len();
        let value = equals + 1 + (inside[equals + 1..].len() - inside[equals + 1..].trim_start().len());
        let quote = inside[value..].chars().next().filter(|c| matches!(c, '"' | '\''));
        let from = value + usize::from(quote.is_some());
        let ends = |c: char| quote.map_or(c.is_whitespace(), |quote| c == quote);
        let to = inside[from..].find(ends).map_or(inside.len(), |offset| from + offset);
        let end = to + usize::from(quote.is_some() && to < inside.len());
        let name = inside[start..equals].trim_end().to_ascii_lowercase();
        if OWN.contains(&&*name) || name == "href" && inside[from..].starts_with('#') {
            found.push((start..end, from..to));
        }
        at = end.max(equals + 1);
    }
    found
}

/// Whether a line of YAML is a key or an entry of a list.
fn is_data_line(line: &str) -> bool {
    let line = line.lines().next().unwrap_or_default().trim_start();
    let key = line.find(": ").or_else(|| line.strip_suffix(':').map(str::len));
    line.starts_with("- ") || key.is_some_and(|at| line[..at].chars().all(|c| c.is_alphanumeric() || "_-".contains(c)))
}

/// Whether the line that ends at a place is a block alone, whatever comes after it: a heading, or a container's line.
fn is_alone(source: &str, end: usize) -> bool {
    let start = source[..end].rfind('\n').map_or(0, |at| at + 1);
    source[start..end].trim_start_matches([' ', '>']).starts_with([':', '#'])
        && !source[start..end].trim_start().starts_with(": ")
}

/// Whether a line begins a block, whatever was before it.
fn begins_block(line: &str) -> bool {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_number = (1..=9).contains(&digits) && line[digits..].starts_with([' ', ')', '.']);
    let is_item = is_number && line[digits..].starts_with([')', '.']) && line[digits + 1..].starts_with(' ');
    is_item || ["- ", "* ", "+ ", ": ", ":::", "|", "#", "```", "![", "[^"].iter().any(|mark| line.starts_with(mark))
}

/// What follows a letter in the names of letters with a mark, and the mark.
const MARKS: [(&str, char); 7] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circ", '\u{302}'),
    ("tilde", '\u{303}'),
    ("uml", '\u{308}'),
    ("cedil", '\u{327}'),
    ("ring", '\u{30a}'),
];

/// The character that a reference of HTML stands for: numbers, and the names of letters in the languages of names.
fn referred(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|character| !character.is_control());
    }
    let named = match name {
        "nbsp" => ' ',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "commat" => '@',
        "period" => '.',
        "shy" => '\u{ad}',
        "zwnj" => '\u{200c}',
        "szlig" => 'ß',
        "oslash" => 'ø',
        "Oslash" => 'Ø',
        "aelig" => 'æ',
        "ndash" | "hyphen" => '-',
        _ => {
            let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
            let (_, mark) = MARKS.iter().find(|(mark, _)| *mark == &name[1..])?;
            return unicode_normalization::char::compose(letter, *mark);
        }
    };
    Some(named)
}
