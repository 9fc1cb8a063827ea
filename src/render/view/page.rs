//! Views of the site, of a page's frame and of the parts of a body.

use serde::Serialize;

use super::{AssessmentView, Piece, SeenView};

/// What every template sees as `site`.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct SiteView {
    /// The course's title.
    pub title: String,
    /// One sentence; may be empty.
    pub description: String,
    /// BCP 47 tag, for `lang`.
    pub language: String,
    /// `ltr` or `rtl`, for `dir`.
    pub direction: &'static str,
    /// The way from this page to the site's root: empty, `../`…, or an absolute path on the 404 page.
    pub root: String,
    /// The front page.
    pub home_url: String,
    /// Pages about the course as a whole: glossary, topics and kinds, as far as there are any.
    pub links: Vec<Link>,
    /// The feed's absolute address, when there is one.
    pub feed_url: Option<String>,
    /// The Content-Security-Policy for the `<meta>`.
    pub csp: String,
    /// Whether this is the facilitator's edition.
    pub facilitator: bool,
    /// Whether the site has a search index.
    pub search: bool,
    /// The course's id, under which browsers keep what learners did; empty when it has none, then the path counts.
    pub storage_key: String,
    /// For whom.
    pub audience: Option<String>,
    /// By whom.
    pub authors: Vec<AuthorView>,
    /// When last reviewed.
    pub reviewed: Option<DateView>,
    /// Interests to be disclosed.
    pub disclosures: Option<String>,
    /// The head of the page before its own style sheets and after them, the bar at its top and its foot, made by
    /// `parts/head.html`, `parts/scripts.html`, `parts/masthead.html` and `parts/footer.html`. They see `site` alone: most
    /// pages share them.
    pub head_html: String,
    /// See [`Self::head_html`].
    pub scripts_html: String,
    /// See [`Self::head_html`].
    pub masthead_html: String,
    /// See [`Self::head_html`].
    pub footer_html: String,
    /// The interface's words for scripts, made by `parts/messages.html`, which sees no view.
    pub words_html: String,
}

/// One author.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct AuthorView {
    /// The name.
    pub name: String,
    /// Degrees, licences, position.
    pub credentials: Option<String>,
}

/// A link with its words.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct Link {
    /// The words.
    pub title: String,
    /// Where.
    pub url: String,
    /// More words, such as the page's summary.
    pub summary: Option<String>,
    /// Whether it leads to the page that shows it.
    pub current: bool,
}

/// A date for people and for machines.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct DateView {
    /// `2026-09-01`.
    pub iso: String,
    /// As the interface's language writes it.
    pub text: String,
}

/// The frame of any page (`page` in `lesson.html` and in every list template).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct PageView {
    /// The title.
    pub title: String,
    /// What stands in the browser's tab: title and course.
    pub head_title: String,
    /// One sentence; may be empty. Also the description for search engines.
    pub summary: String,
    /// This page's own absolute address, when there is a base URL.
    pub canonical: Option<String>,
    /// The way down to this page, without the page itself.
    pub breadcrumbs: Vec<Link>,
    /// Modules and the lessons of the open one, made by `parts/tree.html`, which sees `site` and `tree` alone.
    pub tree_html: String,
    /// The page before in reading order.
    pub previous: Option<Link>,
    /// The page after; its summary says why one would go on.
    pub next: Option<Link>,
    /// The contents of this page: second and third level headings.
    pub contents: Vec<ContentsEntry>,
    /// Terms of the glossary that the page links to, by their words.
    pub terms: Vec<TermNote>,
    /// What the page cites, as the course's style prints it; there when the page is made.
    pub references: Vec<ReferenceView>,
    /// Whether the page has questions.
    pub has_items: bool,
    /// Whether the page is a test.
    pub has_assessment: bool,
    /// Whether the page has a dialogue.
    pub has_dialogue: bool,
    /// Whether there is a scenario on it.
    pub has_scenario: bool,
    /// Whether there is a practice on it.
    pub has_practice: bool,
}

/// A term of the glossary where a page uses it.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct TermNote {
    /// The id of the note on this page.
    pub dom_id: String,
    /// The word.
    pub term: String,
    /// What it means.
    pub definition: String,
    /// Its place in the glossary.
    pub url: String,
}

/// A work in a list of references.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct ReferenceView {
    /// Its key in the bibliography.
    #[serde(skip)]
    pub key: String,
    /// The id on the page.
    pub dom_id: String,
    /// The number or label by which the text cites it, in styles that have one.
    pub label: Option<String>,
    /// The description.
    pub html: String,
}

/// Modules and the lessons of the open one (`tree` in `parts/tree.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct TreeView {
    /// The modules shown: all of a small course, the neighbours of the open one in a large course.
    pub modules: Vec<TreeModule>,
    /// Whether modules are left out; then a link to the front page stands in for them.
    pub shortened: bool,
}

/// A module in the tree.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct TreeModule {
    /// From 1.
    pub number: usize,
    /// The title.
    pub title: String,
    /// Its index page.
    pub url: String,
    /// Whether its index page is the page shown.
    pub current: bool,
    /// Whether the page shown is in it; then its lessons are listed.
    pub open: bool,
    /// Its lessons, each made by `parts/tree-lesson.html`: of a large module those around the page.
    pub lessons_html: Piece,
    /// Whether lessons are left out; then a link to the module's index page stands in for them.
    pub shortened: bool,
}

/// A heading in the on-page contents.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct ContentsEntry {
    /// The words.
    pub title: String,
    /// `#…`.
    pub url: String,
    /// Third-level headings below it.
    pub children: Vec<ContentsEntry>,
}

/// A lesson's own part (`lesson` in `lesson.html`), also used for a case and for a standalone page.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct BodyView {
    /// The page's key for what is kept in the browser: its address.
    pub key: String,
    /// Its kind; absent for plain lessons.
    pub kind: Option<KindView>,
    /// Its step among the pages of its kind.
    pub step: Option<u32>,
    /// The module's number and how many there are; absent outside modules.
    pub module_number: Option<usize>,
    /// How many modules the course has.
    pub module_total: usize,
    /// The module.
    pub module: Option<Link>,
    /// Reading time.
    pub minutes: u32,
    /// Questions on the page.
    pub item_count: usize,
    /// Sum of the points of its questions.
    pub points: u32,
    /// What a learner will be able to do.
    pub objectives: Vec<ObjectiveView>,
    /// Topics with their pages.
    pub topics: Vec<Link>,
    /// Authors of this page, when other than the course's.
    pub authors: Vec<String>,
    /// When reviewed.
    pub reviewed: Option<DateView>,
    /// The attestation of a case.
    pub case: Option<CaseView>,
    /// The path of the steps, on pages of a kind in step order and on pages that link to all of them; empty elsewhere.
    pub path: Vec<PathStep>,
    /// What the path's pages are called, several of them; empty when there is no path.
    pub path_label: String,
    /// Its old addresses, under which a browser may have kept what was done here.
    pub was: Vec<String>,
    /// The test that the page is; absent elsewhere.
    pub assessment: Option<AssessmentView>,
    /// Turns of dialogues that are marked with what this page teaches, in reading order; at most a few dozen.
    pub seen_in: Vec<SeenView>,
    /// The body.
    pub body_html: Piece,
}

/// A kind of page.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct KindView {
    /// As in class names.
    pub name: String,
    /// One of them.
    pub label: String,
    /// Several of them.
    pub plural: String,
    /// Its index page.
    pub url: String,
}

/// An objective.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct ObjectiveView {
    /// The element's id.
    pub dom_id: String,
    /// The words.
    pub text: String,
}

/// One step of a path.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct PathStep {
    /// From 1.
    pub number: u32,
    /// The page's title.
    pub title: String,
    /// Where.
    pub url: String,
    /// Whether this is the page shown.
    pub current: bool,
}

/// The attestation of a case.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct CaseView {
    /// `written`, `composite` or `fictional`.
    pub consent: &'static str,
    /// The made-up names.
    pub pseudonyms: Vec<String>,
    /// What was changed.
    pub changed: Vec<String>,
    /// Who checked it.
    pub reviewed_by: Option<String>,
    /// When.
    pub reviewed_on: Option<DateView>,
}

/// A part set off from the text (`blocks/container.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct ContainerView {
    /// `note`, `tip`, `warning`, `advisory`, `key-points`, `details` or `facilitator`.
    pub name: &'static str,
    /// The element's id, when given.
    pub dom_id: Option<String>,
    /// The heading, when the author gave one; otherwise the template takes the interface's word.
    pub title: Option<String>,
    /// The body.
    pub body_html: Piece,
    /// Of an advisory: the next page, for those who would rather not read this one.
    pub way_round: Option<Link>,
    /// Of an advisory: where a distressed reader can turn.
    pub support: Option<SupportView>,
}

/// Where a distressed reader can turn.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct SupportView {
    /// A heading.
    pub title: Option<String>,
    /// A few sentences.
    pub text: Option<String>,
    /// Places; the address of one may be empty.
    pub links: Vec<Link>,
}

/// A figure (`blocks/figure.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub struct FigureView {
    /// The element's id, when given.
    pub dom_id: Option<String>,
    /// The `<img>`.
    pub picture_html: Piece,
    /// What stands under it; may be empty.
    pub caption_html: Piece,
}

/// The interface's words as templates see them (`t`).
pub use crate::theme::Words;
