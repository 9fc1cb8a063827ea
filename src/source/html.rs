//! The one place that escapes text for HTML.

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
}
