//! IPTC-IIM: what picture agencies write, in what Photoshop keeps of a picture.

use super::{Metadata, Trace};

/// How Photoshop's data begin in a JPEG.
pub(super) const PREFIX: &[u8] = b"Photoshop 3.0\0";
/// The resource that holds IPTC (Adobe Photoshop File Formats).
const RESOURCE: u16 = 0x0404;

/// What Photoshop's resources tell.
pub(super) fn look(mut bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    while let Some(rest) = bytes.strip_prefix(b"8BIM") {
        let Some((id, rest)) = rest.split_first_chunk::<2>() else { break };
        // A name, whose length with its own byte is made even.
        let Some(name) = rest.first().map(|length| (usize::from(*length) + 2) & !1) else { break };
        let Some((size, data)) = rest.get(name..).and_then(<[u8]>::split_first_chunk::<4>) else { break };
        let size = u32::from_be_bytes(*size) as usize;
        let Some(content) = data.get(..size) else { break };
        if u16::from_be_bytes(*id) == RESOURCE {
            found.add(records(content));
        }
        bytes = data.get((size + 1) & !1..).unwrap_or_default();
    }
    found
}

/// What records of IPTC tell (IIM 4.2, record 2).
pub(super) fn records(mut bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    while let [0x1c, record, set, high, low, rest @ ..] = bytes {
        let size = usize::from(u16::from_be_bytes([*high, *low]));
        let Some(content) = rest.get(..size) else { break };
        let text = String::from_utf8_lossy(content);
        if *record == 2 && !text.trim().is_empty() {
            match set {
                80 | 85 | 110 | 115 | 116 | 118 | 122 => found.trace(Trace::Person),
                55 | 60 | 62 | 63 => found.trace(Trace::Time),
                90 | 92 | 95 | 26 | 27 => found.trace(Trace::Place),
                _ => {}
            }
            if matches!(set, 5 | 25 | 40 | 105 | 120 | 80 | 116 | 118 | 122) {
                found.text(&text);
            }
        }
        bytes = &rest[size..];
    }
    found
}
