//! GIF: blocks after a table of colours (version 89a).

use std::ops::Range;

use super::{Metadata, Trace, xmp};

const EXTENSION: u8 = 0x21;
const PICTURE: u8 = 0x2c;
const END: u8 = 0x3b;
const COMMENT: u8 = 0xfe;
const APPLICATION: u8 = 0xff;
/// How long each picture of a film is shown, and what of it is clear.
const CONTROL: u8 = 0xf9;
/// Applications whose extension says how often the film is repeated.
const REPEATED: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];
const XMP: &[u8] = b"XMP DataXMP";

/// A block; the label is that of an extension.
struct Part {
    label: Option<u8>,
    whole: Range<usize>,
    /// Where its first block of data begins.
    data: usize,
}

/// All blocks up to the file's end, and where that is. Nothing where it cannot be followed.
fn parts(bytes: &[u8]) -> Option<(Vec<Part>, usize)> {
    let mut at = 13 + table(*bytes.get(10)?);
    let mut all = vec![Part { label: None, whole: 0..at.min(bytes.len()), data: at }];
    loop {
        let start = at;
        // Viewers show a file that lacks its last byte.
        let Some(&introducer) = bytes.get(at) else { return (all.len() > 1).then_some((all, at)) };
        match introducer {
            END => {
                all.push(Part { label: None, whole: at..at + 1, data: at });
                return Some((all, at + 1));
            }
            EXTENSION => {
                let label = *bytes.get(at + 1)?;
                at = blocks_end(bytes, at + 2)?;
                all.push(Part { label: Some(label), whole: start..at, data: start + 2 });
            }
            PICTURE => {
                let data = at + 11 + table(*bytes.get(at + 9)?);
                at = blocks_end(bytes, data)?;
                all.push(Part { label: None, whole: start..at, data });
            }
            _ => return None,
        }
    }
}

/// The bytes of a table of colours, by the flags that announce it.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where blocks of data end that begin at `at`: after the empty one.
fn blocks_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let size = usize::from(*bytes.get(at)?);
        at += size + 1;
        if size == 0 {
            return Some(at);
        }
    }
}

impl Part {
    /// The name of an application's extension.
    fn application<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        bytes.get(self.data + 1..self.data + 12).filter(|_| self.label == Some(APPLICATION))
    }

    /// How often the film is repeated, where that is what this says.
    fn repeated(&self, bytes: &[u8]) -> Option<[u8; 2]> {
        self.application(bytes).filter(|name| REPEATED.contains(name))?;
        match bytes.get(self.data + 12..self.data + 16)? {
            [3, 1, low, high] => Some([*low, *high]),
            _ => None,
        }
    }

    /// The bytes that stay of it.
    fn kept(&self, bytes: &[u8]) -> Vec<u8> {
        match (self.label, self.repeated(bytes)) {
            (None | Some(CONTROL), _) => bytes[self.whole.clone()].to_vec(),
            (_, Some(repeated)) => {
                let head = &bytes[self.whole.start..self.data + 12];
                [head, &[3, 1], &repeated, &[0]].concat()
            }
            _ => Vec::new(),
        }
    }
}

pub(super) fn look(bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    let Some((parts, end)) = parts(bytes) else { return found };
    for part in &parts {
        if part.application(bytes) == Some(XMP) {
            found.add(xmp::anywhere(&bytes[part.whole.clone()]));
        } else if part.label == Some(COMMENT) {
            let mut text = Vec::new();
            let mut at = part.data;
            while let Some(size) = bytes.get(at).map(|size| usize::from(*size)).filter(|size| *size > 0) {
                text.extend(bytes.get(at + 1..at + 1 + size).unwrap_or_default());
                at += size + 1;
            }
            found.text(&String::from_utf8_lossy(&text));
        }
    }
    if end < bytes.len() {
        found.trace(Trace::Inside);
    }
    found
}

pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let (parts, _) = parts(bytes)?;
    parts[1..].iter().find(|part| bytes[part.whole.start] == PICTURE)?;
    Some(parts.iter().flat_map(|part| part.kept(bytes)).collect())
}
