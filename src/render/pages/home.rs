//! The front page.

use crate::config::CreditFormula;
use crate::course::reserved::GeneratedPage;
use crate::course::study_time::CreditEstimate;
use crate::course::{Block, Inserted, Page, Segment};

use crate::render::context::SiteContext;
use crate::render::lazy_page::Template;
use crate::render::links::{Urls, page_link};
use crate::render::pages::entries::{body_place, count_view, kind_view, path};
use crate::render::pages::lesson::objective_views;
use crate::render::pages::module::module_card;
use crate::render::pages::print;
use crate::render::view::{EstimateView, HomeView, KindCard, ModuleCard};

pub(super) const TEMPLATE: Template = Template { path: "home.html", variable: "home" };

/// With more lessons, modules are listed without theirs.
const MAX_LISTED_LESSONS: usize = 400;

pub(in crate::render) fn view(context: &SiteContext, page: &Page, urls: &Urls<'_>) -> HomeView {
    let course = &*context.course;
    let start = course.start();
    let mut modules: Vec<ModuleCard> = course.modules.iter().map(|module| module_card(context, module, urls)).collect();
    if course.lessons().count() > MAX_LISTED_LESSONS {
        for card in &mut modules {
            card.lessons.clear();
            card.objectives.clear();
        }
    }
    let first = context.steps.first();
    HomeView {
        body_html: body_place(page),
        lead: page.blocks.first().and_then(lead).unwrap_or_default(),
        objectives: objective_views(page),
        estimate: course.credit(&context.config.course).map(|credit| estimate_view(context, credit)),
        review_url: (context.has_items && !context.facilitator)
            .then(|| urls.page(&GeneratedPage::Review.address(context.course.names))),
        print: print::link(context, page, urls),
        start: start.map(|page| page_link(page, urls)),
        minutes: course.minutes(),
        item_count: course.asked(),
        modules,
        count: count_view(course.lessons()),
        path_label: first.map(|(kind, _)| course.kinds[kind].plural.clone()).unwrap_or_default(),
        path: first.map(|(_, steps)| path(course, steps, None, urls)).unwrap_or_default(),
        kinds: context.kinds.iter().map(|(name, _)| kind_card(context, name, urls)).collect(),
    }
}

/// The words of a paragraph with which a block begins, where they can stand alone.
fn lead(block: &Block) -> Option<String> {
    let Block::Prose(prose) = block else { return None };
    let mut segments = prose.segments();
    let Some(Segment::Html("<p>")) = segments.next() else { return None };
    let mut words = String::new();
    for segment in segments {
        match segment {
            Segment::Words(found) => words.push_str(found.text),
            Segment::Html(markup) if markup.contains("</p>") => return Some(words),
            Segment::Html(_) | Segment::Inserted(Inserted::Address(_)) => {}
            Segment::Inserted(_) => return None,
        }
    }
    None
}

fn estimate_view(context: &SiteContext, credit: CreditEstimate) -> EstimateView {
    let CreditEstimate { formula, words, items, media, difficulty, tenths } = credit;
    let formula = match formula {
        CreditFormula::Mergener => "mergener",
        CreditFormula::Nasba => "nasba",
    };
    let credits = format!("{}{}{}", tenths / 10, context.theme.message("decimal"), tenths % 10);
    EstimateView { formula, words, items, media, difficulty, minutes: context.course.minutes(), credits }
}

fn kind_card(context: &SiteContext, name: &str, urls: &Urls<'_>) -> KindCard {
    let count = context.course.listed().filter(|page| page.kind == name).count();
    KindCard { kind: kind_view(context, name, urls), summary: context.course.kinds[name].summary.clone(), count }
}
