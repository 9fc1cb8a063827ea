//! XML in files that nobody can trust, and drawings.

use roxmltree::{Document, ParsingOptions};

use super::{Metadata, Trace};

/// As much XML as is read, in bytes and in nodes.
const MOST_BYTES: usize = 16 * 1024 * 1024;
const MOST_NODES: u32 = 500_000;

/// A document without entities of its own; nothing where it is none.
pub(super) fn parsed(text: &str) -> Option<Document<'_>> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    (text.len() <= MOST_BYTES).then(|| Document::parse_with_options(text, options).ok()).flatten()
}

/// Whether bytes are a drawing in SVG.
pub(super) fn is_drawing(bytes: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(4096)], b"<svg").is_some()
}

/// What a drawing tells beside what it shows: comments, metadata, titles, and where on a machine it lay.
pub(super) fn drawing(bytes: &[u8]) -> Metadata {
    let mut found = Metadata::default();
    let text = String::from_utf8_lossy(bytes);
    let Some(document) = parsed(&text) else {
        comments(&text, &mut found);
        return found;
    };
    for node in document.descendants() {
        if node.is_comment() || node.is_text() {
            found.text(node.text().unwrap_or_default());
        }
        let is_creator = matches!(node.tag_name().name(), "creator" | "publisher" | "rights" | "contributor");
        let holds_words = node.descendants().any(|inside| inside.text().is_some_and(|text| !text.trim().is_empty()));
        if is_creator && holds_words {
            found.trace(Trace::Person);
        }
        for attribute in node.attributes() {
            match attribute.name() {
                "docname" | "export-filename" | "absref" => found.text(attribute.value()),
                "label" if attribute.namespace().is_some() => found.text(attribute.value()),
                _ => {}
            }
        }
    }
    found
}

/// The comments of what is no XML.
fn comments(text: &str, found: &mut Metadata) {
    for part in text.split("<!--").skip(1) {
        found.text(part.split("-->").next().unwrap_or_default());
    }
}
