//! Which files the course has: one walk over `site.toml`, `content` and `themes`.
//!
//! Nothing is opened here, so that a pipe cannot hold the walk up. Only symbolic links are resolved: an ordinary file
//! costs no call to the system beyond the listing of its folder.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic, IoFault, Place};
use crate::source::CoursePath;

use super::roles::is_ignored;

/// What a course is made of, from its root; the last two are folders.
const TOPS: [&str; 3] = ["site.toml", "content", "themes"];
/// More files and folders than any course has; links that lead crosswise can make a folder look endless.
const MOST_ENTRIES: usize = 200_000;

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    /// Its path in the course.
    pub(super) path: CoursePath,
    /// Its path on this machine, with the name exactly as the system gave it.
    pub(super) on_disk: PathBuf,
}

/// A walk and what it has found so far.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    /// The course's root without symbolic links.
    root: &'a Path,
    /// The output folder without symbolic links, where there is one.
    output: Option<&'a Path>,
    /// Where each file is told as soon as it is found.
    files: Sender<Found>,
    walked: Walked,
}

/// What a walk found beside the files.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// Whether `content` is a folder.
    pub(super) has_content: bool,
    /// What was wrong.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Walk<'a> {
    /// A walk from `root`, which tells each file as soon as it is found, in no particular order. Both paths must be free of
    /// symbolic links.
    pub(super) fn new(root: &'a Path, output: Option<&'a Path>, files: Sender<Found>) -> Self {
        Self { root, output, files, walked: Walked::default() }
    }

    /// Walks the whole course.
    pub(super) fn over(mut self) -> Result<Walked, IoFault> {
        for top in TOPS {
            self.top(Path::new(top), top != "site.toml", top == "site.toml")?;
        }
        Ok(self.walked)
    }

    /// Walks a part of the course: a file, or a folder with all that is in it. No link leads to it.
    pub(super) fn part(mut self, part: &Path) -> Result<Walked, IoFault> {
        self.top(part, true, true)?;
        Ok(self.walked)
    }

    /// Walks `top`, which may be a folder, or a file, or either.
    fn top(&mut self, top: &Path, folder: bool, file: bool) -> Result<(), IoFault> {
        let mut entries = WalkDir::new(self.root.join(top)).follow_links(true).into_iter();
        let mut seen = 0;
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => {
                    let enter = self.visit(&entry, folder, file);
                    if !enter && entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Err(error) => self.fault(&error)?,
            }
            seen += 1;
            if seen > MOST_ENTRIES {
                let message = format!(
                    "`{}` has more than {MOST_ENTRIES} files and folders, the most Attune reads",
                    top.display()
                );
                let help = "look for a folder that does not belong to the course, or for links that lead crosswise";
                let path = self.course_path(&self.root.join(top));
                self.report(Code::InputTooLarge, path, message, help);
                break;
            }
        }
        Ok(())
    }

    /// Takes note of an entry; whether to go into it, if it is a folder.
    fn visit(&mut self, entry: &DirEntry, folder: bool, file: bool) -> bool {
        let name = entry.file_name();
        if entry.depth() > 0 && is_ignored(&name.to_string_lossy()) {
            return false;
        }
        let path = self.course_path(entry.path());
        if name.to_str().is_none() {
            let message = format!("the name of `{path}` is not Unicode, and so has no address on a site");
            self.report(Code::InputNotUnicodeName, path, message, "rename it, best with plain letters and hyphens");
            return false;
        }
        if entry.path_is_symlink() && !self.link_stays(entry.path(), &path) {
            return false;
        }
        let kind = entry.file_type();
        if kind.is_dir() {
            self.walked.has_content |= path.as_str() == "content";
            return Some(entry.path()) != self.output && (entry.depth() > 0 || folder);
        }
        if !kind.is_file() {
            let message = format!("`{path}` is not a file but a pipe, a socket or a device");
            self.report(Code::InputSpecialFile, path, message, "move it out of the course");
        } else if entry.depth() > 0 || file {
            // Nobody listens any more where reading failed, which is said then.
            let _ = self.files.send(Found { path, on_disk: entry.path().to_owned() });
        }
        false
    }

    /// Whether a link leads to a file or folder of the course; reports it if not.
    fn link_stays(&mut self, link: &Path, path: &CoursePath) -> bool {
        // A target that vanished just now is no fault of the course; the file is absent then.
        let Ok(target) = fs::canonicalize(link) else { return false };
        let message = match target.strip_prefix(self.root) {
            Err(_) => format!("the symbolic link `{path}` leads out of the course"),
            Ok(inside) if self.is_private(&target, inside) => {
                format!("the symbolic link `{path}` leads to `{}`, which is not part of the course", inside.display())
            }
            Ok(_) => return true,
        };
        self.report(Code::InputLinkOutside, path.clone(), message, "put a copy of what it leads to in its place");
        false
    }

    fn is_private(&self, target: &Path, inside: &Path) -> bool {
        inside.iter().any(|part| is_private(&part.to_string_lossy()))
            || self.output.is_some_and(|output| target.starts_with(output))
    }

    fn fault(&mut self, error: &walkdir::Error) -> Result<(), IoFault> {
        let Some(on_disk) = error.path() else {
            return Err(IoFault::refused("cannot read", self.root, &error.to_string(), "try again"));
        };
        if on_disk.file_name().is_some_and(|name| is_ignored(&name.to_string_lossy())) {
            return Ok(());
        }
        let path = self.course_path(on_disk);
        if let Some(ancestor) = error.loop_ancestor() {
            let ancestor = self.course_path(ancestor);
            let message = format!("the symbolic link `{path}` leads back to `{ancestor}`, which it lies in");
            self.report(Code::InputLinkBroken, path, message, "remove the link");
            return Ok(());
        }
        match error.io_error() {
            Some(cause) if cause.kind() != ErrorKind::PermissionDenied && on_disk.is_symlink() => {
                let target = fs::read_link(on_disk).unwrap_or_default();
                let message = format!("the symbolic link `{path}` leads to `{}`, which is not there", target.display());
                self.report(Code::InputLinkBroken, path, message, "put the file there, or remove the link");
                Ok(())
            }
            Some(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(()),
            Some(cause) => Err(IoFault::new("cannot read", on_disk, cause)),
            None => Err(IoFault::refused("cannot read", on_disk, &error.to_string(), "try again")),
        }
    }

    /// The path from the root, with replacement characters for what is not Unicode.
    fn course_path(&self, on_disk: &Path) -> CoursePath {
        let inside = on_disk.strip_prefix(self.root).unwrap_or(on_disk);
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        CoursePath::new(&parts.join("/"))
    }

    fn report(&mut self, code: Code, path: CoursePath, message: String, help: &str) {
        self.walked.diagnostics.push(Diagnostic::at(code, Place::File(path), message).help(help.to_owned()));
    }
}

/// Whether no link may lead to a file or folder of this name.
fn is_private(name: &str) -> bool {
    name.starts_with('.') || is_ignored(name)
}
