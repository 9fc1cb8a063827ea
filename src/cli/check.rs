//! `attune check`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::check::coverage::{coverage, csv};
use crate::diagnostic::report::{Format, Summary, render};
use crate::diagnostic::{Diagnostic, Fixed, IoFault};
use crate::fix::{Left, Repaired, repair, write};
use crate::input::Inputs;
use crate::pipeline::BuildOptions;

use super::Ending;
use super::meter::Meter;
use super::root::{self, CheckedBuild};
use super::terminal::{Terminal, counted, result, say};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  attune check
  attune check --strict --format github     marks findings in a pull request
  attune check --fix                        fixes what needs no decision, such as missing ids
  attune check --format json | jq .summary
  attune check --coverage csv > coverage.csv     which questions serve which objectives

The report goes to standard output, the closing line to standard error.")]
pub(super) struct Arguments {
    /// The course's folder [default: the nearest one with a site.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// How to write the report.
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = ["human", "short", "json", "sarif", "github"])]
    format: String,
    /// Write the table of objectives and the questions that serve them, in place of the report.
    #[arg(long, value_name = "FORMAT", value_parser = ["csv"])]
    coverage: Option<String>,
    /// Treat warnings as errors.
    #[arg(long)]
    strict: bool,
    /// Fix in the sources what needs no decision, and say what was changed.
    #[arg(long, conflicts_with = "coverage")]
    fix: bool,
    /// Check drafts too.
    #[arg(long)]
    drafts: bool,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Ending {
    try_run(arguments, terminal).unwrap_or_else(|ending| ending)
}

fn try_run(arguments: &Arguments, terminal: Terminal) -> Result<Ending, Ending> {
    let format: Format = arguments.format.parse().map_err(Ending::Usage)?;
    let root = root::find(arguments.root.as_deref())?;
    let options = BuildOptions { drafts: arguments.drafts, today: Some(root::today()), ..BuildOptions::default() };
    let mut meter = Meter::start(false);
    let mut project = root::open(&root, root.join("public"), &meter)?;
    let mut fixed = None;
    if arguments.fix {
        fixed = Some(fix(project.inputs(), &options)?);
        project.refresh(None)?;
    }
    let run = CheckedBuild::new(&mut project, &options, arguments.strict, true, &meter);
    meter.clear();
    let found = run.findings();
    let mut summary = run.summary(&found);
    if arguments.coverage.is_some() {
        result(&csv(&coverage(&run.report.course)))?;
        return Ok(if summary.errors > 0 { Ending::Errors } else { Ending::Done });
    }
    summary.fixed = fixed;
    summary.folder = root::from_here(&root);
    result(&render(found.iter().copied(), &run.report.sources, &summary, format, terminal.output))?;
    close(&summary, &found, format);
    Ok(if summary.errors > 0 { Ending::Errors } else { Ending::Done })
}

/// Fixes the sources; what was changed.
fn fix(inputs: &Inputs, options: &BuildOptions) -> Result<Vec<Fixed>, IoFault> {
    let Repaired { texts, mut fixed } = repair(inputs, options);
    let written = write(inputs, &texts);
    for Left { path, why } in &written.left {
        say!("warning: `{path}` {why}: nothing was changed in it");
    }
    fixed.retain(|fixed| written.done.contains(&fixed.path));
    match written.fault {
        None => Ok(fixed),
        Some(fault) => {
            tell(&fixed);
            Err(fault)
        }
    }
}

/// What was changed, where the report cannot say it.
fn tell(fixed: &[Fixed]) {
    for Fixed { code, path, line, what, .. } in fixed {
        say!("{path}:{line}: fixed[{code}]: {what}");
    }
}

/// The closing lines.
fn close(summary: &Summary, found: &[&Diagnostic], format: Format) {
    if let Some(fixed) = &summary.fixed {
        if format == Format::Sarif {
            tell(fixed);
        }
        let files: BTreeSet<_> = fixed.iter().map(|fixed| &fixed.path).collect();
        match files.len() {
            0 => say!("Nothing was fixed"),
            count => say!("Fixed {} in {}", counted(fixed.len(), "place"), counted(count, "file")),
        }
    }
    if format != Format::Human {
        return;
    }
    say!(
        "Checked {} and {}: {}, {}",
        counted(summary.pages, "page"),
        counted(summary.items, "question"),
        counted(summary.errors, "error"),
        counted(summary.warnings, "warning")
    );
    let proposed = found.iter().filter(|finding| finding.fix.is_some()).count();
    if summary.fixed.is_none() && proposed > 0 {
        say!("`attune check --fix` can fix {proposed} of these");
    }
}
