//! What a learner prints who has done what the course requires. Whether one has is in the browser: scripts fill the page in.

use crate::config::Requirement;
use crate::course::reserved::GeneratedPage;
use crate::site::LazyFile;

use crate::render::context::SiteContext;
use crate::render::lazy_page::Template;
use crate::render::links::Urls;
use crate::render::pages::assessment::assessments;
use crate::render::pages::entries::list_entry;
use crate::render::renderer::Renderer;
use crate::render::view::CertificateView;

const TEMPLATE: Template = Template { path: "certificate.html", variable: "certificate" };

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let (context, address) = (&renderer.context, GeneratedPage::Certificate.address(renderer.context.course.names));
    let frame = renderer.frame(&address, context.theme.message("certificate"), "");
    renderer.generated(&TEMPLATE, frame, view(context, &context.urls(&address)))
}

/// What a learner must have done: what `site.toml` says, or else the assessments; nothing where there is no certificate.
pub(super) fn requirements(context: &SiteContext) -> Vec<Requirement> {
    match &context.config.certificate {
        Some(certificate) => certificate.requires.iter().map(|(requirement, _)| *requirement).collect(),
        None => assessments(&context.course).next().map(|_| Requirement::Assessment).into_iter().collect(),
    }
}

fn view(context: &SiteContext, urls: &Urls<'_>) -> CertificateView {
    let (course, facts) = (&context.course, &context.config.course);
    let title = |module: &crate::course::Module| course.page(module.index).front.title.clone();
    CertificateView {
        requires: requirements(context).into_iter().map(Requirement::as_str).collect(),
        assessments: assessments(course).map(|page| list_entry(context, page, urls)).collect(),
        provider: context.config.certificate.as_ref().and_then(|certificate| certificate.provider.clone()),
        minutes: course.minutes(),
        modules: course.modules.iter().map(title).collect(),
        authors: facts.authors.iter().map(|author| author.name.clone()).collect(),
        reviewed: facts.reviewed.map(|date| context.date(date)),
    }
}
