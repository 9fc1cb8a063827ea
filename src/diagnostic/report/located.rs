//! Findings with their places worked out: path, lines and columns.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::{FileId, LineIndex, Position, SourceMap};

use super::super::{Diagnostic, Place};

/// A finding and where it points.
#[derive(Debug)]
pub(super) struct Located<'a> {
    pub(super) finding: &'a Diagnostic,
    pub(super) place: Spot<'a>,
    pub(super) related: Vec<(Spot<'a>, &'a str)>,
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
    /// First byte and one past the last.
    pub(super) bytes: (usize, usize),
    pub(super) start: Position,
    /// Exclusive.
    pub(super) end: Position,
}

pub(super) fn locate<'a>(diagnostics: &'a [Diagnostic], sources: &'a SourceMap) -> Vec<Located<'a>> {
    let mut indexes: BTreeMap<FileId, LineIndex> = BTreeMap::new();
    let mut spot = |place: &'a Place| spot(place, sources, &mut indexes);
    diagnostics
        .iter()
        .map(|finding| Located {
            finding,
            place: spot(&finding.place),
            related: finding.related.iter().map(|other| (spot(&other.place), other.message.as_str())).collect(),
        })
        .collect()
}

fn spot<'a>(place: &'a Place, sources: &'a SourceMap, indexes: &mut BTreeMap<FileId, LineIndex>) -> Spot<'a> {
    match place {
        Place::File(path) => Spot { path: path.as_str(), part: None },
        Place::At(span) => {
            let Some(file) = sources.get(span.file) else { return Spot { path: "", part: None } };
            let index = indexes.entry(span.file).or_insert_with(|| LineIndex::new(&file.text));
            let (start, end) = (span.range().start, span.range().end);
            let part = Part {
                text: Arc::clone(&file.text),
                bytes: (start.min(file.text.len()), end.min(file.text.len())),
                start: index.position(&file.text, start),
                end: index.position(&file.text, end),
            };
            Spot { path: file.path.as_str(), part: Some(part) }
        }
    }
}

/// Text that a terminal or a log cannot take for a command: control characters become visible.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\t' => ' ',
            control if control.is_control() || is_bidi_control(control) => '\u{fffd}',
            other => other,
        })
        .collect()
}

/// Characters that change the direction of what follows (Unicode Standard Annex 9).
fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
