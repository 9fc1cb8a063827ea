//! Pages that are left out of an edition (drafts, and pages for facilitators), of which rules know all the same what they hold.

use std::sync::Arc;

use crate::assemble::{ArrangedCourse, SourcePage};
use crate::content::ParsedPage;
use crate::course::LeftOutPage;

use super::Memo;

/// What rules read of a page that is left out.
pub(super) fn left_out(page: &SourcePage<'_>) -> LeftOutPage {
    let ParsedPage { front, blocks, outline, .. } = page.parsed;
    let (front, blocks, outline) = (Arc::clone(front), Arc::clone(blocks), Arc::clone(outline));
    LeftOutPage { file: page.file, front, blocks, outline }
}

/// Pages that are left out.
fn pages(memo: &Memo) -> impl Iterator<Item = SourcePage<'_>> {
    let paths = memo.arranged.iter().flat_map(ArrangedCourse::left_out);
    paths.filter_map(|path| memo.pages.source(path))
}

/// Questions on pages that are left out.
pub(super) fn items(memo: &Memo) -> usize {
    pages(memo).map(|page| page.parsed.outline.items).sum()
}

/// Whether files are left out with such pages, as long as no other page names them.
pub(super) fn has_files(memo: &Memo) -> bool {
    memo.arranged.iter().any(ArrangedCourse::has_left_out_files)
        || pages(memo).any(|page| page.parsed.outline.files().next().is_some())
}
