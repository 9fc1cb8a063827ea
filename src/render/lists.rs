//! Pages that Attune makes itself: kinds, topics, the 404 page and redirects.

use serde::Serialize;

use crate::config::KindOrder;
use crate::course::{Address, OutPath, Page, PageId};
use crate::search::{TITLES, titles};
use crate::site::Prepared;
use crate::source::Digest;

use super::back;
use super::files::{self, FEED, SITE_MAP};
use super::frame::{Frame, kind_address, page_link};
use super::own::{self, Own};
use super::pages::{kind_view, path};
use super::prepared::framed;
use super::site::SharedSite;
use super::urls::Urls;
use super::view::{
    KindIndexView, KindView, Link, ListEntry, NotFoundView, PageView, RedirectView, TopicCard, TopicView, TopicsView,
};

/// A page that Attune makes itself.
#[derive(Debug, Clone)]
pub(super) enum List {
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
    Own(Own),
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
pub(super) fn lists(frame: &Frame) -> Vec<(OutPath, List)> {
    let kind = |(name, address): &(String, Address)| (address.out_path(), List::Kind(name.clone()));
    let mut lists: Vec<(OutPath, List)> = frame.kinds.iter().map(kind).collect();
    if frame.has_topics {
        lists.push((topic_address(None).out_path(), List::Topics));
        let slugs = frame.course.topics().into_keys();
        lists.extend(slugs.map(|slug| (topic_address(Some(&slug)).out_path(), List::Topic(slug))));
    }
    if !frame.course.terms.is_empty() {
        lists.push((Address::from_parts(["glossary"]).out_path(), List::Glossary));
    }
    if frame.has_references {
        lists.push((Address::from_parts(["references"]).out_path(), List::References));
    }
    lists.extend(own::all(frame).map(|own| (own.address().out_path(), List::Own(own))));
    lists.push((OutPath::new("404.html"), List::NotFound));
    if frame.config.search {
        lists.push((OutPath::new(TITLES), List::Titles));
    }
    if frame.config.base_url.is_some() {
        lists.push((OutPath::new(SITE_MAP), List::SiteMap));
        lists.push((OutPath::new(FEED), List::Feed));
    }
    lists.extend(frame.course.redirects.iter().map(|(out, page)| (out.clone(), List::Redirect(*page))));
    lists
}

/// One of them, to be made when it is asked for.
pub(super) fn prepare<'f>(frame: &'f Frame, out: &OutPath, list: &List) -> Prepared<'f> {
    match list {
        List::Kind(name) => kind(frame, name),
        List::Topics => topics(frame),
        List::Topic(slug) => topic(frame, slug),
        List::Glossary => back::glossary(frame, &Address::from_parts(["glossary"])),
        List::References => back::references(frame, &Address::from_parts(["references"])),
        List::Own(own) => own::prepare(frame, *own),
        List::NotFound => not_found(frame),
        List::Redirect(page) => redirect(frame, out, frame.course.page(*page)),
        List::SiteMap => text(files::site_map(&frame.course, &frame.config)),
        List::Titles => text(titles(&frame.course)),
        List::Feed => text(files::feed(&frame.course, &frame.config)),
    }
}

/// A file that is no page.
fn text<'f>(text: String) -> Prepared<'f> {
    Prepared::later(Digest::of(text.as_bytes()), move || Ok(text))
}

fn topic_address(slug: Option<&str>) -> Address {
    Address::from_parts(std::iter::once("topics").chain(slug))
}

/// The key under which browsers keep what was done on a page, and after each `|` one of its old addresses.
pub(super) fn keys(page: &Page) -> String {
    let old = page.front.aliases.iter().map(|(alias, _)| format!("|{}/", alias.trim_matches('/')));
    std::iter::once(page.address.as_str().to_owned()).chain(old).collect()
}

/// A page in a list.
pub(super) fn list_entry(frame: &Frame, page: &Page, urls: &Urls<'_>) -> ListEntry {
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

fn kind<'f>(frame: &'f Frame, name: &str) -> Prepared<'f> {
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

fn topics(frame: &Frame) -> Prepared<'_> {
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

fn topic<'f>(frame: &'f Frame, slug: &str) -> Prepared<'f> {
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

fn not_found(frame: &Frame) -> Prepared<'_> {
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

fn redirect<'f>(frame: &'f Frame, from: &OutPath, page: &Page) -> Prepared<'f> {
    let folder = from.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    let address = Address::from_parts(folder.split('/').filter(|part| !part.is_empty()));
    let redirect = RedirectView {
        title: page.front.title.clone(),
        url: Urls::From(&address).page(&page.address),
        canonical: frame.canonical(&page.address),
        language: frame.config.language.clone(),
        csp: super::files::csp(&frame.config),
    };
    frame.prepared_bare("redirect.html", RedirectContext { redirect })
}
