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
/// One lesson in each of the other languages that the interface speaks.
static STARTER_FR: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter-fr");
static STARTER_ES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter-es");
static STARTER_AR: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter-ar");
/// The languages that there is a course in.
const LANGUAGES: [&str; 5] = ["en", "de", "fr", "es", "ar"];
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
    /// The language of the course. There is one of everything in English and German, and one lesson in the others.
    #[arg(long = "lang", value_name = "LANG", value_parser = LANGUAGES, default_value = "en")]
    language: String,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    try_run(&arguments.folder, starter(&arguments.language)).unwrap_or_else(|ending| ending)
}

/// The course in one of [`LANGUAGES`].
fn starter(language: &str) -> &'static Dir<'static> {
    match language {
        "de" => &STARTER_DE,
        "fr" => &STARTER_FR,
        "es" => &STARTER_ES,
        "ar" => &STARTER_AR,
        _ => &STARTER,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Inputs;
    use crate::pipeline::{BuildOptions, Memo, build};
    use crate::source::CoursePath;

    #[test]
    fn the_course_of_every_language_is_in_it_and_builds_without_a_finding() {
        for language in LANGUAGES {
            let mut files = Vec::new();
            collect(starter(language), &mut files);
            let mut inputs = Inputs::default();
            for (path, bytes) in files.iter().filter(|(path, _)| !path.ends_with(RENAMED.1)) {
                let path = path.to_str().expect("a plain name");
                inputs.put(CoursePath::new(path), bytes.to_vec());
            }
            let said: Vec<String> = build(&inputs, &BuildOptions::default(), &mut Memo::default())
                .findings
                .iter()
                .map(|finding| format!("{} {}", finding.code, finding.message))
                .collect();
            assert_eq!(said, Vec::<String>::new(), "{language}");
            let settings = files.iter().find(|(path, _)| path.ends_with("site.toml")).expect("there is one").1;
            let line = format!("\nlanguage = \"{language}\"\n");
            assert!(String::from_utf8_lossy(settings).contains(&line), "{language}");
        }
    }
}
