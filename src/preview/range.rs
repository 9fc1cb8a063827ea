//! Parts of a file (RFC 9110, section 14): some browsers play no sound or film from a host that cannot give them.

use std::ops::Range;

/// What a `Range` header asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it: there is no header, or one that may be ignored (several ranges, other units, nonsense).
    All,
    /// These bytes; never empty.
    Part(Range<usize>),
    /// Bytes that the file does not have.
    Beyond,
}

/// Reads the header for a file of `length` bytes.
pub(super) fn wanted(header: Option<&str>, length: usize) -> Wanted {
    let Some((first, last)) = header.and_then(|text| text.strip_prefix("bytes=")).and_then(|text| text.split_once('-'))
    else {
        return Wanted::All;
    };
    let range = match (first.trim().parse::<usize>(), last.trim().parse::<usize>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Ok(first), Err(_)) if last.trim().is_empty() => first..length,
        (Err(_), Ok(count)) if first.trim().is_empty() => length.saturating_sub(count)..length,
        _ => return Wanted::All,
    };
    if range.is_empty() { Wanted::Beyond } else { Wanted::Part(range) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_understood_and_anything_else_is_the_whole_file() {
        let of_ten = |header| wanted(Some(header), 10);
        assert_eq!(of_ten("bytes=0-1"), Wanted::Part(0..2));
        assert_eq!(of_ten("bytes=4-"), Wanted::Part(4..10));
        assert_eq!(of_ten("bytes=-3"), Wanted::Part(7..10));
        assert_eq!(of_ten("bytes=-30"), Wanted::Part(0..10));
        assert_eq!(of_ten("bytes=8-18446744073709551615"), Wanted::Part(8..10));
        for beyond in ["bytes=10-", "bytes=10-12", "bytes=-0"] {
            assert_eq!(of_ten(beyond), Wanted::Beyond, "{beyond}");
        }
        for ignored in ["bytes=2-1", "bytes=0-1,4-5", "lines=1-2", "bytes=-", "bytes", "bytes=+-x"] {
            assert_eq!(of_ten(ignored), Wanted::All, "{ignored}");
        }
        assert_eq!(wanted(None, 10), Wanted::All);
        assert_eq!(wanted(Some("bytes=0-"), 0), Wanted::Beyond);
    }
}
