//! Pagefind: documents become the files of one shard. The only module that knows its library.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;

use crate::course::OutPath;
use crate::source::Digest;
use crate::threads;

use super::SearchFault;
use super::shard::ShardFiles;

/// Raised when the same documents would make other files: with Pagefind's version (`Cargo.toml`), its options, or what is
/// kept of its files.
const VERSION: &str = "pagefind 1.6, 2";
/// Pagefind's ready-made interfaces, which the theme does not use.
const NOT_USED: [&str; 4] = ["pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight."];
/// What is the same for every shard and is fetched from the first alone.
const SHARED: [&str; 3] = ["pagefind.js", "pagefind-worker.js", "wasm."];
/// What names the other files of a shard.
pub(super) const ENTRY: &str = "pagefind-entry.json";

/// The documents themselves, for a page that was opened from disk, where the index cannot be read.
pub(super) const TEXTS: &str = "text.js";

/// What is to be known of a shard besides its documents.
#[derive(Hash)]
pub(super) struct Kind<'a> {
    /// The language of the course, whose words are brought to their stems.
    pub(super) language: &'a str,
    /// Whether the shard has the files that are the same for all.
    pub(super) first: bool,
    /// How many documents' texts stand in one file.
    pub(super) together: usize,
}

/// A page as Pagefind reads it.
pub(super) struct Document {
    /// Where it stands.
    pub(super) address: OutPath,
    /// A small page: what is to be found, the ids of headings, and what a reader can filter by.
    pub(super) html: String,
}

impl Document {
    /// Of everything that the files of a shard depend on.
    pub(super) fn digest(documents: &[Self], kind: &Kind<'_>) -> Digest {
        let digests: Vec<(&str, Digest)> = documents
            .iter()
            .map(|document| (document.address.as_str(), Digest::of(document.html.as_bytes())))
            .collect();
        Digest::of_value(&(VERSION, kind, digests))
    }
}

/// The files of a shard, by rising path. `None` when `stop` says so on the way. Every document goes through `added`.
///
/// # Errors
/// When Pagefind fails, which no content should make it do, or when the system refuses the thread that it needs.
pub(super) fn files(
    documents: Vec<Document>,
    kind: &Kind<'_>,
    added: &(dyn Fn() + Sync),
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Option<ShardFiles>, SearchFault> {
    threads::spare().map_err(|fault| SearchFault(fault.to_string()))?;
    // It panics where the thread is refused after all.
    let made = catch_unwind(AssertUnwindSafe(|| run(documents, kind, added, stop)));
    made.unwrap_or_else(|_| Err(SearchFault("it broke off".to_owned())))
}

fn run(
    documents: Vec<Document>,
    kind: &Kind<'_>,
    added: &(dyn Fn() + Sync),
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Option<ShardFiles>, SearchFault> {
    let fault = |error: &dyn std::fmt::Display| SearchFault(error.to_string());
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| fault(&error))?;
    let texts = texts(&documents);
    let fragments = u32::try_from(documents.len().div_ceil(kind.together)).unwrap_or(u32::MAX);
    runtime.block_on(async {
        let options = PagefindServiceConfig::builder()
            .keep_index_url(true)
            .force_language(kind.language.to_owned())
            .max_fragments(fragments)
            .build();
        let mut index = PagefindIndex::new(Some(options)).map_err(|error| fault(&error))?;
        for Document { address, html } in documents {
            if stop() {
                return Ok(None);
            }
            let indexed = index.add_html_file(None, Some(address.as_str().to_owned()), html).await;
            indexed.map_err(|error| fault(&error))?;
            added();
        }
        let files = index.get_files().await.map_err(|error| fault(&error))?;
        let mut files: ShardFiles = files
            .into_iter()
            .map(|file| (name(&file.filename), file.contents.into()))
            .filter(|(name, _)| is_kept(name, kind.first))
            .chain([(TEXTS.to_owned(), texts)])
            .collect();
        files.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(Some(files))
    })
}

/// A script that puts every document where the theme's search finds it: a document a line, its address and its HTML.
fn texts(documents: &[Document]) -> Arc<[u8]> {
    let lines: Vec<String> = documents
        .iter()
        .map(|document| serde_json::json!([document.address.as_str(), document.html]).to_string())
        .collect();
    format!("window.attuneText=[\n{}\n]\n", lines.join(",\n")).into_bytes().into()
}

fn is_kept(name: &str, first: bool) -> bool {
    !NOT_USED.iter().any(|start| name.starts_with(start)) && (first || !is_shared(name))
}

/// Whether a file is the same for every course.
pub(super) fn is_shared(name: &str) -> bool {
    SHARED.iter().any(|start| name.starts_with(start))
}

fn name(file: &Path) -> String {
    let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
