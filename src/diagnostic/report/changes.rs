//! Repairs that were made: a line each, `file:line: fixed[code]: what`; for people with the lines before and after.

use std::fmt::Write as _;

use super::located::visible;
use crate::diagnostic::Fixed;

pub(super) fn short(fixed: &[Fixed], folder: &str) -> String {
    fixed.iter().map(|change| line(change, folder) + "\n").collect()
}

pub(super) fn human(fixed: &[Fixed]) -> String {
    let mut text = String::new();
    for change in fixed {
        text.push_str(&line(change, ""));
        text.push('\n');
        for before in &change.before {
            let _ = writeln!(text, "- {}", visible(before));
        }
        for after in &change.after {
            let _ = writeln!(text, "+ {}", visible(after));
        }
        text.push('\n');
    }
    text
}

/// Plain lines of the log: a workflow command would mark a line that is no longer wrong.
pub(super) fn github(fixed: &[Fixed], folder: &str) -> String {
    short(fixed, folder)
}

fn line(change: &Fixed, folder: &str) -> String {
    let Fixed { code, path, line, what, .. } = change;
    format!("{}{}:{line}: fixed[{code}]: {}", visible(folder), visible(path.as_str()), visible(what))
}
