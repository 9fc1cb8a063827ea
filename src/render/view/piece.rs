//! A text in a view that stands for itself in the page and not in the template.

use std::ops::Range;

use memchr::memchr;
use serde::{Serialize, Serializer};

/// The characters around a mark's number. A source's own are taken away before it is parsed.
const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';

/// A text that a template puts in its place and does not read: the template sees a mark, whose place the text takes when
/// the template has run. Where there is no text there is no mark, so that a template can ask for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Piece(Option<usize>);

impl Piece {
    pub(in crate::render) const fn numbered(number: usize) -> Self {
        Self(Some(number))
    }

    pub(in crate::render) fn number(self) -> Option<usize> {
        self.0
    }

    /// The first mark from an offset on in what a template made, and its number.
    pub(in crate::render) fn find(made: &str, from: usize) -> Option<(Range<usize>, usize)> {
        let open = from + memchr(OPEN as u8, &made.as_bytes()[from..])?;
        let close = open + memchr(CLOSE as u8, &made.as_bytes()[open..])?;
        Some((open..close + 1, made[open + 1..close].parse().ok()?))
    }
}

impl Serialize for Piece {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Some(number) => serializer.collect_str(&format_args!("{OPEN}{number}{CLOSE}")),
            None => serializer.serialize_str(""),
        }
    }
}
