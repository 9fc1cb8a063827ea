//! WebP: chunks of RIFF (RFC 9649).

use super::chunks::{Chunk, Form, chunks};
use super::{Metadata, Trace, exif, xmp};

const HEAD: usize = 12;
/// What a picture needs to be shown.
const KEPT: [&[u8]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"];
/// What a picture of a film is made of, behind sixteen bytes of its own (RFC 9649, 2.7.1.1).
const OF_FRAME: [&[u8]; 3] = [b"VP8 ", b"VP8L", b"ALPH"];
const FRAME_HEAD: usize = 16;
/// Bits of the first byte of `VP8X`: that there is EXIF, and that there is XMP.
const HAS_EXIF: u8 = 0b1000;
const HAS_XMP: u8 = 0b0100;

/// All chunks, and where the file ends by its own account.
fn parts(bytes: &[u8]) -> (Vec<Chunk>, usize) {
    let said = bytes.get(4..8).map_or(0, |size| u32::from_le_bytes([size[0], size[1], size[2], size[3]]) as usize);
    let end = said.saturating_add(8).clamp(HEAD.min(bytes.len()), bytes.len());
    (chunks(&bytes[..end], HEAD, Form::Riff).collect(), end)
}

pub(super) fn look(bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    let (chunks, end) = parts(bytes);
    for chunk in chunks {
        let content = &bytes[chunk.content.clone()];
        match &chunk.name {
            b"EXIF" => found.add(exif::look(content)),
            b"XMP " => found.add(xmp::look(content)),
            name if !KEPT.contains(&&name[..]) => found.trace(Trace::Inside),
            b"ANMF" if without_strangers(content).is_some() => found.trace(Trace::Inside),
            _ => {}
        }
    }
    if end < bytes.len() {
        found.trace(Trace::Inside);
    }
    found
}

/// A picture of a film without chunks that are nothing of it; nothing where there are none.
fn without_strangers(frame: &[u8]) -> Option<Vec<u8>> {
    let mut kept = frame.get(..FRAME_HEAD)?.to_vec();
    for chunk in chunks(frame, FRAME_HEAD, Form::Riff).filter(|chunk| OF_FRAME.contains(&&chunk.name[..])) {
        kept.extend(&frame[chunk.whole.clone()]);
    }
    (kept.len() != frame.len()).then_some(kept)
}

pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let (chunks, end) = parts(bytes);
    chunks.iter().find(|chunk| KEPT[..2].contains(&&chunk.name[..]) || &chunk.name == b"ANMF")?;
    let mut turned = chunks.iter().filter(|chunk| &chunk.name == b"EXIF");
    let turned = turned.find_map(|chunk| exif::orientation(&bytes[chunk.content.clone()]));
    let mut stripped = Vec::with_capacity(end);
    stripped.extend(&bytes[..HEAD]);
    for chunk in chunks.iter().filter(|chunk| KEPT.contains(&&chunk.name[..])) {
        let start = stripped.len();
        let frame = Some(&bytes[chunk.content.clone()]).filter(|_| &chunk.name == b"ANMF");
        if let Some(frame) = frame.and_then(without_strangers) {
            stripped.extend(b"ANMF");
            stripped.extend(u32::try_from(frame.len()).ok()?.to_le_bytes());
            stripped.extend(&frame);
            stripped.extend(std::iter::repeat_n(0, frame.len() % 2));
            continue;
        }
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
