//! A file that is made from the sizes of all others.

use std::fmt;
use std::sync::OnceLock;

use crate::course::OutPath;

/// A file that tells how large others are, and so is made after them. It is made once.
pub(crate) struct Summary {
    write: Box<WriteSummary>,
    text: OnceLock<String>,
}

/// Writes a summary from the size of every other file, in bytes.
type WriteSummary = dyn Fn(&dyn Fn(&OutPath) -> u64) -> String + Send + Sync;

impl Summary {
    /// A summary that is written by `write`.
    pub(crate) fn new(write: impl Fn(&dyn Fn(&OutPath) -> u64) -> String + Send + Sync + 'static) -> Self {
        Self { write: Box::new(write), text: OnceLock::new() }
    }

    pub(super) fn complete(&self, size: &dyn Fn(&OutPath) -> u64) -> &str {
        self.text.get_or_init(|| (self.write)(size))
    }
}

impl fmt::Debug for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Summary").field("text", &self.text).finish_non_exhaustive()
    }
}
