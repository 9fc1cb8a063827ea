//! Which bytes of running text are markup and which are words, as a list of lengths that takes two or three bytes a
//! stretch. It is written in ASCII, so that it may stand in the same allocation as the text.

use super::Setting;

/// Bits of a number in one byte.
const BITS: u32 = 6;
/// Set in every byte of a number but its last.
const GOES_ON: u8 = 1 << BITS;

/// Lengths being read: those of markup and of the words after it, by turns.
#[derive(Debug, Clone)]
pub(super) struct Lengths<'p> {
    bytes: &'p [u8],
}

impl<'p> Lengths<'p> {
    pub(super) fn new(written: &'p str) -> Self {
        Self { bytes: written.as_bytes() }
    }

    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let (first, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= usize::from(first & (GOES_ON - 1)) << shift;
            if first & GOES_ON == 0 {
                return Some(number);
            }
            shift += BITS;
        }
    }
}

impl Iterator for Lengths<'_> {
    /// The length of the markup; how the words after it stand, whether they begin a block, and their length.
    type Item = (usize, Setting, bool, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let (markup, words) = (self.number()?, self.number()?);
        let setting = Setting { closed: words & 1 != 0, emphasized: words & 2 != 0 };
        Some((markup >> 1, setting, markup & 1 != 0, words >> 2))
    }
}

/// Adds the lengths of some markup and of the words after it.
pub(super) fn push(lengths: &mut String, markup: usize, setting: Setting, begins_block: bool, words: usize) {
    push_number(lengths, markup << 1 | usize::from(begins_block));
    push_number(lengths, words << 2 | usize::from(setting.emphasized) << 1 | usize::from(setting.closed));
}

fn push_number(lengths: &mut String, mut number: usize) {
    loop {
        let low = u8::try_from(number & usize::from(GOES_ON - 1)).unwrap_or(0);
        number >>= BITS;
        lengths.push(char::from(if number == 0 { low } else { low | GOES_ON }));
        if number == 0 {
            return;
        }
    }
}
