//! The back of the book: the glossary and the list of everything cited.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::course::{Address, Page, PageId, Term};
use crate::site::LazyFile;

use crate::render::blocks::body::Body;
use crate::render::context::{SiteContext, page_link};
use crate::render::furniture::shared::SharedSite;
use crate::render::lazy_page::framed;
use crate::render::links::Urls;
use crate::render::view::{
    CitedWork, GlossaryView, LetterGroup, Link, PageView, ReferenceView, ReferencesView, TermView,
};

framed!(GlossaryContext, ReferencesContext);

#[derive(Hash, Serialize)]
struct GlossaryContext {
    site: SharedSite,
    page: PageView,
    glossary: GlossaryView,
}

/// The glossary.
pub(crate) fn glossary<'f>(frame: &'f SiteContext, address: &Address) -> LazyFile<'f> {
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
    let glossary = GlossaryView { count: frame.course.terms.len(), groups };
    let page = frame.list_page(frame.look.word("glossary"), "", address);
    let site = frame.site(&urls, Some(address));
    frame.prepared("glossary.html", GlossaryContext { site, page, glossary })
}

fn term_view(frame: &SiteContext, term: &Term, mentions: &BTreeMap<&str, Vec<PageId>>, urls: &Urls<'_>) -> TermView {
    let see = |id: &String| {
        let other = frame.course.terms.get(id)?;
        Some(Link {
            title: other.term.clone(),
            url: format!("#g-{}", crate::render::links::encode(id)),
            ..Link::default()
        })
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
fn mentions(frame: &SiteContext) -> BTreeMap<&str, Vec<PageId>> {
    let mut mentions: BTreeMap<&str, Vec<PageId>> = BTreeMap::new();
    for page in &frame.course.pages {
        let mut body = Body::new(frame, page);
        if frame.linker().is_some() {
            body.mention(&page.blocks);
        }
        for id in body.terms() {
            mentions.entry(id).or_default().push(page.id);
        }
    }
    mentions
}

#[derive(Hash, Serialize)]
struct ReferencesContext {
    site: SharedSite,
    page: PageView,
    references: ReferencesView,
}

/// Everything the course cites.
pub(crate) fn references<'f>(frame: &'f SiteContext, address: &Address) -> LazyFile<'f> {
    let urls = Urls::From(address);
    let mut citing: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in &frame.course.pages {
        let works: BTreeSet<&str> = page.outline.cited().map(|work| work.key.as_str()).collect();
        for key in works {
            citing.entry(key).or_default().push(page);
        }
    }
    let work = |reference: ReferenceView| {
        let pages = citing.get(reference.key.as_str()).into_iter().flatten();
        CitedWork { pages: pages.map(|page| page_link(page, &urls)).collect(), reference }
    };
    let works = frame.look.citing.all(&frame.course).into_iter().map(work).collect();
    let page = frame.list_page(frame.look.word("references"), frame.look.word("references_summary"), address);
    let site = frame.site(&urls, Some(address));
    frame.prepared("references.html", ReferencesContext { site, page, references: ReferencesView { works } })
}
