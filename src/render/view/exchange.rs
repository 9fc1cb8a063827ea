//! Views of what is read or rehearsed as an exchange: dialogues, scenarios, practice.

use serde::Serialize;

use super::link::Link;
use super::placeholder::Placeholder;

/// What is shown of a dialogue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DialogueForm {
    /// All of it, or on paper what is said, where readers are to find the marks.
    #[default]
    Turns,
    /// The marks and notes alone.
    Marks,
}

impl DialogueForm {
    /// Its template; `turns` is that of what is said.
    pub(in crate::render) fn template(self, turns: &'static str) -> &'static str {
        match self {
            Self::Turns => turns,
            Self::Marks => "blocks/paper-marks.html",
        }
    }
}

/// A session excerpt (`blocks/dialogue.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct DialogueView {
    /// The element's id.
    pub dom_id: String,
    /// 1 for the first dialogue of its page.
    pub number: usize,
    /// The title of its page, where that is shown on another one.
    pub page: Option<String>,
    /// How it is read at first: `marks`, `plain` or `spot`.
    pub reading: &'static str,
    /// What is shown of it.
    pub form: DialogueForm,
    pub turns: Vec<TurnView>,
    /// Marks on all its turns.
    pub mark_count: usize,
}

#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct TurnView {
    /// The element's id.
    pub dom_id: String,
    pub speaker: String,
    /// `1` for the first to speak, `2` for the second, …: for telling voices apart.
    pub voice: usize,
    pub words_html: Placeholder,
    /// What the turn is marked as.
    pub marks: Vec<MarkView>,
    /// A note; may be empty.
    pub note_html: Placeholder,
}

/// A mark on a turn.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct MarkView {
    /// `strategy`, `withdrawal`, `confrontation`, `rupture` (other) or `repair`: the role that gives sign and colour.
    pub role: &'static str,
    /// `rupture`, `step`, `strategy` or the name of a kind, as written.
    pub kind: String,
    /// What is shown: the title of the page it names, or the value in words.
    pub label: String,
    /// The page that teaches it, when there is one.
    pub url: Option<String>,
}

/// A turn of another page that is marked with what this page teaches.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ExampleView {
    /// The page, by its title, at the turn.
    pub page: Link,
    /// Who speaks.
    pub speaker: String,
    /// The words without markup.
    pub words: String,
}

/// A branching exchange (`blocks/scenario.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ScenarioView {
    /// The element's id.
    pub dom_id: String,
    /// Under which what a learner did is kept.
    pub key: String,
    /// The heading; may be empty.
    pub title_html: Placeholder,
    /// The level of its heading.
    pub heading: u8,
    /// What is asked before what the therapist may say; empty where the interface's word is meant.
    pub ask_html: Placeholder,
    /// Who, where, and what just happened; may be empty.
    pub setting_html: Placeholder,
    /// The moments in the order written.
    pub nodes: Vec<ScenarioNodeView>,
    /// The ways through it.
    pub map: MapView,
    /// Whether the map stands open: in the facilitator's edition.
    pub open: bool,
    /// How many endings it has.
    pub ending_count: usize,
}

/// A moment of a scenario.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ScenarioNodeView {
    /// The element's id.
    pub dom_id: String,
    /// From 1, in the order written.
    pub number: usize,
    pub title: String,
    /// What happens, and the debrief of an ending.
    pub text_html: Placeholder,
    /// What the therapist may say.
    pub options: Vec<ScenarioOptionView>,
    /// `repaired`, `partial`, `ruptured` or `own`; absent where it goes on.
    pub ending: Option<&'static str>,
    /// What the author calls the ending; without it the interface's word is meant.
    pub outcome: Option<String>,
}

/// Something the therapist may say.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ScenarioOptionView {
    pub words_html: Placeholder,
    /// The id of the element it leads to.
    pub to: String,
    /// The title of where it leads.
    pub to_title: String,
    /// The number of where it leads, for those who read on paper.
    pub to_number: usize,
    /// What is said of it; may be empty.
    pub feedback_html: Placeholder,
}

/// The ways through a scenario, drawn: circles by distance from the beginning, top to bottom.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct MapView {
    /// In units of the drawing.
    pub width: u32,
    /// In units of the drawing.
    pub height: u32,
    /// A circle each.
    pub nodes: Vec<MapNode>,
    /// A line each.
    pub edges: Vec<MapEdge>,
}

/// A moment in the drawing.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct MapNode {
    /// Numbers of the moments that its options lead to, each once.
    pub leads_to: Vec<usize>,
    pub x: u32,
    pub y: u32,
    /// From 1, in the order in which they are read from the top; the number of the moment on the page too.
    pub number: usize,
    /// The element's id of the moment.
    pub dom_id: String,
    /// The heading of the moment.
    pub title: String,
    /// As in [`ScenarioNodeView::ending`].
    pub ending: Option<&'static str>,
    /// As in [`ScenarioNodeView::outcome`].
    pub outcome: Option<String>,
    /// Its outcome, or what the theme calls its ending, in lines that fit beneath the circle.
    pub outcome_lines: Vec<String>,
}

/// A choice in the drawing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub(crate) struct MapEdge {
    /// SVG path data.
    pub path: String,
    /// The element's id of the moment it leaves.
    pub from: String,
    /// The element's id of the moment it leads to.
    pub to: String,
}

/// What is shown of a practice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PracticeForm {
    /// All of it, to be rehearsed on the page.
    #[default]
    Screen,
    /// What to answer, with a pen.
    Paper,
    /// The model answers alone.
    Models,
}

impl PracticeForm {
    /// Its template; `screen` is that of all of it.
    pub(in crate::render) fn template(self, screen: &'static str) -> &'static str {
        match self {
            Self::Screen => screen,
            Self::Paper => "blocks/paper-practice.html",
            Self::Models => "blocks/paper-models.html",
        }
    }
}

/// A skill to rehearse (`blocks/practice.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct PracticeView {
    /// The element's id.
    pub dom_id: String,
    /// Under which a learner's ratings are kept.
    pub key: String,
    /// The heading; may be empty.
    pub title_html: Placeholder,
    /// The level of its heading.
    pub heading: u8,
    /// What is shown of it.
    pub form: PracticeForm,
    /// How long an answer may take; no timer when null.
    pub seconds: Option<u32>,
    /// What to do; may be empty.
    pub task_html: Placeholder,
    /// By rising difficulty.
    pub levels: Vec<PracticeLevelView>,
    /// What to rate oneself by (inline or block HTML).
    pub criteria: Vec<Placeholder>,
    /// One thing to try next; may be empty.
    pub next_html: Placeholder,
}

/// A client's words at one level of difficulty.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct PracticeLevelView {
    /// The element's id.
    pub dom_id: String,
    /// From 1 to 3.
    pub level: u8,
    pub title: String,
    /// What the client says.
    pub words_html: Placeholder,
    /// A model answer.
    pub model_html: Placeholder,
}
