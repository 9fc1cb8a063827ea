//! One Markdown file becomes one parsed page. Pure: the same text and options give the same page.
//!
//! The steps: values and includes ([`mod@whole`]); front matter; lines that may be container lines ([`fences`], [`near_miss`]); the page as the Markdown parser sees it
//! ([`placeholders`]); which of the lines are container lines, as the parser says ([`container_lines`]), and how they pair
//! ([`pairing`]); the parser's events cut into a tree of containers ([`container_tree`]); containers to blocks ([`containers`], with
//! [`mod@question`], [`mod@dialogue`], [`mod@scenario`] and [`mod@practice`]); running text ([`mod@prose`]), in which what depends on
//! other pages is left open; ids for what has none ([`ids`]). Links are read here as far as one file allows and
//! resolved in [`crate::assemble`]. Start at [`parse`].

mod address;
mod attributes;
mod bare_citations;
mod broken_formulas;
mod citation;
mod citation_form;
mod comments;
mod container_lines;
mod container_tree;
mod containers;
mod dialogue;
mod events;
mod exchanges;
mod fences;
mod footnotes;
mod foreign_marks;
mod foreign_withheld;
pub(crate) mod front_matter;
mod highlight;
pub(crate) mod html;
mod ids;
mod inert;
mod label;
pub(crate) mod math;
mod media;
mod missing_id;
mod near_miss;
mod notes;
mod opening_line;
mod options;
mod pairing;
mod parse_context;
mod picture;
mod placeholders;
mod players;
mod practice;
pub(crate) mod prices;
mod prose;
mod question;
mod quotes;
mod scenario;
mod sections;
mod title;
mod titles;
mod unclosed_formulas;
mod verbatim;
mod whole;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use memchr::memchr_iter;
use pulldown_cmark::{Event, Parser};

use crate::config::Values;
use crate::course::{Anchors, Block, FrontMatter, Outline, Typography};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place};
use crate::source::{CoursePath, Origin};

pub use options::ParseOptions;
pub(crate) use verbatim::{is_comment, is_unclosed};
pub(crate) use whole::{SharedText, SharedTexts, Uses, value_in_text};

use bare_citations::note_bare_citations;
use comments::report_comments;
use container_lines::ContainerLines;
use container_tree::Cuts;
use containers::blocks;
use fences::{Fence, FenceRole};
use foreign_marks::report_foreign_marks;
use foreign_withheld::{leave_out_marks, report_foreign_withheld};
use inert::Inert;
use label::report_footnotes;
use notes::page_foot;
use opening_line::Inside;
use options::{Syntax, extensions};
use pairing::LeftOpen;
use parse_context::ParseContext;
use placeholders::Marks;
use quotes::QuoteSetter;
use titles::Titles;
use unclosed_formulas::report_unclosed_formulas;
use whole::{WholeText, whole};

/// A page as far as its own file tells.
#[derive(Debug, Clone)]
pub struct ParsedPage {
    /// What the front matter says.
    pub front: Arc<FrontMatter>,
    /// The body, in reading order.
    pub blocks: Arc<Vec<Block>>,
    /// What there is to know of the body without reading it.
    pub outline: Arc<Outline>,
    /// Where the body begins in the source.
    pub body: usize,
    /// Where dialogues, scenarios and practices stand in the source, by rising place; none in another.
    pub exchanges: Vec<Range<usize>>,
}

/// The parser's events, each with the bytes of the source it came from.
type Events<'t> = Vec<(Event<'t>, Range<usize>)>;

/// About how many bytes of a lesson make an event of the parser; a guess saves copying a list that grows.
const BYTES_AN_EVENT: usize = 12;

/// Parses the page at `path`, which has neither values nor includes in it.
pub fn parse(path: &CoursePath, text: &str, options: ParseOptions) -> Outcome<ParsedPage> {
    let mut page = parse_whole(path, text, &SharedTexts::default(), options);
    page.diagnostics.append(&mut page.whole.diagnostics);
    Outcome { value: page.parsed, diagnostics: page.diagnostics }
}

/// A page that was parsed with values and includes in it.
#[derive(Debug)]
pub(crate) struct WholePage<'t> {
    pub(crate) parsed: ParsedPage,
    /// What was found, at its places in the whole text.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The text that was parsed.
    pub(crate) whole: WholeText<'t>,
}

/// Parses the page at `path` with values and includes in it.
pub(crate) fn parse_whole<'t>(
    path: &CoursePath,
    text: &'t str,
    shared: &SharedTexts,
    options: ParseOptions,
) -> WholePage<'t> {
    let mut whole = whole(path, text, shared, &options);
    let mut used = Vec::new();
    let origin = whole.origin.clone();
    let Outcome { value: parsed, mut diagnostics } =
        parse_text((path, origin.as_deref()), &whole.text, options, (&shared.values, &mut used));
    whole.uses.has_unknown |= used.iter().any(|name| shared.values.get(name).is_none());
    whole.uses.values.extend(used);
    leave_out_marks(&mut diagnostics);
    WholePage { parsed, diagnostics, whole }
}

/// The page at `path` with values and includes in it, as if nobody had written the parts that this edition leaves out; nothing where it has none.
pub(crate) fn without_withheld(
    path: &CoursePath,
    text: &str,
    shared: &SharedTexts,
    options: &ParseOptions,
) -> Option<String> {
    let WholePage { parsed, whole, .. } = parse_whole(path, text, shared, options.clone());
    let mut parts = parsed.outline.withheld_parts.clone();
    parts.sort_by_key(|part| part.start);
    // One may stand in another.
    parts.dedup_by(|inner, outer| inner.start < outer.end);
    let mut rest = whole.text.into_owned();
    parts.iter().rev().for_each(|part| rest.replace_range(part.clone(), ""));
    (!parts.is_empty()).then_some(rest)
}

fn parse_text(
    (path, origin): (&CoursePath, Option<&Origin>),
    text: &str,
    options: ParseOptions,
    (values, used): (&Values, &mut Vec<String>),
) -> Outcome<ParsedPage> {
    let text = &*with_line_feeds(text);
    let mut diagnostics = Vec::new();
    let (front, body) = front_matter::split_and_parse(path, text, (values, used)).collect(&mut diagnostics);
    let (typography, syntax) = (options.typography, options.syntax());
    let front = set(front, typography);
    let mut lines = ContainerLines::find(text, body, &options.containers);
    let (mut marks, mut masked) = Marks::find(text, body, &lines.masked(), &Inert::default());
    let mut markdown = Markdown::parse(&masked, body, syntax);
    let mut is_settled = false;
    loop {
        is_settled = !is_settled && (marks.may_hide_another(text) || !marks.are_in_text(&markdown.events));
        if !is_settled && lines.settle(&masked, &markdown.events) {
            break;
        }
        drop(markdown);
        (marks, masked) = if is_settled {
            settle(text, body, &lines.masked(), syntax)
        } else {
            Marks::find(text, body, &lines.masked(), &Inert::default())
        };
        markdown = Markdown::parse(&masked, body, syntax);
    }
    while let Some(text) = marks.hide_prices(&masked, prices::of(&masked, &markdown.events)) {
        drop(markdown);
        masked = Cow::Owned(text);
        markdown = Markdown::parse(&masked, body, syntax);
    }
    let fences = lines.containers();
    let titles = Titles::of(text, &fences, syntax);
    let mut page = ParseContext::new(text, (path, origin), options, (marks, &titles));
    page.reserve(fences.iter().filter_map(|fence| fence_id(fence)));
    let paired = lines.with_faults(&page);
    let left_open = pairing::report(&mut page, &paired);
    report_open_blanks(&mut page);
    report_footnotes(&mut page, &markdown.events, body);
    report_marks(&mut page, &markdown.events, (body, values));
    let (closes, verbatim) = (&left_open.closes, lines.verbatim());
    let cuts = Cuts { fences: &fences, closes, verbatim, definitions: &markdown.definitions };
    let parts = container_tree::tree(&mut page, &markdown.events, &cuts);
    let mut blocks = blocks(&mut page, parts, Inside::Page);
    blocks.extend(page_foot(&mut page).map(Block::Prose));
    ids::name(&mut page, &blocks);
    page.diagnostics.retain(|finding| !follows(finding, &left_open));
    let serves_unknown = page.diagnostics.iter().any(|finding| OF_LINES.contains(&finding.code));
    diagnostics.append(&mut page.diagnostics);
    let anchors = Anchors::new(page.anchors.into_iter().map(|(id, (kind, _))| (id, kind)));
    let mut outline = Outline::of(&blocks, page.headings, anchors, page.words);
    outline.serves_unknown = serves_unknown;
    outline.withhold(page.withheld_links);
    (outline.withheld_texts, outline.withheld_parts) = (page.withheld_texts, page.withheld_parts);
    outline.withheld_works = page.withheld_works;
    outline.bare_keys = page.bare_keys;
    outline.has.arranged_pictures = page.arranges_pictures;
    outline.has.math = page.has_math;
    outline.has.highlighted_code = page.highlights_code;
    let exchanges = exchanges::ranges(&fences, text.len());
    let (front, blocks, outline) = (Arc::new(front), Arc::new(blocks), Arc::new(outline));
    let parsed = ParsedPage { front, blocks, outline, body, exchanges };
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

/// What is wrong with the opening lines of containers.
const OF_LINES: [Code; 4] =
    [Code::ContainerAttribute, Code::ContainerUnknown, Code::ContainerUnclosed, Code::ContainerMisplaced];

/// A page as the Markdown parser reads it.
struct Markdown<'a> {
    /// The parser's events with their places in the whole page.
    events: Events<'a>,
    /// Labels of links, and where in the page they are defined.
    definitions: Vec<(String, Range<usize>)>,
}

impl<'a> Markdown<'a> {
    /// Parses `text[body..]`.
    fn parse(text: &'a str, body: usize, syntax: Syntax) -> Self {
        let typography = syntax.typography;
        let placed = |range: Range<usize>| range.start + body..range.end + body;
        let parser = Parser::new_ext(&text[body..], extensions(&text[body..], syntax)).into_offset_iter();
        let definitions = parser.reference_definitions().iter();
        let definitions = definitions.map(|(label, found)| (label.to_owned(), placed(found.span.clone()))).collect();
        let mut events = Vec::with_capacity((text.len() - body) / BYTES_AN_EVENT);
        let mut quotes = QuoteSetter::new(typography);
        let set = |(event, range)| {
            let range = placed(range);
            (quotes.set(event, text, &range), range)
        };
        events.extend(parser.map(set));
        Self { events, definitions }
    }
}

/// Whether a finding may come from a container that was left open here: what is in it may have been meant to stand after it.
fn follows(finding: &Diagnostic, open: &LeftOpen) -> bool {
    const STAYING: [Code; 3] = [Code::ContainerUnclosed, Code::ContainerStray, Code::ContainerMisplaced];
    let Place::At(span) = &finding.place else { return false };
    let start = span.range().start;
    let may_miss = open.is_around(start) && finding.code != Code::ContainerAttribute;
    (open.contains(start) || may_miss) && !STAYING.contains(&finding.code)
}

/// Marks of a page on which something looks like one and may be none: a look at the page without any mark replaced tells
/// what holds none. After that every mark is text, whatever it takes: one that is not is given up, and in the end all are.
fn settle<'t>(text: &'t str, body: usize, fences: &[&Fence], syntax: Syntax) -> (Marks, Cow<'t, str>) {
    let bare = Marks::default().masked(text, fences);
    let plain = Markdown::parse(&bare, body, syntax);
    let inert = Inert::of(&plain.events, plain.definitions.into_iter().map(|(_, range)| range));
    let (mut marks, mut masked) = Marks::find(text, body, fences, &inert);
    let met = Markdown::parse(&masked, body, syntax).events;
    if !marks.are_in_text(&met) {
        let kept = marks.keep_met(&met, text, fences);
        drop(met);
        masked = kept;
        if !marks.are_in_text(&Markdown::parse(&masked, body, syntax).events) {
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

/// What looks like a mark and is none.
fn report_marks(page: &mut ParseContext<'_>, events: &[(Event<'_>, Range<usize>)], (body, values): (usize, &Values)) {
    let broken = report_unclosed_formulas(page, events);
    report_foreign_marks(page, events, (body, values), &broken);
    report_foreign_withheld(page, events, body);
    report_comments(page, events, body);
    note_bare_citations(page, events, body);
}

fn report_open_blanks(page: &mut ParseContext<'_>) {
    for open in page.marks.open_blanks().to_vec() {
        let span = page.span(open..open + 2);
        let message = "a blank begins here and is not closed in this paragraph";
        let help = "close it with `]]`, or write `\\[[` for two brackets";
        page.report(Diagnostic::new(Code::QuestionEmptyOption, span, message).help(help));
    }
}

/// What front matter says to readers, with the quotation marks of the page's language.
fn set(mut front: FrontMatter, typography: Typography) -> FrontMatter {
    let printed = |text: &mut String| {
        if let Cow::Owned(set) = typography.set(text) {
            *text = set;
        }
    };
    printed(&mut front.title);
    front.summary.iter_mut().for_each(printed);
    front.objectives.iter_mut().for_each(|objective| printed(&mut objective.text));
    front
}

#[cfg(test)]
mod container_tests;
#[cfg(test)]
mod tests;
