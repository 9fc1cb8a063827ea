//! The page as the Markdown parser sees it: the same length, but with Attune's own marks replaced.
//!
//! A container line becomes a thematic break (`***`), which ends every paragraph, list and quotation, so that one run
//! of the parser over the whole page (with its link references and footnotes) keeps the containers apart. Blanks
//! (`[[…]]`), turn marks (`{rupture=…}`), citations (`[@key]`) and bare web addresses become letters, which no syntax of Markdown touches, and
//! are known again by their offsets alone; defensible options (`[~]`) become options. Offsets stay those of the source.
//!
//! A mark in code, raw HTML, a picture, or the address or title of a link is none, and must come out as it is written. So
//! [`Marks::are_in_text`] asks of every mark whether the parser met it as text. Where one was not, or could hide where
//! code begins, the page is parsed
//! without any mark replaced, and what is [`Inert`] then holds none.

mod addresses;
mod finder;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use memchr::{memchr, memchr2, memmem};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::fences::Fence;
use super::inert::Inert;
use addresses::{addresses, has_www};
use finder::Finder;

/// What stands in the place of a mark. No syntax begins with this letter, and no entity of HTML is made of it alone.
const LETTER: u8 = b'q';

/// A mark of Attune's own in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where it stands, brackets and all.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) kind: MarkKind,
    /// The words that stand in its place where it is no control: those of an address.
    pub(crate) words: Box<str>,
}

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// `[[…]]` in a question.
    Blank,
    /// `{rupture=…}` in a dialogue.
    Turn,
    /// `[@key]`.
    Citation,
    /// The box of a defensible option.
    Defensible,
    /// A web address that stands in the text by itself.
    Address,
    /// `{width=50% #id}` behind a picture.
    Picture,
    /// A dollar sign before an amount.
    Price,
}

/// The marks of a page.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// By rising offset.
    list: Vec<Mark>,
    /// Where a `[[` is never closed.
    open_blanks: Vec<usize>,
}

impl Marks {
    /// Every mark in `text[from..]` that does not begin in an inert stretch, and the text for the parser. The container lines
    /// are `fences`.
    pub(crate) fn find<'t>(text: &'t str, from: usize, fences: &[&Fence], inert: &Inert) -> (Self, Cow<'t, str>) {
        let may_cite = memchr(b'@', &text.as_bytes()[from..]).is_some();
        let addresses = if memmem::find(&text.as_bytes()[from..], b"://").is_some() || has_www(&text.as_bytes()[from..])
        {
            addresses(text, from)
        } else {
            Vec::new()
        };
        let has_pictures = memmem::find(&text.as_bytes()[from..], b"){").is_some();
        if fences.is_empty() && !may_cite && addresses.is_empty() && !has_pictures {
            return (Self::default(), Cow::Borrowed(text));
        }
        let mut finder = Finder { bytes: text.as_bytes().to_vec(), marks: Self::default(), inert };
        for range in addresses {
            finder.address(text, range);
        }
        if has_pictures {
            finder.pictures(from);
        }
        finder.containers(from, fences);
        if may_cite {
            finder.citations(from);
        }
        let Finder { bytes, mut marks, .. } = finder;
        marks.list.sort_unstable_by_key(|mark| (mark.range.start, Reverse(mark.range.end)));
        // A web address in a blank is part of its answer.
        let mut end = from;
        marks.list.retain(|mark| {
            let is_outer = mark.range.start >= end;
            end = end.max(mark.range.end);
            is_outer
        });
        (marks, String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned))
    }

    /// Takes dollar signs that stand before amounts for words; the text for the parser, where there are any.
    pub(crate) fn hide_prices(&mut self, text: &str, prices: Vec<usize>) -> Option<String> {
        if prices.is_empty() {
            return None;
        }
        let mut bytes = text.as_bytes().to_vec();
        for at in prices {
            let mark = Mark { range: at..at + 1, kind: MarkKind::Price, words: "$".into() };
            hide(&mut bytes, &mark);
            self.list.push(mark);
        }
        self.list.sort_unstable_by_key(|mark| mark.range.start);
        String::from_utf8(bytes).ok()
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty() && self.open_blanks.is_empty()
    }

    /// Whether one could hide from the parser where code or raw HTML begins or ends, or a label that is defined where a link leads.
    pub(crate) fn may_hide_another(&self, text: &str) -> bool {
        let is_citation = |mark: &Mark| mark.kind == MarkKind::Citation;
        let defines = |line: &str| line.trim_start_matches([' ', '>']).starts_with("[@") && line.contains("]:");
        self.list.iter().any(|mark| memchr2(b'`', b'<', &text.as_bytes()[mark.range.clone()]).is_some())
            || self.list.iter().any(is_citation) && text.lines().any(defines)
    }

    /// Whether the parser met all of them as text.
    pub(crate) fn are_in_text(&self, events: &[(Event<'_>, Range<usize>)]) -> bool {
        self.is_empty() || self.met(events).into_iter().all(|met| met)
    }

    /// Keeps those that the parser met as text, and the text for the parser with these alone.
    pub(crate) fn keep_met<'t>(
        &mut self,
        events: &[(Event<'_>, Range<usize>)],
        text: &'t str,
        fences: &[&Fence],
    ) -> Cow<'t, str> {
        let mut met = self.met(events).into_iter();
        self.list.retain(|_| met.next().unwrap_or(false));
        self.open_blanks.retain(|_| met.next().unwrap_or(false));
        self.masked(text, fences)
    }

    /// The text for the parser with no mark replaced but these.
    pub(crate) fn masked<'t>(&self, text: &'t str, fences: &[&Fence]) -> Cow<'t, str> {
        if self.list.is_empty() && fences.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut bytes = text.as_bytes().to_vec();
        for fence in fences {
            hide_fence(&mut bytes, fence);
        }
        for mark in &self.list {
            hide(&mut bytes, mark);
        }
        String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// The marks that begin in a range of the source.
    pub(crate) fn within(&self, range: &Range<usize>) -> &[Mark] {
        let from = self.list.partition_point(|mark| mark.range.start < range.start);
        let to = from + self.list[from..].partition_point(|mark| mark.range.start < range.end);
        &self.list[from..to]
    }

    /// Whether an offset lies in a mark.
    pub(crate) fn hold(&self, at: usize) -> bool {
        let before = self.list.partition_point(|mark| mark.range.start <= at);
        self.list[..before].last().is_some_and(|mark| mark.range.end > at)
    }

    /// Whether a box that stands at an offset is that of a defensible option.
    pub(crate) fn is_defensible(&self, at: usize) -> bool {
        self.within(&(at..at + 1)).iter().any(|mark| mark.kind == MarkKind::Defensible)
    }

    /// Where a `[[` is never closed.
    pub(crate) fn open_blanks(&self) -> &[usize] {
        &self.open_blanks
    }

    /// For each mark and then for each open blank whether it was met as text.
    fn met(&self, events: &[(Event<'_>, Range<usize>)]) -> Vec<bool> {
        let mut met = vec![false; self.list.len() + self.open_blanks.len()];
        let mut inside = 0_usize;
        for (event, range) in events {
            match event {
                Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => inside += 1,
                Event::End(TagEnd::CodeBlock | TagEnd::Image) => inside = inside.saturating_sub(1),
                Event::TaskListMarker(_) => self.meet(range, &mut met, |mark| mark.kind == MarkKind::Defensible),
                Event::Text(text) if inside == 0 && text.len() == range.len() => {
                    let is_text = |mark: &Mark| mark.kind != MarkKind::Defensible && mark.range.end <= range.end;
                    self.meet(range, &mut met, is_text);
                    let from = self.open_blanks.partition_point(|at| *at < range.start);
                    let to = from + self.open_blanks[from..].partition_point(|at| *at < range.end);
                    met[self.list.len() + from..self.list.len() + to].fill(true);
                }
                _ => {}
            }
        }
        met
    }

    fn meet(&self, range: &Range<usize>, met: &mut [bool], is: impl Fn(&Mark) -> bool) {
        let from = self.list.partition_point(|mark| mark.range.start < range.start);
        for (at, mark) in self.list.iter().enumerate().skip(from) {
            if mark.range.start >= range.end {
                return;
            }
            met[at] |= is(mark);
        }
    }
}

fn hide(bytes: &mut [u8], mark: &Mark) {
    match mark.kind {
        // The parser takes both for signs that mean nothing.
        MarkKind::Price => bytes[mark.range.start] = b'%',
        MarkKind::Defensible => bytes[mark.range.start + 1] = b' ',
        MarkKind::Blank | MarkKind::Turn | MarkKind::Citation | MarkKind::Address | MarkKind::Picture => {
            bytes[mark.range.clone()].fill(LETTER);
        }
    }
}

fn hide_fence(bytes: &mut [u8], fence: &Fence) {
    bytes[fence.range.clone()].fill(b' ');
    bytes[fence.range.start..fence.range.start + 3].fill(b'*');
}

#[cfg(test)]
mod tests;
