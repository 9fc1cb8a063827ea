//! What Attune wrote into an output folder, in `.attune/` beside the course: each file with the digest of what it was
//! made from, its size and time.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufWriter, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::IoFault;
use crate::site::Finished;
use crate::source::Digest;

use super::Record;
use super::folder::digest_on_disk;
use super::kept::{create_anew, is_from_here, kept, make_folder, read_plain, refuse_link, unkept};

/// Raised when the meaning of a field changes; a manifest of another version is as good as none.
const VERSION: u32 = 6;

/// The files of one output folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    /// Whether the build that wrote this came to its end; if not, any of the files may be there or not.
    pub(super) finished: bool,
    /// Whether the author took the folder over with what else lies in it.
    pub(super) adopted: bool,
    /// From what the site was made, where that is worth remembering.
    pub(super) record: Option<Record>,
    pub(super) files: BTreeMap<String, Entry>,
}

/// One file as it was written; empty where a build was about to write it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Of all that the bytes depend on ([`crate::site::LazyFile::digest`]).
    pub(super) source: String,
    /// Of the bytes: only a file that still has them is ever removed.
    pub(super) bytes: String,
    pub(super) size: u64,
    /// Nanoseconds since 1970, as the file system tells; equal size and time stand for equal bytes.
    pub(super) modified: u64,
}

impl Entry {
    /// A file that was written, as `metadata` tells of it.
    pub(super) fn new(source: Digest, bytes: Digest, metadata: &fs::Metadata) -> Self {
        let (size, modified) = stamp_of(metadata).unwrap_or_default();
        Self { source: source.hex(Digest::DIGITS), bytes: bytes.hex(Digest::DIGITS), size, modified }
    }

    /// What the file comes to.
    pub(super) fn finished(&self) -> Finished {
        Finished { size: self.size, digest: self.bytes.clone() }
    }

    /// Whether the file at `path` is a plain file with the bytes that were written.
    pub(super) fn is_ours(&self, path: &Path) -> bool {
        let is_as_large = stamp(path).is_some_and(|(size, _)| size == self.size);
        is_as_large && digest_on_disk(path).is_some_and(|bytes| bytes.hex(Digest::DIGITS) == self.bytes)
    }

    /// Whether the file there was made from this.
    pub(super) fn is_from(&self, source: Digest) -> bool {
        self.source == source.hex(Digest::DIGITS)
    }

    /// Whether the file at `path` is as it was written.
    pub(super) fn is_unchanged(&self, path: &Path) -> bool {
        stamp(path) == Some((self.size, self.modified))
    }
}

/// Where the manifest of an output folder lies. A folder inside the course keeps its manifest when the course moves.
pub(super) fn place(root: &Path, folder: &Path) -> PathBuf {
    let named = folder.strip_prefix(root).unwrap_or(folder);
    let name = Digest::of(named.as_os_str().as_encoded_bytes()).hex(16);
    kept(root).join(format!("output-{name}.json"))
}

/// Waits until no other build writes to the same folder; the lock ends with the value.
pub(super) fn lock(place: &Path) -> Result<fs::File, IoFault> {
    let path = place.with_extension("lock");
    let fault = |error: &std::io::Error| unkept("cannot write", &path, error);
    place.parent().map_or(Ok(()), make_folder)?;
    refuse_link(&path)?;
    if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
        let help = "remove it; everything in `.attune` is made again";
        return Err(IoFault::refused("will not write to", &path, "it is no plain file", help));
    }
    let file = fs::File::options().create(true).truncate(false).write(true).open(&path).map_err(|e| fault(&e))?;
    match file.lock() {
        // Some network file systems have no locks; two builds at once are then the author's to avoid.
        Err(error) if error.kind() != ErrorKind::Unsupported => Err(fault(&error)),
        _ => Ok(file),
    }
}

/// Waits until no build of another course writes to the same folder: each course has records, and so locks, of its own. What
/// is locked is the folder around it, which is there before it and after it, and where no other file need be made.
pub(super) fn lock_beside(target: &Path) -> Result<Option<fs::File>, IoFault> {
    let Some(around) = target.parent() else { return Ok(None) };
    fs::create_dir_all(around).map_err(|error| IoFault::new("cannot create", around, &error))?;
    // Some systems lock no folders; two courses that are built into one folder at once are then the author's to avoid.
    let folder = fs::File::open(around).ok();
    Ok(folder.filter(|folder| folder.lock().is_ok()))
}

impl Manifest {
    /// The manifest of a finished build.
    pub(super) fn new(files: BTreeMap<String, Entry>, record: Option<Record>, adopted: bool) -> Self {
        Self { version: VERSION, finished: true, adopted, record, files }
    }

    /// The manifest at `place`; none when there is none, when it is damaged or of another version, or was written elsewhere.
    pub(super) fn read(place: &Path) -> Option<Self> {
        place.parent().filter(|folder| is_from_here(folder))?;
        Self::from_bytes(&read_plain(place)?)
    }

    /// The manifest of such bytes.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        (manifest.version == VERSION && manifest.files.keys().all(|path| is_clean(path))).then_some(manifest)
    }

    /// Every file that may be there while a build is under way: those of the build before, and those about to be
    /// written.
    pub(super) fn intention(before: Option<&Self>, after: &BTreeMap<String, Entry>, adopted: bool) -> Self {
        let mut files = before.map(|manifest| manifest.files.clone()).unwrap_or_default();
        files.extend(after.iter().map(|(path, entry)| (path.clone(), entry.clone())));
        Self { version: VERSION, finished: false, adopted, record: None, files }
    }

    /// Whether every file is there as it was written.
    pub(super) fn is_unchanged(&self, folder: &Path) -> bool {
        self.finished && self.files.par_iter().all(|(path, entry)| entry.is_unchanged(&folder.join(path)))
    }

    /// Writes the manifest, whole.
    pub(super) fn write(&self, place: &Path) -> Result<(), IoFault> {
        let fault = |error: &std::io::Error| IoFault::new("cannot write", place, error);
        let temporary = place.with_extension("new");
        let mut file = BufWriter::new(create_anew(&temporary).map_err(|error| fault(&error))?);
        serde_json::to_writer(&mut file, self).map_err(|error| fault(&error.into()))?;
        file.flush().map_err(|error| fault(&error))?;
        fs::rename(&temporary, place).map_err(|error| fault(&error))
    }
}

/// Whether such bytes are the record of a build.
pub fn is_manifest(bytes: &[u8]) -> bool {
    Manifest::from_bytes(bytes).is_some()
}

/// A manifest is trusted to name files to delete: a path that could lead elsewhere makes it worthless.
fn is_clean(path: &str) -> bool {
    !path.contains(['\\', '\0', ':']) && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// Size and time of a regular file; none for anything else.
pub(super) fn stamp(path: &Path) -> Option<(u64, u64)> {
    stamp_of(&fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?)
}

fn stamp_of(metadata: &fs::Metadata) -> Option<(u64, u64)> {
    let since = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((metadata.len(), u64::try_from(since.as_nanos()).ok()?))
}
