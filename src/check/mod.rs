//! Rules over the whole course, one file a rule.
//!
//! A rule is a function from the course to findings; [`check`] runs them all. A rule to which one page is enough looks at
//! its outline; [`page`] runs those, once for each page that changed. What one file alone can show is found
//! where the file is parsed; what makes a course impossible (two sources for one address) where it is assembled.

mod assessment;
pub mod coverage;
mod headings;
mod items;
mod links;
mod marks;
mod objectives;
mod references;
mod unreachable;
mod withheld;

use std::collections::BTreeMap;

use crate::config::Level;
use crate::course::{Block, Course, Outline};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub use withheld::Withheld;

type Rule = fn(&Course, &mut Vec<Diagnostic>);

/// Every rule over the course.
const RULES: [Rule; 7] = [
    assessment::check,
    items::places,
    links::check,
    marks::check,
    objectives::check,
    unreachable::check,
    references::check,
];

/// Runs every rule.
pub fn check(course: &Course) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for rule in RULES {
        rule(course, &mut findings);
    }
    findings
}

/// Weighs findings on how questions are written as `[items]` asks.
pub fn weigh(findings: &mut Vec<Diagnostic>, levels: &BTreeMap<Code, Level>) {
    if levels.is_empty() {
        return;
    }
    findings.retain_mut(|finding| match levels.get(&finding.code) {
        Some(Level::Allow) => false,
        Some(Level::Deny) => {
            finding.severity = Severity::Error;
            true
        }
        Some(Level::Warn) | None => true,
    });
}

/// Runs the rules to which one page is enough.
pub fn page(blocks: &[Block], outline: &Outline) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    headings::check(outline, &mut findings);
    items::check(blocks, &mut findings);
    findings
}
