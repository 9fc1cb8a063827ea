//! Looks for marks by their spelling alone.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::{memchr, memchr_iter, memmem, memrchr};

use crate::source::text::is_escaped;

use super::super::citation_form;
use super::super::fences::{Fence, FenceRole};
use super::super::inert::Inert;
use super::{Mark, MarkKind, Marks, hide, hide_fence};

/// What a blank begins with.
static OPENING: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("[["));

/// Looks for marks, and replaces what it finds.
pub(super) struct Finder<'f> {
    /// The page, with the marks found so far replaced.
    pub(super) bytes: Vec<u8>,
    /// In no order.
    pub(super) marks: Marks,
    /// Where there are none.
    pub(super) inert: &'f Inert,
}

impl Finder<'_> {
    /// Marks of questions and dialogues; container lines are replaced too.
    pub(super) fn containers(&mut self, from: usize, fences: &[&Fence]) {
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
        let mark = Mark { range, kind, words: Box::default() };
        hide(&mut self.bytes, &mark);
        self.marks.list.push(mark);
    }

    /// A web address that stands in the text by itself.
    pub(super) fn address(&mut self, text: &str, range: Range<usize>) {
        if self.inert.end_at(range.start).is_some() {
            return;
        }
        let mark = Mark { words: text[range.clone()].into(), range, kind: MarkKind::Address };
        hide(&mut self.bytes, &mark);
        self.marks.list.push(mark);
    }

    /// `{…}` directly behind a picture, in one line.
    pub(super) fn pictures(&mut self, from: usize) {
        let mut at = from;
        // The line that was looked at last: a line may hold thousands of these signs.
        let (mut picture, mut line) = (None, from..from);
        while let Some(found) = memmem::find(&self.bytes[at..], b"){").map(|offset| at + offset) {
            at = found + 2;
            if found >= line.end {
                let start = memrchr(b'\n', &self.bytes[from..found]).map_or(from, |line| from + line + 1);
                line = start..memchr(b'\n', &self.bytes[found..]).map_or(self.bytes.len(), |length| found + length);
                picture = memmem::find(&self.bytes[line.clone()], b"![").map(|offset| line.start + offset);
            }
            let Some(close) = memchr(b'}', &self.bytes[found..line.end]).map(|length| found + length) else {
                at = line.end;
                continue;
            };
            let is_picture = picture.is_some_and(|picture| picture < found);
            if is_picture && self.inert.end_at(found + 1).is_none() {
                at = close + 1;
                self.take(found + 1..at, MarkKind::Picture);
            }
        }
    }

    /// `- [~] ` at the start of a list item.
    fn defensible(&mut self, range: Range<usize>) {
        if memchr(b'~', &self.bytes[range.clone()]).is_none() {
            return;
        }
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
        while let Some(open) = OPENING.find(&self.bytes[at..range.end]).map(|offset| at + offset) {
            if let Some(end) = self.inert.end_at(open) {
                at = end.min(range.end);
                continue;
            }
            at = open + 2;
            if is_escaped(&self.bytes, open) {
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
                // `\]` is a bracket of the answer, and `\\` a backslash.
                None if is_escaped(&self.bytes, close) => at = close + 1,
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
    pub(super) fn citations(&mut self, from: usize) {
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

/// Where the paragraph ends that a range begins in: at an empty line, or with the range. No further than there is looked.
fn paragraph_end(bytes: &[u8], range: Range<usize>) -> usize {
    let text = &bytes[range.clone()];
    let is_end = |at: &usize| text[at + 1..].starts_with(b"\n") || text[at + 1..].starts_with(b"\r\n");
    memchr_iter(b'\n', text).find(is_end).map_or(range.end, |at| range.start + at)
}

/// A mark has an equals sign; one of the known kinds is taken for a mark even where its value was forgotten.
fn is_turn_mark(inner: &[u8]) -> bool {
    inner.contains(&b'=') || [&b"rupture"[..], b"step", b"strategy"].contains(&inner.trim_ascii())
}
