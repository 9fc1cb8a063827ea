//! What a term means, as readers see it: emphasis, code and links to other terms and to the web; everything else is words.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::course::{ElementKind, Typography};
use crate::source::html::{push_attribute, push_text};
use crate::source::text::printable;

fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH)
}

/// The words of a definition, without its markup.
pub(crate) fn definition_words(markdown: &str, typography: Typography) -> String {
    let mut words = String::with_capacity(markdown.len());
    for event in events(markdown) {
        match event {
            Event::Text(text) => words.push_str(&typography.set(&text)),
            Event::Code(text) => words.push_str(&text),
            Event::Html(html) | Event::InlineHtml(html) => words.push_str(&html),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => words.push(' '),
            _ => {}
        }
    }
    printable(words.trim()).into_owned()
}

/// A definition as HTML for the page of the glossary, in paragraphs.
pub(crate) fn definition_html(markdown: &str, typography: Typography) -> String {
    let mut html = String::with_capacity(markdown.len() + 16);
    let (mut links, mut paragraphs) = (Vec::new(), 0);
    for event in events(markdown) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. }) => {
                paragraphs += 1;
                html.push_str("<p>");
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => html.push_str("</p>"),
            Event::Start(Tag::Emphasis) => html.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => html.push_str("</em>"),
            Event::Start(Tag::Strong) => html.push_str("<strong>"),
            Event::End(TagEnd::Strong) => html.push_str("</strong>"),
            Event::Start(Tag::Strikethrough) => html.push_str("<del>"),
            Event::End(TagEnd::Strikethrough) => html.push_str("</del>"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let address = address(&dest_url);
                links.push(address.is_some());
                if let Some(address) = address {
                    html.push_str("<a href=\"");
                    push_attribute(&mut html, &address);
                    html.push_str("\">");
                }
            }
            Event::End(TagEnd::Link) if links.pop() == Some(true) => html.push_str("</a>"),
            Event::Text(text) => push_text(&mut html, &printable(&typography.set(&text))),
            Event::Code(text) => {
                html.push_str("<code>");
                push_text(&mut html, &printable(&text));
                html.push_str("</code>");
            }
            Event::Html(text) | Event::InlineHtml(text) => push_text(&mut html, &printable(&text)),
            Event::SoftBreak | Event::HardBreak => html.push('\n'),
            _ => {}
        }
    }
    if paragraphs == 0 { format!("<p>{html}</p>") } else { html }
}

/// Where a link in a definition leads: to another term, or to the web.
fn address(written: &str) -> Option<String> {
    if let Some(id) = written.strip_prefix("term:") {
        return Some(format!("#{}", ElementKind::Term.id(id)));
    }
    ["https://", "http://", "mailto:"].iter().any(|safe| written.starts_with(safe)).then(|| written.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_has_inline_markup_and_nothing_that_runs() {
        let english = Typography::of("en");
        let html = |markdown| definition_html(markdown, english);
        assert_eq!(html("A *strain* in \"it\"."), "<p>A <em>strain</em> in “it”.</p>");
        assert_eq!(html("See [repair](term:repair)."), "<p>See <a href=\"#g-repair\">repair</a>.</p>");
        assert_eq!(html("[a](javascript:x) <b>&"), "<p>a &lt;b&gt;&amp;</p>");
        assert_eq!(html("One.\n\nTwo."), "<p>One.</p><p>Two.</p>");
        assert_eq!(definition_words("A *strain* in `it` & \"that\".", english), "A strain in it & “that”.");
    }
}
