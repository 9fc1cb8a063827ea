//! What a learner prints who has passed an assessment. Whether one has is in the browser: scripts fill the page in.

use crate::course::reserved::GeneratedPage;
use crate::site::LazyFile;

use crate::render::context::SiteContext;
use crate::render::lazy_page::Template;
use crate::render::links::Urls;
use crate::render::pages::assessment::assessments;
use crate::render::pages::entries::list_entry;
use crate::render::pages::objectives::objectives;
use crate::render::renderer::Renderer;
use crate::render::view::CertificateView;

const TEMPLATE: Template = Template { path: "certificate.html", variable: "certificate" };

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let (context, address) = (&renderer.context, GeneratedPage::Certificate.address());
    let frame = renderer.frame(&address, context.theme.message("certificate"), "");
    renderer.generated(&TEMPLATE, frame, view(context, &Urls::From(&address)))
}

fn view(context: &SiteContext, urls: &Urls<'_>) -> CertificateView {
    let (course, facts) = (&context.course, &context.config.course);
    CertificateView {
        assessments: assessments(course).map(|page| list_entry(context, page, urls)).collect(),
        minutes: course.study_time(facts).minutes,
        modules: objectives(context, urls),
        authors: facts.authors.iter().map(|author| author.name.clone()).collect(),
        reviewed: facts.reviewed.map(|date| context.date(date)),
    }
}
