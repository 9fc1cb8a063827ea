//! What a build and the preview say of a course: everything that matters, and no flood.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostic::report::{Format, Summary, render};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::SourceMap;

use super::Ending;
use super::meter::Meter;
use super::root::CheckedBuild;
use super::terminal::{Terminal, counted, message, say};

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

/// Says what was found, and ends where that keeps a course from being `done`, which is "published" or "written" somewhere else than
/// into its own folder: errors, and what the privacy rules found.
pub(super) fn refused(
    run: &CheckedBuild,
    faults: &[Diagnostic],
    (meter, terminal): (&mut Meter, Terminal),
    done: &str,
) -> Option<Ending> {
    let mut found = run.findings();
    found.extend(faults);
    let summary = run.summary(&found);
    let of_privacy =
        |finding: &&&Diagnostic| finding.code.as_str().starts_with("privacy-") && finding.severity == Severity::Warning;
    let private = found.iter().filter(of_privacy).count();
    if faults.is_empty() || summary.errors > 0 {
        meter.clear();
        message(format_args!("{}", few(found.iter().copied(), &run.report.sources, &summary, terminal)));
    }
    if summary.errors > 0 {
        say!("{}: nothing was {done}", counted(summary.errors, "error"));
        return Some(Ending::Errors);
    }
    if private > 0 {
        say!("{} of the privacy rules: nothing was {done}", counted(private, "finding"));
        say!("help: change the text, or write the exception and its reason beside it: see docs/privacy.md");
        return Some(Ending::Errors);
    }
    None
}
