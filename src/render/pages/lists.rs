//! Pages that Attune makes itself: kinds, topics, the 404 page and redirects.

use serde::Serialize;

use crate::config::KindOrder;
use crate::course::{Address, OutPath, Page, PageId};
use crate::search::{TITLES, titles};
use crate::site::LazyFile;
use crate::source::Digest;

use crate::render::context::{SiteContext, kind_address, page_link};
use crate::render::files::{self, FEED, SITE_MAP};
use crate::render::furniture::shared::SharedSite;
use crate::render::lazy_page::framed;
use crate::render::links::Urls;
use crate::render::pages::back;
use crate::render::pages::course::{kind_view, path};
use crate::render::pages::generated::{self, GeneratedPage};
use crate::render::view::{
    KindIndexView, KindView, Link, ListEntry, NotFoundView, PageView, RedirectView, TopicCard, TopicView, TopicsView,
};

/// A page that Attune makes itself.
#[derive(Debug, Clone)]
pub(crate) enum GeneratedFile {
    /// The index of a kind, by the kind's name.
    Kind(String),
    /// All topics.
    Topics,
    /// One topic, by its slug.
    Topic(String),
    /// The glossary.
    Glossary,
    /// Everything the course cites.
    References,
    /// A page about the course as a whole, or of what the reader did.
    GeneratedPage(GeneratedPage),
    /// What a host shows for an address that is not there.
    NotFound,
    /// An old address of a page.
    Redirect(PageId),
    /// The site map, for search engines.
    SiteMap,
    /// The feed of what was reviewed last.
    Feed,
    /// The titles of all pages, for searching without the index.
    Titles,
}

/// All of them, with the files they are.
pub(crate) fn lists(frame: &SiteContext) -> Vec<(OutPath, GeneratedFile)> {
    let kind = |(name, address): &(String, Address)| (address.out_path(), GeneratedFile::Kind(name.clone()));
    let mut lists: Vec<(OutPath, GeneratedFile)> = frame.kinds.iter().map(kind).collect();
    if frame.has_topics {
        lists.push((topic_address(None).out_path(), GeneratedFile::Topics));
        let slugs = frame.course.topics().into_keys();
        lists.extend(slugs.map(|slug| (topic_address(Some(&slug)).out_path(), GeneratedFile::Topic(slug))));
    }
    if !frame.course.terms.is_empty() {
        lists.push((Address::from_parts(["glossary"]).out_path(), GeneratedFile::Glossary));
    }
    if frame.has_references {
        lists.push((Address::from_parts(["references"]).out_path(), GeneratedFile::References));
    }
    lists.extend(generated::all(frame).map(|own| (own.address().out_path(), GeneratedFile::GeneratedPage(own))));
    lists.push((OutPath::new("404.html"), GeneratedFile::NotFound));
    if frame.config.search {
        lists.push((OutPath::new(TITLES), GeneratedFile::Titles));
    }
    if frame.config.base_url.is_some() {
        lists.push((OutPath::new(SITE_MAP), GeneratedFile::SiteMap));
        lists.push((OutPath::new(FEED), GeneratedFile::Feed));
    }
    lists.extend(frame.course.redirects.iter().map(|(out, page)| (out.clone(), GeneratedFile::Redirect(*page))));
    lists
}

/// One of them, to be made when it is asked for.
pub(crate) fn prepare<'f>(frame: &'f SiteContext, out: &OutPath, list: &GeneratedFile) -> LazyFile<'f> {
    match list {
        GeneratedFile::Kind(name) => kind(frame, name),
        GeneratedFile::Topics => topics(frame),
        GeneratedFile::Topic(slug) => topic(frame, slug),
        GeneratedFile::Glossary => back::glossary(frame, &Address::from_parts(["glossary"])),
        GeneratedFile::References => back::references(frame, &Address::from_parts(["references"])),
        GeneratedFile::GeneratedPage(own) => generated::prepare(frame, *own),
        GeneratedFile::NotFound => not_found(frame),
        GeneratedFile::Redirect(page) => redirect(frame, out, frame.course.page(*page)),
        GeneratedFile::SiteMap => text(files::site_map(&frame.course, &frame.config)),
        GeneratedFile::Titles => text(titles(&frame.course)),
        GeneratedFile::Feed => text(files::feed(&frame.course, &frame.config)),
    }
}

/// A file that is no page.
fn text<'f>(text: String) -> LazyFile<'f> {
    LazyFile::deferred(Digest::of(text.as_bytes()), move || Ok(text))
}

fn topic_address(slug: Option<&str>) -> Address {
    Address::from_parts(std::iter::once("topics").chain(slug))
}

/// The key under which browsers keep what was done on a page, and after each `|` one of its old addresses.
pub(crate) fn keys(page: &Page) -> String {
    let old = page.front.aliases.iter().map(|(alias, _)| format!("|{}/", alias.trim_matches('/')));
    std::iter::once(page.address.as_str().to_owned()).chain(old).collect()
}

/// A page in a list.
pub(crate) fn list_entry(frame: &SiteContext, page: &Page, urls: &Urls<'_>) -> ListEntry {
    ListEntry {
        title: page.front.title.clone(),
        url: urls.page(&page.address),
        summary: page.front.summary.clone().unwrap_or_default(),
        minutes: page.minutes,
        item_count: page.asked(),
        step: page.front.step,
        kind: kind_view(frame, page, urls),
        key: page.address.as_str().to_owned(),
        keys: keys(page),
    }
}

framed!(KindContext, TopicsContext, TopicContext, NotFoundContext);

#[derive(Hash, Serialize)]
struct KindContext {
    site: SharedSite,
    page: PageView,
    index: KindIndexView,
}

fn kind<'f>(frame: &'f SiteContext, name: &str) -> LazyFile<'f> {
    let kind = &frame.course.kinds[name];
    let address = &kind_address(kind);
    let urls = Urls::From(address);
    let mut pages: Vec<&Page> =
        frame.course.pages.iter().map(|page| &**page).filter(|page| page.kind == name).collect();
    match kind.order {
        KindOrder::Step => pages.sort_by_key(|page| (page.front.step.unwrap_or(u32::MAX), page.id)),
        KindOrder::Title => pages.sort_by_key(|page| (page.front.title.to_lowercase(), page.id)),
        KindOrder::Course => {}
    }
    let path = match kind.order {
        KindOrder::Step => {
            let steps = frame.steps.iter().find(|(stepped, _)| stepped == name);
            steps.map(|(_, steps)| path(&frame.course, steps, None, &urls)).unwrap_or_default()
        }
        KindOrder::Title | KindOrder::Course => Vec::new(),
    };
    let index = KindIndexView {
        kind: KindView {
            name: name.to_owned(),
            label: kind.label.clone(),
            plural: kind.plural.clone(),
            url: urls.page(address),
        },
        entries: pages.into_iter().map(|page| list_entry(frame, page, &urls)).collect(),
        path,
    };
    let mut page = frame.list_page(&kind.plural, &kind.summary, address);
    // A module may well have the same title: the tab tells them apart.
    page.head_title = format!("{} · {} · {}", kind.plural, frame.look.word("ways_in"), frame.config.title);
    let site = frame.site(&urls, Some(address));
    frame.prepared("kind.html", KindContext { site, page, index })
}

#[derive(Hash, Serialize)]
struct TopicsContext {
    site: SharedSite,
    page: PageView,
    topics: TopicsView,
}

#[derive(Hash, Serialize)]
struct TopicContext {
    site: SharedSite,
    page: PageView,
    topic: TopicView,
}

fn topics(frame: &SiteContext) -> LazyFile<'_> {
    let address = &topic_address(None);
    let urls = Urls::From(address);
    let card = |(slug, (name, pages)): (String, (String, Vec<PageId>))| TopicCard {
        title: name,
        url: urls.page(&topic_address(Some(&slug))),
        count: pages.len(),
    };
    let topics = TopicsView { topics: frame.course.topics().into_iter().map(card).collect() };
    let page = frame.list_page(frame.look.word("topics"), "", address);
    let site = frame.site(&urls, Some(address));
    frame.prepared("topics.html", TopicsContext { site, page, topics })
}

fn topic<'f>(frame: &'f SiteContext, slug: &str) -> LazyFile<'f> {
    let (all, address) = (topic_address(None), &topic_address(Some(slug)));
    let urls = Urls::From(address);
    let (name, pages) = frame.course.topics().remove(slug).unwrap_or_default();
    let entries = pages.iter().map(|id| list_entry(frame, frame.course.page(*id), &urls)).collect();
    let mut page = frame.list_page(&name, "", address);
    let topic = TopicView { title: name, all_url: urls.page(&all), entries };
    page.breadcrumbs.push(Link {
        title: frame.look.word("topics").to_owned(),
        url: urls.page(&all),
        ..Link::default()
    });
    let site = frame.site(&urls, Some(address));
    frame.prepared("topic.html", TopicContext { site, page, topic })
}

#[derive(Hash, Serialize)]
struct NotFoundContext {
    site: SharedSite,
    page: PageView,
    not_found: NotFoundView,
}

fn not_found(frame: &SiteContext) -> LazyFile<'_> {
    let base = frame.config.base_url.as_ref().map_or("/", |base| base.path.as_str());
    let urls = Urls::Below(base);
    let title = frame.look.word("not_found_title");
    let mut page = frame.list_page(title, "", &Address::home());
    page.canonical = None;
    page.breadcrumbs = Vec::new();
    for module in &mut page.tree.modules.modules {
        module.url = format!("{base}{}", module.url.trim_end_matches("index.html"));
    }
    let modules = frame.course.modules.iter().take(24).map(|module| page_link(frame.course.page(module.index), &urls));
    let not_found = NotFoundView { modules: modules.collect() };
    let site = frame.site(&urls, None);
    frame.prepared("404.html", NotFoundContext { site, page, not_found })
}

#[derive(Hash, Serialize)]
struct RedirectContext {
    redirect: RedirectView,
}

fn redirect<'f>(frame: &'f SiteContext, from: &OutPath, page: &Page) -> LazyFile<'f> {
    let folder = from.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    let address = Address::from_parts(folder.split('/').filter(|part| !part.is_empty()));
    let redirect = RedirectView {
        title: page.front.title.clone(),
        url: Urls::From(&address).page(&page.address),
        canonical: frame.canonical(&page.address),
        language: frame.config.language.clone(),
        csp: crate::render::files::csp(&frame.config),
    };
    frame.prepared_bare("redirect.html", RedirectContext { redirect })
}
