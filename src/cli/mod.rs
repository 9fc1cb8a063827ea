//! Arguments and commands, one file a command.
//!
//! Messages go to standard error, results to standard output. Exit status: 0 done, 1 the content has errors, 2 wrong
//! usage, 3 the machine failed. Start at [`run`].

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "commands look for the course and write new ones"
)]

mod build;
mod check;
mod completions;
mod deny_list;
mod explain;
mod export;
mod findings;
mod import;
mod init;
mod licenses;
mod meter;
mod new;
mod offered;
mod publish;
mod root;
mod schema;
mod selection;
mod serve;
mod template_guard;
mod terminal;
mod theme;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::diagnostic::IoFault;
use crate::threads;

use terminal::{Terminal, result, say};

/// Turns Markdown lessons into a static course site with self-check quizzes.
#[derive(Debug, Parser)]
#[command(
    name = "attune",
    version,
    max_term_width = 100,
    after_help = "\
Begin with `attune init my-course`, then `attune serve --root my-course --open`.
Every message has a code; `attune explain CODE` says what it means and how to fix it."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a small course with one of everything.
    Init(init::Arguments),
    /// Write a page ready to be filled in, or print a part of one.
    New(new::Arguments),
    /// Build the site into a folder.
    Build(build::Arguments),
    /// Show the course in a browser, and every change as you save it.
    Serve(serve::Arguments),
    /// Turn courses and questions of other tools into pages, and say what has no counterpart.
    Import(import::Arguments),
    /// Put the site on its host: only what changed, never a broken page.
    Publish(publish::Arguments),
    /// Make a file of the course that others open: an e-book.
    Export(export::Arguments),
    /// Say what is wrong with the course, and fix what needs no decision (`--fix`).
    Check(check::Arguments),
    /// Turn a list of real names, which must stand nowhere, into digests that can be shared.
    DenyList(deny_list::Arguments),
    /// List, copy and compare the files that make the look.
    Theme(theme::Arguments),
    /// Say what a message means and how to fix it.
    Explain(explain::Arguments),
    /// Print a JSON schema for an editor.
    Schema(schema::Arguments),
    /// Print the licences of the packages that Attune is made with.
    Licenses,
    /// Print completions for a shell.
    #[command(after_help = "Example: attune completions bash > ~/.local/share/bash-completion/completions/attune")]
    Completions { shell: clap_complete::Shell },
    /// Write the manual pages into a folder.
    #[command(hide = true)]
    Man { folder: PathBuf },
}

/// How a command ended.
#[derive(Debug)]
enum Ending {
    /// All is done.
    Done,
    /// The content has errors; they were said.
    Errors,
    /// The machine, or somebody who was not asked, stands against it; that was said.
    Said,
    /// The arguments make no sense; what to say.
    Usage(String),
    /// The machine failed.
    Fault(IoFault),
}

impl From<IoFault> for Ending {
    fn from(fault: IoFault) -> Self {
        Self::Fault(fault)
    }
}

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let terminal = Terminal::new();
    let workers = threads::start_workers();
    if let Err(ending) = template_guard::set() {
        return end(&ending);
    }
    let ending = match arguments.command {
        Command::Init(arguments) => init::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Build(arguments) => build::run(&arguments, terminal),
        Command::Serve(arguments) => serve::run(&arguments, workers, terminal),
        Command::Import(arguments) => import::run(&arguments, terminal),
        Command::Publish(arguments) => publish::run(&arguments, terminal),
        Command::Export(arguments) => export::run(&arguments, terminal),
        Command::Check(arguments) => check::run(&arguments, terminal),
        Command::DenyList(arguments) => deny_list::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Theme(arguments) => theme::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Licenses => licenses::run(),
        Command::Completions { shell } => completions::run(shell, Arguments::command()),
        Command::Man { folder } => {
            let written = clap_mangen::generate_to(Arguments::command(), &folder);
            let fault = |error| Ending::Fault(IoFault::new("cannot write to", &folder, &error));
            written.map_or_else(fault, |()| Ending::Done)
        }
    };
    end(&ending)
}

fn end(ending: &Ending) -> ExitCode {
    match ending {
        Ending::Done => ExitCode::SUCCESS,
        Ending::Errors => ExitCode::from(1),
        Ending::Said => ExitCode::from(3),
        Ending::Usage(message) => {
            say!("error: {message}");
            ExitCode::from(2)
        }
        Ending::Fault(fault) => {
            say!("error: {fault}");
            if let Some(help) = &fault.help {
                say!("help: {help}");
            }
            ExitCode::from(3)
        }
    }
}
