//! Everything the course cites.

use std::collections::{BTreeMap, BTreeSet};

use crate::course::Page;
use crate::course::reserved::GeneratedPage;
use crate::site::LazyFile;

use crate::render::context::SiteContext;
use crate::render::lazy_page::Template;
use crate::render::links::{Urls, page_link};
use crate::render::renderer::Renderer;
use crate::render::view::{CitedWork, ReferenceView, ReferencesView};

const TEMPLATE: Template = Template { path: "references.html", variable: "references" };

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let (context, address) = (&renderer.context, GeneratedPage::Bibliography.address(renderer.context.course.names));
    let (title, summary) = (context.theme.message("references"), context.theme.message("references_summary"));
    renderer.generated(&TEMPLATE, renderer.frame(&address, title, summary), view(context, &context.urls(&address)))
}

pub(in crate::render) fn view(context: &SiteContext, urls: &Urls<'_>) -> ReferencesView {
    let mut citing: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in context.course.listed() {
        let works: BTreeSet<&str> = page.outline.cited().map(|work| work.key.as_str()).collect();
        for key in works {
            citing.entry(key).or_default().push(page);
        }
    }
    let work = |reference: ReferenceView| {
        let pages = citing.get(reference.key.as_str()).into_iter().flatten();
        CitedWork { pages: pages.map(|page| page_link(page, urls)).collect(), reference }
    };
    ReferencesView { works: context.theme.citation_style.all(&context.course).into_iter().map(work).collect() }
}
