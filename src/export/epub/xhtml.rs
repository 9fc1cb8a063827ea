//! A document of HTML as XML: what reading systems read is XHTML (EPUB 3.3, 6.1), and a page is not.
//!
//! The document comes from the program's own templates and from running text that was made from an allow-list, so that its
//! elements are closed where they end; only a course that trusts raw HTML, or has templates of its own, could leave one open. So no
//! tree is built: html5ever's tokenizer tells what browsers would read, and it is written as XML with what is missing.

use std::cell::RefCell;
use std::collections::BTreeSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::source::html::{push_attribute, push_text};
use crate::source::text::printable;

/// A document as XML.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Xhtml {
    pub(super) text: String,
    /// What is in it beside text, as a package says it: `mathml`, `svg`.
    pub(super) properties: BTreeSet<&'static str>,
}

/// Elements without content and without an end (WHATWG HTML, 13.1.2).
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// What a book does not hold, with its content: it would run, or load from elsewhere.
const LEFT_OUT: [&str; 6] = ["script", "style", "iframe", "object", "noscript", "template"];
/// Attributes that only help browsers to load a page.
const FOR_BROWSERS: [&str; 4] = ["loading", "decoding", "fetchpriority", "playsinline"];
/// Names in SVG that have capitals, which the tokenizer does not keep (WHATWG HTML, 13.2.6.5).
const CAPITALS: [&str; 13] = [
    "viewBox",
    "preserveAspectRatio",
    "linearGradient",
    "radialGradient",
    "clipPath",
    "textPath",
    "gradientUnits",
    "gradientTransform",
    "patternUnits",
    "markerWidth",
    "markerHeight",
    "refX",
    "refY",
];

/// The document as XML.
pub(super) fn xhtml(html: &str) -> Xhtml {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    // It stops before its end for scripts alone, and none is ever run here.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut writer = tokenizer.sink.0.into_inner();
    while let Some(name) = writer.open.pop() {
        writer.close(&name);
    }
    writer.made
}

#[derive(Default)]
struct Sink(RefCell<Writer>);

#[derive(Default)]
struct Writer {
    made: Xhtml,
    /// Elements that are open, the innermost last.
    open: Vec<String>,
    /// The element that is left out, while its content is read.
    left_out: Option<String>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                writer.tag(&tag);
                let is_raw = tag.kind == TagKind::StartTag && ["script", "style"].contains(&&*tag.name);
                return if is_raw { TokenSinkResult::RawData(RawKind::Rawtext) } else { TokenSinkResult::Continue };
            }
            Token::CharacterTokens(text) if writer.left_out.is_none() => {
                push_text(&mut writer.made.text, &printable(&text));
            }
            Token::DoctypeToken(_) => {
                writer.made.text.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>");
            }
            Token::CharacterTokens(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl Writer {
    fn tag(&mut self, tag: &Tag) {
        let name = in_capitals(&tag.name);
        if let Some(left_out) = &self.left_out {
            if tag.kind == TagKind::EndTag && *left_out == name {
                self.left_out = None;
            }
            return;
        }
        match tag.kind {
            TagKind::StartTag if LEFT_OUT.contains(&name) => self.left_out = Some(name.to_owned()),
            TagKind::StartTag => self.start(name, tag),
            TagKind::EndTag => self.end(name),
        }
    }

    fn start(&mut self, name: &str, tag: &Tag) {
        let value =
            |wanted: &str| tag.attrs.iter().find(|found| &*found.name.local == wanted).map(|found| &*found.value);
        // What has no address is not in the book; what is said in its place stays.
        if ["img", "source", "track", "audio", "video"].contains(&name) && value("src") == Some("") {
            if name == "img" {
                push_text(&mut self.made.text, value("alt").unwrap_or_default());
            } else if !VOID.contains(&name) {
                let instead = if self.open.last().is_some_and(|open| open == "p") { "span" } else { "div" };
                self.made.text.push('<');
                self.made.text.push_str(instead);
                self.made.text.push('>');
                self.open.push(format!("{name}={instead}"));
            }
            return;
        }
        self.made.text.push('<');
        self.made.text.push_str(name);
        self.namespaces(name, value("xmlns").is_some());
        for attribute in &tag.attrs {
            self.attribute(&attribute.name.local, &attribute.value);
        }
        if let Some(role) = value("role").and_then(|role| role.strip_prefix("doc-"))
            && value("epub:type").is_none()
        {
            // The same vocabulary, for reading systems that know only the older attribute (EPUB 3 Structural Semantics).
            self.attribute("epub:type", role);
        }
        let is_foreign = self.open.iter().any(|open| open == "svg" || open == "math");
        if VOID.contains(&name) || (tag.self_closing && is_foreign) {
            self.made.text.push_str("/>");
        } else {
            self.made.text.push('>');
            self.open.push(name.to_owned());
        }
    }

    fn namespaces(&mut self, name: &str, is_named: bool) {
        let (namespace, property) = match name {
            "html" => (" xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"", None),
            "svg" => (" xmlns=\"http://www.w3.org/2000/svg\"", Some("svg")),
            "math" => (" xmlns=\"http://www.w3.org/1998/Math/MathML\"", Some("mathml")),
            _ => return,
        };
        self.made.properties.extend(property);
        if !is_named {
            self.made.text.push_str(namespace);
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'));
        let has_prefix = name.contains(':') && !["epub:type", "xml:lang"].contains(&name);
        let runs = name.starts_with("on");
        let is_nowhere = name == "href" && value.is_empty();
        if !is_name || !name.starts_with(|c: char| c.is_ascii_alphabetic()) || has_prefix || runs || is_nowhere {
            return;
        }
        if FOR_BROWSERS.contains(&name) {
            return;
        }
        let text = &mut self.made.text;
        let mut push = |name: &str| {
            text.push(' ');
            text.push_str(name);
            text.push_str("=\"");
            push_attribute(text, &printable(value));
            text.push('"');
        };
        push(in_capitals(name));
        if name == "lang" {
            push("xml:lang");
        }
    }

    /// Closes an element, and those inside it that were left open. What was never opened has no end.
    fn end(&mut self, name: &str) {
        let is_it = |open: &String| open.split_once('=').map_or(open.as_str(), |(written, _)| written) == name;
        let Some(at) = self.open.iter().rposition(is_it) else { return };
        while self.open.len() > at {
            if let Some(open) = self.open.pop() {
                self.close(&open);
            }
        }
    }

    fn close(&mut self, name: &str) {
        let name = name.split_once('=').map_or(name, |(_, instead)| instead);
        self.made.text.push_str("</");
        self.made.text.push_str(name);
        self.made.text.push('>');
    }
}

/// The name as SVG has it.
fn in_capitals(name: &str) -> &str {
    CAPITALS.iter().find(|capitals| capitals.eq_ignore_ascii_case(name)).copied().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        xhtml(html).text
    }

    #[test]
    fn what_html_leaves_out_xml_has() {
        assert_eq!(text("<p>a<br>b &amp; c&nbsp;<b>d</p>"), "<p>a<br/>b &amp; c\u{a0}<b>d</b></p>");
        assert_eq!(text("<input disabled type=checkbox>"), "<input disabled=\"\" type=\"checkbox\"/>");
        assert_eq!(text("</i>x<ul><li>y"), "x<ul><li>y</li></ul>");
        assert_eq!(text("<p lang=de>x</p>"), "<p lang=\"de\" xml:lang=\"de\">x</p>");
    }

    #[test]
    fn what_would_run_or_load_from_elsewhere_is_left_out() {
        assert_eq!(text("a<script>if (a < b) c()</script>b<p onclick=\"x()\">c</p>"), "ab<p>c</p>");
        assert_eq!(text("<iframe src=x>no</iframe>y"), "y");
    }

    #[test]
    fn what_the_book_does_not_hold_is_no_link_and_no_picture() {
        assert_eq!(text("<a href=\"\">file</a>"), "<a>file</a>");
        assert_eq!(text("<p><img src=\"\" alt=\"A hill\" width=\"3\"></p>"), "<p>A hill</p>");
        assert_eq!(text("<audio src=\"\" controls>words</audio>x"), "<div>words</div>x");
    }

    #[test]
    fn drawings_and_formulas_are_known_by_their_namespaces() {
        let drawn = xhtml("<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>");
        assert_eq!(
            drawn.text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>"
        );
        assert_eq!(drawn.properties, BTreeSet::from(["svg"]));
        assert!(xhtml("<math><mi>x</mi></math>").properties.contains("mathml"));
    }

    #[test]
    fn a_role_of_publishing_is_told_in_the_older_way_too() {
        assert_eq!(text("<a role=\"doc-noteref\">1</a>"), "<a role=\"doc-noteref\" epub:type=\"noteref\">1</a>");
    }
}
