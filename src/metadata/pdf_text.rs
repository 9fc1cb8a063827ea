//! The strings of a PDF (ISO 32000-1, 7.3.4 and 7.9.2), as they are written and as they stand in a line. Fonts whose letters have numbers of
//! their own are not looked into.

use super::texts::windows_1252;

/// From here on a gap within a line parts words, in thousandths of the size of the letters (ISO 32000-1, 9.4.3).
const GAP: f64 = -150.0;

/// All strings, one behind the other: apart, and joined.
pub(super) fn strings(bytes: &[u8]) -> [String; 2] {
    let (mut apart, mut joined) = (String::new(), String::new());
    let (mut at, mut is_line) = (0, false);
    while let Some(&byte) = bytes.get(at) {
        let string = match byte {
            b'(' => Some(literal(bytes, at + 1)),
            b'<' if bytes.get(at + 1) != Some(&b'<') => hexadecimal(bytes, at + 1),
            _ => None,
        };
        if let Some((string, end)) = string {
            let text = decoded(&string);
            apart.push_str(&text);
            joined.push_str(&text);
            if !is_line {
                apart.push(' ');
            }
            at = end;
            continue;
        }
        match byte {
            b'[' => is_line = true,
            b']' => {
                is_line = false;
                apart.push(' ');
            }
            b'-' if is_line => {
                let number = bytes[at..].iter().take_while(|byte| matches!(byte, b'-' | b'.' | b'0'..=b'9'));
                let number: String = number.map(|byte| char::from(*byte)).collect();
                if number.parse::<f64>().is_ok_and(|gap| gap <= GAP) {
                    apart.push(' ');
                }
            }
            _ => {}
        }
        // An opening that begins no string, as in `<<`.
        at += if byte == b'<' && bytes.get(at + 1) == Some(&b'<') { 2 } else { 1 };
    }
    [apart, joined]
}

/// A string in parentheses, and where it ends.
fn literal(bytes: &[u8], mut at: usize) -> (Vec<u8>, usize) {
    let (mut string, mut depth) = (Vec::new(), 1);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' => {
                let digits = bytes[at..].iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
                if digits > 0 {
                    let code =
                        bytes[at..at + digits].iter().fold(0_u32, |code, digit| code * 8 + u32::from(digit - b'0'));
                    string.extend(u8::try_from(code & 0xff));
                    at += digits;
                } else {
                    string.extend(bytes.get(at).filter(|byte| !matches!(byte, b'\r' | b'\n')).map(|byte| match byte {
                        b'n' | b'r' | b't' | b'b' | b'f' => b' ',
                        other => *other,
                    }));
                    at += 1;
                }
                continue;
            }
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        string.push(byte);
    }
    (string, at)
}

/// A string of digits, and where it ends; nothing where it is none.
fn hexadecimal(bytes: &[u8], from: usize) -> Option<(Vec<u8>, usize)> {
    let length = bytes[from..].iter().position(|byte| !byte.is_ascii_hexdigit() && !byte.is_ascii_whitespace())?;
    (bytes.get(from + length) == Some(&b'>')).then_some(())?;
    let digits = bytes[from..from + length].iter().filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u8> = digits.filter_map(|digit| u8::try_from(digit).ok()).collect();
    Some((digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect(), from + length + 1))
}

fn decoded(string: &[u8]) -> String {
    match string {
        [0xfe, 0xff, rest @ ..] => {
            let pairs: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&pairs)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => windows_1252(string),
    }
}
