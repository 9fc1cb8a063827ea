//! What the allow-list takes away, for a finding with its place. This only tells authors what will be missing; it never
//! decides what stays.

use std::ops::Range;

use super::{EVERYWHERE, allowed};

/// Something in raw HTML that the sanitizer takes away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Removed {
    /// What: "the element `script`", "the attribute `onclick`".
    pub(crate) what: String,
    /// Where in the text given.
    pub(crate) range: Range<usize>,
}

/// Tells what of this raw HTML will be missing.
pub(crate) fn removed(raw: &str) -> Vec<Removed> {
    let mut removed = Vec::new();
    for tag in tags(raw) {
        let name = raw[tag.name.clone()].to_ascii_lowercase();
        let Some((_, own)) = allowed(&name) else {
            removed.push(Removed { what: format!("the element `{name}`"), range: tag.name });
            continue;
        };
        for range in tag.attributes {
            let attribute = raw[range.clone()].to_ascii_lowercase();
            if !own.contains(&attribute.as_str()) && !EVERYWHERE.contains(&attribute.as_str()) {
                removed.push(Removed { what: format!("the attribute `{attribute}`"), range });
            }
        }
    }
    removed
}

/// An opening tag: where its name and its attributes' names stand.
struct Tag {
    name: Range<usize>,
    attributes: Vec<Range<usize>>,
}

/// Opening tags in raw HTML, leaving out comments.
fn tags(raw: &str) -> Vec<Tag> {
    let bytes = raw.as_bytes();
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = raw[at..].find('<').map(|offset| at + offset) {
        if raw[open..].starts_with("<!--") {
            at = raw[open..].find("-->").map_or(raw.len(), |end| open + end + 3);
            continue;
        }
        let end = run(bytes, open + 1, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !bytes.get(open + 1).is_some_and(u8::is_ascii_alphabetic) {
            at = open + 1;
            continue;
        }
        let (attributes, after) = attribute_names(bytes, end);
        tags.push(Tag { name: open + 1..end, attributes });
        at = after;
    }
    tags
}

fn attribute_names(bytes: &[u8], mut at: usize) -> (Vec<Range<usize>>, usize) {
    let mut names = Vec::new();
    loop {
        at = run(bytes, at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        if at >= bytes.len() || bytes[at] == b'>' {
            return (names, at);
        }
        let end = run(bytes, at + 1, |byte| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/'));
        names.push(at..end);
        at = run(bytes, end, |byte| byte.is_ascii_whitespace());
        if bytes.get(at) == Some(&b'=') {
            at = value_end(bytes, run(bytes, at + 1, |byte| byte.is_ascii_whitespace()));
        }
    }
}

fn value_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(quote @ (b'"' | b'\'')) => run(bytes, at + 1, |byte| byte != *quote) + 1,
        _ => run(bytes, at, |byte| !byte.is_ascii_whitespace() && byte != b'>'),
    }
    .min(bytes.len())
}

fn run(bytes: &[u8], from: usize, keep: impl Fn(u8) -> bool) -> usize {
    from + bytes[from.min(bytes.len())..].iter().take_while(|byte| keep(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_removed_is_named_with_its_place() {
        let raw = "<p onclick='a>b' class=x>\n<!-- <b style> --><ScRiPt src=y></p>";
        let found: Vec<_> = removed(raw).into_iter().map(|gone| (gone.what, raw[gone.range].to_owned())).collect();
        let expected = [("the attribute `onclick`", "onclick"), ("the element `script`", "ScRiPt")];
        assert_eq!(found, expected.map(|(what, text)| (what.to_owned(), text.to_owned())));
    }
}
