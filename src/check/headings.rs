//! Headings make an outline: the title is the first level, and no level is skipped on the way down (WCAG 1.3.1 and
//! the best practice of axe's `heading-order`).

use crate::course::Outline;
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn check(outline: &Outline, findings: &mut Vec<Diagnostic>) {
    let mut above = 1;
    for heading in &outline.headings {
        let marks = |level: u8| "#".repeat(usize::from(level));
        if heading.level == 1 {
            let message = format!("`{}` is a first-level heading, which the page's title already is", heading.text);
            let help = format!("begin it with `{}`", marks(2));
            findings.push(Diagnostic::new(Code::HeadingFirstLevel, heading.span, message).help(help));
        } else if heading.level > above + 1 {
            let message =
                format!("`{}` skips a level: it is level {} after level {above}", heading.text, heading.level);
            let help = format!("begin it with `{}`", marks(above + 1));
            findings.push(Diagnostic::new(Code::HeadingSkip, heading.span, message).help(help));
        }
        above = heading.level.max(2);
    }
}
