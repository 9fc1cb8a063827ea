//! What each template sees: its views and their fields, from the sources of the views (`build.rs`).

/// A field: its name, its type as it is written, and its comment.
pub(super) type Field = (&'static str, &'static str, &'static str);

/// Every view with its fields.
static VIEWS: &[(&str, &[Field])] = include!(concat!(env!("OUT_DIR"), "/views.rs"));

const SITE: (&str, &str) = ("site", "SiteView");
const PAGE: (&str, &str) = ("page", "PageView");
/// A variable that no view describes.
const ANY: &str = "";

/// A template, what it makes, and its variables with their views.
type Entry = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// The templates that make something by themselves, what each makes, and its variables with their views.
pub(super) const ENTRIES: &[Entry] = &[
    ("base.html", "the frame of every page", &[SITE, PAGE]),
    ("home.html", "the front page", &[SITE, PAGE, ("home", "HomeView")]),
    ("module.html", "a module's index", &[SITE, PAGE, ("module", "ModuleView")]),
    ("lesson.html", "a lesson, a case or a test", &[SITE, PAGE, ("lesson", "LessonView")]),
    ("kind.html", "the pages of a kind", &[SITE, PAGE, ("index", "KindIndexView")]),
    ("topics.html", "all topics", &[SITE, PAGE, ("topics", "TopicsView")]),
    ("topic.html", "the pages of a topic", &[SITE, PAGE, ("topic", "TopicView")]),
    ("glossary.html", "the glossary", &[SITE, PAGE, ("glossary", "GlossaryView")]),
    ("references.html", "everything that is cited", &[SITE, PAGE, ("references", "ReferencesView")]),
    ("objectives.html", "what is taught and asked for", &[SITE, PAGE, ("objectives", "ObjectivesPage")]),
    ("progress.html", "what was done", &[SITE, PAGE, ("progress", "ProgressView")]),
    ("review.html", "today's questions", &[SITE, PAGE, ("review", ANY)]),
    ("certificate.html", "the certificate", &[SITE, PAGE, ("certificate", "CertificateView")]),
    ("coverage.html", "the table of objectives, for facilitators", &[SITE, PAGE, ("coverage", "CoverageView")]),
    ("plan.html", "the session plan, for facilitators", &[SITE, PAGE, ("plan", "PlanView")]),
    ("questions.html", "a sheet with questions", &[SITE, PAGE, ("handout", ANY)]),
    ("slides.html", "questions to project", &[SITE, PAGE, ("handout", ANY)]),
    ("print.html", "a module or the course on one page, for print", &[SITE, PAGE, ("print", ANY)]),
    ("404.html", "the page for wrong addresses", &[SITE, PAGE, ("not_found", "NotFoundView")]),
    ("redirect.html", "an old address", &[("redirect", "RedirectView")]),
    ("parts/head.html", "the head of every page, before its style sheets", &[SITE]),
    ("parts/scripts.html", "the head of every page, after its style sheets", &[SITE]),
    ("parts/masthead.html", "the top of every page", &[SITE]),
    ("parts/footer.html", "the foot of every page", &[SITE]),
    ("parts/messages.html", "the interface's words for scripts", &[]),
    ("parts/tree.html", "the contents beside the page", &[SITE, ("tree", "TreeView")]),
    ("parts/tree-lesson.html", "a lesson in them", &[("lesson", "Link")]),
    ("blocks/item.html", "a question", &[SITE, ("item", "ItemView")]),
    ("blocks/blank.html", "a gap in a question's text", &[SITE, ("blank", "BlankView")]),
    ("blocks/container.html", "a note, a tip, key points …", &[SITE, ("container", "ContainerView")]),
    ("blocks/media.html", "a film or a recording", &[SITE, ("media", "MediaView")]),
    ("blocks/paper-item.html", "a question for a pen", &[SITE, ("item", "ItemView")]),
    ("blocks/paper-answer.html", "what answers it", &[SITE, ("item", "ItemView")]),
    ("blocks/paper-blank.html", "a gap in it", &[SITE, ("blank", "BlankView")]),
    ("blocks/slide.html", "a question to project", &[SITE, ("item", "ItemView")]),
    ("blocks/paper-practice.html", "a skill to rehearse, on paper", &[SITE, ("practice", "PracticeView")]),
    ("blocks/paper-models.html", "its model answers, on paper", &[SITE, ("practice", "PracticeView")]),
    ("blocks/figure.html", "a figure", &[SITE, ("figure", "FigureView")]),
    ("blocks/dialogue.html", "a session excerpt", &[SITE, ("dialogue", "DialogueView")]),
    ("blocks/scenario.html", "a branching exchange", &[SITE, ("scenario", "ScenarioView")]),
    ("blocks/practice.html", "a skill to rehearse", &[SITE, ("practice", "PracticeView")]),
];

/// What a value in a template is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    /// Nothing is known of it.
    Any,
    /// A text, a number or a truth value.
    Plain,
    /// The view of this name.
    View(&'static str),
    List(Box<Self>),
}

impl Type {
    /// The view of this name, or a value of which nothing is known.
    pub(super) fn of_view(name: &'static str) -> Self {
        if name == ANY { Self::Any } else { Self::View(name) }
    }

    /// The type of a field as its view has it written.
    pub(super) fn of_field(written: &'static str) -> Self {
        let inner = |wrapper: &str| written.strip_prefix(wrapper)?.strip_suffix('>');
        if let Some(item) = inner("Vec<") {
            return Self::List(Box::new(Self::of_field(item)));
        }
        if let Some(inner) = inner("Option<").or_else(|| inner("Box<")) {
            return Self::of_field(inner);
        }
        match written {
            "FreeValue" => Self::Any,
            name if fields(name).is_some() => Self::View(name),
            _ => Self::Plain,
        }
    }

    /// What one gets by going through it.
    pub(super) fn item(&self) -> Self {
        if let Self::List(item) = self { (**item).clone() } else { Self::Any }
    }
}

/// The fields of a view.
pub(super) fn fields(view: &str) -> Option<&'static [Field]> {
    VIEWS.iter().find(|(name, _)| *name == view).map(|(_, fields)| *fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_of_a_template_is_known() {
        for (template, _, variables) in ENTRIES {
            for (variable, view) in *variables {
                assert!(*view == ANY || fields(view).is_some(), "{template}: {variable}");
            }
        }
        let fields = fields("LessonView").unwrap();
        assert!(
            fields.iter().any(|(name, kind, about)| *name == "minutes" && *kind == "u32" && *about == "Reading time.")
        );
        assert_eq!(Type::of_field("Option<KindView>"), Type::View("KindView"));
        assert_eq!(Type::of_field("Vec<String>"), Type::List(Box::new(Type::Plain)));
    }
}
