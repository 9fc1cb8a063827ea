//! The search index: what readers can find, without a server and without anybody being told what they look for.
//!
//! [`index`] gives every page to Pagefind as a small document of its own ([`document`]): title, headings, running text,
//! dialogues, and the glossary; not the navigation around them, no questions, and nothing of the facilitators' edition. The files go below `pagefind/`; [`titles()`] is what is left to search where the index cannot
//! be used.

mod document;
mod titles;

pub use titles::{TITLES, titles};

use std::path::Path;

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;

use crate::config::SiteConfig;
use crate::course::{Course, OutPath};
use crate::progress::{Progress, Stage};
use crate::site::OutFile;

/// The folder of the index.
pub const FOLDER: &str = "pagefind/";
/// A course with more pages has several pages' texts in one file: a reader fetches a little more, and the author's disk
/// and host have fewer small files.
const FRAGMENTS: u32 = 2500;
/// Pagefind's ready-made interfaces, which the theme does not use.
const NOT_USED: [&str; 4] = ["pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight."];

/// Why there is no index: Pagefind's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchFault(pub String);

/// The files of the index. `none` when `stop` says so on the way.
///
/// # Errors
/// When Pagefind fails, which no content should make it do.
pub fn index(
    course: &Course,
    config: &SiteConfig,
    progress: &dyn Progress,
    stop: &dyn Fn() -> bool,
) -> Result<Option<Vec<(OutPath, OutFile)>>, SearchFault> {
    progress.begin(Stage::Search, course.pages.len());
    let fault = |error: &dyn std::fmt::Display| SearchFault(error.to_string());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| fault(&error))?;
    runtime.block_on(async {
        let options = PagefindServiceConfig::builder()
            .keep_index_url(true)
            .force_language(config.language.clone())
            .max_fragments(FRAGMENTS)
            .build();
        let mut index = PagefindIndex::new(Some(options)).map_err(|error| fault(&error))?;
        for (out, html) in document::documents(course, config) {
            if stop() {
                return Ok(None);
            }
            let added = index.add_html_file(None, Some(out.as_str().to_owned()), html).await;
            added.map_err(|error| fault(&error))?;
            progress.step();
        }
        let mut files = index.get_files().await.map_err(|error| fault(&error))?;
        files.sort_by(|a, b| a.filename.cmp(&b.filename));
        let files = files.into_iter().filter(|file| is_used(&file.filename));
        Ok(Some(files.map(|file| (out_path(&file.filename), OutFile::Bytes(file.contents.into()))).collect()))
    })
}

fn is_used(file: &Path) -> bool {
    let name = file.to_string_lossy();
    !NOT_USED.iter().any(|start| name.starts_with(start))
}

fn out_path(file: &Path) -> OutPath {
    let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
    OutPath::new(format!("{FOLDER}{}", parts.join("/")))
}

#[cfg(test)]
mod tests;
