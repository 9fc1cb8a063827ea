//! What a build and the preview say of a course: everything that matters, and no flood.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostic::report::{Format, Summary, render};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::SourceMap;

use super::terminal::Terminal;

/// So many warnings of one code are shown: after them an author knows what there is to fix, and thousands more
/// would push everything else off the screen.
const MOST_OF_A_CODE: usize = 20;

/// Every error, the first warnings of each code, and how many more there are.
pub(super) fn few<'d>(
    found: impl IntoIterator<Item = &'d Diagnostic>,
    sources: &SourceMap,
    summary: &Summary,
    terminal: Terminal,
) -> String {
    let (mut shown, mut counts): (Vec<&Diagnostic>, BTreeMap<Code, usize>) = Default::default();
    for finding in found.into_iter().filter(|finding| finding.severity != Severity::Note) {
        let count = counts.entry(finding.code).or_default();
        *count += usize::from(!finding.is_error());
        if finding.is_error() || *count <= MOST_OF_A_CODE {
            shown.push(finding);
        }
    }
    let mut said = render(shown, sources, summary, Format::Human, terminal.errors);
    counts.retain(|_, count| *count > MOST_OF_A_CODE);
    for (code, count) in &counts {
        let _ = writeln!(said, "warning: {} more of `{}`", count - MOST_OF_A_CODE, code.as_str());
    }
    if !counts.is_empty() {
        said.push_str("help: `attune check` shows all of them\n");
    }
    said
}
