//! `file:line:column: severity[code]: message (help)`, a line each.

use std::fmt::Write as _;

use super::located::{Located, Spot, visible};

pub(super) fn render(findings: &[Located<'_>], folder: &str) -> String {
    let mut text = String::new();
    for Located { finding, place, message, .. } in findings {
        let place = place.as_ref().map_or_else(String::new, |place| format!("{}: ", shown(place, folder)));
        let help = finding.help.as_ref().map_or_else(String::new, |help| format!(" ({})", visible(help)));
        let (severity, code, message) = (finding.severity.as_str(), finding.code, visible(message));
        let _ = writeln!(text, "{place}{severity}[{code}]: {message}{help}");
    }
    text
}

fn shown(place: &Spot<'_>, folder: &str) -> String {
    let path = format!("{}{}", visible(folder), visible(place.path));
    match &place.part {
        Some(part) => format!("{path}:{}:{}", part.start.line, part.start.column),
        None => path,
    }
}
