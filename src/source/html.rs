//! The one place that escapes text for HTML, and that knows where a comment ends.

use std::borrow::Cow;

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

const INFALLIBLE: &str = "a String takes every text";

/// Adds text as an element's content.
pub(crate) fn push_text(html: &mut String, text: &str) {
    escape_html_body_text(html, text).expect(INFALLIBLE);
}

/// Adds text as the value of an attribute in quotation marks; fit for an element's content too.
pub(crate) fn push_attribute(html: &mut String, text: &str) {
    escape_html(html, text).expect(INFALLIBLE);
}

/// Text as [`push_attribute`] writes it.
pub(crate) fn attribute(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_attribute(&mut html, text);
    html
}

/// What stands in the comment at the beginning of `html`, and how long the comment is; one that nothing ends goes on to the end of
/// the text. `<!-->` and `<!--->` are comments without a word, and `--!>` ends one (WHATWG HTML, 13.2.5.43 and 13.2.5.52).
pub(crate) fn comment(html: &str) -> Option<(&str, usize)> {
    let inner = html.strip_prefix("<!--")?;
    let plain = inner.find("-->").map(|end| (end, 3));
    let odd = inner[..plain.map_or(inner.len(), |(end, _)| end)].find("--!>").map(|end| (end, 4));
    Some(match odd.or(plain) {
        _ if inner.starts_with('>') => ("", 5),
        _ if inner.starts_with("->") => ("", 6),
        Some((end, mark)) => (&inner[..end], 4 + end + mark),
        None => (inner, html.len()),
    })
}

/// Raw HTML without its comments, which are for authors.
pub(crate) fn without_comments(html: &str) -> Cow<'_, str> {
    let Some(first) = html.find("<!--") else { return Cow::Borrowed(html) };
    let (mut kept, mut rest) = (html[..first].to_owned(), &html[first..]);
    while let Some((_, length)) = comment(rest) {
        rest = &rest[length..];
        let next = rest.find("<!--").unwrap_or(rest.len());
        kept.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_keeps_both_quotation_marks_out_and_content_keeps_them() {
        assert_eq!(attribute("<a href=\"x\">'&'"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;");
        let mut html = String::new();
        push_text(&mut html, "<a> \"&'");
        assert_eq!(html, "&lt;a&gt; \"&amp;'");
    }

    #[test]
    fn comments_are_taken_out() {
        assert_eq!(without_comments("<p>a</p>"), "<p>a</p>");
        assert_eq!(without_comments("a <!-- b --><i><!-- c -->d</i> <!-- e"), "a <i>d</i> ");
    }

    #[test]
    fn a_comment_ends_where_browsers_end_it() {
        assert_eq!(comment("<!-- a --> b -->"), Some((" a ", 10)));
        assert_eq!(comment("<!--> b -->"), Some(("", 5)));
        assert_eq!(comment("<!---> b -->"), Some(("", 6)));
        assert_eq!(comment("<!----> b -->"), Some(("", 7)));
        assert_eq!(comment("<!-- a --!> b -->"), Some((" a ", 11)));
        assert_eq!(comment("<!-- a --> b --!>"), Some((" a ", 10)));
        assert_eq!((comment("<!-- é"), comment("<! -->")), (Some((" é", 7)), None));
    }
}
