//! A file that is made from what all others come to.

use std::fmt;
use std::sync::OnceLock;

use crate::course::OutPath;
use crate::source::Digest;

use super::Site;

/// A file that tells how large others are, or of which bytes, and so is made after them. It is made once.
pub(crate) struct Summary {
    write: Box<WriteSummary>,
    text: OnceLock<String>,
}

/// Writes a summary from every other file.
type WriteSummary = dyn Fn(&dyn Fn(&OutPath) -> Finished) -> String + Send + Sync;

/// What a finished file comes to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Finished {
    /// Bytes.
    pub(crate) size: u64,
    /// Of its bytes, all digits.
    pub(crate) digest: String,
}

impl Finished {
    pub(crate) fn new(size: u64, digest: Digest) -> Self {
        Self { size, digest: digest.hex(Digest::DIGITS) }
    }
}

impl Summary {
    /// A summary that is written by `write`.
    pub(crate) fn new(write: impl Fn(&dyn Fn(&OutPath) -> Finished) -> String + Send + Sync + 'static) -> Self {
        Self { write: Box::new(write), text: OnceLock::new() }
    }

    pub(super) fn complete(&self, finished: &dyn Fn(&OutPath) -> Finished) -> &str {
        self.text.get_or_init(|| (self.write)(finished))
    }
}

impl Site {
    /// What the file at a path comes to, which is made for that; of one with a fault nothing is known, and its fault is told by who
    /// writes it.
    pub(super) fn finished(&self, path: &OutPath) -> Finished {
        let Some(file) = self.get(path) else { return Finished::default() };
        if let Some(file) = file.on_disk() {
            return Finished::new(file.size(), file.digest());
        }
        file.make().map_or_else(|_| Finished::default(), |bytes| Finished::new(bytes.len() as u64, Digest::of(&bytes)))
    }
}

impl fmt::Debug for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Summary").field("text", &self.text).finish_non_exhaustive()
    }
}
