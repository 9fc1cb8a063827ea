//! `attune import`.
//!
//! [`read`] has what is imported, [`target`] where it goes, [`write`](mod@write) puts it there all at once.

mod read;
mod target;
mod write;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::{Format as ReportFormat, Summary, render};
use crate::import::{self, Format, Imported, Report, Wanted};
use crate::input::Inputs;
use crate::pipeline::BuildOptions;
use crate::progress::Silent;
use crate::project::Project;
use crate::source::CoursePath;

use super::Ending;
use super::root::CheckedBuild;
use super::terminal::{Terminal, counted, message, result, say};
use target::Destination;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  attune import questions.gift                   a course of its own, in the folder `questions`
  attune import fragen.xml --lang de             the same in German
  attune import quiz.xml --output content/03-quiz
  attune import my-lesson --output my-course --dry-run
  attune import my-lesson --report json > report.json

In a course the pages become its next module, elsewhere a course of their own. What has no counterpart is reported on standard
output with its place and what was done instead. Nothing is overwritten without `--force`, and everything is written or
nothing: what cannot be read, or a disk that is full, leaves no half of a course.")]
pub(super) struct Arguments {
    /// What to import: files, or the folder of a lesson or a book.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The folder to write to: one of a course's own, a course, or a folder in its `content`.
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The format, where the content does not tell.
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(Format::ALL.map(Format::name)))]
    format: Option<String>,
    /// The language of a course of its own, as a tag [default: what the source says, or `en`].
    #[arg(long = "lang", value_name = "LANG")]
    language: Option<String>,
    /// How to write the report.
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = ["human", "short", "json", "sarif", "github"])]
    report: String,
    /// Say what would be written, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Overwrite files that are there.
    #[arg(long)]
    force: bool,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Ending {
    try_run(arguments, terminal).unwrap_or_else(|ending| ending)
}

fn try_run(arguments: &Arguments, terminal: Terminal) -> Result<Ending, Ending> {
    let report_format: ReportFormat = arguments.report.parse().map_err(Ending::Usage)?;
    let destination = Destination::of(&arguments.files, arguments.output.as_deref(), arguments.language.as_deref())?;
    let mut report = Report::default();
    let mut sources = Vec::with_capacity(arguments.files.len());
    for file in &arguments.files {
        sources.extend(read::source(file, &mut report)?);
    }
    let format = arguments.format.as_deref().and_then(Format::named);
    let (language, target) = (destination.language.clone(), destination.target.clone());
    let made = import::import(&sources, &Wanted { format, language, target }, report);
    let summary = Summary::of(&made.findings, made.pages, made.questions);
    let written = render(&made.findings, &made.sources, &summary, report_format, terminal.output);
    if !made.is_complete() {
        result(&written)?;
        say!("Nothing was written");
        return Ok(Ending::Errors);
    }
    let files = destination.files(&made);
    write::refuse(&destination.folder, files.keys(), arguments.force)?;
    result(&written)?;
    if summary.warnings > 0 {
        let has = if summary.warnings == 1 { "has" } else { "have" };
        say!("{} {has} no counterpart in Attune: see above", counted(summary.warnings, "thing"));
    }
    let (pages, questions) = (counted(made.pages, "page"), counted(made.questions, "question"));
    if arguments.dry_run {
        for path in files.keys() {
            say!("would write {}", destination.folder.join(path).display());
        }
        say!("{pages} and {questions}; nothing was written");
    } else {
        write::write(&destination.folder, &destination.staging(), &files)?;
        say!("Wrote {pages} and {questions} into `{}`", destination.folder.display());
        if destination.is_new() {
            say!("Look at it:  attune serve --root {} --open", destination.folder.display());
        }
    }
    let errors = said_errors(&made, &destination, terminal);
    if errors > 0 {
        say!("`attune check` finds {} in what was imported", counted(errors, "error"));
        return Ok(Ending::Errors);
    }
    Ok(Ending::Done)
}

/// How many errors a check of what was made finds, in a course that has nothing else; they are said.
fn said_errors(made: &Imported, destination: &Destination, terminal: Terminal) -> usize {
    let mut project = Project::in_memory(Inputs::default());
    project.put(CoursePath::new("site.toml"), made.site.clone().into_bytes());
    if !destination.is_new() {
        project.put(CoursePath::new("content/_index.md"), b"---\ntitle: Course\n---\n".to_vec());
    }
    for (path, bytes) in &made.content {
        project.put(destination.in_course(path), bytes.clone());
    }
    let options = BuildOptions { no_search: true, drafts: true, ..BuildOptions::default() };
    // All that `attune check` looks at, what facilitators alone see in the finished pages among it.
    let run = CheckedBuild::new(&mut project, &options, false, true, &Silent);
    let mut found = run.findings();
    found.retain(|finding: &&Diagnostic| finding.is_error());
    let summary = run.summary(&found);
    let shown = found.iter().copied();
    message(format_args!("{}", render(shown, &run.report.sources, &summary, ReportFormat::Human, terminal.errors)));
    found.len()
}
