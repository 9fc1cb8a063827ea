//! Rules over the whole course, one file a rule.
//!
//! A rule is a function from the course to findings; [`check`] runs them all. A rule to which one page is enough looks at
//! its outline; [`page`] runs those, once for each page that changed. What one file alone can show is found
//! where the file is parsed; what makes a course impossible (two sources for one address) where it is assembled.

mod assessment;
pub mod coverage;
mod headings;
mod links;
mod marks;
mod objectives;
mod reach;

use crate::course::{Course, Outline};
use crate::diagnostic::Diagnostic;

type Rule = fn(&Course, &mut Vec<Diagnostic>);

/// Every rule over the course.
const RULES: [Rule; 5] = [assessment::check, links::check, marks::check, objectives::check, reach::check];

/// Runs every rule.
pub fn check(course: &Course) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for rule in RULES {
        rule(course, &mut findings);
    }
    findings
}

/// Runs the rules to which one page is enough.
pub fn page(outline: &Outline) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    headings::check(outline, &mut findings);
    findings
}
