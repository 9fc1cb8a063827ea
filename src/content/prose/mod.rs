//! Markdown events to running text.
//!
//! The HTML is written as the events come ([`tags`]): links and pictures get inserts for their addresses ([`links`]), headings
//! get ids ([`headings`]), tables a frame that scrolls, alerts and footnotes messages of the interface; raw HTML passes an allow-list
//! ([`raw`]). [`writer`] is what they all write with.

mod code;
mod foreign_code;
mod formula;
mod headings;
mod links;
mod raw;
mod tags;
mod trusted;
mod writer;

use std::ops::Range;

use pulldown_cmark::Event;

use crate::course::{ElementKind, Inserted, Prose, Setting};
use crate::diagnostic::{Code, Diagnostic};

use super::citation;
use super::events::Located;
use super::footnotes::MAX_COPIES;
use super::parse_context::ParseContext;
use super::placeholders::{Mark, MarkKind};
use writer::Writer;

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

impl<'a> Writer<'_, 'a> {
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
            // It was written where the block begins.
            Event::Text(_) if self.highlighted => {}
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => {
                self.page.words += count_words(code);
                self.out.html("<code>");
                self.words(code, Setting { closed: true, ..self.setting() });
                self.out.html("</code>");
            }
            Event::FootnoteReference(label) => self.footnote_reference(label, range),
            Event::TaskListMarker(done) => self.task_marker(*done),
            Event::SoftBreak => self.out.words("\n", self.setting()),
            Event::HardBreak => self.out.block("<br>\n"),
            Event::Rule => self.block("<hr>\n"),
            Event::InlineMath(tex) => self.formula(tex, range, false),
            Event::DisplayMath(tex) => self.formula(tex, range, true),
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        if self.heading.is_none() {
            self.page.words += count_words(text);
        }
        let setting = self.setting();
        let marks: Vec<Mark> = self.page.marks.within(range).to_vec();
        let mut from = 0;
        for Mark { range: mark, kind, words } in marks {
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
                MarkKind::Price => self.words(&words, setting),
                MarkKind::Address => self.bare_address(&words, &mark),
                MarkKind::Picture if self.attributes_read == Some(mark.start) => {}
                MarkKind::Picture => self.words(&self.page.source[mark], setting),
                // A turn's marks are read with the turn, an option's box with the option.
                MarkKind::Turn | MarkKind::Defensible => {}
            }
        }
        self.words(&text[from..], setting);
    }

    fn footnote_reference(&mut self, label: &str, range: &Range<usize>) {
        let Some(mention) = self.page.footnotes.mention(label) else {
            let message = format!("more than {MAX_COPIES} hidden texts mention the footnote `{label}`");
            let help = "mention it once in open text above them: then it stands at the page's foot";
            let span = self.page.span(range.clone());
            return self.page.report(Diagnostic::new(Code::FootnoteRepeated, span, message).help(help));
        };
        let (id, number) = (mention.id(), mention.number);
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
    // This looks at every letter of every page. With numbers for truth values, and in chunks whose counts fit into a byte, the
    // compiler takes many at once.
    let is_space = |byte: u8| u8::from(byte == b' ') | u8::from(byte.wrapping_sub(b'\t') < 5);
    let begins = |(before, byte): (&u8, &u8)| is_space(*before) & (1 - is_space(*byte));
    let Some((first, rest)) = text.as_bytes().split_first() else { return 0 };
    let chunks = text.as_bytes().chunks(240).zip(rest.chunks(240));
    let begun = chunks.map(|(before, bytes)| usize::from(before.iter().zip(bytes).map(begins).sum::<u8>()));
    usize::from(1 - is_space(*first)) + begun.sum::<usize>()
}

#[cfg(test)]
mod tests;
