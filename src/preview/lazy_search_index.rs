//! The search index of the preview: made when somebody searches, renewed behind what is edited, never waited for by a page.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use tokio::sync::watch;

use crate::course::OutPath;
use crate::site::OutFile;

/// The files of an index.
pub(super) type Files = BTreeMap<OutPath, OutFile>;

/// The latest index there is.
#[derive(Debug)]
pub(super) struct LazySearchIndex {
    wanted: AtomicBool,
    wake: Sender<()>,
    files: watch::Sender<Option<Arc<Files>>>,
}

impl LazySearchIndex {
    /// No index yet; `wake` tells whoever makes one that it is wanted.
    pub(super) fn new(wake: Sender<()>) -> Self {
        Self { wanted: AtomicBool::new(false), wake, files: watch::Sender::new(None) }
    }

    /// Whether anybody has searched.
    pub(super) fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed)
    }

    /// A newer index.
    pub(super) fn put(&self, files: Files) {
        self.files.send_replace(Some(Arc::new(files)));
    }

    /// The latest index; the first time this waits until it is made.
    pub(super) async fn files(&self) -> Arc<Files> {
        if !self.wanted.swap(true, Ordering::Relaxed) {
            // Whoever makes it ends with the program only.
            let _ = self.wake.send(());
        }
        let mut files = self.files.subscribe();
        let there = files.wait_for(Option::is_some).await.ok().and_then(|files| files.clone());
        there.unwrap_or_default()
    }
}
