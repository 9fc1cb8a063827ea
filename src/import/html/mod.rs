//! HTML and Markdown of other tools, as [`super::rich_text`].
//!
//! [`tree`] reads tags, and here elements become blocks and pieces of lines, as far as prose needs. What has no counterpart is
//! reported; an element that nobody knows is text.

mod elements;
mod formula;
mod mathml;
mod table;
pub(crate) mod tree;

use crate::content::html::is_not_shown;

use super::report::{Place, Report};
use super::rich_text::{Block, Inline, Line, Text, flattened, plain, words};
use elements::{is_block, is_known};
use formula::push_with_formulas;
use tree::{Element, Node};

/// How a stretch of text is read.
pub(crate) struct Reading<'r> {
    /// Where it stands.
    pub(crate) place: Place,
    pub(crate) report: &'r mut Report,
    /// What the address of a picture or file stands for: where its file lies beside the page.
    pub(crate) beside: &'r dyn Fn(&str) -> Option<String>,
    /// Whether `\(…\)`, `\[…\]`, `$$…$$` and TeX between single dollar signs are formulas.
    pub(crate) has_tex: bool,
}

/// The words of some Markdown, without its marks.
pub(crate) fn markdown_words(markdown: &str) -> String {
    let mut report = Report::default();
    let nothing = |_: &str| None;
    plain(&Reading { place: Place::file(""), report: &mut report, beside: &nothing, has_tex: false }.markdown(markdown))
}

/// The element that stands for a gap; its index stands in `n`.
pub(crate) const GAP: &str = "attune-gap";

impl Reading<'_> {
    /// HTML as text.
    pub(crate) fn html(&mut self, html: &str) -> Text {
        self.blocks(&tree::of_html(html))
    }

    /// Markdown as text.
    pub(crate) fn markdown(&mut self, markdown: &str) -> Text {
        self.blocks(&tree::of_markdown(markdown))
    }

    /// Text without markup: an empty line parts paragraphs, another line end is one.
    pub(crate) fn plain_text(text: &str) -> Text {
        let text = text.replace("\r\n", "\n");
        let paragraph = |paragraph: &str| {
            let mut line = Vec::new();
            for (at, piece) in paragraph.trim().lines().enumerate() {
                if at > 0 {
                    line.push(Inline::Break);
                }
                line.push(words(piece));
            }
            Block::Paragraph(line)
        };
        text.split("\n\n").filter(|piece| !piece.trim().is_empty()).map(paragraph).collect()
    }

    /// A tree as text, without what browsers do not show.
    pub(crate) fn blocks(&mut self, nodes: &[Node]) -> Text {
        let mut hidden = Vec::new();
        let shown = shown(nodes, &mut hidden);
        for words in hidden {
            self.lost(format!("text that browsers do not show (`{words}`)"), "left out");
        }
        self.within(&shown)
    }

    fn within(&mut self, nodes: &[Node]) -> Text {
        let (mut text, mut line) = (Vec::new(), Vec::new());
        self.push_nodes(&mut text, &mut line, nodes);
        flush(&mut text, &mut line);
        text
    }

    fn push_nodes(&mut self, text: &mut Text, line: &mut Line, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(words) => self.push_words(line, words),
                Node::Element(element) if is_block(&element.name) => {
                    flush(text, line);
                    self.push_block(text, element);
                }
                Node::Element(element) if holds_blocks(element) => {
                    self.push_nodes(text, line, &element.children);
                }
                Node::Element(element) => self.push_inline(line, element),
            }
        }
    }

    fn push_words(&mut self, line: &mut Line, text: &str) {
        if self.has_tex {
            if push_with_formulas(line, text) > 0 {
                self.lost("a formula that no page can show", "kept as TeX, between dollar signs in code");
            }
        } else {
            line.push(words(text));
        }
    }

    fn lost(&mut self, what: impl AsRef<str>, instead: impl AsRef<str>) {
        self.report.lost(&self.place.clone(), what, instead);
    }

    fn line(&mut self, nodes: &[Node]) -> Line {
        flattened(&self.within(nodes))
    }

    fn push_block(&mut self, text: &mut Text, element: &Element) {
        self.style(element);
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.name.as_bytes()[1] - b'0';
                let line = self.line(&element.children);
                text.push(Block::Heading(level, line));
            }
            "ul" | "ol" | "menu" => {
                let start = (element.name == "ol").then(|| element.attribute("start").parse().unwrap_or(1));
                let entry = |node: &Node| match node {
                    Node::Element(entry) => {
                        Some(self.within(if entry.name == "li" { &entry.children } else { std::slice::from_ref(node) }))
                    }
                    Node::Text(words) if words.trim().is_empty() => None,
                    Node::Text(_) => Some(self.within(std::slice::from_ref(node))),
                };
                let entries: Vec<Text> =
                    element.children.iter().filter_map(entry).filter(|entry| !entry.is_empty()).collect();
                if !entries.is_empty() {
                    text.push(Block::List { start, entries });
                }
            }
            "blockquote" => {
                let inner = self.within(&element.children);
                if !inner.is_empty() {
                    text.push(Block::Quotation(inner));
                }
            }
            "pre" => text.push(code(element)),
            "hr" => text.push(Block::Rule),
            "table" => table::push_table(self, text, element),
            "dt" | "summary" | "legend" => {
                let line = self.line(&element.children);
                text.push(Block::Paragraph(vec![Inline::Strong(line)]));
            }
            "script" | "style" | "head" | "template" => {
                self.lost(format!("`<{}>`", element.name), "left out with what stands in it");
            }
            "video" | "audio" | "iframe" | "object" | "embed" => self.media(text, element),
            _ => {
                let inner = self.within(&element.children);
                text.extend(inner);
            }
        }
    }

    /// A film or a page inside the page: a link to it.
    fn media(&mut self, text: &mut Text, element: &Element) {
        let source = element.children.iter().find_map(|node| match node {
            Node::Element(inner) if inner.name == "source" => Some(inner.attribute("src").to_owned()),
            _ => None,
        });
        let own = [element.attribute("src"), element.attribute("data")].into_iter().find(|address| !address.is_empty());
        let written = own.map(str::to_owned).or(source).unwrap_or_default();
        let address = self.address(&written);
        let mut words_of = self.line(&element.children);
        if is_picture(element, &written) {
            let alt = [plain(&[Block::Paragraph(words_of)]), element.attribute("aria-label").to_owned()];
            let alt = alt.into_iter().find(|alt| !alt.is_empty()).unwrap_or_default();
            text.push(Block::Paragraph(vec![Inline::Picture { to: address, alt }]));
            return;
        }
        self.lost(format!("`<{}>` with `{written}`", element.name), "a link to it");
        if words_of.is_empty() {
            words_of.push(words(&written));
        }
        text.push(Block::Paragraph(vec![Inline::Link { to: address, text: words_of }]));
    }

    fn push_inline(&mut self, line: &mut Line, element: &Element) {
        self.style(element);
        let inner = |reading: &mut Self| reading.line(&element.children);
        match element.name.as_str() {
            "b" | "strong" => line.push(Inline::Strong(inner(self))),
            "i" | "em" | "cite" | "dfn" | "var" => line.push(Inline::Emphasis(inner(self))),
            "s" | "del" | "strike" => line.push(Inline::Struck(inner(self))),
            "sub" => line.push(Inline::Sub(inner(self))),
            "sup" => line.push(Inline::Sup(inner(self))),
            "code" | "kbd" | "samp" | "tt" => line.push(Inline::Code(text_of(&element.children))),
            "br" => line.push(Inline::Break),
            "a" if !element.attribute("href").is_empty() => {
                let text = inner(self);
                let to = self.address(element.attribute("href"));
                line.push(Inline::Link { to, text });
            }
            "img" | "img-markdown" => self.push_picture(line, element),
            "q" => {
                line.push(words("“"));
                line.extend(inner(self));
                line.push(words("”"));
            }
            "math" => {
                let (said, is_read) = formula::of_mathml(element);
                if !is_read {
                    self.lost("a formula in MathML that has no counterpart in TeX", "its words, in code");
                }
                line.push(said);
            }
            GAP => line.push(element.attribute("n").parse().map_or_else(|_| words("…"), Inline::Gap)),
            "input" | "textarea" | "select" | "button" => self.lost(format!("`<{}>`", element.name), "left out"),
            "wbr" | "meta" | "link" | "param" | "track" => {}
            name if is_known(name) => line.extend(inner(self)),
            name => {
                line.push(words(&format!("<{name}>")));
                line.extend(inner(self));
            }
        }
    }

    /// An address, or the file beside the page that it stands for.
    fn address(&self, written: &str) -> String {
        let written = written.trim();
        (self.beside)(written).map_or_else(|| written.to_owned(), |file| format!("{}{file}", super::fit::EMBEDDED))
    }

    fn push_picture(&mut self, line: &mut Line, element: &Element) {
        let written =
            if element.name == "img" { element.attribute("alt").to_owned() } else { text_of(&element.children) };
        let alt = if written.trim().is_empty() { element.attribute("title").to_owned() } else { written };
        let to = self.address(element.attribute("src"));
        line.push(Inline::Picture { to, alt: alt.split_whitespace().collect::<Vec<_>>().join(" ") });
    }

    /// A style of its own: the look of pages is the theme's.
    fn style(&mut self, element: &Element) {
        if !element.attribute("style").trim().is_empty() || element.name == "font" {
            self.lost("styles of its own (colours, sizes, places)", "left out: the theme gives the look");
        }
    }
}

/// The nodes without elements that browsers do not show, of which the words are put into `hidden`. Gaps stay: they are answered.
fn shown(nodes: &[Node], hidden: &mut Vec<String>) -> Vec<Node> {
    let mut kept = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Element(element) if is_hidden(element) => {
                hidden.push(text_of(&element.children).split_whitespace().collect::<Vec<_>>().join(" "));
                gaps(&element.children, &mut kept);
            }
            Node::Element(element) => {
                let children = shown(&element.children, hidden);
                let (name, attributes) = (element.name.clone(), element.attributes.clone());
                kept.push(Node::Element(Element { name, attributes, children }));
            }
            Node::Text(_) => kept.push(node.clone()),
        }
    }
    kept
}

fn is_hidden(element: &Element) -> bool {
    let attributes = element.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    !matches!(&*element.name, "head" | "template") && is_not_shown(&element.name, attributes)
}

fn gaps(nodes: &[Node], kept: &mut Vec<Node>) {
    for element in nodes.iter().filter_map(Node::element) {
        if element.name == GAP {
            kept.push(Node::Element(element.clone()));
        } else {
            gaps(&element.children, kept);
        }
    }
}

/// Whether an object is a picture, which older tools show so.
fn is_picture(element: &Element, address: &str) -> bool {
    let ending = address.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    matches!(element.name.as_str(), "object" | "embed")
        && (element.attribute("type").starts_with("image/")
            || ["png", "jpg", "jpeg", "gif", "svg", "webp"].contains(&ending.as_str()))
}

fn flush(text: &mut Text, line: &mut Line) {
    let taken = std::mem::take(line);
    let is_blank = taken
        .iter()
        .all(|inline| matches!(inline, Inline::Words(words) if words.trim().is_empty()) || *inline == Inline::Break);
    if !is_blank {
        text.push(Block::Paragraph(taken));
    }
}

/// All words in a tree, as they are written.
pub(crate) fn text_of(nodes: &[Node]) -> String {
    let of = |node: &Node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(element) if element.name == "br" => "\n".to_owned(),
        Node::Element(element) => text_of(&element.children),
    };
    nodes.iter().map(of).collect()
}

fn code(element: &Element) -> Block {
    let inner = element.children.iter().find_map(|node| match node {
        Node::Element(code) if code.name == "code" => Some(code.attribute("class")),
        _ => None,
    });
    let class = inner.unwrap_or_else(|| element.attribute("class"));
    let of_class = class.split_whitespace().find_map(|class| class.strip_prefix("language-")).unwrap_or_default();
    let info = element.attribute("data-language");
    let language = if info.is_empty() { of_class } else { info.split([',', ' ', '{']).next().unwrap_or_default() };
    let text = text_of(&element.children);
    Block::Code { language: language.to_owned(), text: text.strip_prefix('\n').unwrap_or(&text).to_owned() }
}

fn holds_blocks(element: &Element) -> bool {
    element
        .children
        .iter()
        .any(|node| matches!(node, Node::Element(inner) if is_block(&inner.name) || holds_blocks(inner)))
}
