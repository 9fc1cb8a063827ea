//! Carrying out a plan.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostic::IoFault;
use crate::site::Body;
use crate::source::{Digest, size_and_digest};

use super::conflict;
use super::manifest::stamp;
use super::plan::Plan;

/// What is in the way goes first, then new and changed files come to their places, then the rest is removed, so that a
/// reader in between meets no page without its style sheet.
pub(super) fn apply(plan: &Plan<'_>, folder: &Path) -> Result<(), IoFault> {
    remove(&plan.clear, folder)?;
    folders(plan.write.iter().map(|file| file.path.as_str()), folder)?;
    plan.write.par_iter().try_for_each(|file| {
        let target = folder.join(file.path.as_str());
        fs::rename(&file.staged_at, &target).map_err(|error| IoFault::new("cannot write", &target, &error))
    })?;
    remove(&plan.remove, folder)
}

fn folders<'p>(paths: impl Iterator<Item = &'p str>, folder: &Path) -> Result<(), IoFault> {
    let needed: BTreeSet<&str> = paths.filter_map(|path| path.rsplit_once('/').map(|(folder, _)| folder)).collect();
    needed.iter().try_for_each(|name| {
        let target = folder.join(name);
        fs::create_dir_all(&target).map_err(|error| IoFault::new("cannot create", &target, &error))
    })
}

/// The name under which something is written before it is renamed: known beforehand, so that what a stopped build left
/// can be found, and short, so that it fits where the name itself fits.
pub(super) fn temporary(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default();
    target.with_file_name(format!(".attune-{}", Digest::of(name.as_encoded_bytes()).hex(16)))
}

/// Writes a file that was just created.
pub(super) fn fill_file(file: &mut File, body: &Body<'_>) -> io::Result<()> {
    match body {
        Body::Bytes(bytes) => file.write_all(bytes),
        Body::OnDisk(source) => source.copy_to(file),
    }
}

/// The digest of what is written.
pub(super) fn digest_of(body: &Body<'_>) -> Digest {
    match body {
        Body::Bytes(bytes) => Digest::of(bytes),
        Body::OnDisk(file) => file.digest(),
    }
}

/// Whether a plain file at `path` has these bytes. Of another size it is not read.
pub(super) fn holds(path: &Path, body: &Body<'_>) -> bool {
    let size = match body {
        Body::Bytes(bytes) => bytes.len() as u64,
        Body::OnDisk(file) => file.size(),
    };
    if stamp(path).is_none_or(|(there, _)| there != size) {
        return false;
    }
    match body {
        Body::Bytes(bytes) => fs::read(path).is_ok_and(|there| there == **bytes),
        Body::OnDisk(file) => digest_on_disk(path).is_some_and(|there| there == file.digest()),
    }
}

/// The digest of the file at `path`, which is read piece by piece.
pub(super) fn digest_on_disk(path: &Path) -> Option<Digest> {
    File::open(path).and_then(size_and_digest).ok().map(|(_, digest)| digest)
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
