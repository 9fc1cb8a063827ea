//! Files made of chunks, each with a name and a size: PNG and WebP.

use std::ops::Range;

/// How the head of a chunk is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The size, most significant byte first, then the name; a checksum of four bytes after the content (PNG, 5.3).
    Png,
    /// The name, then the size, least significant byte first; the content is filled up to an even size (RFC 9649, 2.3).
    Riff,
}

/// A chunk; what the file says to be longer than itself ends with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chunk {
    pub(super) name: [u8; 4],
    /// Of the file's bytes.
    pub(super) whole: Range<usize>,
    /// Of the file's bytes, without head and checksum.
    pub(super) content: Range<usize>,
}

/// The chunks that begin at a place, one after the other.
pub(super) fn chunks(bytes: &[u8], from: usize, form: Form) -> impl Iterator<Item = Chunk> {
    let mut at = from;
    std::iter::from_fn(move || {
        let (first, second) = bytes.get(at..at + 8)?.split_at(4);
        let (first, second): ([u8; 4], [u8; 4]) = (first.try_into().ok()?, second.try_into().ok()?);
        let (name, size, after) = match form {
            Form::Png => (second, u32::from_be_bytes(first), 4),
            Form::Riff => (first, u32::from_le_bytes(second), usize::from(second[0] & 1)),
        };
        let start = at + 8;
        let end = start.saturating_add(size as usize).saturating_add(after).min(bytes.len());
        let content = start..match form {
            Form::Png => end.saturating_sub(after).max(start),
            Form::Riff => start.saturating_add(size as usize).min(bytes.len()),
        };
        let chunk = Chunk { name, whole: at..end, content };
        at = end;
        Some(chunk)
    })
}
