//! A system that refuses open files (`ulimit -n`).

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};

use crate::course::{Course, assert_fault, files, skipped};

fn limited(limit: usize) -> Command {
    let mut command = Command::new("prlimit");
    command.arg(format!("--nofile={limit}:{limit}")).arg(env!("CARGO_BIN_EXE_attune"));
    command
}

#[test]
fn too_few_files_are_said_and_leave_nothing_in_the_way() {
    if !limited(64).arg("--version").output().is_ok_and(|output| output.status.success()) {
        return skipped("there is no `prlimit`");
    }
    let course = Course::new();
    let cold = course.cold("cold");
    for limit in (4..=20).step_by(2) {
        let built = limited(limit).args(["build", "--no-search"]).current_dir(course.root()).output().expect("it runs");
        if built.status.success() {
            assert_eq!(files(&course.public()), cold, "{limit}");
            std::fs::remove_dir_all(course.public()).expect("removed");
        } else {
            assert_fault(&built, "Too many open files");
        }
    }
    course.assert_builds(&cold, "after builds with few files");
}

#[test]
fn a_preview_with_too_few_files_says_that_it_cannot_start() {
    if !limited(64).arg("--version").output().is_ok_and(|output| output.status.success()) {
        return skipped("there is no `prlimit`");
    }
    let course = Course::new();
    for limit in (4..=40).step_by(3) {
        let mut command = limited(limit);
        command.args(["serve", "--port", "0"]).current_dir(course.root()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it runs");
        let mut lines = BufReader::new(child.stderr.take().expect("it is piped"));
        let mut said = String::new();
        while lines.read_line(&mut said).expect("text") > 0 && !said.contains("Serving at") {}
        let is_served = said.contains("Serving at");
        if is_served {
            Command::new("kill").arg(child.id().to_string()).status().expect("it runs");
            lines.read_to_string(&mut said).expect("text");
        }
        let code = child.wait().expect("it ends").code();
        assert_eq!(code, Some(if is_served { 0 } else { 3 }), "{limit}: {said}");
        assert!(!said.contains("panicked") && (is_served || said.contains("Too many open files")), "{limit}: {said}");
    }
}
