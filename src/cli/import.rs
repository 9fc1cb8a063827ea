//! `attune import`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;

use crate::diagnostic::{IoFault, Place, Severity};
use crate::import::{self, Format, Imported, LARGEST, Source};
use crate::input::Inputs;
use crate::pipeline::BuildOptions;
use crate::project::Project;
use crate::source::CoursePath;

use super::terminal::{counted, result, say};
use super::{Ending, root};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  attune import questions.gift                   a course of its own, in the folder `questions`
  attune import quiz.xml --output content/03-quiz
  attune import my-lesson --output my-course --dry-run

In a course the pages become its next module, elsewhere a course of their own. What has no counterpart is listed on standard
output with its file and line and what was done instead. Nothing is overwritten without `--force`, and where something
cannot be read nothing is written.")]
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
    /// Say what would be written, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Overwrite files that are there.
    #[arg(long)]
    force: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    try_run(arguments).unwrap_or_else(|ending| ending)
}

fn try_run(arguments: &Arguments) -> Result<Ending, Ending> {
    let sources = arguments.files.iter().map(|file| source(file)).collect::<Result<Vec<_>, _>>()?;
    let format = arguments.format.as_deref().and_then(Format::named);
    let made = import::import(&sources, format);
    if !made.faults.is_empty() {
        for fault in &made.faults {
            say!("error: {}: {}\nhelp: {}", fault.place, fault.message, fault.help);
        }
        say!("Nothing was written");
        return Ok(Ending::Errors);
    }
    let errors = errors(&made);
    let (pages, questions) = (counted(made.pages, "page"), counted(made.questions, "question"));
    let lost = import::report_text(&made.remarks);
    let target = Target::of(arguments)?;
    let files = target.files(made);
    let there: Vec<&PathBuf> = files.keys().filter(|path| path.exists()).collect();
    if let [first, rest @ ..] = there.as_slice()
        && !arguments.force
    {
        let more = if rest.is_empty() { String::new() } else { format!(" and {}", counted(rest.len(), "other file")) };
        let message = format!("`{}`{more} would be overwritten", first.display());
        return Err(Ending::Usage(format!("{message}\nhelp: name another folder with `--output`, or add `--force`")));
    }
    result(&lost)?;
    let count = lost.lines().count();
    if count > 0 {
        let has = if count == 1 { "has" } else { "have" };
        say!("{} {has} no counterpart in Attune: see above", counted(count, "thing"));
    }
    if arguments.dry_run {
        for path in files.keys() {
            say!("would write {}", path.display());
        }
        say!("{pages} and {questions}; nothing was written");
    } else {
        write(&files)?;
        say!("Wrote {pages} and {questions} into `{}`", target.folder.display());
        if target.is_new {
            say!("Look at it:  attune serve --root {} --open", target.folder.display());
        }
    }
    if errors > 0 {
        say!("`attune check` finds {} in what was imported", counted(errors, "error"));
        return Ok(Ending::Errors);
    }
    Ok(Ending::Done)
}

/// What is imported from a path.
fn source(path: &Path) -> Result<Source<'static>, Ending> {
    let name = path.to_string_lossy().replace('\\', "/");
    let look = |error: &io::Error| Ending::Fault(IoFault::new("cannot read", path, error));
    let about = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Ending::Usage(format!("there is no file or folder `{}`", path.display())),
        _ => look(&error),
    })?;
    if about.is_dir() {
        let paths = walk(path)?;
        let folder = path.to_owned();
        let read = move |inner: &str| read_file(&inner.split('/').fold(folder.clone(), |path, part| path.join(part)));
        return Ok(Source { name, paths, is_folder: true, read: Box::new(read) });
    }
    let file = path.file_name().map_or_else(|| name.clone(), |file| file.to_string_lossy().into_owned());
    let bytes = read_file(path).map_err(|error| look(&error))?;
    if import::is_package(&bytes) {
        let files = import::unpacked(&bytes).map_err(|why| Ending::Usage(format!("{}: {why}", path.display())))?;
        return Ok(Source::in_memory(&name, files, true));
    }
    Ok(Source::in_memory(&name, BTreeMap::from([(file, bytes)]), false))
}

/// Reads a file that is not too large.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.len() > LARGEST {
        return Err(io::Error::other(format!("it has more than {} MiB", LARGEST / (1024 * 1024))));
    }
    fs::read(path)
}

/// The files of a folder, without hidden ones and what tools put beside them. No symbolic link is followed.
fn walk(folder: &Path) -> Result<Vec<String>, Ending> {
    const NOT_CONTENT: [&str; 4] = ["node_modules", "renv", "target", "book"];
    let is_content = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0
            || !(name.starts_with('.') || (entry.file_type().is_dir() && NOT_CONTENT.contains(&name.as_ref())))
    };
    let mut paths = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_content) {
        let entry = entry.map_err(|error| {
            let place = error.path().unwrap_or(folder).to_owned();
            Ending::Fault(IoFault::new("cannot read", &place, &io::Error::other(error)))
        })?;
        if entry.file_type().is_file() {
            let inner = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let parts: Vec<String> = inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            paths.push(parts.join("/"));
        }
    }
    Ok(paths)
}

/// Where the pages go.
struct Target {
    /// What is named in messages: the course of its own, or the folder in another.
    folder: PathBuf,
    /// A course of its own.
    is_new: bool,
    /// The number of a course's last module, where this becomes the next.
    after: Option<usize>,
}

impl Target {
    fn of(arguments: &Arguments) -> Result<Self, Ending> {
        let named = arguments.output.clone();
        let start = named.clone().unwrap_or_else(|| PathBuf::from("."));
        let absolute = std::path::absolute(&start).map_err(|error| IoFault::new("cannot read", &start, &error))?;
        let Some(course) = absolute.ancestors().find(|folder| folder.join("site.toml").is_file()).map(Path::to_owned)
        else {
            let name = arguments
                .files
                .first()
                .map_or("course", |file| file.file_stem().and_then(|stem| stem.to_str()).unwrap_or("course"));
            let folder = named.unwrap_or_else(|| PathBuf::from(name));
            return Ok(Self { folder, is_new: true, after: None });
        };
        let content = course.join("content");
        let inside = absolute.strip_prefix(&content).ok().filter(|inside| !inside.as_os_str().is_empty());
        if named.is_some() && inside.is_none() && absolute != course && absolute != content {
            let message = format!("`{}` is in a course, and not in its `content`", start.display());
            return Err(Ending::Usage(format!(
                "{message}\nhelp: name the course, or a folder in `content` for a module"
            )));
        }
        let folder = if inside.is_some() && named.is_some() {
            start
        } else {
            PathBuf::from(root::from_here(&course)).join("content")
        };
        let after = (inside.is_none() || named.is_none()).then(|| last_module(&content));
        Ok(Self { folder, is_new: false, after })
    }

    /// The files by their path on disk.
    fn files(&self, made: Imported) -> BTreeMap<PathBuf, Vec<u8>> {
        let on_disk = |folder: &Path, path: &str| path.split('/').fold(folder.to_owned(), |path, part| path.join(part));
        let content = match self.after {
            Some(last) => import::as_modules(made.content, last),
            None if self.is_new => made.content,
            None => import::as_folder(made.content),
        };
        let folder = if self.is_new { self.folder.join("content") } else { self.folder.clone() };
        let mut files: BTreeMap<PathBuf, Vec<u8>> =
            content.into_iter().map(|(path, bytes)| (on_disk(&folder, &path), bytes)).collect();
        if self.is_new {
            files.insert(self.folder.join("site.toml"), made.site.into_bytes());
        }
        files
    }
}

/// The highest number before the name of a module.
fn last_module(content: &Path) -> usize {
    let names = fs::read_dir(content).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let number = |name: std::ffi::OsString| name.to_str()?.split_once('-')?.0.parse().ok();
    names.filter_map(number).max().unwrap_or(0)
}

fn write(files: &BTreeMap<PathBuf, Vec<u8>>) -> Result<(), IoFault> {
    let folders: BTreeSet<&Path> = files.keys().filter_map(|path| path.parent()).collect();
    for folder in folders {
        fs::create_dir_all(folder).map_err(|error| IoFault::new("cannot create", folder, &error))?;
    }
    for (path, bytes) in files {
        fs::write(path, bytes).map_err(|error| IoFault::new("cannot write", path, &error))?;
    }
    Ok(())
}

/// How many errors a check of what was made finds; they are said.
fn errors(made: &Imported) -> usize {
    let mut project = Project::in_memory(Inputs::default());
    project.put(CoursePath::new("site.toml"), made.site.clone().into_bytes());
    for (path, bytes) in &made.content {
        project.put(CoursePath::new(&format!("content/{path}")), bytes.clone());
    }
    let report = project.build(&BuildOptions { no_search: true, drafts: true, ..BuildOptions::default() });
    let errors = report.diagnostics.iter().filter(|finding| finding.severity == Severity::Error);
    let found: Vec<_> = errors.collect();
    for finding in &found {
        let place = match &finding.place {
            Place::At(span) => {
                let line = report.sources.positions(*span).map_or(0, |(start, _)| start.line);
                report.sources.get(span.file).map_or_else(String::new, |file| format!("{}:{line}", file.path))
            }
            Place::File(path) => path.to_string(),
        };
        say!("error[{}]: {place}: {}", finding.code, finding.message);
    }
    found.len()
}
