//! Web addresses that stand in the text by themselves, as GitHub Flavored Markdown reads them (6.9).

use std::ops::Range;

use memchr::memmem;

/// Whether there may be an address without its scheme.
pub(super) fn has_www(bytes: &[u8]) -> bool {
    memmem::find(bytes, b"www.").is_some()
}

/// Where addresses stand in `text[from..]`, by rising offset; not those that are the address of a link or stand in a tag.
pub(super) fn addresses(text: &str, from: usize) -> Vec<Range<usize>> {
    let bytes = &text.as_bytes()[from..];
    let schemes = memmem::find_iter(bytes, b"://").filter_map(|at| scheme(text, from, from + at));
    let bare = memmem::find_iter(bytes, b"www.").map(|at| from + at);
    let mut starts: Vec<usize> = schemes.chain(bare).filter(|at| may_begin(text, from, *at)).collect();
    starts.sort_unstable();
    let mut found: Vec<Range<usize>> = Vec::with_capacity(starts.len());
    for start in starts {
        if found.last().is_none_or(|last| last.end <= start) {
            found.extend(end(text, start).map(|end| start..end));
        }
    }
    found
}

/// Where the scheme begins that stands before `://`.
fn scheme(text: &str, from: usize, at: usize) -> Option<usize> {
    let before = &text[from..at];
    let known = ["https", "http"].into_iter().find(|scheme| {
        before
            .len()
            .checked_sub(scheme.len())
            .and_then(|start| before.get(start..))
            .is_some_and(|end| end.eq_ignore_ascii_case(scheme))
    })?;
    Some(at - known.len())
}

fn may_begin(text: &str, from: usize, at: usize) -> bool {
    let before = &text[from..at];
    let is_apart =
        before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '('));
    // The address of a link, or of its label.
    is_apart && !before.ends_with("](") && !(before.trim_end().ends_with("]:") && is_label(before))
}

/// Whether the line that ends a text is a label of a link and its colon.
fn is_label(before: &str) -> bool {
    /// A label has at most 999 characters (`CommonMark` 4.7), of four bytes at most.
    const LONGEST: usize = 4010;
    let from = (before.len().saturating_sub(LONGEST)..=before.len()).find(|at| before.is_char_boundary(*at));
    let near = &before[from.unwrap_or_default()..];
    let line = near.rfind('\n').map(|end| &near[end + 1..]).or((near.len() == before.len()).then_some(near));
    line.is_some_and(|line| line.trim_start().starts_with('[') && line.trim_end().ends_with("]:"))
}

/// Where the address ends: before white space or `<`, without punctuation at its end and without a bracket that closes none in it.
fn end(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let length = rest.find(|c: char| c.is_whitespace() || c == '<' || c.is_control()).unwrap_or(rest.len());
    let mut address = &rest[..length];
    loop {
        let last = address.chars().next_back()?;
        let shorter = match last {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '"' | '”' | '’' | '»' | '|' | ']' | '}' => {
                true
            }
            ')' => address.matches(')').count() > address.matches('(').count(),
            _ => false,
        };
        if !shorter {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    let has_host = host.starts_with(char::is_alphanumeric) && (host.contains('.') || address.contains("://"));
    (has_host && !address.contains(['`', '|'])).then_some(start + address.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_where_its_sentence_goes_on() {
        for (text, expected) in [
            ("See https://a.example/b_c.", &["https://a.example/b_c"][..]),
            ("(http://a.example/b(c))", &["http://a.example/b(c)"]),
            ("www.a.example, *https://b.example*", &["www.a.example", "https://b.example"]),
            ("[a](https://a.example) <https://b.example> \"https://c.example\"", &[]),
            ("[a]: https://a.example", &[]),
            ("ftp://a.example https:// www. xwww.a.example", &[]),
            ("HTTPS://A.EXAMPLE/?x=1&y=2", &["HTTPS://A.EXAMPLE/?x=1&y=2"]),
        ] {
            let found: Vec<&str> = addresses(text, 0).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
