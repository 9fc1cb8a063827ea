//! Footnotes as text: at the foot of a page, and at the end of each part that is hidden until a learner has answered.

use pulldown_cmark::Event;

use crate::course::{Block, ElementKind, Inserted, Prose, ProseBuilder};
use crate::diagnostic::{Code, Diagnostic};

use super::events::{Located, extent};
use super::footnotes::{Mention, Note};
use super::parse_context::ParseContext;
use super::prose::prose;

/// The notes mentioned in the page's open text; a note may mention another.
pub(crate) fn page_foot(page: &mut ParseContext<'_>) -> Option<Prose> {
    page.footnotes.note(0)?;
    let mut section = ProseBuilder::default();
    section.block("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
    section.insert(Inserted::Message("footnotes"));
    section.html("\">\n<ol>\n");
    list(page, &mut section);
    section.block("</ol>\n</section>\n");
    Some(section.finish().0)
}

/// Running text that is hidden until a learner has answered or asks for it, with the notes that it alone mentions.
pub(crate) fn hidden_prose<'a>(page: &mut ParseContext<'a>, events: &[Located<'a>]) -> Prose {
    page.footnotes.begin_hidden();
    let text = prose(page, events);
    let notes = hidden_notes(page);
    page.footnotes.end_hidden();
    let Some(notes) = notes else { return text };
    let mut both = ProseBuilder::default();
    both.append(&text);
    both.block(if both.is_at_line_start() { "" } else { "\n" });
    both.append(&notes);
    both.finish().0
}

/// The same for blocks.
pub(crate) fn hidden_blocks<'a>(
    page: &mut ParseContext<'a>,
    read: impl FnOnce(&mut ParseContext<'a>) -> Vec<Block>,
) -> Vec<Block> {
    page.footnotes.begin_hidden();
    let mut blocks = read(page);
    blocks.extend(hidden_notes(page).map(Block::Prose));
    page.footnotes.end_hidden();
    blocks
}

fn hidden_notes(page: &mut ParseContext<'_>) -> Option<Prose> {
    page.footnotes.note(0)?;
    let mut notes = ProseBuilder::default();
    notes.block("<div class=\"footnotes\">\n<ol>\n");
    list(page, &mut notes);
    notes.block("</ol>\n</div>\n");
    Some(notes.finish().0)
}

fn list(page: &mut ParseContext<'_>, section: &mut ProseBuilder) {
    // A note may mention another, or itself: how often each is mentioned is known when all are read.
    let (mut notes, mut place) = (Vec::new(), 0);
    while let Some(Note { label, .. }) = page.footnotes.note(place) {
        place += 1;
        let events = page.footnotes.definitions.get(&label).cloned().unwrap_or_default();
        if page.footnotes.withheld.contains(&label) && !page.is_withheld {
            report_withheld(page, &label, &events);
            notes.push(None);
            continue;
        }
        let events: Vec<Located<'_>> = events.into_iter().filter(|(event, _)| *event != Event::Rule).collect();
        notes.push(Some(prose(page, &events)));
    }
    for (place, note) in notes.into_iter().enumerate() {
        let Some((note, Note { number, mentions, .. })) = note.zip(page.footnotes.note(place)) else { continue };
        // A list counts from 1 without gaps; numbers are given over the whole page.
        let value = if number == place + 1 { String::new() } else { format!(" value=\"{number}\"") };
        section.block(&format!("<li id=\"{}\"{value}>\n", ElementKind::Footnote.id(&number.to_string())));
        section.append(&note);
        section.block("<p class=\"footnote-back\">");
        for mention in 1..=mentions {
            back_link(section, Mention { number, mention });
        }
        section.html("</p>\n</li>\n");
    }
}

/// The way back to one of the places that mention a note.
fn back_link(section: &mut ProseBuilder, mention: Mention) {
    let is_first = mention.mention == 1;
    let (space, id) = (if is_first { "" } else { " " }, mention.id());
    section.html(&format!("{space}<a href=\"#{id}\" role=\"doc-backlink\" aria-label=\""));
    section.insert(Inserted::Message("footnote_back"));
    let count = mention.mention;
    section.html(&if is_first { "\">↩</a>".to_owned() } else { format!(" {count}\">↩<sup>{count}</sup></a>") });
}

/// A note that everybody sees must not stand in a part that is not for everybody.
fn report_withheld(page: &mut ParseContext<'_>, label: &str, events: &[Located<'_>]) {
    let span = extent(events).map_or_else(|| page.span(0..0), |range| page.trimmed(range));
    let message = format!("the note `[^{label}]` stands in a part for facilitators, and is mentioned outside it");
    let help = "define it outside that part, or mention another note";
    page.report(Diagnostic::new(Code::WithheldPublished, span, message).help(help));
}
