//! How pages show other pages: as an entry of a list, with its kind, or as a step of a path.

use std::ops::Range;

use crate::course::reserved::kind_address;
use crate::course::study_time::LessonCount;
use crate::course::{Course, Page, PageId};

use crate::render::blocks::placeholders::Placeholders;
use crate::render::context::SiteContext;
use crate::render::links::Urls;
use crate::render::view::{CountView, KindView, ListEntry, PathStep, Placeholder};

/// How many of some pages of modules are lessons and assessments.
pub(super) fn count_view<'a>(pages: impl Iterator<Item = &'a Page>) -> CountView {
    let LessonCount { lessons, assessments } = Course::count(pages);
    CountView { lessons, assessments }
}

/// A page in a list.
pub(super) fn list_entry(context: &SiteContext, page: &Page, urls: &Urls<'_>) -> ListEntry {
    ListEntry {
        title: page.front.title.clone(),
        url: urls.page(&page.address),
        summary: page.front.summary.clone().unwrap_or_default(),
        minutes: page.minutes,
        item_count: page.asked(),
        step: page.front.step,
        kind: kind_of(context, page, urls),
        key: page.address.as_str().to_owned(),
    }
}

/// The kind of a page; none for plain lessons.
pub(super) fn kind_of(context: &SiteContext, page: &Page, urls: &Urls<'_>) -> Option<KindView> {
    context.kinds.iter().any(|(name, _)| *name == page.kind).then(|| kind_view(context, &page.kind, urls))
}

/// A kind that has pages.
pub(super) fn kind_view(context: &SiteContext, name: &str, urls: &Urls<'_>) -> KindView {
    let kind = &context.course.kinds[name];
    KindView {
        name: name.to_owned(),
        label: kind.label.clone(),
        plural: kind.plural.clone(),
        url: urls.page(&kind_address(context.course.names, kind)),
    }
}

/// A longer path shows only the steps around the page, or the first ones, so that a page's size does not grow with the path; the
/// index of its kind lists all.
const MAX_STEPS: usize = 24;
/// How many steps before and after the page then.
const STEP_NEIGHBOURS: usize = 3;

/// A path as a page shows it; `here` is the page, where it is one of the steps.
pub(super) fn path(course: &Course, steps: &[PageId], here: Option<PageId>, urls: &Urls<'_>) -> Vec<PathStep> {
    if steps.len() < 2 {
        return Vec::new();
    }
    let view = |id: &PageId| {
        let page = course.page(*id);
        PathStep {
            number: page.front.step.unwrap_or_default(),
            title: page.front.title.clone(),
            url: urls.page(&page.address),
            current: here == Some(*id),
        }
    };
    let shown = if steps.len() <= MAX_STEPS { 0..steps.len() } else { around(steps, here) };
    steps[shown].iter().map(view).collect()
}

fn around(steps: &[PageId], here: Option<PageId>) -> Range<usize> {
    let shown = 2 * STEP_NEIGHBOURS + 1;
    let at = here.and_then(|here| steps.iter().position(|step| *step == here)).unwrap_or_default();
    let first = at.saturating_sub(STEP_NEIGHBOURS).min(steps.len().saturating_sub(shown));
    first..(first + shown).min(steps.len())
}

/// The place of a page's body in its template, where it has one.
pub(super) fn body_place(page: &Page) -> Placeholder {
    if page.blocks.is_empty() { Placeholder::default() } else { Placeholders::ONLY }
}
