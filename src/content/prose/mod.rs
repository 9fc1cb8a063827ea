//! Markdown events to HTML with slots.
//!
//! The library writes the HTML; this module changes the events on their way: links and pictures get slots for their
//! addresses, headings get ids, tables a frame that scrolls, alerts and footnotes the theme's words. Marks inside the
//! HTML (`\u{1}L0\u{2}`) say where slots are; no source text can hold those characters (see [`super::placeholders`]).

mod links;
mod raw;

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd, html::push_html};

use crate::config::HtmlPolicy;
use crate::course::{Heading, Prose, Slot, SlotContent, slug};
use crate::diagnostic::{Code, Diagnostic};

use super::events::Located;
use super::parse_context::ParseContext;
use super::placeholders::{CITE, FILL, OPEN, has_marks};
use links::Image;

/// Lists and quotations may be nested this deep; more is a slip or an attack, and no phone could show it.
const MAX_DEPTH: usize = 24;

/// Turns events into prose; headings, words, footnotes and findings go to the page.
pub(crate) fn prose<'a>(page: &mut ParseContext<'a>, events: Vec<Located<'a>>) -> Prose {
    let mut writer = Writer::new(page, events.len());
    for (event, range) in events {
        writer.event(event, range);
    }
    writer.finish()
}

struct Writer<'p, 'a> {
    page: &'p mut ParseContext<'a>,
    out: Vec<Event<'a>>,
    slots: Vec<SlotContent>,
    image: Option<Image>,
    heading: Option<OpenHeading>,
    raw: Vec<Range<usize>>,
    depth: usize,
    too_deep: bool,
    /// Which open block quotes are alerts.
    alerts: Vec<bool>,
    in_html: bool,
    code: bool,
    /// Whether each open link is shown as one; unsafe ones are not.
    links: Vec<bool>,
}

struct OpenHeading {
    level: u8,
    given: Option<String>,
    text: String,
    opens_at: usize,
    range: Range<usize>,
}

impl<'p, 'a> Writer<'p, 'a> {
    fn new(page: &'p mut ParseContext<'a>, capacity: usize) -> Self {
        Self {
            page,
            out: Vec::with_capacity(capacity + 8),
            slots: Vec::new(),
            image: None,
            heading: None,
            raw: Vec::new(),
            depth: 0,
            too_deep: false,
            alerts: Vec::new(),
            in_html: false,
            code: false,
            links: Vec::new(),
        }
    }

    fn event(&mut self, event: &'a Event<'a>, range: &Range<usize>) {
        if self.image.is_some() {
            return self.in_image(event.clone(), range);
        }
        match event {
            Event::Start(tag) => self.start(tag.clone(), range.clone()),
            Event::End(end) => self.end(*end),
            Event::Text(text) => self.text(CowStr::Borrowed(text), range),
            Event::Code(code) => {
                let code = self.page.unmasked(CowStr::Borrowed(code), range);
                self.page.words += count_words(&code);
                self.heading_text(&code);
                self.out.push(Event::Code(code));
            }
            Event::Html(raw) => self.raw_html(raw.clone(), range.clone(), true),
            Event::InlineHtml(raw) => self.raw_html(raw.clone(), range.clone(), false),
            Event::FootnoteReference(label) => {
                let html = self.page.footnotes.reference(label);
                self.out.push(Event::InlineHtml(html.into()));
            }
            Event::TaskListMarker(done) => self.task_marker(*done),
            Event::SoftBreak | Event::HardBreak => {
                self.heading_text(" ");
                self.out.push(event.clone());
            }
            other => self.out.push(other.clone()),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::List(_) | Tag::DefinitionList => {
                self.descend(&range);
                self.out.push(Event::Start(tag));
            }
            Tag::BlockQuote(kind) => {
                self.descend(&range);
                self.alerts.push(kind.is_some());
                match kind {
                    Some(kind) => self.open_alert(kind),
                    None => self.out.push(Event::Start(Tag::BlockQuote(None))),
                }
            }
            Tag::Heading { level, id, .. } => self.open_heading(level, id.as_deref(), range),
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(link_type, &dest_url, &title, &range),
            Tag::Image { dest_url, title, .. } => {
                let (address, title) = (dest_url.to_string(), title.to_string());
                self.image = Some(Image { alt: String::new(), address, title, range, nested: 0 });
            }
            Tag::Table(_) => {
                self.page.tables += 1;
                let number = self.page.tables;
                let word = self.slot(SlotContent::Word("table_label"));
                let html =
                    format!("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{word} {number}\">");
                self.out.push(Event::Html(html.into()));
                self.out.push(Event::Start(tag));
            }
            Tag::CodeBlock(kind) => self.open_code(&kind),
            Tag::HtmlBlock => self.in_html = true,
            other => self.out.push(Event::Start(other)),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::List(_) | TagEnd::DefinitionList => {
                self.depth -= 1;
                self.out.push(Event::End(end));
            }
            TagEnd::BlockQuote(_) => {
                self.depth -= 1;
                let alert = self.alerts.pop().unwrap_or(false);
                let closing = if alert { Event::Html("</div>\n".into()) } else { Event::End(TagEnd::BlockQuote(None)) };
                self.out.push(closing);
            }
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::Link => {
                if self.links.pop().unwrap_or(false) {
                    self.out.push(Event::InlineHtml("</a>".into()));
                }
            }
            TagEnd::Table => {
                self.out.push(Event::End(end));
                self.out.push(Event::Html("</div>\n".into()));
            }
            TagEnd::CodeBlock => {
                self.code = false;
                self.out.push(Event::Html("</code></pre>\n".into()));
            }
            TagEnd::HtmlBlock => self.in_html = false,
            other => self.out.push(Event::End(other)),
        }
    }

    /// One list or quotation deeper; said once for a stretch of text when it is too deep.
    fn descend(&mut self, range: &Range<usize>) {
        self.depth += 1;
        if self.depth > MAX_DEPTH && !self.too_deep {
            self.too_deep = true;
            let message = format!("lists and quotations are nested more than {MAX_DEPTH} deep here");
            let help = "write it flatter: a reader on a phone sees no more than three or four levels";
            let span = self.page.span(range.start..range.start + 1);
            self.page.report(Diagnostic::new(Code::MarkdownTooDeep, span, message).help(help));
        }
    }

    fn text(&mut self, text: CowStr<'a>, range: &Range<usize>) {
        self.heading_text(&text);
        if self.heading.is_none() {
            self.page.words += count_words(&text);
        }
        if self.code {
            let text = self.page.unmasked(text, range);
            return self.out.push(Event::Text(text));
        }
        if !has_marks(&text) {
            self.out.push(Event::Text(text));
            return;
        }
        let mut plain = String::new();
        for (offset, character) in text.char_indices() {
            match character {
                OPEN => {
                    self.out.push(Event::Text(std::mem::take(&mut plain).into()));
                    if let Some(blank) = self.page.blank_at(range.start + offset) {
                        let mark = self.slot(SlotContent::Blank(blank));
                        self.out.push(Event::InlineHtml(mark.into()));
                    }
                }
                CITE => {
                    self.out.push(Event::Text(std::mem::take(&mut plain).into()));
                    if let Some(citation) = self.page.citation_at(range.start + offset) {
                        let mark = self.slot(SlotContent::Citation(Box::new(citation)));
                        self.out.push(Event::InlineHtml(mark.into()));
                    }
                }
                FILL => {}
                other => plain.push(other),
            }
        }
        self.out.push(Event::Text(plain.into()));
    }

    fn slot(&mut self, content: SlotContent) -> String {
        self.slots.push(content);
        format!("{OPEN}{}{FILL}", self.slots.len() - 1)
    }

    fn open_heading(&mut self, level: HeadingLevel, id: Option<&str>, range: Range<usize>) {
        let given = id.map(str::to_owned);
        self.heading =
            Some(OpenHeading { level: level as u8, given, text: String::new(), opens_at: self.out.len(), range });
        self.out.push(Event::Html("".into()));
    }

    fn heading_text(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.extend(text.chars().filter(|c| !matches!(*c, OPEN | CITE | FILL)));
        }
    }

    fn close_heading(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        let text = heading.text.trim().to_owned();
        let end = heading.range.start + self.page.source[heading.range.clone()].trim_end().len();
        let span = self.page.span(heading.range.start..end);
        let id = match heading.given {
            Some(id) => self.page.register_id(id, span, "s-"),
            None => self.page.generate_id(&slug(&text), span),
        };
        // The title is the first level; a first-level heading in the body is warned of and set as a second.
        let level = heading.level.max(2);
        self.out[heading.opens_at] = Event::Html(format!("<h{level} id=\"s-{}\">", escape(&id)).into());
        self.out.push(Event::Html(format!("</h{level}>\n").into()));
        self.page.headings.push(Heading { level: heading.level, id, text, span });
    }

    fn open_alert(&mut self, kind: BlockQuoteKind) {
        let (class, word) = match kind {
            BlockQuoteKind::Note => ("note", "alert_note"),
            BlockQuoteKind::Tip => ("tip", "alert_tip"),
            BlockQuoteKind::Important => ("important", "alert_important"),
            BlockQuoteKind::Warning => ("warning", "alert_warning"),
            BlockQuoteKind::Caution => ("caution", "alert_caution"),
        };
        let word = self.slot(SlotContent::Word(word));
        let html = format!("<div class=\"callout {class}\" role=\"note\">\n<p class=\"callout-title\">{word}</p>\n");
        self.out.push(Event::Html(html.into()));
    }

    fn open_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.code = true;
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let class =
            if language.is_empty() { String::new() } else { attribute("class", &format!("language-{language}")) };
        self.out.push(Event::Html(format!("<pre tabindex=\"0\"><code{class}>").into()));
    }

    fn task_marker(&mut self, done: bool) {
        let word = self.slot(SlotContent::Word(if done { "task_done" } else { "task_open" }));
        let checked = if done { " checked" } else { "" };
        let html = format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{word}\"> ");
        self.out.push(Event::InlineHtml(html.into()));
    }

    fn finish(mut self) -> Prose {
        let mut text = String::with_capacity(self.out.len() * 24);
        push_html(&mut text, std::mem::take(&mut self.out).into_iter());
        if !self.raw.is_empty() && self.page.options.html == HtmlPolicy::Sanitize {
            text = self.sanitized(&text);
        }
        slotted(&text, self.slots)
    }
}

/// Words as white space parts them.
fn count_words(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let is_space = |byte: u8| (byte == b' ') | (byte.wrapping_sub(b'\t') < 5);
    let begins = |(before, byte): (&u8, &u8)| u8::from(is_space(*before) & !is_space(*byte));
    let Some((first, rest)) = text.as_bytes().split_first() else { return 0 };
    // This looks at every letter of every page. In pieces whose counts fit into a byte, the compiler takes many at once.
    let pieces = text.as_bytes().chunks(255).zip(rest.chunks(255));
    let begun = pieces.map(|(before, bytes)| usize::from(before.iter().zip(bytes).map(begins).sum::<u8>()));
    usize::from(!is_space(*first)) + begun.sum::<usize>()
}

/// Takes the marks out of the HTML and remembers where they stood.
fn slotted(text: &str, contents: Vec<SlotContent>) -> Prose {
    if contents.is_empty() {
        return Prose { html: text.to_owned(), slots: Vec::new() };
    }
    let mut contents: Vec<Option<SlotContent>> = contents.into_iter().map(Some).collect();
    let mut prose = Prose { html: String::with_capacity(text.len()), slots: Vec::new() };
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        prose.html.push_str(before);
        let (number, after) = after.split_once(FILL).unwrap_or((after, ""));
        let content = number.parse::<usize>().ok().and_then(|number| contents.get_mut(number)?.take());
        if let Some(content) = content {
            prose.slots.push(Slot { at: prose.html.len(), content });
        }
        rest = after;
    }
    prose.html.push_str(rest);
    prose
}

/// ` name="value"`, or nothing for an empty value.
fn attribute(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!(" {name}=\"{}\"", escape(value)) }
}

/// Escapes text for HTML, in an element or in a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}
