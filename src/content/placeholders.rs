//! The page as the Markdown parser sees it: the same length, but with Attune's own marks replaced.
//!
//! A container line becomes a thematic break (`***`), which ends every paragraph, list and quotation, so that one run
//! of the parser over the whole page (with its link references and footnotes) keeps the containers apart. Blanks
//! (`[[…]]`), turn marks (`{rupture=…}`) and citations (`[@key]`) become letters, which no syntax of Markdown touches, and
//! are known again by their offsets alone; defensible options (`[~]`) become options. Offsets stay those of the source.
//!
//! A mark in code, raw HTML, a picture, or the address or title of a link is none, and must come out as it is written. So
//! [`Marks::are_in_text`] asks of every mark whether the parser met it as text. Where one was not, or could hide where
//! code begins, the page is parsed
//! without any mark replaced, and what is [`Inert`] then holds none.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2, memmem};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::citation_form;
use super::fences::{Fence, FenceRole};
use super::inert::Inert;

/// What stands in the place of a mark. No syntax begins with this letter, and no entity of HTML is made of it alone.
const LETTER: u8 = b'q';

/// A mark of Attune's own in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where it stands, brackets and all.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) kind: MarkKind,
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
    pub(crate) fn find<'t>(text: &'t str, from: usize, fences: &[Fence], inert: &Inert) -> (Self, Cow<'t, str>) {
        let may_cite = memchr(b'@', &text.as_bytes()[from..]).is_some();
        if fences.is_empty() && !may_cite {
            return (Self::default(), Cow::Borrowed(text));
        }
        let mut finder = Finder { bytes: text.as_bytes().to_vec(), marks: Self::default(), inert };
        finder.containers(from, fences);
        if may_cite {
            finder.citations(from);
        }
        let Finder { bytes, mut marks, .. } = finder;
        marks.list.sort_unstable_by_key(|mark| mark.range.start);
        (marks, String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned))
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty() && self.open_blanks.is_empty()
    }

    /// Whether one could hide from the parser where code or raw HTML begins or ends.
    pub(crate) fn may_hide_code(&self, text: &str) -> bool {
        self.list.iter().any(|mark| memchr2(b'`', b'<', &text.as_bytes()[mark.range.clone()]).is_some())
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
        fences: &[Fence],
    ) -> Cow<'t, str> {
        let mut met = self.met(events).into_iter();
        self.list.retain(|_| met.next().unwrap_or(false));
        self.open_blanks.retain(|_| met.next().unwrap_or(false));
        self.masked(text, fences)
    }

    /// The text for the parser with no mark replaced but these.
    pub(crate) fn masked<'t>(&self, text: &'t str, fences: &[Fence]) -> Cow<'t, str> {
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

/// Looks for marks, and replaces what it finds.
struct Finder<'f> {
    bytes: Vec<u8>,
    marks: Marks,
    inert: &'f Inert,
}

impl Finder<'_> {
    fn containers(&mut self, from: usize, fences: &[Fence]) {
        let mut open: Vec<&str> = Vec::new();
        let mut at = from;
        for fence in fences {
            self.region(open.last().copied(), at..fence.range.start);
            at = fence.range.end;
            hide_fence(&mut self.bytes, fence);
            match &fence.role {
                FenceRole::Open { name, .. } => open.push(name),
                FenceRole::Close => {
                    open.pop();
                }
            }
        }
        self.region(open.last().copied(), at..self.bytes.len());
    }

    fn region(&mut self, container: Option<&str>, range: Range<usize>) {
        match container {
            Some("question") => {
                self.defensible(range.clone());
                self.blanks(range);
            }
            Some("dialogue") => self.turn_marks(range),
            _ => {}
        }
    }

    fn take(&mut self, range: Range<usize>, kind: MarkKind) {
        let mark = Mark { range, kind };
        hide(&mut self.bytes, &mark);
        self.marks.list.push(mark);
    }

    /// `- [~] ` at the start of a list item.
    fn defensible(&mut self, range: Range<usize>) {
        let mut start = range.start;
        while start < range.end {
            let end = memchr(b'\n', &self.bytes[start..range.end]).map_or(range.end, |at| start + at);
            let line = &self.bytes[start..end];
            let indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let marker = list_marker(&line[indent..]);
            let at = start + indent + marker;
            if marker > 0 && self.bytes[at..end].starts_with(b"[~]") && self.inert.end_at(at).is_none() {
                self.take(at..at + 3, MarkKind::Defensible);
            }
            start = end + 1;
        }
    }

    /// `[[…]]` within one paragraph.
    fn blanks(&mut self, range: Range<usize>) {
        let (mut at, mut paragraph, mut close) = (range.start, range.start, None);
        while let Some(open) = memmem::find(&self.bytes[at..range.end], b"[[").map(|offset| at + offset) {
            if let Some(end) = self.inert.end_at(open) {
                at = end.min(range.end);
                continue;
            }
            at = open + 2;
            if open > 0 && self.bytes[open - 1] == b'\\' {
                continue;
            }
            if open >= paragraph {
                paragraph = paragraph_end(&self.bytes, open..range.end);
                close = None;
            }
            if close.is_none_or(|close| close < open + 2) {
                close = Some(self.closing(open + 2..paragraph));
            }
            match close.filter(|close| *close < paragraph) {
                Some(close) => {
                    at = close + 2;
                    self.take(open..at, MarkKind::Blank);
                }
                None => self.marks.open_blanks.push(open),
            }
        }
    }

    /// Where `]]` stands first, and not in an inert stretch; past the range where it does not.
    fn closing(&self, range: Range<usize>) -> usize {
        let mut at = range.start;
        while let Some(close) = memmem::find(&self.bytes[at.min(range.end)..range.end], b"]]").map(|offset| at + offset)
        {
            match self.inert.end_at(close) {
                Some(end) => at = end,
                None => return close,
            }
        }
        usize::MAX
    }

    /// `{rupture=…}`, `{step=…}` and the like in a dialogue, in one line.
    fn turn_marks(&mut self, range: Range<usize>) {
        let (mut at, mut line, mut close) = (range.start, range.start, None);
        while let Some(open) = memchr(b'{', &self.bytes[at..range.end]).map(|offset| at + offset) {
            if let Some(end) = self.inert.end_at(open) {
                at = end.min(range.end);
                continue;
            }
            at = open + 1;
            if open >= line {
                line = memchr(b'\n', &self.bytes[open..range.end]).map_or(range.end, |to| open + to);
                close = None;
            }
            if close.is_none_or(|close| close < open) {
                close = Some(memchr(b'}', &self.bytes[open..line]).map_or(usize::MAX, |offset| open + offset));
            }
            let closed = close.filter(|close| *close < line);
            if let Some(close) = closed.filter(|close| is_turn_mark(&self.bytes[open + 1..*close])) {
                at = close + 1;
                self.take(open..at, MarkKind::Turn);
            }
        }
    }

    /// `[@key]`, wherever it stands.
    fn citations(&mut self, from: usize) {
        let is_bracket = |byte: &u8| matches!(byte, b'[' | b']');
        let (mut at, mut open) = (from, None);
        while let Some(found) = memchr(b'@', &self.bytes[at..]).map(|offset| at + offset) {
            let before = self.bytes[at..found].iter().rposition(is_bracket).map(|offset| at + offset);
            open = before.or(open);
            if let Some(end) = self.inert.end_at(found) {
                at = end.max(found + 1);
                continue;
            }
            at = found + 1;
            let Some(start) = open else { continue };
            // What stands between two brackets is looked at once, however many `@` there are.
            let Some(end) = self.bytes[found..].iter().position(is_bracket).map(|offset| found + offset) else {
                return;
            };
            at = end;
            if citation_form::is_citation(&self.bytes, start, end) {
                at = end + 1;
                self.take(start..at, MarkKind::Citation);
            }
        }
    }
}

/// The length of a list marker with the spaces after it; 0 when there is none.
fn list_marker(line: &[u8]) -> usize {
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let marker = match (digits, line.get(digits)) {
        (0, Some(b'-' | b'*' | b'+')) => 1,
        (1..=9, Some(b'.' | b')')) => digits + 1,
        _ => return 0,
    };
    let spaces = line[marker..].iter().take_while(|byte| **byte == b' ').count();
    if spaces == 0 { 0 } else { marker + spaces }
}

/// Where the paragraph ends that a range begins in: at an empty line, or with the range.
fn paragraph_end(bytes: &[u8], range: Range<usize>) -> usize {
    let ends = [&b"\n\n"[..], b"\r\n\r\n"].into_iter().filter_map(|end| memmem::find(&bytes[range.clone()], end));
    ends.min().map_or(range.end, |offset| range.start + offset)
}

/// A mark has an equals sign; one of the known kinds is taken for a mark even where its value was forgotten.
fn is_turn_mark(inner: &[u8]) -> bool {
    inner.contains(&b'=') || [&b"rupture"[..], b"step", b"strategy"].contains(&inner.trim_ascii())
}

fn hide(bytes: &mut [u8], mark: &Mark) {
    match mark.kind {
        MarkKind::Defensible => bytes[mark.range.start + 1] = b' ',
        MarkKind::Blank | MarkKind::Turn | MarkKind::Citation => bytes[mark.range.clone()].fill(LETTER),
    }
}

fn hide_fence(bytes: &mut [u8], fence: &Fence) {
    bytes[fence.range.clone()].fill(b' ');
    bytes[fence.range.start..fence.range.start + 3].fill(b'*');
}

#[cfg(test)]
mod tests;
