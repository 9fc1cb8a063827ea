//! The pages of a site, one file a page: those made from files of the course ([`course_page`]), and those that Attune makes
//! itself ([`generated_files`]).

mod assessment;
pub(in crate::render) mod bibliography;
mod certificate;
mod coverage;
mod entries;
pub(in crate::render) mod glossary;
mod handout;
pub(in crate::render) mod home;
mod joined;
mod kind;
pub(in crate::render) mod lesson;
mod meetings;
pub(in crate::render) mod module;
mod not_found;
mod notes;
mod objectives;
mod print;
mod progress;
mod redirect;
mod review;
mod session_plan;
mod topics;

use crate::course::reserved::{
    FEED, GeneratedPage, Handout, LEARNER_INDEX, NOT_FOUND, REDIRECTS, SITEMAP, TITLES, coverage_table, kind_address,
    topic_address,
};
use crate::course::{Address, AddressNames, OutPath, Page, PageId, PageRole, former};
use crate::search::titles;
use crate::site::LazyFile;
use crate::source::Digest;

use crate::render::blocks::body::Body;
use crate::render::citations::PageCitations;
use crate::render::context::SiteContext;
use crate::render::files::{feed, learner_index, redirects, sitemap};
use crate::render::lazy_page::PageBody;
use crate::render::renderer::Renderer;

/// A page made from a file of the course.
pub(crate) fn course_page<'a>(renderer: &'a Renderer, page: &'a Page) -> LazyFile<'a> {
    let context = &renderer.context;
    let mut frame = renderer.frame_of(page);
    let mut body = Body::new(context, page);
    let blocks = body.blocks(&page.blocks);
    frame.page.terms = glossary::notes(context, page, &body);
    let SiteContext { course, index, theme, .. } = context;
    let citations = Some(PageCitations::of(&theme.citation_style, course, index, page));
    let body = PageBody { parts: vec![blocks], citations };
    let urls = &context.urls(&page.address);
    match page.role {
        PageRole::Home => renderer.page(&home::TEMPLATE, frame, home::view(context, page, urls), body),
        PageRole::ModuleIndex(module) => {
            renderer.page(&module::TEMPLATE, frame, module::view(context, (&course.modules[module], page), urls), body)
        }
        PageRole::Lesson(_) | PageRole::Standalone => {
            renderer.page(&lesson::TEMPLATE, frame, lesson::view(context, page, urls), body)
        }
    }
}

/// A file that Attune makes itself.
#[derive(Debug, Clone)]
pub(crate) enum GeneratedFile {
    /// A page at an address of its own.
    Page(GeneratedPage),
    /// The index of a kind, by the kind's name.
    Kind(String),
    /// One topic, by its slug.
    Topic(String),
    /// A module, by its place, or the whole course on one page.
    Print(Option<usize>),
    /// The questions of a module, by its place, for facilitators.
    Handout(Handout, usize),
    /// The table of coverage, for spreadsheets.
    CoverageTable,
    /// What a host shows for an address that is not there.
    NotFound,
    /// An old address of a page.
    Redirect(PageId),
    /// The address that one of Attune's own pages had before it had one in the course's language, and its address now.
    Former(Address),
    /// All old addresses, for hosts that answer them themselves.
    Redirects,
    /// The sitemap, for search engines.
    Sitemap,
    /// The feed of what was reviewed last.
    Feed,
    /// The titles of all pages, for searching without the index.
    Titles,
    /// The pages and their questions, for learners' records.
    LearnerIndex,
}

/// Every page that Attune makes itself for this edition of the course, with its address in these names.
fn own_pages(context: &SiteContext, names: &AddressNames) -> Vec<(Address, GeneratedFile)> {
    let pages = GeneratedPage::ALL.into_iter().filter(|page| has(context, *page));
    let mut files: Vec<_> = pages.map(|page| (page.address(names), GeneratedFile::Page(page))).collect();
    let kinds = context.kinds.iter().map(|(name, _)| (name, &context.course.kinds[name]));
    files.extend(kinds.map(|(name, kind)| (kind_address(names, kind), GeneratedFile::Kind(name.clone()))));
    let topics = context.topics.keys();
    files.extend(topics.map(|topic| (topic_address(names, topic), GeneratedFile::Topic(topic.clone()))));
    files.extend(print::all(context, names).map(|(at, module)| (at, GeneratedFile::Print(module))));
    let handouts = handout::all(context, names);
    files.extend(handouts.map(|(at, (handout, module))| (at, GeneratedFile::Handout(handout, module))));
    files
}

/// What these pages were called before they had names in the course's language, and their addresses now.
fn former_addresses(context: &SiteContext) -> impl Iterator<Item = (OutPath, Address)> {
    let (before, now) = (former(), context.course.names);
    let renamed = (before != now).then(|| own_pages(context, before).into_iter().zip(own_pages(context, now)));
    let addresses = renamed.into_iter().flatten().map(|((from, _), (to, _))| (from, to));
    addresses.filter(|(from, to)| from != to).map(|(from, to)| (from.out_path(), to))
}

/// Those that this edition of the course has, each with its path.
pub(crate) fn generated_files(context: &SiteContext) -> Vec<(OutPath, GeneratedFile)> {
    let pages = own_pages(context, context.course.names);
    let mut files: Vec<_> = pages.into_iter().map(|(at, file)| (at.out_path(), file)).collect();
    files.extend(former_addresses(context).map(|(from, to)| (from, GeneratedFile::Former(to))));
    let has_former = context.course.names != former();
    if context.facilitator {
        files.push((coverage_table(context.course.names), GeneratedFile::CoverageTable));
    }
    files.push((OutPath::new(NOT_FOUND), GeneratedFile::NotFound));
    files.push((OutPath::new(LEARNER_INDEX), GeneratedFile::LearnerIndex));
    if context.config.search {
        files.push((OutPath::new(TITLES), GeneratedFile::Titles));
    }
    if context.config.base_url.is_some() && !context.facilitator {
        files.push((OutPath::new(SITEMAP), GeneratedFile::Sitemap));
    }
    if context.has_feed {
        files.push((OutPath::new(FEED), GeneratedFile::Feed));
    }
    if has_former || !context.course.redirects.is_empty() {
        files.push((OutPath::new(REDIRECTS), GeneratedFile::Redirects));
    }
    files.extend(context.course.redirects.iter().map(|(path, page)| (path.clone(), GeneratedFile::Redirect(*page))));
    files
}

fn has(context: &SiteContext, page: GeneratedPage) -> bool {
    let SiteContext { course, facilitator, .. } = context;
    match page {
        GeneratedPage::Topics => !context.topics.is_empty(),
        GeneratedPage::Glossary => !course.terms.is_empty(),
        GeneratedPage::Bibliography => context.has_references,
        GeneratedPage::Objectives => context.has_objectives,
        GeneratedPage::Progress => !facilitator,
        GeneratedPage::Review => !facilitator && context.has_items,
        GeneratedPage::Certificate => !facilitator && !certificate::requirements(context).is_empty(),
        GeneratedPage::Coverage | GeneratedPage::SessionPlan => *facilitator,
    }
}

/// One of them, which stands at `path`, made when somebody asks for it.
pub(crate) fn generated<'a>(renderer: &'a Renderer, path: &OutPath, file: &GeneratedFile) -> LazyFile<'a> {
    let SiteContext { course, config, .. } = &renderer.context;
    match file {
        GeneratedFile::Page(page) => generated_page(renderer, *page),
        GeneratedFile::Kind(name) => kind::lazy(renderer, name),
        GeneratedFile::Topic(topic) => topics::topic(renderer, topic),
        GeneratedFile::Print(module) => print::lazy(renderer, *module),
        GeneratedFile::Handout(handout, module) => handout::lazy(renderer, *handout, *module),
        GeneratedFile::CoverageTable => text(coverage::table(&renderer.context)),
        GeneratedFile::NotFound => not_found::lazy(renderer),
        GeneratedFile::Redirect(page) => {
            let page = course.page(*page);
            redirect::lazy(&renderer.context, path, (&page.front.title, &page.address))
        }
        GeneratedFile::Former(address) => redirect::lazy(&renderer.context, path, (&config.title, address)),
        GeneratedFile::Redirects => {
            let of_course =
                course.redirects.iter().map(|(from, page)| (from.clone(), course.page(*page).address.clone()));
            text(redirects::redirects(of_course.chain(former_addresses(&renderer.context)), config))
        }
        GeneratedFile::Sitemap => text(sitemap::sitemap(course, config)),
        GeneratedFile::Feed => text(feed::feed(course, config)),
        GeneratedFile::Titles => text(titles(course)),
        GeneratedFile::LearnerIndex => text(learner_index::learner_index(course)),
    }
}

fn generated_page(renderer: &Renderer, page: GeneratedPage) -> LazyFile<'_> {
    match page {
        GeneratedPage::Topics => topics::lazy(renderer),
        GeneratedPage::Glossary => glossary::lazy(renderer),
        GeneratedPage::Bibliography => bibliography::lazy(renderer),
        GeneratedPage::Objectives => objectives::lazy(renderer),
        GeneratedPage::Progress => progress::lazy(renderer),
        GeneratedPage::Review => review::lazy(renderer),
        GeneratedPage::Certificate => certificate::lazy(renderer),
        GeneratedPage::Coverage => coverage::lazy(renderer),
        GeneratedPage::SessionPlan => session_plan::lazy(renderer),
    }
}

/// A file that is no page.
fn text<'a>(text: String) -> LazyFile<'a> {
    LazyFile::deferred(Digest::of(text.as_bytes()), move || Ok(text))
}
