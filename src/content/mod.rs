//! One Markdown file becomes one parsed page. Pure: the same text and options give the same page.
//!
//! The steps: front matter; container lines ([`fences`]); the page as the Markdown parser sees it ([`placeholders`]); the
//! parser's events cut into a tree of containers ([`container_tree`]); parts to blocks ([`mod@blocks`], with [`item`],
//! [`mod@dialogue`], [`mod@scenario`] and [`mod@practice`]); running text to HTML with slots ([`mod@prose`]); ids for what has none ([`ids`]). Links are read here as far as one file allows and
//! resolved in [`crate::assemble`]. Start at [`parse`].

mod address;
mod attributes;
mod blocks;
mod citation;
mod container_tree;
mod dialogue;
mod events;
mod fences;
mod footnotes;
pub(crate) mod front_matter;
mod html;
mod ids;
mod item;
mod parse_context;
mod placeholders;
mod practice;
mod prose;
mod scenario;
mod sections;

use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser};

use crate::config::HtmlPolicy;
use crate::course::{Anchors, Block, FrontMatter, Outline, Prose, Slot, SlotContent};
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::source::{CoursePath, FileId};

use blocks::{Inside, blocks};
use fences::{Fence, FenceRole};
use footnotes::foot;
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
    let file = FileId::of(path);
    let mut diagnostics = Vec::new();
    let (front, body) = front_matter::split_and_parse(text, file).collect(&mut diagnostics);
    let fences = fences::fences(text, body);
    let masked = placeholders::mask(text, body, &fences);
    let mut events = Vec::with_capacity((text.len() - body) / BYTES_AN_EVENT);
    let parser = Parser::new_ext(&masked.text[body..], markdown()).into_offset_iter();
    events.extend(parser.map(|(event, range)| (event, range.start + body..range.end + body)));
    let mut page = ParseContext::new(text, file, path, options);
    page.adopt(&masked, fences.iter().filter_map(fence_id));
    report_open_blanks(&mut page, &masked);
    let parts = container_tree::tree(&mut page, &events, &fences);
    let mut blocks = blocks(&mut page, parts, Inside::Page);
    blocks.extend(footnote_section(&mut page).map(Block::Prose));
    ids::name(&mut page, &blocks);
    diagnostics.append(&mut page.diagnostics);
    let anchors = Anchors::new(page.anchors.into_iter().map(|(id, (prefix, _))| (id, prefix)));
    let mut outline = Outline::of(&blocks, page.headings, anchors, page.words);
    outline.withheld = page.withheld;
    outline.withheld_works = page.withheld_works;
    let parsed = ParsedPage { front: Arc::new(front), blocks: Arc::new(blocks), outline: Arc::new(outline) };
    Outcome { value: parsed, diagnostics }
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
        let events = page.footnotes.definitions.get(label).cloned().unwrap_or_default();
        number += 1;
        section.html.push_str(&foot::note(number));
        let note = prose(page, events.into_iter().filter(|(event, _)| *event != Event::Rule).collect());
        append(&mut section, note);
        push_word(&mut section, |word| foot::end_note(number, word), "footnote_back");
    }
    section.html.push_str(foot::CLOSE);
    Some(section)
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
mod tests;
