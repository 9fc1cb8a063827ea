//! The tree of pages: the folders of `content` as modules in order, and what stands outside every module.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::course::{Course, OutPath};
use crate::diagnostic::Diagnostic;
use crate::input::roles::CONTENT;
use crate::source::CoursePath;

use super::SourcePage;
use super::addresses::FolderAddresses;
use super::folder::{Folder, Placed};

/// The folders of `content` by name, in order within themselves; what stands in `content` itself has the empty name.
#[derive(Debug, Default)]
pub(super) struct Tree(BTreeMap<Box<str>, Arc<Folder>>);

impl Tree {
    /// Sorts pages, given by rising path, into folders. Of the tree and the course before is taken what is the same. How many
    /// pages were not as in that course, too.
    pub(super) fn of(pages: &[SourcePage<'_>], last: &Self, course: &Course) -> (Self, usize) {
        let (mut own, mut folders) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(page) = pages.get(at) {
            let start = at;
            at += 1;
            match page.path.below(CONTENT).map(|below| below.split_once('/')) {
                None => {}
                Some(None) => own.push(*page),
                Some(Some((name, _))) => {
                    // Whatever is in the folder, and nothing else, begins like this.
                    let path = &page.path.as_str()[..CONTENT.len() + 1 + name.len()];
                    at += pages[at..].iter().take_while(|page| page.path.below(path).is_some()).count();
                    folders.push((name, path, &pages[start..at]));
                }
            }
        }
        if !own.is_empty() {
            folders.push(("", CONTENT, &own));
        }
        let placed = AtomicUsize::new(0);
        let arrange = |(name, path, pages): (&str, &str, &[SourcePage<'_>])| {
            let known = last.0.get(name).filter(|known| known.is_of(pages)).cloned();
            let folder = known.unwrap_or_else(|| {
                let folder = Folder::arrange(path, pages, course);
                placed.fetch_add(folder.placed, Ordering::Relaxed);
                Arc::new(folder)
            });
            (Box::from(name), folder)
        };
        let arranged: Vec<(Box<str>, Arc<Folder>)> = folders.into_par_iter().map(arrange).collect();
        (Self(arranged.into_iter().collect()), placed.into_inner())
    }

    /// The front page.
    pub(super) fn home(&self) -> Option<&Placed> {
        self.0.get("")?.index.as_ref()
    }

    /// Each module's own page and its lessons, in order.
    pub(super) fn modules(&self) -> impl Iterator<Item = (&Placed, &[Placed])> {
        let folders = self.0.iter().filter(|(name, _)| !name.is_empty());
        let mut modules: Vec<_> = folders
            .filter_map(|(_, folder)| Some((&folder.order, folder.index.as_ref()?, &folder.lessons[..])))
            .collect();
        modules.sort_by_key(|(order, ..)| *order);
        modules.into_iter().map(|(_, index, lessons)| (index, lessons))
    }

    /// Pages outside every module: those in `content` itself, those whose module's own page is left out or is called by the
    /// folder's name, and those that are listed nowhere.
    pub(super) fn standalone(&self) -> impl Iterator<Item = &Placed> {
        let outside = self.0.iter().filter(|(name, folder)| name.is_empty() || folder.index.is_none());
        let hidden = self.0.values().flat_map(|folder| &folder.hidden);
        outside.flat_map(|(_, folder)| &folder.lessons).chain(hidden)
    }

    /// What is wrong with names and own pages of folders.
    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.values().flat_map(|folder| &folder.diagnostics)
    }

    /// Where each file that is copied goes: beside the pages of its folder, under its own name.
    pub(super) fn attachments(&self, files: &BTreeSet<CoursePath>) -> BTreeMap<CoursePath, OutPath> {
        let place = |path: &CoursePath| OutPath::new(format!("{}{}", self.prefix(path.folder()), path.name()));
        files.iter().map(|path| (path.clone(), place(path))).collect()
    }

    /// The address of a folder; one that has no pages is made from its name.
    fn prefix(&self, folder: &str) -> String {
        let below = folder.strip_prefix(CONTENT).unwrap_or_default().trim_start_matches('/');
        let name = below.split('/').next().unwrap_or_default();
        self.0
            .get(name)
            .map_or_else(|| FolderAddresses::default().prefix(folder), |known| known.addresses.prefix(folder))
    }
}
