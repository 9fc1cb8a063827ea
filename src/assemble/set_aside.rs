//! Pages that are no part of an edition: drafts, and pages for facilitators. What a folder's own page says of itself goes for all
//! that is in the folder.

use std::collections::BTreeSet;

use crate::course::FrontMatter;
use crate::input::roles::CONTENT;
use crate::source::CoursePath;

use super::{Edition, SourcePage};

/// What an edition has not.
#[derive(Debug, Default)]
pub(super) struct SetAside {
    /// Pages that are drafts.
    drafts: BTreeSet<CoursePath>,
    /// Pages for facilitators.
    pub(super) for_facilitators: BTreeSet<CoursePath>,
    /// Files to be copied in folders that are left out.
    pub(super) files: BTreeSet<CoursePath>,
}

impl SetAside {
    /// What of all pages, and of the files beside them, an edition has not.
    pub(super) fn of(pages: &[SourcePage<'_>], attachments: &BTreeSet<CoursePath>, edition: Edition) -> Self {
        let is_draft = |front: &FrontMatter| front.draft && !edition.drafts;
        let is_for_facilitators = |front: &FrontMatter| front.facilitator && !edition.facilitator;
        let in_drafts = Marked::of(pages, is_draft);
        let in_others = Marked::of(pages, is_for_facilitators);
        let is_in_one = |path: &&CoursePath| in_drafts.has_folder_of(path) || in_others.has_folder_of(path);
        Self {
            files: attachments.iter().filter(is_in_one).cloned().collect(),
            drafts: in_drafts.pages(pages, is_draft),
            for_facilitators: in_others.pages(pages, is_for_facilitators),
        }
    }

    /// Whether a page is no part of the edition.
    pub(super) fn has(&self, path: &CoursePath) -> bool {
        self.drafts.contains(path) || self.for_facilitators.contains(path)
    }

    /// Every page that is no part of it.
    pub(super) fn pages(&self) -> BTreeSet<CoursePath> {
        self.drafts.union(&self.for_facilitators).cloned().collect()
    }
}

/// Folders whose own pages say something of themselves.
#[derive(Debug)]
pub(super) struct Marked<'a> {
    folders: BTreeSet<&'a str>,
    is_none: bool,
}

impl<'a> Marked<'a> {
    /// Those among some pages.
    pub(super) fn of(pages: &[SourcePage<'a>], is_marked: impl Fn(&FrontMatter) -> bool) -> Self {
        let marked = || pages.iter().filter(|page| is_marked(&page.parsed.front));
        let own = marked().filter(|page| page.is_index && page.path.folder() != CONTENT);
        Self { folders: own.map(|page| page.path.folder()).collect(), is_none: marked().next().is_none() }
    }

    /// Whether a file lies in one of them.
    pub(super) fn has_folder_of(&self, path: &CoursePath) -> bool {
        self.folders.iter().any(|folder| path.below(folder).is_some())
    }

    fn pages(&self, pages: &[SourcePage<'_>], is_marked: impl Fn(&FrontMatter) -> bool) -> BTreeSet<CoursePath> {
        if self.is_none {
            return BTreeSet::new();
        }
        let is_meant = |page: &&SourcePage<'_>| is_marked(&page.parsed.front) || self.has_folder_of(page.path);
        pages.iter().filter(is_meant).map(|page| page.path.clone()).collect()
    }
}
