//! WebP: chunks of RIFF (RFC 9649).

use std::ops::Range;

use super::{Metadata, Trace, exif, xmp};

const HEAD: usize = 12;
/// What a picture needs to be shown.
const KEPT: [&[u8]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"];
/// Bits of the first byte of `VP8X`: that there is EXIF, and that there is XMP.
const HAS_EXIF: u8 = 0b1000;
const HAS_XMP: u8 = 0b0100;

struct Chunk {
    name: [u8; 4],
    whole: Range<usize>,
    content: Range<usize>,
}

/// All chunks, and where the file ends by its own account.
fn chunks(bytes: &[u8]) -> (Vec<Chunk>, usize) {
    let said = bytes.get(4..8).map_or(0, |size| u32::from_le_bytes([size[0], size[1], size[2], size[3]]) as usize);
    let end = said.saturating_add(8).clamp(HEAD.min(bytes.len()), bytes.len());
    let mut all = Vec::new();
    let mut at = HEAD;
    while let Some(head) = bytes[..end].get(at..at + 8) {
        let size = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let content = at + 8..(at + 8).saturating_add(size).min(end);
        let next = content.end.saturating_add(size & 1).min(end);
        all.push(Chunk { name: [head[0], head[1], head[2], head[3]], whole: at..next, content });
        at = next;
    }
    (all, end)
}

pub(super) fn look(bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    let (chunks, end) = chunks(bytes);
    for chunk in chunks {
        let content = &bytes[chunk.content.clone()];
        match &chunk.name {
            b"EXIF" => found.add(exif::look(content)),
            b"XMP " => found.add(xmp::look(content)),
            name if !KEPT.contains(&&name[..]) => found.trace(Trace::Inside),
            _ => {}
        }
    }
    if end < bytes.len() {
        found.trace(Trace::Inside);
    }
    found
}

pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let (chunks, end) = chunks(bytes);
    chunks.iter().find(|chunk| KEPT[..2].contains(&&chunk.name[..]) || &chunk.name == b"ANMF")?;
    let mut turned = chunks.iter().filter(|chunk| &chunk.name == b"EXIF");
    let turned = turned.find_map(|chunk| exif::orientation(&bytes[chunk.content.clone()]));
    let mut stripped = Vec::with_capacity(end);
    stripped.extend(&bytes[..HEAD]);
    for chunk in chunks.iter().filter(|chunk| KEPT.contains(&&chunk.name[..])) {
        let start = stripped.len();
        stripped.extend(&bytes[chunk.whole.clone()]);
        if &chunk.name == b"VP8X"
            && let Some(flags) = stripped.get_mut(start + 8)
        {
            *flags &= !HAS_XMP & if turned.is_some() { 0xff } else { !HAS_EXIF };
        }
    }
    if let Some(turned) = turned {
        let block = exif::block(turned);
        stripped.extend(b"EXIF");
        stripped.extend(u32::try_from(block.len()).ok()?.to_le_bytes());
        stripped.extend(block);
    }
    let size = u32::try_from(stripped.len() - 8).ok()?;
    stripped[4..8].copy_from_slice(&size.to_le_bytes());
    Some(stripped)
}
