//! `attune serve`.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use crate::diagnostic::report::{Format, Summary, render};
use crate::pipeline::BuildOptions;
use crate::preview::{Change, Event, Ready, ServeOptions, run as serve};
use crate::threads::{self, Workers};

use super::findings::few;
use super::terminal::{Terminal, counted, deny, message, say};
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
    /// The address to listen on; one that other machines can reach asks for a token in the address.
    #[arg(long, value_name = "IP", default_value = "127.0.0.1", value_parser = host)]
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

fn host(text: &str) -> Result<IpAddr, String> {
    if text == "localhost" {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    text.parse().map_err(|_| "it is not an IP address, such as 127.0.0.1, ::1 or 0.0.0.0 (every network)".to_owned())
}

pub(super) fn run(arguments: &Arguments, workers: Workers, terminal: Terminal) -> Ending {
    try_run(arguments, workers, terminal).unwrap_or_else(|ending| ending)
}

fn try_run(arguments: &Arguments, workers: Workers, terminal: Terminal) -> Result<Ending, Ending> {
    // The thread that builds asks others to share its work, and would wait for them for ever.
    if let (0, Some(fault)) = (workers.count, workers.refused) {
        return Err(fault.into());
    }
    let options = ServeOptions {
        root: root::find(arguments.root.as_deref())?,
        host: arguments.host,
        port: arguments.port,
        poll: arguments.poll,
        build: BuildOptions {
            drafts: arguments.drafts,
            facilitator: arguments.facilitator,
            today: Some(root::today()),
            ..BuildOptions::default()
        },
    };
    let (open, port) = (arguments.open, arguments.port);
    serve(&options, move |event| match event {
        Event::Ready(ready) => {
            say_where(ready, port);
            if open {
                open_browser(&ready.address);
            }
        }
        Event::Built(change) => {
            deny(change.deny_list.clone());
            report(change, terminal);
        }
        Event::Found(found, sources) => {
            let summary = Summary::of(*found, 0, 0);
            message(format_args!("{}", render(*found, sources, &summary, Format::Human, terminal.errors)));
        }
        Event::Fault(fault) => {
            say!("error: {fault}");
            if let Some(help) = &fault.help {
                say!("help: {help}");
            }
        }
    })?;
    Ok(Ending::Done)
}

fn say_where(ready: &Ready, port: u16) {
    let Ready { address, moved, exposed } = ready;
    if *exposed {
        say!(
            "warning: other machines can reach this preview: whoever has the address with its token can read the course"
        );
    }
    let why = if *moved { format!(" (port {port} is taken)") } else { String::new() };
    say!("Serving at {address}{why}. End with Ctrl+C.");
    if *exposed && address.starts_with("http://localhost:") {
        say!("help: on another machine, write this machine's address in place of `localhost`");
    }
}

/// One line for each change; errors and warnings in full before it.
fn report(change: &Change, terminal: Terminal) {
    let summary = Summary::of(&change.diagnostics, change.stats.pages, 0);
    if summary.errors > 0 || change.first {
        message(format_args!("{}", few(&change.diagnostics, &change.sources, &summary, terminal)));
    }
    let what = match &change.files[..] {
        _ if change.first => "Built".to_owned(),
        [one] => format!("{one}: rebuilt"),
        [first, rest @ ..] => format!("{first} and {}: rebuilt", counted(rest.len(), "other")),
        [] => "Rebuilt".to_owned(),
    };
    let time = change.time.as_secs_f64() * 1000.0;
    if summary.errors > 0 {
        let stands = if change.has_site {
            "; still showing the last good build"
        } else {
            "; nothing can be shown until they are fixed"
        };
        say!("{what} in {time:.0} ms with {}{stands}", counted(summary.errors, "error"));
    } else {
        let warnings =
            if change.warnings > 0 { format!(" ({})", counted(change.warnings, "warning")) } else { String::new() };
        say!("{what} {} in {time:.0} ms{warnings}", counted(summary.pages, "page"));
    }
}

/// Opens the address in a browser; what goes wrong is said, whenever it shows: some openers live as long as the browser.
fn open_browser(address: &str) {
    let opened = address.to_owned();
    let thread = threads::spawn("open", move || {
        if let Err(error) = opener::open_browser(&opened) {
            say!("cannot open a browser ({error}): open {opened} yourself");
        }
    });
    if let Err(fault) = thread {
        say!("cannot open a browser ({fault}): open {address} yourself");
    }
}
