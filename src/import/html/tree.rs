//! Marked-up text as a tree: of HTML as browsers read its tags, and of Markdown with HTML in it.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag as Markdown, TagEnd};

/// Elements within each other; what is nested more deeply stands in the last of them.
const DEEPEST: usize = 48;
/// Lists and quotations within each other: a page may have some more.
const DEEPEST_BLOCKS: usize = 16;

/// An element or some text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

/// An element with what stands in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// In lower case.
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

impl Node {
    pub(crate) fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }
}

impl Element {
    /// The value of an attribute; empty where there is none.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }
}

/// The tree of some HTML.
pub(crate) fn of_html(html: &str) -> Vec<Node> {
    let mut builder = Builder::default();
    builder.html(html);
    builder.finish()
}

/// The tree of some Markdown, which may hold HTML.
pub(crate) fn of_markdown(markdown: &str) -> Vec<Node> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut builder = Builder::default();
    let mut raw = String::new();
    for event in Parser::new_ext(markdown, options) {
        // Raw HTML comes line by line, and a tag may go over several.
        if let Event::Html(html) = &event {
            raw.push_str(html);
            continue;
        }
        if !raw.is_empty() {
            builder.html(&std::mem::take(&mut raw));
        }
        match event {
            Event::InlineHtml(html) => builder.html(&html),
            Event::Start(tag) => builder.open_markdown(&tag),
            Event::End(tag) => builder.close_markdown(tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => builder.text(&text),
            Event::Code(text) => builder.leaf("code", &text),
            Event::SoftBreak => builder.text("\n"),
            Event::HardBreak => builder.leaf("br", ""),
            Event::Rule => builder.leaf("hr", ""),
            Event::TaskListMarker(is_ticked) => builder.text(if is_ticked { "☑ " } else { "☐ " }),
            Event::FootnoteReference(name) => builder.text(&format!("[^{name}]")),
            Event::Html(_) => {}
        }
    }
    builder.html(&raw);
    builder.finish()
}

/// Builds a tree from tags in a row.
#[derive(Default)]
struct Builder {
    /// What is done at the outermost level.
    roots: Vec<Node>,
    /// The elements that are open, the outermost first.
    open: Vec<Element>,
    /// How many are open beyond the deepest level.
    beyond: usize,
}

impl Builder {
    fn html(&mut self, html: &str) {
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from(html));
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        // It stops before its end for scripts alone, and none is ever run here.
        let _ = tokenizer.feed(&queue);
        tokenizer.end();
        for token in tokenizer.sink.tokens.into_inner() {
            match token {
                Token::CharacterTokens(text) => self.text(&text),
                Token::TagToken(Tag { kind: TagKind::StartTag, name, attrs, self_closing, .. }) => {
                    let attributes = attrs
                        .iter()
                        .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
                        .collect();
                    self.start(&name, attributes);
                    if self_closing || is_void(&name) {
                        self.end(&name);
                    }
                }
                Token::TagToken(tag) => self.end(&tag.name),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str) {
        let children = self.open.last_mut().map_or(&mut self.roots, |element| &mut element.children);
        match children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => children.push(Node::Text(text.to_owned())),
        }
    }

    fn leaf(&mut self, name: &str, text: &str) {
        self.start(name, Vec::new());
        if !text.is_empty() {
            self.text(text);
        }
        self.end(name);
    }

    fn start(&mut self, name: &str, attributes: Vec<(String, String)>) {
        while self.open.last().is_some_and(|open| ends_at(&open.name, name)) {
            self.pop();
        }
        let is_nesting = |name: &str| matches!(name, "ul" | "ol" | "menu" | "blockquote");
        let is_too_deep = |open: &[Element]| {
            is_nesting(name) && open.iter().filter(|open| is_nesting(&open.name)).count() >= DEEPEST_BLOCKS
        };
        if self.beyond > 0 || self.open.len() >= DEEPEST || is_too_deep(&self.open) {
            self.beyond += usize::from(!is_void(name));
            return;
        }
        self.open.push(Element { name: name.to_owned(), attributes, children: Vec::new() });
    }

    fn end(&mut self, name: &str) {
        if self.beyond > 0 && !is_void(name) {
            self.beyond -= 1;
        } else if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            while self.open.len() > at {
                self.pop();
            }
        }
    }

    fn pop(&mut self) {
        let Some(element) = self.open.pop() else { return };
        let children = self.open.last_mut().map_or(&mut self.roots, |outer| &mut outer.children);
        children.push(Node::Element(element));
    }

    fn finish(mut self) -> Vec<Node> {
        while !self.open.is_empty() {
            self.pop();
        }
        self.roots
    }

    fn open_markdown(&mut self, tag: &Markdown<'_>) {
        let one = |key: &str, value: &str| vec![(key.to_owned(), value.to_owned())];
        let (name, attributes) = match tag {
            Markdown::Heading { level, .. } => (format!("h{}", *level as u8), Vec::new()),
            Markdown::BlockQuote(_) => ("blockquote".to_owned(), Vec::new()),
            Markdown::CodeBlock(CodeBlockKind::Fenced(info)) => ("pre".to_owned(), one("data-language", info)),
            Markdown::CodeBlock(CodeBlockKind::Indented) => ("pre".to_owned(), Vec::new()),
            Markdown::List(Some(start)) => ("ol".to_owned(), one("start", &start.to_string())),
            Markdown::Link { dest_url, .. } => ("a".to_owned(), one("href", dest_url)),
            Markdown::Image { dest_url, .. } => ("img-markdown".to_owned(), one("src", dest_url)),
            other => (markdown_name(other.to_end()).to_owned(), Vec::new()),
        };
        if !name.is_empty() {
            self.start(&name, attributes);
        }
    }

    fn close_markdown(&mut self, tag: TagEnd) {
        let name = match tag {
            TagEnd::Heading(level) => format!("h{}", level as u8),
            other => markdown_name(other).to_owned(),
        };
        if !name.is_empty() {
            self.end(&name);
        }
    }
}

fn markdown_name(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "p",
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::CodeBlock => "pre",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Table => "table",
        TagEnd::TableHead => "thead",
        TagEnd::TableRow => "tr",
        TagEnd::TableCell => "td",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "del",
        TagEnd::Link => "a",
        TagEnd::Image => "img-markdown",
        _ => "",
    }
}

#[derive(Default)]
struct Sink {
    tokens: RefCell<Vec<Token>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        self.tokens.borrow_mut().push(token);
        TokenSinkResult::Continue
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "area"
            | "base"
    )
}

/// Whether an open element ends where another begins, its own end left out (WHATWG HTML, 13.1.2.4).
fn ends_at(open: &str, next: &str) -> bool {
    match open {
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot" | "thead"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot" | "thead"),
        "thead" | "tbody" => matches!(next, "tbody" | "tfoot"),
        "p" => matches!(
            next,
            "p" | "div"
                | "ul"
                | "ol"
                | "dl"
                | "table"
                | "pre"
                | "blockquote"
                | "hr"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "section"
                | "figure"
        ),
        _ => false,
    }
}
