//! Views of pages that list other pages.

use serde::Serialize;

use super::kind::{KindView, PathStep};
use super::link::Link;
use super::objective::ObjectiveView;
use super::page::ReferenceView;
use super::placeholder::Placeholder;
use super::study_time::EstimateView;

/// The front page (`home` in `home.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct HomeView {
    /// The author's words.
    pub body_html: Placeholder,
    /// The words of the first paragraph of the author's, where they begin with one; empty where they do not, or where it cites.
    pub lead: String,
    /// What a learner will be able to do after the course, where the front page says so.
    pub objectives: Vec<ObjectiveView>,
    /// Credit, and what it is estimated from, where `site.toml` names a formula.
    pub estimate: Option<EstimateView>,
    /// Today's questions; absent in the facilitator's edition.
    pub review_url: Option<String>,
    /// The whole course on one page, where there is one.
    pub print: Option<Link>,
    /// The first lesson.
    pub start: Option<Link>,
    /// The modules as a path.
    pub modules: Vec<ModuleCard>,
    /// Lessons and assessments in the course.
    pub count: CountView,
    /// Questions in the course.
    pub item_count: usize,
    /// Minutes of study for the whole course.
    pub minutes: u32,
    /// The path of the first kind in step order that has pages; empty when there is none.
    pub path: Vec<PathStep>,
    /// What the path's pages are called, several of them; empty when there is no path.
    pub path_label: String,
    /// Kinds with pages, for the ways in.
    pub kinds: Vec<KindCard>,
}

/// How many lessons there are, and how many assessments, which are no lessons (`count` in `parts/lesson-count.html`).
#[derive(Debug, Clone, Copy, Default, Hash, Serialize)]
pub(crate) struct CountView {
    pub lessons: usize,
    pub assessments: usize,
}

/// A module on the front page.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ModuleCard {
    /// From 1.
    pub number: usize,
    pub title: String,
    /// Its index page.
    pub url: String,
    /// One sentence; may be empty.
    pub summary: String,
    /// Minutes for all its lessons.
    pub minutes: u32,
    /// Questions in it.
    pub item_count: usize,
    /// How many lessons and assessments it has.
    pub count: CountView,
    /// Both, in reading order; none on the front page of a large course.
    pub lessons: Vec<ListEntry>,
    /// What a learner will be able to do: the first objective of each lesson.
    pub objectives: Vec<String>,
}

/// A module's index page (`module` in `module.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ModuleView {
    /// The module; its `url` is this page.
    pub card: ModuleCard,
    /// How many modules the course has.
    pub module_total: usize,
    /// The module on one page, where there is one.
    pub print: Option<Link>,
    /// The author's words.
    pub body_html: Placeholder,
    /// The path of a kind in step order whose pages are in this module; empty when there is none.
    pub path: Vec<PathStep>,
    /// What the path's pages are called, several of them; empty when there is no path.
    pub path_label: String,
}

/// Everything the course cites (`references` in `references.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ReferencesView {
    /// The works, in the order of the style.
    pub works: Vec<CitedWork>,
}

/// A work that the course cites.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct CitedWork {
    pub reference: ReferenceView,
    /// The pages that cite it, in reading order.
    pub pages: Vec<Link>,
}

/// A page in a list.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ListEntry {
    pub title: String,
    pub url: String,
    /// One sentence; may be empty.
    pub summary: String,
    /// Reading time.
    pub minutes: u32,
    /// Questions on it.
    pub item_count: usize,
    /// Its step, when its kind has steps.
    pub step: Option<u32>,
    /// Its kind; absent for plain lessons.
    pub kind: Option<KindView>,
    /// The key for what is kept in the browser: its address.
    pub key: String,
}

/// A kind with its index page.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct KindCard {
    pub kind: KindView,
    /// What they are; may be empty.
    pub summary: String,
    /// How many pages.
    pub count: usize,
}

/// The index of a kind (`index` in `kind.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct KindIndexView {
    pub kind: KindView,
    /// Its pages, in its order.
    pub entries: Vec<ListEntry>,
    /// The path of its pages, when it is in step order; otherwise empty.
    pub path: Vec<PathStep>,
}

/// All topics (`topics` in `topics.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct TopicsView {
    /// The topics by name.
    pub topics: Vec<TopicCard>,
}

/// A topic in the list of topics.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct TopicCard {
    pub title: String,
    pub url: String,
    /// How many pages.
    pub count: usize,
}

/// The pages of a topic (`topic` in `topic.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct TopicView {
    pub title: String,
    /// All topics.
    pub all_url: String,
    /// The pages in reading order.
    pub entries: Vec<ListEntry>,
}

/// The glossary (`glossary` in `glossary.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct GlossaryView {
    /// Terms by first letter.
    pub groups: Vec<LetterGroup>,
    /// How many terms.
    pub count: usize,
}

/// Terms with the same first letter.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct LetterGroup {
    pub letter: String,
    /// The group's element id.
    pub dom_id: String,
    pub terms: Vec<TermView>,
}

#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct TermView {
    /// The element's id.
    pub dom_id: String,
    pub term: String,
    /// What it means, in words.
    pub definition: String,
    /// The same as block HTML.
    pub definition_html: String,
    /// Other terms to look at.
    pub see: Vec<Link>,
    /// Pages that link to it.
    pub pages: Vec<Link>,
}

/// The page for an address that is not there (`404.html`); all its addresses are absolute paths.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct NotFoundView {
    /// The modules, as ways back in.
    pub modules: Vec<Link>,
}

/// A page that leads from an old address to the new one (`redirect.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct RedirectView {
    /// The page's title.
    pub title: String,
    /// Relative.
    pub url: String,
    /// The page's file, relative: where there is neither a server nor a script, a folder shows what is in it.
    pub file: String,
    /// The way to the site's root.
    pub root: String,
    /// Absolute, when there is a base URL.
    pub canonical: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// The Content-Security-Policy for the `<meta>`.
    pub csp: String,
}
