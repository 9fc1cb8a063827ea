//! What has to be done so that a folder holds the site; nothing is changed here.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::course::OutPath;
use crate::diagnostic::IoFault;
use crate::site::{OutFile, SIGN, Site};
use crate::source::Digest;

use super::conflict::{Clear, folders};
use super::manifest::{Manifest, stamp};

/// What to do.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    /// Files of an earlier build that make way before anything is written.
    pub(super) clear: Vec<String>,
    pub(super) write: Vec<&'a OutPath>,
    /// Files of an earlier build that go when everything is written.
    pub(super) remove: Vec<String>,
    pub(super) untouched: usize,
    /// Whether the folder is not there.
    pub(super) cold: bool,
    /// Files of which nobody knows any more whether they are ours.
    pub(super) unknown: Vec<String>,
}

enum Step<'a> {
    Keep,
    Write(&'a OutPath),
    Foreign(&'a OutPath),
}

/// What is known of the folder.
struct Present<'a> {
    folder: &'a Path,
    before: Option<&'a Manifest>,
    /// Whether the folder is Attune's although there is no manifest.
    ours: bool,
    clear: Clear,
}

impl<'a> Plan<'a> {
    /// Compares the folder with the site. A file that is not ours and stands in the site's way is a refusal.
    pub(super) fn make(site: &'a Site, folder: &Path, before: Option<&Manifest>) -> Result<Self, IoFault> {
        match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self { write: site.keys().collect(), cold: true, ..Self::default() });
            }
            Err(error) => return Err(IoFault::new("cannot read", folder, &error)),
            Ok(_) => {}
        }
        let gone = gone(site, folder, before);
        let ours = before.is_none() && is_ours(folder);
        let present = Present { folder, before, ours, clear: Clear::find(&gone, site) };
        let steps: Vec<Step<'_>> = site.par_iter().map(|(path, file)| present.step(path, file)).collect();
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
        plan.remove = gone.into_iter().filter(|path| !present.clear.has(path)).collect();
        plan.clear = present.clear.into_paths();
        plan.unknown = if ours { unknown(site, folder) } else { Vec::new() };
        Ok(plan)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty() && self.clear.is_empty()
    }
}

impl Present<'_> {
    fn step<'s>(&self, path: &'s OutPath, file: &OutFile) -> Step<'s> {
        let target = self.folder.join(path.as_str());
        match blocking(self.folder, path.as_str()) {
            Some(blocking) if self.clear.has(blocking) => return Step::Write(path),
            Some(_) => return Step::Foreign(path),
            None => {}
        }
        let known = self.before.and_then(|manifest| manifest.files.get(path.as_str()));
        let Some((size, modified)) = stamp(&target) else {
            // Nothing there, or something that is no file.
            let free = match fs::symlink_metadata(&target) {
                Err(_) => true,
                Ok(found) => found.is_dir() && self.clear.empties(self.folder, path),
            };
            return if free { Step::Write(path) } else { Step::Foreign(path) };
        };
        if known.is_none() && self.clear.is_other_spelling(self.folder, path) {
            return Step::Write(path);
        }
        let wanted = file.bytes();
        let same = match known.filter(|entry| entry.size == size && entry.modified == modified) {
            Some(entry) => entry.digest == Digest::of(wanted).hex(32),
            None => size == wanted.len() as u64 && fs::read(&target).is_ok_and(|bytes| bytes == wanted),
        };
        match (same, known.is_some() || self.ours) {
            (true, _) => Step::Keep,
            (false, true) => Step::Write(path),
            (false, false) => Step::Foreign(path),
        }
    }
}

/// Files of an earlier build that the site has not and that are there; never through a link.
fn gone(site: &Site, folder: &Path, before: Option<&Manifest>) -> Vec<String> {
    let paths = before.into_iter().flat_map(|manifest| manifest.files.keys());
    paths
        .filter(|path| !site.contains_key(&OutPath::new(path.as_str())))
        .filter(|path| blocking(folder, path).is_none() && stamp(&folder.join(path)).is_some())
        .cloned()
        .collect()
}

/// What stands where a folder on the way to the file should be: a link or a file. Nothing is written through either.
fn blocking<'p>(folder: &Path, path: &'p str) -> Option<&'p str> {
    folders(path).find(|on_the_way| fs::symlink_metadata(folder.join(on_the_way)).is_ok_and(|found| !found.is_dir()))
}

fn is_ours(folder: &Path) -> bool {
    fs::read_to_string(folder.join("_headers")).is_ok_and(|text| text.starts_with(SIGN))
}

fn unknown(site: &Site, folder: &Path) -> Vec<String> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let names = files.filter(|entry| !entry.file_type().is_dir()).filter_map(|entry| {
        let below = entry.path().strip_prefix(folder).ok()?;
        let parts: Vec<String> = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        Some(parts.join("/"))
    });
    names.filter(|name| !site.contains_key(&OutPath::new(name.as_str()))).collect()
}

fn in_the_way(folder: &Path, first: &OutPath, count: usize) -> IoFault {
    let more = match count {
        1 => String::new(),
        2 => " and one other".to_owned(),
        _ => format!(" and {} others", count - 1),
    };
    let reason = format!("`{first}`{more} in it did not come from Attune and would be replaced");
    let help = "move the files away, or choose another folder with `--output`";
    IoFault::refused("will not write to", folder, &reason, help)
}
