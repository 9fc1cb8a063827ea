//! What learners will be able to do is taught and tested: every objective by two questions at least, every question for an
//! objective where its page has some, and none before the objective is taught.

use std::collections::BTreeMap;

use crate::course::{Course, Objective, PageId};
use crate::diagnostic::{Code, Diagnostic, Place};

pub(super) fn check(course: &Course, findings: &mut Vec<Diagnostic>) {
    let mut served: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, _) in course.pages.iter().flat_map(|page| &page.outline.objectives) {
        *served.entry(id).or_default() += 1;
    }
    let mut taught: BTreeMap<&str, (PageId, &Objective)> = BTreeMap::new();
    for page in &course.pages {
        for objective in &page.front.objectives {
            taught.entry(&objective.id).or_insert((page.id, objective));
            findings.extend(untested(objective, served.get(objective.id.as_str()).copied().unwrap_or_default()));
        }
    }
    for page in &course.pages {
        for (id, span) in &page.outline.objectives {
            let Some((_, objective)) = taught.get(id.as_str()).filter(|(place, _)| *place > page.id) else { continue };
            let message = format!("this question serves `{id}`, which is taught only later");
            let help = "move the question behind the page with the objective, or the objective to this page";
            let finding = Diagnostic::new(Code::QuestionBeforeObjective, *span, message)
                .related(Place::At(objective.span), "taught here")
                .help(help);
            findings.push(finding);
        }
        if page.front.objectives.is_empty() {
            continue;
        }
        for span in &page.outline.aimless {
            let help = format!("name one: `objective={}`", page.front.objectives[0].id);
            let message = "this question serves no objective, and its page has some";
            findings.push(Diagnostic::new(Code::QuestionNoObjective, *span, message).help(help));
        }
    }
}

fn untested(objective: &Objective, questions: usize) -> Option<Diagnostic> {
    let Objective { id, span, .. } = objective;
    let (code, message, more) = match questions {
        0 => (Code::ObjectiveUntested, format!("no question serves the objective `{id}`"), "one"),
        1 => (Code::ObjectiveOneItem, format!("only one question serves the objective `{id}`"), "a second"),
        _ => return None,
    };
    let help = format!("add {more}: `::: question {{#my-question objective={id}}}`");
    Some(Diagnostic::new(code, *span, message).help(help))
}
