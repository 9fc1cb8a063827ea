//! One Markdown file becomes one parsed page. Pure: the same text and options give the same page.
//!
//! The steps: front matter; lines that may be container lines ([`fences`], [`near_miss`]); the page as the Markdown parser sees
//! it ([`placeholders`]); which of the lines the parser says are container lines ([`container_lines`]), and how they pair
//! ([`pairing`]); the parser's events cut into a tree of containers ([`container_tree`]); parts to blocks ([`mod@blocks`], with [`item`],
//! [`mod@dialogue`], [`mod@scenario`] and [`mod@practice`]); running text to HTML with slots ([`mod@prose`]); ids for what has none ([`ids`]). Links are read here as far as one file allows and
//! resolved in [`crate::assemble`]. Start at [`parse`].

mod address;
mod attributes;
mod blocks;
mod citation;
mod container_lines;
mod container_tree;
mod dialogue;
mod events;
mod fences;
mod footnotes;
pub(crate) mod front_matter;
mod html;
mod ids;
mod item;
mod near_miss;
mod pairing;
mod parse_context;
mod placeholders;
mod practice;
mod prose;
mod scenario;
mod sections;
mod verbatim;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use memchr::memchr_iter;
use pulldown_cmark::{Event, Options, Parser};

use crate::config::HtmlPolicy;
use crate::course::{Anchors, Block, FrontMatter, Outline, Prose, Slot, SlotContent};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place};
use crate::source::{CoursePath, FileId};

use blocks::{Inside, blocks};
use container_lines::ContainerLines;
use container_tree::Cuts;
use events::Located;
use fences::{Fence, FenceRole};
use footnotes::foot;
use pairing::LeftOpen;
use parse_context::ParseContext;
use placeholders::Masked;
use prose::prose;

/// What of the configuration and the command line changes how a page is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ParseOptions {
    /// What becomes of raw HTML.
    pub html: HtmlPolicy,
    /// Whether facilitators' parts are kept.
    pub facilitator: bool,
}

/// A page as far as its own file tells.
#[derive(Debug, Clone)]
pub struct ParsedPage {
    /// What the front matter says.
    pub front: Arc<FrontMatter>,
    /// The body.
    pub blocks: Arc<Vec<Block>>,
    /// What there is to know of the body without reading it.
    pub outline: Arc<Outline>,
}

/// About how many bytes of a lesson make an event of the parser; a guess saves copying a list that grows.
const BYTES_AN_EVENT: usize = 12;

/// Parses the page at `path`.
pub fn parse(path: &CoursePath, text: &str, options: ParseOptions) -> Outcome<ParsedPage> {
    let text = &*with_line_feeds(text);
    let file = FileId::of(path);
    let mut diagnostics = Vec::new();
    let (front, body) = front_matter::split_and_parse(text, file).collect(&mut diagnostics);
    let mut lines = ContainerLines::find(text, body);
    let mut masked = placeholders::mask(text, body, &lines.masked());
    let mut markdown = Markdown::parse(&masked.text, body);
    while !lines.settle(&masked.text, &markdown.events, options.html) {
        drop(markdown);
        masked = placeholders::mask(text, body, &lines.masked());
        markdown = Markdown::parse(&masked.text, body);
    }
    let containers = lines.containers();
    let mut page = ParseContext::new(text, file, path, options);
    page.adopt(&masked, containers.iter().filter_map(|fence| fence_id(fence)));
    let paired = lines.with_faults(&page);
    let left_open = pairing::report(&mut page, &paired);
    report_open_blanks(&mut page, &masked);
    let cuts = Cuts {
        fences: &containers,
        closes: &left_open.closes,
        verbatim: lines.verbatim(),
        definitions: &markdown.definitions,
    };
    let parts = container_tree::tree(&mut page, &markdown.events, &cuts);
    let mut blocks = blocks(&mut page, parts, Inside::Page);
    blocks.extend(footnote_section(&mut page).map(Block::Prose));
    ids::name(&mut page, &blocks);
    page.diagnostics.retain(|finding| !follows(finding, &left_open));
    diagnostics.append(&mut page.diagnostics);
    let anchors = Anchors::new(page.anchors.into_iter().map(|(id, (prefix, _))| (id, prefix)));
    let mut outline = Outline::of(&blocks, page.headings, anchors, page.words);
    outline.withheld = page.withheld;
    outline.withheld_works = page.withheld_works;
    let parsed = ParsedPage { front: Arc::new(front), blocks: Arc::new(blocks), outline: Arc::new(outline) };
    Outcome { value: parsed, diagnostics }
}

/// A carriage return alone ends a line (`CommonMark` 2.1), which the Markdown parser knows in some places only: a line feed in
/// its place, where there is one.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_alone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    let Some(first) = memchr_iter(b'\r', bytes).find(is_alone) else { return Cow::Borrowed(text) };
    let mut owned = text.to_owned();
    for at in memchr_iter(b'\r', &bytes[first..]).map(|at| first + at).filter(is_alone) {
        owned.replace_range(at..=at, "\n");
    }
    Cow::Owned(owned)
}

/// A page as the Markdown parser reads it.
struct Markdown<'a> {
    /// The parser's events with their places in the whole page.
    events: Vec<(Event<'a>, Range<usize>)>,
    /// Labels of links, and where in the page they are defined.
    definitions: Vec<(String, Range<usize>)>,
}

impl<'a> Markdown<'a> {
    /// Parses `text[body..]`.
    fn parse(text: &'a str, body: usize) -> Self {
        let placed = |range: Range<usize>| range.start + body..range.end + body;
        let parser = Parser::new_ext(&text[body..], markdown()).into_offset_iter();
        let definitions = parser.reference_definitions().iter();
        let definitions = definitions.map(|(label, found)| (label.to_owned(), placed(found.span.clone()))).collect();
        let mut events = Vec::with_capacity((text.len() - body) / BYTES_AN_EVENT);
        events.extend(parser.map(|(event, range)| (event, placed(range))));
        Self { events, definitions }
    }
}

/// Whether a finding may come from a container that was left open here: what is in it may have been meant to stand after it.
fn follows(finding: &Diagnostic, open: &LeftOpen) -> bool {
    const OF_LINES: [Code; 3] = [Code::ContainerUnclosed, Code::ContainerStray, Code::ContainerMisplaced];
    let within = matches!(&finding.place, Place::At(span) if open.contains(span.range().start));
    within && !OF_LINES.contains(&finding.code)
}

fn fence_id(fence: &Fence) -> Option<String> {
    match &fence.role {
        FenceRole::Open { attributes: Ok(attributes), .. } => attributes.id.as_ref().map(|(id, _)| id.clone()),
        _ => None,
    }
}

fn report_open_blanks(page: &mut ParseContext<'_>, masked: &Masked<'_>) {
    for open in &masked.open_blanks {
        let span = page.span(*open..open + 2);
        let message = "a blank begins here and is not closed in this paragraph";
        let help = "close it with `]]`, or write `\\[[` for two brackets";
        page.report(Diagnostic::new(Code::QuestionEmptyOption, span, message).help(help));
    }
}

/// The name of every container.
pub fn containers() -> &'static [&'static str] {
    &blocks::NAMES
}

/// The extensions of `CommonMark` that lessons are written in.
fn markdown() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// The notes mentioned on the page; a note may mention another.
fn footnote_section(page: &mut ParseContext<'_>) -> Option<Prose> {
    if page.footnotes.mentioned.is_empty() {
        return None;
    }
    let mut section = Prose::default();
    push_word(&mut section, foot::open, "footnotes");
    let mut number = 0;
    while let Some((label, _)) = page.footnotes.mentioned.get(number) {
        let (label, events) = (label.clone(), page.footnotes.definitions.get(label).cloned().unwrap_or_default());
        number += 1;
        if page.footnotes.withheld.contains(&label) {
            report_withheld_note(page, &label, &events);
            continue;
        }
        section.html.push_str(&foot::note(number));
        let note = prose(page, events.into_iter().filter(|(event, _)| *event != Event::Rule).collect());
        append(&mut section, note);
        push_word(&mut section, |word| foot::end_note(number, word), "footnote_back");
    }
    section.html.push_str(foot::CLOSE);
    Some(section)
}

/// A note that everybody sees must not stand in a part that is not for everybody.
fn report_withheld_note(page: &mut ParseContext<'_>, label: &str, events: &[Located<'_>]) {
    let span = events::extent(events).map_or_else(|| page.span(0..0), |range| events::trimmed(page, range));
    let message = format!("the note `[^{label}]` stands in a part for facilitators, and is mentioned outside it");
    let help = "define it outside that part, or mention another note";
    page.report(Diagnostic::new(Code::WithheldPublished, span, message).help(help));
}

/// Adds HTML that has one word of the interface in it.
fn push_word(section: &mut Prose, html: impl Fn(&str) -> String, word: &'static str) {
    const GAP: &str = "\u{1}";
    let html = html(GAP);
    let (before, after) = html.split_once(GAP).unwrap_or((&html, ""));
    section.html.push_str(before);
    section.slots.push(Slot { at: section.html.len(), content: SlotContent::Word(word) });
    section.html.push_str(after);
}

fn append(section: &mut Prose, part: Prose) {
    let offset = section.html.len();
    section.slots.extend(part.slots.into_iter().map(|slot| Slot { at: slot.at + offset, ..slot }));
    section.html.push_str(&part.html);
}

#[cfg(test)]
mod container_tests;
#[cfg(test)]
mod tests;
