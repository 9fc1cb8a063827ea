//! The search index: what readers can find, without a server and without anybody being told what they look for.
//!
//! [`index`] makes every page a small document of its own ([`document`]): title, headings, running text, dialogues, and the
//! glossary, and in the facilitators' edition their notes; not the navigation around them, and no questions ([`text`]: running text). The documents of a
//! large course are dealt out to several shards ([`shard`]), which are indexed beside each other by Pagefind ([`pagefind`])
//! and searched as one by the theme, which learns of them from [`listing`]. A shard whose documents did not change is taken
//! from an earlier index; [`pack`] is how one outlasts the program. [`titles()`] is what is left to search where the index
//! cannot be used.

mod compounds;
mod document;
mod listing;
mod pack;
mod pagefind;
mod shard;
mod text;
mod titles;

pub use shard::Shard;
pub(crate) use titles::titles;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;

use crate::config::SiteConfig;
use crate::course::{Course, OutPath};
use crate::progress::{Progress, Stage};
use crate::site::OutFile;

use document::Source;
use pagefind::{Document, Kind};

/// The folder of the index.
pub(crate) const FOLDER: &str = "pagefind/";
/// So many pages' texts stand in one file where there are several shards: a reader fetches a little more, and the author's
/// disk and host have fewer small files.
const TOGETHER: usize = 4;
/// Shards that are indexed at the same time, so that memory does not grow with the number of cores: one takes some 60 MB.
const AT_ONCE: usize = 4;

/// Why there is no index: Pagefind's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchFault(pub String);

/// Whether a file of the site is Pagefind's own, and not made from the course.
pub(crate) fn is_program(path: &OutPath) -> bool {
    path.as_str().strip_prefix(FOLDER).is_some_and(pagefind::is_shared)
}

/// A finished index.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// Each in a folder of its own; the first in [`FOLDER`] itself.
    pub shards: Vec<Arc<Shard>>,
    listing: Arc<str>,
    /// Long words, in a language that writes several as one.
    words: Option<Arc<str>>,
    /// Shards that were not known.
    pub indexed: usize,
}

impl Index {
    /// The index as files of the site.
    pub fn files(&self) -> impl Iterator<Item = (OutPath, OutFile)> {
        let shards = self.shards.iter().enumerate().flat_map(|(number, shard)| {
            let folder = listing::folder(number);
            let file = move |(name, bytes): &(String, Arc<[u8]>)| {
                (OutPath::new(format!("{FOLDER}{folder}{name}")), OutFile::Bytes(Arc::clone(bytes)))
            };
            shard.files.iter().map(file)
        });
        let listing = (OutPath::new(format!("{FOLDER}{}", listing::NAME)), OutFile::Text(Arc::clone(&self.listing)));
        let words = self
            .words
            .iter()
            .map(|words| (OutPath::new(format!("{FOLDER}{}", compounds::NAME)), OutFile::Text(Arc::clone(words))));
        shards.chain([listing]).chain(words)
    }
}

/// The index of a course. Shards that are among `known` are not made again; what they hold is the same either way. `None`
/// when `stop` says so on the way.
///
/// # Errors
/// When Pagefind fails, which no content should make it do.
pub fn index(
    course: &Course,
    config: &SiteConfig,
    known: &[Arc<Shard>],
    progress: &dyn Progress,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Option<Index>, SearchFault> {
    let sources = document::sources(course);
    progress.begin(Stage::Search, sources.len());
    let parts = parts(sources);
    let job = Job { course, config, known, progress, stop, parts: &parts };
    let Some(made) = job.run()? else { return Ok(None) };
    let indexed = made.iter().filter(|made| made.is_new).count();
    let (mut shards, mut words) = (Vec::with_capacity(made.len()), BTreeSet::new());
    for made in made {
        shards.push(made.shard);
        words.extend(made.words);
    }
    let listing = listing::text(course, &shards).into();
    let words = compounds::has(&config.language).then(|| compounds::text(&words).into());
    Ok(Some(Index { shards, listing, words, indexed }))
}

/// The documents dealt out to shards; each has some, in reading order.
fn parts(sources: Vec<(OutPath, Source<'_>)>) -> Vec<Vec<(OutPath, Source<'_>)>> {
    let count = shard::count(sources.len());
    let mut parts: Vec<Vec<(OutPath, Source<'_>)>> = Vec::new();
    parts.resize_with(count, Vec::new);
    for source in sources {
        parts[shard::of(&source.0, count)].push(source);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

struct Job<'a> {
    course: &'a Course,
    config: &'a SiteConfig,
    known: &'a [Arc<Shard>],
    progress: &'a dyn Progress,
    stop: &'a (dyn Fn() -> bool + Sync),
    parts: &'a [Vec<(OutPath, Source<'a>)>],
}

struct Made {
    shard: Arc<Shard>,
    /// Whether it had to be indexed.
    is_new: bool,
    /// Long words in it, in a language that writes several as one.
    words: BTreeSet<String>,
}

impl Job<'_> {
    /// Every shard, several at once: a worker takes the next one when it is done with one.
    ///
    /// The workers are threads of their own and the one that calls, which is none of the shared ones. Pagefind itself uses the shared ones for a part of its work, and one of those
    /// must not take up a second shard while it waits in the middle of the first.
    fn run(&self) -> Result<Option<Vec<Made>>, SearchFault> {
        let mut largest_first: Vec<usize> = (0..self.parts.len()).collect();
        largest_first.sort_by_key(|number| self.parts[*number].len());
        let (waiting, failed) = (Mutex::new(largest_first), AtomicBool::new(false));
        let work = || {
            let mut made = Vec::new();
            loop {
                let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).pop();
                let Some(number) = next.filter(|_| !failed.load(Ordering::Relaxed)) else { return Ok(Some(made)) };
                match self.shard(number) {
                    Ok(Some(shard)) => made.push((number, shard)),
                    other => {
                        failed.store(true, Ordering::Relaxed);
                        return other.map(|_| None);
                    }
                }
            }
        };
        // One of them is this thread, which is there even where the system refuses others.
        let others = rayon::current_num_threads().min(AT_ONCE).min(self.parts.len()).saturating_sub(1);
        let results: Vec<_> = std::thread::scope(|scope| {
            let started = (0..others).map_while(|_| Builder::new().spawn_scoped(scope, work).ok());
            let threads: Vec<_> = started.collect();
            let own = work();
            let broke = |_| Err(SearchFault("a thread broke off".to_owned()));
            threads.into_iter().map(|thread| thread.join().unwrap_or_else(broke)).chain([own]).collect()
        });
        let mut shards = Vec::with_capacity(self.parts.len());
        for result in results {
            let Some(made) = result? else { return Ok(None) };
            shards.extend(made);
        }
        shards.sort_by_key(|(number, _)| *number);
        Ok(Some(shards.into_iter().map(|(_, made)| made).collect()))
    }

    fn shard(&self, number: usize) -> Result<Option<Made>, SearchFault> {
        let part = &self.parts[number];
        let together = if self.parts.len() == 1 { 1 } else { TOGETHER };
        let kind = Kind { language: &self.config.language, first: number == 0, together };
        let documents: Vec<Document> =
            part.iter().map(|(address, source)| document::of(self.course, self.config, address, *source)).collect();
        let words = if compounds::has(kind.language) { compounds::of(&documents) } else { BTreeSet::new() };
        let digest = Document::digest(&documents, &kind);
        if let Some(known) = self.known.iter().find(|shard| shard.digest == digest) {
            for _ in part {
                self.progress.step();
            }
            return Ok(Some(Made { shard: Arc::clone(known), is_new: false, words }));
        }
        let files = pagefind::files(documents, &kind, &|| self.progress.step(), self.stop)?;
        Ok(files.map(|files| Made { shard: Arc::new(Shard { digest, files }), is_new: true, words }))
    }
}

#[cfg(test)]
mod tests;
