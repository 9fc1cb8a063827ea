//! The course folder as a snapshot: every file with its digest. The only reader of the course folder.
//!
//! [`read`] walks the root once ([`walk`]) and reads what it found in parallel ([`load`]);
//! [`refresh()`] brings a snapshot up to date without reading what was not touched. Texts are UTF-8 or a
//! diagnostic; a symbolic link that leaves the course is an error; what [`names`] knows for an editor's or a system's
//! own file, the output folder and `.attune` are not part of the course.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is where the course folder is read")]

mod load;
mod names;
mod refresh;
mod snapshot;
mod walk;

pub use refresh::{Refreshed, refresh};
pub use snapshot::{ReadOptions, read};

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::source::{CoursePath, Digest, SourceMap};

/// Every file of a course at one moment.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Where the course lies on this machine; never part of any output.
    pub root: PathBuf,
    /// The files by path: `site.toml`, all below `content`, all below `themes`.
    pub files: BTreeMap<CoursePath, InputFile>,
    /// The texts among them, for diagnostics.
    pub sources: SourceMap,
}

/// One file of the snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Digest of the bytes.
    pub digest: Digest,
    /// The bytes, as text where they should be text.
    pub content: FileContent,
}

/// A file's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileContent {
    /// Text: `.md`, `.yaml`, `.yml`, `.toml`, `.bib`, and the theme's `.html`, `.css`, `.js`, `.xml`, `.txt`. A byte
    /// order mark is kept. A file that is not UTF-8 (an error) has replacement characters for its faults.
    Text(Arc<str>),
    /// Anything else.
    Bytes(Arc<[u8]>),
}
