//! Cuts the parser's events at container lines into a tree of parts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::config::{HtmlPolicy, WITHHELD};
use crate::diagnostic::{Code, Diagnostic};

use super::events::Located;
use super::fences::{Fence, FenceRole};
use super::label::folded;
use super::opening_line::Directive;
use super::parse_context::ParseContext;
use super::verbatim::{Verbatim, VerbatimRanges};

/// Containers may be nested this deep. What walks over a page calls itself as often, on a stack of two megabytes.
const MAX_NESTING: usize = 64;

/// Running text between two container lines mostly has fewer events.
const MOSTLY: usize = 64;

/// A part of a page.
#[derive(Debug)]
pub(crate) enum ContainerPart<'a> {
    /// Running text.
    Text(Vec<Located<'a>>),
    /// A container with what is in it.
    Container(Directive, Vec<ContainerPart<'a>>),
}

/// A container that is open.
struct OpenContainer<'a> {
    directive: Directive,
    /// The parts before it in the container around it.
    before: Vec<ContainerPart<'a>>,
}

/// The tree as far as it is built.
struct Builder<'p, 'a> {
    page: &'p mut ParseContext<'a>,
    stack: Vec<OpenContainer<'a>>,
    /// The parts of the innermost container.
    parts: Vec<ContainerPart<'a>>,
    /// Running text since the last of them.
    text: Vec<Located<'a>>,
    /// Containers open beyond [`MAX_NESTING`]; what is in them is left out.
    too_deep: usize,
    /// How many of the open containers are not for this edition's readers.
    withheld: usize,
    /// Labels of links that only a part for facilitators defines.
    labels: BTreeSet<String>,
}

/// Where a page is cut.
pub(crate) struct Cuts<'c> {
    /// The container lines, in order.
    pub(crate) fences: &'c [&'c Fence],
    /// How many containers a closing line closes where it is not one, by where it stands.
    pub(crate) closes: &'c BTreeMap<usize, usize>,
    /// Code, comments and raw HTML, as far as the page has lines that might be container lines.
    pub(crate) verbatim: &'c VerbatimRanges,
    /// The labels of links, and where they are defined.
    pub(crate) definitions: &'c [(String, Range<usize>)],
}

/// Builds the tree. Lines that do not pair were reported ([`super::pairing`]). Footnote definitions go to the page.
pub(crate) fn tree<'a>(
    page: &mut ParseContext<'a>,
    events: &'a [(Event<'a>, Range<usize>)],
    cuts: &Cuts<'_>,
) -> Vec<ContainerPart<'a>> {
    let labels = withheld_labels(page, cuts);
    let mut builder = Builder {
        page,
        stack: Vec::new(),
        parts: Vec::new(),
        text: Vec::with_capacity(MOSTLY),
        too_deep: 0,
        withheld: 0,
        labels,
    };
    let mut fences = cuts.fences.iter().peekable();
    // Definitions may stand in one another.
    let mut notes: Vec<(String, Vec<Located<'a>>)> = Vec::new();
    let mut in_comment = false;
    for located in events {
        let (event, range) = located;
        match event {
            // What stands in a comment does not go through the sanitizer, which might take it for something else.
            Event::Start(Tag::HtmlBlock) if builder.is_left_out(range, cuts.verbatim) => in_comment = true,
            Event::End(TagEnd::HtmlBlock) if in_comment => {
                in_comment = false;
                continue;
            }
            Event::Rule if notes.is_empty() => {
                if let Some(fence) = fences.next_if(|fence| fence.range.start == range.start) {
                    builder.boundary(fence, cuts.closes.get(&range.start).copied().unwrap_or(1));
                    continue;
                }
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                notes.push((folded(label), Vec::new()));
                continue;
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((label, events)) = notes.pop() {
                    builder.define_note(label, events);
                }
                continue;
            }
            Event::Start(tag) => builder.check_label(tag, range),
            _ => {}
        }
        match notes.last_mut() {
            _ if in_comment => {}
            Some((_, events)) => events.push(located),
            None if builder.too_deep == 0 => builder.text.push(located),
            None => {}
        }
    }
    builder.too_deep = 0;
    while !builder.stack.is_empty() {
        builder.close(builder.page.source.len());
    }
    builder.flush();
    builder.parts
}

impl<'a> Builder<'_, 'a> {
    /// At a container line; `closes` is how many containers it closes, when it is a closing line.
    fn boundary(&mut self, fence: &Fence, closes: usize) {
        match &fence.role {
            FenceRole::Open { .. } if self.stack.len() >= MAX_NESTING => {
                if self.too_deep == 0 {
                    let message = format!("containers are nested more than {MAX_NESTING} deep here");
                    let span = self.page.span(fence.range.clone());
                    let help = "write it flatter, or close the containers above";
                    self.page.report(Diagnostic::new(Code::ContainerNesting, span, message).help(help));
                }
                self.too_deep += 1;
            }
            FenceRole::Open { name, attributes } => {
                self.withheld += usize::from(self.is_withheld(name));
                self.flush();
                let (name, attributes, range) = (name.clone(), attributes.clone(), fence.range.clone());
                let directive = Directive { name, attributes, end: range.end, range };
                self.stack.push(OpenContainer { directive, before: std::mem::take(&mut self.parts) });
            }
            FenceRole::Close => (0..closes).for_each(|_| self.close(fence.range.start)),
        }
    }

    /// Puts the innermost container, which ends at a place, into the one around it.
    fn close(&mut self, end: usize) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        self.flush();
        if let Some(OpenContainer { directive, before }) = self.stack.pop() {
            self.withheld -= usize::from(self.is_withheld(&directive.name));
            let parts = std::mem::replace(&mut self.parts, before);
            self.parts.push(ContainerPart::Container(Directive { end, ..directive }, parts));
        }
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.parts.push(ContainerPart::Text(std::mem::replace(&mut self.text, Vec::with_capacity(MOSTLY))));
        }
    }

    fn is_left_out(&self, html: &Range<usize>, verbatim: &VerbatimRanges) -> bool {
        self.page.options.html == HtmlPolicy::Sanitize && verbatim.at(html.start) == Some(Verbatim::Comment)
    }

    fn is_withheld(&self, name: &str) -> bool {
        name == WITHHELD && !self.page.options.facilitator
    }

    fn define_note(&mut self, label: String, events: Vec<Located<'a>>) {
        if self.withheld > 0 && !self.page.footnotes.definitions.contains_key(&label) {
            self.page.footnotes.withheld.insert(label.clone());
        }
        self.page.footnotes.definitions.entry(label).or_insert(events);
    }

    /// A link that everybody sees must not get its address from a part that is not for everybody.
    fn check_label(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let (Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = tag else { return };
        let by_label = matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
        if self.withheld == 0 && by_label && self.labels.contains(&folded(id)) {
            let span = self.page.span(range.clone());
            let message = format!("`[{id}]` is defined in a part for facilitators, and stands outside it");
            let help = "define it outside that part, or write the address here";
            self.page.report(Diagnostic::new(Code::WithheldPublished, span, message).help(help));
        }
    }
}

/// Labels that are defined in parts left out of this edition.
fn withheld_labels(page: &ParseContext<'_>, cuts: &Cuts<'_>) -> BTreeSet<String> {
    let Cuts { fences, definitions, .. } = cuts;
    if page.options.facilitator || definitions.is_empty() {
        return BTreeSet::new();
    }
    // The outermost parts, which do not overlap.
    let (mut open, mut withheld, mut ranges) = (Vec::new(), 0_usize, Vec::new());
    for fence in *fences {
        match &fence.role {
            FenceRole::Open { name, .. } => {
                open.push((name == WITHHELD).then_some(fence.range.start));
                withheld += usize::from(name == WITHHELD);
            }
            FenceRole::Close => {
                if let Some(start) = open.pop().flatten() {
                    withheld -= 1;
                    ranges.extend((withheld == 0).then_some(start..fence.range.end));
                }
            }
        }
    }
    let is_within = |at: usize| {
        let before = ranges.partition_point(|range| range.start <= at);
        ranges[..before].last().is_some_and(|range: &Range<usize>| range.contains(&at))
    };
    definitions.iter().filter(|(_, range)| is_within(range.start)).map(|(label, _)| folded(label)).collect()
}
