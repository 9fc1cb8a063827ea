//! Noticing that something changed. What changed is for digests to say: an event only means "look again", and where.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostic::IoFault;
use crate::threads;

use super::Event;
use super::look::{LOOK, POLL, Stamps, differences, look_regularly, stamps};

/// Editors write a file in several steps; after this long without an event a save is over, even where the system does
/// not tell that the file was closed.
const QUIET: Duration = Duration::from_millis(30);
/// Where it does, what follows at once (the next file of a batch, the renaming after the writing) is still waited for.
const GRACE: Duration = Duration::from_millis(2);
/// What is put into a new folder before the system watches it is told by no event: the folder is looked at once more, so much
/// later.
const FRESH: Duration = Duration::from_millis(100);
/// However busy the folder is, the author sees something after this long.
const PATIENCE: Duration = Duration::from_millis(300);
/// The folders that are watched, each with the time it was made.
type Folders = BTreeMap<PathBuf, SystemTime>;

/// Where to look again: these paths from the course's root, or everywhere.
pub(super) type Touched = Option<BTreeSet<PathBuf>>;

/// What the system told.
#[derive(Debug)]
enum Seen {
    /// Something is being written.
    Begun(Vec<PathBuf>),
    /// Something was done, and is over.
    Done(Vec<PathBuf>),
    /// Events were lost.
    Lost,
    /// Nobody wants to know any more.
    End,
}

/// What is told of changes, and where it is told.
pub(super) struct Watch {
    sender: Sender<Seen>,
    events: Receiver<Seen>,
}

/// Ends the watch.
pub(super) struct End(Sender<Seen>);

impl End {
    pub(super) fn end(self) {
        // A watch that has ended hears nothing.
        let _ = self.0.send(Seen::End);
    }
}

impl Watch {
    pub(super) fn new() -> Self {
        let (sender, events) = channel();
        Self { sender, events }
    }

    /// What ends it from elsewhere.
    pub(super) fn end(&self) -> End {
        End(self.sender.clone())
    }

    /// Calls `look` after every change below `root` since its files were as `built` says, until the end; again, soon, where
    /// it says that it could not look.
    pub(super) fn run<T: Fn(&Event<'_>)>(
        &self,
        (root, poll): (&Path, bool),
        built: &Stamps,
        tell: &T,
        mut look: impl FnMut(&Touched, &T) -> bool,
    ) {
        let mut watcher = if poll { None } else { watcher(self.sender.clone(), tell) };
        let pace = if poll { POLL } else { LOOK };
        let (mut folders, mut told) = (BTreeMap::new(), BTreeSet::new());
        // Whether the last look succeeded. The first comes at once: something may have been saved since the first build.
        let mut looked = None;
        let mut regular = None;
        // Folders told of last time, which are looked at once more; and those of the time before, which were.
        let (mut fresh, mut known_folders) = (BTreeSet::new(), BTreeSet::new());
        loop {
            if let Some(watcher) = &mut watcher {
                for (folder, error) in add_folders(watcher, root, &mut folders) {
                    if told.insert(folder.clone()) {
                        tell(&Event::Fault(&unwatched(&folder, error)));
                    }
                }
            }
            let waited = match looked {
                Some(true) if fresh.is_empty() => wait(&self.events, LOOK.pause, root),
                Some(true) => match wait(&self.events, FRESH, root) {
                    Waited::Nothing => Waited::Touched(Some(std::mem::take(&mut fresh))),
                    Waited::Touched(Some(touched)) => Waited::Touched(Some(&touched | &std::mem::take(&mut fresh))),
                    other => other,
                },
                Some(false) => match wait(&self.events, POLL.pause, root) {
                    Waited::End => Waited::End,
                    _ => Waited::Touched(None),
                },
                None => {
                    let now = stamps(root);
                    let touched = below(&differences(built, &now), root);
                    let sender = self.sender.clone();
                    let told = move |other| sender.send(Seen::Done(other)).is_ok();
                    regular = look_regularly(root.to_owned(), pace, now, told)
                        .map_err(|fault| tell(&Event::Fault(&fault)))
                        .ok();
                    Waited::Touched(touched)
                }
            };
            match waited {
                Waited::Touched(touched) => {
                    let is_new = |path: &&PathBuf| root.join(path).is_dir() && !known_folders.remove(*path);
                    fresh = touched.iter().flatten().filter(is_new).cloned().collect();
                    known_folders.extend(fresh.iter().cloned());
                    looked = Some(look(&touched, tell));
                }
                // The deny list lies outside the course, where nothing is watched.
                Waited::Nothing => looked = Some(look(&Some(BTreeSet::new()), tell)),
                Waited::End => break,
            }
        }
        if let Some((end, thread)) = regular {
            drop(end);
            // A look that broke off was told of.
            let _ = thread.join();
        }
    }
}

fn watcher<T: Fn(&Event<'_>)>(sender: Sender<Seen>, tell: &T) -> Option<RecommendedWatcher> {
    let look = move |event: notify::Result<notify::Event>| {
        let seen = match event {
            Ok(event) if event.need_rescan() => Seen::Lost,
            Ok(event) => match event.kind {
                EventKind::Access(AccessKind::Close(AccessMode::Write))
                | EventKind::Remove(_)
                | EventKind::Modify(ModifyKind::Name(_) | ModifyKind::Metadata(_)) => Seen::Done(event.paths),
                EventKind::Access(_) => return,
                _ if event.paths.iter().all(|path| path.is_dir()) => Seen::Done(event.paths),
                _ => Seen::Begun(event.paths),
            },
            Err(_) => Seen::Lost,
        };
        // The other end is gone only when the program ends.
        let _ = sender.send(seen);
    };
    // Notify starts a thread, does not say when the system refuses it, and panics later.
    let spare = threads::spare().map_err(|fault| notify::Error::generic(&fault.reason));
    match spare.and_then(|()| RecommendedWatcher::new(look, Config::default().with_follow_symlinks(false))) {
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

/// What came of waiting.
enum Waited {
    Nothing,
    Touched(Touched),
    End,
}

/// Waits for a change to be over.
fn wait(events: &Receiver<Seen>, longest: Duration, root: &Path) -> Waited {
    let Ok(first) = events.recv_timeout(longest) else { return Waited::Nothing };
    let start = Instant::now();
    let (mut touched, mut open, mut lost) = (BTreeSet::new(), BTreeSet::new(), false);
    let mut next = first;
    loop {
        match next {
            Seen::Begun(paths) => {
                open.extend(paths.iter().cloned());
                touched.extend(paths);
            }
            Seen::Done(paths) => {
                open.retain(|path| !paths.contains(path));
                touched.extend(paths);
            }
            Seen::Lost => lost = true,
            Seen::End => return Waited::End,
        }
        if start.elapsed() >= PATIENCE {
            break;
        }
        match events.recv_timeout(if open.is_empty() { GRACE } else { QUIET }) {
            Ok(seen) => next = seen,
            Err(_) => break,
        }
    }
    Waited::Touched(below(&touched, root).filter(|_| !lost))
}

/// Paths from the root. One outside it is one by which the root was not named: anything may be meant.
fn below<'p>(paths: impl IntoIterator<Item = &'p PathBuf>, root: &Path) -> Touched {
    paths.into_iter().map(|path| path.strip_prefix(root).ok().map(Path::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_closed_is_done_and_one_that_is_open_is_waited_for() {
        let (sender, events) = channel();
        let path = PathBuf::from("/course/content/a.md");
        sender.send(Seen::Begun(vec![path.clone()])).expect("sent");
        sender.send(Seen::Done(vec![path])).expect("sent");
        let start = Instant::now();
        let Waited::Touched(Some(touched)) = wait(&events, LOOK.pause, Path::new("/course")) else {
            panic!("it was touched")
        };
        assert!(start.elapsed() < LOOK.pause);
        assert_eq!(touched, BTreeSet::from([PathBuf::from("content/a.md")]));
    }

    #[test]
    fn a_folder_that_was_told_of_is_looked_at_once_more() {
        let course = tempfile::tempdir().expect("a temporary folder");
        let folder = course.path().join("content/new");
        std::fs::create_dir_all(&folder).expect("a folder");
        let watch = Watch::new();
        let (end, sender) = (watch.end(), watch.sender.clone());
        let (mut end, mut looks) = (Some(end), Vec::new());
        let built = stamps(course.path());
        watch.run((course.path(), true), &built, &|_: &Event<'_>| {}, |touched, _| {
            looks.push(touched.clone());
            match looks.len() {
                1 => sender.send(Seen::Done(vec![folder.clone()])).expect("somebody listens"),
                3 => end.take().expect("once").end(),
                _ => {}
            }
            true
        });
        let told = Some(BTreeSet::from([PathBuf::from("content/new")]));
        assert_eq!(looks, [Some(BTreeSet::new()), told.clone(), told]);
    }

    #[test]
    fn what_lies_outside_the_course_is_asked_for_where_nothing_is_told() {
        let course = tempfile::tempdir().expect("a temporary folder");
        let watch = Watch::new();
        let (mut end, mut looks) = (Some(watch.end()), Vec::new());
        let built = stamps(course.path());
        watch.run((course.path(), true), &built, &|_: &Event<'_>| {}, |touched, _| {
            looks.push(touched.clone());
            if looks.len() == 2 {
                end.take().expect("once").end();
            }
            true
        });
        assert_eq!(looks, [Some(BTreeSet::new()), Some(BTreeSet::new())]);
    }

    #[test]
    fn lost_events_and_strange_paths_mean_to_look_everywhere() {
        let (sender, events) = channel();
        sender.send(Seen::Lost).expect("sent");
        assert!(matches!(wait(&events, LOOK.pause, Path::new("/course")), Waited::Touched(None)));
        sender.send(Seen::Done(vec![PathBuf::from("/elsewhere/a.md")])).expect("sent");
        assert!(matches!(wait(&events, LOOK.pause, Path::new("/course")), Waited::Touched(None)));
        assert!(matches!(wait(&events, GRACE, Path::new("/course")), Waited::Nothing));
    }
}
