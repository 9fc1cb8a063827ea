//! Every page can be reached: lessons are in the tree, pages outside every module need a link from a page that is
//! itself reached.

use std::collections::BTreeSet;

use crate::assemble::resolve::{Target, resolve};
use crate::course::{Course, Known, Page, PageId, PageRole};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::input::roles::CONTENT;
use crate::source::FileId;

pub(super) fn check(course: &Course, findings: &mut Vec<Diagnostic>) {
    let alone = |id: &PageId| course.page(*id).role == PageRole::Standalone;
    if !course.pages.iter().any(|page| page.role == PageRole::Standalone) {
        return;
    }
    let mut to_visit: Vec<PageId> = course.pages.iter().map(|page| page.id).filter(|id| !alone(id)).collect();
    // The foot of every page leads to some.
    let named = course.named_in_config.pages.iter().filter_map(|(path, _)| course.made_from(FileId::of(path)));
    to_visit.extend(named.map(|page| page.id).filter(alone));
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
    // Where the folder of a page has no page of its own, that is said.
    let is_alone = |page: &&Page| {
        !reached.contains(&page.id)
            && !page.is_hidden
            && page.path.folder() == CONTENT
            && page.front.known != Known::Nothing
    };
    for page in course.pages.iter().filter(is_alone) {
        let place = page.front.title_span.map_or_else(|| Place::File(page.path.clone()), Place::At);
        let message = format!("no page links to `{}`", page.front.title);
        let help = "link to it from a page of the course, or move it into a module";
        findings.push(Diagnostic::at(Code::PageUnreachable, place, message).help(help));
    }
}
