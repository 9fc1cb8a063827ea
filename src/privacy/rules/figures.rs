//! Where a source may have figures that could be those of a number or an address, found without reading the rest of it.

use std::ops::Range;

use memchr::memmem;

/// Marks between two figures of one number are not longer, in bytes.
const LONGEST_MARKS: usize = 12;
/// How far before a figure the address of a link may begin, in bytes.
const LONGEST_ADDRESS: usize = 300;

/// The paragraphs of `source[range]` in which [`super::strict`] may find figures once the marks are taken away.
pub(crate) fn paragraphs_with_figures(source: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let bytes = &source.as_bytes()[..range.end];
    let mut figures = Figures { bytes, at: range.start, last: None };
    while let Some(at) = figures.next_that_counts() {
        let start = memmem::rfind(&bytes[range.start..at], b"\n\n").map_or(range.start, |end| range.start + end + 2);
        let end = memmem::find(&bytes[at..], b"\n\n").map_or(range.end, |end| at + end + 2);
        paragraphs.push(start..end);
        figures.at = end;
    }
    paragraphs
}

/// Goes from one run of figures to the next.
struct Figures<'s> {
    bytes: &'s [u8],
    at: usize,
    /// Where the last run ended.
    last: Option<usize>,
}

impl Figures<'_> {
    /// Where the next run begins that may be of a number that counts.
    fn next_that_counts(&mut self) -> Option<usize> {
        while let Some(start) = next_figure(self.bytes, self.at) {
            if let Some(end) = end_of_page_address(self.bytes, start) {
                self.at = end;
                continue;
            }
            let length = self.bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            self.at = start + length;
            let goes_on = self.last.is_some_and(|end| start - end <= LONGEST_MARKS);
            self.last = Some(self.at);
            if goes_on || counts(self.bytes, start..self.at) {
                return Some(start);
            }
        }
        None
    }
}

/// Whether a run of figures may by itself be a number that somebody is known by, or begin one.
fn counts(bytes: &[u8], run: Range<usize>) -> bool {
    let byte = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let (before, after) = (byte(run.start.checked_sub(1)), byte(Some(run.end)));
    let is_beside_letter = before.is_ascii_uppercase() || after.is_ascii_uppercase();
    let is_hex = after.is_ascii_hexdigit() || before == b':';
    let is_code = run.len() > 1 && (is_beside_letter || before == b'#');
    // Three figures are too few for any rule, unless letters belong to them.
    let may_be_between = |byte: u8| !byte.is_ascii_alphanumeric();
    let has_letters = may_be_between(before) && byte(run.start.checked_sub(2)).is_ascii_uppercase()
        || may_be_between(after) && byte(Some(run.end + 1)).is_ascii_uppercase()
        || !before.is_ascii()
        || !after.is_ascii();
    let is_plate = run.len() == 2 && after == b'-' && byte(Some(run.end + 1)).is_ascii_uppercase();
    let is_long = run.len() > 3 && !is_year(&bytes[run.clone()])
        || run.len() == 3 && (is_beside_letter || has_letters)
        || is_plate;
    is_long || is_code || is_hex
}

/// Whether figures are those of a year that a text may well name.
pub(super) fn is_year(digits: &[u8]) -> bool {
    digits.len() == 4 && (digits.starts_with(b"19") || digits.starts_with(b"20"))
}

/// Where the next figure stands.
fn next_figure(bytes: &[u8], from: usize) -> Option<usize> {
    // So many at a time that the compiler makes one comparison of them.
    const STEP: usize = 32;
    let mut at = from;
    for chunk in bytes.get(from..)?.chunks(STEP) {
        if chunk.iter().fold(false, |any, byte| any | byte.is_ascii_digit()) {
            return chunk.iter().position(u8::is_ascii_digit).map(|offset| at + offset);
        }
        at += chunk.len();
    }
    None
}

/// Where the address of another page of the course ends, when a figure stands in one: it is no text of this page.
fn end_of_page_address(bytes: &[u8], figure: usize) -> Option<usize> {
    let is_end = |byte: &u8| matches!(byte, b')' | b'\n' | b' ' | b':' | b'@' | b'"' | b'\'');
    let window = figure.saturating_sub(LONGEST_ADDRESS);
    let start = bytes[window..figure].iter().rposition(|byte| is_end(byte) || *byte == b'(').map(|at| window + at)?;
    let end = figure + bytes[figure..].iter().take(LONGEST_ADDRESS).position(is_end)?;
    let is_target = bytes[..=start].ends_with(b"](") && bytes[end] == b')';
    (is_target && end - start <= LONGEST_ADDRESS && memmem::find(&bytes[start..end], b".md").is_some()).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<&str> {
        paragraphs_with_figures(source, 0..source.len()).into_iter().map(|range| &source[range]).collect()
    }

    #[test]
    fn only_paragraphs_are_read_that_may_have_a_number() {
        let source = "One of 3.\n\nOn 555-867-5309.\n\nIn 2019 there was part 773.\n\nMRN 4471902 and 4471903.\n";
        assert_eq!(found(source), ["On 555-867-5309.\n\n", "MRN 4471902 and 4471903.\n"]);
    }

    #[test]
    fn the_address_of_a_page_is_no_text_and_any_other_is() {
        assert!(found("[part 773](../module-0035/lesson-000705.md), [part 5](a-000705.md#b)").is_empty());
        assert_eq!(found("[a](https://a.test/4471902.md)").len(), 1);
        assert_eq!(found("[a](4471902.pdf)").len(), 1);
        assert_eq!(found("(4471902.md)").len(), 1);
    }

    #[test]
    fn three_figures_count_where_letters_belong_to_them() {
        for source in
            ["record AB-773", "record 773-B", "record 773B", "plate B MW 773", "Kennzeichen B\u{b7}773", "773 ABC"]
        {
            assert_eq!(found(source).len(), 1, "{source}");
        }
        for source in ["part 773", "773 sessions", "(773)", "773%", "page 773."] {
            assert!(found(source).is_empty(), "{source}");
        }
    }
}
