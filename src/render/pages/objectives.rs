//! Every objective of the course: where it is taught, and which questions serve it.

use std::collections::BTreeMap;

use crate::course::reserved::GeneratedPage;
use crate::course::{ElementKind, Item, Objective, Page, item_kind_key, items};
use crate::site::LazyFile;

use crate::render::context::SiteContext;
use crate::render::lazy_page::Template;
use crate::render::links::{Urls, page_link};
use crate::render::pages::assessment::module_number;
use crate::render::renderer::Renderer;
use crate::render::view::{Link, ObjectiveCard, ObjectivesModule, ObjectivesPage};

const TEMPLATE: Template = Template { path: "objectives.html", variable: "objectives" };

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let (context, address) = (&renderer.context, GeneratedPage::Objectives.address(renderer.context.course.names));
    let (title, summary) = (context.theme.message("objectives_all"), context.theme.message("objectives_summary"));
    renderer.generated(
        &TEMPLATE,
        renderer.frame(&address, title, summary),
        objectives(context, &context.urls(&address)),
    )
}

/// Every question with its page, by the objective it serves.
pub(super) fn serving(context: &SiteContext) -> BTreeMap<&str, Vec<(&Page, &Item)>> {
    let mut serving: BTreeMap<&str, Vec<(&Page, &Item)>> = BTreeMap::new();
    for page in context.course.listed() {
        for item in items(&page.blocks) {
            if let Some((id, _)) = &item.objective {
                serving.entry(id).or_default().push((page, item));
            }
        }
    }
    serving
}

/// A link to a question, its kind in `summary`.
pub(super) fn item_link(context: &SiteContext, (page, item): (&Page, &Item), urls: &Urls<'_>) -> Link {
    Link {
        title: page.front.title.clone(),
        url: urls.element(&page.address, ElementKind::Question, &item.id),
        summary: Some(context.theme.message(&item_kind_key(item.kind())).to_owned()),
        current: false,
    }
}

/// Every objective with the questions that serve it, by module.
pub(super) fn objectives(context: &SiteContext, urls: &Urls<'_>) -> Vec<ObjectivesModule> {
    let serving = serving(context);
    let mut modules: Vec<ObjectivesModule> = Vec::new();
    for page in context.course.listed().filter(|page| !page.front.objectives.is_empty()) {
        let number = module_number(&context.course, page);
        if modules.last().is_none_or(|module| module.number != number) {
            let index = number.checked_sub(1).map(|at| context.course.page(context.course.modules[at].index));
            let module = index.map(|index| page_link(index, urls));
            modules.push(ObjectivesModule { number, module, pages: Vec::new() });
        }
        let card = |objective: &Objective| {
            let served = serving.get(objective.id.as_str()).map(Vec::as_slice).unwrap_or_default();
            ObjectiveCard {
                id: objective.id.clone(),
                text: objective.text.clone(),
                url: urls.element(&page.address, ElementKind::Objective, &objective.id),
                items: served.iter().map(|found| item_link(context, *found, urls)).collect(),
                keys: served.iter().map(|(page, item)| format!("{}#{}", page.address, item.id)).collect(),
            }
        };
        let objectives = page.front.objectives.iter().map(card).collect();
        if let Some(module) = modules.last_mut() {
            module.pages.push(ObjectivesPage { page: page_link(page, urls), objectives });
        }
    }
    modules
}
