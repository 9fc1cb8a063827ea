//! Every work that is cited is in the bibliography, and every work in it is cited.

use std::collections::BTreeSet;

use crate::course::{Cited, Course, Page};
use crate::diagnostic::{Code, Diagnostic, suggest};

use super::tables::Tables;

/// Works that a page cites and the bibliography does not have, and those that it cites without brackets.
pub(super) fn unknown(course: &Course, page: &Page, tables: &Tables, findings: &mut Vec<Diagnostic>) {
    let is_known = |key: &str| course.references.contains_key(key) || course.unread.contains(key);
    let unknown = page.outline.cited().filter(|work| !is_known(&work.key));
    findings.extend(unknown.map(|work| finding(course, tables, work)));
    let bare = page.outline.bare_keys.iter().filter(|(key, _)| course.references.contains_key(key));
    findings.extend(bare.map(|(key, place)| {
        let message = format!("`@{key}` is a citation without brackets, which is printed as it is written");
        let help = format!("write `[@{key}]`, or `[-@{key}]` behind the name where the sentence names the author");
        Diagnostic::new(Code::ForeignMark, *place, message).help(help)
    }));
}

/// Works in the bibliography that no page cites.
pub(super) fn unused(course: &Course, findings: &mut Vec<Diagnostic>) {
    if course.references.is_empty() {
        return;
    }
    let mut cited: BTreeSet<&str> = course.cited_in_left_out.iter().map(String::as_str).collect();
    cited.extend(course.pages.iter().flat_map(|page| page.outline.works()));
    for (key, reference) in course.references.iter().filter(|(key, _)| !cited.contains(key.as_str())) {
        let message = format!("no page cites the work `{key}`");
        let help = format!("cite it with `[@{key}]`, or remove it");
        findings.push(Diagnostic::new(Code::UnusedReference, reference.span, message).help(help));
    }
}

fn finding(course: &Course, tables: &Tables, work: &Cited) -> Diagnostic {
    let other = "add it to content/references.yaml; `\\[@…]` prints brackets that cite nothing";
    let meant = suggest(&work.key, tables.works(course).near(&work.key));
    let help = meant.help_as(|key| format!("@{key}"), other);
    Diagnostic::new(Code::UnknownReference, work.span, format!("the bibliography has no work `{}`", work.key))
        .help(help)
}
