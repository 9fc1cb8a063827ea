//! The part of a page that is an assessment.

use std::collections::BTreeSet;

use crate::course::reserved::GeneratedPage;
use crate::course::{Assessment, Course, ElementKind, Page, PageRole};

use crate::render::context::SiteContext;
use crate::render::links::{Urls, fragment, page_link};
use crate::render::view::{AssessmentView, TaughtView};

/// The pages that are an assessment, in reading order.
pub(super) fn assessments(course: &Course) -> impl Iterator<Item = &Page> {
    course.listed().filter(|page| page.is_assessment())
}

/// The score to pass where neither the page nor the course gives one, in percent: what the American Psychological Association
/// suggests for continuing education.
const PASS: u8 = 75;

/// The assessment that a page is.
pub(super) fn assessment(
    context: &SiteContext,
    (page, assessment): (&Page, &Assessment),
    urls: &Urls<'_>,
) -> AssessmentView {
    let mut known = BTreeSet::new();
    let mut objectives: Vec<(usize, usize, TaughtView)> = Vec::new();
    for (id, _) in page.outline.objectives.iter().filter(|(id, _)| known.insert(id.as_str())) {
        let Some((teaches, objective)) = context.index.objective(id) else { continue };
        let at = teaches.front.objectives.iter().position(|taught| taught.id == *id).unwrap_or_default();
        let mut link = page_link(teaches, urls);
        link.url.push_str(&fragment(ElementKind::Objective, id));
        let module = module_number(&context.course, teaches);
        objectives.push((
            teaches.id.0,
            at,
            TaughtView { id: id.clone(), text: objective.text.clone(), page: link, module },
        ));
    }
    objectives.sort_by_key(|(page, at, _)| (*page, *at));
    AssessmentView {
        draw: page.asked(),
        pool: page.items,
        pass: assessment.pass.or(context.config.course.pass_mark).unwrap_or(PASS),
        certificate_url: urls.page(&GeneratedPage::Certificate.address(context.course.names)),
        objectives: objectives.into_iter().map(|(_, _, view)| view).collect(),
    }
}

/// The number of the module that a page stands in, from 1; 0 outside every module.
pub(super) fn module_number(course: &Course, page: &Page) -> usize {
    match page.role {
        PageRole::ModuleIndex(module) | PageRole::Lesson(module) => course.modules[module].number,
        PageRole::Home | PageRole::Standalone => 0,
    }
}
