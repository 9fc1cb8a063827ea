//! `attune new`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::IoFault;

use super::{Ending, root};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  attune new lesson content/01-noticing/03-mixed-forms.md
  attune new case content/07-cases/the-late-essay.md
  attune new module 02-repair

The title is made from the name; a number in front of a name gives the order.")]
pub(super) struct Arguments {
    /// What to write.
    kind: NewKind,
    /// Where: a file for a lesson or a case, a folder for a module.
    path: PathBuf,
    /// The course's folder [default: the nearest one with a site.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum NewKind {
    /// A lesson with an objective and a question.
    Lesson,
    /// A case with its attestation to fill in.
    Case,
    /// A folder of lessons with its index page.
    Module,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    try_run(arguments).unwrap_or_else(|ending| ending)
}

fn try_run(arguments: &Arguments) -> Result<Ending, Ending> {
    let root = root::find(arguments.root.as_deref())?;
    let file = file(&root, &arguments.path, arguments.kind)?;
    let name = match arguments.kind {
        NewKind::Module => file.parent().and_then(Path::file_name),
        NewKind::Lesson | NewKind::Case => file.file_stem(),
    };
    let (title, id) = names(&name.unwrap_or_default().to_string_lossy());
    let text = match arguments.kind {
        NewKind::Lesson => include_str!("pages/lesson.md"),
        NewKind::Case => include_str!("pages/case.md"),
        NewKind::Module => include_str!("pages/module.md"),
    };
    let text = text.replace("TITLE", &title.replace('"', "\\\"")).replace("NAME", &id);
    if file.exists() {
        return Err(Ending::Usage(format!("`{}` is there already, and stays as it is", file.display())));
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| IoFault::new("cannot create", folder, &error))?;
    }
    fs::write(&file, text).map_err(|error| IoFault::new("cannot write", &file, &error))?;
    println!("{}", file.display());
    eprintln!("Wrote {}. Open it, write, and look at it with `attune serve`.", file.display());
    Ok(Ending::Done)
}

/// The file to write. A path may be given from here, from the course's root or from its `content`.
fn file(root: &Path, path: &Path, kind: NewKind) -> Result<PathBuf, Ending> {
    let content = root.join("content");
    let base = if path.is_absolute() || path.starts_with(&content) {
        path.to_owned()
    } else if path.starts_with("content") {
        root.join(path)
    } else {
        content.join(path)
    };
    let leaves = base.components().any(|part| part == std::path::Component::ParentDir);
    if leaves || !base.starts_with(&content) {
        return Err(Ending::Usage(format!("`{}` is not in the course's `content` folder", path.display())));
    }
    Ok(match kind {
        NewKind::Module => base.join("_index.md"),
        NewKind::Lesson | NewKind::Case if base.extension().is_some_and(|extension| extension == "md") => base,
        NewKind::Lesson | NewKind::Case => {
            let mut name = base.file_name().unwrap_or_default().to_owned();
            name.push(".md");
            base.with_file_name(name)
        }
    })
}

/// A title and an id from a name: `03-mixed-forms` is "Mixed forms" and `mixed-forms`.
fn names(name: &str) -> (String, String) {
    let bare = name.trim_start_matches(|first: char| first.is_ascii_digit()).trim_start_matches(['-', '_', ' ', '.']);
    let bare = if bare.is_empty() { name } else { bare };
    let words = bare.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let title = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    let id = crate::course::slug(bare);
    (title, if id.is_empty() { "page".to_owned() } else { id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_comes_from_the_name() {
        assert_eq!(names("03-mixed-forms"), ("Mixed forms".to_owned(), "mixed-forms".to_owned()));
        assert_eq!(names("2024"), ("2024".to_owned(), "2024".to_owned()));
        assert_eq!(names("überblick").0, "Überblick");
    }
}
