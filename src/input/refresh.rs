//! A second look at a course of which it is known what may have changed.
//!
//! Files that were not touched are not read again. Where only files that were there before were written, the folder is
//! not even walked; otherwise it is, so that what a name means, and which names count, is decided in one place.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, IoFault, Outcome};
use crate::source::CoursePath;

use super::load::load;
use super::names::is_left_out;
use super::snapshot::{self, ReadOptions, read};
use super::walk::Found;
use super::{FileContent, InputFile, Inputs};

/// What a second look found.
#[derive(Debug, Default)]
pub struct Refreshed {
    /// Files that are new, other or gone.
    pub files: Vec<CoursePath>,
    /// Everything found in the snapshot as it is now.
    pub diagnostics: Vec<Diagnostic>,
}

/// Brings a snapshot up to date. `touched` are the paths, from the course's root, of files and folders that may have
/// changed, or nothing where anything may have; `found` is what the last look found.
///
/// # Errors
/// [`IoFault`] when the folder or a file in it cannot be read; the snapshot is then as it was.
pub fn refresh(
    inputs: &mut Inputs,
    found: &[Diagnostic],
    touched: Option<&BTreeSet<PathBuf>>,
    options: &ReadOptions,
) -> Result<Refreshed, IoFault> {
    let root = inputs.root.clone();
    // A finding about a file is made when the file is read: with findings, everything is read again.
    let Some(touched) = touched.filter(|_| found.is_empty()) else {
        return Ok(replace(inputs, read(&root, options)?));
    };
    let touched: Vec<&Path> = touched.iter().map(PathBuf::as_path).filter(|path| is_of_course(path)).collect();
    if let Some(written) = written(inputs, &root, &touched) {
        let loaded: Result<Vec<_>, _> = written.into_iter().map(|found| Ok((load(&found)?, found.path))).collect();
        let loaded: Vec<(Outcome<Option<InputFile>>, CoursePath)> = loaded?;
        if loaded.iter().all(|(file, _)| file.value.is_some() && file.diagnostics.is_empty()) {
            return Ok(take(inputs, loaded));
        }
    }
    let known = |path: &CoursePath| {
        let path = Path::new(path.as_str());
        let untouched = touched.iter().all(|touched| !path.starts_with(touched));
        untouched.then(|| inputs.files.get(&CoursePath::new(&path.to_string_lossy())).cloned()).flatten()
    };
    let outcome = snapshot::read_but(&root, options, known)?;
    Ok(replace(inputs, outcome))
}

/// Whether a path can matter at all.
fn is_of_course(path: &Path) -> bool {
    path.iter().all(|part| !is_left_out(&part.to_string_lossy()))
}

/// The files to read, when all that happened is that files which were there were written; what is not there and was not
/// there is passed over.
fn written(inputs: &Inputs, root: &Path, touched: &[&Path]) -> Option<Vec<Found>> {
    let mut written = Vec::new();
    for below in touched {
        let path = CoursePath::new(&below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"));
        let known = inputs.files.contains_key(&path);
        let on_disk = root.join(below);
        match fs::symlink_metadata(&on_disk) {
            Ok(metadata) if known && metadata.is_file() => written.push(Found { path, on_disk }),
            Err(_) if !known && !holds(inputs, &path) => {}
            _ => return None,
        }
    }
    Some(written)
}

/// Whether files are known below a folder.
fn holds(inputs: &Inputs, folder: &CoursePath) -> bool {
    let first = CoursePath::new(&format!("{folder}/"));
    inputs.files.range(first..).next().is_some_and(|(path, _)| path.below(folder.as_str()).is_some())
}

fn take(inputs: &mut Inputs, loaded: Vec<(Outcome<Option<InputFile>>, CoursePath)>) -> Refreshed {
    let mut files = Vec::new();
    for (outcome, path) in loaded {
        let Some(file) = outcome.value else { continue };
        if inputs.files.get(&path) == Some(&file) {
            continue;
        }
        if let FileContent::Text(text) = &file.content {
            inputs.sources.add(path.clone(), Arc::clone(text));
        }
        inputs.files.insert(path.clone(), file);
        files.push(path);
    }
    Refreshed { files, diagnostics: Vec::new() }
}

fn replace(inputs: &mut Inputs, outcome: Outcome<Inputs>) -> Refreshed {
    let Outcome { value: after, diagnostics } = outcome;
    let other = |path: &&CoursePath| inputs.files.get(*path) != after.files.get(*path);
    let mut files: Vec<CoursePath> = after.files.keys().filter(other).cloned().collect();
    files.extend(inputs.files.keys().filter(|path| !after.files.contains_key(*path)).cloned());
    *inputs = after;
    Refreshed { files, diagnostics }
}
