//! Reading one file: its bytes, its digest, and text where it should be text.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use mime_guess::mime::TEXT;

use crate::diagnostic::{Code, Diagnostic, IoFault, Outcome, Place};
use crate::source::text::utf_16;
use crate::source::{CoursePath, Digest, FileId, FileOnDisk, PageText, Span, size_and_digest};

use super::picture::pixels;
use super::walk::Found;
use super::{FileContent, FileRole, InputFile};

const MIB: u64 = 1024 * 1024;
/// No lesson is a novel: a page of this size is a mistake, and would take long to read and to show.
const PAGE_LIMIT: u64 = 4 * MIB;
/// A whole reference library fits in this.
const TEXT_LIMIT: u64 = 16 * MIB;
/// How much of a file tells a browser what it is (WHATWG MIME Sniffing, 5.2).
const HEAD: usize = 1445;
/// A film of a session fits in this.
const ATTACHMENT_LIMIT: u64 = 512 * MIB;

/// Reads a file that the walk found; `None` when it vanished since, or is larger than Attune reads.
pub(super) fn load(found: &Found) -> Result<Outcome<Option<InputFile>>, IoFault> {
    let mut loaded = loaded(found)?;
    // A text may be empty.
    let is_text = || mime_guess::from_path(found.path.as_str()).first().is_none_or(|kind| kind.type_() == TEXT);
    let is_empty = |file: &InputFile| file.role == FileRole::Attachment && file.digest == Digest::of(b"") && !is_text();
    if loaded.value.as_ref().is_some_and(is_empty) {
        loaded.diagnostics.push(empty(&found.path));
    }
    Ok(loaded)
}

fn loaded(found: &Found) -> Result<Outcome<Option<InputFile>>, IoFault> {
    let path = &found.path;
    let role = FileRole::of(path);
    if !role.is_read() {
        return Ok(classify(path, role, Vec::new(), None).map(Some));
    }
    let limit = limit(role, path);
    if !role.is_held(path) {
        return copied(found, role, limit);
    }
    match read(&found.on_disk, limit) {
        Ok(Contents::Whole(bytes)) => Ok(classify(path, role, bytes, Some(&found.on_disk)).map(Some)),
        Ok(Contents::TooLarge(size)) => {
            Ok(Outcome { value: None, diagnostics: vec![too_large(path, role, size, limit)] })
        }
        Ok(Contents::NoFile) => Ok(Outcome::clean(None)),
        Err(error) if is_gone(&error) => Ok(Outcome::clean(None)),
        Err(error) => Err(IoFault::new("cannot read", &found.on_disk, &error)),
    }
}

/// A file that is copied beside the pages: of its bytes, no more than a piece is ever held.
fn copied(found: &Found, role: FileRole, limit: u64) -> Result<Outcome<Option<InputFile>>, IoFault> {
    let Found { path, on_disk } = found;
    match look_through(on_disk, limit) {
        Ok(Some((size, ..))) if size > limit => {
            Ok(Outcome { value: None, diagnostics: vec![too_large(path, role, size, limit)] })
        }
        Ok(Some((size, digest, head))) => {
            let file = FileOnDisk::new(on_disk.clone(), size, digest);
            let content = FileContent::OnDisk(Arc::new(file));
            let pixels = pixels(imagesize::size(on_disk).ok(), &head, size);
            Ok(Outcome::clean(Some(InputFile { role: role.with_content(path, &head), digest, content, pixels })))
        }
        Ok(None) => Ok(Outcome::clean(None)),
        Err(error) if is_gone(&error) => Ok(Outcome::clean(None)),
        Err(error) => Err(IoFault::new("cannot read", on_disk, &error)),
    }
}

/// The size, the digest and the first bytes of a file, at most one byte more of it than `limit`.
fn look_through(path: &Path, limit: u64) -> io::Result<Option<(u64, Digest, Vec<u8>)>> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Ok(None);
    }
    let mut head = Vec::new();
    if metadata.len() > limit {
        return Ok(Some((metadata.len(), Digest::of(b""), head)));
    }
    file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    let (size, digest) = size_and_digest(head.as_slice().chain(file).take(limit + 1))?;
    Ok(Some((size, digest, head)))
}

fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn limit(role: FileRole, path: &CoursePath) -> u64 {
    if role.is_page() {
        PAGE_LIMIT
    } else if role.is_text(path) {
        TEXT_LIMIT
    } else {
        ATTACHMENT_LIMIT
    }
}

enum Contents {
    Whole(Vec<u8>),
    TooLarge(u64),
    NoFile,
}

/// Reads at most `limit` bytes, also from a file that grows meanwhile.
fn read(path: &Path, limit: u64) -> io::Result<Contents> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Ok(Contents::NoFile);
    }
    if metadata.len() > limit {
        return Ok(Contents::TooLarge(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    Ok(if size > limit { Contents::TooLarge(size) } else { Contents::Whole(bytes) })
}

fn too_large(path: &CoursePath, role: FileRole, size: u64, limit: u64) -> Diagnostic {
    let message = format!("`{path}` has {size} bytes, more than the {} MiB that Attune reads", limit / MIB);
    let help = if role.is_page() {
        "divide the page into several lessons"
    } else {
        "make the file smaller, or keep it elsewhere and link to it"
    };
    Diagnostic::at(Code::InputTooLarge, Place::File(path.clone()), message).help(help)
}

fn empty(path: &CoursePath) -> Diagnostic {
    let message = format!("`{path}` has not a single byte, and nobody could open it");
    let help = "save or export the file again where it was made, or remove it";
    Diagnostic::at(Code::InputEmpty, Place::File(path.clone()), message).help(help)
}

/// A file of the snapshot from its bytes, with what is wrong with its text; `lies_at` is where it can be read again.
pub(super) fn classify(
    path: &CoursePath,
    role: FileRole,
    bytes: Vec<u8>,
    lies_at: Option<&Path>,
) -> Outcome<InputFile> {
    let digest = Digest::of(&bytes);
    if !role.is_text(path) {
        let head = &bytes[..bytes.len().min(HEAD)];
        let role = role.with_content(path, head);
        let pixels = pixels(imagesize::blob_size(&bytes).ok(), head, bytes.len() as u64);
        return Outcome::clean(InputFile { role, digest, content: FileContent::Bytes(bytes.into()), pixels });
    }
    let (text, diagnostics) = decoded(path, bytes);
    // What is shown with replacement characters does not lie there as it is here.
    let lies_at = lies_at.filter(|_| diagnostics.is_empty()).map(Path::to_path_buf);
    let content = if role.is_page() {
        FileContent::Page(Arc::new(PageText::of_file(Arc::from(text), digest, lies_at)))
    } else {
        FileContent::Text(Arc::from(text))
    };
    Outcome { value: InputFile { role, digest, content, pixels: None }, diagnostics }
}

/// The text of a file, and that it is not UTF-8 where it is not. A file in UTF-16 is read as such, so that it makes no other error.
fn decoded(path: &CoursePath, bytes: Vec<u8>) -> (String, Vec<Diagnostic>) {
    if let Some(text) = of_utf16(&bytes) {
        let fault = not_utf8(path, 0..text.chars().next().map_or(0, char::len_utf8), UTF_16.to_owned());
        return (text, vec![fault]);
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(fault) => {
            let text = String::from_utf8_lossy(fault.as_bytes()).into_owned();
            let at = fault.utf8_error().valid_up_to();
            let byte = fault.as_bytes().get(at).copied().unwrap_or_default();
            let message = format!("this file is not UTF-8: the byte `0x{byte:02x}` begins no character here");
            (text, vec![not_utf8(path, at..at + char::REPLACEMENT_CHARACTER.len_utf8(), message)])
        }
    }
}

const UTF_16: &str = "this file is UTF-16, not UTF-8";
/// As many bytes tell whether a text without a sign is UTF-16: of its first letters, which are ASCII in each of the formats, every
/// other byte is zero.
const SAMPLE: usize = 16;

/// The text of a file in UTF-16, which begins with its sign or with letters of ASCII.
fn of_utf16(bytes: &[u8]) -> Option<String> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let has_zeros = |first: usize| {
        let is_zero = |(at, byte): (usize, &u8)| (*byte == 0) == (at % 2 == first);
        sample.len() > 3 && sample.iter().enumerate().all(is_zero)
    };
    let decode: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ if has_zeros(1) => u16::from_le_bytes,
        _ if has_zeros(0) => u16::from_be_bytes,
        _ => return None,
    };
    let text = utf_16(bytes, decode);
    Some(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

/// The fault at a place of the text that is kept.
fn not_utf8(path: &CoursePath, at: std::ops::Range<usize>, message: String) -> Diagnostic {
    Diagnostic::new(Code::InputNotUtf8, Span::new(FileId::of(path), at), message)
        .help("save the file again with the encoding UTF-8; most editors have it under \"Save as\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(bytes: &[u8]) -> Vec<(u32, u32, String)> {
        let outcome = classify(&CoursePath::new("content/a.md"), FileRole::Page, bytes.to_vec(), None);
        let text = outcome.value.content.text().expect("a page is text");
        let place = |diagnostic: &Diagnostic| match diagnostic.place {
            Place::At(span) => {
                let is_there = matches!(&text[span.range()], "\u{fffd}" | "a" | "");
                assert!(is_there, "the span resolves in the text that is kept");
                (span.start, span.end, diagnostic.message.clone())
            }
            Place::File(_) => panic!("the place is known to the byte"),
        };
        outcome.diagnostics.iter().map(place).collect()
    }

    #[test]
    fn a_byte_that_is_no_utf8_has_its_place() {
        let message = "this file is not UTF-8: the byte `0xe9` begins no character here".to_owned();
        assert_eq!(faults(b"caf\xe9 noir"), [(3, 6, message)]);
        assert_eq!(faults("caf\u{e9}".as_bytes()), []);
    }

    #[test]
    fn utf_16_is_called_by_its_name() {
        for bytes in [&b"\xff\xfea\0"[..], b"\xfe\xff\0a", b"a\0b\0", b"\0a\0b", b"\xff\xfea\0b"] {
            assert_eq!(faults(bytes), [(0, 1, UTF_16.to_owned())]);
        }
        assert_eq!(faults(b"\xff\xfe"), [(0, 0, UTF_16.to_owned())]);
        assert_eq!(faults(b"a\0\0\0b"), []);
    }

    #[test]
    fn a_text_cut_within_a_character_ends_at_the_fault() {
        assert_eq!(faults(b"ab\xe2\x82").len(), 1);
    }
}
