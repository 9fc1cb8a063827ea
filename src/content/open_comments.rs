//! Comments that nothing ends: they take in all that stands below them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::config::HtmlPolicy;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::html::comment;

use super::parse_context::ParseContext;

/// Reports each comment that the end of its stretch of text ends. In a paragraph there is none: what begins one there is printed.
pub(super) fn report_open_comments(page: &mut ParseContext<'_>, events: &[(Event<'_>, Range<usize>)]) {
    if page.options.html == HtmlPolicy::Escape {
        return;
    }
    for (event, range) in events {
        if !matches!(event, Event::Start(Tag::HtmlBlock)) {
            continue;
        }
        let Some(start) = open_comment(&page.source[range.clone()]).map(|at| range.start + at) else { continue };
        let span = page.span(start..start + 4);
        let message = "this comment is not closed, and takes in all that stands below it";
        page.report(Diagnostic::new(Code::HtmlUnclosed, span, message).help("write `-->` where it ends"));
    }
}

/// Where a comment begins that goes on to the end of raw HTML.
fn open_comment(raw: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(start) = raw[at..].find("<!--").map(|found| at + found) {
        let (inner, length) = comment(&raw[start..])?;
        if inner.len() + 4 == length {
            return Some(start);
        }
        at = start + length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn a_comment_that_nothing_ends_is_reported_once_at_its_beginning() {
        for (body, found) in [
            ("a\n\n<!-- b\n\nc\n", "html-unclosed 3:1 <!--"),
            ("<!-- a --> <!-- b\n\nc\n", "html-unclosed 1:12 <!--"),
            ("a\n\n<!-- b\n\n::: note\nc\n:::\n", "html-unclosed 3:1 <!--"),
            ("<!-- a -->\n\n<!---->\n\n<!-->\n\nb <!-- c\n", ""),
            ("```\n<!-- a\n```\n", ""),
        ] {
            assert_eq!(findings(body).join(", "), found, "{body}");
        }
    }
}
