//! `attune build`.

use std::path::{Path, PathBuf};

use crate::config::{AddressForm, BaseUrl};
use crate::diagnostic::{Diagnostic, IoFault, Outcome};
use crate::output::{self, How, Record};
use crate::pipeline::BuildOptions;

use super::Ending;
use super::findings::few;
use super::meter::Meter;
use super::root::{self, CheckedBuild};
use super::terminal::{Terminal, counted, message, result, say};

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch on the command line")]
#[command(after_help = "\
Examples:
  attune build
  attune build --base-url https://example.org/course/ --strict
  attune build --facilitator                 writes to `facilitator`, not to `public`

With an error in the content nothing is written: the last good site stands. Only files that Attune
wrote are ever replaced or deleted; an output folder that holds other things is refused.")]
pub(super) struct Arguments {
    /// The course's folder [default: the nearest one with a site.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Where to write the site [default: `public` in the course's folder, `facilitator` for that edition].
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Where the site will stand, in place of `base_url`.
    #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
    base_url: Option<BaseUrl>,
    /// How pages link to each other: as on the web (`folder`) or as from disk (`file`).
    #[arg(long, value_name = "FORM")]
    addresses: Option<Addresses>,
    /// Include drafts.
    #[arg(long)]
    drafts: bool,
    /// Build the facilitator's edition.
    #[arg(long)]
    facilitator: bool,
    /// Treat warnings as errors.
    #[arg(long)]
    strict: bool,
    /// Take over an output folder that holds files of others; they are left alone.
    #[arg(long)]
    adopt: bool,
    /// Build without a search index.
    #[arg(long)]
    no_search: bool,
    /// Say nothing but errors and warnings.
    #[arg(long, short)]
    quiet: bool,
    /// Say how long each stage took; `json` says it on standard output, in seconds.
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "human")]
    timings: Option<Timings>,
}

/// How pages write addresses.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Addresses {
    Folder,
    File,
}

impl From<Addresses> for AddressForm {
    fn from(addresses: Addresses) -> Self {
        match addresses {
            Addresses::Folder => Self::Folder,
            Addresses::File => Self::File,
        }
    }
}

/// How times are shown.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum Timings {
    Human,
    Json,
}

impl Timings {
    /// Says how long each stage took, where that was asked for.
    pub(super) fn tell(wanted: Option<Self>, meter: &Meter) -> Result<(), IoFault> {
        match wanted {
            Some(Self::Human) => message(format_args!("{}", meter.table())),
            Some(Self::Json) => result(&format!("{}\n", meter.json()))?,
            None => {}
        }
        Ok(())
    }
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Ending {
    try_run(arguments, terminal).unwrap_or_else(|ending| ending)
}

fn try_run(arguments: &Arguments, terminal: Terminal) -> Result<Ending, Ending> {
    let root = root::find(arguments.root.as_deref())?;
    let folder = arguments.output.clone().unwrap_or_else(|| root.join(arguments.default_folder()));
    output::check_folder(&folder, &root)?;
    let mut meter = Meter::start(arguments.quiet);
    let ending = build(arguments, &root, &folder, &mut meter, terminal);
    meter.clear();
    if ending.is_ok() {
        Timings::tell(arguments.timings, &meter)?;
    }
    ending
}

fn build(
    arguments: &Arguments,
    root: &Path,
    folder: &Path,
    meter: &mut Meter,
    terminal: Terminal,
) -> Result<Ending, Ending> {
    let options = arguments.options();
    let mut project = root::open(root, folder.to_owned(), meter)?;
    let key = project.key(&options);
    let same = |(record, _): &(Record, Vec<String>)| {
        record.key == key && record.coloured == terminal.errors && !(arguments.strict && record.warnings > 0)
    };
    if let Some((record, refused)) = output::up_to_date(folder, root).filter(same) {
        // Nothing that the site depends on is other than it was, nor is any file of the site.
        meter.clear();
        message(format_args!("{}", record.said));
        tell_refused(&refused);
        arguments.tell(&record, folder, meter.seconds());
        return Ok(Ending::Done);
    }
    let run = CheckedBuild::new(&mut project, &options, arguments.strict, false, meter);
    let faults: Vec<Diagnostic>;
    let mut found = run.findings();
    let mut summary = run.summary(&found);
    let mut record = Record {
        key,
        pages: summary.pages,
        items: summary.items,
        warnings: summary.warnings,
        said: few(found.iter().copied(), &run.report.sources, &summary, terminal),
        coloured: terminal.errors,
    };
    let (mut unknown, mut refused) = (Vec::new(), Vec::new());
    if summary.errors == 0 {
        let how =
            How { record: Some(record.clone()), adopt: arguments.adopt, looks_at_all: project.deny_list().is_some() };
        let (site, index) = project.with_search(&run.report, meter)?;
        let Outcome { value: written, diagnostics } = project.write_with(&site, folder, how, meter)?;
        faults = diagnostics;
        found.extend(&faults);
        (unknown, refused) = (written.unknown, written.refused_by_hosts);
        summary = run.summary(&found);
        // What must not be published is not kept either: the words of a page may hold a term of the deny list.
        if let Some(index) = index.filter(|_| summary.errors == 0) {
            index.keep(root)?;
        }
    }
    meter.clear();
    if summary.errors > 0 {
        record.said = few(found.iter().copied(), &run.report.sources, &summary, terminal);
    }
    message(format_args!("{}", record.said));
    if summary.errors > 0 {
        let stands = if folder.join("index.html").exists() { "; the last good site stands" } else { "" };
        say!("{}: nothing was written{stands}", counted(summary.errors, "error"));
        return Ok(Ending::Errors);
    }
    tell_unknown(&unknown, folder);
    tell_refused(&refused);
    arguments.tell(&record, folder, meter.seconds());
    // The program ends here: giving back a large course piece by piece would only keep the author waiting.
    std::mem::forget((run, project));
    Ok(Ending::Done)
}

/// What may be old and cannot be told from an author's own files.
fn tell_unknown(unknown: &[String], folder: &Path) {
    if let Some(first) = unknown.first() {
        let count = counted(unknown.len(), "file");
        say!(
            "note: the record of earlier builds is gone, so {count} of unknown origin stayed in {}, such as `{first}`",
            root::shown(folder)
        );
        say!("help: delete the folder and build again to be rid of what is old");
    }
}

/// What some host would refuse; most courses are published elsewhere, so that it is no warning.
pub(super) fn tell_refused(refused: &[String]) {
    for sentence in refused {
        say!("note: {sentence}");
    }
}

impl Arguments {
    fn options(&self) -> BuildOptions {
        BuildOptions {
            base_url: self.base_url.clone(),
            addresses: self.addresses.map(AddressForm::from),
            drafts: self.drafts,
            facilitator: self.facilitator,
            no_search: self.no_search,
            today: Some(root::today()),
        }
    }

    /// What the output folder is called where nobody says: the facilitator's edition never lands where learners' is.
    fn default_folder(&self) -> &'static str {
        if self.facilitator { "facilitator" } else { "public" }
    }

    /// The line in which a build ends.
    fn tell(&self, record: &Record, folder: &Path, seconds: f64) {
        if self.quiet {
            return;
        }
        let warnings = record.warnings;
        let warnings = if warnings > 0 { format!(" ({})", counted(warnings, "warning")) } else { String::new() };
        let (pages, questions) = (counted(record.pages, "page"), counted(record.items, "question"));
        let edition = if self.facilitator {
            "; this is the facilitator's edition, with answers and notes: don't put it where learners can read it"
        } else {
            ""
        };
        say!("Built {pages} and {questions} into {} in {seconds:.2} s{warnings}{edition}", root::shown(folder));
    }
}
