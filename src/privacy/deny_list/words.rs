//! The words of a text as they are compared: without case, accents, hyphens and line ends, each with its place.

use std::ops::{Range, RangeInclusive};

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::super::tokens::fold;

/// How German umlauts are compared: `Müller` is written `Muller` and `Mueller`, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As the letter below the marks.
    Plain,
    /// As that letter and an `e`.
    Umlauts,
}

/// A word.
#[derive(Debug)]
struct Word {
    /// Where it stands in the text.
    place: Range<usize>,
    /// Where it begins among the letters.
    letters: usize,
    /// Whether nothing but marks stands between the word before and this one: a hyphen, emphasis, a hyphenated line's end.
    joined: bool,
}

/// Words in reading order.
#[derive(Debug, Default)]
pub(super) struct Words {
    all: Vec<Word>,
    /// The letters and figures of all of them, folded.
    letters: String,
    /// Whether some letter has two dots above it.
    pub(super) has_umlauts: bool,
}

/// Between two parts of one word there are not more bytes of marks.
const LONGEST_MARKS: usize = 12;

impl Words {
    pub(super) fn of(text: &str, spelling: Spelling) -> Self {
        let mut words = Self::default();
        let (mut open, mut read) = (false, 0);
        for (at, character) in text.char_indices() {
            if at < read {
                continue;
            }
            if character == ESCAPE {
                (open, read) = (false, end_of_escape(text, at));
                continue;
            }
            let (character, end) = percent_encoded(text, at).unwrap_or((character, at + character.len_utf8()));
            read = end;
            if is_combining_mark(character) {
                words.combine(character, spelling);
                continue;
            }
            // Neither is seen; both stand inside words.
            if matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') {
                continue;
            }
            if !character.is_alphanumeric() {
                open = false;
                continue;
            }
            // Where words are not parted, each character is one.
            let alone = is_without_spaces(character);
            if !open || alone {
                let joined = words.all.last().is_some_and(|last| is_joint(&text[last.place.end..at]));
                words.all.push(Word { place: at..end, letters: words.letters.len(), joined });
            }
            open = !alone;
            words.push(character, spelling);
            if let Some(word) = words.all.last_mut() {
                word.place.end = end;
            }
        }
        words.join_single_letters();
        words
    }

    fn push(&mut self, character: char, spelling: Spelling) {
        if character.is_ascii() {
            return self.letters.push(character.to_ascii_lowercase());
        }
        let mut has_dots = false;
        decompose_canonical(character, |part| has_dots |= part == '\u{308}');
        self.letters.push_str(&fold(character.encode_utf8(&mut [0; 4])));
        if has_dots {
            self.combine('\u{308}', spelling);
        }
    }

    fn combine(&mut self, mark: char, spelling: Spelling) {
        if mark == '\u{308}' && self.letters.ends_with(['a', 'o', 'u']) {
            self.has_umlauts = true;
            if spelling == Spelling::Umlauts {
                self.letters.push('e');
            }
        }
    }

    /// Letters that are spaced out belong together.
    fn join_single_letters(&mut self) {
        let is_single: Vec<bool> = (0..self.len()).map(|at| self.run(at..=at).chars().count() == 1).collect();
        for at in 1..self.len() {
            self.all[at].joined |= is_single[at - 1] && is_single[at];
        }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The words by themselves.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.run(at..=at))
    }

    /// Whether a word is parted from the one before it by marks alone.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        self.all[at].joined
    }

    /// The letters of words one after the other.
    pub(super) fn run(&self, words: RangeInclusive<usize>) -> &str {
        let end = self.all.get(words.end() + 1).map_or(self.letters.len(), |next| next.letters);
        &self.letters[self.all[*words.start()].letters..end]
    }

    /// Where words stand in the text.
    pub(super) fn place(&self, words: RangeInclusive<usize>) -> Range<usize> {
        self.all[*words.start()].place.start..self.all[*words.end()].place.end
    }
}

/// A character as addresses have it (RFC 3986, 2.1), and where it ends.
fn percent_encoded(text: &str, at: usize) -> Option<(char, usize)> {
    let byte = |number: usize| {
        let digits = text.as_bytes().get(at + 3 * number..at + 3 * number + 3)?;
        let digits = std::str::from_utf8(digits.strip_prefix(b"%")?).ok()?;
        u8::from_str_radix(digits, 16).ok()
    };
    let length = match byte(0)? {
        0..0x80 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    let bytes: Vec<u8> = (0..length).map(byte).collect::<Option<_>>()?;
    let character = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((character, at + 3 * length))
}

/// With it begins what a terminal takes for a command, such as a colour.
const ESCAPE: char = '\u{1b}';

/// Where a terminal's command ends: its last character is a letter (ECMA-48, 5.4).
fn end_of_escape(text: &str, start: usize) -> usize {
    let rest = &text[start + 1..];
    let parameters = rest.strip_prefix('[').unwrap_or(rest);
    let skipped = parameters.len() - parameters.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').len();
    let end = start + 1 + (rest.len() - parameters.len()) + skipped;
    end + text[end..].chars().next().map_or(0, |last| usize::from(last.is_ascii_alphabetic()))
}

/// Whether what stands between two words may stand inside one.
fn is_joint(between: &str) -> bool {
    let hyphenated = between.strip_prefix(['-', '\u{2010}', '\u{ad}']).unwrap_or(between);
    let is_line_end = hyphenated.len() < between.len() && hyphenated.contains('\n') && hyphenated.trim().is_empty();
    // A slash parts no words: a folder and a file may have a part of a name each.
    let is_apart = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '"');
    is_line_end || (between.len() <= LONGEST_MARKS && !between.contains(is_apart))
}

/// Whether words are not parted by spaces in the script of a character.
fn is_without_spaces(character: char) -> bool {
    matches!(character, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
