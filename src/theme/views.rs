//! What each template sees: its views and their fields, from the sources of the views themselves.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A field: its name, its type as it is written, and its comment.
pub(super) type Field = (&'static str, &'static str, String);

/// The sources of the views.
const SOURCES: [&str; 18] = [
    include_str!("../render/view/book.rs"),
    include_str!("../render/view/container.rs"),
    include_str!("../render/view/exchange.rs"),
    include_str!("../render/view/item.rs"),
    include_str!("../render/view/kind.rs"),
    include_str!("../render/view/learner.rs"),
    include_str!("../render/view/lesson.rs"),
    include_str!("../render/view/link.rs"),
    include_str!("../render/view/list.rs"),
    include_str!("../render/view/objective.rs"),
    include_str!("../render/view/page.rs"),
    include_str!("../render/view/placeholder.rs"),
    include_str!("../render/view/plan.rs"),
    include_str!("../render/view/print.rs"),
    include_str!("../render/view/printed.rs"),
    include_str!("../render/view/sidebar.rs"),
    include_str!("../render/view/site.rs"),
    include_str!("../render/view/study_time.rs"),
];

/// Every view with its fields.
static VIEWS: LazyLock<BTreeMap<&'static str, Vec<Field>>> =
    LazyLock::new(|| SOURCES.iter().flat_map(|source| views(source)).collect());

/// The views in a source: structures with a field and its comment on lines of their own.
fn views(source: &'static str) -> Vec<(&'static str, Vec<Field>)> {
    let mut views = Vec::new();
    let mut lines = source.lines().map(str::trim);
    while let Some(line) = lines.next() {
        let name = line.strip_prefix("pub(crate) struct ").and_then(|rest| rest.strip_suffix(" {"));
        let Some(name) = name else { continue };
        let (mut fields, mut about, mut is_skipped) = (Vec::new(), Vec::new(), false);
        for line in lines.by_ref().take_while(|line| *line != "}") {
            if let Some(comment) = line.strip_prefix("///") {
                about.push(comment.trim());
            } else if line == "#[serde(skip)]" {
                is_skipped = true;
            } else if let Some((field, kind)) = line.strip_prefix("pub ").and_then(|rest| rest.split_once(": ")) {
                if !std::mem::take(&mut is_skipped) {
                    fields.push((field, kind.trim_end_matches(','), about.join(" ")));
                }
                about.clear();
            }
        }
        views.push((name, fields));
    }
    views
}

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
    ("review.html", "today's questions", &[SITE, PAGE, ("review", "ReviewView")]),
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
    (
        "blocks/paper-marks.html",
        "its marks, on paper, where readers are to find them",
        &[SITE, ("dialogue", "DialogueView")],
    ),
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
    VIEWS.get(view).map(Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the program's own sources, of which the list has to have all")]
    fn every_source_of_views_is_read() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/view");
        let sources =
            std::fs::read_dir(folder).unwrap().filter(|entry| entry.as_ref().unwrap().file_name() != "mod.rs");
        assert_eq!(sources.count(), SOURCES.len(), "a file of src/render/view is not among the sources");
    }

    #[test]
    fn every_view_of_a_template_is_known() {
        for (template, _, variables) in ENTRIES {
            for (variable, view) in *variables {
                assert!(*view == ANY || fields(view).is_some(), "{template}: {variable}");
            }
        }
        let fields = fields("LessonView").unwrap();
        assert!(
            fields.iter().any(|(name, kind, about)| *name == "minutes" && *kind == "u32" && about == "Reading time.")
        );
        assert_eq!(Type::of_field("Option<KindView>"), Type::View("KindView"));
        assert_eq!(Type::of_field("Vec<String>"), Type::List(Box::new(Type::Plain)));
    }
}
