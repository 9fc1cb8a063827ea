//! Carrying out a plan.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::course::OutPath;
use crate::diagnostic::IoFault;
use crate::site::Site;
use crate::source::Digest;

use super::conflict;
use super::manifest::Manifest;
use super::plan::Plan;

/// What is in the way goes first, then new and changed files are written, then the rest is removed, so that a reader in
/// between meets no page without its style sheet.
pub(super) fn apply(plan: &Plan<'_>, site: &Site, folder: &Path) -> Result<(), IoFault> {
    if plan.cold {
        return cold(plan, site, folder);
    }
    remove(&plan.clear, folder)?;
    folders(&plan.write, folder)?;
    plan.write.par_iter().try_for_each(|path| replace(&folder.join(path.as_str()), bytes(site, path)))?;
    remove(&plan.remove, folder)
}

/// Removes what a build that was stopped may have left under temporary names.
pub(super) fn sweep(unfinished: &Manifest, folder: &Path) {
    for path in unfinished.files.keys() {
        // Mostly there is none; one that cannot be removed is met again, and told, when its file is written.
        let _ = fs::remove_file(temporary(&folder.join(path)));
    }
}

/// A whole site goes into a folder beside its place and appears under its name in one step.
fn cold(plan: &Plan<'_>, site: &Site, folder: &Path) -> Result<(), IoFault> {
    let staging = temporary(folder);
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent).map_err(|error| IoFault::new("cannot create", parent, &error))?;
    }
    // Left by a build that was stopped: nobody else uses such a name, and the lock says that none is under way.
    let _ = fs::remove_dir_all(&staging);
    let result = fill(plan, site, &staging)
        .and_then(|()| fs::rename(&staging, folder).map_err(|error| IoFault::new("cannot write", folder, &error)));
    if result.is_err() {
        // The fault is what matters; what is left of the staging folder goes with the next build.
        let _ = fs::remove_dir_all(&staging);
    }
    result
}

fn fill(plan: &Plan<'_>, site: &Site, staging: &Path) -> Result<(), IoFault> {
    fs::create_dir(staging).map_err(|error| IoFault::new("cannot create", staging, &error))?;
    folders(&plan.write, staging)?;
    plan.write.par_iter().try_for_each(|path| {
        let target = staging.join(path.as_str());
        fs::write(&target, bytes(site, path)).map_err(|error| IoFault::new("cannot write", &target, &error))
    })
}

fn bytes<'s>(site: &'s Site, path: &OutPath) -> &'s [u8] {
    site.get(path).map_or(&[], |file| file.bytes())
}

fn folders(paths: &[&OutPath], folder: &Path) -> Result<(), IoFault> {
    let needed: BTreeSet<&str> =
        paths.iter().filter_map(|path| path.as_str().rsplit_once('/').map(|(folder, _)| folder)).collect();
    needed.iter().try_for_each(|name| {
        let target = folder.join(name);
        fs::create_dir_all(&target).map_err(|error| IoFault::new("cannot create", &target, &error))
    })
}

/// A file appears whole or not at all: it is written under another name in the same folder and renamed.
fn replace(target: &Path, bytes: &[u8]) -> Result<(), IoFault> {
    let temporary = temporary(target);
    let written = create(&temporary).and_then(|mut file| file.write_all(bytes));
    written.and_then(|()| fs::rename(&temporary, target)).map_err(|error| {
        let _ = fs::remove_file(&temporary);
        IoFault::new("cannot write", target, &error)
    })
}

/// A new file, never one that is there: a link under this name would lead the bytes elsewhere.
fn create(path: &Path) -> io::Result<fs::File> {
    match fs::File::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            fs::File::create_new(path)
        }
        made => made,
    }
}

/// The name under which something is written before it is renamed: known beforehand, so that what a stopped build left
/// can be found, and short, so that it fits where the name itself fits.
pub(super) fn temporary(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default();
    target.with_file_name(format!(".attune-{}", Digest::of(name.as_encoded_bytes()).hex(16)))
}

/// Removes files, and the folders that held nothing else.
fn remove(paths: &[String], folder: &Path) -> Result<(), IoFault> {
    for path in paths {
        let target = folder.join(path);
        match fs::remove_file(&target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(IoFault::new("cannot remove", &target, &error));
            }
            _ => {}
        }
    }
    let emptied: BTreeSet<&str> = paths.iter().flat_map(|path| conflict::folders(path)).collect();
    for name in emptied.iter().rev() {
        // From the deepest up; that one is not empty is an answer, not a fault.
        let _ = fs::remove_dir(folder.join(name));
    }
    Ok(())
}
