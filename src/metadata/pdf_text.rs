//! The text of a PDF: its strings (ISO 32000-1, 7.3.4 and 7.9.2), as they are written and as they stand in a line, and what those are whose
//! letters have numbers of their own.
//!
//! Of the tables that a name of a font may stand for, the one that knows most of what is shown under the name is taken for its.

use std::collections::BTreeMap;

use crate::source::text::utf_16;

use super::encodings::{is_of_pdf, of_pdf, windows_1252};
use super::pdf_fonts::Fonts;
use super::pdf_letters::{Letters, hexadecimal};
use super::pdf_shown::{Shown, is_name, shown};

/// So many strings tell which table is that of their font.
const TELLING: usize = 200;

/// So wide are letters at most, in parts of their size.
const WIDEST: f64 = 1.0;

/// All strings, one behind the other: apart, joined, and linked.
pub(super) fn strings(bytes: &[u8]) -> [String; 3] {
    lines(&shown(bytes), |string, _| decoded(string))
}

/// The same in the encoding of what stands beside pages; nothing where it is the same.
pub(super) fn strings_beside_pages(bytes: &[u8]) -> Option<[String; 3]> {
    let shown = shown(bytes);
    let is_other = |one: &Shown<'_>| matches!(one, Shown::String(string, _) if string.iter().copied().any(is_of_pdf));
    shown.iter().any(is_other).then(|| lines(&shown, |string, _| decoded_beside_pages(string)))
}

/// All strings whose letters have numbers of their own, by the tables that say which letters these are.
pub(super) fn numbered(bytes: &[u8], all: &Fonts) -> Option<[String; 3]> {
    if all.is_empty() {
        return None;
    }
    let shown = shown(bytes);
    let mut fonts: BTreeMap<&[u8], Vec<&[u8]>> = BTreeMap::new();
    for one in &shown {
        if let Shown::String(string, font) = one {
            fonts.entry(font).or_default().push(string);
        }
    }
    let best = |name: &[u8], strings: &Vec<&[u8]>| {
        let known = |table: &Letters| strings.iter().take(TELLING).map(|string| table.known(string)).sum::<usize>();
        let tables = all.tables(name).into_iter().map(|table| (known(table), table));
        tables.filter(|(known, _)| *known > 0).max_by_key(|(known, _)| *known)
    };
    let chosen: BTreeMap<&[u8], &Letters> =
        fonts.iter().filter_map(|(font, strings)| Some((*font, best(font, strings)?.1))).collect();
    if chosen.is_empty() {
        return None;
    }
    let text = |string: &[u8], font: &[u8]| {
        chosen.get::<[u8]>(font).map_or_else(|| decoded(string), |table| table.text(string))
    };
    Some(lines(&shown, text))
}

/// Strings that stand in a line without a move between them.
#[derive(Default)]
struct Piece {
    /// How far from the beginning of the piece before it begins, in sizes of that one's letters; nothing where it begins a line.
    along: Option<f64>,
    text: String,
    /// The same without gaps.
    joined: String,
}

/// What is shown, as text: with words apart, joined, and with those joined that may be parts of one word.
fn lines(shown: &[Shown<'_>], text: impl Fn(&[u8], &[u8]) -> String) -> [String; 3] {
    let mut pieces = vec![Piece::default()];
    for one in shown {
        match (one, pieces.last_mut()) {
            (Shown::String(string, font), Some(piece)) => {
                let text = text(string, font);
                piece.text.push_str(&text);
                piece.joined.push_str(&text);
            }
            (Shown::Gap, Some(piece)) => piece.text.push(' '),
            (Shown::Along(far), _) => pieces.push(Piece { along: Some(*far), ..Piece::default() }),
            (Shown::Line, _) | (_, None) => pieces.push(Piece::default()),
        }
    }
    let (mut apart, mut linked) = (String::new(), String::new());
    let mut letters = 0;
    for piece in &pieces {
        // With the line's end it is told that a word goes on behind a hyphen.
        apart.push('\n');
        let own = piece.text.chars().count();
        match piece.along {
            None => linked.push('\n'),
            // What is further away than the letters before are wide belongs to no word of theirs.
            Some(far) if !(0.0..=WIDEST * to_f64(letters)).contains(&far) => linked.push(' '),
            // Letters that are put one by one are a word as they are.
            Some(_) if letters > 1 && own > 1 => linked.push('-'),
            Some(_) => {}
        }
        apart.push_str(&piece.text);
        linked.push_str(&piece.text);
        letters = own;
    }
    [apart, pieces.iter().map(|piece| piece.joined.as_str()).collect(), linked]
}

fn to_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// A string at a place (ISO 32000-1, 7.3.4), and where it ends.
pub(super) fn string(bytes: &[u8], at: usize) -> Option<(Vec<u8>, usize)> {
    match bytes.get(at)? {
        b'(' => Some(literal(bytes, at + 1)),
        b'<' if bytes.get(at + 1) != Some(&b'<') => hexadecimal(bytes, at + 1),
        _ => None,
    }
}

/// A string in parentheses, and where it ends.
fn literal(bytes: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let (mut string, mut depth) = (Vec::new(), 1);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' => {
                let digits = bytes[at..].iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
                let code = bytes[at..at + digits].iter().fold(0_u32, |code, digit| code * 8 + u32::from(digit - b'0'));
                if digits > 0 {
                    string.extend(u8::try_from(code & 0xff));
                    at += digits;
                    continue;
                }
                let escaped = &bytes[at..];
                at += if escaped.starts_with(b"\r\n") { 2 } else { 1 };
                // Codes of letters have two bytes in many fonts: each byte counts.
                string.extend(escaped.first().filter(|byte| !matches!(byte, b'\r' | b'\n')).map(|byte| match byte {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => *other,
                }));
                continue;
            }
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        string.push(byte);
    }
    (string, at)
}

/// A string in UTF-16, UTF-8 or, nearly, Latin-1.
pub(super) fn decoded(string: &[u8]) -> String {
    match string {
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => windows_1252(string),
    }
}

/// The same of a string that stands beside pages.
pub(super) fn decoded_beside_pages(string: &[u8]) -> String {
    let has_mark = string.starts_with(&[0xfe, 0xff]) || string.starts_with(&[0xef, 0xbb, 0xbf]);
    if has_mark { decoded(string) } else { of_pdf(string) }
}

/// A text in the language of PDF without its names, which are keys, fonts and styles.
pub(super) fn without_names(text: &str) -> String {
    let (mut without, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('/') {
        without.push_str(&rest[..at]);
        without.push(' ');
        let name = &rest[at + 1..];
        rest = &name[name.bytes().take_while(|byte| is_name(*byte)).count()..];
    }
    without.push_str(rest);
    without
}
