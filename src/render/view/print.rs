//! Views of pages that show the bodies of several: for print, and what a facilitator takes to a group.

use serde::Serialize;

use super::lesson::CaseView;
use super::link::Link;
use super::page::ContentsEntry;
use super::placeholder::Placeholder;

/// A module or the whole course on one page (`print` in `print.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct PrintView {
    /// The page that it is made of: the front page or a module's.
    pub of: Link,
    /// What stands on it.
    pub contents: Vec<ContentsEntry>,
    pub sections: Vec<SectionView>,
    /// What answers its questions and exercises, by page.
    pub answers: Vec<SectionView>,
}

/// A page, or a part of one, among others.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct SectionView {
    /// The element's id, with which the ids in it begin.
    pub dom_id: String,
    /// The level of its heading; 0 for one without.
    pub level: u8,
    pub title: String,
    /// The page itself, or where it stands among the others.
    pub url: String,
    /// What kind of page it is; may be empty.
    pub kicker: String,
    /// One sentence; may be empty.
    pub summary: String,
    /// What a learner will be able to do.
    pub objectives: Vec<String>,
    /// The attestation of a case.
    pub case: Option<CaseView>,
    pub body_html: Placeholder,
}

/// The questions of a module (`handout` in `questions.html` and `slides.html`), for facilitators.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct HandoutView {
    pub module: Link,
    /// Whether each question has what answers it.
    pub has_answers: bool,
    /// The same questions without answers.
    pub questions_url: String,
    /// The same questions with them.
    pub answers_url: String,
    /// The same questions one by one.
    pub slides_url: String,
    /// The session plan.
    pub plan_url: String,
    /// The pages that they stand on.
    pub sections: Vec<SectionView>,
    /// How many questions there are.
    pub total: usize,
}
