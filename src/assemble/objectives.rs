//! Objectives: unique in the course, and known where a question names one.

use std::collections::BTreeMap;

use crate::course::Course;
use crate::diagnostic::{Code, Diagnostic, Place, suggest};
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
    for page in &course.pages {
        for (id, span) in &page.outline.objectives {
            if !known.contains_key(id.as_str()) {
                diagnostics.push(unknown(id, *span, page.front.objectives.iter().map(|o| o.id.as_str()), &known));
            }
        }
    }
}

fn unknown<'a>(
    id: &str,
    span: Span,
    of_page: impl Iterator<Item = &'a str>,
    known: &BTreeMap<&str, Span>,
) -> Diagnostic {
    let of_page: Vec<&str> = of_page.collect();
    let meant = suggest(id, of_page.iter().copied()).or(|| suggest(id, known.keys().copied()));
    let help = meant.help(if of_page.is_empty() {
        "add it to `objectives` in the front matter, with `id` and `text`".to_owned()
    } else {
        let list: Vec<String> = of_page.iter().map(|id| format!("`{id}`")).collect();
        format!("this page has {}", list.join(", "))
    });
    Diagnostic::new(Code::QuestionUnknownObjective, span, format!("there is no objective `{id}`")).help(help)
}
