//! PNG: chunks, each with a name and a checksum (PNG, third edition).

use std::io::Read as _;

use super::chunks::{Chunk, Form, chunks};
use super::{Metadata, Trace, exif, unpacked, xmp};

/// How a file begins.
pub(super) const SIGN: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What a picture needs to be shown as it is.
const KEPT: [&[u8]; 21] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT", b"mDCv", b"cLLi",
];
const XMP: &str = "XML:com.adobe.xmp";

fn is_kept(chunk: &Chunk) -> bool {
    KEPT.contains(&&chunk.name[..])
}

/// Whether nobody can say what would be shown without a chunk: its name has a capital first letter, and is none of the standard's
/// (PNG, 5.4).
fn is_needed_and_unknown(chunk: &Chunk) -> bool {
    !chunk.name[0].is_ascii_lowercase() && !is_kept(chunk)
}

/// All chunks up to the picture's end, and where that is.
fn parts(bytes: &[u8]) -> (Vec<Chunk>, usize) {
    let mut all: Vec<Chunk> = Vec::new();
    for chunk in chunks(bytes, SIGN.len(), Form::Png) {
        let is_last = &chunk.name == b"IEND";
        all.push(chunk);
        if is_last {
            break;
        }
    }
    let end = all.last().map_or(SIGN.len(), |last| last.whole.end);
    (all, end)
}

pub(super) fn look(bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    let (chunks, end) = parts(bytes);
    for chunk in chunks {
        let content = &bytes[chunk.content.clone()];
        match &chunk.name {
            b"eXIf" => found.add(exif::look(content)),
            b"tIME" => found.trace(Trace::Time),
            b"tEXt" | b"zTXt" | b"iTXt" => {
                if let Some((keyword, text)) = text(chunk.name, content) {
                    words(&keyword, &text, &mut found);
                }
            }
            _ => {}
        }
    }
    if end < bytes.len() {
        found.trace(Trace::Inside);
    }
    found
}

/// All texts, unpacked.
pub(super) fn texts(bytes: &[u8]) -> Vec<String> {
    let is_text = |chunk: &Chunk| matches!(&chunk.name, b"tEXt" | b"zTXt" | b"iTXt");
    let texts = parts(bytes).0.into_iter().filter(is_text);
    let texts = texts.filter_map(|chunk| text(chunk.name, &bytes[chunk.content]));
    texts.map(|(keyword, text)| format!("{keyword} {}", String::from_utf8_lossy(&text))).collect()
}

/// The keyword and the text of a chunk.
fn text(name: [u8; 4], content: &[u8]) -> Option<(String, Vec<u8>)> {
    let (keyword, rest) = content.split_at(memchr::memchr(0, content)?);
    let rest = &rest[1..];
    let text = match &name {
        b"tEXt" => rest.to_vec(),
        b"zTXt" => inflated(rest.get(1..)?),
        _ => {
            let is_packed = *rest.first()? == 1;
            let rest = rest.get(2..)?;
            let rest = &rest[memchr::memchr(0, rest)? + 1..];
            let rest = &rest[memchr::memchr(0, rest)? + 1..];
            if is_packed { inflated(rest) } else { rest.to_vec() }
        }
    };
    Some((String::from_utf8_lossy(keyword).into_owned(), text))
}

fn inflated(packed: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    // What cannot be unpacked is looked at as far as it could be.
    let _ = flate2::read::ZlibDecoder::new(packed).take(unpacked::MOST_OF_ONE).read_to_end(&mut text);
    text
}

fn words(keyword: &str, text: &[u8], found: &mut Metadata) {
    let lower = keyword.to_ascii_lowercase();
    if keyword == XMP {
        found.add(xmp::look(text));
    } else if lower.starts_with("raw profile type") {
        let block = raw_profile(text);
        found.add(match lower.rsplit(' ').next() {
            Some("xmp") => xmp::look(&block),
            Some("iptc" | "8bim") => super::iptc::look(&block),
            _ => exif::look(&block),
        });
    } else {
        match lower.as_str() {
            "author" | "artist" | "copyright" => found.trace(Trace::Person),
            "creation time" | "date:create" | "date:modify" | "date:timestamp" => found.trace(Trace::Time),
            "source" => found.trace(Trace::Device),
            _ => {}
        }
        if !lower.starts_with("date:") && lower != "software" {
            found.text(&String::from_utf8_lossy(text));
        }
    }
}

/// What `ImageMagick` writes: a name and a length on lines of their own, then the bytes in hexadecimal.
fn raw_profile(text: &[u8]) -> Vec<u8> {
    let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).skip(2);
    let digits: Vec<u8> = lines
        .flatten()
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

pub(super) fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let (chunks, end) = parts(bytes);
    chunks.iter().find(|chunk| &chunk.name == b"IDAT")?;
    if chunks.iter().any(is_needed_and_unknown) {
        return None;
    }
    let mut turned = chunks.iter().filter(|chunk| &chunk.name == b"eXIf");
    let turned = turned.find_map(|chunk| exif::orientation(&bytes[chunk.content.clone()]));
    let mut stripped = Vec::with_capacity(end);
    stripped.extend(SIGN);
    for chunk in chunks.iter().filter(|chunk| is_kept(chunk)) {
        stripped.extend(&bytes[chunk.whole.clone()]);
        if let (b"IHDR", Some(turned)) = (&chunk.name, turned) {
            let block = exif::block(turned);
            stripped.extend(u32::try_from(block.len()).ok()?.to_be_bytes());
            let mut sum = flate2::Crc::new();
            sum.update(b"eXIf");
            sum.update(&block);
            stripped.extend(b"eXIf");
            stripped.extend(block);
            stripped.extend(sum.sum().to_be_bytes());
        }
    }
    Some(stripped)
}
