//! What every page shows around its own part: the site, the tree, the way down, the neighbours.

use std::hash::Hash;
use std::sync::Arc;

use serde::Serialize;

use crate::config::{KindOrder, SiteConfig};
use crate::course::{Address, Course, Heading, Page, PageId, PageRole};
use crate::diagnostic::Diagnostic;
use crate::site::Prepared;
use crate::source::Digest;

use super::look::Look;
use super::lookup::Lookup;
use super::parts::{Part, html};
use super::pieces::{Made, Pieces};
use super::site::{SharedSite, Sites};
use super::tree::Trees;
use super::urls::Urls;
use super::view::{ContentsEntry, DateView, Link, PageView};

/// What stays the same for every page of a build.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) course: Arc<Course>,
    pub(super) config: Arc<SiteConfig>,
    pub(super) look: Look,
    pub(super) facilitator: bool,
    /// Kinds with pages (other than plain lessons), in the order of their names, with the address of the index.
    pub(super) kinds: Vec<(String, Address)>,
    /// Whether there is a glossary, and whether there are topics.
    pub(super) has_glossary: bool,
    pub(super) has_topics: bool,
    /// Whether any page says what learners will be able to do.
    pub(super) has_objectives: bool,
    /// Whether there is any question.
    pub(super) has_items: bool,
    /// The pages of each kind in step order that has pages: by step and then in reading order.
    pub(super) steps: Vec<(String, Vec<PageId>)>,
    pub(super) lookup: Lookup,
    /// What pages of the course show of the site.
    pub(super) sites: Sites,
    pub(super) trees: Trees,
}

impl Frame {
    pub(super) fn new(course: Arc<Course>, config: Arc<SiteConfig>, look: Look, facilitator: bool) -> Self {
        let mut used: Vec<&str> = course.pages.iter().map(|page| page.kind.as_str()).collect();
        used.sort_unstable();
        used.dedup();
        let named = course.kinds.values().filter(|kind| kind.name != "lesson" && used.contains(&kind.name.as_str()));
        let kinds: Vec<(String, Address)> = named.map(|kind| (kind.name.clone(), kind_address(kind))).collect();
        let stepped = kinds.iter().filter(|(name, _)| course.kinds[name].order == KindOrder::Step);
        let steps = stepped.map(|(name, _)| (name.clone(), steps(&course, name))).collect();
        Self {
            facilitator,
            kinds,
            steps,
            lookup: Lookup::new(Arc::clone(&course)),
            sites: Sites::default(),
            trees: Trees::default(),
            has_glossary: !course.terms.is_empty(),
            has_items: course.pages.iter().any(|page| page.items > 0),
            has_objectives: course.pages.iter().any(|page| !page.front.objectives.is_empty()),
            has_topics: course.pages.iter().any(|page| !page.front.topics.is_empty()),
            course,
            config,
            look,
        }
    }

    /// A page that is `template` with `view`, when somebody asks for it.
    pub(super) fn prepared<V: Framed + 'static>(&self, template: &'static str, view: V) -> Prepared<'_> {
        self.prepared_with(template, view, Vec::new())
    }

    /// A page without a frame.
    pub(super) fn prepared_bare<V: Hash + Serialize + 'static>(&self, template: &'static str, view: V) -> Prepared<'_> {
        let digest = Digest::of_value(&(template, self.look.digest(), &view));
        Prepared::later(digest, move || self.look.render(template, &view))
    }

    /// The same for a page with a body, whose place in the template has the mark [`Pieces::ONLY`].
    pub(super) fn prepared_with<'a, V: Framed + 'static>(
        &'a self,
        template: &'static str,
        mut view: V,
        body: Vec<Part<'a>>,
    ) -> Prepared<'a> {
        let digest = Digest::of_value(&(template, self.look.digest(), &view, &body));
        Prepared::later(digest, move || {
            let body = html(&self.look, body)?;
            let (site, page) = view.frame();
            shared(&self.look, site, page)?;
            let made = self.look.render(template, &view)?;
            if body.is_empty() {
                return Ok(made);
            }
            let mut page = String::with_capacity(made.len() + body.len());
            let made = Made::new(made);
            Pieces::only(body).put(&made, &mut page);
            Ok(page)
        })
    }

    /// A date for people and machines.
    pub(super) fn date(&self, date: jiff::civil::Date) -> DateView {
        DateView { iso: date.to_string(), text: self.look.date_text(date) }
    }

    /// The frame of a page that is not from a file of the course.
    pub(super) fn list_page(&self, title: &str, summary: &str, address: &Address) -> PageView {
        let urls = Urls::From(address);
        PageView {
            title: title.to_owned(),
            head_title: self.head_title(title),
            summary: summary.to_owned(),
            canonical: self.canonical(address),
            breadcrumbs: vec![self.home_link(&urls)],
            tree: self.tree(None, &urls),
            ..PageView::default()
        }
    }

    /// The frame of a page of the course.
    pub(super) fn page(&self, page: &Page) -> PageView {
        let urls = Urls::From(&page.address);
        let (previous, next) = self.course.beside(page.id);
        let mut breadcrumbs = Vec::new();
        if page.role != PageRole::Home {
            breadcrumbs.push(self.home_link(&urls));
        }
        if let PageRole::Lesson(module) = page.role {
            breadcrumbs.push(page_link(self.course.page(self.course.modules[module].index), &urls));
        }
        let title = &page.front.title;
        PageView {
            title: title.clone(),
            head_title: if page.role == PageRole::Home { title.clone() } else { self.head_title(title) },
            summary: page.front.summary.clone().unwrap_or_default(),
            canonical: self.canonical(&page.address),
            breadcrumbs,
            tree: self.tree(Some(page), &urls),
            tree_html: String::new(),
            previous: previous.map(|page| page_link(page, &urls)),
            next: next.map(|page| page_link(page, &urls)),
            contents: contents(&page.outline.headings),
            has_items: page.items > 0,
            has_assessment: page.front.assessment.is_some(),
            has_dialogue: page.outline.has.dialogue,
            has_scenario: page.outline.has.scenario,
            has_practice: page.outline.has.practice,
        }
    }

    fn home_link(&self, urls: &Urls<'_>) -> Link {
        Link { title: self.look.word("home").to_owned(), url: urls.page(&Address::home()), ..Link::default() }
    }

    fn head_title(&self, title: &str) -> String {
        format!("{title} · {}", self.config.title)
    }

    pub(super) fn canonical(&self, address: &Address) -> Option<String> {
        let base = self.config.base_url.as_ref()?;
        Some(format!("{}{}", base.root(), super::urls::encode(address.as_str())))
    }
}

/// The view of a page that has a frame.
pub(super) trait Framed: Hash + Serialize {
    /// Its frame.
    fn frame(&mut self) -> (&SharedSite, &mut PageView);
}

/// Makes a context a view with a frame.
macro_rules! framed {
    ($($context:ty),+) => { $(
        impl $crate::render::frame::Framed for $context {
            fn frame(&mut self) -> (&$crate::render::site::SharedSite, &mut PageView) {
                (&self.site, &mut self.page)
            }
        }
    )+ };
}
pub(super) use framed;

/// Fills in what many pages share.
fn shared(look: &Look, site: &SharedSite, page: &mut PageView) -> Result<(), Box<Diagnostic>> {
    site.make_ready(look)?;
    page.tree_html = page.tree.html(look, site)?;
    Ok(())
}

/// The pages of a kind by step, and then in reading order.
fn steps(course: &Course, kind: &str) -> Vec<PageId> {
    let mut steps: Vec<&Page> =
        course.pages.iter().map(|page| &**page).filter(|page| page.kind == kind && page.front.step.is_some()).collect();
    steps.sort_by_key(|page| (page.front.step, page.id));
    steps.into_iter().map(|page| page.id).collect()
}

/// Where the index of a kind stands.
pub(super) fn kind_address(kind: &crate::config::Kind) -> Address {
    let own = crate::course::slug(&kind.plural);
    Address::from_parts(["kinds", if own.is_empty() { kind.name.as_str() } else { own.as_str() }])
}

/// A link to a page of the course with its summary.
pub(super) fn page_link(page: &Page, urls: &Urls<'_>) -> Link {
    Link {
        title: page.front.title.clone(),
        url: urls.page(&page.address),
        summary: page.front.summary.clone(),
        current: false,
    }
}

fn contents(headings: &[Heading]) -> Vec<ContentsEntry> {
    let mut entries: Vec<ContentsEntry> = Vec::new();
    for heading in headings {
        let entry = ContentsEntry {
            title: heading.text.clone(),
            url: format!("#s-{}", super::urls::encode(&heading.id)),
            children: Vec::new(),
        };
        match (heading.level, entries.last_mut()) {
            (0..=2, _) | (3, None) => entries.push(entry),
            (3, Some(parent)) => parent.children.push(entry),
            _ => {}
        }
    }
    entries
}
