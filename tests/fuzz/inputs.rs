//! Inputs from dictionaries (`dictionaries/*.txt`, one piece a line): pieces that mean something where they are read, pieces that
//! are hostile in many places, and repetition.

use proptest::collection::vec;
use proptest::prelude::{Just, any};
use proptest::sample::select;
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
    vec(piece, 0..24).prop_map(|pieces| pieces.concat()).boxed()
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
