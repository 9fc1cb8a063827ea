//! Pages that Attune makes itself: kinds, topics, the glossary, the 404 page and redirects.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::assemble::resolve::{Target, resolve};
use crate::config::KindOrder;
use crate::course::{Address, OutPath, Page, PageId, Term, links};
use crate::diagnostic::Diagnostic;

use super::frame::{Frame, page_link};
use super::pages::{kind_view, path, steps};
use super::urls::Urls;
use super::view::{
    GlossaryView, KindIndexView, KindView, LetterGroup, Link, ListEntry, NotFoundView, PageView, RedirectView,
    SiteView, TermView, TopicCard, TopicView, TopicsView,
};

/// One generated page.
pub(super) type Made = (OutPath, Result<String, Box<Diagnostic>>);

/// All of them.
pub(super) fn render(frame: &Frame<'_>) -> Vec<Made> {
    let mut made: Vec<Made> =
        frame.kinds.iter().map(|(name, address)| (address.out_path(), kind(frame, name, address))).collect();
    if frame.has_topics {
        topics(frame, &mut made);
    }
    if frame.has_glossary {
        let address = Address::from_parts(["glossary"]);
        made.push((address.out_path(), glossary(frame, &address)));
    }
    made.push((OutPath::new("404.html"), not_found(frame)));
    for (out, page) in &frame.course.redirects {
        made.push((out.clone(), redirect(frame, out, frame.course.page(*page))));
    }
    made
}

/// A page in a list.
pub(super) fn list_entry(frame: &Frame<'_>, page: &Page, urls: &Urls<'_>) -> ListEntry {
    ListEntry {
        title: page.front.title.clone(),
        url: urls.page(&page.address),
        summary: page.front.summary.clone().unwrap_or_default(),
        minutes: page.minutes,
        item_count: page.items,
        step: page.front.step,
        kind: kind_view(frame, page, urls),
        key: page.address.as_str().to_owned(),
    }
}

#[derive(Serialize)]
struct KindContext<'a> {
    site: &'a SiteView,
    page: &'a PageView,
    index: &'a KindIndexView,
}

fn kind(frame: &Frame<'_>, name: &str, address: &Address) -> Result<String, Box<Diagnostic>> {
    let urls = Urls::From(address);
    let kind = &frame.course.kinds[name];
    let mut pages: Vec<&Page> = frame.course.pages.iter().filter(|page| page.kind == name).collect();
    match kind.order {
        KindOrder::Step => pages.sort_by_key(|page| (page.front.step.unwrap_or(u32::MAX), page.id)),
        KindOrder::Title => pages.sort_by_key(|page| (page.front.title.to_lowercase(), page.id)),
        KindOrder::Course => {}
    }
    let path = match kind.order {
        KindOrder::Step => path(frame.course, &steps(frame.course, name), None, &urls),
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
    let site = &frame.site(&urls, Some(address));
    frame.look.render("kind.html", &KindContext { site, page: &page, index: &index })
}

#[derive(Serialize)]
struct TopicsContext<'a> {
    site: &'a SiteView,
    page: &'a PageView,
    topics: &'a TopicsView,
}

#[derive(Serialize)]
struct TopicContext<'a> {
    site: &'a SiteView,
    page: &'a PageView,
    topic: &'a TopicView,
}

fn topics(frame: &Frame<'_>, made: &mut Vec<Made>) {
    let all = Address::from_parts(["topics"]);
    let topics = frame.course.topics();
    for (slug, (name, pages)) in &topics {
        let address = Address::from_parts(["topics", slug]);
        made.push((address.out_path(), topic(frame, name, pages, &address, &all)));
    }
    let urls = Urls::From(&all);
    let card = |(slug, (name, pages)): (&String, &(String, Vec<PageId>))| TopicCard {
        title: name.clone(),
        url: urls.page(&Address::from_parts(["topics", slug])),
        count: pages.len(),
    };
    let view = TopicsView { topics: topics.iter().map(card).collect() };
    let page = &frame.list_page(frame.look.word("topics"), "", &all);
    let site = &frame.site(&urls, Some(&all));
    made.push((all.out_path(), frame.look.render("topics.html", &TopicsContext { site, page, topics: &view })));
}

fn topic(
    frame: &Frame<'_>,
    name: &str,
    pages: &[PageId],
    address: &Address,
    all: &Address,
) -> Result<String, Box<Diagnostic>> {
    let urls = Urls::From(address);
    let entries = pages.iter().map(|id| list_entry(frame, frame.course.page(*id), &urls)).collect();
    let view = TopicView { title: name.to_owned(), all_url: urls.page(all), entries };
    let mut page = frame.list_page(name, "", address);
    page.breadcrumbs.push(Link { title: frame.look.word("topics").to_owned(), url: urls.page(all), ..Link::default() });
    let site = &frame.site(&urls, Some(address));
    frame.look.render("topic.html", &TopicContext { site, page: &page, topic: &view })
}

#[derive(Serialize)]
struct GlossaryContext<'a> {
    site: &'a SiteView,
    page: &'a PageView,
    glossary: &'a GlossaryView,
}

fn glossary(frame: &Frame<'_>, address: &Address) -> Result<String, Box<Diagnostic>> {
    let urls = Urls::From(address);
    let mentions = mentions(frame);
    let mut terms: Vec<&Term> = frame.course.terms.values().collect();
    terms.sort_by_key(|term| (term.term.to_lowercase(), &term.id));
    let mut groups: Vec<LetterGroup> = Vec::new();
    for term in terms {
        let letter = term.term.chars().next().map_or_else(String::new, |first| first.to_uppercase().collect());
        if groups.last().is_none_or(|group| group.letter != letter) {
            let dom_id = format!("letter-{}", groups.len() + 1);
            groups.push(LetterGroup { letter, dom_id, terms: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.terms.push(term_view(frame, term, &mentions, &urls));
        }
    }
    let view = GlossaryView { count: frame.course.terms.len(), groups };
    let page = &frame.list_page(frame.look.word("glossary"), "", address);
    let site = &frame.site(&urls, Some(address));
    frame.look.render("glossary.html", &GlossaryContext { site, page, glossary: &view })
}

fn term_view(frame: &Frame<'_>, term: &Term, mentions: &BTreeMap<&str, Vec<PageId>>, urls: &Urls<'_>) -> TermView {
    let see = |id: &String| {
        let other = frame.course.terms.get(id)?;
        Some(Link { title: other.term.clone(), url: format!("#g-{}", super::urls::encode(id)), ..Link::default() })
    };
    let pages = mentions.get(term.id.as_str()).into_iter().flatten();
    TermView {
        dom_id: format!("g-{}", term.id),
        term: term.term.clone(),
        definition: term.definition.clone(),
        see: term.see.iter().filter_map(see).collect(),
        pages: pages.map(|id| page_link(frame.course.page(*id), urls)).collect(),
    }
}

/// Which pages link to each term, in reading order.
fn mentions<'a>(frame: &Frame<'a>) -> BTreeMap<&'a str, Vec<PageId>> {
    let mut mentions: BTreeMap<&str, Vec<PageId>> = BTreeMap::new();
    for page in &frame.course.pages {
        for link in links(&page.blocks) {
            if let Ok(Target::Term(id)) = resolve(frame.course, page, &link.destination) {
                let pages = mentions.entry(id).or_default();
                if pages.last() != Some(&page.id) {
                    pages.push(page.id);
                }
            }
        }
    }
    mentions
}

#[derive(Serialize)]
struct NotFoundContext<'a> {
    site: &'a SiteView,
    page: &'a PageView,
    not_found: &'a NotFoundView,
}

fn not_found(frame: &Frame<'_>) -> Result<String, Box<Diagnostic>> {
    let base = frame.config.base_url.as_ref().map_or("/", |base| base.path.as_str());
    let urls = Urls::Below(base);
    let title = frame.look.word("not_found_title");
    let mut page = frame.list_page(title, "", &Address::home());
    page.canonical = None;
    page.breadcrumbs = Vec::new();
    for module in &mut page.tree.modules {
        module.url = format!("{base}{}", module.url.trim_end_matches("index.html"));
    }
    let modules = frame.course.modules.iter().take(24).map(|module| page_link(frame.course.page(module.index), &urls));
    let view = NotFoundView { modules: modules.collect() };
    let site = &frame.site(&urls, None);
    frame.look.render("404.html", &NotFoundContext { site, page: &page, not_found: &view })
}

#[derive(Serialize)]
struct RedirectContext<'a> {
    redirect: &'a RedirectView,
}

fn redirect(frame: &Frame<'_>, from: &OutPath, page: &Page) -> Result<String, Box<Diagnostic>> {
    let folder = from.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    let address = Address::from_parts(folder.split('/').filter(|part| !part.is_empty()));
    let view = RedirectView {
        title: page.front.title.clone(),
        url: Urls::From(&address).page(&page.address),
        canonical: frame.canonical(&page.address),
        language: frame.config.language.clone(),
        csp: super::files::csp(frame.config),
    };
    frame.look.render("redirect.html", &RedirectContext { redirect: &view })
}
