//! Where front matter begins and ends.

use std::ops::Range;

use memchr::memchr2;

/// A page, divided. All ranges are bytes of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Split {
    /// There is no front matter.
    Missing {
        /// The first line.
        first_line: Range<usize>,
        /// What stands there in its place.
        why: &'static str,
    },
    /// There is no closing line.
    Unclosed {
        /// The opening line.
        opening: Range<usize>,
    },
    /// There is front matter.
    Found {
        /// The opening line.
        opening: Range<usize>,
        /// What stands between the lines.
        yaml: Range<usize>,
        /// Where the body begins.
        body: usize,
    },
}

/// Divides a page. A byte order mark may come first; lines end as in [`crate::source::LineIndex`].
pub(super) fn split(text: &str) -> Split {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = line(text, start);
    let opening = first.start..first.start + text[first.start..first.end].trim_end().len();
    if &text[opening.clone()] != "---" {
        return Split::Missing { why: why(&text[start..]), first_line: opening };
    }
    let mut at = first.next;
    while at < text.len() {
        let current = line(text, at);
        if matches!(text[current.start..current.end].trim_end_matches([' ', '\t']), "---" | "...") {
            return Split::Found { opening, yaml: first.next..current.start, body: current.next };
        }
        at = current.next;
    }
    Split::Unclosed { opening }
}

pub(super) struct Line {
    pub(super) start: usize,
    /// Without the line's end.
    pub(super) end: usize,
    /// Where the next line starts.
    pub(super) next: usize,
}

pub(super) fn line(text: &str, start: usize) -> Line {
    let rest = &text[start..];
    let length = memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
    let width = match rest.as_bytes().get(length..) {
        Some([b'\r', b'\n', ..]) => 2,
        Some([_, ..]) => 1,
        _ => 0,
    };
    Line { start, end: start + length, next: start + length + width }
}

fn why(text: &str) -> &'static str {
    let begins = text.trim_start();
    if begins.is_empty() {
        "the page is empty"
    } else if begins.starts_with("+++") {
        "the front matter is TOML, and should be YAML between `---` lines"
    } else if begins.starts_with("---") && begins.len() < text.len() {
        "the front matter begins after white space, and should begin with the file's first character"
    } else {
        "the page does not begin with front matter"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(&str, &str)> {
        match split(text) {
            Split::Found { yaml, body, .. } => Some((&text[yaml], &text[body..])),
            _ => None,
        }
    }

    #[test]
    fn front_matter_ends_with_either_of_yamls_lines() {
        assert_eq!(found("---\ntitle: A\n---\nbody"), Some(("title: A\n", "body")));
        assert_eq!(found("---\ntitle: A\n...\nbody"), Some(("title: A\n", "body")));
        assert_eq!(found("---  \n---\t"), Some(("", "")));
        assert_eq!(found("---\na: |\n  ---\n----\n---\n"), Some(("a: |\n  ---\n----\n", "")));
    }

    #[test]
    fn every_line_end_and_a_byte_order_mark_will_do() {
        assert_eq!(found("\u{feff}---\r\na: b\r\n---\r\nbody"), Some(("a: b\r\n", "body")));
        assert_eq!(found("---\ra: b\r---\rbody"), Some(("a: b\r", "body")));
    }

    #[test]
    fn what_is_not_front_matter_is_told_apart() {
        assert_eq!(split("---\ntitle: A\n"), Split::Unclosed { opening: 0..3 });
        for (text, expected) in [
            ("", "the page is empty"),
            ("+++\n", "the front matter is TOML, and should be YAML between `---` lines"),
            ("# A", "the page does not begin with front matter"),
            ("----\n", "the page does not begin with front matter"),
            (
                "\n---\n---\n",
                "the front matter begins after white space, and should begin with the file's first character",
            ),
        ] {
            assert!(matches!(split(text), Split::Missing { why, .. } if why == expected), "{text:?}");
        }
    }
}
