//! A build that is killed, and a disk that fills, at any moment: what stands is whole files of the old or the new site, and
//! the next build makes what a cold one makes.
//!
//! `KILLS=200 cargo test --test machine kill` tries more moments than the 20 of an ordinary run; `SEED=n` other ones.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;

use crate::course::{Course, Files, assert_fault, files, said, skipped};
use crate::fault::Faults;

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().map_or(otherwise, |value| value.parse().expect("a number"))
}

/// A number below `end`, from a seed and how often it was asked for.
fn draw(seed: usize, step: usize, end: usize) -> usize {
    let mut bits = (seed as u64) << 32 | step as u64;
    for _ in 0..2 {
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9).wrapping_add(0x9e37_79b9_7f4a_7c15);
        bits ^= bits >> 27;
    }
    usize::try_from(bits >> 33).expect("31 bits") % end
}

/// Two states of one course: in the second a page is other, one is gone, one is new, a file has become a folder.
struct Walk {
    course: Course,
    cold: [Files; 2],
}

const LESSON: &str = "content/01-noticing/01-what-changed.md";
const NEW: &str = "content/01-noticing/07-new.md";

impl Walk {
    fn new() -> Self {
        let mut walk = Self { course: Course::new(), cold: [Files::new(), Files::new()] };
        for state in [0, 1] {
            walk.put(state);
            walk.cold[state] = walk.course.cold(["one", "two"][state]);
        }
        assert_ne!(walk.cold[0], walk.cold[1]);
        walk
    }

    /// Writes the sources of a state.
    fn put(&self, state: usize) {
        let root = self.course.root();
        let text = fs::read_to_string(root.join(LESSON)).expect("a page").replace("\nOther.\n", "");
        let (file, folder) = (root.join("content/thing"), root.join("content/thing.txt"));
        let _ = fs::remove_file(&folder);
        let _ = fs::remove_dir_all(&file);
        if state == 0 {
            fs::write(root.join(LESSON), text).expect("written");
            fs::write(root.join("content/thing.txt"), "a file").expect("written");
            let _ = fs::remove_file(root.join(NEW));
        } else {
            fs::write(root.join(LESSON), format!("{text}\nOther.\n")).expect("written");
            fs::create_dir(root.join("content/thing")).expect("a folder");
            fs::write(root.join("content/thing/a.txt"), "in a folder").expect("written");
            fs::write(root.join(NEW), "---\ntitle: New\n---\n\nText.\n").expect("written");
        }
    }

    /// Takes the site and what is remembered of it away.
    fn clear(&self) {
        let _ = fs::remove_dir_all(self.course.public());
        let _ = fs::remove_dir_all(self.course.root().join(".attune"));
    }

    /// Every file that is there is whole, of the one state or the other; what is laid aside is named as such.
    fn assert_whole(&self, when: &str) {
        for (path, bytes) in files(&self.course.public()) {
            let is_whole = self.cold.iter().any(|cold| cold.get(&path) == Some(&bytes));
            assert!(is_whole || path.starts_with(".attune-"), "{when}: {path} is neither old nor new");
        }
    }

    /// Nothing that was laid aside is left beside the site.
    fn assert_tidy(&self, when: &str) {
        let names =
            fs::read_dir(self.course.root()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let left: Vec<_> = names.filter(|name| name.to_string_lossy().starts_with(".attune-")).collect();
        assert!(left.is_empty(), "{when}: {left:?}");
    }

    /// How many calls change the disk in a cold build and in one over the other state.
    fn calls(&self, faults: &Faults) -> Option<[usize; 2]> {
        self.clear();
        self.put(0);
        let cold = faults.calls(&mut self.course.build())?;
        self.put(1);
        Some([cold, faults.calls(&mut self.course.build())?])
    }

    /// Tries a fault at `count` moments, of which every third is in a cold build.
    fn walk(&self, faults: &Faults, what: &str, count: usize, check: impl Fn(&std::process::Output, &str)) {
        let Some(calls) = self.calls(faults) else { return skipped("the program's calls cannot be counted here") };
        let seed = number("SEED", 1);
        for step in 0..count {
            let (state, is_cold) = (step % 2, step % 3 == 0);
            if is_cold {
                self.clear();
            }
            self.put(state);
            let at = 1 + draw(seed, step, calls[usize::from(!is_cold)]);
            let when = format!("{what} at call {at} of a {} build", if is_cold { "cold" } else { "warm" });
            let mut command = self.course.build();
            faults.at(&mut command, what, at);
            check(&command.output().expect("it runs"), &when);
            self.assert_whole(&when);
            if is_cold && self.course.public().exists() {
                assert_eq!(files(&self.course.public()), self.cold[state], "{when}: a site appears whole");
            }
            self.course.assert_builds(&self.cold[state], &when);
            self.assert_tidy(&when);
        }
    }
}

#[test]
fn a_build_that_is_killed_leaves_whole_files_and_the_next_one_is_right() {
    let Some(faults) = Faults::new() else { return skipped("there is no C compiler") };
    Walk::new().walk(&faults, "kill", number("KILLS", 20), |output, when| {
        let over = output.status.success() || output.status.signal() == Some(9);
        assert!(over, "{when}: {}", said(output));
    });
}

#[test]
fn a_disk_that_fills_is_said_and_leaves_whole_files() {
    let Some(faults) = Faults::new() else { return skipped("there is no C compiler") };
    Walk::new().walk(&faults, "full", number("FULL", 12), |output, when| {
        if !output.status.success() {
            assert_fault(output, "No space left on device");
        }
        assert!(!said(output).contains("panicked"), "{when}: {}", said(output));
    });
}
