//! What templates see: typed, serialised views, one for each template. Nothing else reaches a template.
//!
//! Fields named `*_html` are finished, trusted HTML (`{{ page.body_html | safe }}`); every other text is plain and is
//! escaped by the template engine. All `url` fields are relative to the page that shows them (absolute paths on the
//! 404 page) and name `index.html`, so that a page also works when opened from disk.

mod exchange;
mod item;
mod learner;
mod list;
mod page;
mod piece;
mod study_time;

pub use exchange::{
    DialogueView, MapEdge, MapNode, MapView, MarkView, PracticeLevelView, PracticeView, ScenarioNodeView,
    ScenarioOptionView, ScenarioView, SeenView, TurnView,
};
pub use item::{BlankView, ChoiceView, DefinitionView, EntryView, ItemView, MenuOptionView, PairView};
pub use learner::{
    AssessmentView, CertificateView, CoverageRow, CoverageView, ObjectiveCard, ObjectivesModule, ObjectivesPage,
    PlanLesson, PlanModule, PlanView, ProgressModule, ProgressView, TaughtView,
};
pub use list::{
    CitedWork, GlossaryView, HomeView, KindCard, KindIndexView, LetterGroup, ListEntry, ModuleCard, ModuleView,
    NotFoundView, RedirectView, ReferencesView, TermView, TopicCard, TopicView, TopicsView,
};
pub use page::{
    AuthorView, BodyView, CaseView, ContainerView, ContentsEntry, DateView, FigureView, KindView, Link, ObjectiveView,
    PageView, PathStep, ReferenceView, SiteView, SupportView, TermNote, TreeModule, TreeView, Words,
};
pub use piece::Piece;
pub use study_time::EstimateView;
