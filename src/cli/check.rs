//! `attune check`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::check::coverage::{coverage, csv};
use crate::diagnostic::report::{Format, Summary, once, render};
use crate::diagnostic::{Diagnostic, Fixed, IoFault};
use crate::fix::{Left, Repaired, repair, write};
use crate::input::Inputs;
use crate::pipeline::BuildOptions;
use crate::project::Project;

use super::Ending;
use super::meter::Meter;
use super::root::{self, CheckedBuild};
use super::selection::{self, Selection};
use super::terminal::{self, Terminal, counted, result, say};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  attune check
  attune check content/07-cases/02-a-case.md     one page
  attune check - < draft.md                      a text before it enters the course
  attune check --strict --format github     marks findings in a pull request
  attune check --fix                        fixes what needs no decision, such as missing ids
  attune check --format json | jq .summary
  attune check --privacy-report=review.html      for the file of an ethics board
  attune check --coverage csv > coverage.csv     which questions serve which objectives

The report goes to standard output, the closing line to standard error.")]
pub(super) struct Arguments {
    /// Files and folders to check; `-` is a text on standard input. Without one, all of the course.
    #[arg(value_name = "FILE", conflicts_with_all = ["coverage", "privacy_report"])]
    files: Vec<PathBuf>,
    /// The course's folder [default: the nearest one with a site.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// How to write the report.
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = ["human", "short", "json", "sarif", "github"])]
    format: String,
    /// Write the table of objectives and the questions that serve them, in place of the report.
    #[arg(long, value_name = "FORMAT", value_parser = ["csv"])]
    coverage: Option<String>,
    /// Write a page for the file of an ethics board, in place of the report: every case with what is vouched for, found and
    /// let stand, and what was not checked. To a file, or to standard output.
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, conflicts_with = "coverage")]
    #[expect(clippy::option_option, reason = "an option with an optional value")]
    privacy_report: Option<Option<PathBuf>>,
    /// Treat warnings as errors.
    #[arg(long)]
    strict: bool,
    /// Fix in the sources what needs no decision, and say what was changed.
    #[arg(long, conflicts_with = "coverage")]
    fix: bool,
    /// Check drafts too.
    #[arg(long)]
    drafts: bool,
    /// Report errors alone, and say nothing where there are none.
    #[arg(long, short, conflicts_with = "privacy_report")]
    quiet: bool,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Ending {
    try_run(arguments, terminal).unwrap_or_else(|ending| ending)
}

fn try_run(arguments: &Arguments, terminal: Terminal) -> Result<Ending, Ending> {
    let format: Format = arguments.format.parse().map_err(Ending::Usage)?;
    let drafts = arguments.drafts || !arguments.files.is_empty();
    let options = BuildOptions { drafts, today: Some(root::today()), ..BuildOptions::default() };
    let mut meter = Meter::start(arguments.quiet);
    let mut project = open(arguments, &meter)?;
    terminal::deny(project.deny_list());
    let selection = match &arguments.files[..] {
        [] => None,
        files => Some(Selection::of(files, &mut project)?),
    };
    let mut fixed = None;
    if arguments.fix {
        if selection.as_ref().is_some_and(Selection::has_texts) {
            return Err(Ending::Usage("`--fix` is for files of the course".to_owned()));
        }
        fixed = Some(fix(project.inputs(), &options, selection.as_ref())?);
        project.refresh(None)?;
    }
    let run = CheckedBuild::new(&mut project, &options, arguments.strict, selection.is_none(), &meter);
    meter.clear();
    let mut found = run.findings();
    if arguments.quiet {
        found.retain(|finding| finding.is_error());
    }
    let folder = root::from_here(project.root());
    if let Some(selection) = &selection {
        // A text from elsewhere is named as it was asked for.
        let folder = if selection.has_texts() { String::new() } else { folder };
        let told = Summary { fixed, folder, ..Summary::default() };
        return selected(selection, &run, &found, (format, terminal, told), arguments.quiet);
    }
    let mut summary = run.summary(&found);
    if arguments.coverage.is_some() {
        result(&csv(&coverage(&run.report.course)))?;
        return Ok(ending(&summary));
    }
    if let Some(path) = &arguments.privacy_report {
        let page = project.privacy_report(&run.report, &options).map_err(|fault| Ending::Usage(fault.message))?;
        match path {
            None => result(&page)?,
            Some(path) => std::fs::write(path, page).map_err(|error| IoFault::new("cannot write", path, &error))?,
        }
        return Ok(ending(&summary));
    }
    (summary.fixed, summary.folder) = (fixed, folder);
    result(&render(found.iter().copied(), &run.report.sources, &summary, format, terminal.output))?;
    if !arguments.quiet {
        close(&summary, &found, format);
    }
    Ok(ending(&summary))
}

/// Reads the course; of texts alone, around which there is none, one that has nothing in it.
fn open(arguments: &Arguments, meter: &Meter) -> Result<Project, Ending> {
    let root = match &arguments.files[..] {
        [] => Some(root::find(arguments.root.as_deref())?),
        files => selection::course_of(arguments.root.as_deref(), files)?,
    };
    Ok(match root {
        Some(root) => root::open(&root, root.join("public"), meter)?,
        None => selection::empty()?,
    })
}

/// Reports what is found in the files that are asked about.
fn selected(
    selection: &Selection,
    run: &CheckedBuild,
    found: &[&Diagnostic],
    (format, terminal, told): (Format, Terminal, Summary),
    is_quiet: bool,
) -> Result<Ending, Ending> {
    let (found, sources) = selection.findings(found, &run.report.sources);
    let (pages, items) = selection.counts(&run.report);
    let Summary { fixed, folder, .. } = told;
    let summary = Summary { fixed, folder, ..Summary::of(&found, pages, items) };
    result(&render(&found, &sources, &summary, format, terminal.output))?;
    if !is_quiet {
        close(&summary, &found.iter().collect::<Vec<_>>(), format);
    }
    Ok(ending(&summary))
}

fn ending(summary: &Summary) -> Ending {
    if summary.errors > 0 { Ending::Errors } else { Ending::Done }
}

/// Fixes the sources; what was changed.
fn fix(inputs: &Inputs, options: &BuildOptions, selection: Option<&Selection>) -> Result<Vec<Fixed>, IoFault> {
    let mut repaired = repair(inputs, options);
    if let Some(selection) = selection {
        selection.retain(&mut repaired);
    }
    let Repaired { texts, pictures, mut fixed } = repaired;
    let (texts, pictures) = (write(inputs, &texts), write(inputs, &pictures));
    for Left { path, why } in texts.left.iter().chain(&pictures.left) {
        say!("warning: `{path}` {why}: nothing was changed in it");
    }
    fixed.retain(|fixed| texts.done.contains(&fixed.path) || pictures.done.contains(&fixed.path));
    match texts.fault.or(pictures.fault) {
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
    let proposed = once(found.iter().copied()).iter().filter(|told| told.finding.fix.is_some()).count();
    if summary.fixed.is_none() && proposed > 0 {
        say!("`attune check --fix` can fix {proposed} of these");
    }
}
