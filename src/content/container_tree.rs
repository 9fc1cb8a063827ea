//! Cuts the parser's events at container lines into a tree of parts.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Fix, Place};

use super::attributes::{Attributes, Fault};
use super::events::Located;
use super::fences::{Fence, FenceRole};
use super::parse_context::ParseContext;

/// Containers may be nested this deep.
const MAX_NESTING: usize = 8;

/// A part of a page.
#[derive(Debug)]
pub(crate) enum ContainerPart<'a> {
    /// Running text.
    Text(Vec<Located<'a>>),
    /// A container with what is in it.
    Container(Directive, Vec<ContainerPart<'a>>),
}

/// An opening container line.
#[derive(Debug, Clone)]
pub(crate) struct Directive {
    /// The name as written.
    pub(crate) name: String,
    /// Its attributes, or why they cannot be read.
    pub(crate) attributes: Result<Attributes, Fault>,
    /// The opening line.
    pub(crate) range: Range<usize>,
}

struct Frame<'a> {
    directive: Option<(Directive, usize)>,
    parts: Vec<ContainerPart<'a>>,
    text: Vec<Located<'a>>,
    /// Closing lines with another number of colons, as places of their findings, with the line's colons.
    strays: Vec<(usize, Range<usize>)>,
}

impl Frame<'_> {
    fn new(directive: Option<(Directive, usize)>) -> Self {
        Self { directive, parts: Vec::new(), text: Vec::new(), strays: Vec::new() }
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.parts.push(ContainerPart::Text(std::mem::take(&mut self.text)));
        }
    }
}

/// Builds the tree; container lines that do not pair are reported. Footnote definitions go to the page.
pub(crate) fn tree<'a>(
    page: &mut ParseContext<'a>,
    events: &'a [(Event<'a>, Range<usize>)],
    fences: &[Fence],
) -> Vec<ContainerPart<'a>> {
    let mut stack = vec![Frame::new(None)];
    let mut met = vec![false; fences.len()];
    let mut footnote: Option<(String, Vec<Located<'a>>)> = None;
    for located in events {
        let (event, range) = located;
        match (event, &mut footnote) {
            (Event::Rule, _) => {
                if let Ok(index) = fences.binary_search_by_key(&range.start, |fence| fence.range.start) {
                    met[index] = true;
                    boundary(page, &mut stack, &fences[index]);
                    continue;
                }
            }
            (Event::Start(Tag::FootnoteDefinition(label)), None) => {
                footnote = Some((label.to_string(), Vec::new()));
                continue;
            }
            (Event::End(TagEnd::FootnoteDefinition), _) => {
                if let Some((label, events)) = footnote.take() {
                    page.footnotes.definitions.entry(label).or_insert(events);
                }
                continue;
            }
            _ => {}
        }
        match (&mut footnote, stack.last_mut()) {
            (Some((_, events)), _) => events.push(located),
            (None, Some(frame)) => frame.text.push(located),
            (None, None) => {}
        }
    }
    for (fence, _) in fences.iter().zip(met).filter(|(_, met)| !met) {
        swallowed(page, fence);
    }
    close_all(page, stack)
}

fn boundary<'a>(page: &mut ParseContext<'a>, stack: &mut Vec<Frame<'a>>, fence: &Fence) {
    match &fence.role {
        FenceRole::Open { name, attributes } => {
            if stack.len() > MAX_NESTING {
                let message = format!("containers are nested more than {MAX_NESTING} deep here");
                let span = page.span(fence.range.clone());
                page.report(Diagnostic::new(Code::ContainerNesting, span, message).help("write it flatter"));
            }
            let directive =
                Directive { name: name.clone(), attributes: attributes.clone(), range: fence.range.clone() };
            stack.push(Frame::new(Some((directive, fence.colons))));
        }
        FenceRole::Close => close(page, stack, fence),
    }
}

fn close<'a>(page: &mut ParseContext<'a>, stack: &mut Vec<Frame<'a>>, fence: &Fence) {
    let matches = |frame: &Frame<'a>| frame.directive.as_ref().is_some_and(|(_, colons)| *colons == fence.colons);
    let Some(depth) = stack.iter().rposition(matches) else {
        let span = page.span(fence.range.clone());
        let mut finding = Diagnostic::new(Code::ContainerStray, span, "this closing line has nothing to close");
        if let Some((directive, colons)) = stack.last().and_then(|frame| frame.directive.as_ref()) {
            let open = Place::At(page.span(directive.range.clone()));
            finding = finding
                .related(open, format!("`{}` opens with {colons} colons", directive.name))
                .help(format!("close it with as many colons: `{}`", ":".repeat(*colons)));
        } else {
            finding = finding.help("remove it, or open a container above it: `::: note`");
        }
        let colons = fence.range.start..fence.range.start + fence.colons;
        if let Some(open) = stack.last_mut() {
            open.strays.push((page.diagnostics.len(), colons));
        }
        return page.report(finding);
    };
    while stack.len() > depth + 1 {
        report_unclosed(page, stack.last());
        fold(stack);
    }
    fold(stack);
}

/// Puts the innermost container into the one around it.
fn fold(stack: &mut Vec<Frame<'_>>) {
    if stack.len() < 2 {
        return;
    }
    let Some(mut frame) = stack.pop() else { return };
    frame.flush();
    if let (Some((directive, _)), Some(outer)) = (frame.directive, stack.last_mut()) {
        outer.flush();
        outer.parts.push(ContainerPart::Container(directive, frame.parts));
    }
}

fn close_all<'a>(page: &mut ParseContext<'a>, mut stack: Vec<Frame<'a>>) -> Vec<ContainerPart<'a>> {
    while stack.len() > 1 {
        report_unclosed(page, stack.last());
        fold(&mut stack);
    }
    let Some(mut root) = stack.pop() else { return Vec::new() };
    root.flush();
    root.parts
}

fn report_unclosed(page: &mut ParseContext<'_>, frame: Option<&Frame<'_>>) {
    let Some((directive, colons)) = frame.and_then(|frame| frame.directive.as_ref()) else { return };
    let span = page.span(directive.range.clone());
    let message = format!("the container `{}` is not closed", directive.name);
    let help = format!("put a line with `{}` after its last line", ":".repeat(*colons));
    page.report(Diagnostic::new(Code::ContainerUnclosed, span, message).help(help));
    // A container without an end, and in it one end without a container: they belong together.
    if let Some([(finding, stray)]) = frame.map(|frame| frame.strays.as_slice()) {
        let what = format!("close `{}` with {colons} colons", directive.name);
        page.diagnostics[*finding].fix = Some(Fix::replace(page.span(stray.clone()), ":".repeat(*colons), what));
    }
}

/// A container line that the Markdown around it took for its own.
fn swallowed(page: &mut ParseContext<'_>, fence: &Fence) {
    let span = page.span(fence.range.clone());
    let message = "this container line stands inside raw HTML, where it would show as text";
    let help = "put an empty line before it, or close the HTML above it";
    page.report(Diagnostic::new(Code::ContainerMisplaced, span, message).help(help));
}
