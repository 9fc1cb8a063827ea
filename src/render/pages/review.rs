//! The questions that are due today. Which they are is in the learner's browser: the page is a place for scripts to fill.

use crate::course::reserved::GeneratedPage;
use crate::site::LazyFile;

use crate::render::lazy_page::Template;
use crate::render::links::page_link;
use crate::render::renderer::Renderer;
use crate::render::view::ReviewView;

const TEMPLATE: Template = Template { path: "review.html", variable: "review" };

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let theme = &renderer.context.theme;
    let address = GeneratedPage::Review.address(renderer.context.course.names);
    let mut frame = renderer.frame(&address, theme.message("review"), theme.message("review_summary"));
    // A question of any page may come.
    let pages = &renderer.context.course.pages;
    frame.page.has_math = pages.iter().any(|page| page.outline.has.math);
    frame.page.has_highlighted_code = pages.iter().any(|page| page.outline.has.highlighted_code);
    let urls = renderer.context.urls(&address);
    let start = renderer.context.course.start().map(|page| page_link(page, &urls));
    renderer.generated(&TEMPLATE, frame, ReviewView { start })
}
