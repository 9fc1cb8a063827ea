//! What lies packed in a document: entries of a ZIP, streams of a PDF, a text in gzip. What is unpacked has limits (CWE-409).

use std::borrow::Cow;
use std::io::{Cursor, Read};
use std::ops::Range;

use flate2::read::MultiGzDecoder;
use memchr::memmem;
use zip::ZipArchive;

use super::pdf_filters::unfiltered;
use super::{Kind, kind};

/// As much as is unpacked of one entry, and of all of a file, in bytes.
pub(super) const MOST_OF_ONE: u64 = 16 * 1024 * 1024;
pub(crate) const MOST_OF_ALL: u64 = 64 * 1024 * 1024;
/// As many entries or streams as are looked at.
const MOST_PARTS: usize = 10_000;
/// How a text in gzip begins (RFC 1952, 2.3.1).
const GZIP: &[u8] = &[0x1f, 0x8b];
/// Endings of entries that hold no words, or hardly any: they are unpacked behind the others.
const WORDLESS: [&str; 25] = [
    "png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "heic", "avif", "bmp", "emf", "wmf", "ico", "mp4", "m4v",
    "mov", "avi", "wmv", "webm", "mp3", "m4a", "wav", "ttf", "otf", "odttf",
];

/// A part of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Unpacked {
    /// An entry's path; of a stream, what its dictionary says.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// Whether there is more of it than was unpacked: it is too large, locked, or packed in a way that is not known.
    pub(crate) is_cut: bool,
}

impl Unpacked {
    /// Whether it can hold no words, by its name.
    pub(super) fn is_wordless(&self) -> bool {
        is_wordless(&self.name)
    }
}

fn is_wordless(name: &str) -> bool {
    name.ends_with('/')
        || name
            .rsplit_once('.')
            .is_some_and(|(_, ending)| WORDLESS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Whether a file is one of Office or `OpenDocument`, in which names of entries are those of the format.
pub(crate) fn is_office(bytes: &[u8]) -> bool {
    const START: usize = 200;
    let is_open_document = || memmem::find(&bytes[..bytes.len().min(START)], b"application/vnd.oasis").is_some();
    kind(bytes) == Kind::Zip && (memmem::find(bytes, b"[Content_Types].xml").is_some() || is_open_document())
}

/// Whether a part of a file of Office lists fonts and styles, of which every such file has many, some with the names of persons.
pub(super) fn is_of_formats(name: &str) -> bool {
    const LISTS: [&str; 4] = ["/fontTable.xml", "/styles.xml", "/tableStyles.xml", "/stylesWithEffects.xml"];
    name.contains("/theme/theme") || LISTS.iter().any(|list| name.ends_with(list))
}

/// Whether some bytes are packed with gzip, by how they begin.
pub(crate) fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(GZIP)
}

/// What is packed with gzip, at most so many bytes, and whether that is not all. What is damaged is unpacked as far as it can be read.
pub(crate) fn gunzipped(bytes: &[u8], most: u64) -> (Vec<u8>, bool) {
    limited(MultiGzDecoder::new(bytes), most)
}

pub(super) fn limited(packed: impl Read, most: u64) -> (Vec<u8>, bool) {
    let mut content = Vec::new();
    let _ = packed.take(most + 1).read_to_end(&mut content);
    let is_cut = content.len() as u64 > most;
    content.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    (content, is_cut)
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
    let count = archive.len();
    let name = |at: usize| Some((at, archive.by_index_raw(at).ok()?.name().ok().map(Cow::into_owned)?));
    let mut named: Vec<(usize, String)> = (0..count).filter_map(name).collect();
    named.retain(|(_, name)| wanted(name));
    named.sort_by_key(|(_, name)| is_wordless(name));
    let (mut all, mut left) = (Vec::new(), MOST_OF_ALL);
    for (at, name) in named {
        if all.len() == MOST_PARTS {
            all.push(Unpacked { is_cut: true, ..Unpacked::default() });
            break;
        }
        let read = archive.by_index(at).ok().filter(|_| left > 0).map(|entry| limited(entry, MOST_OF_ONE.min(left)));
        let (bytes, is_cut) = read.unwrap_or((Vec::new(), true));
        left = left.saturating_sub(bytes.len() as u64);
        all.push(Unpacked { name, bytes, is_cut });
    }
    all
}

/// The streams of a PDF, unpacked. They are looked for in the bytes and not by the file's table: what a newer revision replaced is still
/// there.
fn streams(bytes: &[u8]) -> Vec<Unpacked> {
    const HEAD: usize = 4096;
    let (mut all, mut left) = (Vec::new(), MOST_OF_ALL);
    for (at, content) in ranges_of_streams(bytes) {
        if all.len() == MOST_PARTS {
            all.push(Unpacked { is_cut: true, ..Unpacked::default() });
            break;
        }
        let head = &bytes[at.saturating_sub(HEAD)..at];
        let head = memmem::rfind(head, b"obj").map_or(head, |sign| {
            // With the object's number before it.
            let is_before = |byte: &&u8| byte.is_ascii_digit() || byte.is_ascii_whitespace();
            &head[sign - head[..sign].iter().rev().take(12).take_while(is_before).count()..]
        });
        // Pixels, which hold no words and are the most of many files.
        let is_pixels = is_of_subtype(head, b"Image") && memmem::find(head, b"/Fl").is_some();
        let (content, is_cut) =
            if is_pixels { (Vec::new(), false) } else { unfiltered(head, &bytes[content], MOST_OF_ONE.min(left)) };
        left = left.saturating_sub(content.len() as u64);
        all.push(Unpacked { name: String::from_utf8_lossy(head).into_owned(), bytes: content, is_cut });
    }
    all
}

/// Where each stream of a PDF is named, and where its content stands.
fn ranges_of_streams(bytes: &[u8]) -> Vec<(usize, Range<usize>)> {
    let (mut all, mut from) = (Vec::new(), 0);
    while let Some(at) = memmem::find(&bytes[from..], b"stream").map(|at| from + at) {
        from = at + 6;
        if bytes[..at].ends_with(b"end") {
            continue;
        }
        let mut start = at + 6;
        start += usize::from(bytes.get(start) == Some(&b'\r'));
        start += usize::from(bytes.get(start) == Some(&b'\n'));
        let start = start.min(bytes.len());
        let end = memmem::find(&bytes[start..], b"endstream").map_or(bytes.len(), |at| start + at);
        all.push((at, start..end));
        from = end;
    }
    all
}

/// A PDF without the content of its streams.
pub(super) fn beside_streams(bytes: &[u8]) -> Vec<u8> {
    let (mut beside, mut from) = (Vec::new(), 0);
    for (_, content) in ranges_of_streams(bytes) {
        beside.extend_from_slice(&bytes[from..content.start]);
        from = content.end;
    }
    beside.extend_from_slice(&bytes[from..]);
    beside
}

/// Whether a dictionary says `/Subtype /Image` or the like.
pub(super) fn is_of_subtype(head: &[u8], name: &[u8]) -> bool {
    memmem::find_iter(head, b"/Subtype").any(|at| {
        let value = head[at + 8..].trim_ascii_start();
        let rest = value.strip_prefix(b"/").and_then(|value| value.strip_prefix(name));
        rest.is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
    })
}
