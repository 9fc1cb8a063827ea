//! Words that stand in the source and not in the page: the Markdown library's own HTML, read as browsers do, says which words a
//! reader should see.

use std::collections::BTreeSet;

use markup5ever_rcdom::NodeData;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::course::Made;
use super::inputs::PLANTED;
use super::markdown::options;
use super::oracles::{document, walk};

/// In these a browser reads no tags, or shows nothing; what Attune does there is looked at elsewhere.
const UNLIKE: [&str; 14] = [
    "<script",
    "<style",
    "<textarea",
    "<title",
    "<xmp",
    "<iframe",
    "<noembed",
    "<noframes",
    "<plaintext",
    "<template",
    "<frameset",
    "<noscript",
    "<select",
    "<![cdata[",
];
/// What the Markdown library alone does not know: containers, blanks, citations, values and includes.
const OWN: [&str; 4] = [":::", "[[", "@", "{{"];

/// Every word of the source that readers should see is in the page.
pub(crate) fn none_is_lost(source: &str, made: &Made) -> Result<(), String> {
    let lower = source.to_ascii_lowercase();
    let (Some(page), Some((_, body))) = (made.get("m/page/index.html"), source.split_once("---\n\n")) else {
        return Ok(());
    };
    if UNLIKE.iter().any(|part| lower.contains(part)) || OWN.iter().any(|part| body.contains(part)) {
        return Ok(());
    }
    let html = text_and_tags(body);
    let (wanted, there) = (words(&html), words(&String::from_utf8_lossy(page)));
    let lost: Vec<_> = wanted.difference(&there).collect();
    if lost.is_empty() { Ok(()) } else { Err(format!("the page has lost {lost:?}")) }
}

/// What the Markdown library takes for text, and for raw HTML, as HTML.
fn text_and_tags(body: &str) -> String {
    // A carriage return alone ends a line (`CommonMark` 2.1), which the library does not know in indented code.
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    let events: Vec<_> = Parser::new_ext(&body, options()).collect();
    // What a footnote mentions is read where the footnote is; a footnote that mentions itself is mentioned nowhere.
    let (mut mentioned, mut inside) = (BTreeSet::new(), false);
    for event in &events {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => inside = true,
            Event::End(TagEnd::FootnoteDefinition) => inside = false,
            Event::FootnoteReference(label) if !inside => _ = mentioned.insert(label.to_string()),
            _ => {}
        }
    }
    let (mut html, mut pictures, mut unread) = (String::new(), 0, 0);
    for event in events {
        match event {
            // A footnote that nothing mentions is not shown.
            Event::Start(Tag::FootnoteDefinition(label)) => unread += usize::from(!mentioned.contains(&*label)),
            Event::End(TagEnd::FootnoteDefinition) => unread = 0,
            _ if unread > 0 => {}
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures -= 1,
            Event::Text(text) | Event::Code(text) if pictures == 0 => {
                html.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
            }
            Event::Html(raw) | Event::InlineHtml(raw) if pictures == 0 => html.push_str(&raw),
            _ => html.push('\n'),
        }
    }
    html
}

/// The planted words in the text that a browser shows.
fn words(html: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let dom = document(html);
    walk(&dom.document, &mut |node| {
        if let NodeData::Text { contents } = &node.data {
            let text = contents.borrow();
            for (at, _) in text.match_indices(PLANTED) {
                let end = text[at..].find('z').map_or(text.len(), |end| at + end + 1);
                words.insert(text[at..end].to_owned());
            }
        }
    });
    words
}
