//! `attune build`.

use std::path::PathBuf;
use std::time::Instant;

use crate::build::BuildOptions;
use crate::config::BaseUrl;
use crate::diagnostic::report::{Format, Summary, render};
use crate::output;

use super::terminal::{Terminal, counted, message, say};
use super::{Ending, root};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  attune build
  attune build --base-url https://example.org/course/ --strict
  attune build --facilitator --output trainers

With an error in the content nothing is written: the last good site stands. Only files that Attune
wrote are ever replaced or deleted; an output folder that holds other things is left alone.")]
pub(super) struct Arguments {
    /// The course's folder [default: the nearest one with a site.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Where to write the site [default: `public` in the course's folder].
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Where the site will stand, in place of `base_url`.
    #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
    base_url: Option<BaseUrl>,
    /// Include drafts.
    #[arg(long)]
    drafts: bool,
    /// Build the facilitator's edition.
    #[arg(long)]
    facilitator: bool,
    /// Treat warnings as errors.
    #[arg(long)]
    strict: bool,
    /// Build without a search index.
    #[arg(long)]
    no_search: bool,
    /// Say nothing but errors and warnings.
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Ending {
    try_run(arguments, terminal).unwrap_or_else(|ending| ending)
}

fn try_run(arguments: &Arguments, terminal: Terminal) -> Result<Ending, Ending> {
    let start = Instant::now();
    let root = root::find(arguments.root.as_deref())?;
    let folder = arguments.output.clone().unwrap_or_else(|| root.join("public"));
    let options = BuildOptions {
        base_url: arguments.base_url.clone(),
        drafts: arguments.drafts,
        facilitator: arguments.facilitator,
        no_search: arguments.no_search,
        check_only: false,
    };
    let run = root::run(&root, Some(folder.clone()), &options, arguments.strict)?;
    let summary = Summary::of(&run.diagnostics, run.built.course.pages.len(), run.built.item_count());
    let loud: Vec<_> =
        run.diagnostics.iter().filter(|finding| finding.is_error() || !is_note(finding)).cloned().collect();
    message(format_args!("{}", render(&loud, &run.inputs.sources, &summary, Format::Human, terminal.errors)));
    if summary.errors > 0 {
        let stands = if folder.join("index.html").exists() { "; the last good site stands" } else { "" };
        say!("{}: nothing was written{stands}", counted(summary.errors, "error"));
        return Ok(Ending::Errors);
    }
    let written = output::write(&run.built.site, &folder, &root)?;
    if let Some(first) = written.unknown.first() {
        let count = counted(written.unknown.len(), "file");
        say!(
            "note: the record of earlier builds is gone, so {count} of unknown origin stayed in {}, such as `{first}`",
            root::shown(&folder)
        );
        say!("help: delete the folder and build again to be rid of what is old");
    }
    if !arguments.quiet {
        let warnings = match summary.warnings {
            0 => String::new(),
            count => format!(" ({})", counted(count, "warning")),
        };
        say!(
            "Built {} and {} into {} in {:.2} s{warnings}",
            counted(summary.pages, "page"),
            counted(summary.items, "question"),
            root::shown(&folder),
            start.elapsed().as_secs_f64()
        );
    }
    // The program ends here: giving back a large site piece by piece would only keep the author waiting.
    std::mem::forget(run);
    Ok(Ending::Done)
}

fn is_note(finding: &crate::diagnostic::Diagnostic) -> bool {
    finding.severity == crate::diagnostic::Severity::Note
}
