//! Names that older Office files list and that are none of an author's words: fonts, and styles that the format itself has. Each is told by
//! the record that it stands in, wherever that lies in the file, since what such a record begins with stands nowhere by chance.

use std::ops::Range;

use memchr::{memchr_iter, memmem};

use super::compound_properties::listed_parts;

/// How a font of a presentation begins: the type of its record and its length, which is that of its name and of four bytes ([MS-PPT], 2.9.10).
const FONT_OF_SLIDES: &[u8] = &[0xb7, 0x0f, 0x44, 0, 0, 0];
const LONGEST_FONT: usize = 64;
/// The number of a style that an author made ([MS-DOC], 2.9.260); those below it are the format's, whatever language calls them what.
const OWN_STYLE: u16 = 0x0ffe;

/// The file without these names.
pub(super) fn without_lists(bytes: &[u8]) -> Vec<u8> {
    let mut without = bytes.to_vec();
    let slides = memmem::find_iter(bytes, FONT_OF_SLIDES).map(|at| at + FONT_OF_SLIDES.len());
    let slides = slides.map(|at| at..(at + LONGEST_FONT).min(bytes.len()));
    let sheets = memchr_iter(0x31, bytes).filter_map(|at| font_of_sheets(bytes, at));
    let word = (0..bytes.len()).filter_map(|at| font_of_word(bytes, at).or_else(|| style_of_word(bytes, at)));
    for range in slides.chain(sheets).chain(word).chain(listed_parts(bytes)) {
        without[range].fill(0);
    }
    without
}

/// A number of two bytes.
fn number(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

/// Whether a number is how bold a font is.
fn is_weight(weight: u16) -> bool {
    (100..=1000).contains(&weight) && weight.is_multiple_of(10)
}

/// The name in a font of a sheet, whose record is as long as the name says ([MS-XLS], 2.4.122).
fn font_of_sheets(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    const HEAD: usize = 4;
    const BEFORE_NAME: usize = 16;
    let length = usize::from(number(bytes, at + 2)?);
    let (letters, is_wide) = (*bytes.get(at + 18)?, *bytes.get(at + 19)?);
    let fits = bytes[at + 1] == 0
        && is_wide < 2
        && letters > 0
        && length == BEFORE_NAME + usize::from(letters) * (1 + usize::from(is_wide))
        && is_weight(number(bytes, at + 10)?);
    let range = at + HEAD + BEFORE_NAME..at + HEAD + length;
    (fits && range.end <= bytes.len()).then_some(range)
}

/// The names in a font of a text: one, or another behind it for where there is none of the first ([MS-DOC], 2.9.87).
fn font_of_word(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    const NAME: usize = 40;
    let end = at + 1 + usize::from(bytes[at]);
    if end < at + NAME + 4 || end > bytes.len() || !is_weight(number(bytes, at + 2)?) {
        return None;
    }
    let other = usize::from(bytes[at + 5]);
    let units =
        |from: usize| (from..end - 1).step_by(2).map_while(|at| number(bytes, at).filter(|unit| *unit != 0)).count();
    let name = units(at + NAME);
    let last = if other == 0 { at + NAME } else { at + NAME + 2 * other };
    let fits = name > 0 && (other == 0 || other == name + 1) && last < end && last + 2 * units(last) + 2 == end;
    fits.then_some(at + NAME..end)
}

/// The name in a style of a text that the format itself has: its length stands before it and within it ([MS-DOC], 2.9.258 to 2.9.260).
fn style_of_word(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let (length, style) = (number(bytes, at)?, number(bytes, at + 2)? & 0x0fff);
    if length == 0 || style >= OWN_STYLE || number(bytes, at + 8)? != length {
        return None;
    }
    // Word 97 has a shorter head.
    [18, 10].into_iter().find_map(|head| {
        let letters = usize::from(number(bytes, at + 2 + head)?);
        let name = at + 4 + head;
        let end = name + 2 * letters;
        let fits = (1..256).contains(&letters)
            && head + 4 + 2 * letters <= usize::from(length)
            && number(bytes, end)? == 0
            && (name..end).step_by(2).all(|at| number(bytes, at).is_some_and(|unit| unit >= 32));
        fits.then_some(name..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    /// As Word 2007 writes it, of a style with this number.
    fn style(number: u16, name: &str) -> Vec<u8> {
        let name = wide(name);
        let length = u16::try_from(18 + 4 + name.len() + 6).expect("short").to_le_bytes();
        let letters = u16::try_from(name.len() / 2).expect("short").to_le_bytes();
        let head = [&number.to_le_bytes()[..], &[0xf1, 0xff, 2, 0], &length, &[0; 10]].concat();
        [&length[..], &head, &letters, &name, &[0; 2], &[9; 6]].concat()
    }

    #[test]
    fn fonts_and_styles_of_the_format_are_left_out_and_nothing_else() {
        let font = |name: &str, other: &str| {
            let names =
                [wide(name), vec![0; 2], if other.is_empty() { Vec::new() } else { wide(&format!("{other}\0")) }]
                    .concat();
            let second = if other.is_empty() { 0 } else { u8::try_from(name.len() + 1).expect("short") };
            let head =
                [&[u8::try_from(39 + names.len()).expect("short"), 6, 0x90, 1, 0, second][..], &[0; 34]].concat();
            [head, names].concat()
        };
        let sheet = [&[0x31, 0, 22, 0, 200, 0, 0, 0, 0, 0, 0x90, 1, 0, 0, 0, 0, 0, 0, 6, 0][..], b"Nadine"].concat();
        let slide = [FONT_OF_SLIDES, &wide("Nadine"), &[0; 56]].concat();
        for (what, record) in [
            ("font", font("Nadine", "")),
            ("fonts", font("Gill", "Nadine")),
            ("style", style(65, "Nadine")),
            ("font of a sheet", sheet),
            ("font of a slide", slide),
        ] {
            let without = without_lists(&[&[7; 5][..], &record, &wide("Nadine came")].concat());
            let left =
                memmem::find_iter(&without, &wide("Nadine")).count() + memmem::find_iter(&without, b"Nadine").count();
            assert_eq!(left, 1, "{what}");
        }
        let own = style(OWN_STYLE, "Nadine");
        assert_eq!(without_lists(&own), own);
    }
}
