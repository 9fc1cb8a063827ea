//! The questions that are due today. Which they are is in the learner's browser: the page is a place for scripts to fill.

use crate::course::reserved::GeneratedPage;
use crate::site::LazyFile;

use crate::render::lazy_page::Template;
use crate::render::renderer::Renderer;

const TEMPLATE: Template = Template { path: "review.html", variable: "review" };

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let theme = &renderer.context.theme;
    let frame =
        renderer.frame(&GeneratedPage::Review.address(), theme.message("review"), theme.message("review_summary"));
    renderer.generated(&TEMPLATE, frame, ())
}
