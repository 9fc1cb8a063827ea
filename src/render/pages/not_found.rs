//! The page that a host shows for an address that is not there, at any depth: all its addresses are absolute paths.

use crate::course::Address;
use crate::site::LazyFile;

use crate::render::furniture::site::site_view;
use crate::render::lazy_page::Template;
use crate::render::links::{Urls, page_link};
use crate::render::renderer::Renderer;
use crate::render::view::NotFoundView;

const TEMPLATE: Template = Template { path: "404.html", variable: "not_found" };

/// How many modules are listed.
const MAX_MODULES: usize = 24;

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let context = &renderer.context;
    let base = context.config.base_url.as_ref().map_or("/", |base| base.path.as_str());
    let urls = Urls::Below(base);
    let mut frame = renderer.frame(&Address::home(), context.theme.message("not_found_title"), "");
    frame.site = site_view(context, &urls, None);
    frame.page.canonical = None;
    frame.page.breadcrumbs = Vec::new();
    for module in &mut frame.sidebar.modules.modules {
        module.url = format!("{base}{}", module.url.trim_end_matches("index.html"));
    }
    let course = &context.course;
    let modules = course.modules.iter().take(MAX_MODULES).map(|module| page_link(course.page(module.index), &urls));
    renderer.generated(&TEMPLATE, frame, NotFoundView { modules: modules.collect() })
}
