//! Objectives: unique in the course.

use std::collections::BTreeMap;

use crate::course::Course;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Span;

pub(super) fn check(course: &Course, diagnostics: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<&str, Span> = BTreeMap::new();
    for page in &course.pages {
        for objective in &page.front.objectives {
            if let Some(first) = known.get(objective.id.as_str()).filter(|first| first.file != objective.span.file) {
                let message = format!("the objective `{}` stands on another page too", objective.id);
                let finding = Diagnostic::new(Code::DuplicateObjective, objective.span, message)
                    .related(Place::At(*first), "first here")
                    .help("give one of them another id: objectives are counted over the whole course");
                diagnostics.push(finding);
            } else {
                known.entry(&objective.id).or_insert(objective.span);
            }
        }
    }
}
