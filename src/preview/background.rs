//! What follows behind the preview and never delays a page: faults of templates in pages that nobody asked for, and the
//! search index.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::watch;

use crate::course::OutPath;
use crate::diagnostic::{Diagnostic, IoFault, sort};
use crate::output;
use crate::progress::Silent;
use crate::search::{self, SearchFault, Shard};
use crate::site::FileFault;
use crate::source::{Digest, SourceMap};
use crate::threads;

use super::Event;
use super::lazy_search_index::LazySearchIndex;
use super::problem::problems;
use super::snapshot::Snapshot;

/// An author who is typing is not to be slowed by what can wait.
const PAUSE: Duration = Duration::from_millis(400);

/// The thread that follows.
pub(super) struct Background {
    next: Sender<()>,
    todo: Arc<Todo>,
    search_index: Arc<LazySearchIndex>,
    thread: JoinHandle<()>,
}

/// What is to be looked through next.
#[derive(Default)]
struct Todo {
    work: Mutex<Option<Work>>,
    over: AtomicBool,
}

struct Work {
    snapshot: Snapshot,
    sources: SourceMap,
}

impl Todo {
    fn put(&self, work: Work) {
        *self.work.lock().unwrap_or_else(PoisonError::into_inner) = Some(work);
    }

    fn take(&self) -> Option<Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Whether what is being done is no longer wanted.
    fn is_other(&self) -> bool {
        self.is_over() || self.work.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }
}

impl Background {
    pub(super) fn start<T>(root: PathBuf, sender: watch::Sender<Arc<Snapshot>>, tell: Arc<T>) -> Result<Self, IoFault>
    where
        T: Fn(&Event<'_>) + Send + Sync + 'static,
    {
        let (next, wake) = channel();
        let todo = Arc::new(Todo::default());
        let taken = Arc::clone(&todo);
        let search_index = Arc::new(LazySearchIndex::new(next.clone()));
        let mut indexer = Indexer { root, shards: None, search_index: Arc::clone(&search_index) };
        let thread = threads::spawn("follow", move || follow(&wake, &taken, &mut indexer, &sender, &*tell))?;
        Ok(Self { next, todo, search_index, thread })
    }

    /// Where the search index is to be had.
    pub(super) fn search_index(&self) -> Arc<LazySearchIndex> {
        Arc::clone(&self.search_index)
    }

    /// Looks through this site next, in place of any other.
    pub(super) fn check(&self, snapshot: Snapshot, sources: &SourceMap) {
        self.todo.put(Work { snapshot, sources: sources.clone() });
        self.wake();
    }

    /// Ends the thread, at the next file or shard that it comes to.
    pub(super) fn end(self) {
        self.todo.over.store(true, Ordering::Relaxed);
        self.wake();
        // If it broke off, that was told.
        let _ = self.thread.join();
    }

    fn wake(&self) {
        // The thread hears until it is told to end.
        let _ = self.next.send(());
    }
}

fn follow(
    wake: &Receiver<()>,
    todo: &Todo,
    indexer: &mut Indexer,
    sender: &watch::Sender<Arc<Snapshot>>,
    tell: &dyn Fn(&Event<'_>),
) {
    // Pages without a fault, by what they are made from.
    let mut good: BTreeMap<OutPath, Digest> = BTreeMap::new();
    let mut last: Option<Snapshot> = None;
    while wake.recv().is_ok() && !todo.is_over() {
        while wake.recv_timeout(PAUSE).is_ok() && !todo.is_over() {}
        let Some(Work { snapshot, sources }) = todo.take() else {
            indexer.make(last.as_ref(), todo, tell);
            continue;
        };
        last = Some(snapshot.clone());
        if indexer.search_index.is_wanted() {
            indexer.make(last.as_ref(), todo, tell);
        }
        let Some(mut found) = faults(&snapshot, &mut good, todo) else { continue };
        if found.is_empty() {
            continue;
        }
        sort(&mut found, &sources);
        let next = Arc::new(snapshot.with(problems(&found, &sources, &snapshot)));
        let told = sender.send_if_modified(|current| {
            let still = current.version == snapshot.version && current.problems.is_empty();
            if still {
                *current = next;
            }
            still
        });
        if told {
            tell(&Event::Found(&found, &sources));
        }
    }
}

/// Makes search indexes, one after the other.
struct Indexer {
    /// The course's folder.
    root: PathBuf,
    /// Those of the index before; at first what a build kept.
    shards: Option<Vec<Arc<Shard>>>,
    /// Who waits for an index.
    search_index: Arc<LazySearchIndex>,
}

impl Indexer {
    /// The search index of a site, unless there is another site by then.
    fn make(&mut self, snapshot: Option<&Snapshot>, todo: &Todo, tell: &dyn Fn(&Event<'_>)) {
        let Some(snapshot) = snapshot.filter(|snapshot| snapshot.config.search) else {
            return self.search_index.put(BTreeMap::new());
        };
        let stop = || todo.is_other();
        let shards = self.shards.get_or_insert_with(|| output::kept_shards(&self.root));
        match search::index(&snapshot.course, &snapshot.config, shards, &Silent, &stop) {
            Ok(Some(index)) => {
                self.search_index.put(index.files().collect());
                *shards = index.shards;
            }
            Ok(None) => {}
            Err(SearchFault(why)) => {
                let help = "search shows titles only; the site itself is not affected";
                tell(&Event::Fault(&IoFault::refused("cannot index", Path::new("the course"), &why, help)));
                self.search_index.put(BTreeMap::new());
            }
        }
    }
}

/// The faults in every page; none at all when there is another site to look through. In the program's own theme there is
/// nothing for an author to fix, and nothing is looked for.
fn faults(snapshot: &Snapshot, good: &mut BTreeMap<OutPath, Digest>, todo: &Todo) -> Option<Vec<Diagnostic>> {
    let mut found = Vec::new();
    if !snapshot.has_own_theme {
        return Some(found);
    }
    for file in snapshot.site.iter().filter(|file| file.is_page()) {
        if todo.is_other() {
            return None;
        }
        let (path, prepared) = (file.path, file.prepare());
        let source = prepared.digest;
        if good.get(path) == Some(&source) {
            continue;
        }
        match prepared.make() {
            Ok(_) => _ = good.insert(path.clone(), source),
            Err(FileFault::Content(fault)) if found.contains(&*fault) => {}
            Err(FileFault::Content(fault)) => found.push(*fault),
            // A page is made from what is held; the disk has no part in it.
            Err(FileFault::Io(_)) => {}
        }
    }
    good.retain(|path, _| snapshot.site.contains_key(path));
    Some(found)
}
