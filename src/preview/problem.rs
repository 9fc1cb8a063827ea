//! An error as the browser shows it.

use std::borrow::Cow;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::{SourceFile, SourceMap};

use super::editor::Editor;

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
}

/// Characters of a line that are shown.
const WIDTH: usize = 200;

/// The errors among some findings.
pub(super) fn problems(diagnostics: &[Diagnostic], sources: &SourceMap, editor: Option<&Editor>) -> Vec<Problem> {
    let errors = diagnostics.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| problem(finding, sources, editor)).collect()
}

fn problem(finding: &Diagnostic, sources: &SourceMap, editor: Option<&Editor>) -> Problem {
    let (place, opens, line) = match &finding.place {
        Place::File(path) => (path.to_string(), editor.map(|editor| editor.link(path, 1, 1)), None),
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
            (place, opens, line.map(|line| line.chars().take(WIDTH).collect()))
        }
    };
    Problem {
        code: finding.code.as_str(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        place,
        editor: opens,
        line,
    }
}
