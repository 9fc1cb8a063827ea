//! Every page can be reached: lessons are in the tree, pages outside every module need a link from a page that is
//! itself reached.

use std::collections::BTreeSet;

use crate::assemble::resolve::{Target, resolve};
use crate::course::{Course, PageId, PageRole};
use crate::diagnostic::{Code, Diagnostic, Place};

pub(super) fn check(course: &Course, findings: &mut Vec<Diagnostic>) {
    let alone = |id: &PageId| course.page(*id).role == PageRole::Standalone;
    if !course.pages.iter().any(|page| page.role == PageRole::Standalone) {
        return;
    }
    let mut to_visit: Vec<PageId> = course.pages.iter().map(|page| page.id).filter(|id| !alone(id)).collect();
    let mut reached: BTreeSet<PageId> = to_visit.iter().copied().collect();
    while let Some(id) = to_visit.pop() {
        let page = course.page(id);
        for link in &page.outline.links {
            if let Ok(Target::Page(target, _)) = resolve(course, page, &link.destination)
                && reached.insert(target)
            {
                to_visit.push(target);
            }
        }
    }
    for page in course.pages.iter().filter(|page| !reached.contains(&page.id)) {
        let place = page.front.title_span.map_or_else(|| Place::File(page.path.clone()), Place::At);
        let message = format!("no page links to `{}`", page.front.title);
        let help = "link to it from a page of the course, or move it into a module";
        findings.push(Diagnostic::at(Code::PageUnreachable, place, message).help(help));
    }
}
