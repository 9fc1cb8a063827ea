//! Noticing that something changed. What changed is for digests to say: an event only means "look again", and where.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::IoFault;
use crate::threads;

use super::Event;

/// Editors write a file in several steps; after this long without an event a save is over, even where the system does
/// not tell that the file was closed.
const QUIET: Duration = Duration::from_millis(30);
/// Where it does, what follows at once (the next file of a batch, the renaming after the writing) is still waited for.
const GRACE: Duration = Duration::from_millis(2);
/// However busy the folder is, the author sees something after this long.
const PATIENCE: Duration = Duration::from_millis(300);
/// Events get lost (overflow, network mounts): this often, sizes and times are compared without them.
const LOOK: Pace = Pace { pause: Duration::from_secs(2), rest: 20 };
/// With `--poll`, looking is all there is.
const POLL: Pace = Pace { pause: Duration::from_millis(400), rest: 3 };

/// How often everything is looked at.
#[derive(Debug, Clone, Copy)]
struct Pace {
    /// At least so long from one look to the next.
    pause: Duration,
    /// And so many times as long as the look itself took, which in a large course is long.
    rest: u32,
}

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
        loop {
            if let Some(watcher) = &mut watcher {
                for (folder, error) in add_folders(watcher, root, &mut folders) {
                    if told.insert(folder.clone()) {
                        tell(&Event::Fault(&unwatched(&folder, error)));
                    }
                }
            }
            let waited = match looked {
                Some(true) => wait(&self.events, LOOK.pause, root),
                Some(false) => match wait(&self.events, POLL.pause, root) {
                    Waited::End => Waited::End,
                    _ => Waited::Touched(None),
                },
                None => {
                    let now = stamps(root);
                    let touched = below(&differences(built, &now), root);
                    regular = look_regularly(root.to_owned(), pace, now, self.sender.clone(), tell);
                    Waited::Touched(touched)
                }
            };
            match waited {
                Waited::Touched(touched) => looked = Some(look(&touched, tell)),
                Waited::Nothing => {}
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

/// Tells of files whose size or time changed, until what is returned first is dropped. It looks beside the events and never
/// keeps one waiting.
fn look_regularly<T: Fn(&Event<'_>)>(
    root: PathBuf,
    pace: Pace,
    mut known: Stamps,
    sender: Sender<Seen>,
    tell: &T,
) -> Option<(Sender<()>, JoinHandle<()>)> {
    let (end, ended) = channel::<()>();
    let thread = threads::spawn("look", move || {
        let mut took = Duration::ZERO;
        while ended.recv_timeout(pace.pause.max(took * pace.rest)) == Err(RecvTimeoutError::Timeout) {
            let start = Instant::now();
            let now = stamps(&root);
            took = start.elapsed();
            let other = differences(&known, &now);
            known = now;
            if !other.is_empty() && sender.send(Seen::Done(other)).is_err() {
                return;
            }
        }
    });
    match thread {
        Ok(thread) => Some((end, thread)),
        Err(fault) => {
            tell(&Event::Fault(&fault));
            None
        }
    }
}

/// Files that are in one of two looks only, or other in the second.
fn differences(before: &Stamps, now: &Stamps) -> Vec<PathBuf> {
    let other = now.iter().filter(|(path, stamp)| before.get(*path) != Some(stamp));
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    other.map(|(path, _)| path).chain(gone).cloned().collect()
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

/// Size and time of files.
pub(super) type Stamps = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Size and time of every file that could matter. A link that leaves the course is not followed, because it could lead into
/// any number of files; that it is there matters, because it is an error.
pub(super) fn stamps(root: &Path) -> Stamps {
    ["content", "themes", "site.toml"].iter().flat_map(|name| stamps_below(root, &root.join(name))).collect()
}

fn stamps_below(root: &Path, part: &Path) -> Stamps {
    let course = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let outside = RefCell::new(Vec::new());
    let stays = |entry: &DirEntry| {
        let stays = !entry.path_is_symlink() || entry.path().canonicalize().is_ok_and(|real| real.starts_with(&course));
        if !stays {
            outside.borrow_mut().push(entry.path().to_owned());
        }
        stays
    };
    let files = WalkDir::new(part).follow_links(true).into_iter().filter_entry(stays).filter_map(Result::ok);
    let mut stamps: Stamps = files
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let data = entry.metadata().ok()?;
            Some((entry.into_path(), (data.len(), data.modified().ok())))
        })
        .collect();
    for link in outside.into_inner() {
        if let Ok(data) = link.symlink_metadata() {
            stamps.insert(link, (data.len(), data.modified().ok()));
        }
    }
    stamps
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
    fn lost_events_and_strange_paths_mean_to_look_everywhere() {
        let (sender, events) = channel();
        sender.send(Seen::Lost).expect("sent");
        assert!(matches!(wait(&events, LOOK.pause, Path::new("/course")), Waited::Touched(None)));
        sender.send(Seen::Done(vec![PathBuf::from("/elsewhere/a.md")])).expect("sent");
        assert!(matches!(wait(&events, LOOK.pause, Path::new("/course")), Waited::Touched(None)));
        assert!(matches!(wait(&events, GRACE, Path::new("/course")), Waited::Nothing));
    }

    #[test]
    fn what_no_event_told_of_is_seen_by_its_size_and_time() {
        let stamp = |name: &str, size| (PathBuf::from(name), (size, None));
        let before = Stamps::from([stamp("a", 1), stamp("b", 1), stamp("c", 1)]);
        let now = Stamps::from([stamp("a", 1), stamp("b", 2), stamp("d", 1)]);
        assert_eq!(differences(&before, &now), ["b", "d", "c"].map(PathBuf::from));
        assert!(differences(&now, &now).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_course_is_noticed_and_not_followed() {
        let course = tempfile::tempdir().expect("a temporary folder");
        let outside = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(outside.path().join("far.md"), "x").expect("a file");
        std::fs::create_dir_all(course.path().join("content/own")).expect("a folder");
        std::fs::write(course.path().join("content/own/near.md"), "x").expect("a file");
        std::os::unix::fs::symlink(outside.path(), course.path().join("content/out")).expect("a link");
        std::os::unix::fs::symlink("own", course.path().join("content/in")).expect("a link");
        let stamps = stamps(course.path());
        let names: Vec<_> = stamps.keys().map(|path| path.strip_prefix(course.path()).expect("below it")).collect();
        assert_eq!(names, ["content/in/near.md", "content/out", "content/own/near.md"].map(Path::new));
    }
}
