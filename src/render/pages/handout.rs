//! The questions of a module for a group, for facilitators: on a sheet, with and without what answers them, and one by one to be shown
//! to all.

use crate::course::reserved::{GeneratedPage, Handout};
use crate::course::{Address, AddressNames, Block, Item, Module, Page, item_blocks};
use crate::site::LazyFile;

use crate::render::blocks::body::Body;
use crate::render::blocks::guest::Medium;
use crate::render::blocks::html::{ItemForm, RenderedBlock};
use crate::render::blocks::placeholders::Placeholders;
use crate::render::blocks::question::question;
use crate::render::context::SiteContext;
use crate::render::lazy_page::{PageBody, Template};
use crate::render::links::page_link;
use crate::render::pages::joined::{Joined, Place, section};
use crate::render::renderer::Renderer;
use crate::render::view::{HandoutView, SectionView, Single};

const QUESTIONS: Template = Template { path: "questions.html", variable: "handout" };
const SLIDES: Template = Template { path: "slides.html", variable: "handout" };

/// Whether a module has questions.
pub(super) fn has_questions(context: &SiteContext, module: &Module) -> bool {
    pages(context, module).any(|page| page.items > 0)
}

/// A module's own page and its lessons.
fn pages<'a>(context: &'a SiteContext, module: &'a Module) -> impl Iterator<Item = &'a Page> {
    std::iter::once(context.course.page(module.index)).chain(context.course.lessons_of(module))
}

/// Every one of the facilitators' edition, with its address in these names.
pub(super) fn all(context: &SiteContext, names: &AddressNames) -> impl Iterator<Item = (Address, (Handout, usize))> {
    let modules = context.course.modules.iter().enumerate().filter(|_| context.facilitator);
    let asking = modules.filter(|(_, module)| has_questions(context, module));
    asking.flat_map(|(place, module)| {
        let address = &context.course.page(module.index).address;
        Handout::ALL.map(|handout| (handout.address(names, address), (handout, place)))
    })
}

/// That of a module, by its place.
pub(super) fn lazy(renderer: &Renderer, handout: Handout, place: usize) -> LazyFile<'_> {
    let context = &renderer.context;
    let module = &context.course.modules[place];
    let index = context.course.page(module.index);
    let address = handout.address(context.course.names, &index.address);
    let on_site = context.urls(&address);
    let word = match handout {
        Handout::Questions => "handout_questions",
        Handout::Answers => "handout_answers",
        Handout::Slides => "handout_slides",
    };
    let asking: Vec<&Page> = pages(context, module).filter(|page| page.items > 0).collect();
    let total = asking.iter().map(|page| page.items).sum();
    let mut joined = Joined::new(context, &address, &[], total);
    let (mut parts, mut sections) = (Vec::new(), Vec::new());
    for page in asking {
        let (title, url) = (page.front.title.clone(), on_site.page(&page.address));
        let body_html = Placeholders::part(parts.len());
        parts.push(questions(page, handout, &mut joined));
        sections.push(SectionView { dom_id: section(page), level: 2, title, url, body_html, ..SectionView::default() });
    }
    let view = HandoutView {
        module: page_link(index, &on_site),
        has_answers: handout != Handout::Questions,
        questions_url: on_site.page(&Handout::Questions.address(context.course.names, &index.address)),
        answers_url: on_site.page(&Handout::Answers.address(context.course.names, &index.address)),
        slides_url: on_site.page(&Handout::Slides.address(context.course.names, &index.address)),
        plan_url: on_site.page(&GeneratedPage::SessionPlan.address(context.course.names)),
        sections,
        total,
    };
    let title = format!("{} · {}", index.front.title, context.theme.message(word));
    let mut frame = renderer.frame_below(&address, &title, "");
    frame.page.breadcrumbs.push(page_link(index, &on_site));
    joined.mark(&mut frame.page);
    let template = if handout == Handout::Slides { &SLIDES } else { &QUESTIONS };
    let citations = Some(joined.citations());
    renderer.page(template, frame, Single(view), PageBody { parts, citations })
}

/// The questions of a page.
fn questions<'a>(page: &'a Page, handout: Handout, joined: &mut Joined<'a>) -> Vec<RenderedBlock<'a>> {
    let blocks = item_blocks(&page.blocks);
    let medium = if handout == Handout::Slides { Medium::Screen } else { Medium::Paper };
    let first = joined.questions();
    let mut body = joined.body(page, Place { lower: 1, medium }, Some(&blocks));
    let items = blocks.iter().filter_map(|block| match block {
        Block::Item(item) => Some(&**item),
        _ => None,
    });
    items.enumerate().flat_map(|(at, item)| forms(&mut body, item, first + at + 1, handout)).collect()
}

/// A question as a handout shows it.
fn forms<'a>(body: &mut Body<'a>, item: &'a Item, number: usize, handout: Handout) -> Vec<RenderedBlock<'a>> {
    let forms: &[ItemForm] = match handout {
        Handout::Questions => &[ItemForm::Paper],
        Handout::Answers if !item.is_answered() => &[ItemForm::Paper],
        Handout::Answers => &[ItemForm::Paper, ItemForm::Answer],
        Handout::Slides => &[ItemForm::Slide],
    };
    forms.iter().map(|form| RenderedBlock::Item(Box::new(question(body, item, (number, *form))))).collect()
}
