//! Noticing that something changed. What changed is for digests to say: an event only means "look again".

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::IoFault;

use super::Event;

/// Editors write a file in several steps; after this long without an event a save is over.
const QUIET: Duration = Duration::from_millis(30);
/// However busy the folder is, the author sees something after this long.
const PATIENCE: Duration = Duration::from_millis(300);
/// Events get lost (overflow, network mounts): this often, sizes and times are compared without them.
const LOOK: Duration = Duration::from_secs(2);
/// With `--poll`, looking is all there is.
const POLL: Duration = Duration::from_millis(400);

/// The folders that are watched, each with the time it was made.
type Folders = BTreeMap<PathBuf, SystemTime>;

/// Calls `look` after every change below `root`, for as long as the process lives; again, soon, where it says that it
/// could not look.
pub(super) fn watch<T: Fn(&Event<'_>)>(root: &Path, poll: bool, tell: &T, mut look: impl FnMut(&T) -> bool) {
    let (sender, events) = channel();
    let mut watcher = if poll { None } else { watcher(sender.clone(), tell) };
    // Kept, so that without a watcher waiting times out instead of ending.
    let _keep = sender;
    let (mut folders, mut told) = (BTreeMap::new(), BTreeSet::new());
    let mut stamps = stamps(root);
    // Whether the last look succeeded. The first comes at once: what was saved between the first build and the first
    // stamps would otherwise go unseen.
    let mut looked = None;
    loop {
        if let Some(watcher) = &mut watcher {
            for (folder, error) in add_folders(watcher, root, &mut folders) {
                if told.insert(folder.clone()) {
                    tell(&Event::Fault(&unwatched(&folder, error)));
                }
            }
        }
        let event = looked.is_none() || wait(&events, if poll { POLL } else { LOOK });
        let now = self::stamps(root);
        if event || looked == Some(false) || now != stamps {
            stamps = now;
            looked = Some(look(tell));
        }
    }
}

fn watcher<T: Fn(&Event<'_>)>(sender: Sender<()>, tell: &T) -> Option<RecommendedWatcher> {
    let look = move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| is_reading(event.kind)) {
            return;
        }
        // A full answer would come too late to matter: the other end only ever asks whether there was anything.
        let _ = sender.send(());
    };
    match RecommendedWatcher::new(look, Config::default().with_follow_symlinks(false)) {
        Ok(watcher) => Some(watcher),
        Err(error) => {
            tell(&Event::Fault(&unwatched(Path::new("."), error)));
            None
        }
    }
}

fn unwatched(folder: &Path, error: notify::Error) -> IoFault {
    IoFault::new("cannot watch, and will look every two seconds at", folder, &std::io::Error::other(error))
}

/// Whether somebody only read. Looking at the course is reading: it must not be a reason to look again.
fn is_reading(kind: EventKind) -> bool {
    matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write))
}

/// Watches the folders that are there; one that appears later is added then. The root is watched for `site.toml`, which
/// editors replace rather than write.
fn add_folders(watcher: &mut RecommendedWatcher, root: &Path, folders: &mut Folders) -> Vec<(PathBuf, notify::Error)> {
    let mut faults = Vec::new();
    for (folder, mode) in [
        (root.to_owned(), RecursiveMode::NonRecursive),
        (root.join("content"), RecursiveMode::Recursive),
        (root.join("themes"), RecursiveMode::Recursive),
    ] {
        let Ok(created) = folder.metadata().and_then(|data| data.created().or_else(|_| data.modified())) else {
            folders.remove(&folder);
            continue;
        };
        // A folder that was deleted and made again is another folder under the same name.
        if folders.get(&folder) == Some(&created) {
            continue;
        }
        match watcher.watch(&folder, mode) {
            Ok(()) => _ = folders.insert(folder, created),
            Err(error) => faults.push((folder, error)),
        }
    }
    faults
}

/// Waits for a change to be over; false when there was none in time.
fn wait(events: &Receiver<()>, longest: Duration) -> bool {
    if events.recv_timeout(longest).is_err() {
        return false;
    }
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if events.recv_timeout(QUIET) == Err(RecvTimeoutError::Timeout) {
            break;
        }
    }
    while events.try_recv().is_ok() {}
    true
}

/// Size and time of every file that could matter. A link that leaves the course is not followed: it could lead into any
/// number of files.
fn stamps(root: &Path) -> BTreeMap<PathBuf, (u64, Option<SystemTime>)> {
    let course = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let stays = |entry: &DirEntry| {
        !entry.path_is_symlink() || entry.path().canonicalize().is_ok_and(|real| real.starts_with(&course))
    };
    ["content", "themes", "site.toml"]
        .iter()
        .flat_map(|name| WalkDir::new(root.join(name)).follow_links(true).into_iter().filter_entry(stays))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let data = entry.metadata().ok()?;
            Some((entry.into_path(), (data.len(), data.modified().ok())))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, ModifyKind, RenameMode};

    #[test]
    fn reading_is_no_change_and_saving_in_any_way_is() {
        for kind in [AccessKind::Open(AccessMode::Any), AccessKind::Read, AccessKind::Close(AccessMode::Read)] {
            assert!(is_reading(EventKind::Access(kind)), "{kind:?}");
        }
        let saves = [
            EventKind::Access(AccessKind::Close(AccessMode::Write)),
            EventKind::Create(CreateKind::File),
            EventKind::Modify(ModifyKind::Name(RenameMode::Both)),
            EventKind::Any,
            EventKind::Other,
        ];
        for kind in saves {
            assert!(!is_reading(kind), "{kind:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_course_is_not_followed() {
        let course = tempfile::tempdir().expect("a temporary folder");
        let outside = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(outside.path().join("far.md"), "x").expect("a file");
        std::fs::create_dir_all(course.path().join("content/own")).expect("a folder");
        std::fs::write(course.path().join("content/own/near.md"), "x").expect("a file");
        std::os::unix::fs::symlink(outside.path(), course.path().join("content/out")).expect("a link");
        std::os::unix::fs::symlink("own", course.path().join("content/in")).expect("a link");
        let stamps = stamps(course.path());
        let names: Vec<_> = stamps.keys().map(|path| path.strip_prefix(course.path()).expect("below it")).collect();
        assert_eq!(names, [Path::new("content/in/near.md"), Path::new("content/own/near.md")]);
    }
}
