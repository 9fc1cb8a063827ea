//! What the preview shows at one moment: the last good site, and what is wrong since.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::site::{OutFile, Site};
use crate::source::Digest;

use super::problem::Problem;

/// A moment of the preview; replaced as a whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    /// One more with each good build.
    pub(super) version: u64,
    /// The site's files by path, each with its entity tag.
    pub(super) files: Arc<BTreeMap<String, (OutFile, String)>>,
    /// Begins and ends with `/`.
    pub(super) base_path: String,
    /// The Content-Security-Policy of the site, from its `_headers`.
    pub(super) policy: String,
    /// What keeps the course from being built; the files are then those of the last good build.
    pub(super) problems: Arc<Vec<Problem>>,
}

impl Shown {
    /// A good build.
    pub(super) fn new(site: Site, base_path: String, version: u64) -> Self {
        let headers = site.iter().find(|(path, _)| path.as_str() == "_headers").map(|(_, file)| file.bytes().to_vec());
        let headers = headers.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        let policy = headers.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "));
        let files = site
            .into_iter()
            .map(|(path, file)| {
                let tag = format!("\"{}\"", Digest::of(file.bytes()).hex(20));
                (path.as_str().to_owned(), (file, tag))
            })
            .collect();
        let policy = policy.unwrap_or_default().to_owned();
        Self { version, files: Arc::new(files), base_path, policy, problems: Arc::default() }
    }
}
