//! What lies packed in a document: entries of a ZIP, streams of a PDF. What is unpacked has limits (CWE-409).

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use memchr::memmem;
use zip::ZipArchive;

use super::{Kind, kind};

/// As much as is unpacked of one entry, and of all of a file, in bytes.
pub(super) const MOST_OF_ONE: u64 = 16 * 1024 * 1024;
const MOST_OF_ALL: u64 = 64 * 1024 * 1024;
/// As many entries or streams as are looked at.
const MOST_PARTS: usize = 10_000;

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unpacked {
    /// An entry's path; of a stream, what its dictionary says.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// What lies packed in a file, as far as it can be unpacked; nothing of a file that is no document.
pub(crate) fn unpacked(bytes: &[u8]) -> Vec<Unpacked> {
    match kind(bytes) {
        Kind::Zip => entries(bytes, |_| true),
        Kind::Pdf => streams(bytes),
        _ => Vec::new(),
    }
}

/// The entries of a ZIP whose paths are `wanted`.
pub(super) fn entries(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Vec<Unpacked> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let (mut all, mut left) = (Vec::new(), MOST_OF_ALL);
    for at in 0..archive.len().min(MOST_PARTS) {
        let Ok(entry) = archive.by_index(at) else { continue };
        let Ok(name) = entry.name().map(Cow::into_owned) else { continue };
        if !wanted(&name) || left == 0 {
            continue;
        }
        let mut content = Vec::new();
        // What is damaged is looked at as far as it can be read.
        let _ = entry.take(MOST_OF_ONE.min(left)).read_to_end(&mut content);
        left = left.saturating_sub(content.len() as u64);
        all.push(Unpacked { name, bytes: content });
    }
    all
}

/// The streams of a PDF, unpacked where they are packed with Flate. They are looked for in the bytes and not by the file's table:
/// what a newer revision replaced is still there.
fn streams(bytes: &[u8]) -> Vec<Unpacked> {
    const HEAD: usize = 4096;
    let (mut all, mut left, mut from) = (Vec::new(), MOST_OF_ALL, 0);
    while let Some(at) = memmem::find(&bytes[from..], b"stream").map(|at| from + at) {
        from = at + 6;
        if bytes[..at].ends_with(b"end") || all.len() == MOST_PARTS || left == 0 {
            continue;
        }
        let mut start = at + 6;
        start += usize::from(bytes.get(start) == Some(&b'\r'));
        start += usize::from(bytes.get(start) == Some(&b'\n'));
        let start = start.min(bytes.len());
        let end = memmem::find(&bytes[start..], b"endstream").map_or(bytes.len(), |at| start + at);
        let head = &bytes[at.saturating_sub(HEAD)..at];
        let head = memmem::rfind(head, b"obj").map_or(head, |begin| &head[begin..]);
        let content = if memmem::find(head, b"FlateDecode").is_some() || memmem::find(head, b"/Fl").is_some() {
            let mut content = Vec::new();
            let packed = flate2::read::ZlibDecoder::new(&bytes[start..end]);
            let _ = packed.take(MOST_OF_ONE.min(left)).read_to_end(&mut content);
            content
        } else {
            bytes[start..end].to_vec()
        };
        left = left.saturating_sub(content.len() as u64);
        all.push(Unpacked { name: String::from_utf8_lossy(head).into_owned(), bytes: content });
        from = end;
    }
    all
}
