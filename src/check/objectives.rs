//! What learners will be able to do is taught and tested: every objective by two questions at least, every question for an
//! objective where its page has some, and none before the objective is taught.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use crate::course::{Course, Known, Objective, Page, PageId, PageRole};
use crate::diagnostic::{Code, Diagnostic, NameIndex, Place, Suggestion, listed, suggest};
use crate::source::Span;

use super::tables::Tables;

/// Where each objective is taught first, by its id.
#[derive(Debug, Default)]
pub(super) struct Taught {
    by_id: BTreeMap<String, (PageId, Span)>,
    /// Whether there are pages of which it is not known what they teach.
    is_partial: bool,
}

impl Taught {
    pub(super) fn of(course: &Course) -> Self {
        let mut taught = BTreeMap::new();
        for page in &course.pages {
            for objective in &page.front.objectives {
                taught.entry(objective.id.clone()).or_insert((page.id, objective.span));
            }
        }
        let is_partial = course.pages.iter().any(|page| page.front.known != Known::All);
        Self { by_id: taught, is_partial }
    }

    /// The ids of all objectives, in order.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }
}

/// Objectives of lessons that are served by no question, or by one alone. Those of the front page are what the course as a whole
/// leads to; that may be more than a question can ask for. Nothing is said where a container's line cannot be read, which may be that of a
/// question.
pub(super) fn untested(course: &Course, findings: &mut Vec<Diagnostic>) {
    if course.pages.iter().any(|page| page.outline.serves_unknown) {
        return;
    }
    let mut served: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, _) in course.pages.iter().flat_map(|page| &page.outline.objectives) {
        *served.entry(id).or_default() += 1;
    }
    let pages = course.pages.iter().filter(|page| page.role != PageRole::Home);
    for objective in pages.flat_map(|page| &page.front.objectives) {
        let questions = served.get(objective.id.as_str()).copied().unwrap_or_default();
        findings.extend(rarely_tested(objective, questions));
    }
}

/// Questions of a page for objectives that nobody teaches or that are taught later, and questions for none.
pub(super) fn check(course: &Course, page: &Page, tables: &Tables, findings: &mut Vec<Diagnostic>) {
    let taught = || tables.taught(course);
    let own = LazyCell::new(|| NameIndex::of(of_page(page)));
    for (id, span) in &page.outline.objectives {
        let Some((place, objective)) = taught().by_id.get(id.as_str()) else {
            if !taught().is_partial {
                let meant = suggest(id, own.near(id)).or(|| suggest(id, tables.objectives(course).near(id)));
                findings.push(unknown(id, *span, page, &meant));
            }
            continue;
        };
        if *place > page.id {
            let message = format!("this question serves `{id}`, which is taught only later");
            let help = "move the question behind the page with the objective, or the objective to this page";
            let finding = Diagnostic::new(Code::QuestionBeforeObjective, *span, message)
                .related(Place::At(*objective), "taught here")
                .help(help);
            findings.push(finding);
        }
    }
    let Some(first) = page.front.objectives.first() else { return };
    for span in &page.outline.aimless {
        let help = format!("name one: `objective={}`", first.id);
        let message = "this question serves no objective, and its page has some";
        findings.push(Diagnostic::new(Code::QuestionNoObjective, *span, message).help(help));
    }
}

fn unknown(id: &str, span: Span, page: &Page, meant: &Suggestion<'_>) -> Diagnostic {
    let help = meant.help(if page.front.objectives.is_empty() {
        "add it to `objectives` in the front matter, with `id` and `text`".to_owned()
    } else {
        format!("this page has {}", listed(of_page(page)))
    });
    Diagnostic::new(Code::QuestionUnknownObjective, span, format!("there is no objective `{id}`")).help(help)
}

fn of_page(page: &Page) -> impl Iterator<Item = &str> {
    page.front.objectives.iter().map(|objective| objective.id.as_str())
}

fn rarely_tested(objective: &Objective, questions: usize) -> Option<Diagnostic> {
    let Objective { id, span, .. } = objective;
    let (code, message, more) = match questions {
        0 => (Code::ObjectiveUntested, format!("no question serves the objective `{id}`"), "one"),
        1 => (Code::ObjectiveOneItem, format!("only one question serves the objective `{id}`"), "a second"),
        _ => return None,
    };
    let help = format!("add {more}: `::: question {{#my-question objective={id}}}`");
    Some(Diagnostic::new(code, *span, message).help(help))
}
