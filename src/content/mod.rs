//! One Markdown file becomes one parsed page. Pure: the same text and options give the same page.
//!
//! The steps: front matter; container lines ([`fences`]); the page as the Markdown parser sees it ([`placeholders`]); the
//! parser's events cut into a tree of containers ([`container_tree`]); containers to blocks ([`containers`], with
//! [`mod@question`], [`mod@dialogue`], [`mod@scenario`] and [`mod@practice`]); running text ([`mod@prose`]), in which what depends on
//! other pages is left open; ids for what has none ([`ids`]). Links are read here as far as one file allows and
//! resolved in [`crate::assemble`]. Start at [`parse`].

mod address;
mod attributes;
mod citation;
mod citation_form;
mod container_tree;
mod containers;
mod dialogue;
mod events;
mod fences;
mod footnotes;
pub(crate) mod front_matter;
mod html;
mod ids;
mod inert;
mod missing_id;
mod notes;
mod opening_line;
mod parse_context;
mod placeholders;
mod practice;
mod prose;
mod question;
mod scenario;
mod sections;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser};

use crate::config::HtmlPolicy;
use crate::course::{Anchors, Block, FrontMatter, Outline};
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::source::{CoursePath, FileId};

use containers::blocks;
use fences::{Fence, FenceRole};
use inert::Inert;
use notes::page_foot;
use opening_line::Inside;
use parse_context::ParseContext;
use placeholders::Marks;

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

/// The parser's events, each with the bytes of the source it came from.
type Events<'t> = Vec<(Event<'t>, Range<usize>)>;

/// About how many bytes of a lesson make an event of the parser; a guess saves copying a list that grows.
const BYTES_AN_EVENT: usize = 12;

/// Parses the page at `path`.
pub fn parse(path: &CoursePath, text: &str, options: ParseOptions) -> Outcome<ParsedPage> {
    let file = FileId::of(path);
    let mut diagnostics = Vec::new();
    let (front, body) = front_matter::split_and_parse(text, file).collect(&mut diagnostics);
    let fences = fences::fences(text, body);
    let (mut marks, masked) = Marks::find(text, body, &fences, &Inert::default());
    let mut events = events(&masked, body);
    let settled;
    if marks.may_hide_code(text) || !marks.are_in_text(&events) {
        (marks, settled) = settle(text, body, &fences);
        events = self::events(&settled, body);
    }
    let mut page = ParseContext::new(text, path, options, marks);
    page.reserve(fences.iter().filter_map(fence_id));
    report_open_blanks(&mut page);
    let parts = container_tree::tree(&mut page, &events, &fences);
    let mut blocks = blocks(&mut page, parts, Inside::Page);
    blocks.extend(page_foot(&mut page).map(Block::Prose));
    ids::name(&mut page, &blocks);
    diagnostics.append(&mut page.diagnostics);
    let anchors = Anchors::new(page.anchors.into_iter().map(|(id, (kind, _))| (id, kind)));
    let mut outline = Outline::of(&blocks, page.headings, anchors, page.words);
    outline.withheld = page.withheld;
    outline.withheld_works = page.withheld_works;
    let parsed = ParsedPage { front: Arc::new(front), blocks: Arc::new(blocks), outline: Arc::new(outline) };
    Outcome { value: parsed, diagnostics }
}

fn events(masked: &str, body: usize) -> Events<'_> {
    let mut events = Vec::with_capacity((masked.len() - body) / BYTES_AN_EVENT);
    let parser = Parser::new_ext(&masked[body..], markdown()).into_offset_iter();
    events.extend(parser.map(|(event, range)| (event, range.start + body..range.end + body)));
    events
}

/// Marks of a page on which something looks like one and may be none: a look at the page without any mark replaced tells
/// what holds none. After that every mark is text, whatever it takes: one that is not is given up, and in the end all are.
fn settle<'t>(text: &'t str, body: usize, fences: &[Fence]) -> (Marks, Cow<'t, str>) {
    let bare = Marks::default().masked(text, fences);
    let parser = Parser::new_ext(&bare[body..], markdown()).into_offset_iter();
    let definitions = parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone());
    let definitions: Vec<_> = definitions.map(|span| span.start + body..span.end + body).collect();
    let inert = Inert::of(&events(&bare, body), definitions.into_iter());
    let (mut marks, mut masked) = Marks::find(text, body, fences, &inert);
    let met = events(&masked, body);
    if !marks.are_in_text(&met) {
        let kept = marks.keep_met(&met, text, fences);
        drop(met);
        masked = kept;
        if !marks.are_in_text(&events(&masked, body)) {
            return (Marks::default(), bare);
        }
    }
    (marks, masked)
}

fn fence_id(fence: &Fence) -> Option<String> {
    match &fence.role {
        FenceRole::Open { attributes: Ok(attributes), .. } => attributes.id.as_ref().map(|(id, _)| id.clone()),
        _ => None,
    }
}

fn report_open_blanks(page: &mut ParseContext<'_>) {
    for open in page.marks.open_blanks().to_vec() {
        let span = page.span(open..open + 2);
        let message = "a blank begins here and is not closed in this paragraph";
        let help = "close it with `]]`, or write `\\[[` for two brackets";
        page.report(Diagnostic::new(Code::QuestionEmptyOption, span, message).help(help));
    }
}

/// The name of every container.
pub fn containers() -> &'static [&'static str] {
    &containers::NAMES
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

#[cfg(test)]
mod tests;
