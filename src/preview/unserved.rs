//! The preview without a watcher, a port and a thread: for tests that count what an edit costs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::course::OutPath;
use crate::diagnostic::IoFault;
use crate::pipeline::{BuildOptions, Work};

use super::ServeOptions;
use super::editor::Chosen;
use super::rebuild::Rebuilder;

/// A course as the preview keeps it from one edit to the next.
pub struct UnservedPreview(Rebuilder);

impl UnservedPreview {
    /// Builds the course at `root` for the first time.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn start(root: &Path) -> Result<Self, IoFault> {
        let host = std::net::Ipv4Addr::LOCALHOST.into();
        let options =
            ServeOptions { root: root.to_owned(), host, port: 0, poll: false, build: BuildOptions::default() };
        Rebuilder::start(&options, Chosen::None).map(|(rebuilder, _)| Self(rebuilder))
    }

    /// Looks again at what was touched, as the watcher names it, and builds; how much was done, and nothing where nothing is
    /// other or an error keeps the site as it was.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn rebuild(&mut self, touched: &BTreeSet<PathBuf>) -> Result<Option<Work>, IoFault> {
        let change = self.0.rebuild(Some(touched))?;
        Ok(change.filter(|change| change.errors() == 0).map(|change| change.stats.work))
    }

    /// A page as it is sent to a browser; nothing where there is none, or a template has a fault.
    pub fn page(&self, path: &str) -> Option<Vec<u8>> {
        let sent = self.0.snapshot().file(&OutPath::new(path)).ok()?;
        Some(sent.bytes.to_vec()).filter(|bytes| !bytes.is_empty())
    }
}
