//! EXIF: what cameras and phones write (CIPA DC-008), in every file that holds it.

use std::io::Cursor;

use exif::{Context, Exif, In, Reader, Tag, Value};

use crate::source::text::utf_16;

use super::{Metadata, Trace, xmp};

/// How a block of EXIF begins in a JPEG.
pub(super) const PREFIX: &[u8] = b"Exif\0\0";
/// What Windows writes (`XPTitle` to `XPSubject`), in UTF-16.
const WINDOWS: [u16; 5] = [0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e, 0x9c9f];
/// `XPAuthor` among them.
const WINDOWS_AUTHOR: u16 = 0x9c9d;
/// IPTC, and what Photoshop keeps.
const IPTC: u16 = 0x83bb;
/// XMP.
const XMP: u16 = 0x02bc;

/// What a block of EXIF tells; it is a TIFF without pictures.
pub(super) fn look(block: &[u8]) -> Metadata {
    let block = block.strip_prefix(PREFIX).unwrap_or(block);
    read(block).map(|exif| of(&exif)).unwrap_or_default()
}

/// Which way up the picture is, where it is not as it stands: from 2 to 8.
pub(super) fn orientation(block: &[u8]) -> Option<u16> {
    let exif = read(block.strip_prefix(PREFIX).unwrap_or(block))?;
    let value = exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    u16::try_from(value).ok().filter(|value| (2..=8).contains(value))
}

/// A block that says which way up the picture is, and nothing else.
pub(super) fn block(orientation: u16) -> Vec<u8> {
    let mut block = [b"II*\0".as_slice(), &[8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0]].concat();
    block.extend(orientation.to_le_bytes());
    block.extend([0; 6]);
    block
}

/// What a TIFF, HEIC or AVIF tells, and a film as far as it says where it was made.
pub(super) fn in_container(bytes: &[u8]) -> Metadata {
    let mut reader = Reader::new();
    let read = reader.continue_on_error(true).read_from_container(&mut Cursor::new(bytes));
    let mut found =
        read.or_else(|error| error.distill_partial_result(|_| ())).map(|exif| of(&exif)).unwrap_or_default();
    found.add(xmp::anywhere(bytes));
    // Where phones write the place into a film (QuickTime File Format, `udta` and `mdta`).
    let has = |sign: &[u8]| memchr::memmem::find(bytes, sign).is_some();
    if has(b"\xa9xyz") || has(b"com.apple.quicktime.location") || has(b"loci") && has(b"udta") {
        found.trace(Trace::Place);
    }
    items(bytes, &mut found);
    if has(b"com.apple.quicktime.author") || has(b"com.apple.quicktime.artist") {
        found.trace(Trace::Person);
    }
    if has(b"com.apple.quicktime.creationdate") {
        found.trace(Trace::Time);
    }
    if has(b"com.apple.quicktime.model") || has(b"com.android.model") {
        found.trace(Trace::Device);
    }
    found
}

/// What players show of a film or a sound: a name, and an atom `data` with its size, its type, a language and a text
/// (`ilst`, `QuickTime` File Format).
fn items(bytes: &[u8], found: &mut Metadata) {
    const ITEMS: [(&[u8], Option<Trace>); 8] = [
        (b"\xa9ART", Some(Trace::Person)),
        (b"aART", Some(Trace::Person)),
        (b"\xa9wrt", Some(Trace::Person)),
        (b"\xa9day", Some(Trace::Time)),
        (b"\xa9cmt", Some(Trace::Comment)),
        (b"\xa9nam", None),
        (b"\xa9alb", None),
        (b"desc", None),
    ];
    for (name, trace) in ITEMS {
        for at in memchr::memmem::find_iter(bytes, name) {
            let Some(data) = bytes.get(at + 4..at + 20).filter(|data| &data[4..8] == b"data") else { continue };
            let size = u32::from_be_bytes([data[0], data[1], data[2], data[3]]) as usize;
            let text = bytes.get(at + 20..(at + 4).saturating_add(size)).unwrap_or_default();
            if !text.is_empty() {
                found.traces.extend(trace);
                found.text(&String::from_utf8_lossy(text));
            }
        }
    }
}

fn read(block: &[u8]) -> Option<Exif> {
    let mut reader = Reader::new();
    let read = reader.continue_on_error(true).read_raw(block.to_vec());
    read.or_else(|error| error.distill_partial_result(|_| ())).ok()
}

fn of(exif: &Exif) -> Metadata {
    let mut found = Metadata::default();
    for field in exif.fields() {
        let Tag(context, number) = field.tag;
        if field.ifd_num == In::THUMBNAIL {
            found.trace(Trace::Preview);
        }
        if context == Context::Gps {
            if field.tag != Tag::GPSVersionID {
                found.trace(Trace::Place);
            }
            continue;
        }
        if context == Context::Tiff && WINDOWS.contains(&number) {
            let text = wide(&field.value);
            if number == WINDOWS_AUTHOR && !text.is_empty() {
                found.trace(Trace::Person);
            }
            found.text(&text);
            continue;
        }
        let bytes = || plain(&field.value);
        match field.tag {
            Tag::Artist | Tag::Copyright | Tag::CameraOwnerName if !is_blank(&bytes()) => {
                found.trace(Trace::Person);
                found.text(&text(&bytes()));
            }
            Tag::BodySerialNumber | Tag::LensSerialNumber | Tag::ImageUniqueID if !is_blank(&bytes()) => {
                found.trace(Trace::Serial);
            }
            Tag::DateTime | Tag::DateTimeOriginal | Tag::DateTimeDigitized => found.trace(Trace::Time),
            Tag::Make | Tag::Model | Tag::LensMake | Tag::LensModel | Tag::MakerNote if !is_blank(&bytes()) => {
                found.trace(Trace::Device);
            }
            Tag::UserComment => found.text(&text(bytes().get(8..).unwrap_or_default())),
            Tag::ImageDescription => found.text(&text(&bytes())),
            Tag(Context::Tiff, XMP) => found.add(xmp::look(&bytes())),
            Tag(Context::Tiff, IPTC) => found.add(super::iptc::records(&bytes())),
            _ => {}
        }
    }
    found
}

fn plain(value: &Value) -> Vec<u8> {
    match value {
        Value::Ascii(lines) => lines.join(&b' '),
        Value::Byte(bytes) | Value::Undefined(bytes, _) => bytes.clone(),
        Value::Long(words) => words.iter().flat_map(|word| word.to_be_bytes()).collect(),
        _ => Vec::new(),
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| matches!(byte, 0 | b' '))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn wide(value: &Value) -> String {
    utf_16(&plain(value), u16::from_le_bytes).trim_end_matches('\0').to_owned()
}
