//! A text in a view that stands for itself in the page and not in the template.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use serde::{Serialize, Serializer};

/// What a mark begins with: letters and digits that are drawn anew in every run of the program and never reach a page, so
/// that no text of a course, a theme or a bibliography can hold them. Templates escape nothing in them.
static BEGIN: LazyLock<String> = LazyLock::new(|| {
    let draw = || RandomState::new().build_hasher().finish();
    format!("q{:016x}{:016x}p", draw(), draw())
});
/// What a mark ends with, after its number.
const END: char = 'q';

/// The marks of the first numbers, of which a page has dozens.
static FIRST: LazyLock<Vec<String>> = LazyLock::new(|| (0..128).map(mark).collect());

fn mark(number: usize) -> String {
    format!("{}{number}{END}", *BEGIN)
}

static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(BEGIN.as_str()));

/// A text that a template puts in its place and does not read: the template sees a mark, whose place the text takes when
/// the template has run. Where there is no text there is no mark, so that a template can ask for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Placeholder(Option<usize>);

impl Placeholder {
    pub(in crate::render) const fn numbered(number: usize) -> Self {
        Self(Some(number))
    }

    /// The mark; nothing where there is no text.
    pub(in crate::render) fn mark(self) -> String {
        self.0.map_or_else(String::new, |number| FIRST.get(number).cloned().unwrap_or_else(|| mark(number)))
    }

    /// The first mark from an offset on in what a template made, and its number.
    pub(in crate::render) fn find(made: &str, from: usize) -> Option<(Range<usize>, usize)> {
        let begin = from + FINDER.find(&made.as_bytes()[from..])?;
        let digits = begin + BEGIN.len();
        let end = digits + made[digits..].find(END)?;
        Some((begin..end + END.len_utf8(), made[digits..end].parse().ok()?))
    }
}

impl Serialize for Placeholder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.mark())
    }
}
