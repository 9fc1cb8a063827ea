//! How streams of a PDF are packed, one filter within the other (ISO 32000-1, 7.4).

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::unpacked::limited;

/// What a stream holds, by its dictionary: unpacked as far as its filters are known here, which those of pictures are not. At most so many
/// bytes, and whether that is not all.
pub(super) fn unfiltered(dictionary: &[u8], bytes: &[u8], most: u64) -> (Vec<u8>, bool) {
    let (mut content, mut is_cut) = (bytes.to_vec(), false);
    for filter in filters(dictionary) {
        content = match filter {
            b"FlateDecode" | b"Fl" => {
                let (inflated, is_more) = limited(ZlibDecoder::new(&*content), most);
                is_cut |= is_more;
                inflated
            }
            b"ASCII85Decode" | b"A85" => of_ascii_85(&content),
            b"ASCIIHexDecode" | b"AHx" => of_digits(&content),
            b"LZWDecode" | b"LZW" => of_lzw(&content, dictionary, most),
            b"RunLengthDecode" | b"RL" => of_runs(&content, most),
            _ => break,
        };
        is_cut |= content.len() as u64 > most;
    }
    (content, is_cut)
}

/// The names of a stream's filters, the outermost first.
fn filters(dictionary: &[u8]) -> Vec<&[u8]> {
    let Some(at) = memmem::rfind(dictionary, b"/Filter") else { return Vec::new() };
    let value = dictionary[at + 7..].trim_ascii_start();
    let names = |value| <[u8]>::split(value, |byte| *byte == b'/').skip(1).map(name);
    match value.strip_prefix(b"[") {
        Some(all) => names(&all[..memchr::memchr(b']', all).unwrap_or(all.len())]).collect(),
        None if value.starts_with(b"/") => names(value).take(1).collect(),
        // It is written in an object of its own.
        None => vec![b"FlateDecode"],
    }
}

fn name(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()]
}

fn of_digits(bytes: &[u8]) -> Vec<u8> {
    let digits = bytes.iter().take_while(|byte| **byte != b'>').filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u8> = digits.filter_map(|digit| u8::try_from(digit).ok()).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

/// Five figures to the base of 85 stand for four bytes; `z` for four zeros (7.4.3).
fn of_ascii_85(bytes: &[u8]) -> Vec<u8> {
    let (mut content, mut figures) = (Vec::with_capacity(bytes.len()), Vec::with_capacity(5));
    let bytes = bytes.trim_ascii_start();
    for byte in bytes.strip_prefix(b"<~").unwrap_or(bytes) {
        match byte {
            b'z' if figures.is_empty() => content.extend([0; 4]),
            b'!'..=b'u' => figures.push(byte - b'!'),
            b'~' => break,
            _ => {}
        }
        if figures.len() == 5 {
            content.extend(four_bytes(&figures));
            figures.clear();
        }
    }
    if figures.len() > 1 {
        let count = figures.len() - 1;
        figures.resize(5, 84);
        content.extend(&four_bytes(&figures)[..count]);
    }
    content
}

fn four_bytes(figures: &[u8]) -> [u8; 4] {
    figures.iter().fold(0_u32, |sum, figure| sum.wrapping_mul(85).wrapping_add(u32::from(*figure))).to_be_bytes()
}

/// A length below 128, and one more bytes than that; or one above it, and a byte that stands 257 less that many times (7.4.5).
fn of_runs(bytes: &[u8], most: u64) -> Vec<u8> {
    let (mut content, mut at) = (Vec::new(), 0);
    while let Some(&length) = bytes.get(at).filter(|length| **length != 128 && content.len() as u64 <= most) {
        let length = usize::from(length);
        if length < 128 {
            content.extend(bytes[at + 1..].iter().take(length + 1));
            at += length + 2;
        } else {
            content.extend(bytes.get(at + 1).into_iter().flat_map(|byte| std::iter::repeat_n(*byte, 257 - length)));
            at += 2;
        }
    }
    content
}

/// Codes of nine to twelve bits stand for bytes that were there before (7.4.4).
fn of_lzw(bytes: &[u8], dictionary: &[u8], most: u64) -> Vec<u8> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let early = usize::from(memmem::find(dictionary, b"/EarlyChange 0").is_none());
    let (mut content, mut known): (Vec<u8>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
    // Where in the content the last code's bytes stand.
    let mut last: Option<(usize, usize)> = None;
    let (mut bits, mut count, mut width) = (0_usize, 0, 9);
    for byte in bytes {
        (bits, count) = ((bits << 8 | usize::from(*byte)) & 0xff_ffff, count + 8);
        if count < width {
            continue;
        }
        count -= width;
        let code = bits >> count & ((1 << width) - 1);
        if code == END || content.len() as u64 > most {
            break;
        }
        if code == CLEAR {
            (known, last, width) = (Vec::new(), None, 9);
            continue;
        }
        let start = content.len();
        // The next code of the table is the last one's bytes and the first of these.
        known.extend(last.map(|(start, end)| (start, end + 1)));
        match known.get(code.wrapping_sub(258)).copied() {
            _ if code < CLEAR => content.extend(u8::try_from(code)),
            Some((from, to)) => (from..to).for_each(|at| content.push(content[at])),
            None => break,
        }
        last = Some((start, content.len()));
        width = match known.len() + 259 + early {
            ..=512 => 9,
            513..=1024 => 10,
            1025..=2048 => 11,
            _ => 12,
        };
    }
    content
}
