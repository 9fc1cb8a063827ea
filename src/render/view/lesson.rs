//! The view of a lesson, a case, an assessment, or a page outside every module.

use serde::Serialize;

use super::exchange::ExampleView;
use super::kind::{KindView, PathStep};
use super::learner::AssessmentView;
use super::link::{DateView, Link};
use super::objective::ObjectiveView;
use super::placeholder::Placeholder;
use super::printed::Number;

/// A lesson's own part (`lesson` in `lesson.html`), also used for a case and for a standalone page.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct LessonView {
    /// The page's key for what is kept in the browser: its address.
    pub key: String,
    /// Its kind; absent for plain lessons.
    pub kind: Option<KindView>,
    /// Its step among the pages of its kind.
    pub step: Option<u32>,
    /// The module's number and how many there are; absent outside modules.
    pub module_number: Option<Number>,
    /// How many modules the course has.
    pub module_total: usize,
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
    /// The test that the page is; absent elsewhere.
    pub assessment: Option<AssessmentView>,
    /// Turns of dialogues that are marked with what this page teaches, in reading order; at most a few dozen.
    pub examples: Vec<ExampleView>,
    pub body_html: Placeholder,
}

/// The attestation of a case.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct CaseView {
    /// `written`, `composite` or `fictional`.
    pub consent: &'static str,
    /// The made-up names.
    pub pseudonyms: Vec<String>,
    /// What was changed.
    pub changed: Vec<String>,
    /// Who checked it.
    pub reviewed_by: Option<String>,
    pub reviewed_on: Option<DateView>,
}
