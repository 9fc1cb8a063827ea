//! Looking at every file now and then, for what no event told of; with `--poll`, looking is all there is.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::IoFault;
use crate::threads;

/// Events get lost (overflow, network mounts): this often, sizes and times are compared without them.
pub(super) const LOOK: Pace = Pace { pause: Duration::from_secs(2), rest: 20 };
/// With `--poll`, looking is all there is.
pub(super) const POLL: Pace = Pace { pause: Duration::from_millis(400), rest: 3 };

/// In one go a look takes no longer than this, so that it never keeps an edit waiting; then it rests.
const TURN: Duration = Duration::from_millis(2);
/// The clock is asked after so many files: on a busy machine a turn of one file may take long, and a course has many.
const FILES_A_TURN: usize = 32;
/// Where other programs kept a turn from its end, the rest goes by no more than this.
const LONGEST_TURN: Duration = Duration::from_millis(10);

/// How often everything is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// From one look to the next.
    pub(super) pause: Duration,
    /// The rest after each turn of a look, in turns.
    rest: u32,
}

/// Tells of files whose size or time changed, until what is returned first is dropped or `tell` says that nobody listens. It
/// looks beside the events, a little at a time, and never keeps one waiting.
///
/// # Errors
/// When the system refuses the thread.
pub(super) fn look_regularly(
    root: PathBuf,
    pace: Pace,
    known: Stamps,
    tell: impl Fn(Vec<PathBuf>) -> bool + Send + 'static,
) -> Result<(Sender<()>, JoinHandle<()>), IoFault> {
    let (end, ended) = channel::<()>();
    let goes_on_after = move |pause| ended.recv_timeout(pause) == Err(RecvTimeoutError::Timeout);
    let thread = threads::spawn("look", move || {
        let mut known = Known::new(known);
        while goes_on_after(pace.pause) {
            let (mut begun, mut files) = (Instant::now(), 0_usize);
            let looked = known.look(&root, || {
                files += 1;
                let worked = begun.elapsed();
                if files % FILES_A_TURN != 0 || worked < TURN {
                    return true;
                }
                let goes_on = goes_on_after(worked.min(LONGEST_TURN) * pace.rest);
                begun = Instant::now();
                goes_on
            });
            let Some(other) = looked else { return };
            if !other.is_empty() && !tell(other) {
                return;
            }
        }
    })?;
    Ok((end, thread))
}

/// Size and time of files, each with the number of the look that saw it last.
struct Known {
    stamps: BTreeMap<PathBuf, (Stamp, u64)>,
    looks: u64,
}

impl Known {
    fn new(stamps: Stamps) -> Self {
        Self { stamps: stamps.into_iter().map(|(path, stamp)| (path, (stamp, 0))).collect(), looks: 0 }
    }

    /// Looks at every file; those that are new, other or gone. Asks `step` before each whether to go on; `None` if not.
    fn look(&mut self, root: &Path, mut step: impl FnMut() -> bool) -> Option<Vec<PathBuf>> {
        self.looks += 1;
        let (mut other, mut is_whole) = (Vec::new(), true);
        each_file(root, &mut |path, stamp| {
            is_whole = step();
            let now = (stamp, self.looks);
            match self.stamps.get_mut(&path) {
                Some(known) if known.0 == stamp => *known = now,
                _ => {
                    other.push(path.clone());
                    self.stamps.insert(path, now);
                }
            }
            is_whole
        });
        if !is_whole {
            return None;
        }
        let is_gone = |(_, (_, look)): &(&PathBuf, &(Stamp, u64))| *look != self.looks;
        let gone: Vec<PathBuf> = self.stamps.iter().filter(is_gone).map(|(path, _)| path.clone()).collect();
        for path in &gone {
            self.stamps.remove(path);
        }
        other.extend(gone);
        Some(other)
    }
}

/// Files that are in one of two looks only, or other in the second.
pub(super) fn differences(before: &Stamps, now: &Stamps) -> Vec<PathBuf> {
    let other = now.iter().filter(|(path, stamp)| before.get(*path) != Some(stamp));
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    other.map(|(path, _)| path).chain(gone).cloned().collect()
}

/// Size and time of a file.
type Stamp = (u64, Option<SystemTime>);

/// Size and time of files.
pub(super) type Stamps = BTreeMap<PathBuf, Stamp>;

/// Size and time of every file that could matter.
pub(super) fn stamps(root: &Path) -> Stamps {
    let mut stamps = Stamps::new();
    each_file(root, &mut |path, stamp| {
        stamps.insert(path, stamp);
        true
    });
    stamps
}

/// Shows every file that could matter, as long as `see` says to go on. A link that leaves the course is not followed, because it could lead into any number
/// of files; that it is there matters, because it is an error.
fn each_file(root: &Path, see: &mut impl FnMut(PathBuf, Stamp) -> bool) {
    let course = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    for part in ["content", "themes", "site.toml"] {
        let outside = RefCell::new(Vec::new());
        let stays = |entry: &DirEntry| {
            let stays =
                !entry.path_is_symlink() || entry.path().canonicalize().is_ok_and(|real| real.starts_with(&course));
            if !stays {
                outside.borrow_mut().push(entry.path().to_owned());
            }
            stays
        };
        let files = WalkDir::new(root.join(part)).follow_links(true).into_iter();
        for entry in files.filter_entry(stays).filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
            if let Ok(data) = entry.metadata()
                && !see(entry.into_path(), (data.len(), data.modified().ok()))
            {
                return;
            }
        }
        for link in outside.into_inner() {
            if let Ok(data) = link.symlink_metadata()
                && !see(link, (data.len(), data.modified().ok()))
            {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_event_told_of_is_seen_by_its_size_and_time() {
        let stamp = |name: &str, size| (PathBuf::from(name), (size, None));
        let before = Stamps::from([stamp("a", 1), stamp("b", 1), stamp("c", 1)]);
        let now = Stamps::from([stamp("a", 1), stamp("b", 2), stamp("d", 1)]);
        assert_eq!(differences(&before, &now), ["b", "d", "c"].map(PathBuf::from));
        assert!(differences(&now, &now).is_empty());
    }

    #[test]
    fn each_look_tells_what_is_other_since_the_last_one() {
        let course = tempfile::tempdir().expect("a temporary folder");
        let file = |name: &str| course.path().join("content").join(name);
        std::fs::create_dir_all(file("m")).expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(file(name), text).expect("a file");
        write("a.md", "a");
        write("m/b.md", "b");
        let (mut known, mut steps) = (Known::new(stamps(course.path())), 0);
        let mut look = |known: &mut Known| {
            let counted = || {
                steps += 1;
                true
            };
            known.look(course.path(), counted).expect("a whole look")
        };
        assert!(look(&mut known).is_empty());
        write("m/b.md", "longer");
        write("c.md", "c");
        std::fs::remove_file(file("a.md")).expect("removed");
        let mut other = look(&mut known);
        other.sort();
        assert_eq!(other, [file("a.md"), file("c.md"), file("m/b.md")]);
        assert!(look(&mut known).is_empty(), "it is told once");
        assert_eq!(steps, 6, "a look can rest before each file");
        assert_eq!(known.look(course.path(), || false), None, "it can be ended there, too");
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
