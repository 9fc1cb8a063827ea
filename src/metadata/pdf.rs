//! PDF (ISO 32000): properties, comments, and files inside.
//!
//! The file is not followed from its table: objects are looked for in its bytes and in its packed streams, so that what an earlier
//! revision said is found too, and no damage hides anything.

use memchr::memmem;

use super::{Kind, Metadata, Trace, kind, pdf_text, unpacked, xmp};

/// Properties of the document (14.3.3), and what each tells.
const PROPERTIES: [(&[u8], Option<Trace>); 6] = [
    (b"/Author", Some(Trace::Person)),
    (b"/Manager", Some(Trace::Person)),
    (b"/Company", Some(Trace::Person)),
    (b"/Title", None),
    (b"/Subject", None),
    (b"/Keywords", None),
];
/// A longer string is no remark but a signature.
const LONGEST: usize = 8 * 1024;

pub(super) fn look(bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    if memmem::find(bytes, b"/Encrypt").is_some() {
        found.trace(Trace::Locked);
    }
    objects(bytes, bytes, &mut found);
    for stream in unpacked(bytes) {
        if memmem::find(stream.name.as_bytes(), b"/ObjStm").is_some() {
            objects(&stream.bytes, bytes, &mut found);
        }
        if memmem::find(stream.name.as_bytes(), b"/EmbeddedFile").is_some() {
            found.trace(Trace::Inside);
        }
        found.add(xmp::anywhere(&stream.bytes));
        if kind(&stream.bytes) == Kind::Jpeg {
            found.add(super::jpeg::look(&stream.bytes));
        }
    }
    found
}

/// What the objects in some bytes of a file tell.
fn objects(bytes: &[u8], file: &[u8], found: &mut Metadata) {
    for (key, trace) in PROPERTIES {
        for text in values(bytes, file, key) {
            found.text(&text);
            found.traces.extend(trace);
        }
    }
    // A page's contents are never a string, those of a remark always are (12.5.2).
    let remarks: Vec<String> =
        values(bytes, file, b"/Contents").filter(|text| text.chars().any(char::is_alphanumeric)).collect();
    if memmem::find(bytes, b"/Annot").is_some() && !remarks.is_empty() {
        found.trace(Trace::Comment);
        for text in &remarks {
            found.text(text);
        }
    }
}

/// The strings that stand behind a key, also those that it refers to.
fn values<'b>(bytes: &'b [u8], file: &'b [u8], key: &'static [u8]) -> impl Iterator<Item = String> + 'b {
    let found = memmem::find_iter(bytes, key);
    let value = move |at: usize| {
        let rest = skip_space(&bytes[at + key.len()..]);
        string(rest).or_else(|| string(referred(rest, file)?))
    };
    found.filter_map(value).filter(|text| !text.trim().is_empty() && text.len() <= LONGEST)
}

fn skip_space(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != 0).unwrap_or(bytes.len());
    &bytes[end..]
}

/// The object that `12 0 R` stands for.
fn referred<'f>(bytes: &[u8], file: &'f [u8]) -> Option<&'f [u8]> {
    let head = &bytes[..bytes.len().min(32)];
    let mut parts = head.split(u8::is_ascii_whitespace);
    let (number, generation, sign) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    if !is_number(number) || !is_number(generation) || !sign.starts_with(b"R") {
        return None;
    }
    let name = [b"\n", number, b" ", generation, b" obj"].concat();
    memmem::find(file, &name).map(|at| skip_space(&file[at + name.len()..]))
}

/// A string at the beginning of some bytes.
fn string(bytes: &[u8]) -> Option<String> {
    pdf_text::string(bytes, 0).map(|(string, _)| pdf_text::decoded_beside_pages(&string))
}
