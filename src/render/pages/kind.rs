//! The index of a kind of page.

use crate::config::KindOrder;
use crate::course::Page;
use crate::course::reserved::kind_address;
use crate::site::LazyFile;

use crate::render::context::SiteContext;
use crate::render::lazy_page::Template;
use crate::render::links::Urls;
use crate::render::pages::entries::{kind_view, list_entry, path};
use crate::render::renderer::Renderer;
use crate::render::view::KindIndexView;

const TEMPLATE: Template = Template { path: "kind.html", variable: "index" };

pub(super) fn lazy<'a>(renderer: &'a Renderer, name: &str) -> LazyFile<'a> {
    let context = &renderer.context;
    let kind = &context.course.kinds[name];
    let address = kind_address(context.course.names, kind);
    let mut frame = renderer.frame(&address, &kind.plural, &kind.summary);
    // A module may well have the same title: the tab tells them apart.
    let browse = context.theme.message("ways_in");
    frame.page.head_title = format!("{} · {browse} · {}", kind.plural, context.config.title);
    renderer.generated(&TEMPLATE, frame, view(context, name, &context.urls(&address)))
}

fn view(context: &SiteContext, name: &str, urls: &Urls<'_>) -> KindIndexView {
    let course = &context.course;
    let order = course.kinds[name].order;
    let mut pages: Vec<&Page> = course.listed().filter(|page| page.kind == name).collect();
    match order {
        KindOrder::Step => pages.sort_by_key(|page| (page.front.step.unwrap_or(u32::MAX), page.id)),
        KindOrder::Title => pages.sort_by(|a, b| context.collation.compare(&a.front.title, &b.front.title)),
        KindOrder::Course => {}
    }
    let steps = context.steps.iter().find(|(stepped, _)| order == KindOrder::Step && stepped == name);
    KindIndexView {
        kind: kind_view(context, name, urls),
        entries: pages.into_iter().map(|page| list_entry(context, page, urls)).collect(),
        path: steps.map(|(_, steps)| path(course, steps, None, urls)).unwrap_or_default(),
    }
}
