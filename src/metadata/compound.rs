//! The texts of older Office files ([MS-CFB]), which are looked for in all of their bytes: no table of a file is followed.

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::compound_lists::without_lists;
use super::encodings::{wide, windows_1252};

/// How an embedded object begins that is packed with zlib ([MS-PPT], 2.10.34), and how long its head is.
const PACKED_OBJECT: &[u8] = &[0x10, 0x00, 0x11, 0x10];
const HEAD: usize = 12;
/// How long the record at the end of a ZIP is (APPNOTE.TXT, 4.3.16), in bytes.
const END_OF_ZIP: usize = 22;
/// The longest header or footer of a sheet, in characters ([MS-XLS], 2.4.136).
const LONGEST_HEADER: usize = 255;

/// The texts, among whatever else such a file has. Word writes a text in bytes where it can, and in UTF-16 where it cannot.
pub(super) fn texts(bytes: &[u8]) -> Vec<String> {
    let bytes = without_lists(bytes);
    let all = [windows_1252(&bytes), wide(&bytes), wide(bytes.get(1..).unwrap_or_default())];
    let headers = all.each_ref().map(|text| without_codes(text));
    all.into_iter().chain(headers).collect()
}

/// What is packed in such a file: objects in a presentation, such as charts, and documents of newer kinds; at most so many bytes of each.
pub(super) fn objects(bytes: &[u8], most: u64) -> Vec<Vec<u8>> {
    let packed = memmem::find_iter(bytes, PACKED_OBJECT).filter_map(|at| bytes.get(at + HEAD..));
    let unpacked = packed.map(|packed| {
        let mut object = Vec::new();
        let _ = ZlibDecoder::new(packed).take(most).read_to_end(&mut object);
        object
    });
    let mut objects: Vec<Vec<u8>> = unpacked.filter(|object| !object.is_empty()).collect();
    let mut rest = bytes;
    while let Some(start) = memmem::find(rest, b"PK\x03\x04") {
        let zip = &rest[start..];
        let Some(end) = memmem::find(zip, b"PK\x05\x06").map(|end| (end + END_OF_ZIP).min(zip.len())) else { break };
        objects.push(zip[..end].to_vec());
        rest = &zip[end..];
    }
    objects
}

/// What stands in headers and footers of sheets without the codes for its place and look, which stick to its words (ECMA-376-1, 18.3.1.46).
pub(super) fn without_codes(text: &str) -> String {
    let mut parts = text.split('&');
    let mut without = String::new();
    parts.next();
    for part in parts {
        without.push(' ');
        without.extend(part[code_length(part)..].chars().take(LONGEST_HEADER));
    }
    without
}

/// How long the code is that stands behind an ampersand, in bytes.
fn code_length(text: &str) -> usize {
    let of_digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().first() {
        // A font and its style.
        Some(b'"') => text[1..].find('"').map_or(0, |end| end + 2),
        // A colour.
        Some(b'K') => {
            1 + text[1..].bytes().take(6).take_while(|byte| byte.is_ascii_hexdigit() || b"+-".contains(byte)).count()
        }
        Some(letter) if letter.is_ascii_uppercase() => 1,
        _ => of_digits(text),
    }
}
