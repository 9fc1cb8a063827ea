//! Where every byte came from: course paths, file ids, spans, and lines and columns; and how text is written into HTML.
//!
//! This module owns positions. It reads no file of a course ([`crate::input`] does), but for what is copied without being held
//! ([`FileOnDisk`]) and for a line of a page that was let go ([`PageText`]), and knows nothing of Markdown. Start at [`Span`], then [`SourceMap`], which turns a span back into a path,
//! a line and a column.

mod digest;
mod files;
pub(crate) mod html;
mod line_index;
mod map;
mod on_disk;
mod origin;
mod page_text;
mod path;
pub(crate) mod text;

pub use digest::Digest;
pub(crate) use digest::DigestSum;
pub(crate) use files::{DigestMap, FileFilter, FileMap, FileSet};
pub(crate) use line_index::{LineIndex, Position};
pub(crate) use map::SourceFile;
pub use map::SourceMap;
pub(crate) use on_disk::FileOnDisk;
pub(crate) use on_disk::size_and_digest;
pub(crate) use origin::{Origin, Piece};
pub use page_text::PageText;
pub use path::CoursePath;

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

/// Names a source file by the digest of its path, so that the same file has the same id in every build and a page
/// parsed in one build can be reused in the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u64);

impl FileId {
    /// The id of the file at `path`.
    pub fn of(path: &CoursePath) -> Self {
        Self(xxh3_64(path.as_str().as_bytes()))
    }
}

/// A range of bytes in one source file; `start <= end`, both at character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that both offsets count in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A range that a library named, at boundaries of characters and within the text: some name one byte past its end.
    pub fn within(file: FileId, text: &str, range: Range<usize>) -> Self {
        let boundary = |at: usize| {
            let mut at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = boundary(range.start);
        Self::new(file, start..boundary(range.end).max(start))
    }

    /// A span over `range` of `file`. Offsets past 4 GiB saturate; [`crate::input`] refuses such files.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let offset = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Self { file, start: offset(range.start), end: offset(range.end) }
    }

    /// The bytes covered, for slicing the file's text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
