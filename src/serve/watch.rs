//! Noticing that something changed. What changed is for digests to say: an event only means "look again".

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::WalkDir;

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

/// Calls `look` after every change below `root`, for as long as the process lives.
pub(super) fn watch<T: Fn(&Event<'_>)>(root: &Path, poll: bool, tell: &T, mut look: impl FnMut(&T)) {
    let (sender, events) = channel();
    let mut watcher = if poll { None } else { watcher(sender.clone(), tell) };
    // Kept, so that without a watcher waiting times out instead of ending.
    let _keep = sender;
    let mut folders = BTreeMap::new();
    let mut stamps = stamps(root);
    let mut first = true;
    loop {
        if let Some(watcher) = &mut watcher {
            add_folders(watcher, root, &mut folders);
        }
        if first {
            // What was saved between the first build and the first stamps would otherwise go unseen.
            look(tell);
            first = false;
        }
        let event = wait(&events, if poll { POLL } else { LOOK });
        let now = self::stamps(root);
        if event || now != stamps {
            stamps = now;
            look(tell);
        }
    }
}

fn watcher<T: Fn(&Event<'_>)>(sender: Sender<()>, tell: &T) -> Option<RecommendedWatcher> {
    let made = notify::recommended_watcher(move |_event: notify::Result<notify::Event>| {
        // A full answer would come too late to matter: the other end only ever asks whether there was anything.
        let _ = sender.send(());
    });
    match made {
        Ok(watcher) => Some(watcher),
        Err(error) => {
            let error = std::io::Error::other(error);
            tell(&Event::Fault(&IoFault::new(
                "cannot watch, and will look every two seconds at",
                Path::new("."),
                &error,
            )));
            None
        }
    }
}

/// Watches the folders that are there; one that appears later is added then. The root is watched for `site.toml`, which
/// editors replace rather than write.
fn add_folders(watcher: &mut RecommendedWatcher, root: &Path, folders: &mut BTreeMap<PathBuf, SystemTime>) {
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
        if folders.get(&folder) != Some(&created) && watcher.watch(&folder, mode).is_ok() {
            folders.insert(folder, created);
        }
    }
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

/// Size and time of every file that could matter.
fn stamps(root: &Path) -> BTreeMap<PathBuf, (u64, Option<SystemTime>)> {
    let tree = |name: &str| WalkDir::new(root.join(name)).follow_links(true).into_iter();
    tree("content")
        .chain(tree("themes"))
        .chain(tree("site.toml"))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let data = entry.metadata().ok()?;
            Some((entry.into_path(), (data.len(), data.modified().ok())))
        })
        .collect()
}
