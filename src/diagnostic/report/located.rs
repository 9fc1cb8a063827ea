//! Findings with their places worked out: path, lines and columns.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::source::{FileId, LineIndex, Position, SourceMap, Span};

use super::super::{Diagnostic, Place};
use super::once::{Once, once};

/// A finding and where it points.
#[derive(Debug)]
pub(super) struct Located<'a> {
    pub(super) finding: &'a Diagnostic,
    /// What is wrong, with the number of other files in which it is.
    pub(super) message: Cow<'a, str>,
    /// Absent when the text that is pointed into is not among the sources: no place is made up.
    pub(super) place: Option<Spot<'a>>,
    pub(super) related: Vec<(Option<Spot<'a>>, &'a str)>,
    /// The edits of the repair it proposes; none where one of them has no place.
    pub(super) edits: Vec<(Spot<'a>, &'a str)>,
}

/// A place as people and programs name it.
#[derive(Debug, Clone)]
pub(super) struct Spot<'a> {
    /// From the course's root, with `/`.
    pub(super) path: &'a str,
    /// The part of the file; absent when the file as a whole is meant.
    pub(super) part: Option<Part>,
}

/// A part of a text.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// The file's whole text.
    pub(super) text: Arc<str>,
    /// What is pointed at.
    pub(super) bytes: Range<usize>,
    pub(super) start: Position,
    /// Exclusive.
    pub(super) end: Position,
    /// The lines pointed at, without their ends, as far as a person wants to see them.
    pub(super) lines: Vec<Range<usize>>,
}

/// A place that goes over more lines is shown by its first line alone.
const MOST_LINES: u32 = 4;

pub(super) fn locate<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &'a SourceMap,
) -> Vec<Located<'a>> {
    let mut locator = Locator { sources, texts: BTreeMap::new() };
    let located = |told: Once<'a>| {
        let finding = told.finding;
        let own = finding.related.iter().map(|other| (&other.place, other.message.as_str()));
        let places: Vec<_> = own.chain(told.others.iter().map(|other| (&other.place, "here, too"))).collect();
        let all = std::iter::once(finding).chain(told.others.iter().copied());
        Located {
            finding,
            message: told.message(),
            place: locator.spot(&finding.place),
            related: places.into_iter().map(|(place, message)| (locator.spot(place), message)).collect(),
            edits: all.flat_map(|finding| locator.edits(finding).unwrap_or_default()).collect(),
        }
    };
    once(diagnostics).into_iter().map(located).collect()
}

/// The sources, with the lines of those that were asked for.
struct Locator<'a> {
    sources: &'a SourceMap,
    /// `None` where a text is no longer as it was.
    texts: BTreeMap<FileId, Option<(Arc<str>, LineIndex)>>,
}

impl<'a> Locator<'a> {
    fn spot(&mut self, place: &'a Place) -> Option<Spot<'a>> {
        match place {
            Place::File(path) => Some(Spot { path: path.as_str(), part: None }),
            Place::At(span) => self.at(*span),
        }
    }

    fn at(&mut self, span: Span) -> Option<Spot<'a>> {
        let file = self.sources.get(span.file)?;
        let read = || file.text().map(|text| (Arc::clone(&text), LineIndex::new(&text)));
        let known = self.texts.entry(span.file).or_insert_with(read);
        Some(Spot { path: file.path.as_str(), part: known.as_ref().map(|(text, index)| part(text, index, span)) })
    }

    fn edits(&mut self, finding: &'a Diagnostic) -> Option<Vec<(Spot<'a>, &'a str)>> {
        let edits = &finding.fix.as_ref()?.edits;
        edits.iter().map(|edit| Some((self.at(edit.span)?, edit.text.as_str()))).collect()
    }
}

fn part(text: &Arc<str>, index: &LineIndex, span: Span) -> Part {
    let from = boundary(text, span.range().start);
    let to = boundary(text, span.range().end).max(from);
    let (start, end) = (index.position(text, from), index.position(text, to));
    // A place that ends with a line's end points at nothing of the next line.
    let last = if end.column == 1 && end.line > start.line { end.line - 1 } else { end.line };
    let last = if last - start.line < MOST_LINES { last } else { start.line };
    let lines = (start.line..=last).map(|line| index.line(text, line)).collect();
    Part { text: Arc::clone(text), bytes: from..to, start, end, lines }
}

/// The nearest offset that a text can be cut at: a report must not fail where a rule pointed between two bytes.
fn boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// The longest message that is shown to people: some quote what an author wrote, which has no limit.
const MOST_CHARACTERS: usize = 4000;

/// Text that a terminal or a log cannot take for a command: one line, not too long, control characters visible.
pub(super) fn visible(text: &str) -> String {
    let mut shown: String = text.chars().take(MOST_CHARACTERS).map(visible_character).collect();
    if shown.len() < text.len() && text.chars().nth(MOST_CHARACTERS).is_some() {
        shown.push('…');
    }
    shown
}

/// What stands for a character: a space for white space that moves the cursor, Unicode's pictures of control characters
/// for those, and the replacement character for what else could upset the line.
pub(super) fn visible_character(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '\u{2421}',
        other if is_unruly(other) => char::REPLACEMENT_CHARACTER,
        other => other,
    }
}

/// Control characters, line and paragraph separators, and those that change the direction of what follows (Unicode
/// Standard Annex 9; CVE-2021-42574).
pub(super) fn is_unruly(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
