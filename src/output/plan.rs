//! What has to be done so that a folder holds the site; nothing is changed here.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::course::OutPath;
use crate::diagnostic::IoFault;
use crate::site::{OutFile, SIGN, Site};
use crate::source::Digest;

use super::manifest::{Entry, Manifest, stamp};

/// What to do.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    pub(super) write: Vec<&'a OutPath>,
    pub(super) remove: Vec<String>,
    pub(super) untouched: usize,
    /// Whether the folder is not there or empty.
    pub(super) cold: bool,
}

enum Step<'a> {
    Keep,
    Write(&'a OutPath),
    Foreign(&'a OutPath),
}

impl<'a> Plan<'a> {
    /// Compares the folder with the site. A file that is not ours and stands in the site's way is a refusal.
    pub(super) fn make(site: &'a Site, folder: &Path, before: Option<&Manifest>) -> Result<Self, IoFault> {
        if is_empty(folder) {
            return Ok(Self { write: site.keys().collect(), cold: true, ..Self::default() });
        }
        let ours = before.is_none() && is_ours(folder);
        let steps: Vec<Step<'_>> = site
            .par_iter()
            .map(|(path, file)| {
                let known = before.and_then(|manifest| manifest.files.get(path.as_str()));
                step(path, file, folder, known, ours)
            })
            .collect();
        let mut plan = Self::default();
        let mut foreign = Vec::new();
        for step in steps {
            match step {
                Step::Keep => plan.untouched += 1,
                Step::Write(path) => plan.write.push(path),
                Step::Foreign(path) => foreign.push(path),
            }
        }
        if let Some(first) = foreign.first() {
            return Err(in_the_way(folder, first, foreign.len()));
        }
        let gone = |path: &&String| !site.contains_key(&OutPath::new(path.as_str()));
        plan.remove = before.into_iter().flat_map(|manifest| manifest.files.keys()).filter(gone).cloned().collect();
        plan.remove.retain(|path| stamp(&folder.join(path)).is_some());
        Ok(plan)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }
}

fn step<'a>(path: &'a OutPath, file: &OutFile, folder: &Path, known: Option<&Entry>, ours: bool) -> Step<'a> {
    let target = folder.join(path.as_str());
    if below_a_link(folder, path) {
        return Step::Foreign(path);
    }
    let Some((size, modified)) = stamp(&target) else {
        // Nothing there, or something that is no file.
        return if fs::symlink_metadata(&target).is_ok() { Step::Foreign(path) } else { Step::Write(path) };
    };
    let as_written = known.is_some_and(|entry| entry.size == size && entry.modified == modified);
    let wanted = file.bytes();
    let same = if as_written {
        known.is_some_and(|entry| entry.digest == Digest::of(wanted).hex(32))
    } else {
        size == wanted.len() as u64 && fs::read(&target).is_ok_and(|bytes| bytes == wanted)
    };
    match (same, known.is_some() || ours) {
        (true, _) => Step::Keep,
        (false, true) => Step::Write(path),
        (false, false) => Step::Foreign(path),
    }
}

/// Whether a folder on the way to the file is a link or a file: nothing is written through either.
fn below_a_link(folder: &Path, path: &OutPath) -> bool {
    let mut at = folder.to_owned();
    let Some((folders, _)) = path.as_str().rsplit_once('/') else { return false };
    folders.split('/').any(|part| {
        at.push(part);
        fs::symlink_metadata(&at).is_ok_and(|metadata| !metadata.is_dir())
    })
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none())
}

fn is_ours(folder: &Path) -> bool {
    fs::read_to_string(folder.join("_headers")).is_ok_and(|text| text.starts_with(SIGN))
}

fn in_the_way(folder: &Path, first: &OutPath, count: usize) -> IoFault {
    let more = if count > 1 { format!(" and {} others", count - 1) } else { String::new() };
    let reason = format!("`{first}`{more} in it did not come from Attune and would be replaced");
    let help = "move the files away, or choose another folder with `--output`";
    IoFault::refused("will not write to", folder, &reason, help)
}
