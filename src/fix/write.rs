//! Fixed texts onto the disk: whole or not at all, and only over what was read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::IoFault;
use crate::input::Inputs;
use crate::source::{CoursePath, Digest};

/// A file that was not fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Left {
    pub path: CoursePath,
    /// Why, in words that follow its name.
    pub why: &'static str,
}

/// What was done.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// Files that are fixed.
    pub done: BTreeSet<CoursePath>,
    /// Files that stayed as they were.
    pub left: Vec<Left>,
    /// What stopped it on the way; what is done is done.
    pub fault: Option<IoFault>,
}

/// Writes fixed texts, or pictures, over the files that `inputs` was read from.
pub(crate) fn write<T: AsRef<[u8]> + ?Sized>(inputs: &Inputs, texts: &BTreeMap<CoursePath, Arc<T>>) -> Written {
    let mut written = Written::default();
    let root = match fs::canonicalize(&inputs.root) {
        Ok(root) => root,
        Err(error) => {
            written.fault = Some(IoFault::new("cannot read", &inputs.root, &error));
            return written;
        }
    };
    for (path, text) in texts {
        let Some(before) = inputs.files.get(path).map(|file| file.digest) else { continue };
        match one(&root, path, text.as_ref().as_ref(), before) {
            Ok(None) => _ = written.done.insert(path.clone()),
            Ok(Some(why)) => written.left.push(Left { path: path.clone(), why }),
            Err(fault) => {
                written.fault = Some(fault);
                break;
            }
        }
    }
    written
}

/// Writes one file, unless there is a reason not to, which is returned.
fn one(root: &Path, path: &CoursePath, text: &[u8], before: Digest) -> Result<Option<&'static str>, IoFault> {
    let Some(place) = place(root, path) else { return Ok(Some("is no longer there")) };
    let real = match fs::canonicalize(&place) {
        Ok(real) => real,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Some("is no longer there")),
        Err(error) => return Err(IoFault::new("cannot read", &place, &error)),
    };
    // A link inside the course leads to a file of the course; that file is written, and the link stays.
    if !real.starts_with(root) {
        return Ok(Some("is a link that leads out of the course"));
    }
    let metadata = fs::metadata(&real).map_err(|error| IoFault::new("cannot read", &real, &error))?;
    if metadata.permissions().readonly() {
        return Ok(Some("is read-only"));
    }
    let now = fs::read(&real).map_err(|error| IoFault::new("cannot read", &real, &error))?;
    if Digest::of(&now) != before {
        return Ok(Some("has changed since it was read; run it again"));
    }
    replace(&real, text, metadata.permissions()).map_err(|error| IoFault::new("cannot write", &real, &error))?;
    Ok(None)
}

/// The file's path on this machine: its name may be written in another way that Unicode calls the same.
fn place(root: &Path, path: &CoursePath) -> Option<PathBuf> {
    let exact = path.on_disk(root);
    if exact.symlink_metadata().is_ok() {
        return Some(exact);
    }
    path.as_str().split('/').try_fold(root.to_owned(), |folder, part| {
        let entries = fs::read_dir(folder).ok()?.flatten();
        let same = |name: &std::ffi::OsString| name.to_str().is_some_and(|name| CoursePath::new(name).as_str() == part);
        entries.filter(|entry| same(&entry.file_name())).map(|entry| entry.path()).min()
    })
}

/// Puts a text in a file's place: written beside it under a name that no course reads, then renamed.
fn replace(target: &Path, text: &[u8], permissions: fs::Permissions) -> io::Result<()> {
    let name = target.file_name().unwrap_or_default();
    let beside = target.with_file_name(format!(".attune-{}", Digest::of(name.as_encoded_bytes()).hex(16)));
    // What a stopped run left.
    let _ = fs::remove_file(&beside);
    let written = fs::File::create_new(&beside).and_then(|mut file| {
        file.write_all(text)?;
        file.set_permissions(permissions)?;
        file.sync_all()
    });
    let renamed = written.and_then(|()| fs::rename(&beside, target));
    if renamed.is_err() {
        let _ = fs::remove_file(&beside);
    }
    renamed
}

#[cfg(test)]
mod tests;
