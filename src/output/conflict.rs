//! What must make way: files of an earlier build whose names the new site needs for something else.
//!
//! A file where a folder has to be, a folder where a file has to be, and a name that differs in upper and lower case
//! only, which on many systems is the same name. Such files are removed before anything is written; all others after.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::course::OutPath;
use crate::site::Site;

/// The files that make way.
#[derive(Debug, Default)]
pub(super) struct Clear {
    paths: BTreeSet<String>,
    /// The same, by their names in lower case.
    folded: BTreeMap<String, String>,
}

impl Clear {
    /// Those among `gone` that are in the way of the site.
    pub(super) fn find(gone: &[String], site: &Site) -> Self {
        let exact: BTreeSet<&str> = site.keys().flat_map(|path| folders(path.as_str())).collect();
        let needed: BTreeSet<String> = exact.iter().map(|folder| fold(folder)).collect();
        let files: BTreeSet<String> = site.keys().map(|path| fold(path.as_str())).collect();
        let in_the_way = |path: &&String| {
            let name = fold(path);
            let spelled_otherwise = |folder: &str| needed.contains(&fold(folder)) && !exact.contains(folder);
            files.contains(&name)
                || needed.contains(&name)
                || folders(&name).any(|folder| files.contains(folder))
                || folders(path).any(spelled_otherwise)
        };
        let paths: BTreeSet<String> = gone.iter().filter(in_the_way).cloned().collect();
        let folded = paths.iter().map(|path| (fold(path), path.clone())).collect();
        Self { paths, folded }
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Whether what stands at `path` is one of them under another spelling, as where case does not matter.
    pub(super) fn is_other_spelling(&self, folder: &Path, path: &OutPath) -> bool {
        let real = |path: &str| fs::canonicalize(folder.join(path)).ok();
        let other = self.folded.get(&fold(path.as_str())).and_then(|other| real(other));
        other.is_some() && other == real(path.as_str())
    }

    /// Whether the folder at `path` will be gone when they are: it holds nothing else.
    pub(super) fn empties(&self, folder: &Path, path: &OutPath) -> bool {
        WalkDir::new(folder.join(path.as_str())).into_iter().all(|entry| {
            let Ok(entry) = entry else { return false };
            let Ok(below) = entry.path().strip_prefix(folder) else { return false };
            let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
            let Some(name) = parts.map(|parts| parts.join("/")) else { return false };
            if entry.file_type().is_dir() {
                self.paths.iter().any(|path| folders(path).any(|folder| folder == name))
            } else {
                self.paths.contains(&name)
            }
        })
    }

    pub(super) fn into_paths(self) -> Vec<String> {
        self.paths.into_iter().collect()
    }
}

/// The folders on the way to a file, from the outermost.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

fn fold(path: &str) -> String {
    path.to_lowercase()
}
