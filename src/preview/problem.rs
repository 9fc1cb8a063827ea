//! An error as the browser shows it.

use std::borrow::Cow;

use serde::Serialize;

use crate::diagnostic::report::{Once, once};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::privacy::DenyList;
use crate::source::{SourceFile, SourceMap, Span};

use super::editor::Editor;
use super::snapshot::Snapshot;

/// An error with its place and its line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Problem {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: Option<Cow<'static, str>>,
    /// `file:line:column`, or the file alone.
    pub(super) place: String,
    /// What opens the place in the author's editor.
    pub(super) editor: Option<String>,
    /// The line, cut where it is long.
    pub(super) line: Option<String>,
    /// What of the line is meant: from which unit of UTF-16 to which, as scripts count.
    pub(super) marked: Option<(usize, usize)>,
    /// What could be written in its place, word for word.
    pub(super) instead: Option<String>,
}

impl Problem {
    /// Takes every term of the list away. A place that would name one opens nothing.
    fn cover(&mut self, list: &DenyList) {
        self.message = list.covered(&self.message);
        self.help = self.help.take().map(|help| list.covered(&help).into());
        self.editor = self.editor.take().filter(|link| !list.is_in(link));
        self.place = list.covered(&self.place);
        let is_denied = self.code == Code::PrivacyDeniedTerm.as_str();
        self.instead = self.instead.take().filter(|instead| !list.is_in(instead));
        let line = self.line.take().filter(|_| !is_denied);
        let covered = line.as_ref().map(|line| list.covered(line));
        // In a line that is other than it was, nothing has its place any more.
        self.marked = self.marked.filter(|_| covered.is_some() && covered == line);
        self.line = covered;
    }
}

/// Characters of a line that are shown.
const WIDTH: usize = 200;

/// Warnings that are shown at most.
const MOST_WARNINGS: usize = 100;

/// The errors among some findings.
pub(super) fn problems(diagnostics: &[Diagnostic], sources: &SourceMap, snapshot: &Snapshot) -> Vec<Problem> {
    let errors = diagnostics.iter().filter(|finding| finding.severity == Severity::Error);
    shown(errors, sources, snapshot)
}

/// The warnings among some findings, which a page shows only where somebody opens them.
pub(super) fn warnings<'d>(
    diagnostics: impl Iterator<Item = &'d Diagnostic>,
    sources: &SourceMap,
    snapshot: &Snapshot,
) -> Vec<Problem> {
    let warnings = diagnostics.filter(|finding| finding.severity == Severity::Warning);
    shown(warnings.take(MOST_WARNINGS), sources, snapshot)
}

fn shown<'d>(findings: impl Iterator<Item = &'d Diagnostic>, sources: &SourceMap, snapshot: &Snapshot) -> Vec<Problem> {
    let problem = |told: Once<'d>| Problem {
        message: told.message().into_owned(),
        ..problem(told.finding, sources, snapshot.editor.as_ref())
    };
    let mut problems: Vec<Problem> = once(findings).into_iter().map(problem).collect();
    if let Some(list) = &snapshot.deny_list {
        for problem in &mut problems {
            problem.cover(list);
        }
    }
    problems
}

fn problem(finding: &Diagnostic, sources: &SourceMap, editor: Option<&Editor>) -> Problem {
    let (place, opens, line, marked) = match &finding.place {
        Place::File(path) => (path.to_string(), editor.map(|editor| editor.link(path, 1, 1)), None, None),
        Place::At(span) => {
            let file = sources.get(span.file);
            let start = sources.positions(*span).map(|(start, _)| start);
            let place = match (file, start) {
                (Some(file), Some(start)) => format!("{}:{}:{}", file.path, start.line, start.column),
                _ => String::new(),
            };
            let text = file.and_then(SourceFile::text);
            let line = text.as_deref().zip(start).and_then(|(text, start)| text.lines().nth(start.line as usize - 1));
            let opens = editor
                .zip(file)
                .zip(start)
                .map(|((editor, file), start)| editor.link(&file.path, start.line, start.column));
            let line: Option<String> = line.map(|line| line.chars().take(WIDTH).collect());
            let marked = text.as_deref().zip(line.as_deref()).and_then(|(text, line)| marked(text, *span, line));
            (place, opens, line, marked)
        }
    };
    Problem {
        code: finding.code.as_str(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        place,
        editor: opens,
        line,
        marked,
        instead: instead(finding),
    }
}

/// Where in its line, which may be cut, a span lies.
fn marked(text: &str, span: Span, line: &str) -> Option<(usize, usize)> {
    let start = text.get(..span.range().start)?.rfind('\n').map_or(0, |at| at + 1);
    let units = |at: usize| {
        let end = at.saturating_sub(start).min(line.len());
        line.get(..end).map(|before| before.encode_utf16().count())
    };
    let (from, to) = (units(span.range().start)?, units(span.range().end)?);
    (from < to).then_some((from, to))
}

/// What a rule proposes to write, where that is the words themselves: a name has none that a program could know.
fn instead(finding: &Diagnostic) -> Option<String> {
    let proposed = finding.data.as_ref()?.get("instead")?.as_str()?;
    (finding.code != Code::PrivacyName).then(|| proposed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{CoursePath, FileId};

    #[test]
    fn what_is_meant_has_its_place_in_the_line() {
        let span = |range| Span::new(FileId::of(&CoursePath::new("a.md")), range);
        let text = "One.\n\u{1f642}\u{e9} forty-two\nand more";
        assert_eq!(marked(text, span(12..21), "\u{1f642}\u{e9} forty-two"), Some((4, 13)));
        assert_eq!(marked(text, span(12..30), "\u{1f642}\u{e9} forty-two"), Some((4, 13)), "to the end of the line");
        assert_eq!(marked(text, span(12..21), "\u{1f642}"), None, "behind the cut");
    }
}
