//! A module or the whole course on one page, for print: contents at the head, what answers its questions at the end, and links that
//! stay on the page.
//!
//! Such pages make a site about twice as large again. So a course of more than [`MOST_PAGES`] has none unless it asks for them, and one
//! for the whole course only up to [`WHOLE_COURSE`] pages or what `site.toml` says.

use crate::config::PrintSettings;
use crate::course::reserved::print_address;
use crate::course::{Address, AddressNames, Module, Page, PageRole};
use crate::site::LazyFile;

use crate::render::blocks::guest::Medium;
use crate::render::blocks::html::RenderedBlock;
use crate::render::blocks::placeholders::Placeholders;
use crate::render::context::SiteContext;
use crate::render::lazy_page::{PageBody, Template};
use crate::render::links::{Urls, page_link};
use crate::render::pages::glossary::notes_of;
use crate::render::pages::joined::{Joined, Place, section};
use crate::render::pages::lesson::case_view;
use crate::render::renderer::Renderer;
use crate::render::view::{ContentsEntry, Link, Placeholder, PrintView, SectionView, Single};

const TEMPLATE: Template = Template { path: "print.html", variable: "print" };

/// Pages of a course that has pages for print without asking for them.
const MOST_PAGES: usize = 1000;
/// Pages of a course that has one for all of it without asking for more.
const WHOLE_COURSE: usize = 300;
/// Lessons of a module that has a page for print.
const MOST_LESSONS: usize = 1000;

/// Whether there is a page of the whole course.
pub(super) fn has_course(context: &SiteContext) -> bool {
    let PrintSettings { whole_course, .. } = context.config.print;
    let pages = context.course.pages.len();
    is_enabled(context) && !context.course.modules.is_empty() && pages <= whole_course.unwrap_or(WHOLE_COURSE)
}

/// The modules that have a page for print.
pub(super) fn modules(context: &SiteContext) -> impl Iterator<Item = (usize, &Module)> {
    let modules = context.course.modules.iter().enumerate().filter(|_| is_enabled(context));
    modules.filter(|(_, module)| module.lessons.len() <= MOST_LESSONS)
}

fn is_enabled(context: &SiteContext) -> bool {
    context.config.print.enabled.unwrap_or(context.course.pages.len() <= MOST_PAGES)
}

/// The address of the page for print of the front page or of a module's, where there is one.
pub(super) fn url_of(context: &SiteContext, page: &Page, urls: &Urls<'_>) -> Option<String> {
    let has = match page.role {
        PageRole::Home => has_course(context),
        PageRole::ModuleIndex(module) => modules(context).any(|(place, _)| place == module),
        PageRole::Lesson(_) | PageRole::Standalone => false,
    };
    has.then(|| urls.page(&print_address(context.course.names, &page.address)))
}

/// The page of a module, by its place, or of the whole course.
pub(super) fn lazy(renderer: &Renderer, module: Option<usize>) -> LazyFile<'_> {
    let context = &renderer.context;
    let course = &context.course;
    let pages: Vec<&Page> = match module.map(|place| &course.modules[place]) {
        None => course.listed().collect(),
        Some(module) => std::iter::once(course.page(module.index)).chain(course.lessons_of(module)).collect(),
    };
    let first = pages[0];
    let address = print_address(context.course.names, &first.address);
    let title = if module.is_none() { &context.config.title } else { &first.front.title };
    let total = pages.iter().filter(|page| !page.is_assessment()).map(|page| page.items).sum();
    let mut joined = Joined::new(context, &address, &pages, total);
    let mut sheet = Sheet { context, parts: Vec::new(), sections: Vec::new(), answers: Vec::new() };
    for page in &pages {
        sheet.add(page, level(page, module.is_some()), &mut joined);
    }
    let mut frame = renderer.frame_below(&address, title, first.front.summary.as_deref().unwrap_or_default());
    let on_site = context.urls(&address);
    frame.page.head_title = format!("{} · {title}", context.theme.message("print"));
    if module.is_some() {
        frame.page.breadcrumbs.push(page_link(first, &on_site));
    }
    frame.page.terms = notes_of(context, joined.terms(), &on_site);
    joined.mark(&mut frame.page);
    let Sheet { parts, sections, answers, .. } = sheet;
    let view = PrintView {
        of: page_link(first, &on_site),
        contents: contents(context, &sections, &answers),
        sections,
        answers,
    };
    let citations = Some(joined.citations());
    renderer.page(&TEMPLATE, frame, Single(view), PageBody { parts, citations })
}

/// The level of the heading of a page: the page's own title is that of the first one, the front page or a module's.
fn level(page: &Page, of_module: bool) -> u8 {
    match page.role {
        PageRole::Home => 1,
        PageRole::ModuleIndex(_) => 2 - u8::from(of_module),
        PageRole::Lesson(_) => 3 - u8::from(of_module),
        PageRole::Standalone => 2,
    }
}

/// What stands on the page so far.
struct Sheet<'a> {
    context: &'a SiteContext,
    parts: Vec<Vec<RenderedBlock<'a>>>,
    sections: Vec<SectionView>,
    answers: Vec<SectionView>,
}

impl<'a> Sheet<'a> {
    /// Adds a page of the course, whose title has a heading of this level.
    fn add(&mut self, page: &'a Page, level: u8, joined: &mut Joined<'a>) {
        let mut body = joined.body(page, Place { lower: level - 1, medium: Medium::Paper }, None);
        // A test is taken on its page: on paper its questions would stand with their answers.
        let blocks = if page.is_assessment() { Vec::new() } else { body.blocks(&page.blocks) };
        let answers = std::mem::take(&mut body.answers);
        joined.shown(&body);
        let front = &page.front;
        let kind = self.context.course.kinds.get(&page.kind).filter(|kind| kind.name != "lesson");
        let is_title = level == 1;
        let body_html = self.part(blocks);
        self.sections.push(SectionView {
            dom_id: section(page),
            level: if is_title { 0 } else { level },
            title: front.title.clone(),
            url: joined.urls().page(&page.address),
            kicker: kind.map(|kind| kind.label.clone()).unwrap_or_default(),
            summary: front.summary.clone().filter(|_| !is_title).unwrap_or_default(),
            objectives: front.objectives.iter().map(|objective| objective.text.clone()).collect(),
            case: front.case.as_ref().map(|case| case_view(self.context, case)),
            body_html,
        });
        if !answers.is_empty() {
            let body_html = self.part(answers);
            let (dom_id, title) = (format!("answers-{}", section(page)), front.title.clone());
            let url = joined.urls().page(&page.address);
            self.answers.push(SectionView { dom_id, level: 3, title, url, body_html, ..SectionView::default() });
        }
    }

    fn part(&mut self, blocks: Vec<RenderedBlock<'a>>) -> Placeholder {
        if blocks.is_empty() {
            return Placeholder::default();
        }
        self.parts.push(blocks);
        Placeholders::part(self.parts.len() - 1)
    }
}

/// The sections that have a heading, those of the third level below those of the second.
fn contents(context: &SiteContext, sections: &[SectionView], answers: &[SectionView]) -> Vec<ContentsEntry> {
    let mut entries: Vec<ContentsEntry> = Vec::new();
    for section in sections.iter().filter(|section| section.level > 0) {
        let entry = ContentsEntry { title: section.title.clone(), url: section.url.clone(), children: Vec::new() };
        match entries.last_mut().filter(|_| section.level > 2) {
            Some(module) => module.children.push(entry),
            None => entries.push(entry),
        }
    }
    if !answers.is_empty() {
        let title = context.theme.message("answers").to_owned();
        entries.push(ContentsEntry { title, url: "#answers".to_owned(), children: Vec::new() });
    }
    entries
}

/// The link to a page for print, below the title of the page that it is made of.
pub(super) fn link(context: &SiteContext, page: &Page, urls: &Urls<'_>) -> Option<Link> {
    let word = if page.role == PageRole::Home { "print_course" } else { "print_module" };
    let url = url_of(context, page, urls)?;
    Some(Link { title: context.theme.message(word).to_owned(), url, ..Link::default() })
}

/// Every such page with its address, in these names.
pub(super) fn all(context: &SiteContext, names: &AddressNames) -> impl Iterator<Item = (Address, Option<usize>)> {
    let course = has_course(context).then(|| (print_address(names, &Address::home()), None));
    let address = |module: &Module| print_address(names, &context.course.page(module.index).address);
    course.into_iter().chain(modules(context).map(move |(place, module)| (address(module), Some(place))))
}
