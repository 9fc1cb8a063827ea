//! What every page shows around its own part: the site, the tree, the way down, the neighbours.

use std::sync::Arc;

use crate::config::{KindOrder, SiteConfig};
use crate::course::{Address, Course, Heading, Module, Page, PageId, PageRole};

use super::files::{FEED, csp};
use super::look::Look;
use super::lookup::Lookup;
use super::own::Own;
use super::terms::Linker;
use super::urls::Urls;
use super::view::{AuthorView, ContentsEntry, DateView, Link, PageView, SiteView, TreeModule, TreeView};

/// A course with more modules shows only the open one and its neighbours in the tree, so that a page's size does not
/// grow with the course.
const TREE_MODULES: usize = 24;
/// How many neighbours on each side then.
const TREE_NEIGHBOURS: usize = 2;

/// What stays the same for every page of a build.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) course: Arc<Course>,
    pub(super) config: Arc<SiteConfig>,
    pub(super) look: Look,
    pub(super) facilitator: bool,
    /// Kinds with pages (other than plain lessons), in the order of their names, with the address of the index.
    pub(super) kinds: Vec<(String, Address)>,
    /// Whether anything is cited, and whether there are topics.
    pub(super) has_references: bool,
    pub(super) has_topics: bool,
    /// Whether any page says what learners will be able to do.
    pub(super) has_objectives: bool,
    /// Whether there is any question.
    pub(super) has_items: bool,
    /// The pages of each kind in step order that has pages: by step and then in reading order.
    pub(super) steps: Vec<(String, Vec<PageId>)>,
    pub(super) lookup: Lookup,
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
            has_references: course.pages.iter().any(|page| !page.outline.citations.is_empty()),
            has_items: course.pages.iter().any(|page| page.items > 0),
            has_objectives: course.pages.iter().any(|page| !page.front.objectives.is_empty()),
            has_topics: course.pages.iter().any(|page| !page.front.topics.is_empty()),
            course,
            config,
            look,
        }
    }

    /// What links the first mention of a term on a page; `None` where the course does not want that.
    pub(super) fn linker(&self) -> Option<&Linker> {
        self.config.auto_link.then(|| self.lookup.linker()).flatten()
    }

    /// The view of the site for the page that writes addresses as `urls`; `here` is the page itself.
    pub(super) fn site(&self, urls: &Urls<'_>, here: Option<&Address>) -> SiteView {
        let link = |title: &str, address: &Address| Link {
            title: title.to_owned(),
            url: urls.page(address),
            summary: None,
            current: here == Some(address),
        };
        let mut links: Vec<Link> =
            self.kinds.iter().map(|(name, address)| link(&self.course.kinds[name].plural, address)).collect();
        if self.has_topics {
            links.push(link(self.look.word("topics"), &Address::from_parts(["topics"])));
        }
        if !self.course.terms.is_empty() {
            links.push(link(self.look.word("glossary"), &Address::from_parts(["glossary"])));
        }
        if self.has_references {
            links.push(link(self.look.word("references"), &Address::from_parts(["references"])));
        }
        if self.has_objectives {
            links.push(link(self.look.word("objectives_all"), &Own::Objectives.address()));
        }
        if self.facilitator {
            links.push(link(self.look.word("plan"), &Own::Plan.address()));
            links.push(link(self.look.word("coverage"), &Own::Coverage.address()));
        } else {
            if self.has_items {
                links.push(link(self.look.word("review"), &Own::Review.address()));
            }
            links.push(link(self.look.word("progress"), &Own::Progress.address()));
        }
        let facts = &self.config.course;
        let author = |author: &crate::config::Author| AuthorView {
            name: author.name.clone(),
            credentials: author.credentials.clone(),
        };
        SiteView {
            title: self.config.title.clone(),
            description: self.config.description.clone(),
            language: self.config.language.clone(),
            direction: direction(&self.config.language),
            root: urls.root(),
            home_url: urls.page(&Address::home()),
            links,
            feed_url: self.config.base_url.as_ref().map(|base| format!("{}{FEED}", base.root())),
            csp: csp(&self.config),
            facilitator: self.facilitator,
            search: self.config.search,
            storage_key: self.config.course.id.clone().unwrap_or_default(),
            audience: facts.audience.clone(),
            authors: facts.authors.iter().map(author).collect(),
            reviewed: facts.reviewed.map(|date| self.date(date)),
            disclosures: facts.disclosures.clone(),
            footer_html: String::new(),
            words_html: String::new(),
        }
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

    pub(super) fn canonical(&self, address: &Address) -> Option<String> {
        let base = self.config.base_url.as_ref()?;
        Some(format!("{}{}", base.root(), super::urls::encode(address.as_str())))
    }

    fn tree(&self, page: Option<&Page>, urls: &Urls<'_>) -> TreeView {
        let open = page.and_then(|page| match page.role {
            PageRole::ModuleIndex(module) | PageRole::Lesson(module) => Some(module),
            PageRole::Home | PageRole::Standalone => None,
        });
        let modules = &self.course.modules;
        let shortened = modules.len() > TREE_MODULES;
        let shown = match (shortened, open) {
            (false, _) => 0..modules.len(),
            (true, None) => 0..TREE_MODULES,
            (true, Some(open)) => open.saturating_sub(TREE_NEIGHBOURS)..(open + TREE_NEIGHBOURS + 1).min(modules.len()),
        };
        let view = |at: usize| self.tree_module(&modules[at], open == Some(at), page, urls);
        TreeView { modules: shown.map(view).collect(), shortened }
    }

    fn tree_module(&self, module: &Module, open: bool, page: Option<&Page>, urls: &Urls<'_>) -> TreeModule {
        let index = self.course.page(module.index);
        let lesson = |lesson: &crate::course::PageId| {
            let lesson = self.course.page(*lesson);
            Link {
                title: lesson.front.title.clone(),
                url: urls.page(&lesson.address),
                summary: None,
                current: page.is_some_and(|page| page.id == lesson.id),
            }
        };
        TreeModule {
            number: module.number,
            title: index.front.title.clone(),
            url: urls.page(&index.address),
            current: page.is_some_and(|page| page.id == index.id),
            open,
            lessons: if open { module.lessons.iter().map(lesson).collect() } else { Vec::new() },
            lessons_html: String::new(),
        }
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

/// Scripts written from right to left, by language (CLDR, character order).
fn direction(language: &str) -> &'static str {
    let mut parts = language.split('-');
    let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
    let script = parts.find(|part| part.len() == 4).map(str::to_ascii_lowercase);
    let by_language =
        ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"].contains(&primary.as_str());
    let rtl = match script.as_deref() {
        Some("arab" | "hebr" | "thaa" | "syrc" | "nkoo" | "adlm") => true,
        Some(_) => false,
        None => by_language,
    };
    if rtl { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::direction;

    #[test]
    fn a_script_outweighs_its_language() {
        assert_eq!(
            [direction("en"), direction("ar"), direction("fa-IR"), direction("AR")],
            ["ltr", "rtl", "rtl", "rtl"]
        );
        assert_eq!([direction("az-Arab"), direction("ks-Deva-IN")], ["rtl", "ltr"]);
    }
}
