//! Files that are written into texts, as `data:` addresses (RFC 2397): pictures in pages, style sheets and drawings.

use std::ops::Range;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

/// What stands before the comma is never longer, in bytes.
const LONGEST_TYPE: usize = 200;
const DECODER: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A file within a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Embedded {
    /// Where its address stands.
    pub(crate) range: Range<usize>,
    pub(crate) bytes: Vec<u8>,
}

/// Every file that is written into a text.
pub(crate) fn embedded(text: &str) -> Vec<Embedded> {
    let (mut all, mut from) = (Vec::new(), 0);
    while let Some(colon) = memchr::memchr(b':', &text.as_bytes()[from..]).map(|at| from + at) {
        from = colon + 1;
        let Some(start) =
            colon.checked_sub(4).filter(|start| text.as_bytes()[*start..colon].eq_ignore_ascii_case(b"data"))
        else {
            continue;
        };
        if let Some(found) = address(text, start, from) {
            from = found.range.end;
            all.push(found);
        }
    }
    all
}

/// The address that begins at `start`, with its type at `at`.
fn address(text: &str, start: usize, at: usize) -> Option<Embedded> {
    let head = &text.as_bytes()[at..text.len().min(at + LONGEST_TYPE)];
    let comma = memchr::memchr(b',', head)?;
    let is_of_type = |byte: &u8| byte.is_ascii_alphanumeric() || b"/;=+.-_ ".contains(byte);
    let kind = head[..comma].iter().all(is_of_type).then(|| text[at..at + comma].to_ascii_lowercase())?;
    let is_base64 = kind.trim_end().ends_with(";base64");
    if !is_base64 && !kind.contains('/') {
        return None;
    }
    let content = at + comma + 1;
    let rest = &text[content..];
    let end = match text[..start].chars().next_back() {
        Some(quote @ ('"' | '\'')) => rest.find(quote),
        _ if is_base64 => rest.find(|sign: char| !(sign.is_ascii_alphanumeric() || "+/=%-_".contains(sign))),
        _ => rest.find(|sign: char| sign.is_whitespace() || "()<>\"'".contains(sign)),
    };
    let end = content + end.unwrap_or(rest.len());
    let plain: Vec<u8> = percent_decode_str(&text[content..end]).collect();
    let bytes = if is_base64 { decoded(&plain) } else { plain };
    (!bytes.is_empty()).then_some(Embedded { range: start..end, bytes })
}

/// What is written in base 64, as far as it is; browsers pass over white space.
fn decoded(written: &[u8]) -> Vec<u8> {
    let digits = written.iter().filter(|byte| !byte.is_ascii_whitespace());
    let digits = digits.map(|byte| match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => *other,
    });
    let mut digits: Vec<u8> =
        digits.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).collect();
    // One digit alone is less than a byte.
    digits.truncate(digits.len() - usize::from(digits.len() % 4 == 1));
    DECODER.decode(&digits).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, String)> {
        let all = embedded(text).into_iter();
        all.map(|it| (&text[it.range], String::from_utf8_lossy(&it.bytes).into_owned())).collect()
    }

    #[test]
    fn files_in_texts_are_found_as_browsers_read_them() {
        for (text, address, bytes) in [
            ("<img src=\"data:image/png;base64,YWJj\">", "data:image/png;base64,YWJj", "abc"),
            ("url(DATA:image/gif;base64,YWI=) x", "DATA:image/gif;base64,YWI=", "ab"),
            ("![x](data:;base64,YWJj \"t\")", "data:;base64,YWJj", "abc"),
            ("'data:image/png;base64,YW\n Jj'", "data:image/png;base64,YW\n Jj", "abc"),
            ("\"data:image/png;base64,YW%4Aj\"", "data:image/png;base64,YW%4Aj", "abc"),
            ("\"data:image/svg+xml,%3Csvg>'a'</svg>\"", "data:image/svg+xml,%3Csvg>'a'</svg>", "<svg>'a'</svg>"),
            ("a=data:text/plain;charset=utf-8,a%20b c", "data:text/plain;charset=utf-8,a%20b", "a b"),
        ] {
            assert_eq!(found(text), [(address, bytes.to_owned())], "{text}");
        }
        for text in ["The data: one, two", "data:", "metadata: a/b", "data:image/png;base64", "data:image/png;base64,"]
        {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
