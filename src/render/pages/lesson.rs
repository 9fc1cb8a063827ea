//! A lesson, a case, an assessment, or a page that stands outside every module.

use std::collections::BTreeSet;

use crate::assemble::resolve::{Target, resolve};
use crate::course::reserved::topic_address;
use crate::course::{CaseAttestation, ElementKind, MarkedTurn, Objective, Page, PageId, PageRole, topic_slug};

use crate::render::context::SiteContext;
use crate::render::lazy_page::Template;
use crate::render::links::{Urls, page_link};
use crate::render::pages::assessment::assessment;
use crate::render::pages::entries::{body_place, kind_of, path};
use crate::render::view::{CaseView, ExampleView, LessonView, Link, Number, ObjectiveView, PathStep};

pub(super) const TEMPLATE: Template = Template { path: "lesson.html", variable: "lesson" };

pub(in crate::render) fn view(context: &SiteContext, page: &Page, urls: &Urls<'_>) -> LessonView {
    let course = &context.course;
    let module = match page.role {
        PageRole::Lesson(module) => Some(&course.modules[module]),
        _ => None,
    };
    // A topic that hidden pages alone have is listed nowhere, and has no page.
    let topic = |topic: &String| {
        let slug = topic_slug(topic);
        let url = context.topics.contains_key(&slug).then(|| urls.page(&topic_address(course.names, &slug)))?;
        Some(Link { title: topic.clone(), url, ..Link::default() })
    };
    let (path_label, path) = path_on(context, page, urls);
    LessonView {
        key: page.address.as_str().to_owned(),
        kind: kind_of(context, page, urls),
        step: page.front.step,
        module_number: module.map(|module| Number::Number(module.number)),
        module_total: course.modules.len(),
        module: module.map(|module| page_link(course.page(module.index), urls)),
        minutes: page.minutes,
        item_count: page.asked(),
        points: page.outline.points,
        objectives: objective_views(page),
        topics: page.front.topics.iter().filter_map(topic).collect(),
        authors: page.front.authors.clone(),
        reviewed: page.front.reviewed.map(|date| context.date(date)),
        case: page.front.case.as_ref().map(|case| case_view(context, case)),
        path_label,
        path,
        assessment: page.front.assessment.as_ref().map(|test| assessment(context, (page, test), urls)),
        examples: examples(context, page, urls),
        body_html: body_place(page),
    }
}

/// How many marked turns of other pages a page lists.
const MAX_EXAMPLES: usize = 40;

fn examples(context: &SiteContext, page: &Page, urls: &Urls<'_>) -> Vec<ExampleView> {
    let view = |(page, turn): (&Page, &MarkedTurn)| ExampleView {
        page: Link {
            title: page.front.title.clone(),
            url: format!("{}#{}", urls.page(&page.address), turn.turn),
            ..Link::default()
        },
        speaker: turn.speaker.clone(),
        words: turn.words.clone(),
    };
    context.index.seen(page).take(MAX_EXAMPLES).map(view).collect()
}

/// What a learner will be able to do after a page, or after the course.
pub(super) fn objective_views(page: &Page) -> Vec<ObjectiveView> {
    let view = |objective: &Objective| ObjectiveView {
        dom_id: ElementKind::Objective.id(&objective.id),
        text: objective.text.clone(),
    };
    page.front.objectives.iter().map(view).collect()
}

/// What a case attests.
pub(super) fn case_view(context: &SiteContext, case: &CaseAttestation) -> CaseView {
    CaseView {
        consent: case.consent.as_str(),
        pseudonyms: case.pseudonyms.clone(),
        changed: case.changed.clone(),
        reviewed_by: case.reviewed_by.clone(),
        reviewed_on: case.reviewed_on.map(|date| context.date(date)),
    }
}

/// The path on a lesson with what its pages are called: on the steps' own pages, and on a page that links to every step.
fn path_on(context: &SiteContext, page: &Page, urls: &Urls<'_>) -> (String, Vec<PathStep>) {
    for (kind, steps) in &*context.steps {
        let here = steps.contains(&page.id).then_some(page.id);
        if here.is_some() || links_to_all(context, page, steps) {
            let label = context.course.kinds[kind].plural.clone();
            return (label, path(&context.course, steps, here, urls));
        }
    }
    (String::new(), Vec::new())
}

fn links_to_all(context: &SiteContext, page: &Page, steps: &[PageId]) -> bool {
    let target = |link: &crate::course::Link| match resolve(&context.course, page, &link.destination) {
        Ok(Target::Page(id, _)) => Some(id),
        _ => None,
    };
    let linked: BTreeSet<PageId> = page.outline.links.iter().filter_map(target).collect();
    !steps.is_empty() && steps.iter().all(|step| linked.contains(step))
}
