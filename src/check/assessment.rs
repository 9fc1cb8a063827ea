//! What a test needs: as many questions as it draws, each with points and an objective.

use crate::course::{ItemKind, Page, items};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Reports a test that cannot be held, or whose results would say less than they could.
pub(super) fn check(page: &Page, findings: &mut Vec<Diagnostic>) {
    if let Some(test) = &page.front.assessment {
        drawn(page, test.draw, test.span, findings);
        scored(page, findings);
    }
}

fn drawn(page: &Page, draw: Option<(u32, Span)>, span: Span, findings: &mut Vec<Diagnostic>) {
    if page.items == 0 {
        let finding = Diagnostic::new(Code::AssessmentForm, span, "the assessment has no questions");
        findings.push(finding.help("write questions on the page; those are what it draws from"));
        return;
    }
    let Some((draw, span)) = draw else { return };
    if usize::try_from(draw).is_ok_and(|draw| draw > page.items) {
        let message = format!("the assessment draws {draw} questions and has {}", page.items);
        let help = format!("write more questions, or `draw: {}` or less", page.items);
        findings.push(Diagnostic::new(Code::AssessmentForm, span, message).help(help));
    }
}

fn scored(page: &Page, findings: &mut Vec<Diagnostic>) {
    for item in items(&page.blocks) {
        if item.kind() == ItemKind::Reflection {
            let message = "an open question has no points, so it cannot stand in an assessment";
            let help = "give it options, or move it to a lesson";
            findings.push(Diagnostic::new(Code::AssessmentForm, item.span, message).help(help));
        }
        for (key, is) in [("attempts", item.attempts.is_some()), ("confidence", item.confidence)] {
            if is {
                let message = format!("`{key}` does nothing in an assessment, whose answers are handed in once");
                let help = format!("leave out `{key}`");
                findings.push(Diagnostic::new(Code::QuestionUnusedAttribute, item.span, message).help(help));
            }
        }
        // Pages with objectives of their own have been told already.
        if item.objective.is_none() && page.front.objectives.is_empty() {
            let message = "the question serves no objective, so a learner is not told what to look at again";
            let help = "write `objective=…` on its first line, with the id of an objective that a page teaches";
            findings.push(Diagnostic::new(Code::QuestionNoObjective, item.span, message).help(help));
        }
    }
}
