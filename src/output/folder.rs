//! Carrying out a plan.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::course::OutPath;
use crate::diagnostic::IoFault;
use crate::site::Site;

use super::plan::Plan;

/// New and changed files first, then removals, so that a reader in between meets no page without its style sheet.
pub(super) fn apply(plan: &Plan<'_>, site: &Site, folder: &Path) -> Result<(), IoFault> {
    if plan.cold {
        return cold(plan, site, folder);
    }
    folders(&plan.write, folder)?;
    plan.write.par_iter().try_for_each(|path| replace(&folder.join(path.as_str()), bytes(site, path)))?;
    plan.remove.iter().try_for_each(|path| {
        let target = folder.join(path);
        fs::remove_file(&target).map_err(|error| IoFault::new("cannot remove", &target, &error))
    })?;
    emptied(&plan.remove, folder);
    Ok(())
}

/// A whole site goes into a folder beside its place and appears under its name in one step.
fn cold(plan: &Plan<'_>, site: &Site, folder: &Path) -> Result<(), IoFault> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let staging = folder.with_file_name(format!(".{name}.attune-{}", std::process::id()));
    let result = fill(plan, site, &staging).and_then(|()| {
        // The folder is empty or not there; an empty one makes way.
        match fs::remove_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(IoFault::new("cannot replace", folder, &error));
            }
            _ => {}
        }
        fs::rename(&staging, folder).map_err(|error| IoFault::new("cannot write", folder, &error))
    });
    if result.is_err() {
        // The fault is what matters; what is left of the staging folder is in nobody's way.
        let _ = fs::remove_dir_all(&staging);
    }
    result
}

fn fill(plan: &Plan<'_>, site: &Site, staging: &Path) -> Result<(), IoFault> {
    fs::create_dir_all(staging).map_err(|error| IoFault::new("cannot create", staging, &error))?;
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

/// A file appears whole or not at all: it is written under another name and renamed.
fn replace(target: &Path, bytes: &[u8]) -> Result<(), IoFault> {
    let fault = |error: io::Error| IoFault::new("cannot write", target, &error);
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let temporary = target.with_file_name(format!(".{name}.attune-{}", std::process::id()));
    let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, target));
    written.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        fault(error)
    })
}

/// Removes folders that held only removed files, from the deepest up; one that is not empty stays.
fn emptied(removed: &[String], folder: &Path) {
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    for path in removed {
        let mut at = Path::new(path).parent();
        while let Some(parent) = at.filter(|parent| !parent.as_os_str().is_empty()) {
            folders.insert(folder.join(parent));
            at = parent.parent();
        }
    }
    for empty in folders.iter().rev() {
        // Not empty is an answer, not a fault.
        let _ = fs::remove_dir(empty);
    }
}
