//! Pages that are left out of an edition (drafts, and pages for facilitators), of which rules know all the same what they hold.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::assemble::SourcePage;
use crate::check::LeftOutRead;
use crate::content::ParsedPage;
use crate::course::LeftOutPage;
use crate::source::{CoursePath, Digest};

use super::pages::ParsedPages;

/// What is known of the pages that are left out. Builds share it as long as it is about the same pages and none of them is other.
#[derive(Debug)]
pub(super) struct LeftOut {
    paths: Arc<BTreeSet<CoursePath>>,
    pub(super) pages: Arc<[LeftOutPage]>,
    /// The works that they cite.
    pub(super) cited: Arc<BTreeSet<String>>,
    /// What rules read of them.
    pub(super) read: LeftOutRead,
    /// Questions on them.
    pub(super) items: usize,
    /// Whether one of them names files, which are left out with it as long as no other page names them.
    pub(super) names_files: bool,
}

impl LeftOut {
    /// What is known of these pages, as it was `last` known unless one of them is among those that changed.
    pub(super) fn update<'l>(
        last: &'l mut Option<Self>,
        paths: &Arc<BTreeSet<CoursePath>>,
        changed: &[CoursePath],
        pages: &ParsedPages,
    ) -> &'l Self {
        let is_same =
            |known: &Self| Arc::ptr_eq(&known.paths, paths) && !changed.iter().any(|path| paths.contains(path));
        let known = last.take().filter(is_same).unwrap_or_else(|| Self::of(Arc::clone(paths), pages));
        last.insert(known)
    }

    fn of(paths: Arc<BTreeSet<CoursePath>>, pages: &ParsedPages) -> Self {
        let pages: Arc<[LeftOutPage]> =
            paths.iter().filter_map(|path| pages.source(path)).map(|page| left_out(&page)).collect();
        let cited: BTreeSet<String> = pages.iter().flat_map(|page| page.outline.works()).map(str::to_owned).collect();
        let links = pages.iter().flat_map(|page| page.outline.all_links());
        let links: Vec<_> = links.map(|link| (&link.destination, link.span, link.embedded)).collect();
        Self {
            read: LeftOutRead {
                cited: Digest::of_value(&cited),
                links: (!links.is_empty()).then(|| Digest::of_value(&links)),
            },
            cited: Arc::new(cited),
            items: pages.iter().map(|page| page.outline.items).sum(),
            names_files: pages.iter().any(|page| page.outline.files().next().is_some()),
            pages,
            paths,
        }
    }
}

/// What rules read of a page that is left out.
fn left_out(page: &SourcePage<'_>) -> LeftOutPage {
    let ParsedPage { front, blocks, outline, .. } = page.parsed;
    let (front, blocks, outline) = (Arc::clone(front), Arc::clone(blocks), Arc::clone(outline));
    LeftOutPage { file: page.file, front, blocks, outline }
}
