//! Every objective is tested: a question somewhere in the course names it.

use std::collections::BTreeSet;

use crate::course::Course;
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn check(course: &Course, findings: &mut Vec<Diagnostic>) {
    let tested: BTreeSet<&str> =
        course.pages.iter().flat_map(|page| &page.outline.objectives).map(|(id, _)| id.as_str()).collect();
    for objective in course.pages.iter().flat_map(|page| &page.front.objectives) {
        if !tested.contains(objective.id.as_str()) {
            let message = format!("no question serves the objective `{}`", objective.id);
            let help = format!("add one: `::: question {{#my-question objective={}}}`", objective.id);
            findings.push(Diagnostic::new(Code::ObjectiveUntested, objective.span, message).help(help));
        }
    }
}
