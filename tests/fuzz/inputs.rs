//! Inputs from dictionaries (`dictionaries/*.txt`, one piece a line): pieces that mean something where they are read, pieces that
//! are hostile in many places, and repetition.

use proptest::collection::vec;
use proptest::prelude::{Just, any};
use proptest::sample::{Index, select};
use proptest::strategy::{BoxedStrategy, Strategy};

/// Stands in a dictionary for a word that stands nowhere else.
const WORD: &str = "{W}";
/// What every such word begins with; no word of a theme or a language does.
pub(crate) const PLANTED: &str = "qvx";

/// Inputs in which pieces of `dictionary` are what mostly stands.
pub(crate) fn strategy(dictionary: &str) -> BoxedStrategy<String> {
    let (own, hostile) = (pieces(dictionary), pieces(include_str!("dictionaries/hostile.txt")));
    let text = |text: &str| text.to_owned();
    let piece = proptest::prop_oneof![
        14 => select(own.clone()),
        1 => (select(own), 2..40_usize).prop_map(|(piece, times)| piece.repeat(times)),
        2 => select(hostile),
        3 => select(&["\n", "\n\n", " ", "  ", "    "][..]).prop_map(text),
        3 => Just(WORD.to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    // Also within a piece, where a program is likeliest to take a character for a byte.
    let odd = vec((any::<Index>(), select(ODD)), 0..3);
    (vec(piece, 0..24), odd).prop_map(|(pieces, odd)| odd.into_iter().fold(pieces.concat(), put)).boxed()
}

/// Characters of more than one byte that are white space, nothing, a digit, or other letters in the other case.
const ODD: &[char] = &[
    '\u{85}', '\u{a0}', '\u{ad}', '\u{2003}', '\u{200b}', '\u{2028}', '\u{3000}', '\u{feff}', '\u{301}', '²', '٣',
    '３', 'é', 'ß', 'İ', 'K', 'ﬁ', '’', '：', '🙂',
];

/// A text with a character put into it.
fn put(mut text: String, (place, odd): (Index, char)) -> String {
    let mut at = place.index(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    text.insert(at, odd);
    text
}

/// The pieces of a dictionary, with escapes as in a string of Rust.
fn pieces(dictionary: &str) -> Vec<String> {
    dictionary.lines().map(unescaped).collect()
}

fn unescaped(line: &str) -> String {
    let (mut piece, mut characters) = (String::new(), line.chars());
    while let Some(character) = characters.next() {
        let escaped = if character == '\\' { characters.next() } else { None };
        match escaped {
            None => piece.push(character),
            Some('n') => piece.push('\n'),
            Some('r') => piece.push('\r'),
            Some('t') => piece.push('\t'),
            Some('u') => {
                let code: String = characters.by_ref().skip(1).take_while(|digit| *digit != '}').collect();
                let code = u32::from_str_radix(&code, 16).expect("digits between braces");
                piece.push(char::from_u32(code).expect("a character"));
            }
            Some(other) => piece.push(other),
        }
    }
    piece
}

/// The input with its words.
pub(crate) fn planted(input: &str) -> String {
    let mut parts = input.split(WORD);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (number, part) in parts.enumerate() {
        for part in [PLANTED, &letters(number), "z", part] {
            text.push_str(part);
        }
    }
    text
}

/// A number in letters, so that nothing takes it for one.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'b')).collect()
}
