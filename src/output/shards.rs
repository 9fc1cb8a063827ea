//! Shards of the search index, kept in `.attune/search/` for a later build: one file each, named by its digest. Any of them
//! may be deleted or damaged at any time; it is then indexed again.

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::IoFault;
use crate::search::Shard;

use super::kept::{create_anew, is_from_here, kept, make_folder, make_plain_folder, read_plain};

const FOLDER: &str = "search";

/// The whole shards that an earlier build of the course at `root` kept.
pub fn kept_shards(root: &Path) -> Vec<Arc<Shard>> {
    let folder = kept(root);
    if !is_from_here(&folder) {
        return Vec::new();
    }
    let read = |path: &PathBuf| read_plain(path).and_then(|pack| Shard::unpack(&pack)).map(Arc::new);
    files(&folder.join(FOLDER)).iter().filter_map(read).collect()
}

/// Beside the shards: under which deny list they were kept. Which file that is and when it was changed, and no word of it.
const LIST: &str = "search-list";

/// Removes the shards that were kept under another deny list than this one: they may hold a term that it has now.
///
/// # Errors
/// What the system says.
pub(crate) fn forget_shards_of_another_list(root: &Path, list: u64) -> Result<(), IoFault> {
    let folder = kept(root);
    let is_same = read_plain(&folder.join(LIST)).is_some_and(|kept| kept == named(list).as_bytes());
    if is_same || !is_from_here(&folder) {
        return Ok(());
    }
    files(&folder.join(FOLDER)).iter().try_for_each(|path| remove(path))
}

/// Says under which deny list the shards were kept, if there is one.
///
/// # Errors
/// What the system says.
pub(crate) fn name_list_of_shards(root: &Path, list: Option<u64>) -> Result<(), IoFault> {
    let place = kept(root).join(LIST);
    let Some(list) = list else { return remove(&place) };
    create_anew(&place)
        .and_then(|mut file| file.write_all(named(list).as_bytes()))
        .map_err(|error| IoFault::new("cannot write", &place, &error))
}

fn named(list: u64) -> String {
    format!("{list:016x}\n")
}

fn remove(path: &Path) -> Result<(), IoFault> {
    match fs::remove_file(path) {
        // It was never there, or another build was faster.
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(|error| IoFault::new("cannot remove", path, &error)),
    }
}

/// Keeps these shards for the next build of the course at `root`, and no others; those in `known` are there.
///
/// # Errors
/// What the system says.
pub fn keep_shards(root: &Path, shards: &[Arc<Shard>], known: &[Arc<Shard>]) -> Result<(), IoFault> {
    let folder = kept(root).join(FOLDER);
    make_folder(&kept(root))?;
    make_plain_folder(&folder)?;
    let place = |shard: &Arc<Shard>| folder.join(shard.digest.hex(32));
    let wanted: BTreeSet<PathBuf> = shards.iter().map(place).collect();
    files(&folder).iter().filter(|path| !wanted.contains(*path)).try_for_each(|path| remove(path))?;
    for shard in shards.iter().filter(|shard| !known.iter().any(|known| known.digest == shard.digest)) {
        // Half a shard, should the machine stop here, is as good as none.
        let path = place(shard);
        create_anew(&path)
            .and_then(|mut file| file.write_all(&shard.pack()))
            .map_err(|error| IoFault::new("cannot write", &path, &error))?;
    }
    Ok(())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    // No folder, nothing kept.
    fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect()
}
