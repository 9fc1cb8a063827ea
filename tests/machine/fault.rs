//! Faults at a call that is counted, not timed: `fault.c`, loaded before the C library.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

pub(crate) struct Faults {
    folder: tempfile::TempDir,
}

impl Faults {
    /// None where there is no C compiler, or where the program does not use the system's C library.
    pub(crate) fn new() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let made = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(folder.path().join("fault.so"))
            .args(["tests/machine/fault.c", "-ldl"])
            .output();
        made.is_ok_and(|made| made.status.success()).then_some(Self { folder })
    }

    fn count(&self) -> PathBuf {
        self.folder.path().join("count")
    }

    /// How many changes a command that succeeds asks of the disk.
    pub(crate) fn calls(&self, command: &mut Command) -> Option<usize> {
        let library = self.folder.path().join("fault.so");
        let done = command.env("LD_PRELOAD", library).env("FAULT_COUNT", self.count()).output().expect("it runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let count = fs::read_to_string(self.count()).ok()?.trim().parse().ok()?;
        (count > 0).then_some(count)
    }

    /// The command, with a fault at its `at`th change: `kill` or `full`.
    pub(crate) fn at(&self, command: &mut Command, what: &str, at: usize) {
        let library = self.folder.path().join("fault.so");
        command.env("LD_PRELOAD", library).env("FAULT", what).env("FAULT_AT", at.to_string());
    }
}
