//! What templates see: typed, serialised views, one for each template. Nothing else reaches a template.
//!
//! Fields named `*_html` are finished, trusted HTML (`{{ page.body_html | safe }}`); every other text is plain and is
//! escaped by the template engine. All `url` fields are relative to the page that shows them (absolute paths on the
//! 404 page) and name `index.html`, so that a page also works when opened from disk.

mod book;
mod container;
mod exchange;
mod item;
mod kind;
mod learner;
mod lesson;
mod link;
mod list;
mod objective;
mod page;
mod placeholder;
mod plan;
mod print;
mod printed;
mod sidebar;
mod site;
mod study_time;

pub(crate) use book::{
    AnswersView, BookContentsView, BookEntry, BookLandmark, BookView, ChapterView, CoverLine, CoverView,
};
pub(crate) use container::{ContainerView, FigureView, MediaView, PlayerView, SupportView};
pub(crate) use exchange::{
    DialogueForm, DialogueView, ExampleView, MapEdge, MapNode, MapView, MarkView, PracticeForm, PracticeLevelView,
    PracticeView, ScenarioNodeView, ScenarioOptionView, ScenarioView, TurnView,
};
pub(crate) use item::{BlankView, ChoiceView, DefinitionView, EntryView, ItemView, MenuOptionView, PairView};
pub(crate) use kind::{KindView, PathStep};
pub(crate) use learner::{
    AssessmentView, CertificateView, CoverageModule, CoverageRow, CoverageView, ObjectiveCard, ObjectivesModule,
    ObjectivesPage, ProgressModule, ProgressView, ReviewView, TaughtView,
};
pub(crate) use lesson::{CaseView, LessonView};
pub(crate) use link::{DateView, Link};
pub(crate) use list::{
    CitedWork, CountView, GlossaryView, HomeView, KindCard, KindIndexView, LetterGroup, ListEntry, ModuleCard,
    ModuleView, NotFoundView, RedirectView, ReferencesView, TermView, TopicCard, TopicView, TopicsView,
};
pub(crate) use objective::ObjectiveView;
pub(crate) use page::{ContentsEntry, PageView, ReferenceView, TermNote};
pub(crate) use placeholder::Placeholder;
pub(crate) use plan::{ActivityView, MeetingPart, MeetingView, NoteView, PlanLesson, PlanModule, PlanView};
pub(crate) use print::{HandoutView, PrintView, SectionView};
pub(crate) use printed::Number;
pub(in crate::render) use printed::{Marker, Printed, Single};
pub(crate) use sidebar::{TreeModule, TreeView};
pub(crate) use site::{AuthorView, ContributorView, SiteView};
pub(crate) use study_time::EstimateView;
