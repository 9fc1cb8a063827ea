//! A folder as a target: a mounted host, or a worktree of git that a host publishes. What is not Attune's stays as it is.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a target may be a folder, which is written here"
)]

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::diagnostic::IoFault;
use crate::source::{Digest, size_and_digest};

use super::manifest::CLOCK;
use super::stamp::{Headers, Stamp};
use super::store::{Bytes, Condition, Seen, Store, StoreFault, Upload, Version, Written};

/// A folder on this machine. Publishers into one folder wait for each other.
#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
    /// As its author named it.
    named: String,
    /// Held for as long as the value is there.
    _lock: Option<File>,
}

impl Folder {
    /// The folder for a target of the course at `root`.
    ///
    /// # Errors
    /// When it is the course or one of its own folders, or cannot be made or opened.
    pub(crate) fn open(named: &str, root: &Path, is_changed: bool) -> Result<Self, IoFault> {
        let folder = root.join(named);
        if let Some(reason) = crate::output::refused_target(&folder, root) {
            return Err(IoFault::refused("will not publish to", &folder, reason, crate::project::OTHER_FOLDER));
        }
        if !folder.is_dir() {
            let parent = folder.parent().filter(|parent| parent.is_dir());
            if parent.is_none() {
                let help = "is the host mounted? Make the folder, or name another in `to`";
                return Err(IoFault::refused(
                    "cannot publish to",
                    &folder,
                    "there is no such folder, nor one around it",
                    help,
                ));
            }
            if is_changed {
                fs::create_dir(&folder).map_err(|error| IoFault::new("cannot create", &folder, &error))?;
            }
        }
        // Some systems lock no folders; two publishers at once then meet at the manifest.
        let lock = if is_changed { File::open(&folder).ok() } else { None };
        if let Some(lock) = &lock
            && let Err(fs::TryLockError::WouldBlock) = lock.try_lock()
        {
            let reason = "another publication into it is under way";
            return Err(IoFault::refused("will not publish to", &folder, reason, "wait until it has ended"));
        }
        Ok(Self { root: folder, named: named.to_owned(), _lock: lock })
    }

    /// What is no folder on the way to a file, and whether it is a link.
    fn in_the_way(&self, path: &str) -> Option<(PathBuf, bool)> {
        path.match_indices('/').map(|(at, _)| self.root.join(&path[..at])).find_map(|folder| {
            let found = fs::symlink_metadata(&folder).ok().filter(|found| !found.is_dir())?;
            Some((folder, found.is_symlink()))
        })
    }

    /// The place of a file; a link on the way to it leads out of the folder, and is not followed.
    fn place(&self, path: &str) -> Result<PathBuf, StoreFault> {
        let Some((there, is_link)) = self.in_the_way(path) else { return Ok(self.root.join(path)) };
        let what = if is_link { "a symbolic link" } else { "a file" };
        let reason = format!("`{}` is {what} where the site has a folder", there.display());
        Err(StoreFault::Lasting(reason, "move it away".to_owned()))
    }

    fn put(&self, path: &str, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<Version, StoreFault> {
        let place = self.place(path)?;
        let fault = |error: &io::Error| failed("cannot write", &place, error);
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(|error| fault(&error))?;
        }
        let name = Digest::of(path.as_bytes()).hex(16);
        let temporary = place.with_file_name(format!(".attune-{name}"));
        // Left by a publication that was cut off.
        let _ = fs::remove_file(&temporary);
        let written = File::create_new(&temporary).and_then(|mut file| fill(&mut file));
        written.and_then(|()| fs::rename(&temporary, &place)).map_err(|error| {
            // The fault is what matters.
            let _ = fs::remove_file(&temporary);
            fault(&error)
        })?;
        self.version(path)
    }

    fn version(&self, path: &str) -> Result<Version, StoreFault> {
        let seen = self.seen(path)?;
        Ok(seen.map(|seen| seen.version).unwrap_or_default())
    }

    fn seen(&self, path: &str) -> Result<Option<Seen>, StoreFault> {
        // Below a file stands nothing.
        if let Some((_, false)) = self.in_the_way(path) {
            return Ok(None);
        }
        let place = self.place(path)?;
        match fs::symlink_metadata(&place) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            Err(error) => return Err(failed("cannot read", &place, &error)),
            // What a folder holds is deleted, or in the way, by itself.
            Ok(found) if found.is_dir() => return Ok(None),
            Ok(found) if !found.is_file() => return Ok(Some(Seen::default())),
            Ok(_) => {}
        }
        let read = File::open(&place).and_then(size_and_digest);
        let (size, digest) = read.map_err(|error| failed("cannot read", &place, &error))?;
        let version = Version { tag: Some(digest.hex(32)), generation: None };
        let stamp = Some(Stamp::new(digest, &Headers::default()));
        Ok(Some(Seen { size, version, stamp, ..Seen::default() }))
    }
}

impl Store for Folder {
    fn name(&self) -> String {
        self.named.clone()
    }

    fn is_folder(&self) -> bool {
        true
    }

    async fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, StoreFault> {
        let place = self.place(path)?;
        match fs::read(&place) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(failed("cannot read", &place, &error)),
            Ok(bytes) => {
                let version = Version { tag: Some(Digest::of(&bytes).hex(32)), generation: None };
                Ok(Some((bytes, version)))
            }
        }
    }

    async fn write(&self, path: &str, file: Upload<'_>, condition: &Condition) -> Result<Written, StoreFault> {
        // Nobody else writes here while the folder is locked; where it cannot be, this is what tells.
        let holds = match condition {
            Condition::None => true,
            Condition::IsAbsent => self.seen(path)?.is_none(),
            Condition::Is(version) => self.version(path)? == *version,
        };
        if !holds {
            return Err(StoreFault::Condition);
        }
        let version = self.put(path, |target| match &file.body {
            Bytes::Held(bytes) => target.write_all(bytes),
            Bytes::OnDisk(source) => source.copy_to(target),
        })?;
        Ok(Written { version, size: file.body.size() })
    }

    async fn look(&self, path: &str) -> Result<Option<Seen>, StoreFault> {
        self.seen(path)
    }

    async fn list(&self) -> Result<Vec<(String, Version, u64)>, StoreFault> {
        let is_git = |entry: &walkdir::DirEntry| entry.depth() == 1 && entry.file_name() == ".git";
        let entries = WalkDir::new(&self.root).into_iter().filter_entry(|entry| !is_git(entry));
        let mut files = Vec::new();
        // It is made when the first file comes.
        if !self.root.is_dir() {
            return Ok(files);
        }
        for entry in entries {
            let entry = entry.map_err(|error| StoreFault::Lasting(error.to_string(), "let it be read".to_owned()))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let Ok(below) = entry.path().strip_prefix(&self.root) else { continue };
            let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
            // A name that is no Unicode is none of a site's.
            let Some(parts) = parts else { continue };
            let size = entry.metadata().map(|found| found.len()).unwrap_or_default();
            files.push((parts.join("/"), Version::default(), size));
        }
        Ok(files)
    }

    async fn copy(&self, from: &str, to: &str) -> Result<(), StoreFault> {
        let source = self.place(from)?;
        let copied =
            self.put(to, |target| File::open(&source).and_then(|mut file| io::copy(&mut file, target).map(drop)));
        copied.map(drop)
    }

    async fn delete(&self, path: &str) -> Result<(), StoreFault> {
        let place = self.place(path)?;
        match fs::remove_file(&place) {
            Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Err(failed("cannot delete", &place, &error));
            }
            _ => {}
        }
        let mut folders: Vec<&str> = path.match_indices('/').map(|(at, _)| &path[..at]).collect();
        folders.reverse();
        for folder in folders {
            // That one is not empty is an answer, not a fault.
            if fs::remove_dir(self.root.join(folder)).is_err() {
                break;
            }
        }
        Ok(())
    }

    async fn age(&self, path: &str) -> Result<Option<i64>, StoreFault> {
        let written = |path: &str| -> Result<Option<SystemTime>, StoreFault> {
            let place = self.place(path)?;
            match fs::symlink_metadata(&place).and_then(|found| found.modified()) {
                Ok(time) => Ok(Some(time)),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(error) => Err(failed("cannot read", &place, &error)),
            }
        };
        let Some(then) = written(path)? else { return Ok(None) };
        // A file that comes into being now tells what the clock of a mounted host says.
        self.put(CLOCK, |_| Ok(()))?;
        let now = written(CLOCK)?.unwrap_or(then);
        self.delete(CLOCK).await?;
        let age = now.duration_since(then).unwrap_or_default().as_secs();
        Ok(Some(i64::try_from(age).unwrap_or(i64::MAX)))
    }
}

fn failed(action: &str, place: &Path, error: &io::Error) -> StoreFault {
    let reason = format!("{action} `{}`: {error}", place.display());
    StoreFault::Lasting(reason, "publish again when that is fixed; it goes on where it stopped".to_owned())
}
