//! Rules over the whole course, one file a rule.
//!
//! A rule is a function from the course to findings; [`check`] runs them all. What one file alone can show is found
//! where the file is parsed; what makes a course impossible (two sources for one address) where it is assembled.

mod headings;
mod links;
mod objectives;
mod reach;

use crate::course::Course;
use crate::diagnostic::Diagnostic;

type Rule = fn(&Course, &mut Vec<Diagnostic>);

/// Every rule.
const RULES: [Rule; 4] = [links::check, headings::check, objectives::check, reach::check];

/// Runs every rule.
pub fn check(course: &Course) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for rule in RULES {
        rule(course, &mut findings);
    }
    findings
}
