//! Where opening tags and their attributes are written in raw HTML. What stays is never decided by this: it serves findings, and
//! the addresses of authors who are trusted.

use std::ops::Range;

use memchr::memmem;

use crate::source::html::comment;

use super::tokens::WITH_CONTENT;

/// An opening tag.
#[derive(Debug)]
pub(crate) struct Tag {
    /// Where its name stands.
    pub(crate) name: Range<usize>,
    /// Where its attributes stand.
    pub(crate) attributes: Vec<Attribute>,
}

/// An attribute of a tag.
#[derive(Debug)]
pub(crate) struct Attribute {
    /// Where its name stands.
    pub(crate) name: Range<usize>,
    /// Where its value stands, without quotation marks; empty where it has none.
    pub(crate) value: Range<usize>,
    /// Whether quotation marks stand around the value.
    pub(crate) is_quoted: bool,
}

/// Opening tags in raw HTML, leaving out comments and the content of scripts and styles.
pub(crate) fn tags(raw: &str) -> Vec<Tag> {
    let bytes = raw.as_bytes();
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = raw[at..].find('<').map(|offset| at + offset) {
        if let Some((_, length)) = comment(&raw[open..]) {
            at = open + length;
            continue;
        }
        if !bytes.get(open + 1).is_some_and(u8::is_ascii_alphabetic) {
            at = open + 1;
            continue;
        }
        let end = run(bytes, open + 1, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let (attributes, after) = attributes(bytes, end);
        at = content_end(raw, &raw[open + 1..end], after);
        tags.push(Tag { name: open + 1..end, attributes });
    }
    tags
}

/// Where the next tag may begin after the opening tag of the element `name`, which ends at `after`.
fn content_end(raw: &str, name: &str, after: usize) -> usize {
    let Some(name) = WITH_CONTENT.into_iter().find(|known| known.eq_ignore_ascii_case(name)) else { return after };
    let after = after.min(raw.len());
    let ends = |at: &usize| {
        raw.as_bytes()[at + 2..].get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    };
    memmem::find_iter(&raw.as_bytes()[after..], b"</").map(|offset| after + offset).find(ends).unwrap_or(raw.len())
}

fn attributes(bytes: &[u8], mut at: usize) -> (Vec<Attribute>, usize) {
    let mut attributes = Vec::new();
    loop {
        at = run(bytes, at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        if at >= bytes.len() || bytes[at] == b'>' {
            return (attributes, at);
        }
        let end = run(bytes, at + 1, |byte| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/'));
        let name = at..end;
        at = run(bytes, end, |byte| byte.is_ascii_whitespace());
        let (mut value, mut is_quoted) = (end..end, false);
        if bytes.get(at) == Some(&b'=') {
            (value, is_quoted) = value_at(bytes, run(bytes, at + 1, |byte| byte.is_ascii_whitespace()));
            at = (value.end + usize::from(is_quoted)).min(bytes.len());
        }
        attributes.push(Attribute { name, value, is_quoted });
    }
}

/// The value that begins at `at`, and whether it has quotation marks around it.
fn value_at(bytes: &[u8], at: usize) -> (Range<usize>, bool) {
    match bytes.get(at) {
        Some(quote @ (b'"' | b'\'')) => (at + 1..run(bytes, at + 1, |byte| byte != *quote), true),
        _ => (at..run(bytes, at, |byte| !byte.is_ascii_whitespace() && byte != b'>'), false),
    }
}

fn run(bytes: &[u8], from: usize, keep: impl Fn(u8) -> bool) -> usize {
    from + bytes[from.min(bytes.len())..].iter().take_while(|byte| keep(**byte)).count()
}
