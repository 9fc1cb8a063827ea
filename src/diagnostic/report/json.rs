//! One JSON object: `{"version": 1, "diagnostics": [...], "summary": {...}}`.

use std::fmt::Write as _;

use serde::Serialize;

use super::Summary;
use super::located::{Located, Spot, is_unruly};
use crate::diagnostic::Fixed;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    diagnostics: Vec<Entry<'a>>,
    /// What `--fix` fixed; absent without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<Vec<FixedEntry<'a>>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: &'a str,
    #[serde(flatten)]
    place: PlaceOf<'a>,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Other<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Proposed<'a>>,
}

/// What would fix a finding: all edits, or none.
#[derive(Serialize)]
struct Proposed<'a> {
    what: &'a str,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    #[serde(flatten)]
    place: PlaceOf<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct FixedEntry<'a> {
    code: &'a str,
    file: &'a str,
    line: u32,
    what: &'a str,
    before: &'a [String],
    after: &'a [String],
}

/// Lines and columns from 1, columns in characters, the end exclusive; null where a file as a whole is meant.
#[derive(Serialize)]
struct PlaceOf<'a> {
    file: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
}

#[derive(Serialize)]
struct Other<'a> {
    #[serde(flatten)]
    place: PlaceOf<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    pages: usize,
    items: usize,
}

pub(super) fn render(findings: &[Located<'_>], summary: &Summary) -> String {
    let Summary { errors, warnings, pages, items, ref fixed, .. } = *summary;
    let report = Report {
        version: 1,
        diagnostics: findings.iter().map(entry).collect(),
        fixed: fixed.as_ref().map(|fixed| fixed.iter().map(fixed_entry).collect()),
        summary: Counts { errors, warnings, pages, items },
    };
    written(&report)
}

/// JSON that is safe to look at in a terminal: serde leaves DEL, the control characters above it and those that change
/// the direction of text as they are. They can only stand in strings, where an escape means the same.
pub(super) fn written(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("strings and numbers can be written as JSON");
    let mut safe = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        if character != '\n' && is_unruly(character) {
            let _ = write!(safe, "\\u{:04x}", u32::from(character));
        } else {
            safe.push(character);
        }
    }
    safe.push('\n');
    safe
}

fn entry<'a>(located: &'a Located<'_>) -> Entry<'a> {
    let finding = located.finding;
    let other = |(place, message): &'a (Option<Spot<'_>>, &str)| Other { place: place_of(place.as_ref()), message };
    Entry {
        code: finding.code.as_str(),
        severity: finding.severity.as_str(),
        place: place_of(located.place.as_ref()),
        message: &located.message,
        help: finding.help.as_deref(),
        related: located.related.iter().map(other).collect(),
        data: finding.data.as_ref(),
        fix: finding.fix.as_ref().filter(|_| !located.edits.is_empty()).map(|fix| Proposed {
            what: &fix.what,
            edits: located.edits.iter().map(|(spot, text)| Replacement { place: place_of(Some(spot)), text }).collect(),
        }),
    }
}

fn fixed_entry(fixed: &Fixed) -> FixedEntry<'_> {
    let Fixed { code, path, line, what, before, after } = fixed;
    FixedEntry { code: code.as_str(), file: path.as_str(), line: *line, what, before, after }
}

fn place_of<'a>(spot: Option<&'a Spot<'_>>) -> PlaceOf<'a> {
    let part = spot.and_then(|spot| spot.part.as_ref());
    PlaceOf {
        file: spot.map(|spot| spot.path),
        line: part.map(|part| part.start.line),
        column: part.map(|part| part.start.column),
        end_line: part.map(|part| part.end.line),
        end_column: part.map(|part| part.end.column),
    }
}
