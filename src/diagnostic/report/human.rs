//! For people: the message, the place, the source line with a caret, and what to do.
//!
//! Only the lines pointed at are handed to the renderer, cut around the place where they are long, so that a page of one
//! line of megabytes is told as quickly as any other.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Message, Origin, Renderer, Snippet};

use super::located::{Located, Part, Spot, visible, visible_character};
use crate::diagnostic::{Code, Severity};

/// Characters of a line shown before the place, and in all.
const BEFORE: usize = 60;
const WIDTH: usize = 140;
/// Wide enough for [`WIDTH`] characters of two columns: the renderer is not to cut again.
const COLUMNS: usize = 2 * WIDTH + 40;
/// Related places shown; the rest is counted.
const MOST_RELATED: usize = 8;

pub(super) fn render(findings: &[Located<'_>], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(COLUMNS);
    let mut text = String::new();
    let denied: Vec<&Spot<'_>> =
        findings.iter().filter(|one| is_denied(one)).filter_map(|one| one.place.as_ref()).collect();
    for located in findings {
        // What somebody could be known by is shown in a terminal, and never in what is kept: a file, a log. A line with a term
        // of the deny list is shown nowhere.
        let is_private = !colour && located.finding.code.as_str().starts_with("privacy-");
        let shown = Shown { renderer: &renderer, is_private, denied: &denied };
        text.push_str(&told(shown, located));
        for (spot, message) in located.related.iter().take(MOST_RELATED) {
            let group = Group::with_title(Level::NOTE.secondary_title(visible(message)));
            text.push_str(&placed(shown, group, spot.as_ref(), &[]));
        }
        text.push('\n');
    }
    text
}

/// How one finding is shown.
#[derive(Clone, Copy)]
struct Shown<'r> {
    renderer: &'r Renderer,
    /// Whether without the words that it points at.
    is_private: bool,
    /// Where terms of the deny list stand.
    denied: &'r [&'r Spot<'r>],
}

fn is_denied(located: &Located<'_>) -> bool {
    located.finding.code == Code::PrivacyDeniedTerm
}

impl Shown<'_> {
    /// Whether the lines of a place are not shown.
    fn hides(self, spot: &Spot<'_>) -> bool {
        let lines = |spot: &Spot<'_>| spot.part.as_ref().map(|part| (part.start.line, part.end.line));
        let meets = |other: &&Spot<'_>| {
            let both = lines(spot).zip(lines(other));
            spot.path == other.path && both.is_some_and(|(one, two)| one.0 <= two.1 && two.0 <= one.1)
        };
        self.is_private || self.denied.iter().any(meets)
    }
}

fn told(shown: Shown<'_>, located: &Located<'_>) -> String {
    let finding = located.finding;
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible(&located.message)).id(finding.code.as_str());
    let mut below: Vec<Message<'_>> = Vec::new();
    if let Some(help) = &finding.help {
        below.push(Level::HELP.message(visible(help)));
    }
    let more = located.related.len().saturating_sub(MOST_RELATED);
    if more > 0 {
        below.push(Level::NOTE.message(format!("there are {more} more places than are shown below")));
    }
    placed(shown, Group::with_title(title), located.place.as_ref(), &below)
}

/// A title with its place and what is said below it.
fn placed(shown: Shown<'_>, group: Group<'_>, spot: Option<&Spot<'_>>, below: &[Message<'_>]) -> String {
    let is_private = spot.is_some_and(|spot| shown.hides(spot));
    let renderer = shown.renderer;
    let path = spot.map_or_else(String::new, |spot| visible(spot.path));
    let part = spot.and_then(|spot| spot.part.as_ref());
    let window = part.map(window).unwrap_or_default();
    let group = match (spot, part) {
        (None, _) => group,
        (Some(_), None) => group.element(Origin::path(&path)),
        (Some(_), Some(part)) if is_private => {
            let (line, column) = (part.start.line as usize, part.start.column as usize);
            group.element(Origin::path(&path).line(line).char_column(column))
        }
        (Some(_), Some(part)) => {
            let down = part.end.line > part.start.line && part.lines.len() == 1 && part.end.column > 1;
            let label = down.then(|| format!("down to line {}", part.end.line));
            let marked = AnnotationKind::Primary.span(window.marked.clone()).label(label);
            let snippet = Snippet::source(&window.text).line_start(part.start.line as usize).annotation(marked);
            group.element(snippet.path(&path))
        }
    };
    let mut text = renderer.render(&[group.elements(below.iter().cloned())]);
    text.push('\n');
    if let Some(part) = part.filter(|_| !is_private) {
        put_column(&mut text, part, &window);
    }
    text
}

/// The renderer counts the column in what it was given; in a line that was cut, that is not the column of the file.
fn put_column(text: &mut String, part: &Part, window: &Window) {
    let counted = window.text[..window.marked.start].chars().count() + 1;
    let (line, column) = (part.start.line, part.start.column);
    if counted == column as usize {
        return;
    }
    // The place stands in the second line; the title is one line.
    let wrong = format!(":{line}:{counted}");
    let second = text.find('\n').map_or(0, |end| end + 1);
    let end = text[second..].find('\n').map_or(text.len(), |end| second + end);
    if let Some(at) = text[second..end].rfind(&wrong) {
        text.replace_range(second + at..second + at + wrong.len(), &format!(":{line}:{column}"));
    }
}

/// The lines pointed at, cut to a width, and the place in them.
#[derive(Default)]
struct Window {
    text: String,
    marked: Range<usize>,
}

fn window(part: &Part) -> Window {
    let mut window = Window::default();
    for (number, line) in part.lines.iter().enumerate() {
        if number > 0 {
            window.text.push('\n');
        }
        let start = part.bytes.start.clamp(line.start, line.end);
        let end = part.bytes.end.clamp(start, line.end);
        let from = if number == 0 { line.start + before(&part.text[line.start..start]) } else { line.start };
        let marked = window.push(&part.text[from..line.end], from > line.start, start - from..end - from);
        window.marked = if number == 0 { marked } else { window.marked.start..marked.end };
    }
    // Past the end of a line there is one column to point at.
    window.text.push('\n');
    window
}

impl Window {
    /// Adds a line, cut to the width, and returns where the marked part of it is now.
    fn push(&mut self, line: &str, cut: bool, marked: Range<usize>) -> Range<usize> {
        if cut {
            self.text.push('…');
        }
        let (mut start, mut end) = (self.text.len(), self.text.len());
        let mut rest = line.char_indices();
        for (at, character) in rest.by_ref().take(WIDTH) {
            // The renderer knows how wide a tab is.
            self.text.push(if character == '\t' { character } else { visible_character(character) });
            start = if at < marked.start { self.text.len() } else { start };
            end = if at < marked.end { self.text.len() } else { end };
        }
        if rest.next().is_some() {
            self.text.push('…');
        }
        start..end.max(start)
    }
}

/// How many bytes to leave out of what stands before the place.
fn before(text: &str) -> usize {
    text.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at)
}
