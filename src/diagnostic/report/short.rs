//! `file:line:column: severity[code]: message (help)`, a line each.

use std::fmt::Write as _;

use super::located::{Located, visible};

pub(super) fn render(findings: &[Located<'_>]) -> String {
    let mut text = String::new();
    for Located { finding, place, .. } in findings {
        let at =
            place.part.as_ref().map_or_else(String::new, |part| format!(":{}:{}", part.start.line, part.start.column));
        let help = finding.help.as_ref().map_or_else(String::new, |help| format!(" ({})", visible(help)));
        let (severity, code, message) = (finding.severity.as_str(), finding.code, visible(&finding.message));
        let _ = writeln!(text, "{}{at}: {severity}[{code}]: {message}{help}", visible(place.path));
    }
    text
}
