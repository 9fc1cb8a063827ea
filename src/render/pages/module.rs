//! A module's index page.

use crate::course::{Module, Page, PageId};

use crate::render::context::SiteContext;
use crate::render::lazy_page::Template;
use crate::render::links::Urls;
use crate::render::pages::entries::{body_place, count_view, list_entry, path};
use crate::render::pages::print;
use crate::render::view::{ModuleCard, ModuleView};

pub(super) const TEMPLATE: Template = Template { path: "module.html", variable: "module" };

pub(in crate::render) fn view(context: &SiteContext, (module, page): (&Module, &Page), urls: &Urls<'_>) -> ModuleView {
    let course = &context.course;
    let is_inside = |steps: &[PageId]| !steps.is_empty() && steps.iter().all(|step| module.lessons.contains(step));
    let inside = context.steps.iter().find(|(_, steps)| is_inside(steps));
    let labelled =
        |(kind, steps): &(String, Vec<PageId>)| (course.kinds[kind].plural.clone(), path(course, steps, None, urls));
    let (path_label, path) = inside.map(labelled).unwrap_or_default();
    ModuleView {
        card: module_card(context, module, urls),
        module_total: course.modules.len(),
        print: print::link(context, page, urls),
        body_html: body_place(page),
        path_label,
        path,
    }
}

/// A module with its lessons.
pub(super) fn module_card(context: &SiteContext, module: &Module, urls: &Urls<'_>) -> ModuleCard {
    let index = context.course.page(module.index);
    let lessons: Vec<&Page> = context.course.lessons_of(module).collect();
    let first_objective = |page: &&Page| page.front.objectives.first().map(|objective| objective.text.clone());
    ModuleCard {
        number: module.number,
        title: index.front.title.clone(),
        url: urls.page(&index.address),
        summary: index.front.summary.clone().unwrap_or_default(),
        minutes: context.course.module_minutes(module),
        item_count: lessons.iter().map(|page| page.asked()).sum(),
        count: count_view(lessons.iter().copied()),
        objectives: lessons.iter().filter_map(first_objective).collect(),
        lessons: lessons.into_iter().map(|page| list_entry(context, page, urls)).collect(),
    }
}
