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
                unpredicted(inflated, dictionary)
            }
            b"ASCII85Decode" | b"A85" => of_ascii_85(&content),
            b"ASCIIHexDecode" | b"AHx" => of_digits(&content),
            b"LZWDecode" | b"LZW" => unpredicted(of_lzw(&content, dictionary, most), dictionary),
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

/// The number behind a key of the dictionary.
fn number(dictionary: &[u8], key: &[u8]) -> Option<usize> {
    let digits = dictionary[memmem::find(dictionary, key)? + key.len()..].trim_ascii_start();
    let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&digits[..length]).ok()?.parse().ok()
}

/// What was written as its difference from what stands before it or above it (7.4.4.4): as PNG has it, of which each row says how, or TIFF.
fn unpredicted(content: Vec<u8>, dictionary: &[u8]) -> Vec<u8> {
    let of = |key: &[u8], otherwise| number(dictionary, key).unwrap_or(otherwise);
    let (predictor, bits) = (of(b"/Predictor", 1), of(b"/BitsPerComponent", 8));
    let (colors, columns) = (of(b"/Colors", 1), of(b"/Columns", 1));
    let sample = colors.saturating_mul(bits).div_ceil(8).max(1);
    let width = colors.saturating_mul(bits).saturating_mul(columns).div_ceil(8).max(1);
    match predictor {
        2 if bits == 8 => {
            let mut rows = content;
            for row in rows.chunks_mut(width) {
                for at in sample..row.len() {
                    row[at] = row[at].wrapping_add(row[at - sample]);
                }
            }
            rows
        }
        10.. => {
            let mut rows = Vec::with_capacity(content.len());
            let mut above = vec![0; width.min(content.len())];
            for written in content.chunks(width.saturating_add(1)) {
                let mut row = written[1..].to_vec();
                for at in 0..row.len() {
                    let left = at.checked_sub(sample).map_or(0, |at| row[at]);
                    let corner = at.checked_sub(sample).map_or(0, |at| above[at]);
                    row[at] = row[at].wrapping_add(predicted(written[0], left, above[at], corner));
                }
                rows.extend_from_slice(&row);
                above[..row.len()].copy_from_slice(&row);
            }
            rows
        }
        _ => content,
    }
}

/// What a byte is expected to be, by what stands before it, above it, and above what stands before it (PNG, 9.2).
fn predicted(how: u8, left: u8, above: u8, corner: u8) -> u8 {
    match how {
        1 => left,
        2 => above,
        3 => u8::midpoint(left, above),
        4 => {
            let [a, b, c] = [left, above, corner].map(i16::from);
            let (p_a, p_b, p_c) = ((b - c).abs(), (a - c).abs(), (a + b - 2 * c).abs());
            if p_a <= p_b && p_a <= p_c {
                left
            } else if p_b <= p_c {
                above
            } else {
                corner
            }
        }
        _ => 0,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_by_what_they_differ_in() {
        let png = b"\0abc\x01a\x01\x01\x02\0\0\0\x03\x01\0\0\x04\0\0\0";
        let said = unpredicted(png.to_vec(), b"/DecodeParms<</Predictor 15/Columns 3>>");
        assert_eq!(&said[..9], b"abcabcabc");
        assert_eq!(said.len(), 15);
        assert_eq!(unpredicted(b"a\x01\x01b\x01".to_vec(), b"/Predictor 2 /Columns 3"), b"abcbc");
        assert_eq!(unpredicted(b"abc".to_vec(), b"/Columns 3"), b"abc");
        assert_eq!(unpredicted(Vec::new(), b"/Predictor 12 /Columns 99999999999999999999 /Colors 9999999999"), b"");
    }
}
