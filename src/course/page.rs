//! The course, its modules and its pages.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use imbl::Vector;

use crate::config::{Kind, Requirement};
use crate::source::{CoursePath, Digest, FileFilter, FileId, FileMap, Span};

use super::block::{Numbered, numbered};
use super::exchanges::{Exchanges, Features, MarkedTurn};
use super::left_out::LeftOutPage;
use super::slug::topic_slug;
use super::{
    Address, Anchors, Block, Citation, Cited, Destination, FrontMatter, InlineDrawing, ItemKind, Link, OutPath,
    QuestionRef, Reference, citations, items, links,
};

/// The whole course, resolved: what rendering and checking see. To clone it costs nothing; after an edit of a body it
/// shares everything but that page with the course before.
#[derive(Debug, Clone, Default)]
pub struct Course {
    /// Every page in reading order: the front page, then each module's index and lessons.
    pub pages: Vector<Page>,
    /// The modules in order.
    pub modules: Arc<Vec<Module>>,
    /// Kinds of page, the default ones and the course's own, by name.
    pub kinds: Arc<BTreeMap<String, Kind>>,
    /// The glossary by term id.
    pub terms: Arc<BTreeMap<String, Term>>,
    /// The works that can be cited, by key.
    pub references: Arc<BTreeMap<String, Reference>>,
    /// Works that pages which are left out cite, by key.
    pub cited_in_left_out: Arc<BTreeSet<String>>,
    /// Which page was made from which file, or stands for which folder. Nothing goes by the order of this table.
    pub by_file: Arc<FileMap<PageId>>,
    /// Files copied as they are: from the course's path to the site's.
    pub attachments: Arc<BTreeMap<CoursePath, OutPath>>,
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
        let mut withheld: BTreeSet<&CoursePath> = self.pages.iter().flat_map(|page| &page.outline.withheld).collect();
        withheld.extend(self.left_out.iter().flat_map(|page| page.outline.files().chain(&page.outline.withheld)));
        withheld.extend(&*self.left_out_files);
        if !withheld.is_empty() {
            for path in self.pages.iter().flat_map(|page| page.outline.files()) {
                withheld.remove(path);
            }
        }
        withheld
    }

    /// The key of every work that this edition cites.
    pub fn cited(&self) -> BTreeSet<&str> {
        self.pages.iter().flat_map(|page| page.outline.cited()).map(|work| work.key.as_str()).collect()
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// What a page's body holds that other pages, lists and rules ask for: found once, when the page is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Places a link can lead to: as authors write them, and the id of the element.
    pub anchors: Anchors,
    /// Every link in reading order.
    pub links: Vec<Link>,
    /// The files that they lead to.
    pub leads_to: FileFilter,
    /// Every citation in reading order.
    pub citations: Vec<Citation>,
    /// Works that parts left out of this edition cite, by key.
    pub withheld_works: Vec<String>,
    /// Numbered figures and exercises: the id of each, and what it is.
    pub numbered: BTreeMap<String, Numbered>,
    /// Words that are citations without brackets where they name a work: the key of `@key`, and the place of both.
    pub bare_keys: Vec<(String, Span)>,
    /// The objectives that questions serve, in reading order, each with the place where it was named.
    pub objectives: Vec<(String, Span)>,
    /// Files that parts left out of this edition name.
    pub withheld: Vec<CoursePath>,
    /// The words of such parts, stretch by stretch, each with the part's opening line.
    pub withheld_texts: Vec<(Span, String)>,
    /// Questions that serve no objective: their opening lines.
    pub aimless: Vec<Span>,
    /// Marks on turns of dialogues, in reading order.
    pub marks: Vec<MarkedTurn>,
    /// Which blocks with a script of their own stand on the page.
    pub has: Features,
    /// The ids of scenarios, in reading order.
    pub scenarios: Vec<String>,
    /// The ids of practices, in reading order.
    pub practices: Vec<String>,
    /// Origins that are asked for films and recordings, and whether for a frame.
    pub players: Vec<(String, bool)>,
    /// Files with captions, and the language that the page says they are in.
    pub captions: Vec<(CoursePath, Option<String>)>,
    /// Questions.
    pub items: usize,
    /// Those questions, in reading order, by which browsers know what was answered.
    pub questions: Vec<QuestionRef>,
    /// Points for right answers to all of them; open questions have none.
    pub points: u32,
    /// Words of running text, without titles and references.
    pub words: usize,
}

impl Outline {
    /// Files that links and pictures name.
    pub fn files(&self) -> impl Iterator<Item = &CoursePath> {
        self.links.iter().filter_map(|link| match &link.destination {
            Destination::File { path, .. } => Some(path),
            _ => None,
        })
    }

    /// The outline of these blocks, with what only the reader of the page knows.
    pub fn of(blocks: &[Block], headings: Vec<Heading>, anchors: Anchors, words: usize) -> Self {
        let items = items(blocks);
        let Exchanges { marks, has, scenarios, practices, players, captions } = Exchanges::of(blocks);
        let links: Vec<Link> = links(blocks).into_iter().cloned().collect();
        Self {
            headings,
            anchors,
            marks,
            has,
            scenarios,
            practices,
            players,
            captions,
            withheld: Vec::new(),
            withheld_texts: Vec::new(),
            withheld_works: Vec::new(),
            numbered: numbered(blocks),
            bare_keys: Vec::new(),
            citations: citations(blocks).into_iter().cloned().collect(),
            leads_to: links.iter().filter_map(|link| link.destination.file()).collect(),
            links,
            objectives: items.iter().filter_map(|item| item.objective.clone()).collect(),
            aimless: items.iter().filter(|item| item.objective.is_none()).map(|item| item.span).collect(),
            items: items.len(),
            questions: items.iter().map(|item| QuestionRef::of(item)).collect(),
            points: items.iter().filter(|item| item.kind() != ItemKind::Reflection).map(|item| item.points).sum(),
            words,
        }
    }
}

impl Outline {
    /// Every work as it is cited, in reading order.
    pub fn cited(&self) -> impl Iterator<Item = &Cited> {
        self.citations.iter().flat_map(|citation| &citation.works)
    }

    /// The key of every work that is cited, also in parts left out of this edition, and where the brackets are missing.
    pub fn works(&self) -> impl Iterator<Item = &str> {
        let bare = self.bare_keys.iter().map(|(key, _)| key);
        self.cited().map(|work| &work.key).chain(&self.withheld_works).chain(bare).map(String::as_str)
    }
}

/// A heading of a page's body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// As in a link's `#fragment`; the document's own id has a prefix before it.
    pub id: String,
    /// The words without markup.
    pub text: String,
    pub span: Span,
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
