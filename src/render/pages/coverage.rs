//! Objectives by kinds of question, for facilitators: what is taught and not tested.

use std::collections::BTreeSet;

use crate::course::reserved::GeneratedPage;
use crate::course::{ElementKind, ItemKind, PageRole};
use crate::site::LazyFile;

use crate::render::context::SiteContext;
use crate::render::lazy_page::Template;
use crate::render::links::{Urls, fragment, page_link};
use crate::render::pages::objectives::{item_link, serving};
use crate::render::renderer::Renderer;
use crate::render::view::{CoverageRow, CoverageView};

const TEMPLATE: Template = Template { path: "coverage.html", variable: "coverage" };

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let (context, address) = (&renderer.context, GeneratedPage::Coverage.address());
    let frame = renderer.frame(&address, context.theme.message("coverage"), context.theme.message("coverage_summary"));
    renderer.generated(&TEMPLATE, frame, view(context, &context.urls(&address)))
}

fn view(context: &SiteContext, urls: &Urls<'_>) -> CoverageView {
    let serving = serving(context);
    let kinds: BTreeSet<ItemKind> = serving.values().flatten().map(|(_, item)| item.kind()).collect();
    let mut rows = Vec::new();
    for page in context.course.pages.iter().filter(|page| page.role != PageRole::Home) {
        for objective in &page.front.objectives {
            let served = serving.get(objective.id.as_str()).map(Vec::as_slice).unwrap_or_default();
            let of = |kind: &ItemKind| {
                let found = served.iter().filter(|(_, item)| item.kind() == *kind);
                found.map(|found| item_link(context, *found, urls)).collect()
            };
            let mut taught = page_link(page, urls);
            taught.url.push_str(&fragment(ElementKind::Objective, &objective.id));
            rows.push(CoverageRow {
                id: objective.id.clone(),
                text: objective.text.clone(),
                taught,
                cells: kinds.iter().map(of).collect(),
                total: served.len(),
            });
        }
    }
    CoverageView {
        under_tested: rows.iter().filter(|row| row.total < 2).count(),
        kinds: kinds.into_iter().map(ItemKind::as_str).collect(),
        rows,
    }
}
