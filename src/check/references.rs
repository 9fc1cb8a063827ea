//! Every work that is cited is in the bibliography, and every work in it is cited.

use std::collections::BTreeSet;

use crate::course::{Cited, Course};
use crate::diagnostic::{Code, Diagnostic, suggest};

pub(super) fn check(course: &Course, findings: &mut Vec<Diagnostic>) {
    let mut cited: BTreeSet<&str> = course.cited_in_drafts.iter().map(String::as_str).collect();
    for page in &course.pages {
        cited.extend(page.outline.works());
        let works = page.outline.cited();
        findings
            .extend(works.filter(|work| !course.references.contains_key(&work.key)).map(|work| unknown(course, work)));
    }
    for (key, reference) in course.references.iter().filter(|(key, _)| !cited.contains(key.as_str())) {
        let message = format!("no page cites the work `{key}`");
        let help = format!("cite it with `[@{key}]`, or remove it");
        findings.push(Diagnostic::new(Code::UnusedReference, reference.span, message).help(help));
    }
}

fn unknown(course: &Course, work: &Cited) -> Diagnostic {
    let other = "add it to content/references.yaml; `\\[@…]` prints brackets that cite nothing";
    let meant = suggest(&work.key, course.references.keys().map(String::as_str));
    let help = meant.help_as(|key| format!("@{key}"), other);
    Diagnostic::new(Code::UnknownReference, work.span, format!("the bibliography has no work `{}`", work.key))
        .help(help)
}
