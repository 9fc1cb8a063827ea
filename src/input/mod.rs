//! The course folder as a snapshot: every file with its digest. The only reader of the course folder.
//!
//! [`read`] walks the root once ([`walk`]) and reads what it found in parallel ([`load`]);
//! [`refresh()`] brings a snapshot up to date without reading what was not touched. What each file is, [`roles`] decides.
//! Texts are UTF-8 or a diagnostic; a symbolic link that leaves the course is an error; a system's or an open editor's own
//! files, the output folder and `.attune` are not part of the course.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is where the course folder is read")]

mod load;
mod picture;
mod refresh;
pub(crate) mod roles;
mod snapshot;
mod walk;

pub(crate) use refresh::{Refreshed, refresh};
pub(crate) use roles::{FileRole, Refusal};
pub use snapshot::{ReadOptions, read};

use std::path::PathBuf;
use std::sync::Arc;

use imbl::OrdMap;

use crate::diagnostic::Diagnostic;
use crate::source::{CoursePath, Digest, FileOnDisk, PageText, SourceMap};

/// Every file of a course at one moment. To clone it costs nothing; a later moment shares with it what is the same.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Where the course lies on this machine; never part of any output.
    pub root: PathBuf,
    /// The files by path: `site.toml`, all below `content`, all below `themes`.
    pub files: OrdMap<CoursePath, InputFile>,
    /// The texts among them, for diagnostics.
    pub sources: SourceMap,
}

impl Inputs {
    /// Puts a file into the snapshot, in the place of one at the same path; what is wrong with its text.
    pub fn put(&mut self, path: CoursePath, bytes: Vec<u8>) -> Vec<Diagnostic> {
        let file = load::classify(&path, FileRole::of(&path), bytes, None);
        self.keep(path, file.value);
        file.diagnostics
    }

    fn keep(&mut self, path: CoursePath, file: InputFile) {
        match &file.content {
            FileContent::Page(text) => {
                self.sources.add_page(path.clone(), Arc::clone(text));
            }
            FileContent::Text(text) => {
                self.sources.add(path.clone(), Arc::clone(text));
            }
            FileContent::Bytes(_) | FileContent::OnDisk(_) => {}
        }
        self.files.insert(path, file);
    }

    /// `site.toml`. It is found by its path: no other file is looked at.
    pub(crate) fn config_file(&self) -> Option<(&CoursePath, &InputFile)> {
        self.files.get_key_value(&roles::config_path())
    }

    /// Takes a file out of the snapshot.
    pub fn remove(&mut self, path: &CoursePath) {
        self.sources.remove(path);
        self.files.remove(path);
    }
}

/// The path and the digest of each file. It looks at every file, and so does not belong into what an edit costs.
pub(crate) fn digests(files: &OrdMap<CoursePath, InputFile>) -> Vec<(&CoursePath, Digest)> {
    files.iter().map(|(path, file)| (path, file.digest)).collect()
}

/// One file of the snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// What it is.
    pub role: FileRole,
    /// Digest of the bytes.
    pub digest: Digest,
    /// The bytes, as text where they should be text.
    pub content: FileContent,
    /// Width and height in pixels, of a picture that is not drawn in SVG.
    pub pixels: Option<(u32, u32)>,
}

/// A file's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileContent {
    /// Text, where the file's role asks for it. A byte order mark is kept. A file that is not UTF-8 (an error) has
    /// replacement characters for its faults.
    Text(Arc<str>),
    /// The same of a page.
    Page(Arc<PageText>),
    /// Bytes of anything else that is small or not from a disk.
    Bytes(Arc<[u8]>),
    /// A file that is copied beside the pages and never held in memory.
    OnDisk(Arc<FileOnDisk>),
}

impl FileContent {
    /// The text, where it is one. `None` too for a page that is no longer as it was when the course was read.
    pub fn text(&self) -> Option<Arc<str>> {
        match self {
            Self::Text(text) => Some(Arc::clone(text)),
            Self::Page(text) => text.get(),
            Self::Bytes(_) | Self::OnDisk(_) => None,
        }
    }
}
