//! Where imported pages go: a course of their own, the next modules of a course, or a folder in one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, IoFault};
use crate::import::{Imported, Target, bare};
use crate::source::CoursePath;

use super::super::{Ending, root};

/// Where the pages go.
#[derive(Debug)]
pub(super) struct Destination {
    /// What paths are counted from, and what messages name: the course of its own, `content` of another, or a folder in that.
    pub(super) folder: PathBuf,
    pub(super) target: Target,
    /// The language, where it is not the source that says it.
    pub(super) language: Option<String>,
    /// Whether the course around it prints dollar signs as they are typed, and so no formulas.
    pub(super) prints_dollars: bool,
    /// The course around it.
    course: Option<PathBuf>,
}

impl Destination {
    /// For what is named on the command line.
    pub(super) fn of(files: &[PathBuf], output: Option<&Path>, language: Option<&str>) -> Result<Self, Ending> {
        let start = output.map_or_else(|| PathBuf::from("."), Path::to_owned);
        let absolute = std::path::absolute(&start).map_err(|error| IoFault::new("cannot read", &start, &error))?;
        let Some(course) = absolute.ancestors().find(|folder| folder.join("site.toml").is_file()).map(Path::to_owned)
        else {
            let stem = files.first().and_then(|file| file.file_stem()).and_then(|stem| stem.to_str());
            let folder = output.map_or_else(|| PathBuf::from(stem.unwrap_or("course")), Path::to_owned);
            let language = language.map(str::to_owned);
            return Ok(Self { folder, target: Target::Course, language, prints_dollars: false, course: None });
        };
        if language.is_some() {
            let message = "the language of what is imported is that of the course around it";
            return Err(Ending::Usage(format!(
                "{message}\nhelp: leave `--lang` out; `language` in `site.toml` says it"
            )));
        }
        let content = course.join("content");
        let inside = absolute.strip_prefix(&content).ok().filter(|inside| !inside.as_os_str().is_empty());
        if output.is_some() && inside.is_none() && absolute != course && absolute != content {
            let message = format!("`{}` is in a course, and not in its `content`", start.display());
            return Err(Ending::Usage(format!(
                "{message}\nhelp: name the course, or a folder in `content` for a module"
            )));
        }
        let is_folder = inside.is_some() && output.is_some();
        let folder = if is_folder { start } else { PathBuf::from(root::from_here(&course)).join("content") };
        let target = if is_folder { Target::Folder } else { modules(&content) };
        let (language, prints_dollars) = settings_of(&course)?;
        Ok(Self { folder, target, language: Some(language), prints_dollars, course: Some(course) })
    }

    /// Whether the pages are a course of their own.
    pub(super) fn is_new(&self) -> bool {
        self.target == Target::Course
    }

    /// The files by their path from the folder.
    pub(super) fn files(&self, made: &Imported) -> BTreeMap<String, Vec<u8>> {
        let prefix = if self.is_new() { "content/" } else { "" };
        let mut files: BTreeMap<String, Vec<u8>> =
            made.content.iter().map(|(path, bytes)| (format!("{prefix}{path}"), bytes.clone())).collect();
        if self.is_new() {
            files.insert("site.toml".to_owned(), made.site.clone().into_bytes());
        }
        files
    }

    /// Where a file stands in a course that has nothing else.
    pub(super) fn in_course(&self, path: &str) -> CoursePath {
        let folder = if self.target == Target::Folder { "content/imported/" } else { "content/" };
        CoursePath::new(&format!("{folder}{path}"))
    }

    /// A folder on the same disk in which files lie until all are written. In a course it is where no build and no preview looks.
    pub(super) fn staging(&self) -> PathBuf {
        let name = format!(".attune-import-{}", std::process::id());
        if let Some(course) = &self.course {
            return course.join(".attune").join(name);
        }
        let there = self.folder.ancestors().skip(1).find(|folder| folder.is_dir() || folder.as_os_str().is_empty());
        there.map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name))
    }
}

/// Behind the modules that a course has.
fn modules(content: &Path) -> Target {
    let entries = fs::read_dir(content).into_iter().flatten().flatten();
    let names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    let number = |name: &String| name.split_once('-')?.0.parse::<usize>().ok();
    let taken: BTreeSet<String> = names.iter().map(|name| bare(name).to_owned()).collect();
    Target::Modules { last: names.iter().filter_map(number).max().unwrap_or(0), taken }
}

/// The language of a course, and whether it has formulas switched off.
fn settings_of(course: &Path) -> Result<(String, bool), Ending> {
    let read = root::config_with_findings(course)?;
    if read.diagnostics.iter().any(|finding| finding.code == Code::ConfigSyntax) {
        let message = format!("`{}` cannot be read", course.join("site.toml").display());
        return Err(Ending::Usage(format!("{message}\nhelp: `attune check` says what is wrong with it")));
    }
    Ok((read.value.language, !read.value.math))
}
