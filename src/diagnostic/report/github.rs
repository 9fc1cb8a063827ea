//! Workflow commands of GitHub Actions, escaped as GitHub's own toolkit escapes them.

use std::fmt::Write as _;

use super::located::{Located, Part, Spot, visible};
use crate::diagnostic::Severity;

pub(super) fn render(findings: &[Located<'_>], folder: &str) -> String {
    let mut text = String::new();
    for Located { finding, place, message: said, .. } in findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = place.as_ref().map_or_else(String::new, |place| properties(place, folder));
        let help = finding.help.as_ref().map_or_else(String::new, |help| format!("\n{help}"));
        let message = data(&format!("{said}{help}"));
        let _ = writeln!(text, "::{command} {place}title={}::{message}", property(finding.code.as_str()));
    }
    text
}

fn properties(place: &Spot<'_>, folder: &str) -> String {
    let mut text = format!("file={},", property(&format!("{folder}{}", place.path)));
    if let Some(Part { start, end, .. }) = &place.part {
        let _ = write!(text, "line={},endLine={},", start.line, end.line);
        // GitHub takes columns of a place within one line only.
        if start.line == end.line {
            let _ = write!(text, "col={},endColumn={},", start.column, end.column);
        }
    }
    text
}

fn data(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(visible).collect();
    lines.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
