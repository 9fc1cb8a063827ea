//! `attune serve`.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::Command;

use crate::build::BuildOptions;
use crate::diagnostic::report::{Format, Summary, render};
use crate::serve::{Change, Event, ServeOptions, run as serve};

use super::terminal::{Terminal, counted};
use super::{Ending, root};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  attune serve --open
  attune serve --root my-course --port 8000

The page in the browser follows every save. Errors are shown over the last good page, with file and
line, and go by themselves. Nothing is written to the output folder. End with Ctrl+C.")]
pub(super) struct Arguments {
    /// The course's folder [default: the nearest one with a site.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The address to listen on.
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    host: IpAddr,
    /// The port; the next free one when it is taken.
    #[arg(long, default_value_t = 4173)]
    port: u16,
    /// Open the browser.
    #[arg(long)]
    open: bool,
    /// Include drafts.
    #[arg(long)]
    drafts: bool,
    /// Show the facilitator's edition.
    #[arg(long)]
    facilitator: bool,
    /// Look for changes without the system's help, for network and container mounts.
    #[arg(long)]
    poll: bool,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Ending {
    try_run(arguments, terminal).unwrap_or_else(|ending| ending)
}

fn try_run(arguments: &Arguments, terminal: Terminal) -> Result<Ending, Ending> {
    let options = ServeOptions {
        root: root::find(arguments.root.as_deref())?,
        host: arguments.host,
        port: arguments.port,
        poll: arguments.poll,
        build: BuildOptions { drafts: arguments.drafts, facilitator: arguments.facilitator, ..BuildOptions::default() },
    };
    let (open, port) = (arguments.open, arguments.port);
    serve(&options, move |event| match event {
        Event::Ready(address, moved) => {
            let why = if *moved { format!(" (port {port} is taken)") } else { String::new() };
            eprintln!("Serving at {address}{why}. End with Ctrl+C.");
            if open {
                open_browser(address);
            }
        }
        Event::Built(change) => say(change, terminal),
        Event::Fault(fault) => eprintln!("error: {fault}"),
    })?;
    Ok(Ending::Done)
}

/// One line for each change; errors and warnings in full before it.
fn say(change: &Change, terminal: Terminal) {
    let summary = Summary::of(&change.diagnostics, change.pages, 0);
    let loud: Vec<_> =
        change.diagnostics.iter().filter(|f| f.severity != crate::diagnostic::Severity::Note).cloned().collect();
    if summary.errors > 0 || change.first {
        eprint!("{}", render(&loud, &change.sources, &summary, Format::Human, terminal.errors));
    }
    let what = match &change.files[..] {
        _ if change.first => "Built".to_owned(),
        [one] => format!("{one}: rebuilt"),
        [first, rest @ ..] => format!("{first} and {}: rebuilt", counted(rest.len(), "other")),
        [] => "Rebuilt".to_owned(),
    };
    let time = change.time.as_secs_f64() * 1000.0;
    if summary.errors > 0 {
        eprintln!("{what} in {time:.0} ms with {}; the last good pages stand", counted(summary.errors, "error"));
    } else {
        eprintln!("{what} {} in {time:.0} ms", counted(summary.pages, "page"));
    }
}

fn open_browser(address: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let started = if cfg!(windows) {
        Command::new("cmd").args(["/C", "start", "", address]).spawn()
    } else {
        Command::new(program).arg(address).spawn()
    };
    if let Err(error) = started {
        eprintln!("cannot open a browser ({error}): open {address} yourself");
    }
}
