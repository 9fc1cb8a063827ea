//! `attune init`.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::diagnostic::IoFault;

use super::Ending;
use super::terminal::say;

/// The small course, as files.
static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter");
/// The same in German.
static STARTER_DE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter-de");
/// A name under which cargo and git would take the file for their own; it is written under the other.
const RENAMED: (&str, &str) = ("gitignore", ".gitignore");

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  attune init my-course
  attune serve --root my-course --open
  attune init mein-kurs --lang de

The folder must be empty or not there yet; nothing is overwritten.")]
pub(super) struct Arguments {
    /// The folder to write the course into [default: this folder].
    #[arg(default_value = ".", hide_default_value = true)]
    folder: PathBuf,
    /// The language of the course.
    #[arg(long = "lang", value_name = "LANG", value_parser = ["en", "de"], default_value = "en")]
    language: String,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let starter = if arguments.language == "de" { &STARTER_DE } else { &STARTER };
    try_run(&arguments.folder, starter).unwrap_or_else(|ending| ending)
}

fn try_run(folder: &Path, starter: &Dir<'static>) -> Result<Ending, Ending> {
    if folder.exists() && !is_free(folder) {
        let message = format!("`{}` is not an empty folder", folder.display());
        return Err(Ending::Usage(format!("{message}\nhelp: name one that is empty or not there yet")));
    }
    let mut files = Vec::new();
    collect(starter, &mut files);
    for (path, bytes) in &files {
        let target = folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(|error| IoFault::new("cannot create", parent, &error))?;
        }
        create(&target, bytes)?;
    }
    let (place, root) = match folder.display().to_string() {
        here if here == "." => ("this folder".to_owned(), String::new()),
        name => (format!("`{name}`"), format!(" --root {name}")),
    };
    say!("Wrote a course of {} files into {place}.", files.len());
    say!("Look at it:  attune serve{root} --open");
    say!("Then open its content folder and write.");
    Ok(Ending::Done)
}

/// Writes a file that is not there yet; one that is there stays.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), IoFault> {
    let written = fs::File::create_new(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| IoFault::new("cannot write", path, &error))
}

fn is_free(folder: &Path) -> bool {
    let Ok(mut entries) = fs::read_dir(folder) else { return false };
    entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == ".git"))
}

fn collect(folder: &Dir<'static>, files: &mut Vec<(PathBuf, &'static [u8])>) {
    for file in folder.files() {
        let path = file.path();
        let own = path.file_name().is_some_and(|name| name == RENAMED.0);
        let path = if own { path.with_file_name(RENAMED.1) } else { path.to_owned() };
        files.push((path, file.contents()));
    }
    folder.dirs().for_each(|inner| collect(inner, files));
}
