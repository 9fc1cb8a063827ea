//! Reading the folder.

use std::path::{Path, PathBuf};

use crate::diagnostic::{IoFault, Outcome};

use super::Inputs;

/// What to leave out of the snapshot.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The output folder, which may lie inside the course.
    pub output: Option<PathBuf>,
}

/// Takes the snapshot of the course at `root`.
///
/// # Errors
/// [`IoFault`] when the folder or a file in it cannot be read.
pub fn read(_root: &Path, _options: &ReadOptions) -> Result<Outcome<Inputs>, IoFault> {
    unimplemented!()
}
