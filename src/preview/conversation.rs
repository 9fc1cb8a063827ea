//! What comes over one connection, answered from a small site in memory: for tests that send anything at all.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::channel;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

use crate::course::OutPath;

use super::gate::Gate;
use super::http::router;
use super::lazy_search_index::{Files, LazySearchIndex};
use super::server::{LIMITS, converse};
use super::snapshot::Snapshot;

/// Bytes that may be on their way in one direction.
const PIPE: usize = 64 * 1024;

/// A preview without a course, a port and a thread.
#[derive(Debug)]
pub struct Conversation {
    runtime: Runtime,
    router: axum::Router,
    _snapshots: watch::Sender<Arc<Snapshot>>,
}

impl Conversation {
    /// A preview of these files, each a path and its text.
    ///
    /// # Errors
    /// When the system refuses what Tokio needs.
    ///
    /// # Panics
    /// Never: the address is one.
    pub fn new(files: &[(&str, &str)]) -> std::io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let mut snapshot = Snapshot::new(1);
        snapshot.site.extend(files.iter().map(|(path, text)| (OutPath::new(*path), (*text).to_owned().into())));
        let (snapshots, receiver) = watch::channel(Arc::new(snapshot));
        let index = LazySearchIndex::new(channel().0);
        index.put(Files::new());
        let gate = Gate::new("127.0.0.1:4173".parse().expect("an address"), None);
        let router = router(receiver, Arc::new(index), gate);
        Ok(Self { runtime, router, _snapshots: snapshots })
    }

    /// What is answered to whoever sends these bytes and then closes.
    pub fn answer(&self, sent: &[u8]) -> Vec<u8> {
        self.runtime.block_on(async {
            let (ours, theirs) = tokio::io::duplex(PIPE);
            let numbers = (Arc::new(AtomicU64::new(0)), Arc::default());
            let answering = converse(ours, self.router.clone(), LIMITS, numbers);
            let (mut reading, mut writing) = tokio::io::split(theirs);
            let asking = async move {
                // Whoever is refused need not be listened to.
                let _ = writing.write_all(sent).await;
                let _ = writing.shutdown().await;
            };
            let mut answer = Vec::new();
            let listening = reading.read_to_end(&mut answer);
            let ((), (), _) = tokio::join!(answering, asking, listening);
            answer
        })
    }
}
