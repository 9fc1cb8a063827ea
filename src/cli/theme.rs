//! `attune theme`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use similar::Algorithm;
use similar::udiff::unified_diff;

use crate::diagnostic::{IoFault, suggest};
use crate::input::{self, ReadOptions};
use crate::theme::{Catalog, Change, Upstream, default_paths};

use super::Ending;
use super::init::create;
use super::offered::Offered;
use super::root::{config, find};
use super::terminal::{result, say};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  attune theme list                              every file, with * where it is the course's own
  attune theme list templates/lesson.html        what the template sees, field by field
  attune theme copy static/tokens.css            to change it
  attune theme copy strings/en.toml --as strings/nl.toml
  attune theme diff                              what was changed, and what changed in Attune since")]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// The course's folder [default: the nearest one with a site.toml].
    #[arg(long, value_name = "DIR", global = true)]
    root: Option<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the files of the theme, or what one of them holds.
    List {
        /// A file, such as `templates/lesson.html` or `strings/de.toml`.
        #[arg(value_name = "FILE", value_parser = Offered(files), hide_possible_values = true)]
        file: Option<String>,
    },
    /// Copy files of the default theme into the course's theme.
    Copy {
        /// The files, as `attune theme list` has them.
        #[arg(value_name = "FILE", required = true, value_parser = Offered(files), hide_possible_values = true)]
        files: Vec<String>,
        /// Under another name in the theme, such as that of another language.
        #[arg(long = "as", value_name = "NAME")]
        name: Option<String>,
    },
    /// Show what the course changed, and what changed in the default theme under it.
    Diff {
        /// One file only.
        #[arg(value_name = "FILE", value_parser = Offered(files), hide_possible_values = true)]
        file: Option<String>,
    },
}

/// Every file of the default theme, for completion; a course may have more.
fn files() -> Vec<PossibleValue> {
    default_paths().into_iter().map(PossibleValue::new).collect()
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    try_run(arguments).unwrap_or_else(|ending| ending)
}

fn try_run(arguments: &Arguments) -> Result<Ending, Ending> {
    let root = find(arguments.root.as_deref())?;
    let inputs = input::read(&root, &ReadOptions::default())?.value;
    let catalog = Catalog::of(&inputs, &config(&root).theme.name);
    match &arguments.command {
        Command::List { file: None } => result(&list(&catalog))?,
        Command::List { file: Some(file) } => {
            let path = path(file);
            result(&catalog.described(&path).ok_or_else(|| unknown(&catalog, &path))?)?;
        }
        Command::Copy { files, name } => copy(&root, &catalog, files, name.as_deref())?,
        Command::Diff { file } => {
            let path = file.as_deref().map(path);
            if let Some(path) = path.as_ref().filter(|path| !catalog.paths().any(|known| known == *path)) {
                return Err(unknown(&catalog, path));
            }
            let is_asked = |change: &Change| path.as_ref().is_none_or(|path| *path == change.path);
            result(&diff(catalog.changes().into_iter().filter(is_asked)))?;
        }
    }
    Ok(Ending::Done)
}

/// A path as the theme has it, also where it is written from the course's root.
fn path(written: &str) -> String {
    let path = written.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let below = path.strip_prefix("themes/").and_then(|rest| rest.split_once('/'));
    below.map_or_else(|| path.to_owned(), |(_, inside)| inside.to_owned())
}

fn unknown(catalog: &Catalog, path: &str) -> Ending {
    let words = path.strip_prefix("strings/").and_then(|name| name.strip_suffix(".toml"));
    let meant = if words.is_some() {
        format!("`attune theme copy strings/en.toml --as {path}` begins the words of another language").into()
    } else {
        suggest(path, catalog.paths()).help("`attune theme list` lists every file")
    };
    Ending::Usage(format!("the theme has no file `{path}`\nhelp: {meant}"))
}

fn list(catalog: &Catalog) -> String {
    let files = catalog.files();
    let width = files.iter().map(|file| file.path.len()).max().unwrap_or_default();
    let mut text = String::new();
    for file in &files {
        let mark = if file.is_own { '*' } else { ' ' };
        let line = format!("{mark} {:<width$}  {}", file.path, file.about);
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Writes files that are not there yet, and keeps what they were.
fn copy(root: &Path, catalog: &Catalog, files: &[String], name: Option<&str>) -> Result<(), Ending> {
    if name.is_some() && files.len() > 1 {
        return Err(Ending::Usage("`--as` gives one file another name, and several were named".to_owned()));
    }
    for written in files {
        let source = path(written);
        let bytes = catalog.default_bytes(&source).ok_or_else(|| unknown(catalog, &source))?;
        let target = name.map_or_else(|| source.clone(), path);
        if target.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return Err(Ending::Usage(format!("`{target}` is no path in a theme")));
        }
        let (own, upstream) = catalog.places(&target);
        let (place, kept) = (root.join(own.as_str()), root.join(upstream.as_str()));
        if place.exists() {
            return Err(Ending::Usage(format!(
                "`{own}` is there already\nhelp: `attune theme diff {target}` shows what it changes"
            )));
        }
        write(&place, &bytes)?;
        if name.is_none() {
            let removed = fs::remove_file(&kept);
            if let Err(error) = removed.or_else(|error| if kept.exists() { Err(error) } else { Ok(()) }) {
                return Err(IoFault::new("cannot replace", &kept, &error).into());
            }
            write(&kept, &bytes)?;
        }
        say!("Wrote `{own}`.");
    }
    if name.is_none() {
        say!("What was copied is kept in `upstream` beside it, for `attune theme diff`; leave that as it is.");
    }
    Ok(())
}

fn write(place: &Path, bytes: &[u8]) -> Result<(), IoFault> {
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent).map_err(|error| IoFault::new("cannot create", parent, &error))?;
    }
    create(place, bytes)
}

fn diff(changes: impl Iterator<Item = Change>) -> String {
    let mut text = String::new();
    for Change { path, default, own, upstream } in changes {
        let before = match &upstream {
            Upstream::Changed(before) => before,
            Upstream::Unchanged | Upstream::Unknown => &default,
        };
        text.push_str(&unified(before, &own, (&format!("default/{path}"), &format!("course/{path}"))));
        match &upstream {
            Upstream::Unchanged => {}
            Upstream::Changed(before) => {
                text.push_str("\nSince it was copied, this changed in the default theme:\n");
                text.push_str(&unified(before, &default, (&format!("copied/{path}"), &format!("default/{path}"))));
            }
            Upstream::Unknown => {
                text.push_str("What it was copied from is not known: compared with this version of Attune.\n");
            }
        }
        text.push('\n');
    }
    if text.is_empty() {
        text.push_str("Nothing of the default theme is changed.\n");
    }
    text
}

/// The library's own function, which is compiled with it: its types would be compiled anew here, a thirtieth of the whole crate.
fn unified(before: &str, after: &str, names: (&str, &str)) -> String {
    unified_diff(Algorithm::Myers, before, after, 3, Some(names))
}
