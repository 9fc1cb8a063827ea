//! Which lines are container lines: the Markdown parser decides.
//!
//! Every line that begins with `:::` is first given to the parser as a thematic break. Where a break comes out, it is a
//! container line; where it does not, the line stands in code, in a comment or in raw HTML. Code and comments get their line
//! back and the page is parsed again, until parser and lines agree; most pages need one round, because they have no such line.

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::Event;

use crate::config::OwnContainers;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::text::is_escaped;

use super::fences::{Fence, FenceRole, fences};
use super::near_miss::{NearMiss, Why, near_misses};
use super::pairing::PairedLine;
use super::parse_context::ParseContext;
use super::verbatim::{Verbatim, VerbatimRanges};

/// How often a page is parsed at most. A line that ends a comment changes what the lines after it are, and is seen in the
/// second round; the third sees the lines after it.
const MAX_ROUNDS: usize = 6;

/// What the parser made of a line that begins with `:::`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// A container line.
    Container,
    /// Words in code or in a comment.
    Verbatim,
    /// Anything else: it would show as text.
    Misplaced(Option<Verbatim>),
    /// The parser says something else in each round.
    Undecided,
}

/// The lines of a page that are container lines, may be some, or are nearly some.
#[derive(Debug)]
pub(crate) struct ContainerLines {
    /// Lines that begin with `:::`, by rising offset.
    fences: Vec<Fence>,
    /// Lines that nearly do.
    misses: Vec<NearMiss>,
    /// Which of `fences` are breaks in the text that the parser is given.
    masked: Vec<bool>,
    /// What the parser made of each of `fences`.
    standings: Vec<Standing>,
    verbatim: VerbatimRanges,
    rounds: usize,
}

impl ContainerLines {
    /// Finds them in `text[from..]`.
    pub(crate) fn find(text: &str, from: usize, own: &OwnContainers) -> Self {
        let (fences, misses) = (fences(text, from, own), near_misses(text, from, own));
        let masked = vec![true; fences.len()];
        Self { fences, misses, masked, standings: Vec::new(), verbatim: VerbatimRanges::default(), rounds: 0 }
    }

    /// The lines to be made breaks for the parser.
    pub(crate) fn masked(&self) -> Vec<&Fence> {
        self.fences.iter().zip(&self.masked).filter(|(_, masked)| **masked).map(|(fence, _)| fence).collect()
    }

    /// The lines that are container lines.
    pub(crate) fn containers(&self) -> Vec<&Fence> {
        let lines = self.fences.iter().zip(&self.standings);
        lines.filter(|(_, standing)| **standing == Standing::Container).map(|(fence, _)| fence).collect()
    }

    /// Code, comments and raw HTML; nothing where the page has no line that might be a container line.
    pub(crate) fn verbatim(&self) -> &VerbatimRanges {
        &self.verbatim
    }

    /// Takes over what the parser made of the lines; `events` are those of `text`, in which the [`Self::masked`] lines are breaks. `false` where the page must be parsed again, with other breaks.
    pub(crate) fn settle(&mut self, text: &str, events: &[(Event<'_>, Range<usize>)]) -> bool {
        if self.fences.is_empty() && self.misses.is_empty() {
            return true;
        }
        self.rounds += 1;
        self.verbatim = VerbatimRanges::of(text, events);
        self.standings = self.judged(events);
        let masked: Vec<bool> = self.standings.iter().map(|standing| *standing != Standing::Verbatim).collect();
        if masked == self.masked {
            return true;
        }
        if self.rounds == MAX_ROUNDS {
            let changed = self.masked.iter().zip(&masked).map(|(before, after)| before != after);
            for (standing, _) in self.standings.iter_mut().zip(changed).filter(|(_, changed)| *changed) {
                *standing = Standing::Undecided;
            }
            return true;
        }
        self.masked = masked;
        false
    }

    fn judged(&self, events: &[(Event<'_>, Range<usize>)]) -> Vec<Standing> {
        let mut breaks = breaks(events).peekable();
        let judge = |(fence, masked): (&Fence, &bool)| {
            let start = fence.range.start;
            while breaks.next_if(|at| *at < start).is_some() {}
            if breaks.next_if_eq(&start).is_some() {
                return Standing::Container;
            }
            match self.verbatim.at(start) {
                Some(Verbatim::Fenced | Verbatim::Unclosed | Verbatim::Indented | Verbatim::Comment) => {
                    Standing::Verbatim
                }
                found if *masked => Standing::Misplaced(found),
                _ => Standing::Container,
            }
        };
        self.fences.iter().zip(&self.masked).map(judge).collect()
    }

    /// Every line that is a container line or was meant to be one, by rising offset, with what is wrong with it.
    pub(crate) fn with_faults(&self, page: &ParseContext<'_>) -> Vec<PairedLine> {
        let mut lines = Vec::with_capacity(self.fences.len() + self.misses.len());
        let mut in_code = None;
        let comments = broken_comments(page.source, self.fences.first(), &self.verbatim);
        for (fence, standing) in self.fences.iter().zip(&self.standings) {
            let fault = match standing {
                Standing::Container => comments
                    .iter()
                    .any(|comment| comment.contains(&fence.range.start))
                    .then(|| in_broken_comment(page, fence.range.clone())),
                Standing::Misplaced(found) => Some(misplaced(page, fence.range.clone(), *found)),
                Standing::Undecided => Some(undecided(page, fence.range.clone())),
                Standing::Verbatim => {
                    if is_lost_in_code(fence, &self.verbatim, &page.options.containers) {
                        in_code.get_or_insert(fence.range.clone());
                    }
                    continue;
                }
            };
            let opens = match &fence.role {
                FenceRole::Open { name, .. } => Some(name.clone()),
                FenceRole::Close => None,
            };
            lines.push(PairedLine { range: fence.range.clone(), colons: fence.colons, opens, fault, in_code: false });
        }
        for miss in &self.misses {
            let fault = match self.verbatim.at(miss.range.start) {
                Some(Verbatim::Unclosed) => {
                    in_code.get_or_insert(miss.range.clone());
                    continue;
                }
                Some(Verbatim::Fenced) => {
                    if miss.withholds && self.verbatim.has_unclosed() {
                        in_code.get_or_insert(miss.range.clone());
                    }
                    continue;
                }
                Some(Verbatim::Indented) if !miss.withholds => continue,
                Some(Verbatim::Inline) if miss.why == Why::Middle => continue,
                Some(Verbatim::Comment) => continue,
                found => near_miss(page, miss, found),
            };
            let opens = miss.opens.then(String::new);
            let (range, colons) = (miss.range.clone(), miss.colons);
            lines.push(PairedLine { range, colons, opens, fault: Some(fault), in_code: false });
        }
        if let Some(range) = in_code {
            let fault = Some(in_unclosed_code(page, range.clone(), self.verbatim.first_unclosed()));
            lines.push(PairedLine { range, colons: 0, opens: Some(String::new()), fault, in_code: true });
        }
        lines.sort_by_key(|line| line.range.start);
        lines
    }
}

/// Comments that Markdown does not take for any, because a container line ends the paragraph in which they begin.
fn broken_comments(source: &str, first: Option<&Fence>, verbatim: &VerbatimRanges) -> Vec<Range<usize>> {
    let Some(first) = first.filter(|_| memmem::find(source.as_bytes(), b"<!--").is_some()) else { return Vec::new() };
    let (mut comments, mut at) = (Vec::new(), 0);
    while let Some(start) = memmem::find(&source.as_bytes()[at..], b"<!--").map(|offset| at + offset) {
        at = start + 4;
        if verbatim.at(start).is_some() || is_escaped(source, start) {
            continue;
        }
        let Some(length) = memmem::find(&source.as_bytes()[start..], b"-->") else { break };
        if start + length > first.range.start {
            comments.push(start..start + length);
        }
    }
    comments
}

fn in_broken_comment(page: &ParseContext<'_>, range: Range<usize>) -> Diagnostic {
    let message =
        "this container line stands in a comment that begins in the middle of a paragraph, which it would end";
    let help = "begin the comment on a line of its own, after an empty line";
    Diagnostic::new(Code::ContainerMisplaced, page.span(range), message).help(help)
}

/// Where thematic breaks begin that stand in nothing else.
fn breaks(events: &[(Event<'_>, Range<usize>)]) -> impl Iterator<Item = usize> {
    let mut depth = 0_usize;
    events.iter().filter_map(move |(event, range)| {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Rule if depth == 0 => return Some(range.start),
            _ => {}
        }
        None
    })
}

fn undecided(page: &ParseContext<'_>, range: Range<usize>) -> Diagnostic {
    let message = "it cannot be told whether this line opens a container or stands in code or in a comment";
    let help = "close the code block or the comment above it, or begin the line with another character";
    Diagnostic::new(Code::ContainerMisplaced, page.span(range), message).help(help)
}

/// Whether a line stands in a code block that is not closed, or that was closed by the beginning of the next, as the one
/// that is left open at the end shows.
fn is_lost_in_code(fence: &Fence, verbatim: &VerbatimRanges, own: &OwnContainers) -> bool {
    match verbatim.at(fence.range.start) {
        Some(Verbatim::Unclosed) => true,
        Some(Verbatim::Fenced) => {
            let withholds = matches!(&fence.role, FenceRole::Open { name, .. } if own.says_withheld(name));
            withholds && verbatim.has_unclosed()
        }
        _ => false,
    }
}

fn in_unclosed_code(page: &ParseContext<'_>, range: Range<usize>, unclosed: Option<Range<usize>>) -> Diagnostic {
    let message = "this container line stands in a code block, and a code block of this page is not closed";
    let help = "close each code block with a line of as many backticks or tildes as it begins with";
    let fault = Diagnostic::new(Code::ContainerMisplaced, page.span(range), message).help(help);
    match unclosed {
        Some(code) => {
            let first =
                code.start..page.source[code.clone()].find(['\n', '\r']).map_or(code.end, |end| code.start + end);
            fault.related(Place::At(page.span(first)), "this one is not")
        }
        None => fault,
    }
}

fn misplaced(page: &ParseContext<'_>, range: Range<usize>, found: Option<Verbatim>) -> Diagnostic {
    let (message, help) = match found {
        Some(Verbatim::Comment) => (
            "this container line stands in a comment, which is part of the page where raw HTML is not sanitized",
            "remove the comment",
        ),
        Some(_) => (
            "this container line stands inside raw HTML, where it would show as text",
            "put an empty line before it, or close the HTML above it",
        ),
        None => (
            "a container line inside a list, a quotation or an indented paragraph would show as text",
            "begin the line with `:::` in the first column, after an empty line",
        ),
    };
    Diagnostic::new(Code::ContainerMisplaced, page.span(range), message).help(help)
}

fn near_miss(page: &ParseContext<'_>, miss: &NearMiss, found: Option<Verbatim>) -> Diagnostic {
    let span = page.span(miss.range.clone());
    match (miss.why, found) {
        (_, Some(Verbatim::Indented)) => {
            let message = "an indented line is code, so this part would show to everybody";
            let help =
                "begin the line in the first column; where it is meant as code, put it between fences (```` ``` ````)";
            Diagnostic::new(Code::ContainerMisplaced, span, message).help(help)
        }
        (Why::Place, found) => misplaced(page, miss.range.clone(), found.filter(|found| *found != Verbatim::Inline)),
        (Why::Colons, _) => {
            let message = "this looks like a container line, and its colons are not three colons in a row";
            let help = "begin the line with `:::`, or put what is not meant as one between backticks";
            Diagnostic::new(Code::ContainerMisplaced, span, message).help(help)
        }
        (Why::Middle, _) => {
            let message = "this looks like the beginning of a part for facilitators, in the middle of a line";
            let help = "begin a new line with it, or put it between backticks: `` `::: facilitator` ``";
            Diagnostic::new(Code::ContainerMisplaced, span, message).help(help)
        }
    }
}
