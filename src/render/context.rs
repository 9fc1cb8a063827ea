//! What every page shows around its own part: the site, the tree, the way down, the neighbours.

use std::sync::Arc;

use crate::config::{KindOrder, SiteConfig};
use crate::course::{Address, Course, Heading, Page, PageId, PageRole};

use crate::render::blocks::auto_link::TermLinker;
use crate::render::course_index::Lookup;
use crate::render::furniture::shared::Sites;
use crate::render::furniture::sidebar::Trees;
use crate::render::links::Urls;
use crate::render::theme_context::ThemeContext;
use crate::render::view::{ContentsEntry, DateView, Link, PageView};

/// What stays the same for every page of a build.
#[derive(Debug, Clone)]
pub(crate) struct SiteContext {
    pub(crate) course: Arc<Course>,
    pub(crate) config: Arc<SiteConfig>,
    pub(crate) look: Arc<ThemeContext>,
    pub(crate) facilitator: bool,
    /// Kinds with pages (other than plain lessons), in the order of their names, with the address of the index.
    pub(crate) kinds: Vec<(String, Address)>,
    /// Whether anything is cited, and whether there are topics.
    pub(crate) has_references: bool,
    pub(crate) has_topics: bool,
    /// Whether any page says what learners will be able to do.
    pub(crate) has_objectives: bool,
    /// Whether there is any question.
    pub(crate) has_items: bool,
    /// The pages of each kind in step order that has pages: by step and then in reading order.
    pub(crate) steps: Vec<(String, Vec<PageId>)>,
    pub(crate) lookup: Lookup,
    /// What pages of the course show of the site.
    pub(crate) sites: Arc<Sites>,
    pub(crate) trees: Arc<Trees>,
}

impl SiteContext {
    pub(crate) fn new(course: Arc<Course>, config: Arc<SiteConfig>, look: ThemeContext, facilitator: bool) -> Self {
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
            has_references: course.pages.iter().any(|page| !page.outline.citations.is_empty()),
            sites: Arc::default(),
            trees: Arc::default(),
            has_items: course.pages.iter().any(|page| page.items > 0),
            has_objectives: course.pages.iter().any(|page| !page.front.objectives.is_empty()),
            has_topics: course.pages.iter().any(|page| !page.front.topics.is_empty()),
            course,
            config,
            look: Arc::new(look),
        }
    }

    /// The same for the same course with other bodies: nothing that is known of it is found again.
    pub(crate) fn with_course(&self, course: &Arc<Course>) -> Self {
        Self { course: Arc::clone(course), lookup: self.lookup.with_course(course), ..self.clone() }
    }

    /// What links the first mention of a term on a page; `None` where the course does not want that.
    pub(crate) fn linker(&self) -> Option<&TermLinker> {
        self.config.auto_link.then(|| self.lookup.linker()).flatten()
    }

    /// A date for people and machines.
    pub(crate) fn date(&self, date: jiff::civil::Date) -> DateView {
        DateView { iso: date.to_string(), text: self.look.date_text(date) }
    }

    /// The frame of a page that is not from a file of the course.
    pub(crate) fn list_page(&self, title: &str, summary: &str, address: &Address) -> PageView {
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
    pub(crate) fn page(&self, page: &Page) -> PageView {
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
            contents: self.contents(page),
            terms: Vec::new(),
            references: Vec::new(),
            has_items: page.items > 0,
            has_assessment: page.front.assessment.is_some(),
            has_dialogue: page.outline.has.dialogue,
            has_scenario: page.outline.has.scenario,
            has_practice: page.outline.has.practice,
        }
    }

    /// The contents of a page: its headings, and the list of what it cites.
    fn contents(&self, page: &Page) -> Vec<ContentsEntry> {
        let mut entries = contents(&page.outline.headings);
        if !page.outline.citations.is_empty() {
            let title = self.look.word("references").to_owned();
            entries.push(ContentsEntry { title, url: "#references".to_owned(), children: Vec::new() });
        }
        entries
    }

    fn home_link(&self, urls: &Urls<'_>) -> Link {
        Link { title: self.look.word("home").to_owned(), url: urls.page(&Address::home()), ..Link::default() }
    }

    fn head_title(&self, title: &str) -> String {
        format!("{title} · {}", self.config.title)
    }

    pub(crate) fn canonical(&self, address: &Address) -> Option<String> {
        let base = self.config.base_url.as_ref()?;
        Some(format!("{}{}", base.root(), crate::render::links::encode(address.as_str())))
    }
}

/// The pages of a kind by step, and then in reading order.
fn steps(course: &Course, kind: &str) -> Vec<PageId> {
    let mut steps: Vec<&Page> =
        course.pages.iter().map(|page| &**page).filter(|page| page.kind == kind && page.front.step.is_some()).collect();
    steps.sort_by_key(|page| (page.front.step, page.id));
    steps.into_iter().map(|page| page.id).collect()
}

/// Where the index of a kind stands.
pub(crate) fn kind_address(kind: &crate::config::Kind) -> Address {
    let own = crate::course::slug(&kind.plural);
    Address::from_parts(["kinds", if own.is_empty() { kind.name.as_str() } else { own.as_str() }])
}

/// A link to a page of the course with its summary.
pub(crate) fn page_link(page: &Page, urls: &Urls<'_>) -> Link {
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
            url: format!("#s-{}", crate::render::links::encode(&heading.id)),
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
