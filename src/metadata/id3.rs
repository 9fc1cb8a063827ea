//! What stands before and behind the sound of an MP3: `ID3v2`, and `ID3v1` at the end (id3.org).

use super::{Metadata, Trace};

/// Bytes of the head of `ID3v2`, and of the whole of `ID3v1`.
const HEAD: usize = 10;
const LAST: usize = 128;
/// Frames that are looked at at most.
const MOST_FRAMES: usize = 2_000;

/// Where `ID3v2` ends; nothing where there is none.
fn head_end(bytes: &[u8]) -> Option<usize> {
    let head = bytes.get(..HEAD).filter(|head| head.starts_with(b"ID3"))?;
    let has_foot = head[5] & 0x10 != 0;
    Some((HEAD + size(&head[6..10], 7) + if has_foot { HEAD } else { 0 }).min(bytes.len()))
}

/// Where `ID3v1` begins; the file's end where there is none.
fn last_start(bytes: &[u8]) -> usize {
    let start = bytes.len().saturating_sub(LAST);
    if bytes[start..].starts_with(b"TAG") { start } else { bytes.len() }
}

/// A number of bytes of so many bits each, the most significant first.
fn size(bytes: &[u8], bits: u32) -> usize {
    bytes.iter().fold(0, |size, byte| (size << bits) | usize::from(*byte))
}

pub(super) fn look(bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    if let Some(end) = head_end(bytes) {
        frames(&bytes[..end], bytes[3], &mut found);
    }
    if let Some(last) = bytes.get(last_start(bytes)..).filter(|last| last.len() == LAST) {
        let field =
            |from: usize, to: usize| String::from_utf8_lossy(&last[from..to]).trim_end_matches(['\0', ' ']).to_owned();
        if !field(33, 63).is_empty() {
            found.trace(Trace::Person);
        }
        for (from, to) in [(3, 33), (33, 63), (63, 93), (97, 125)] {
            found.text(&field(from, to));
        }
    }
    found
}

/// The frames of `ID3v2`: until version 2 their names and sizes have three bytes, from 4 on seven bits of a byte of a size count.
fn frames(bytes: &[u8], version: u8, found: &mut Metadata) {
    let (name, head) = if version < 3 { (3, 6) } else { (4, 10) };
    let mut at = HEAD;
    for _ in 0..MOST_FRAMES {
        let Some(frame) = bytes.get(at..at + head).filter(|frame| frame[0].is_ascii_uppercase()) else { return };
        let size = size(&frame[name..2 * name], if version > 3 { 7 } else { 8 });
        let content = &bytes[at + head..(at + head).saturating_add(size).min(bytes.len())];
        told(&frame[..name], content, found);
        at = (at + head).saturating_add(size);
    }
}

fn told(name: &[u8], content: &[u8], found: &mut Metadata) {
    match name {
        b"TPE1" | b"TPE2" | b"TPE3" | b"TPE4" | b"TCOM" | b"TOWN" | b"TENC" | b"TCOP" | b"TP1" | b"TP2" | b"TCM"
        | b"TEN" | b"OWNE" => {
            found.trace(Trace::Person);
        }
        b"TDRC" | b"TDRL" | b"TDEN" | b"TDTG" | b"TYER" | b"TDAT" | b"TIME" | b"TRDA" | b"TYE" | b"TDA" => {
            found.trace(Trace::Time);
        }
        b"COMM" | b"COM" | b"USLT" | b"ULT" => found.trace(Trace::Comment),
        b"UFID" | b"PRIV" => found.trace(Trace::Serial),
        b"APIC" | b"PIC" | b"GEOB" | b"GEO" => found.trace(Trace::Inside),
        _ => {}
    }
    let is_text = name.starts_with(b"T") || matches!(name, b"COMM" | b"COM" | b"USLT" | b"ULT");
    if let Some((encoding, text)) = content.split_first().filter(|_| is_text) {
        found.text(&decoded(*encoding, text));
    }
}

/// A text in one of the four encodings of `ID3v2`.
fn decoded(encoding: u8, text: &[u8]) -> String {
    match encoding {
        1 | 2 => {
            let is_little = encoding == 1 && !text.starts_with(&[0xfe, 0xff]);
            let unit = |pair: &[u8]| {
                if is_little { u16::from_le_bytes([pair[0], pair[1]]) } else { u16::from_be_bytes([pair[0], pair[1]]) }
            };
            let units: Vec<u16> = text.chunks_exact(2).map(unit).filter(|unit| !matches!(unit, 0 | 0xfeff)).collect();
            String::from_utf16_lossy(&units)
        }
        3 => String::from_utf8_lossy(text).replace('\0', " "),
        // ISO 8859-1.
        _ => text.iter().map(|byte| if *byte == 0 { ' ' } else { char::from(*byte) }).collect(),
    }
}

/// The sound alone.
pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let (start, end) = (head_end(bytes).unwrap_or(0), last_start(bytes));
    (start < end).then(|| bytes[start..end].to_vec())
}

/// Whether bytes are an MP3, as far as they have something to tell.
pub(super) fn is_tagged(bytes: &[u8]) -> bool {
    let is_sound = matches!(bytes, [0xff, second, ..] if second & 0xe6 == 0xe2);
    bytes.starts_with(b"ID3") || is_sound && last_start(bytes) < bytes.len()
}
