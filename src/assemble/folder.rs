//! The pages of one folder of `content` in order, each with its address.
//!
//! They have order and address from each other alone. Where they are as they were, so is the folder: an edit costs the folder that it
//! touches, and not the course.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::ParsedPage;
use crate::course::study_time::page_minutes;
use crate::course::{Course, PageContent};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::input::roles::CONTENT;
use crate::source::{CoursePath, FileId};

use super::SourcePage;
use super::address_conflicts::Claim;
use super::addresses::{FolderAddresses, address_below, nameless, slugs};
use super::order::{Order, orders};
use super::set_aside::Marked;

/// A page in the order of its folder.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) content: Arc<PageContent>,
    /// The folder that it stands for, if it does: a link to the folder leads there too.
    pub(super) folder: Option<FileId>,
    /// Its claim to its address.
    pub(super) claim: Claim,
}

/// The pages of a folder directly in `content`, with those of all folders in it; or those that stand in `content` itself.
#[derive(Debug)]
pub(super) struct Folder {
    /// Every page by rising path, also those that stand in no order because the folder has two pages of its own.
    pages: Vec<Arc<PageContent>>,
    /// The folder's own page.
    pub(super) index: Option<Placed>,
    /// All others, in order.
    pub(super) lessons: Vec<Placed>,
    /// Pages that are listed nowhere, in order.
    pub(super) hidden: Vec<Placed>,
    /// Puts the folder in order among others: a number, and its path in lower case.
    pub(super) order: (i64, String),
    pub(super) addresses: FolderAddresses,
    /// What is wrong with names and own pages of folders.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Pages that were not as in the course before.
    pub(super) placed: usize,
}

impl Folder {
    /// Puts these pages in order, all of one folder by rising path. Those that are as they were in the course before, `last`, keep
    /// their addresses where their folders have theirs.
    pub(super) fn arrange(path: &str, pages: &[SourcePage<'_>], last: &Course) -> Self {
        let (slugs, orders) = (slugs(pages), orders(pages));
        let addresses = FolderAddresses::of(pages, &slugs);
        let mut diagnostics = second_indexes(pages);
        diagnostics.extend(nameless(pages, &slugs));
        let (mut contents, mut in_order, mut placed) = (Vec::with_capacity(pages.len()), Vec::new(), 0);
        let hidden = Marked::of(pages, |front| front.hidden);
        let (mut folder, mut prefix) = (CONTENT, String::new());
        for page in pages {
            if page.path.folder() != folder {
                folder = page.path.folder();
                prefix = addresses.prefix(folder);
            }
            let is_home = page.is_index && folder == CONTENT;
            let is_hidden = !is_home && (page.parsed.front.hidden || hidden.has_folder_of(page.path));
            let content = content(page, (&prefix, is_hidden), last).unwrap_or_else(|new| {
                placed += 1;
                Arc::new(new)
            });
            contents.push(Arc::clone(&content));
            let claim = Claim::of(content.address.file_path(), last.names);
            let folder = page.is_index.then(|| FileId::of(&CoursePath::new(folder)));
            in_order.push((Order::of(page, &orders), page, Placed { content, folder, claim }));
        }
        let is_own = |(_, page, _): &(Order<'_>, &SourcePage<'_>, Placed)| page.is_index && page.path.folder() == path;
        in_order.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        let (hidden, listed): (Vec<_>, Vec<_>) = in_order.into_iter().partition(|(.., page)| page.content.is_hidden);
        let (own, lessons): (Vec<_>, Vec<_>) = listed.into_iter().partition(is_own);
        let hidden = hidden.into_iter().map(|(.., page)| page).collect();
        let lessons: Vec<Placed> = lessons.into_iter().map(|(.., page)| page).collect();
        // Drafts alone make no module.
        let own = own.into_iter().next().filter(|(_, page, _)| !page.is_made || !lessons.is_empty());
        let order = own.as_ref().map(|(order, ..)| (order.own.0, order.own.1.to_string())).unwrap_or_default();
        let index = own.map(|(.., page)| page);
        Self { pages: contents, index, lessons, hidden, order, addresses, diagnostics, placed }
    }

    /// Whether it has these pages, and no others.
    pub(super) fn is_of(&self, pages: &[SourcePage<'_>]) -> bool {
        self.pages.len() == pages.len() && self.pages.iter().zip(pages).all(|(content, page)| is_same(content, page))
    }
}

/// Whether a page is the one in this file, wherever it stands.
fn is_same(known: &PageContent, page: &SourcePage<'_>) -> bool {
    let ParsedPage { front, blocks, outline, .. } = page.parsed;
    known.file == page.file
        && known.digest == page.digest
        && Arc::ptr_eq(&known.front, front)
        && Arc::ptr_eq(&known.blocks, blocks)
        && Arc::ptr_eq(&known.outline, outline)
}

/// A page of a folder with this address, as it was in the course before, or new.
fn content(
    page: &SourcePage<'_>,
    (prefix, is_hidden): (&str, bool),
    last: &Course,
) -> Result<Arc<PageContent>, PageContent> {
    let known = last.made_from(page.file).filter(|known| Arc::ptr_eq(&known.front, &page.parsed.front));
    let known =
        known.filter(|known| prefix == if page.is_index { known.address.as_str() } else { known.address.folder() });
    if let Some(same) = known.filter(|known| known.is_hidden == is_hidden && is_same(known, page)) {
        return Ok(Arc::clone(&same.content));
    }
    let address = known.map_or_else(|| address_below(prefix, page), |known| known.address.clone());
    let SourcePage { path, file, digest, parsed, .. } = page;
    let (words, items) = (parsed.outline.words, parsed.outline.items);
    Err(PageContent {
        path: (*path).clone(),
        file: *file,
        address,
        is_hidden,
        front: Arc::clone(&parsed.front),
        kind: parsed.front.kind.as_ref().map_or_else(|| "lesson".to_owned(), |(kind, _)| kind.clone()),
        blocks: Arc::clone(&parsed.blocks),
        outline: Arc::clone(&parsed.outline),
        words,
        items,
        minutes: page_minutes(&parsed.front, words, items),
        digest: *digest,
    })
}

/// An error for every page of a folder that has one already, in another spelling.
fn second_indexes(pages: &[SourcePage<'_>]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, &CoursePath> = BTreeMap::new();
    let mut found = Vec::new();
    for path in pages.iter().filter(|page| page.is_index).map(|page| page.path) {
        let known = *first.entry(path.folder()).or_insert(path);
        if known != path {
            let message = format!("the folder `{}` has two pages of its own: `{known}` and `{path}`", path.folder());
            let finding = Diagnostic::at(Code::DuplicateAddress, Place::File(path.clone()), message);
            found.push(finding.related(Place::File(known.clone()), "the other one").help("keep one of them"));
        }
    }
    found
}
