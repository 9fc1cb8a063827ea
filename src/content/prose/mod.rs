//! Markdown events to running text.
//!
//! The HTML is written as the events come ([`tags`]): links and pictures get inserts for their addresses ([`links`]), headings
//! get ids, tables a frame that scrolls, alerts and footnotes messages of the interface; raw HTML passes an allow-list
//! ([`raw`]).

mod links;
mod raw;
mod tags;

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, HeadingLevel, TagEnd};

use crate::course::{ElementKind, Heading, Inserted, Prose, ProseBuilder, Setting, slug};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::html::attribute;
use crate::source::text::printable;

use super::citation;
use super::events::{Located, push_without_marks};
use super::footnotes::Mention;
use super::parse_context::ParseContext;
use super::placeholders::{Mark, MarkKind};
use links::Image;
use raw::RawHtml;

/// Lists and quotations may be nested this deep; more is a slip or an attack, and no phone could show it.
const MAX_DEPTH: usize = 24;

/// Turns events into prose; headings, words, footnotes and findings go to the page.
pub(crate) fn prose<'a>(page: &mut ParseContext<'a>, events: &[Located<'a>]) -> Prose {
    if events.is_empty() {
        return Prose::default();
    }
    let mut writer = Writer::new(page);
    for (at, (event, range)) in events.iter().enumerate() {
        writer.event(event, range, &events[at + 1..]);
    }
    writer.finish()
}

struct Writer<'p, 'a> {
    page: &'p mut ParseContext<'a>,
    out: ProseBuilder,
    image: Option<Image>,
    heading: bool,
    /// Open elements of Markdown.
    depth: usize,
    /// Open lists and quotations.
    nesting: usize,
    too_deep: bool,
    /// Which open block quotes are alerts.
    alerts: Vec<bool>,
    code: bool,
    /// Whether each open link is shown as one; unsafe ones are not.
    links: Vec<bool>,
    table: Table<'a>,
    raw: RawHtml,
    /// Open elements in which no term is linked, and elements of emphasis.
    closed: usize,
    emphasis: usize,
}

/// Where in a table the writer is.
#[derive(Default)]
struct Table<'a> {
    alignments: &'a [Alignment],
    in_head: bool,
    cell: usize,
}

impl<'p, 'a> Writer<'p, 'a> {
    fn new(page: &'p mut ParseContext<'a>) -> Self {
        Self {
            out: ProseBuilder::new(std::mem::take(&mut page.buffers)),
            page,
            image: None,
            heading: false,
            depth: 0,
            nesting: 0,
            too_deep: false,
            alerts: Vec::new(),
            code: false,
            links: Vec::new(),
            table: Table::default(),
            raw: RawHtml::default(),
            closed: 0,
            emphasis: 0,
        }
    }

    /// Writes an event; `rest` are those after it.
    fn event(&mut self, event: &'a Event<'a>, range: &Range<usize>, rest: &[Located<'a>]) {
        if self.image.is_some() {
            return self.in_image(event);
        }
        match event {
            Event::Start(tag) => self.start(tag, range, rest),
            Event::End(end) => self.end(*end),
            Event::Html(raw) | Event::InlineHtml(raw) => self.raw_html(raw, range),
            _ if self.raw.is_dropping() => {}
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => {
                self.page.words += count_words(code);
                self.out.html("<code>");
                self.words(code, Setting { closed: true, ..self.setting() });
                self.out.html("</code>");
            }
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::TaskListMarker(done) => self.task_marker(*done),
            Event::SoftBreak => self.out.words("\n", self.setting()),
            Event::HardBreak => self.out.block("<br />\n"),
            Event::Rule => self.block("<hr />\n"),
            // Mathematics is not among the extensions.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.words(text, self.setting()),
        }
    }

    /// What words stand in here.
    fn setting(&self) -> Setting {
        Setting { closed: self.closed > 0, emphasized: self.emphasis > 0 }
    }

    /// Begins a block on a line of its own.
    fn block(&mut self, html: &str) {
        if !self.out.is_at_line_start() {
            self.out.html("\n");
        }
        self.out.block(html);
    }

    fn words(&mut self, text: &str, setting: Setting) {
        if self.page.is_printable {
            self.out.words(text, setting);
        } else {
            self.out.words(&printable(text), setting);
        }
    }

    /// One list or quotation deeper; said once for a stretch of text when it is too deep.
    fn descend(&mut self, range: &Range<usize>) {
        self.nesting += 1;
        if self.nesting > MAX_DEPTH && !self.too_deep {
            self.too_deep = true;
            let message = format!("lists and quotations are nested more than {MAX_DEPTH} deep here");
            let help = "write it flatter: a reader on a phone sees no more than three or four levels";
            let span = self.page.span(range.start..range.start + 1);
            self.page.report(Diagnostic::new(Code::MarkdownTooDeep, span, message).help(help));
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        if !self.heading {
            self.page.words += count_words(text);
        }
        // After a paragraph the parser takes the first colon for the mark of a definition.
        if text.starts_with("::") && !self.code {
            self.page.misplaced_fence(range);
        }
        let setting = self.setting();
        let marks: Vec<Mark> = self.page.marks.within(range).to_vec();
        let mut from = 0;
        for Mark { range: mark, kind } in marks {
            self.words(&text[from..mark.start - range.start], setting);
            from = mark.end - range.start;
            match kind {
                MarkKind::Blank => {
                    self.out.insert(Inserted::Blank(self.page.blanks.len()));
                    self.page.blanks.push(mark);
                }
                MarkKind::Citation => {
                    let citation = citation::read(self.page, mark);
                    self.out.insert(Inserted::Citation(Box::new(citation)));
                }
                // A turn's marks are read with the turn, an option's box with the option.
                MarkKind::Turn | MarkKind::Defensible => {}
            }
        }
        self.words(&text[from..], setting);
    }

    fn open_heading(&mut self, level: HeadingLevel, id: Option<&str>, range: &Range<usize>, rest: &[Located<'a>]) {
        let text = self.heading_text(rest);
        let span = self.page.trimmed(range.clone());
        let id = match id {
            Some(id) => self.page.register_id(printable(id).into_owned(), span, ElementKind::Section),
            None => self.page.generate_id(&slug(&text), span),
        };
        // The title is the first level; a first-level heading in the body is warned of and set as a second.
        let written = level as u8;
        // Raw HTML of its own line may stand right before it.
        self.out.block(&format!("<h{} id=\"{}\">", written.max(2), attribute(&ElementKind::Section.id(&id))));
        self.page.headings.push(Heading { level: written, id, text, span });
        self.heading = true;
        self.closed += 1;
    }

    /// The words of the heading that `rest` begins in.
    fn heading_text(&self, rest: &[Located<'a>]) -> String {
        let mut text = String::new();
        let mut image = 0_usize;
        for (event, range) in rest {
            match event {
                Event::End(TagEnd::Heading(_)) => break,
                Event::Start(pulldown_cmark::Tag::Image { .. }) => image += 1,
                Event::End(TagEnd::Image) => image = image.saturating_sub(1),
                _ if image > 0 => {}
                Event::Text(part) => push_without_marks(&mut text, part, range, &self.page.marks),
                Event::Code(part) => text.push_str(part),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
        printable(text.trim()).into_owned()
    }

    fn footnote_reference(&mut self, label: &str) {
        let Mention { number, mention } = self.page.footnotes.mention(label);
        let name = if mention == 1 { number.to_string() } else { format!("{number}-{mention}") };
        let id = ElementKind::FootnoteReference.id(&name);
        let note = ElementKind::Footnote.id(&number.to_string());
        self.out.html(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#{note}\" id=\"{id}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    fn task_marker(&mut self, done: bool) {
        let checked = if done { " checked" } else { "" };
        self.out.html(&format!("<input type=\"checkbox\" disabled{checked} aria-label=\""));
        self.out.insert(Inserted::Message(if done { "task_done" } else { "task_open" }));
        self.out.html("\"> ");
    }

    fn finish(mut self) -> Prose {
        self.close_raw(0);
        let (prose, buffers) = self.out.finish();
        self.page.buffers = buffers;
        prose
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

#[cfg(test)]
mod tests;
