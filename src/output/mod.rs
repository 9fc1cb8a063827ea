//! The output folder. The only writer of a site.
//!
//! What Attune wrote is remembered in a manifest ([`manifest`]) beside the course, not in the site. Only files of that
//! manifest are ever replaced, and only those that still have the bytes that were written are deleted. A folder that holds
//! anything else is refused, unless its author has it taken over ([`How::adopt`]): what is foreign is then left alone. The
//! manifest may be deleted at any time: a folder is then known by the first line of its `_headers`
//! ([`crate::site::SIGN`]), if it holds nothing but files of the site.
//!
//! [`path_guard`] says which folders are never written to, [`first_write`] fills a folder that is not there, [`plan`] finds what
//! has to be done in one that is ([`conflict`]: what must make way for what), and [`folder`] does it. Pages are made one
//! by one and staged; only when all are made and no template had a fault does anything change, and then every file
//! appears whole. Files that are as they should be are not touched. [`kept`] says what counts of that, [`shards`] keeps the parts of the search index for a later
//! build, [`publisher`] who publishes.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is where a site is written")]

mod conflict;
mod first_write;
mod folder;
mod kept;
mod manifest;
mod path_guard;
mod plan;
mod publisher;
mod shards;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, IoFault, Outcome, once};
use crate::hosting::limits::exceeded;
use crate::progress::{Progress, Stage};
use crate::site::{FileFault, Site};
use crate::source::Digest;

pub use manifest::is_manifest;
use manifest::{Entry, Manifest};
use plan::Plan;
pub(crate) use publisher::{lock_publication, publisher, random_name};
pub(crate) use shards::{forget_shards_of_another_list, name_list_of_shards};
pub use shards::{keep_shards, kept_shards};

/// What writing did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files made or replaced.
    pub written: usize,
    /// Files that were as they should be.
    pub untouched: usize,
    /// Files of an earlier build that are gone.
    pub removed: usize,
    /// Pages for which templates were run: those that are not known to be as they were.
    pub rendered: usize,
    /// After the record of earlier builds was lost: files in the folder that are not of this site, by path.
    pub unknown: Vec<String>,
    /// What some host would refuse of the site, a sentence each.
    pub refused_by_hosts: Vec<String>,
}

/// How a site is written.
#[derive(Debug, Clone, Default)]
pub(crate) struct How {
    /// What a later build may go by.
    pub record: Option<Record>,
    /// Whether a folder is taken over that holds what Attune did not write. It is left alone, now and by later builds;
    /// files at the site's own paths are replaced where the folder is one of Attune's.
    pub adopt: bool,
    /// Whether each file is made and looked at, also where an earlier build wrote the same.
    pub looks_at_all: bool,
}

/// What a later build may go by: from what a site was made, and what there is to say of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Of everything that the site depends on.
    pub key: Digest,
    /// Pages of the course.
    pub pages: usize,
    /// Questions of the course.
    pub items: usize,
    /// Warnings about it.
    pub warnings: usize,
    /// What a terminal was told of them, to be said again.
    pub said: String,
    /// Whether that is coloured.
    pub coloured: bool,
}

/// Refuses a folder in which the course's own files lie, or that holds the course: before it is read as if these were a
/// site's.
///
/// # Errors
/// The refusal.
pub(crate) fn check_folder(folder: &Path, root: &Path) -> Result<(), IoFault> {
    path_guard::check(folder, root).map(|_| ())
}

/// Where a course's site is built when nothing else is said.
const BUILT: &str = "public";

/// Why nothing is ever published into a folder: it is none that a site is written to, or the one in which the site is built, where
/// `attune build` would take away what a publication added.
pub(crate) fn refused_target(folder: &Path, root: &Path) -> Option<&'static str> {
    let built = path_guard::real(&root.join(BUILT));
    match path_guard::allowed(folder, root) {
        Err(reason) => Some(reason),
        Ok(place) if place.starts_with(&built) => Some("the built site lies there"),
        Ok(_) => None,
    }
}

/// The record of the site in `folder`, when it is whole and as it was written, and what some host would refuse of it.
pub(crate) fn up_to_date(folder: &Path, root: &Path) -> Option<(Record, Vec<String>)> {
    let target = path_guard::check(folder, root).ok()?;
    let manifest = Manifest::read(&manifest::place(&path_guard::real(root), &target))?;
    manifest.record.as_ref()?;
    let refused = refused_by_hosts(&manifest.files, &target);
    manifest.is_unchanged(&target).then_some(manifest.record).flatten().map(|record| (record, refused))
}

fn refused_by_hosts(files: &BTreeMap<String, Entry>, folder: &Path) -> Vec<String> {
    let sizes = files.iter().map(|(path, entry)| (path.as_str(), entry.size));
    exceeded(sizes, |path| fs::read_to_string(folder.join(path)).ok())
}

/// Writes the site into `folder`, which belongs to the course at `root`. With faults in templates among the diagnostics
/// nothing was written.
///
/// # Errors
/// A refusal when the folder is not ours to write, before anything was changed; otherwise what the system says. After a
/// fault on the way, the next build puts everything right.
pub(crate) fn write(
    site: &Site,
    folder: &Path,
    root: &Path,
    how: How,
    progress: &dyn Progress,
) -> Result<Outcome<Written>, IoFault> {
    let How { record, adopt, looks_at_all } = how;
    let target = path_guard::check(folder, root)?;
    let place = manifest::place(&path_guard::real(root), &target);
    let _locks = (manifest::lock(&place)?, manifest::lock_beside(&target)?);
    progress.begin(Stage::Write, site.len());
    if fs::read_dir(&target).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return first_write::fill(site, &target, &place, record, progress);
    }
    let before = Manifest::read(&place);
    let plan = Plan::make(site, &target, (before.as_ref(), adopt, looks_at_all), progress);
    let plan = match plan.map_err(|fault| as_given(fault, &target, folder))? {
        Ok(plan) => plan,
        Err(diagnostics) => return Ok(Outcome { value: Written::default(), diagnostics }),
    };
    let mut report = Written {
        written: plan.write.len(),
        untouched: plan.untouched,
        removed: plan.remove.len() + plan.clear.len(),
        rendered: plan.rendered,
        unknown: plan.unknown.clone(),
        refused_by_hosts: Vec::new(),
    };
    let adopted = adopt || before.as_ref().is_some_and(|before| before.adopted);
    if !plan.is_empty() {
        // Should the machine stop on the way, the next build must know every file that may be there.
        Manifest::intention(before.as_ref(), &plan.files, adopted).write(&place)?;
        folder::apply(&plan, &target)?;
    }
    report.refused_by_hosts = refused_by_hosts(&plan.files, &target);
    let after = Manifest::new(plan.files, record, adopted);
    if before.is_none_or(|before| before != after) {
        after.write(&place)?;
    }
    Ok(Outcome::clean(report))
}

/// A refusal names the folder as the author named it.
fn as_given(fault: IoFault, real: &Path, given: &Path) -> IoFault {
    let subject = if fault.subject == real { given.to_owned() } else { fault.subject };
    IoFault { subject, ..fault }
}

/// What was made of each file, or the faults: every template's, once for each place, or else the first of the machine.
pub(crate) fn gather<T>(results: Vec<Result<T, FileFault>>) -> Result<Result<Vec<T>, Vec<Diagnostic>>, IoFault> {
    let (mut made, mut faults) = (Vec::with_capacity(results.len()), Vec::new());
    for result in results {
        match result {
            Ok(file) => made.push(file),
            Err(FileFault::Content(fault)) => faults.push(*fault),
            Err(FileFault::Io(fault)) => return Err(fault),
        }
    }
    Ok(if faults.is_empty() { Ok(made) } else { Err(once(faults)) })
}

#[cfg(test)]
mod tests;
