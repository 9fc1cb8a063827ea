//! For people: the message, the place, the source line with a caret, and what to do.
//!
//! Only the lines pointed at are handed to the renderer, cut around the place where they are long, so that a page of one
//! line of ten megabytes is told as quickly as any other.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::located::{Located, Part, Spot, visible};
use crate::diagnostic::Severity;

/// Characters of a line shown before the place, and in all.
const BEFORE: usize = 60;
const WIDTH: usize = 140;
/// Lines shown of a place that goes over several.
const LINES: usize = 3;

pub(super) fn render(findings: &[Located<'_>], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH + 20);
    findings.iter().map(|located| renderer.render(&groups(located)) + "\n\n").collect()
}

fn groups<'a>(located: &Located<'_>) -> Vec<Group<'a>> {
    let finding = located.finding;
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible(&finding.message)).id(finding.code.as_str());
    let mut main = place(Group::with_title(title), &located.place, AnnotationKind::Primary);
    for (other, message) in &located.related {
        main = main.element(Level::NOTE.message(format!("{}: {}", shown(other), visible(message))));
    }
    if let Some(help) = &finding.help {
        main = main.element(Level::HELP.message(visible(help)));
    }
    vec![main]
}

fn shown(spot: &Spot<'_>) -> String {
    match &spot.part {
        Some(part) => format!("{}:{}:{}", visible(spot.path), part.start.line, part.start.column),
        None => visible(spot.path),
    }
}

fn place<'a>(group: Group<'a>, spot: &Spot<'_>, kind: AnnotationKind) -> Group<'a> {
    let Some(part) = &spot.part else {
        return group.element(Origin::path(visible(spot.path)));
    };
    let (line, column) = (part.start.line as usize, part.start.column as usize);
    let Window { text, range, cut } = window(part);
    let annotation: Annotation<'a> = kind.span(range);
    let snippet = Snippet::source(text).line_start(line).annotation(annotation);
    if cut {
        // The renderer would count the column in what is left of the line.
        let origin = Origin::path(visible(spot.path)).line(line).char_column(column);
        return group.element(origin).element(snippet);
    }
    group.element(snippet.path(visible(spot.path)))
}

/// The lines pointed at, cut to a width, and the place in them.
struct Window {
    text: String,
    range: Range<usize>,
    /// Whether something was left out before the place.
    cut: bool,
}

fn window(part: &Part) -> Window {
    let (start, end) = part.bytes;
    // A byte order mark is no column and nothing to show.
    let first = if part.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8().min(start) } else { 0 };
    let line_start = part.text[..start].rfind(['\n', '\r']).map_or(first, |at| at + 1);
    let mut cut = false;
    let mut text = String::new();
    let mut range: Option<(usize, usize)> = None;
    let mut at = line_start;
    for line in part.text[line_start..].split_inclusive('\n').take(LINES) {
        if at > start && at >= end {
            break;
        }
        let content = line.trim_end_matches(['\n', '\r']).split('\r').next().unwrap_or_default();
        let skip = if at <= start { cut_before(&content[..start - at]) } else { 0 };
        cut |= skip > 0;
        let shown: String = content[skip..].chars().take(WIDTH).collect();
        let to = |offset: usize| {
            let within = offset.clamp(at + skip, at + content.len()) - at - skip;
            text.len() + visible(&content[skip..skip + within]).len().min(visible(&shown).len())
        };
        let (from, until) = (to(start), to(end));
        range = Some(range.map_or((from, until), |(first, _)| (first, until)));
        text.push_str(&visible(&shown));
        text.push('\n');
        at += line.len();
    }
    let (from, until) = range.unwrap_or((0, 0));
    let until = if until > from { until } else { from + text[from..].chars().next().map_or(0, char::len_utf8) };
    Window { text, range: from..until, cut }
}

/// How many bytes to leave out of what stands before the place.
fn cut_before(before: &str) -> usize {
    let characters = before.chars().count();
    if characters <= BEFORE {
        return 0;
    }
    before.char_indices().nth(characters - BEFORE).map_or(0, |(at, _)| at)
}
