//! The text of a PDF: its strings (ISO 32000-1, 7.3.4 and 7.9.2), as they are written and as they stand in a line, and what those are whose
//! letters have numbers of their own.
//!
//! Which font is meant by a name is not looked up: of the tables of a file, the one that knows most of what is shown under the name is taken
//! for its.

use std::collections::BTreeMap;

use crate::source::text::utf_16;

use super::encodings::windows_1252;
use super::pdf_letters::{Letters, hexadecimal};

/// From here on a gap within a line parts words, in thousandths of the size of the letters (ISO 32000-1, 9.4.3).
const GAP: f64 = -150.0;

/// So many strings tell which table is that of their font.
const TELLING: usize = 200;

/// What is shown one behind the other.
enum Shown<'b> {
    /// A string, and the name of its font.
    String(Vec<u8>, &'b [u8]),
    /// Words are apart here.
    Gap,
}

/// All strings, one behind the other: apart, and joined.
pub(super) fn strings(bytes: &[u8]) -> [String; 2] {
    lines(&shown(bytes), |string, _| decoded(string))
}

/// All strings whose letters have numbers of their own, by the tables that say which letters these are.
pub(super) fn numbered(bytes: &[u8], tables: &[Letters]) -> Option<[String; 2]> {
    if tables.is_empty() {
        return None;
    }
    let shown = shown(bytes);
    let mut fonts: BTreeMap<&[u8], Vec<&[u8]>> = BTreeMap::new();
    for one in &shown {
        if let Shown::String(string, font) = one {
            fonts.entry(font).or_default().push(string);
        }
    }
    let best = |strings: &Vec<&[u8]>| {
        let known = |table: &Letters| strings.iter().take(TELLING).map(|string| table.known(string)).sum::<usize>();
        tables.iter().map(|table| (known(table), table)).filter(|(known, _)| *known > 0).max_by_key(|(known, _)| *known)
    };
    let chosen: BTreeMap<&[u8], &Letters> =
        fonts.iter().filter_map(|(font, strings)| Some((*font, best(strings)?.1))).collect();
    if chosen.is_empty() {
        return None;
    }
    let text = |string: &[u8], font: &[u8]| {
        chosen.get::<[u8]>(font).map_or_else(|| decoded(string), |table| table.text(string))
    };
    Some(lines(&shown, text))
}

/// What is shown, as text: with words apart, and joined.
fn lines(shown: &[Shown<'_>], text: impl Fn(&[u8], &[u8]) -> String) -> [String; 2] {
    let (mut apart, mut joined) = (String::new(), String::new());
    for one in shown {
        match one {
            Shown::Gap => apart.push(' '),
            Shown::String(string, font) => {
                let text = text(string, font);
                apart.push_str(&text);
                joined.push_str(&text);
            }
        }
    }
    [apart, joined]
}

fn shown(bytes: &[u8]) -> Vec<Shown<'_>> {
    let mut shown = Vec::new();
    let (mut at, mut is_line) = (0, false);
    let (mut name, mut font): (&[u8], &[u8]) = (b"", b"");
    while let Some(&byte) = bytes.get(at) {
        let string = match byte {
            b'(' => Some(literal(bytes, at + 1)),
            b'<' if bytes.get(at + 1) != Some(&b'<') => hexadecimal(bytes, at + 1),
            _ => None,
        };
        if let Some((string, end)) = string {
            shown.push(Shown::String(string, font));
            if !is_line {
                shown.push(Shown::Gap);
            }
            at = end;
            continue;
        }
        match byte {
            b'[' => is_line = true,
            b']' => {
                is_line = false;
                shown.push(Shown::Gap);
            }
            b'/' => {
                let length = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                name = &bytes[at + 1..at + 1 + length];
            }
            b'T' if bytes.get(at + 1) == Some(&b'f') => font = name,
            b'-' if is_line => {
                let number = bytes[at..].iter().take_while(|byte| matches!(byte, b'-' | b'.' | b'0'..=b'9'));
                let number: String = number.map(|byte| char::from(*byte)).collect();
                if number.parse::<f64>().is_ok_and(|gap| gap <= GAP) {
                    shown.push(Shown::Gap);
                }
            }
            _ => {}
        }
        // An opening that begins no string, as in `<<`.
        at += if byte == b'<' && bytes.get(at + 1) == Some(&b'<') { 2 } else { 1 };
    }
    shown
}

/// A string in parentheses, and where it ends.
fn literal(bytes: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let (mut string, mut depth) = (Vec::new(), 1);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' => {
                let digits = bytes[at..].iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
                if digits > 0 {
                    let code =
                        bytes[at..at + digits].iter().fold(0_u32, |code, digit| code * 8 + u32::from(digit - b'0'));
                    string.extend(u8::try_from(code & 0xff));
                    at += digits;
                } else {
                    string.extend(bytes.get(at).filter(|byte| !matches!(byte, b'\r' | b'\n')).map(|byte| match byte {
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        b'b' => 8,
                        b'f' => 12,
                        other => *other,
                    }));
                    at += 1;
                }
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
