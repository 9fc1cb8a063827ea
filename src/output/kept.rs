//! `.attune`, the folder beside `site.toml` for what a later build may reuse; and whether what lies in it was written here.
//!
//! What is kept decides what is published: a record that calls a page unchanged keeps the page as it lies in the output folder.
//! A course from elsewhere may bring a record, and pages to go with it. So what is kept counts only where it was
//! written: a file beside it names the inode and the time of change of another one, which no archive, copy or checkout can set.
//! Links, pipes and devices are neither read nor written through.
//!
//! Where the course's folder cannot be written, as in a read-only checkout, it lies where programs of the user's keep such things.

use std::fs::{self, File, Metadata};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::IoFault;
use crate::source::Digest;

use super::path_guard::real;

/// The folder's name.
const KEPT: &str = ".attune";
/// The file whose inode and time of change tell where the folder was made. It hides the folder from git, too.
const WITNESS: &str = ".gitignore";
/// The file that names them.
const ORIGIN: &str = "origin";
/// More than any record or shard has, in bytes.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Where what is kept for the course at `root` lies.
pub(super) fn kept(root: &Path) -> PathBuf {
    let own = root.join(KEPT);
    let is_there = fs::symlink_metadata(&own).is_ok();
    if is_there || takes_folders(root) { own } else { elsewhere(root).unwrap_or(own) }
}

/// Whether a folder can be made in this one. What else may be wrong with it shows where something is written to it.
fn takes_folders(root: &Path) -> bool {
    let probe = root.join(format!("{KEPT}-probe-{}", std::process::id()));
    match fs::create_dir(&probe) {
        Ok(()) => fs::remove_dir(&probe).is_ok(),
        Err(error) => !matches!(error.kind(), ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied),
    }
}

/// The same where the course's folder takes nothing: in the folder for what programs may lose (XDG Base Directory, 0.8).
fn elsewhere(root: &Path) -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let of_user =
        if cfg!(windows) { named("LOCALAPPDATA") } else { std::env::home_dir().map(|home| home.join(".cache")) };
    let course = Digest::of(real(root).as_os_str().as_encoded_bytes()).hex(16);
    Some(named("XDG_CACHE_HOME").or(of_user)?.join("attune").join(course))
}

/// Whether what lies in the folder was written there, and not brought along.
pub(super) fn is_from_here(folder: &Path) -> bool {
    let is_plain = fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir());
    let named = read_plain(&folder.join(ORIGIN)).and_then(|bytes| String::from_utf8(bytes).ok());
    is_plain && named.is_some() && named == witness(folder)
}

fn witness(folder: &Path) -> Option<String> {
    let found = fs::symlink_metadata(folder.join(WITNESS)).ok().filter(Metadata::is_file)?;
    identity(&found)
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere the system may not tell")]
fn identity(found: &Metadata) -> Option<String> {
    use std::os::unix::fs::MetadataExt as _;
    Some(format!("{} {}.{:09}\n", found.ino(), found.ctime(), found.ctime_nsec()))
}

#[cfg(not(unix))]
fn identity(found: &Metadata) -> Option<String> {
    let created = found.created().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(format!("{}\n", created.as_nanos()))
}

/// Makes the folder; what was brought along in it goes.
pub(super) fn make_folder(folder: &Path) -> Result<(), IoFault> {
    make_plain_folder(folder)?;
    if is_from_here(folder) {
        return Ok(());
    }
    for path in brought_along(folder) {
        match fs::remove_file(&path) {
            // Another build was faster; and what is no file is never read.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory) => {}
            removed => removed.map_err(|error| IoFault::new("cannot remove", &path, &error))?,
        }
    }
    let ignore = folder.join(WITNESS);
    match File::create_new(&ignore).and_then(|mut file| file.write_all(b"*\n")) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            return Err(unkept("cannot write", &ignore, &error));
        }
        _ => {}
    }
    let origin = folder.join(ORIGIN);
    let Some(witness) = witness(folder) else { return Ok(()) };
    create_anew(&origin)
        .and_then(|mut file| file.write_all(witness.as_bytes()))
        .map_err(|error| unkept("cannot write", &origin, &error))
}

/// Records and shards. Locks stay: another build may hold one.
fn brought_along(folder: &Path) -> Vec<PathBuf> {
    let search = folder.join("search");
    let is_plain = fs::symlink_metadata(&search).is_ok_and(|found| found.is_dir());
    let folders = [Some(folder.to_owned()), is_plain.then_some(search)];
    let files = folders.into_iter().flatten().flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten());
    let kept = ["lock", "gitignore"];
    let goes = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        !kept.iter().any(|kept| name.ends_with(kept)) && fs::symlink_metadata(path).is_ok_and(|found| !found.is_dir())
    };
    files.map(|entry| entry.path()).filter(goes).collect()
}

/// A folder that is no link: a course from elsewhere must not decide where anything is written.
pub(super) fn make_plain_folder(folder: &Path) -> Result<(), IoFault> {
    refuse_link(folder)?;
    fs::create_dir_all(folder).map_err(|error| unkept("cannot create", folder, &error))
}

/// Nothing can be kept there: what was written into an output folder would not be known by the next build.
pub(super) fn unkept(action: &str, path: &Path, error: &std::io::Error) -> IoFault {
    let help = "a build keeps in `.attune`, beside `site.toml`, what it wrote: let it write there, or build a copy of the course";
    IoFault::refused(action, path, &error.to_string(), help)
}

pub(super) fn refuse_link(path: &Path) -> Result<(), IoFault> {
    if fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()) {
        let help = "remove the link; everything in `.attune` is made again";
        return Err(IoFault::refused("will not write to", path, "it is a symbolic link", help));
    }
    Ok(())
}

/// Creates a file in the place of whatever stands there; what a link leads to stays as it is.
pub(super) fn create_anew(path: &Path) -> std::io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => File::create_new(path),
    }
}

/// The bytes of a plain file of a size that is read; nothing of a link, a pipe or a device.
pub(super) fn read_plain(path: &Path) -> Option<Vec<u8>> {
    let found = fs::symlink_metadata(path).ok()?;
    if !found.is_file() || found.len() > MOST_BYTES {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
