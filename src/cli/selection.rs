//! What `attune check FILE...` is about: files and folders of the course, and texts that are no part of it yet.
//!
//! A text from elsewhere, or from standard input, is put into the course in memory and checked there, so that the people whom
//! the course cites and its deny list are known. One without front matter is taken for case material, and looked at for nothing
//! but persons.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, IoFault, Place};
use crate::fix::Repaired;
use crate::input::Inputs;
use crate::project::{Project, Report};
use crate::source::{CoursePath, FileId, SourceMap, Span};

use super::{Ending, root};

/// Stands for standard input.
const STDIN: &str = "-";
/// What a page may have, in bytes.
const MOST_BYTES: u64 = 4 * 1024 * 1024;
/// What stands before a text without front matter.
const HEAD: &str = "---\ntitle: Text\nkind: case\ncase: { pseudonyms: [], consent: fictional }\n---\n\n";
/// The smallest configuration, for a text that no course is around.
const SITE: &[u8] = b"title = \"Text\"\n";
/// What depends on where in a course a page stands, or on its other files.
const OF_PLACE: [Code; 12] = [
    Code::BrokenLink,
    Code::BrokenAnchor,
    Code::BrokenImage,
    Code::PageUnreachable,
    Code::DuplicateAddress,
    Code::DuplicateObjective,
    Code::AddressEmpty,
    Code::AddressNotPortable,
    Code::UnknownKind,
    Code::UnknownTerm,
    Code::UnknownReference,
    Code::DialogueMark,
];

/// The files that are asked about.
#[derive(Debug, Default)]
pub(super) struct Selection {
    /// Files and folders of the course.
    paths: BTreeSet<CoursePath>,
    texts: Vec<Text>,
}

/// A text that is no part of the course.
#[derive(Debug)]
struct Text {
    /// What it is called in the report.
    name: CoursePath,
    /// Where it stands in the course while it is checked.
    path: CoursePath,
    bytes: Vec<u8>,
    /// How many bytes stand before it there.
    head: usize,
}

/// The course that files belong to: the one named, or the nearest one above the first file or this folder.
pub(super) fn course_of(named: Option<&Path>, files: &[PathBuf]) -> Result<Option<PathBuf>, Ending> {
    if named.is_some() {
        return root::find(named).map(Some);
    }
    let first = files.iter().find(|file| file.as_os_str() != STDIN).and_then(|file| file.canonicalize().ok());
    let above = first.as_deref().and_then(|file| file.ancestors().find(|folder| folder.join("site.toml").is_file()));
    Ok(above.map(Path::to_owned).or_else(|| root::find(None).ok()))
}

/// A course for texts around which there is none.
pub(super) fn empty() -> Result<Project, IoFault> {
    let mut project = Project::in_memory(Inputs::default());
    project.put(CoursePath::new("site.toml"), SITE.to_vec());
    project.read_deny_list()?;
    Ok(project)
}

impl Selection {
    /// Finds the files; texts that are no part of the course are read and put into it, in memory.
    pub(super) fn of(files: &[PathBuf], project: &mut Project) -> Result<Self, Ending> {
        let mut selection = Self::default();
        let course = project.root().canonicalize().ok().filter(|_| !project.root().as_os_str().is_empty());
        for file in files {
            if file.as_os_str() == STDIN {
                let is_known = selection.texts.iter().any(|text| text.name.as_str() == "stdin");
                if !is_known {
                    let bytes = read(std::io::stdin().lock(), Path::new("standard input"))?;
                    selection.add(CoursePath::new("stdin"), bytes, project);
                }
                continue;
            }
            let Ok(full) = file.canonicalize() else {
                return Err(Ending::Usage(format!("there is no file `{}`", file.display())));
            };
            let inside = course.as_ref().and_then(|course| full.strip_prefix(course).ok()).and_then(Path::to_str);
            let inside = inside.map(|path| CoursePath::new(&path.replace('\\', "/")));
            match inside.filter(|path| is_part(path, project.inputs())) {
                Some(path) => _ = selection.paths.insert(path),
                None if full.is_dir() => {
                    return Err(Ending::Usage(format!("the course has no folder `{}`", file.display())));
                }
                None => {
                    let opened =
                        std::fs::File::open(&full).map_err(|error| IoFault::new("cannot read", file, &error))?;
                    let name = CoursePath::new(&file.to_string_lossy().replace('\\', "/"));
                    selection.add(name, read(opened, file)?, project);
                }
            }
        }
        Ok(selection)
    }

    fn add(&mut self, name: CoursePath, bytes: Vec<u8>, project: &mut Project) {
        let is_free = |path: &CoursePath| !project.inputs().files.contains_key(path);
        let mut paths = (1..).map(|number| CoursePath::new(&format!("content/checked-text-{number}.md")));
        let path = paths.find(is_free).unwrap_or_else(|| name.clone());
        let has_front_matter = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes).starts_with(b"---");
        let head = if has_front_matter { "" } else { HEAD };
        project.put(path.clone(), [head.as_bytes(), &bytes].concat());
        self.texts.push(Text { name, path, bytes, head: head.len() });
    }

    /// Whether it is about texts that cannot be fixed where they are.
    pub(super) fn has_texts(&self) -> bool {
        !self.texts.is_empty()
    }

    /// Leaves repairs in other files out.
    pub(super) fn retain(&self, repaired: &mut Repaired) {
        repaired.texts.retain(|path, _| self.has(path));
        repaired.pictures.retain(|path, _| self.has(path));
        repaired.fixed.retain(|fixed| self.has(&fixed.path));
    }

    /// The findings about what is asked, and the sources with the names that they have there.
    pub(super) fn findings(&self, found: &[&Diagnostic], sources: &SourceMap) -> (Vec<Diagnostic>, SourceMap) {
        let mut named = sources.clone();
        for text in &self.texts {
            named.add(text.name.clone(), Arc::from(String::from_utf8_lossy(&text.bytes)));
        }
        let of = |finding: &&Diagnostic| match &finding.place {
            Place::File(path) => self.has(path).then(|| (*finding).clone()),
            Place::At(span) => match self.texts.iter().find(|text| FileId::of(&text.path) == span.file) {
                Some(text) => text.finding(finding),
                None => sources.get(span.file).filter(|file| self.has(&file.path)).map(|_| (*finding).clone()),
            },
        };
        (found.iter().filter_map(of).collect(), named)
    }

    /// How many pages are asked about, and how many questions these have.
    pub(super) fn counts(&self, report: &Report) -> (usize, usize) {
        let is_text = |path: &CoursePath| self.texts.iter().any(|text| text.path == *path);
        let pages = report.course.pages.iter().filter(|page| {
            let path = report.sources.get(page.file).map(|file| &file.path);
            path.is_some_and(|path| self.has(path) || is_text(path))
        });
        pages.fold((0, 0), |(pages, items), page| (pages + 1, items + page.outline.items))
    }

    fn has(&self, path: &CoursePath) -> bool {
        self.paths.iter().any(|asked| is_at_or_below(path, asked))
    }
}

impl Text {
    /// The finding as it stands in the text, where it is about the text itself.
    fn finding(&self, finding: &Diagnostic) -> Option<Diagnostic> {
        let is_plain = self.head > 0;
        let is_of_text = finding.code.as_str().starts_with("privacy-") || finding.code == Code::InputNotUtf8;
        if is_plain && !is_of_text || OF_PLACE.contains(&finding.code) {
            return None;
        }
        let mut moved =
            Diagnostic { place: self.place(&finding.place)?, related: Vec::new(), fix: None, ..finding.clone() };
        for related in &finding.related {
            let place = self.place(&related.place);
            moved = place.map_or(moved.clone(), |place| moved.related(place, related.message.clone()));
        }
        Some(moved)
    }

    fn place(&self, place: &Place) -> Option<Place> {
        match place {
            Place::At(span) if span.file == FileId::of(&self.path) => {
                let (start, end) = (span.range().start.checked_sub(self.head)?, span.range().end - self.head);
                Some(Place::At(Span::new(FileId::of(&self.name), start..end)))
            }
            other => Some(other.clone()),
        }
    }
}

/// Whether a file is what is asked about, or lies in it; the course's own folder is an empty path.
fn is_at_or_below(file: &CoursePath, asked: &CoursePath) -> bool {
    file == asked || asked.as_str().is_empty() || file.below(asked.as_str()).is_some()
}

fn is_part(path: &CoursePath, inputs: &Inputs) -> bool {
    inputs.files.keys().any(|file| is_at_or_below(file, path))
}

fn read(source: impl std::io::Read, name: &Path) -> Result<Vec<u8>, Ending> {
    let mut bytes = Vec::new();
    let read = source.take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| IoFault::new("cannot read", name, &error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(
            IoFault::refused("cannot check", name, "it has more than 4 MiB", "divide it into several texts").into()
        );
    }
    Ok(bytes)
}
