//! The course that `attune init` writes, in a folder of its own, and what becomes of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) struct Course {
    folder: tempfile::TempDir,
}

/// The files of a site by their paths.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

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

pub(crate) fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
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
