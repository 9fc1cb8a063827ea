//! What a certificate requires must be there to be done.

use crate::config::Requirement;
use crate::course::{Course, Page};
use crate::diagnostic::{Code, Diagnostic};

/// Reports what `[certificate] requires` asks for and no learner can do.
pub(super) fn check(course: &Course) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (requirement, span) in course.requires.iter() {
        let (is_there, what, help) = match requirement {
            Requirement::Lessons => {
                let lessons = course.lessons().any(|page| !page.is_assessment());
                (lessons, "lessons", "write a lesson in the folder of a module, or remove `lessons`")
            }
            Requirement::Practice => {
                let practices = course.pages.iter().any(|page| page.outline.has.practice);
                (practices, "practices", "write `::: practice` on a page, or remove `practice`")
            }
            Requirement::Assessment => {
                let assessments = course.pages.iter().any(Page::is_assessment);
                (assessments, "assessments", "write a page of the kind `assessment`, or remove `assessment`")
            }
        };
        if !is_there {
            let message = format!("the certificate requires `{}`, and the course has no {what}", requirement.as_str());
            findings.push(Diagnostic::new(Code::ConfigBadValue, *span, message).help(help));
        }
    }
    findings
}
