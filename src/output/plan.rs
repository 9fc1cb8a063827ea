//! What has to be done so that a folder holds the site. Only what is to be written is staged, in a folder of our own
//! inside; nothing of the site is changed here.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use walkdir::WalkDir;

use crate::course::OutPath;
use crate::diagnostic::{Diagnostic, IoFault};
use crate::input::roles::is_ignored;
use crate::progress::Progress;
use crate::site::{Body, FileFault, Finished, SIGN, Site, SiteFile};

use super::conflict::{Clear, folders};
use super::folder::{digest_of, fill_file, holds};
use super::gather;
use super::kept::read_plain;
use super::manifest::{Entry, Manifest};

/// What to do.
/// Where files are laid until all are known to be good.
const STAGING: &str = ".attune-staging";

#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// Files of an earlier build that make way before anything is written.
    pub(super) clear: Vec<String>,
    pub(super) write: Vec<Staged<'a>>,
    /// Files of an earlier build that go when everything is written.
    pub(super) remove: Vec<String>,
    pub(super) untouched: usize,
    pub(super) rendered: usize,
    /// Files of which nobody knows any more whether they are ours.
    pub(super) unknown: Vec<String>,
    /// Every file as it will be.
    pub(super) files: BTreeMap<String, Entry>,
    _staging: StagingDir,
}

/// A file that was made and waits.
#[derive(Debug)]
pub(super) struct Staged<'a> {
    pub(super) path: &'a OutPath,
    pub(super) staged_at: PathBuf,
}

enum Step<'a> {
    Keep(&'a OutPath, Entry),
    Write(Staged<'a>, Entry),
    Foreign(&'a OutPath),
}

impl Step<'_> {
    /// What the file will come to.
    fn finished(&self) -> Finished {
        match self {
            Self::Keep(_, entry) | Self::Write(_, entry) => entry.finished(),
            Self::Foreign(_) => Finished::default(),
        }
    }
}

/// A folder inside the output folder, and so on the same disk, for what waits; gone when the value is.
#[derive(Debug)]
struct StagingDir {
    folder: PathBuf,
    count: AtomicUsize,
}

impl StagingDir {
    fn in_folder(folder: &Path) -> Self {
        let staging = Self { folder: folder.join(STAGING), count: AtomicUsize::new(0) };
        // Left by a build that was stopped.
        staging.clear();
        staging
    }

    fn stage(&self, body: &Body<'_>) -> io::Result<(PathBuf, fs::Metadata)> {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let path = self.folder.join(number.to_string());
        let mut file = match File::create_new(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(&self.folder)?;
                File::create_new(&path)?
            }
            opened => opened?,
        };
        fill_file(&mut file, body)?;
        let metadata = file.metadata()?;
        Ok((path, metadata))
    }

    fn clear(&self) {
        // Mostly it is not there; one that cannot be removed is met again, and told, when something is laid there.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Drop for StagingDir {
    fn drop(&mut self) {
        self.clear();
    }
}

/// What is known of the folder.
struct Present<'a> {
    folder: &'a Path,
    before: Option<&'a Manifest>,
    /// Whether the folder is Attune's although there is no manifest.
    ours: bool,
    clear: Clear,
    /// Whether each file is made, also where an earlier build wrote the same.
    looks_at_all: bool,
    staging: StagingDir,
    rendered: AtomicUsize,
    progress: &'a dyn Progress,
}

impl<'a> Plan<'a> {
    /// Compares the folder with the site: what to do, or the faults of templates. A file that is not ours and stands in
    /// the site's way is a refusal.
    pub(super) fn make(
        site: &'a Site,
        folder: &Path,
        (before, adopt, looks_at_all): (Option<&Manifest>, bool, bool),
        progress: &dyn Progress,
    ) -> Result<Result<Self, Vec<Diagnostic>>, IoFault> {
        fs::read_dir(folder).map_err(|error| IoFault::new("cannot read", folder, &error))?;
        let gone = gone(site, folder, before);
        let ours = adopt || (before.is_none() && is_ours(folder));
        if !(adopt || before.is_some_and(|manifest| manifest.adopted)) {
            refuse_foreign(site, folder, before, ours)?;
        }
        let clear = Clear::find(&gone, site);
        let (staging, rendered) = (StagingDir::in_folder(folder), AtomicUsize::new(0));
        let present = Present { folder, before, ours, clear, looks_at_all, staging, rendered, progress };
        let steps = site.each(|file| present.step(file), Step::finished);
        let steps = match gather(steps)? {
            Ok(steps) => steps,
            Err(diagnostics) => return Ok(Err(diagnostics)),
        };
        let (mut write, mut files, mut foreign, mut untouched) = (Vec::new(), BTreeMap::new(), Vec::new(), 0);
        for step in steps {
            let (path, entry) = match step {
                Step::Keep(path, entry) => {
                    untouched += 1;
                    (path, entry)
                }
                Step::Write(staged, entry) => {
                    let path = staged.path;
                    write.push(staged);
                    (path, entry)
                }
                Step::Foreign(path) => {
                    foreign.push(path);
                    continue;
                }
            };
            files.insert(path.as_str().to_owned(), entry);
        }
        if let Some(first) = foreign.first() {
            return Err(in_the_way(folder, first, foreign.len()));
        }
        let remove = gone.into_iter().filter(|path| !present.clear.has(path)).collect();
        let unknown = if ours && before.is_none() { unknown(site, folder) } else { Vec::new() };
        let (clear, rendered, staging) = (present.clear.into_paths(), present.rendered.into_inner(), present.staging);
        Ok(Ok(Self { clear, write, remove, untouched, rendered, unknown, files, _staging: staging }))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty() && self.clear.is_empty()
    }
}

impl Present<'_> {
    fn step<'s>(&self, file: SiteFile<'s>) -> Result<Step<'s>, FileFault> {
        let (path, prepared) = (file.path, file.prepare());
        let source = prepared.digest;
        self.progress.step();
        let target = self.folder.join(path.as_str());
        let known = self.before.and_then(|manifest| manifest.files.get(path.as_str()));
        let unchanged = known.filter(|entry| entry.is_unchanged(&target) && self.is_reached(path));
        if let Some(entry) = unchanged.filter(|entry| entry.is_from(source) && !self.looks_at_all) {
            return Ok(Step::Keep(path, entry.clone()));
        }
        self.rendered.fetch_add(usize::from(file.is_page()), Ordering::Relaxed);
        let body = file.make_inspected(prepared)?;
        if self.is_reached(path)
            && !(known.is_none() && self.clear.is_other_spelling(self.folder, path))
            && holds(&target, &body)
            && let Ok(metadata) = fs::symlink_metadata(&target)
        {
            return Ok(Step::Keep(path, Entry::new(source, digest_of(&body), &metadata)));
        }
        if !self.may_write(path, &target, known.is_some()) {
            return Ok(Step::Foreign(path));
        }
        let fault = |error: io::Error| FileFault::Io(IoFault::new("cannot write", &target, &error));
        let (staged_at, metadata) = self.staging.stage(&body).map_err(fault)?;
        Ok(Step::Write(Staged { path, staged_at }, Entry::new(source, digest_of(&body), &metadata)))
    }

    /// Whether the way to the file leads through folders only.
    fn is_reached(&self, path: &OutPath) -> bool {
        blocking(self.folder, path.as_str()).is_none()
    }

    /// Whether what stands at the file's place, if anything, is ours or makes way.
    fn may_write(&self, path: &OutPath, target: &Path, known: bool) -> bool {
        if let Some(blocking) = blocking(self.folder, path.as_str()) {
            return self.clear.has(blocking);
        }
        match fs::symlink_metadata(target) {
            Err(_) => true,
            Ok(found) if found.is_file() => known || self.ours || self.clear.is_other_spelling(self.folder, path),
            Ok(found) => found.is_dir() && self.clear.empties(self.folder, path),
        }
    }
}

/// Files of an earlier build that the site has not and that are there as they were written; never through a link.
fn gone(site: &Site, folder: &Path, before: Option<&Manifest>) -> Vec<String> {
    let files = before.into_iter().flat_map(|manifest| &manifest.files);
    files
        .filter(|(path, _)| !site.contains_key(&OutPath::new(path.as_str())))
        .filter(|(path, entry)| blocking(folder, path).is_none() && entry.is_ours(&folder.join(path)))
        .map(|(path, _)| path.clone())
        .collect()
}

/// What stands where a folder on the way to the file should be: a link or a file. Nothing is written through either.
fn blocking<'p>(folder: &Path, path: &'p str) -> Option<&'p str> {
    folders(path).find(|on_the_way| fs::symlink_metadata(folder.join(on_the_way)).is_ok_and(|found| !found.is_dir()))
}

fn is_ours(folder: &Path) -> bool {
    read_plain(&folder.join("_headers")).is_some_and(|text| text.starts_with(SIGN.as_bytes()))
}

fn unknown(site: &Site, folder: &Path) -> Vec<String> {
    names(folder).filter(|name| !site.contains_key(&OutPath::new(name.as_str()))).collect()
}

/// Refuses a folder with anything that is neither in the record of the last build nor, where the folder is Attune's and the
/// record is lost, in the site.
fn refuse_foreign(site: &Site, folder: &Path, before: Option<&Manifest>, ours: bool) -> Result<(), IoFault> {
    let is_known = |name: &str| match before {
        Some(manifest) => manifest.files.contains_key(name),
        None => ours && site.contains_key(&OutPath::new(name)),
    };
    let foreign: Vec<String> = names(folder).filter(|name| !is_known(name)).collect();
    let Some(first) = foreign.first() else { return Ok(()) };
    let more = match foreign.len() {
        1 => String::new(),
        2 => " and one other".to_owned(),
        count => format!(" and {} others", count - 1),
    };
    let reason = format!("it holds `{first}`{more}, which the last build of this course did not write");
    let help = "choose an empty folder with `--output`; or build once with `--adopt`, which leaves such files alone and \
                remembers it";
    Err(IoFault::refused("will not write to", folder, &reason, help))
}

/// Every file in the folder but those of open editors and systems, and what a build that was stopped staged.
fn names(folder: &Path) -> impl Iterator<Item = String> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| !entry.file_type().is_dir());
    let names = files.filter(|entry| !is_ignored(&entry.file_name().to_string_lossy())).filter_map(move |entry| {
        let below = entry.path().strip_prefix(folder).ok()?;
        let parts: Vec<String> = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        Some(parts.join("/"))
    });
    names.filter(|name| !name.starts_with(&format!("{STAGING}/")))
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
