//! The view of the session plan (`plan` in `plan.html`), for facilitators.

use serde::Serialize;

use super::link::Link;
use super::list::{CountView, ListEntry};
use super::placeholder::Placeholder;

/// How to lead a group through the course.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct PlanView {
    /// Minutes of study for everything.
    pub minutes: u32,
    /// Minutes of group work that the notes tell, in all.
    pub group_minutes: u32,
    /// How long a meeting is, in minutes.
    pub meeting_minutes: u32,
    /// The meetings; none where no note tells how long it takes.
    pub meetings: Vec<MeetingView>,
    /// Notes of the front page.
    pub notes: Vec<NoteView>,
    pub modules: Vec<PlanModule>,
    /// Pages outside every module that have notes.
    pub others: Vec<PlanLesson>,
}

/// One meeting of the group.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct MeetingView {
    /// From 1.
    pub number: usize,
    /// Minutes of group work.
    pub minutes: u32,
    /// Whether these are more than a meeting has.
    pub is_over: bool,
    /// What to read before.
    pub read: Vec<Link>,
    /// How long that takes.
    pub read_minutes: u32,
    /// What the group does.
    pub parts: Vec<MeetingPart>,
}

/// What a group does, from one page.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct MeetingPart {
    /// The page, where it stands in the plan.
    pub page: Link,
    pub minutes: u32,
}

/// A module in the plan.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct PlanModule {
    /// From 1.
    pub number: usize,
    pub module: Link,
    /// Minutes for its lessons.
    pub minutes: u32,
    /// Minutes of group work.
    pub group_minutes: u32,
    /// How many lessons and assessments it has.
    pub count: CountView,
    /// Its questions: without answers, with them, one by one; absent where there are none.
    pub questions_url: Option<String>,
    pub answers_url: Option<String>,
    pub slides_url: Option<String>,
    /// Notes of its own page.
    pub notes: Vec<NoteView>,
    pub lessons: Vec<PlanLesson>,
}

/// A page in the plan.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct PlanLesson {
    /// The element's id.
    pub dom_id: String,
    pub entry: ListEntry,
    /// Minutes of group work.
    pub group_minutes: u32,
    /// What it teaches.
    pub objectives: Vec<String>,
    /// What there is to do together.
    pub activities: Vec<ActivityView>,
    /// Its exercises.
    pub exercises: Vec<Link>,
    pub notes: Vec<NoteView>,
}

/// What there is to do together.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ActivityView {
    /// The name of the interface's words for it.
    pub word: &'static str,
    /// The dialogue, scenario, practice or question, or each of several.
    pub urls: Vec<String>,
}

/// A part for facilitators.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct NoteView {
    /// Where it belongs: the question that it stands in, the dialogue, scenario, practice or exercise right before it, or its section.
    pub about: Option<Link>,
    /// All of it.
    pub body_html: Placeholder,
}
