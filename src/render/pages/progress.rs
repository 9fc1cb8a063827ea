//! What a learner has done. It is in the learner's browser: the page is made of places for scripts to fill.

use crate::course::Module;
use crate::course::reserved::GeneratedPage;
use crate::site::LazyFile;

use crate::render::context::SiteContext;
use crate::render::lazy_page::Template;
use crate::render::links::{Urls, page_link};
use crate::render::pages::assessment::assessments;
use crate::render::pages::certificate::requirements;
use crate::render::pages::entries::{count_view, list_entry};
use crate::render::renderer::Renderer;
use crate::render::view::{ListEntry, ProgressModule, ProgressView};

const TEMPLATE: Template = Template { path: "progress.html", variable: "progress" };

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let (context, address) = (&renderer.context, GeneratedPage::Progress.address(renderer.context.course.names));
    let frame = renderer.frame(&address, context.theme.message("progress"), context.theme.message("progress_private"));
    renderer.generated(&TEMPLATE, frame, view(context, &context.urls(&address)))
}

fn view(context: &SiteContext, urls: &Urls<'_>) -> ProgressView {
    let course = &context.course;
    let module = |module: &Module| {
        let index = course.page(module.index);
        ProgressModule {
            title: index.front.title.clone(),
            url: urls.page(&index.address),
            minutes: course.module_minutes(module),
            count: count_view(course.lessons_of(module)),
            lessons: course.lessons_of(module).map(|page| page.address.as_str().to_owned()).collect(),
        }
    };
    let assessments: Vec<ListEntry> = assessments(course).map(|page| list_entry(context, page, urls)).collect();
    ProgressView {
        start: course.start().map(|page| page_link(page, urls)),
        modules: course.modules.iter().map(module).collect(),
        item_count: course.asked(),
        review_url: context.has_items.then(|| urls.page(&GeneratedPage::Review.address(context.course.names))),
        certificate_url: (!requirements(context).is_empty())
            .then(|| urls.page(&GeneratedPage::Certificate.address(context.course.names))),
        assessments,
    }
}
