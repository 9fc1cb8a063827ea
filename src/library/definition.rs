//! What a term means, as readers see it: emphasis, code and links to other terms and to the web; everything else is words.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::content::math::{MathFault, is_wide_inline, mathml};
use crate::content::prices::is_price;
use crate::course::{ElementKind, Typography};
use crate::source::html::{push_attribute, push_text, without_comments};
use crate::source::text::printable;

fn events(markdown: &str, math: bool) -> impl Iterator<Item = Event<'_>> {
    let math = if math && markdown.contains('$') { Options::ENABLE_MATH } else { Options::empty() };
    let parser = Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH | math).into_offset_iter();
    parser.filter_map(|(event, range)| match &event {
        Event::InlineMath(tex) | Event::DisplayMath(tex)
            if is_price(tex, &markdown[..range.start], &markdown[range.end..]) =>
        {
            Some(Event::Text(CowStr::Borrowed(&markdown[range])))
        }
        // A block comes line by line, and a comment may go on over several.
        Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
            let html = without_comments(&markdown[range]);
            (!html.trim().is_empty()).then(|| Event::InlineHtml(html.into()))
        }
        Event::Html(_) | Event::End(TagEnd::HtmlBlock) => None,
        _ => Some(event),
    })
}

/// What stands in a definition and is not shown there, each once, with what to do.
pub(super) fn not_shown(markdown: &str) -> Vec<(&'static str, &'static str)> {
    const WORDS: &str = "say it in words; a link leads to a term, `[words](term:id)`, or to the web";
    const PAGE: &str = "leave it out: the pages that use the term are listed below it";
    let (mut found, mut text, mut is_code) = (Vec::new(), String::new(), false);
    for event in events(markdown, true) {
        match event {
            Event::Start(Tag::Image { .. }) => found.push(("a picture, of which its words alone are shown", WORDS)),
            Event::Start(Tag::Link { dest_url, .. }) if address(&dest_url).is_none() => {
                found.push(("a link to a page or a file, of which its words alone are shown", PAGE));
            }
            Event::Start(Tag::CodeBlock(_)) => {
                is_code = true;
                found.push(("a block of code, which is shown as words", "put it between backticks"));
            }
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Start(Tag::List(_)) => {
                found.push(("a list, which is shown as paragraphs", "write one or two sentences"));
            }
            Event::InlineHtml(_) => {
                found.push(("raw HTML, which is shown as it is written", "say it in Markdown"));
            }
            Event::Text(words) if !is_code => text.push_str(&words),
            _ => {}
        }
    }
    found.extend(marks_in(&text));
    let mut distinct = Vec::new();
    for seen in found {
        if !distinct.contains(&seen) {
            distinct.push(seen);
        }
    }
    distinct
}

/// Whether a definition has a comment that does not end in its paragraph, and is printed.
pub(super) fn prints_comment(markdown: &str) -> bool {
    let (mut text, mut is_code) = (String::new(), false);
    for event in events(markdown, false) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Text(words) if !is_code => text.push_str(&words),
            _ => text.push('\n'),
        }
    }
    text.contains("<!--")
}

/// Marks in the words of a definition that mean something on pages alone.
fn marks_in(text: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    const MARKS: [(&str, &str, &str); 3] = [
        ("[^", "a footnote, which is shown as it is written", "say it in the definition"),
        ("[@", "a citation, which is shown as it is written", "cite the work on the pages that teach the term"),
        ("==", "a highlight, which is shown as it is written", "write `*words*`"),
    ];
    MARKS.iter().filter(|(mark, ..)| text.contains(mark)).map(|(_, what, help)| (*what, *help))
}

/// What of the formulas in a definition cannot be shown.
pub(super) fn formula_faults(markdown: &str) -> Vec<MathFault> {
    let fault = |event: Event<'_>| match event {
        Event::InlineMath(tex) | Event::DisplayMath(tex) => mathml(&tex, false).err(),
        _ => None,
    };
    events(markdown, true).filter_map(fault).collect()
}

/// The words of a definition, without its markup; whether formulas stand between dollar signs is said beside the quotation marks.
pub(crate) fn definition_words(markdown: &str, (typography, math): (Typography, bool)) -> String {
    let mut words = String::with_capacity(markdown.len());
    for event in events(markdown, math) {
        match event {
            Event::Text(text) => words.push_str(&typography.set(&text)),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => words.push_str(&text),
            Event::InlineHtml(html) => words.push_str(&html),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => words.push(' '),
            _ => {}
        }
    }
    printable(words.trim()).into_owned()
}

/// A definition as HTML for the page of the glossary, in paragraphs.
pub(crate) fn definition_html(markdown: &str, (typography, math): (Typography, bool)) -> String {
    let mut html = String::with_capacity(markdown.len() + 16);
    let (mut links, mut paragraphs) = (Vec::new(), 0);
    for event in events(markdown, math) {
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
            Event::InlineMath(tex) | Event::DisplayMath(tex) => push_formula(&mut html, &tex, links.contains(&true)),
            Event::InlineHtml(text) => push_text(&mut html, &printable(&text)),
            Event::SoftBreak | Event::HardBreak => html.push('\n'),
            _ => {}
        }
    }
    if paragraphs == 0 { format!("<p>{html}</p>") } else { html }
}

/// A formula, or its TeX where it cannot be shown.
fn push_formula(html: &mut String, tex: &str, is_link: bool) {
    let Ok(inside) = mathml(tex, false) else {
        html.push_str("<code>");
        push_text(html, &printable(tex));
        return html.push_str("</code>");
    };
    let is_wide = is_wide_inline(&inside);
    // What is scrolled can be reached by keyboard, but in a link, which is scrolled itself.
    if is_wide && !is_link {
        html.push_str("<span class=\"formula formula-inline\" role=\"region\" tabindex=\"0\" aria-label=\"");
        push_attribute(html, &printable(tex));
        html.push_str("\">");
    }
    html.push_str(if is_wide && is_link { "<math class=\"wide-within\">" } else { "<math>" });
    html.push_str("<semantics><mrow>");
    html.push_str(&inside);
    html.push_str("</mrow><annotation encoding=\"application/x-tex\">");
    push_text(html, &printable(tex));
    html.push_str("</annotation></semantics></math>");
    if is_wide && !is_link {
        html.push_str("</span>");
    }
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
        let html = |markdown| definition_html(markdown, (english, true));
        assert_eq!(html("A *strain* in \"it\"."), "<p>A <em>strain</em> in “it”.</p>");
        assert_eq!(html("See [repair](term:repair)."), "<p>See <a href=\"#g-repair\">repair</a>.</p>");
        assert_eq!(html("[a](javascript:x) <b>&"), "<p>a &lt;b&gt;&amp;</p>");
        assert_eq!(html("One.\n\nTwo."), "<p>One.</p><p>Two.</p>");
        assert!(html("A mean $\\bar{x}$.").contains("<math><semantics><mrow><mover accent=\"true\">"));
        assert_eq!(html("From $5 to $10."), "<p>From $5 to $10.</p>");
        assert_eq!(definition_html("$x$", (english, false)), "<p>$x$</p>");
        assert_eq!(definition_words("A *strain* in `it` & \"that\".", (english, true)), "A strain in it & “that”.");
    }
}
