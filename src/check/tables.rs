//! Tables over the course for the rules that look at one page, made when the first page asks.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::assemble::link_repair::Addresses;
use crate::course::{Course, PageId};
use crate::diagnostic::NameIndex;
use crate::input::FileRole;
use crate::source::CoursePath;

use super::marks::Names;
use super::objectives::Taught;

#[derive(Debug, Default)]
pub(super) struct Tables {
    names: OnceLock<Names>,
    taught: OnceLock<Taught>,
    addresses: OnceLock<Addresses>,
    files: OnceLock<Files>,
    terms: OnceLock<NameIndex>,
    works: OnceLock<NameIndex>,
    objectives: OnceLock<NameIndex>,
    /// Of those kinds and pages alone that something names with a value or a place that they lack.
    rarer: Mutex<HashMap<Whose, Arc<NameIndex>>>,
}

/// Whose names are looked up.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Whose {
    /// The values of the pages of this kind.
    Kind(Box<str>),
    /// The places on this page.
    Page(PageId),
}

/// The files that links can lead to.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Their names by their folder.
    beside: BTreeMap<Box<str>, NameIndex>,
    /// The one file of a name; nothing where several have it. What stands for its folder is not called by its own name.
    of_name: HashMap<Box<str>, Option<CoursePath>>,
}

impl Files {
    fn of(course: &Course) -> Self {
        let mut beside: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut of_name = HashMap::new();
        for path in course.pages.iter().map(|page| &page.path).chain(course.attachments.keys()) {
            // Others are too short to tell.
            if path.name().rsplit_once('.').map_or(path.name(), |(stem, _)| stem).chars().count() > 2 {
                beside.entry(path.folder()).or_default().push(path.name());
            }
            if FileRole::of(path) != FileRole::Index {
                let only = |known: &mut Option<CoursePath>| *known = None;
                of_name.entry(path.name().into()).and_modify(only).or_insert_with(|| Some(path.clone()));
            }
        }
        let beside = beside.into_iter().map(|(folder, names)| (folder.into(), NameIndex::of(names))).collect();
        Self { beside, of_name }
    }

    /// Names of files in a folder that could be meant.
    pub(super) fn near(&self, wanted: &CoursePath) -> Vec<&str> {
        self.beside.get(wanted.folder()).map(|names| names.near(wanted.name())).unwrap_or_default()
    }

    /// The one file of this name.
    pub(super) fn named(&self, name: &str) -> Option<&CoursePath> {
        self.of_name.get(name)?.as_ref()
    }
}

impl Tables {
    /// The same for a course in which other places are on pages, and everything else is where it was.
    pub(super) fn without_places(self) -> Self {
        let mut rarer = self.rarer.into_inner().unwrap_or_else(PoisonError::into_inner);
        rarer.retain(|whose, _| !matches!(whose, Whose::Page(_)));
        Self { rarer: Mutex::new(rarer), ..self }
    }

    pub(super) fn names(&self, course: &Course) -> &Names {
        self.names.get_or_init(|| Names::of(course))
    }

    /// The names, where a page asked for them.
    pub(super) fn made_names(&self) -> Option<&Names> {
        self.names.get()
    }

    /// Those of the pages of one kind.
    pub(super) fn names_of_kind(&self, course: &Course, kind: &str) -> Arc<NameIndex> {
        self.rarer(Whose::Kind(kind.into()), || NameIndex::of(self.names(course).of_kind(kind)))
    }

    fn rarer(&self, whose: Whose, make: impl FnOnce() -> NameIndex) -> Arc<NameIndex> {
        let mut rarer = self.rarer.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(rarer.entry(whose).or_insert_with(|| Arc::new(make())))
    }

    pub(super) fn taught(&self, course: &Course) -> &Taught {
        self.taught.get_or_init(|| Taught::of(course))
    }

    pub(super) fn addresses(&self, course: &Course) -> &Addresses {
        self.addresses.get_or_init(|| Addresses::of(course))
    }

    pub(super) fn files(&self, course: &Course) -> &Files {
        self.files.get_or_init(|| Files::of(course))
    }

    pub(super) fn terms(&self, course: &Course) -> &NameIndex {
        self.terms.get_or_init(|| NameIndex::of(course.terms.keys().map(String::as_str)))
    }

    pub(super) fn works(&self, course: &Course) -> &NameIndex {
        self.works.get_or_init(|| NameIndex::of(course.references.keys().map(String::as_str)))
    }

    pub(super) fn objectives(&self, course: &Course) -> &NameIndex {
        self.objectives.get_or_init(|| NameIndex::of(self.taught(course).ids()))
    }

    /// The places on a page.
    pub(super) fn places(&self, course: &Course, page: PageId) -> Arc<NameIndex> {
        self.rarer(Whose::Page(page), || NameIndex::of(course.page(page).outline.anchors.ids()))
    }
}
