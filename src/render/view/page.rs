//! The view of what stands around any page's own part.

use serde::Serialize;

use crate::data::FreeValue;

use super::link::Link;

/// The frame of any page (`page` in `lesson.html` and in every list template).
#[derive(Debug, Clone, Default, Hash, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "templates ask for each by its name")]
pub(crate) struct PageView {
    pub title: String,
    /// What stands in the browser's tab: title and course.
    pub head_title: String,
    /// One sentence; may be empty. Also the description for search engines.
    pub summary: String,
    /// This page's own absolute address, when there is a base URL.
    pub canonical: Option<String>,
    /// In the facilitators' edition: the same page of the learners', when there is a base URL.
    pub learner_url: Option<String>,
    /// What search engines are told of the page, as JSON-LD for a `<script>`; nothing where there is no base URL.
    pub structured_data_html: String,
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
    /// The path of the file that the page is made from, from the course's root; absent of pages that Attune makes itself.
    pub source: Option<String>,
    /// Where its source can be edited, where the course says so.
    pub edit_url: Option<String>,
    /// Where readers can say something of it, where the course says so.
    pub feedback_url: Option<String>,
    /// Whether it is for facilitators alone.
    pub facilitator: bool,
    /// Whether it is listed nowhere.
    pub hidden: bool,
    /// `extra` of its front matter.
    pub extra: FreeValue,
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
    /// Whether films or recordings at hosts elsewhere stand on it.
    pub has_film: bool,
    /// Whether pictures on it have a share of the line, or stand side by side.
    pub has_arranged_pictures: bool,
    /// Whether there are formulas on it.
    pub has_math: bool,
    /// Whether there is code in colours on it.
    pub has_highlighted_code: bool,
}

/// A heading in the on-page contents.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ContentsEntry {
    pub title: String,
    /// `#…`.
    pub url: String,
    /// Third-level headings below it.
    pub children: Vec<ContentsEntry>,
}

/// A term of the glossary where a page uses it.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct TermNote {
    /// The id of the note on this page.
    pub dom_id: String,
    pub term: String,
    /// What it means.
    pub definition: String,
    /// Its place in the glossary.
    pub url: String,
}

/// A work in a list of references.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ReferenceView {
    /// Its key in the bibliography.
    #[serde(skip)]
    pub key: String,
    /// The id on the page.
    pub dom_id: String,
    /// The number or label by which the text cites it, in styles that have one.
    pub label: Option<String>,
    pub html: String,
}
