//! The course, its modules and its pages.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use imbl::Vector;

use crate::config::{Kind, Requirement};
use crate::source::{CoursePath, Digest, FileId, FileMap, Span};

use super::left_out::LeftOutPage;
use super::slug::topic_slug;
use super::{Address, AddressNames, Block, FrontMatter, InlineDrawing, OutPath, Outline, Reference};

/// The whole course, resolved: what rendering and checking see. To clone it costs nothing; after an edit of a body it
/// shares everything but that page with the course before.
#[derive(Debug, Clone, Default)]
pub struct Course {
    /// Every page in reading order: the front page, then each module's index and lessons.
    pub pages: Vector<Page>,
    /// The modules in order.
    pub modules: Arc<Vec<Module>>,
    /// What the addresses of pages that Attune makes are called.
    pub(crate) names: &'static AddressNames,
    /// Kinds of page, the default ones and the course's own, by name.
    pub kinds: Arc<BTreeMap<String, Kind>>,
    /// The glossary by term id.
    pub terms: Arc<BTreeMap<String, Term>>,
    /// The works that can be cited, by key.
    pub references: Arc<BTreeMap<String, Reference>>,
    /// Works and terms that are in files with errors, so that they may be there and could not be read.
    pub(crate) unread: Arc<BTreeSet<String>>,
    /// Works that pages which are left out cite, by key.
    pub cited_in_left_out: Arc<BTreeSet<String>>,
    /// Which page was made from which file, or stands for which folder. Nothing goes by the order of this table.
    pub by_file: Arc<FileMap<PageId>>,
    /// Files copied as they are: from the course's path to the site's.
    pub attachments: Arc<BTreeMap<CoursePath, OutPath>>,
    /// Files that are not published: an error says so of each, and what to do.
    pub refused: Arc<BTreeSet<CoursePath>>,
    /// What the pages say that are left out of this edition: drafts, and pages for facilitators.
    pub(crate) left_out: Arc<[LeftOutPage]>,
    /// These pages.
    pub left_out_paths: Arc<BTreeSet<CoursePath>>,
    /// Those of them that are for facilitators.
    pub for_facilitators: Arc<BTreeSet<CoursePath>>,
    /// Files to be copied that lie in the folder of a module that is left out.
    pub left_out_files: Arc<BTreeSet<CoursePath>>,
    /// Old addresses (files of the site) and the pages they lead to.
    pub redirects: Arc<BTreeMap<OutPath, PageId>>,
    /// Width and height of the pictures that are copied, in pixels.
    pub picture_sizes: Arc<BTreeMap<CoursePath, (u32, u32)>>,
    /// The pictures that stand in pages themselves.
    pub(crate) drawings: Arc<BTreeMap<CoursePath, Arc<InlineDrawing>>>,
    /// What the interface calls the glossary, for lists of what was found.
    pub glossary_title: Arc<str>,
    /// What `site.toml` says that a certificate requires, each with its place; nothing where it does not say.
    pub requires: Arc<Vec<(Requirement, Span)>>,
    /// Files of the course that `site.toml` names.
    pub named_in_config: Arc<NamedInConfig>,
}

/// Files of the course that `site.toml` names, each with its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedInConfig {
    /// Pages that the foot of every page links to.
    pub pages: Vec<(CoursePath, Span)>,
    /// The picture that stands for the course.
    pub image: Option<(CoursePath, Span)>,
}

impl Course {
    /// The page with this id.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0]
    }

    /// The page made from a file, or that stands for a folder.
    pub fn made_from(&self, file: FileId) -> Option<&Page> {
        self.by_file.get(&file).map(|id| self.page(*id))
    }

    /// The pages that may not be at the same place in reading order in both courses, first of this and then of the other: all but
    /// those at the beginning and at the end that both share.
    pub fn differences<'a>(&'a self, other: &'a Self) -> [impl Iterator<Item = &'a Page>; 2] {
        let (here, there) = (&self.pages, &other.pages);
        let is_shared = |(one, two): &(&Page, &Page)| Arc::ptr_eq(&one.content, &two.content);
        let before = here.iter().zip(there).take_while(is_shared).count();
        let most = here.len().min(there.len()) - before;
        let after = here.iter().rev().zip(there.iter().rev()).take(most).take_while(is_shared).count();
        [here, there].map(|pages| pages.iter().skip(before).take(pages.len() - before - after))
    }

    /// The pages before and after in reading order. Pages outside every module stand outside the order.
    pub fn beside(&self, id: PageId) -> (Option<&Page>, Option<&Page>) {
        if self.page(id).role == PageRole::Standalone {
            return (None, None);
        }
        let before = id.0.checked_sub(1).and_then(|at| self.pages.get(at));
        let after = self.pages.get(id.0 + 1).filter(|page| page.role != PageRole::Standalone);
        (before, after)
    }

    /// Files that only parts or pages left out of this edition name, and what lies in the folder of a module that is: a
    /// facilitator's picture is not for learners either.
    pub fn withheld(&self) -> BTreeSet<&CoursePath> {
        let mut withheld: BTreeSet<&CoursePath> =
            self.pages.iter().flat_map(|page| page.outline.withheld_files()).collect();
        withheld
            .extend(self.left_out.iter().flat_map(|page| page.outline.files().chain(page.outline.withheld_files())));
        withheld.extend(&*self.left_out_files);
        if !withheld.is_empty() {
            for path in self.pages.iter().flat_map(|page| page.outline.files()) {
                withheld.remove(path);
            }
        }
        withheld
    }

    /// Files that only pages which are listed nowhere name.
    pub fn unlisted_files(&self) -> BTreeSet<&CoursePath> {
        let hidden = self.pages.iter().filter(|page| page.is_hidden);
        let mut files: BTreeSet<&CoursePath> = hidden.flat_map(|page| page.outline.files()).collect();
        if !files.is_empty() {
            let image = self.named_in_config.image.iter().map(|(path, _)| path);
            for path in self.listed().flat_map(|page| page.outline.files()).chain(image) {
                files.remove(path);
            }
        }
        files
    }

    /// The key of every work that the pages of this edition cite. What only pages cite that are listed nowhere stands on these
    /// pages alone, and gives no other work a letter behind its year.
    pub fn cited(&self) -> BTreeSet<&str> {
        self.listed().flat_map(|page| page.outline.cited()).map(|work| work.key.as_str()).collect()
    }

    /// The pages that menus, lists, search and feeds have, in reading order.
    pub fn listed(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| !page.is_hidden)
    }

    /// Every topic by its slug, gathered from all pages that are listed.
    pub fn topics(&self) -> BTreeMap<String, Topic> {
        let mut topics: BTreeMap<String, Topic> = BTreeMap::new();
        for page in self.listed() {
            for name in &page.front.topics {
                let topic =
                    topics.entry(topic_slug(name)).or_insert_with(|| Topic { name: name.clone(), pages: Vec::new() });
                if topic.pages.last() != Some(&page.id) {
                    topic.pages.push(page.id);
                }
            }
        }
        topics
    }
}

/// What some pages are about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topic {
    /// As it was written first.
    pub name: String,
    /// Its pages, in reading order.
    pub pages: Vec<PageId>,
}

/// A page's place in [`Course::pages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PageId(pub usize);

/// What a page is in the course's tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageRole {
    /// `content/_index.md`.
    Home,
    /// A module's `_index.md`; the module's place in [`Course::modules`].
    ModuleIndex(usize),
    /// A lesson in a module.
    Lesson(usize),
    /// A page directly in `content`, outside every module; or one that is listed nowhere.
    Standalone,
}

/// A page in its place. To clone it costs nothing: a new lesson moves all that come after it.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its place in the course.
    pub id: PageId,
    /// What it is in the tree.
    pub role: PageRole,
    /// What it is wherever it stands.
    pub content: Arc<PageContent>,
}

impl Deref for Page {
    type Target = PageContent;

    fn deref(&self) -> &PageContent {
        &self.content
    }
}

/// A page apart from its place in the course.
#[derive(Debug, Clone)]
pub struct PageContent {
    pub path: CoursePath,
    /// Its source's id.
    pub file: FileId,
    pub address: Address,
    /// Whether it is listed nowhere.
    pub is_hidden: bool,
    /// What its front matter says.
    pub front: Arc<FrontMatter>,
    /// The name of its kind; `lesson` unless it says otherwise.
    pub kind: String,
    /// The body; facilitators' parts are there only in their edition.
    pub blocks: Arc<Vec<Block>>,
    /// What there is to know of the body without reading it.
    pub outline: Arc<Outline>,
    /// Words of running text, without titles and references.
    pub words: usize,
    /// Questions on the page.
    pub items: usize,
    /// Estimated minutes; at least 1.
    pub minutes: u32,
    /// Digest of the source.
    pub digest: Digest,
}

impl Page {
    /// Whether it is a test: its questions are answered all at once, and its answers stand nowhere else.
    pub fn is_assessment(&self) -> bool {
        self.front.assessment.is_some()
    }

    /// How many of its questions a learner is asked: all but where a test draws some.
    pub fn asked(&self) -> usize {
        self.front.asked(self.items)
    }

    /// About how many words a learner reads: of a test that draws some of its questions their share.
    pub fn asked_words(&self) -> usize {
        self.front.asked_words(self.words, self.items)
    }
}

/// A folder of lessons.
#[derive(Debug, Clone)]
pub struct Module {
    /// From 1.
    pub number: usize,
    /// Its index page.
    pub index: PageId,
    /// Its lessons in order.
    pub lessons: Vec<PageId>,
}

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(clippy::struct_field_names, reason = "an entry of a glossary is called a term, and so is its word")]
pub struct Term {
    /// As in `term:ID`.
    pub id: String,
    pub term: String,
    /// Other words for it, under which it is found in the text.
    pub forms: Vec<String>,
    /// Whether its first mention on a page becomes a link, where the course wants that.
    pub auto_link: bool,
    /// What it means, in plain words.
    pub definition: String,
    /// Other terms to look at, by id.
    pub see: Vec<String>,
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A course of pages of these names; a page is shared with another course that was given it.
    fn course(pages: &[&Arc<PageContent>]) -> Course {
        let page = |(at, content): (usize, &&Arc<PageContent>)| Page {
            id: PageId(at),
            role: PageRole::Standalone,
            content: Arc::clone(content),
        };
        Course { pages: pages.iter().enumerate().map(page).collect(), ..Course::default() }
    }

    fn page(name: &str) -> Arc<PageContent> {
        let path = CoursePath::new(&format!("content/{name}.md"));
        Arc::new(PageContent {
            file: FileId::of(&path),
            path,
            address: Address::home(),
            front: Arc::default(),
            kind: "lesson".to_owned(),
            blocks: Arc::default(),
            outline: Arc::default(),
            words: 0,
            items: 0,
            minutes: 1,
            digest: Digest::of(b""),
            is_hidden: false,
        })
    }

    fn names<'a>(pages: impl Iterator<Item = &'a Page>) -> String {
        pages.filter_map(|page| page.path.name().strip_suffix(".md")).collect()
    }

    #[test]
    fn two_courses_differ_between_what_they_share() {
        let [a, b, c, d] = ["a", "b", "c", "d"].map(page);
        let differ = |one: &[&Arc<PageContent>], two: &[&Arc<PageContent>]| {
            let (one, two) = (course(one), course(two));
            let [here, there] = one.differences(&two);
            (names(here), names(there))
        };
        let found = |here: &str, there: &str| (here.to_owned(), there.to_owned());
        assert_eq!(differ(&[&a, &b, &d], &[&a, &b, &c, &d]), found("", "c"));
        assert_eq!(differ(&[&a, &b, &c], &[&a, &c]), found("b", ""));
        assert_eq!(differ(&[&a, &b, &c, &d], &[&a, &c, &b, &d]), found("bc", "cb"));
        assert_eq!(differ(&[&a, &a], &[&a]), found("a", ""));
        assert_eq!(differ(&[&a, &b], &[&a, &b]), found("", ""));
        assert_eq!(differ(&[], &[&a]), found("", "a"));
        assert_eq!(differ(&[&a], &[&page("a")]), found("a", "a"), "other words in the same file");
    }
}
