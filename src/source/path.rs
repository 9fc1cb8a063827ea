//! Paths inside a course, the same on every system.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A path from the course's root, with `/` between parts, in Unicode NFC, without `.` and `..`. To clone it costs nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CoursePath(Arc<str>);

impl CoursePath {
    /// Takes `text` as it is but for Unicode normalisation; the caller gives a clean, relative path.
    pub fn new(text: &str) -> Self {
        let is_normal = text.is_ascii() || is_nfc(text);
        if is_normal { Self(text.into()) } else { Self(text.nfc().collect::<String>().into()) }
    }

    /// Resolves `relative` (as written in a link) from the folder of this file. `None` when it leaves the course.
    pub fn resolve(&self, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|part| !part.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Some(Self::new(&parts.join("/")))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// All but the last part, without a final `/`; empty at the root.
    pub fn folder(&self) -> &str {
        self.last_slash().map_or("", |at| &self.0[..at])
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.last_slash().map_or(&self.0, |at| &self.0[at + 1..])
    }

    fn last_slash(&self) -> Option<usize> {
        memchr::memrchr(b'/', self.0.as_bytes())
    }

    /// The last part up to its last dot, and what follows the dot (empty where there is none).
    pub fn stem_and_extension(&self) -> (&str, &str) {
        match self.name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => (stem, extension),
            _ => (self.name(), ""),
        }
    }

    /// What follows `folder` and a `/`, when this path lies in it.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The same place on this machine, below `root`.
    pub fn on_disk(&self, root: &Path) -> PathBuf {
        self.0.split('/').fold(root.to_path_buf(), |path, part| path.join(part))
    }
}

impl fmt::Display for CoursePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_resolved_from_the_folder_of_its_file() {
        let page = CoursePath::new("content/01-a/02-b.md");
        assert_eq!(page.resolve("../02-c/_index.md"), Some(CoursePath::new("content/02-c/_index.md")));
        assert_eq!(page.resolve("./picture.svg"), Some(CoursePath::new("content/01-a/picture.svg")));
    }

    #[test]
    fn a_link_that_leaves_the_course_has_no_path() {
        assert_eq!(CoursePath::new("content/a.md").resolve("../../secret"), None);
    }

    #[test]
    fn paths_that_look_alike_are_alike() {
        assert_eq!(CoursePath::new("content/caf\u{e9}.md"), CoursePath::new("content/cafe\u{301}.md"));
    }

    #[test]
    fn a_dot_at_the_start_belongs_to_the_name() {
        assert_eq!(CoursePath::new("a/.htaccess").stem_and_extension(), (".htaccess", ""));
        assert_eq!(CoursePath::new("a/b.tar.gz").stem_and_extension(), ("b.tar", "gz"));
    }
}
