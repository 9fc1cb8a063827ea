//! A second look at a course of which it is known what may have changed.
//!
//! Only what was touched is walked and read again, by the same rules as the whole. Wherever that could miss something
//! (a finding about a file, a link on the way, a file that every course must have), the whole course is read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use crate::diagnostic::{Diagnostic, IoFault, Outcome};
use crate::source::CoursePath;

use super::load::load;
use super::roles::{CONTENT, is_ignored};
use super::snapshot::{ReadOptions, read};
use super::walk::Walk;
use super::{FileRole, InputFile, Inputs};

/// What a second look found.
#[derive(Debug, Default)]
pub(crate) struct Refreshed {
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
pub(crate) fn refresh(
    inputs: &mut Inputs,
    found: &[Diagnostic],
    touched: Option<&BTreeSet<PathBuf>>,
    options: &ReadOptions,
) -> Result<Refreshed, IoFault> {
    // A finding about a file is made when the file is read: with findings, everything is read again.
    if let Some(touched) = touched.filter(|_| found.is_empty())
        && let Some(parts) = parts(inputs, touched, options)?
    {
        return Ok(take(inputs, parts));
    }
    let outcome = read(&inputs.root, options)?;
    Ok(replace(inputs, outcome))
}

/// What lies now at and below each touched path, by that path.
type Parts = BTreeMap<CoursePath, BTreeMap<CoursePath, InputFile>>;

/// The touched parts of the course as they are now; nothing where only the whole tells.
fn parts(inputs: &Inputs, touched: &BTreeSet<PathBuf>, options: &ReadOptions) -> Result<Option<Parts>, IoFault> {
    let Ok(root) = inputs.root.canonicalize() else { return Ok(None) };
    let output = options.output.as_ref().and_then(|output| output.canonicalize().ok());
    let mut parts = Parts::new();
    for below in touched.iter().filter(|path| is_of_course(path)) {
        let Some(path) = course_path(below).filter(|path| is_ordinary(&root, below, path)) else { return Ok(None) };
        let (tell, found) = channel();
        let walked = Walk::new(&root, output.as_deref(), tell).part(below)?;
        let mut files = BTreeMap::new();
        for found in found {
            let file = load(&found)?;
            let (Some(file), true) = (file.value, file.diagnostics.is_empty()) else { return Ok(None) };
            files.insert(found.path, file);
        }
        if !walked.diagnostics.is_empty() {
            return Ok(None);
        }
        parts.insert(path, files);
    }
    Ok(Some(parts))
}

/// Whether a path can matter at all.
fn is_of_course(path: &Path) -> bool {
    let first = path.iter().next().and_then(|part| part.to_str());
    first.is_some_and(|first| ["site.toml", "content", "themes"].contains(&first))
        && path.iter().all(|part| !is_ignored(&part.to_string_lossy()))
}

fn course_path(below: &Path) -> Option<CoursePath> {
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    Some(CoursePath::new(&parts?.join("/")))
}

/// Whether a part can be looked at alone: no link on the way, and the course keeps what every course must have.
fn is_ordinary(root: &Path, below: &Path, path: &CoursePath) -> bool {
    let is_front_page = path.folder() == CONTENT && FileRole::of(path) == FileRole::Index;
    let needed = is_front_page || ["site.toml", CONTENT].contains(&path.as_str());
    let is_link = |part: &Path| fs::symlink_metadata(root.join(part)).is_ok_and(|found| found.is_symlink());
    let by_link = below.ancestors().filter(|part| !part.as_os_str().is_empty()).any(is_link);
    // A name that Unicode calls the same as another would be taken for it.
    let plain = path.as_str().is_ascii();
    plain && (!needed || root.join(below).is_file()) && !by_link
}

/// Puts the parts in the place of what was known of them.
fn take(inputs: &mut Inputs, parts: Parts) -> Refreshed {
    let mut files = BTreeSet::new();
    for (path, part) in parts {
        let known = inputs.files.range(path.clone()..).map(|(known, _)| known);
        let below = |known: &&CoursePath| **known == path || known.below(path.as_str()).is_some();
        let begins = |known: &&CoursePath| known.as_str().starts_with(path.as_str());
        let gone: Vec<CoursePath> = known.take_while(begins).filter(below).cloned().collect();
        for path in gone.into_iter().filter(|path| !part.contains_key(path)) {
            inputs.remove(&path);
            files.insert(path);
        }
        for (path, file) in part {
            if inputs.files.get(&path) == Some(&file) {
                continue;
            }
            inputs.keep(path.clone(), file);
            files.insert(path);
        }
    }
    Refreshed { files: files.into_iter().collect(), diagnostics: Vec::new() }
}

fn replace(inputs: &mut Inputs, outcome: Outcome<Inputs>) -> Refreshed {
    let Outcome { value: after, diagnostics } = outcome;
    let other = |path: &&CoursePath| inputs.files.get(*path) != after.files.get(*path);
    let mut files: Vec<CoursePath> = after.files.keys().filter(other).cloned().collect();
    files.extend(inputs.files.keys().filter(|path| !after.files.contains_key(*path)).cloned());
    *inputs = after;
    Refreshed { files, diagnostics }
}

#[cfg(test)]
mod tests;
