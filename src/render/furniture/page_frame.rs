//! What every page shows around its own part.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::course::{Address, ElementKind, Heading, Page, PageRole};
use crate::diagnostic::Diagnostic;

use crate::render::context::SiteContext;
use crate::render::furniture::Furniture;
use crate::render::furniture::sidebar::Sidebar;
use crate::render::furniture::site::{SharedSite, site_view};
use crate::render::furniture::structured_data;
use crate::render::links::{Urls, encode, fragment, page_link};
use crate::render::theme_context::ThemeContext;
use crate::render::view::{ContentsEntry, Link, PageView};

/// What stands around a page's own part.
#[derive(Debug, Hash)]
pub(crate) struct PageFrame {
    pub(crate) site: SharedSite,
    pub(crate) page: PageView,
    pub(crate) sidebar: Sidebar,
}

impl PageFrame {
    /// Of a page of the course.
    pub(crate) fn of_course_page(context: &SiteContext, furniture: &Furniture, page: &Page) -> Self {
        let urls = context.urls(&page.address);
        Self {
            site: furniture.sites.of(context, page),
            page: page_view(context, page, &urls),
            sidebar: furniture.sidebars.of(context, page),
        }
    }

    /// Of a page that Attune makes itself.
    pub(crate) fn of_generated(context: &SiteContext, address: &Address, title: &str, summary: &str) -> Self {
        let urls = context.urls(address);
        let page = generated_view(context, address, title, summary);
        Self { site: site_view(context, &urls, Some(address)), page, sidebar: Sidebar::of_no_page(context, &urls) }
    }

    /// Of a page that Attune makes itself and no menu leads to: it has the surroundings of all such pages of its folder.
    pub(crate) fn of_generated_below(
        context: &SiteContext,
        furniture: &Furniture,
        address: &Address,
        title: &str,
        summary: &str,
    ) -> Self {
        let (site, sidebar) = furniture.folders.of(context, address);
        Self { site, page: generated_view(context, address, title, summary), sidebar }
    }

    /// Makes what templates make of the parts that many pages share.
    pub(crate) fn make_ready(&mut self, theme: &ThemeContext) -> Result<(), Box<Diagnostic>> {
        self.site.make_ready(theme)?;
        self.page.tree_html = self.sidebar.html(theme, &self.site)?;
        Ok(())
    }
}

fn generated_view(context: &SiteContext, address: &Address, title: &str, summary: &str) -> PageView {
    PageView {
        title: title.to_owned(),
        head_title: head_title(context, title),
        summary: summary.to_owned(),
        canonical: context.canonical(address),
        breadcrumbs: vec![home_link(context, &context.urls(address))],
        ..PageView::default()
    }
}

fn page_view(context: &SiteContext, page: &Page, urls: &Urls<'_>) -> PageView {
    let course = &context.course;
    let (previous, next) = course.beside(page.id);
    let mut breadcrumbs = Vec::new();
    if page.role != PageRole::Home {
        breadcrumbs.push(home_link(context, urls));
    }
    if let PageRole::Lesson(module) = page.role {
        breadcrumbs.push(page_link(course.page(course.modules[module].index), urls));
    }
    let title = &page.front.title;
    PageView {
        title: title.clone(),
        head_title: if page.role == PageRole::Home { title.clone() } else { head_title(context, title) },
        summary: page.front.summary.clone().unwrap_or_default(),
        canonical: context.canonical(&page.address),
        learner_url: context.learner_url(&page.address).filter(|_| !is_for_facilitators(context, page)),
        structured_data_html: structured_data::of(context, page).unwrap_or_default(),
        breadcrumbs,
        tree_html: String::new(),
        previous: previous.map(|page| page_link(page, urls)),
        next: next.map(|page| page_link(page, urls)),
        contents: contents(context, page),
        terms: Vec::new(),
        references: Vec::new(),
        source: Some(page.path.as_str().to_owned()),
        edit_url: context.config.course.edit.as_deref().map(|template| filled(template, page)),
        feedback_url: context.config.course.feedback.as_deref().map(|template| filled(template, page)),
        facilitator: is_for_facilitators(context, page),
        hidden: page.is_hidden,
        extra: page.front.extra.clone(),
        has_items: page.items > 0,
        has_assessment: page.is_assessment(),
        has_dialogue: page.outline.has.dialogue,
        has_scenario: page.outline.has.scenario,
        has_practice: page.outline.has.practice,
        has_film: page.outline.has.film,
        has_arranged_pictures: page.outline.has.arranged_pictures,
        has_math: page.outline.has.math,
        has_highlighted_code: page.outline.has.highlighted_code,
    }
}

/// Whether a page, or the module that it is in, is for facilitators alone.
fn is_for_facilitators(context: &SiteContext, page: &Page) -> bool {
    let course = &context.course;
    let module = match page.role {
        PageRole::Lesson(module) => Some(course.page(course.modules[module].index)),
        PageRole::Home | PageRole::ModuleIndex(_) | PageRole::Standalone => None,
    };
    page.front.facilitator || module.is_some_and(|module| module.front.facilitator)
}

/// The template of an address with what it asks of a page.
fn filled(template: &str, page: &Page) -> String {
    let title = utf8_percent_encode(&page.front.title, NON_ALPHANUMERIC).to_string();
    template.replace("{path}", &encode(page.path.as_str())).replace("{title}", &title)
}

fn home_link(context: &SiteContext, urls: &Urls<'_>) -> Link {
    Link { title: context.theme.message("home").to_owned(), url: urls.page(&Address::home()), ..Link::default() }
}

fn head_title(context: &SiteContext, title: &str) -> String {
    format!("{title} · {}", context.config.title)
}

/// The contents of a page: its headings of the second and third level, and the list of what it cites.
fn contents(context: &SiteContext, page: &Page) -> Vec<ContentsEntry> {
    let mut entries = heading_entries(&page.outline.headings);
    if !page.outline.citations.is_empty() {
        let title = context.theme.message("references").to_owned();
        entries.push(ContentsEntry { title, url: "#references".to_owned(), children: Vec::new() });
    }
    entries
}

fn heading_entries(headings: &[Heading]) -> Vec<ContentsEntry> {
    let mut entries: Vec<ContentsEntry> = Vec::new();
    for heading in headings {
        let entry = ContentsEntry {
            title: heading.text.clone(),
            url: fragment(ElementKind::Section, &heading.id),
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
