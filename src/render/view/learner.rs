//! Views of pages about the whole course: what was done, what is taught and tested, how a course is led.

use serde::Serialize;

use super::link::{DateView, Link};
use super::list::{CountView, ListEntry};

/// The test that a page is (`lesson.assessment` in `lesson.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct AssessmentView {
    /// How many questions a learner is asked.
    pub draw: usize,
    /// How many there are.
    pub pool: usize,
    /// The share of the points that passes, in percent.
    pub pass: u8,
    pub certificate_url: String,
    /// The objectives it tests, in the order in which they are taught.
    pub objectives: Vec<TaughtView>,
}

/// An objective with the page that teaches it.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct TaughtView {
    pub id: String,
    pub text: String,
    /// The page, at the objective.
    pub page: Link,
    /// The number of the module it stands in; 0 outside all.
    pub module: usize,
}

/// What a learner did (`progress` in `progress.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ProgressView {
    /// Where one begins; a script leads on to where one left off.
    pub start: Option<Link>,
    pub modules: Vec<ProgressModule>,
    /// Assessments.
    pub assessments: Vec<ListEntry>,
    /// Questions in the course.
    pub item_count: usize,
    /// Today's questions; absent where there are no questions.
    pub review_url: Option<String>,
    /// The certificate; absent where there is nothing to certify.
    pub certificate_url: Option<String>,
}

/// Today's questions (`review` in `review.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ReviewView {
    /// Where one begins, for when no question is left; a script leads on to where one left off.
    pub start: Option<Link>,
}

/// A module in which something was done.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ProgressModule {
    pub title: String,
    /// Its index page.
    pub url: String,
    /// Minutes for all its lessons.
    pub minutes: u32,
    /// How many lessons and assessments it has.
    pub count: CountView,
    /// The keys of both: their addresses.
    pub lessons: Vec<String>,
}

/// What a learner prints who has done what it requires (`certificate` in `certificate.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct CertificateView {
    /// What it requires: `lessons`, `practice`, `assessment`.
    pub requires: Vec<&'static str>,
    pub assessments: Vec<ListEntry>,
    /// Who stands behind it, where `site.toml` says so.
    pub provider: Option<String>,
    /// Minutes for the whole course; stated where every lesson is required.
    pub minutes: u32,
    /// The titles of the modules; stated where every lesson is required.
    pub modules: Vec<String>,
    /// Who wrote the course.
    pub authors: Vec<String>,
    /// When it was last reviewed.
    pub reviewed: Option<DateView>,
}

/// Objectives of a module (`objectives` in `objectives.html` is a list of these).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ObjectivesModule {
    /// From 1; 0 for pages outside all modules.
    pub number: usize,
    /// The module; absent for pages outside all modules.
    pub module: Option<Link>,
    /// Its pages that have objectives.
    pub pages: Vec<ObjectivesPage>,
}

/// A page with its objectives.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ObjectivesPage {
    pub page: Link,
    /// What it teaches.
    pub objectives: Vec<ObjectiveCard>,
}

/// An objective with the questions that serve it.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ObjectiveCard {
    pub id: String,
    pub text: String,
    /// Where it stands on its page.
    pub url: String,
    /// The questions, each with its page's title and, in `summary`, its kind.
    pub items: Vec<Link>,
    /// The keys under which answers to them are kept.
    pub keys: Vec<String>,
}

/// Which lessons teach and which questions test what (`coverage` in `coverage.html`), for facilitators.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct CoverageView {
    /// Modules with objectives, in reading order.
    pub modules: Vec<CoverageModule>,
    /// How many objectives there are.
    pub objectives: usize,
    /// Objectives with fewer than two questions.
    pub under_tested: usize,
    /// The table as a file for spreadsheets.
    pub table_url: String,
}

/// A module in the table.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct CoverageModule {
    /// From 1; 0 for pages outside all modules.
    pub number: usize,
    /// The module; absent for pages outside all modules.
    pub module: Option<Link>,
    /// One for each objective, in reading order.
    pub rows: Vec<CoverageRow>,
}

/// An objective in the table.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct CoverageRow {
    pub text: String,
    /// Where it is taught.
    pub taught: Link,
    /// The questions that ask for it: what each asks, and in `summary` its kind.
    pub items: Vec<Link>,
}
