//! JPEG: segments, each with a marker (ITU-T T.81, annex B).

use std::ops::Range;

use super::{Metadata, Trace, exif, iptc, xmp};

const START_OF_SCAN: u8 = 0xda;
const END: u8 = 0xd9;
const COMMENT: u8 = 0xfe;
/// What a picture needs to be shown with its colours: the header of JFIF, the profile, and how Adobe's colours are meant.
const KEPT: [(u8, &[u8]); 3] = [(0xe0, b"JFIF\0"), (0xe2, b"ICC_PROFILE\0"), (0xee, b"Adobe")];

/// A segment, with what is drawn after it where it begins a scan.
#[derive(Debug, Clone)]
struct Segment {
    marker: u8,
    whole: Range<usize>,
    content: Range<usize>,
}

/// All segments up to the picture's end, and where that is.
fn segments(bytes: &[u8]) -> (Vec<Segment>, usize) {
    let mut all = Vec::new();
    let mut at = 2;
    loop {
        let start = at;
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        // What stands between segments is passed over, as decoders do.
        if bytes.get(at).is_some_and(|byte| *byte != 0xff) {
            at += memchr::memchr(0xff, &bytes[at..]).unwrap_or(bytes.len() - at);
            continue;
        }
        let Some(&marker) = bytes.get(at + 1) else { return (all, bytes.len()) };
        at += 2;
        if marker == END {
            all.push(Segment { marker, whole: start..at, content: at..at });
            return (all, at);
        }
        if marker == 0x01 || (0xd0..=0xd8).contains(&marker) {
            all.push(Segment { marker, whole: start..at, content: at..at });
            continue;
        }
        let Some(size) = bytes.get(at..at + 2).map(|size| usize::from(u16::from_be_bytes([size[0], size[1]]))) else {
            return (all, start);
        };
        let end = (at + size.max(2)).min(bytes.len());
        let content = (at + 2).min(end)..end;
        at = if marker == START_OF_SCAN { scan_end(bytes, end) } else { end };
        all.push(Segment { marker, whole: start..at, content });
        if at == bytes.len() {
            return (all, at);
        }
    }
}

/// Where what is drawn ends: at the next marker that is neither a stuffed byte nor a restart.
fn scan_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(found) = memchr::memchr(0xff, &bytes[at..]).map(|offset| at + offset) {
        match bytes.get(found + 1) {
            Some(0x00 | 0xd0..=0xd7) => at = found + 2,
            Some(0xff) => at = found + 1,
            Some(_) => return found,
            None => break,
        }
    }
    bytes.len()
}

/// Whether a segment is of the picture: frames, tables, scans and what [`KEPT`] names. All others may hold anything.
fn is_kept(segment: &Segment, bytes: &[u8]) -> bool {
    let content = &bytes[segment.content.clone()];
    (0xc0..=0xdf).contains(&segment.marker)
        || KEPT.iter().any(|(marker, sign)| *marker == segment.marker && content.starts_with(sign))
}

/// The bytes of a segment that stays, without a small picture in the header of JFIF and without what follows Adobe's twelve bytes.
fn kept_bytes(segment: &Segment, bytes: &[u8]) -> Vec<u8> {
    let content = &bytes[segment.content.clone()];
    let (mut head, is_cut) = match segment.marker {
        0xe0 => (content[..content.len().min(12)].to_vec(), content.len() > 14),
        0xee => (content[..content.len().min(12)].to_vec(), content.len() > 12),
        _ => return bytes[segment.whole.clone()].to_vec(),
    };
    if !is_cut {
        return bytes[segment.whole.clone()].to_vec();
    }
    if segment.marker == 0xe0 {
        head.extend([0, 0]);
    }
    let size = u16::try_from(head.len() + 2).unwrap_or(u16::MAX).to_be_bytes();
    [&[0xff, segment.marker], &size[..], &head].concat()
}

pub(super) fn look(bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    let (segments, end) = segments(bytes);
    for segment in segments.iter().filter(|segment| !is_kept(segment, bytes)) {
        let content = &bytes[segment.content.clone()];
        if segment.marker == COMMENT {
            found.text(&String::from_utf8_lossy(content));
        } else if content.starts_with(exif::PREFIX) {
            found.add(exif::look(content));
        } else if let Some(packet) = xmp::PREFIXES.iter().find_map(|prefix| content.strip_prefix(*prefix)) {
            found.add(xmp::look(packet));
        } else if let Some(resources) = content.strip_prefix(iptc::PREFIX) {
            found.add(iptc::look(resources));
        } else if content.starts_with(b"JFXX\0") || content.starts_with(b"MPF\0") {
            found.trace(Trace::Preview);
        }
    }
    if end < bytes.len() {
        found.trace(Trace::Inside);
        found.add(xmp::anywhere(&bytes[end..]));
    }
    found
}

pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let (segments, end) = segments(bytes);
    segments.iter().find(|segment| segment.marker == START_OF_SCAN)?;
    let blocks = segments.iter().map(|segment| &bytes[segment.content.clone()]);
    let turned = blocks.filter(|content| content.starts_with(exif::PREFIX)).find_map(exif::orientation);
    let mut stripped = Vec::with_capacity(end);
    stripped.extend(&bytes[..2]);
    // JFIF wants its header first (ITU-T T.871, 10.1).
    let is_header = |segment: &&Segment| segment.marker == 0xe0 && is_kept(segment, bytes);
    let header = segments.first().filter(is_header);
    stripped.extend(header.into_iter().flat_map(|segment| kept_bytes(segment, bytes)));
    if let Some(turned) = turned {
        let block = exif::block(turned);
        stripped.extend([0xff, 0xe1]);
        stripped.extend(u16::try_from(2 + exif::PREFIX.len() + block.len()).ok()?.to_be_bytes());
        stripped.extend(exif::PREFIX);
        stripped.extend(block);
    }
    for segment in segments.iter().skip(usize::from(header.is_some())).filter(|segment| is_kept(segment, bytes)) {
        stripped.extend(kept_bytes(segment, bytes));
    }
    Some(stripped)
}
