//! Running text as the index reads it: words, sentence ends and headings with their ids, without all other tags.
//!
//! Pagefind reads whole pages and spends a third of its time on tags that mean nothing to a search (`docs/performance.md`);
//! what it would make of them is made here, in one walk: a block ends a sentence, so that excerpts read well, and what is
//! set within a line leaves no gap in a word. One difference is meant: cells of a table's head do not run together.

use memchr::memchr;

use crate::source::html::push_text;

/// Elements within a line: what stands before and after them may be one word.
const INLINE: [&str; 32] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
    "math", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "mi",
];
/// Blocks whose end is the end of a sentence.
const SENTENCES: [&str; 7] = ["p", "td", "div", "ul", "li", "article", "section"];
/// Elements with nothing to be found in them.
const SILENT: [&str; 10] =
    ["style", "script", "noscript", "label", "form", "svg", "footer", "nav", "iframe", "template"];

/// Adds HTML of ours, without what fills its gaps, to a document.
pub(super) fn add(document: &mut String, html: &str) {
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        document.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(tag) = Tag::first(rest) else {
            push_text(document, "<");
            rest = &rest[1..];
            continue;
        };
        rest = &rest[tag.text.len()..];
        if SILENT.contains(&tag.name) && !tag.is_end {
            rest = after(rest, tag.name);
        } else {
            tag.add(document);
        }
    }
    document.push_str(rest);
    document.push('\n');
}

/// A tag or a comment, whose name is empty.
struct Tag<'a> {
    text: &'a str,
    name: &'a str,
    is_end: bool,
}

impl<'a> Tag<'a> {
    /// The tag at the beginning; none where `<` is only a character.
    fn first(html: &'a str) -> Option<Self> {
        if html.starts_with("<!--") {
            let end = html.find("-->").map_or(html.len(), |at| at + 3);
            return Some(Self { text: &html[..end], name: "", is_end: false });
        }
        let is_end = html[1..].starts_with('/');
        let name = &html[1 + usize::from(is_end)..];
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let mut quoted = None;
        let end = html.bytes().position(|byte| {
            match (byte, quoted) {
                (b'"' | b'\'', None) => quoted = Some(byte),
                (_, Some(quote)) if quote == byte => quoted = None,
                _ => {}
            }
            byte == b'>' && quoted.is_none()
        })?;
        (length > 0).then(|| Self { text: &html[..=end], name: &name[..length], is_end })
    }

    fn add(&self, document: &mut String) {
        match self.name.as_bytes() {
            [b'h', b'1'..=b'6'] if self.is_end => document.push_str(self.text),
            [b'h', b'1'..=b'6'] => {
                document.push_str(" <");
                document.push_str(self.name);
                if let Some(id) = self.id() {
                    document.push_str(" id=\"");
                    document.push_str(id);
                    document.push('"');
                }
                document.push('>');
            }
            // The words beside a picture are Pagefind's to find.
            b"img" => document.push_str(self.text),
            _ if self.name.is_empty() || INLINE.contains(&self.name) => {}
            _ if self.is_end && SENTENCES.contains(&self.name) => end_sentence(document),
            _ => document.push(' '),
        }
    }

    fn id(&self) -> Option<&'a str> {
        let (_, value) = self.text.split_once(" id=\"")?;
        value.split_once('"').map(|(id, _)| id)
    }
}

/// What stands after the end of an element, others of its kind in it left out.
fn after<'a>(html: &'a str, name: &str) -> &'a str {
    let (mut rest, mut depth) = (html, 1_usize);
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        rest = &rest[at..];
        let Some(tag) = Tag::first(rest) else {
            rest = &rest[1..];
            continue;
        };
        rest = &rest[tag.text.len()..];
        if tag.name == name {
            depth = if tag.is_end { depth - 1 } else { depth + 1 };
        }
        if depth == 0 {
            return rest;
        }
    }
    ""
}

/// A full stop where the sentence has no end of its own.
fn end_sentence(document: &mut String) {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '\'' | '"' | ')' | '$' | '*');
    if document.ends_with(is_word) {
        document.push('.');
    }
    document.push(' ');
}
