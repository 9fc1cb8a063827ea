//! Pages that are left out as drafts, of which rules know all the same what they hold.

use std::sync::Arc;

use crate::assemble::{ArrangedCourse, SourcePage};
use crate::content::ParsedPage;
use crate::course::Draft;

use super::Memo;

/// What rules read of a page that is left out.
pub(super) fn draft(page: &SourcePage<'_>) -> Draft {
    let ParsedPage { front, blocks, outline, .. } = page.parsed;
    let (front, blocks, outline) = (Arc::clone(front), Arc::clone(blocks), Arc::clone(outline));
    Draft { file: page.file, front, blocks, outline }
}

/// Pages that are left out as drafts.
fn drafts(memo: &Memo) -> impl Iterator<Item = SourcePage<'_>> {
    let drafts = memo.arranged.iter().flat_map(ArrangedCourse::drafts);
    drafts.filter_map(|path| memo.pages.source(path))
}

/// Questions on pages that are left out as drafts.
pub(super) fn drafts_items(memo: &Memo) -> usize {
    drafts(memo).map(|page| page.parsed.outline.items).sum()
}

/// Whether files are left out with drafts, as long as no other page names them.
pub(super) fn has_draft_files(memo: &Memo) -> bool {
    memo.arranged.iter().any(ArrangedCourse::has_draft_files)
        || drafts(memo).any(|page| page.parsed.outline.files().next().is_some())
}
