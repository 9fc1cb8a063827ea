//! A system that refuses threads: what can be done with fewer is done; otherwise it is said.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::course::{Course, assert_fault, files, said, skipped};

/// A user of whom there is no other process: the limit counts all that a user has. Root has none.
const USER: u32 = 61_234;

/// The program where that user may run it, and a course that the user owns; none where this cannot be arranged.
struct Limited {
    course: Course,
    program: PathBuf,
    user: u32,
}

impl Limited {
    fn new(user: u32) -> Option<Self> {
        let course = Course::new();
        let program = course.beside("attune");
        fs::copy(env!("CARGO_BIN_EXE_attune"), &program).expect("copied");
        let open = |path: &Path| fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("it is ours");
        open(&course.beside("."));
        open(&program);
        if !give(&course.beside("."), user) {
            return None;
        }
        let limited = Self { course, program, user };
        let works = limited.command(50).arg("--version").output().is_ok_and(|output| output.status.success());
        works.then_some(limited)
    }

    /// The program with at most so many threads and processes.
    fn command(&self, limit: usize) -> Command {
        let mut command = Command::new("prlimit");
        command.arg(format!("--nproc={limit}:{limit}")).arg(&self.program).uid(self.user).gid(self.user);
        command
    }
}

/// Hands a folder with all in it to a user.
fn give(folder: &Path, user: u32) -> bool {
    let all = fs::read_dir(folder).into_iter().flatten().flatten();
    chown(folder, Some(user), Some(user)).is_ok()
        && all
            .map(|entry| entry.path())
            .all(|path| if path.is_dir() { give(&path, user) } else { chown(&path, Some(user), Some(user)).is_ok() })
}

const SKIPPED: &str = "only root can become a user whose threads can be limited, with `prlimit`";

#[test]
fn a_build_does_with_the_threads_it_gets() {
    let Some(limited) = Limited::new(USER) else { return skipped(SKIPPED) };
    let cold = limited.course.cold("cold");
    // It was made by another user.
    fs::remove_dir_all(limited.course.root().join(".attune")).expect("removed");
    for limit in 1..=6 {
        for arguments in [&["build", "--no-search"][..], &["build", "--output", "with-search"], &["check"]] {
            let mut command = limited.command(limit);
            let output = command.args(arguments).current_dir(limited.course.root()).output().expect("it runs");
            let said = said(&output);
            if limit == 1 && arguments.contains(&"with-search") {
                assert_fault(&output, "cannot start `a thread`");
                assert!(said.contains("build with `--no-search`"), "{said}");
                continue;
            }
            assert!(output.status.success() && !said.contains("panicked"), "{limit} {arguments:?}: {said}");
        }
        assert_eq!(files(&limited.course.public()), cold, "{limit}");
        for output in ["public", "with-search", ".attune"] {
            // With one thread there is none with search.
            let _ = fs::remove_dir_all(limited.course.root().join(output));
        }
    }
}

#[test]
fn a_preview_says_that_it_cannot_start() {
    let Some(limited) = Limited::new(USER + 1) else { return skipped(SKIPPED) };
    let mut started = 0;
    for limit in 1..=12 {
        let mut command = limited.command(limit);
        command.args(["serve", "--port", "0"]).current_dir(limited.course.root()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it runs");
        let mut lines = BufReader::new(child.stderr.take().expect("it is piped"));
        let mut said = String::new();
        while lines.read_line(&mut said).expect("text") > 0 && !said.contains("Serving at") {}
        if said.contains("Serving at") {
            started += 1;
            // What it is refused after the start is told, and it goes on.
            Command::new("kill").arg(child.id().to_string()).status().expect("it runs");
            lines.read_to_string(&mut said).expect("text");
            assert_eq!(child.wait().expect("it ends").code(), Some(0), "{limit}: {said}");
        } else {
            assert_eq!(child.wait().expect("it ends").code(), Some(3), "{limit}: {said}");
            assert!(said.contains("error: cannot start `a thread`: "), "{limit}: {said}");
            assert!(said.contains("help: the system allows no more threads"), "{limit}: {said}");
        }
        assert!(!said.contains("panicked"), "{limit}: {said}");
    }
    assert!((1..12).contains(&started), "it starts with some of these limits: {started}");
}
