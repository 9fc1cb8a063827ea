//! `attune import`.
//!
//! [`read`] has what is imported, [`target`] where it goes, [`checked`] what a check says of it, [`write`](mod@write) puts it there all at once.

mod checked;
mod read;
mod target;
mod write;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::report::{Format as ReportFormat, Summary, render};
use crate::import::{self, Format, Report, Wanted};
use crate::source::SourceMap;

use super::Ending;
use super::terminal::{Terminal, counted, result, say};
use checked::Checked;
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
    let shown = |findings: &[Diagnostic], sources: &SourceMap| {
        let summary = Summary::of(findings, made.pages, made.questions);
        render(findings, sources, &summary, report_format, terminal.output)
    };
    if !made.is_complete() {
        result(&shown(&made.findings, &made.sources))?;
        say!("Nothing was written");
        return Ok(Ending::Errors);
    }
    let checked = Checked::of(&made, &destination);
    let findings: Vec<Diagnostic> = made.findings.iter().chain(&checked.errors).cloned().collect();
    let written = shown(&findings, &made.sources.clone().with(&checked.sources));
    let files = destination.files(&made);
    write::refuse(&destination.folder, files.keys(), arguments.force)?;
    result(&written)?;
    if !made.findings.is_empty() {
        let has = if made.findings.len() == 1 { "has" } else { "have" };
        say!("{} {has} no counterpart in Attune: see above", counted(made.findings.len(), "thing"));
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
    if destination.prints_dollars && made.with_formulas > 0 {
        let pages = counted(made.with_formulas, "page");
        say!("{pages} with formulas: take `math = false` out of `site.toml`, which prints them as they are written");
    }
    checked.say_warnings();
    if !checked.errors.is_empty() {
        say!("`attune check` finds {} in what was imported: see above", counted(checked.errors.len(), "error"));
        return Ok(Ending::Errors);
    }
    Ok(Ending::Done)
}
