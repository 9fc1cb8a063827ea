//! The course that `attune init` writes, in a folder of its own, and what becomes of it.

use std::path::PathBuf;
use std::process::{Command, Output};

pub(crate) use crate::files::{Files, files};

pub(crate) struct Course {
    folder: tempfile::TempDir,
}

impl Course {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let course = Self { folder };
        let made = attune().arg("init").arg(course.root()).output().expect("it runs");
        assert!(made.status.success(), "{}", said(&made));
        course
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("course")
    }

    /// A path beside the course.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn public(&self) -> PathBuf {
        self.root().join("public")
    }

    /// A build without search, which takes half of the time.
    pub(crate) fn build(&self) -> Command {
        let mut command = attune();
        command.args(["build", "--no-search", "--root"]).arg(self.root());
        command
    }

    /// The site as a build into an empty folder makes it.
    pub(crate) fn cold(&self, name: &str) -> Files {
        let output = self.beside(name);
        let built = self.build().arg("--output").arg(&output).output().expect("it runs");
        assert!(built.status.success(), "{}", said(&built));
        files(&output)
    }

    /// Builds and compares with a cold build.
    pub(crate) fn assert_builds(&self, cold: &Files, when: &str) {
        let built = self.build().output().expect("it runs");
        assert!(built.status.success(), "{when}: {}", said(&built));
        assert_same(&files(&self.public()), cold, when);
    }
}

pub(crate) fn attune() -> Command {
    Command::new(env!("CARGO_BIN_EXE_attune"))
}

pub(crate) fn said(output: &Output) -> String {
    format!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr))
}

/// The machine's fault was said in one line, and nothing broke.
pub(crate) fn assert_fault(output: &Output, part: &str) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("error: ") && said.contains(part) && !said.contains("panicked"), "{said}");
}

pub(crate) fn assert_same(there: &Files, wanted: &Files, when: &str) {
    let other = there.iter().filter(|(path, bytes)| wanted.get(*path) != Some(bytes)).map(|(path, _)| path);
    let missing = wanted.keys().filter(|path| !there.contains_key(*path));
    let wrong: Vec<_> = other.chain(missing).collect();
    assert!(wrong.is_empty(), "{when}: {wrong:?}");
}

/// Says why a test did nothing.
#[expect(clippy::print_stderr, reason = "a test that cannot run here says so")]
pub(crate) fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}
