//! What every page shows of the site. Pages of the course that stand equally deep show the same.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::{Serialize, Serializer};

use crate::config::{CourseFacts, FooterLink, FooterTarget, is_right_to_left, with_territory};
use crate::course::reserved::{FEED, GeneratedPage};
use crate::course::{Address, Page};
use crate::diagnostic::Diagnostic;
use crate::source::{Digest, FileId, Span};
use crate::theme::Ready;

use crate::hosting::headers::content_security_policy;
use crate::render::context::SiteContext;
use crate::render::links::{Urls, encode};
use crate::render::theme_context::ThemeContext;
use crate::render::view::{AuthorView, ContributorView, Link, SiteView};

/// The view of the site, made ready for templates once for all pages that have it.
#[derive(Debug, Clone)]
pub(crate) struct SharedSite(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    view: SiteView,
    digest: Digest,
    ready: OnceLock<Ready>,
}

impl SharedSite {
    fn new(view: SiteView) -> Self {
        Self(Arc::new(Shared { digest: Digest::of_value(&view), view, ready: OnceLock::new() }))
    }

    /// Makes the pieces that templates make of the site alone, and the value that templates see.
    pub(crate) fn make_ready(&self, theme: &ThemeContext) -> Result<(), Box<Diagnostic>> {
        #[derive(Hash, Serialize)]
        struct Nothing {}
        #[derive(Hash, Serialize)]
        struct Site<'a> {
            site: &'a SiteView,
        }
        let Shared { view, ready, .. } = &*self.0;
        if ready.get().is_some() {
            return Ok(());
        }
        let made = |template| theme.fragment(template, &Site { site: view }).map(|made| made.as_str().to_owned());
        let whole = SiteView {
            head_html: made("parts/head.html")?,
            scripts_html: made("parts/scripts.html")?,
            masthead_html: made("parts/masthead.html")?,
            footer_html: made("parts/footer.html")?,
            messages_html: theme.fragment("parts/messages.html", &Nothing {})?.as_str().to_owned(),
            ..view.clone()
        };
        // Another thread may have been here meanwhile; it made the same.
        let _ = ready.set(Ready::of(&whole));
        Ok(())
    }
}

impl Hash for SharedSite {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.digest.hash(state);
    }
}

impl Serialize for SharedSite {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.ready.get() {
            Some(ready) => ready.serialize(serializer),
            None => self.0.view.serialize(serializer),
        }
    }
}

/// The view of the site, by the depth of the pages that show it.
#[derive(Debug, Default)]
pub(crate) struct SharedSites(Mutex<BTreeMap<usize, SharedSite>>);

impl SharedSites {
    /// The view of the site for a page of the course. No link in it leads to such a page, and none has its first folder in
    /// common with one ([`crate::assemble`] sees to that), so that only the depth matters.
    pub(crate) fn of(&self, context: &SiteContext, page: &Page) -> SharedSite {
        let mut sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let site = || site_view(context, &context.urls(&page.address), None);
        sites.entry(page.address.depth()).or_insert_with(site).clone()
    }
}

/// The view of the site for the page that writes addresses as `urls`; `here` is the page itself.
pub(crate) fn site_view(context: &SiteContext, urls: &Urls<'_>, here: Option<&Address>) -> SharedSite {
    let config = &context.config;
    let facts = &config.course;
    // What is not there has been told.
    let own = |files: &[(String, Span)]| -> Vec<String> {
        let names = files.iter().map(|(path, _)| path);
        names.filter(|path| context.theme.has_static(path)).cloned().collect()
    };
    let author = |author: &crate::config::Author| AuthorView {
        name: author.name.clone(),
        credentials: author.credentials.clone(),
    };
    SharedSite::new(SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        direction: if is_right_to_left(&config.language) { "rtl" } else { "ltr" },
        root: urls.root(),
        home_url: urls.page(&Address::home()),
        links: links(context, urls, here),
        footer_links: config.footer.iter().filter_map(|link| footer_link(context, urls, link, here)).collect(),
        image_url: image_url(context),
        og_locale: with_territory(&config.language),
        feed_url: config.base_url.as_ref().filter(|_| context.has_feed).map(|base| format!("{}{FEED}", base.root())),
        csp: content_security_policy(config),
        facilitator: context.facilitator,
        search: config.search,
        offline: config.offline && !context.facilitator,
        storage_key: facts.id.clone().unwrap_or_default(),
        former_storage_keys: facts.former_ids.join(" "),
        audience: facts.audience.clone(),
        authors: facts.authors.iter().map(author).collect(),
        contributors: facts.contributors.iter().map(contributor).collect(),
        prerequisites: facts.prerequisites.clone(),
        licence: licence(facts),
        version: facts.version.clone(),
        doi: doi(facts),
        reviewed: facts.reviewed.map(|date| context.date(date)),
        disclosures: facts.disclosures.clone(),
        extra: config.extra.clone(),
        styles: own(&config.theme.styles),
        scripts: own(&config.theme.scripts),
        logo: own(config.theme.logo.as_slice()).pop(),
        paper: context.theme.paper().light.clone(),
        dark_paper: context.theme.paper().dark.clone(),
        ..SiteView::default()
    })
}

/// The licence of the course, with the address of its text.
pub(in crate::render) fn licence(facts: &CourseFacts) -> Option<Link> {
    facts.licence.as_ref().map(|licence| named(&licence.name, licence.url.clone().unwrap_or_default()))
}

/// The DOI of the course, and where it leads.
pub(in crate::render) fn doi(facts: &CourseFacts) -> Option<Link> {
    facts.doi.as_ref().map(|doi| named(doi, format!("https://doi.org/{doi}")))
}

/// Somebody who helped.
pub(in crate::render) fn contributor(who: &crate::config::Contributor) -> ContributorView {
    ContributorView { name: who.name.clone(), role: who.role.clone() }
}

fn named(name: &str, url: String) -> Link {
    Link { title: name.to_owned(), url, ..Link::default() }
}

/// Pages that stand equally deep share what is made here, so that the way to a page of the course leads over the site's root.
fn footer_link(context: &SiteContext, urls: &Urls<'_>, link: &FooterLink, here: Option<&Address>) -> Option<Link> {
    let (url, current) = match &link.target {
        FooterTarget::Address(address) => (address.clone(), false),
        FooterTarget::Page(path, _) => {
            let address = &context.course.made_from(FileId::of(path))?.address;
            (urls.over_root(address), here == Some(address))
        }
    };
    Some(Link { title: link.label.clone(), url, summary: None, current })
}

/// The picture that stands for the course elsewhere.
fn image_url(context: &SiteContext) -> Option<String> {
    let base = context.config.base_url.as_ref().filter(|_| !context.facilitator)?;
    let own = context.course.named_in_config.image.as_ref();
    let own = own.and_then(|(path, _)| context.course.attachments.get(path));
    Some(format!("{}{}", base.root(), encode(own?.as_str())))
}

/// Links to the pages about the course as a whole.
fn links(context: &SiteContext, urls: &Urls<'_>, here: Option<&Address>) -> Vec<Link> {
    let link = |title: &str, address: &Address| Link {
        title: title.to_owned(),
        url: urls.page(address),
        summary: None,
        current: here == Some(address),
    };
    let kinds = context.kinds.iter().map(|(name, address)| link(&context.course.kinds[name].plural, address));
    let (learner, facilitator) = (!context.facilitator, context.facilitator);
    let pages = [
        (!context.topics.is_empty(), "topics", GeneratedPage::Topics),
        (!context.course.terms.is_empty(), "glossary", GeneratedPage::Glossary),
        (context.has_references, "references", GeneratedPage::Bibliography),
        (context.has_objectives, "objectives_all", GeneratedPage::Objectives),
        (facilitator, "plan", GeneratedPage::SessionPlan),
        (facilitator, "coverage", GeneratedPage::Coverage),
        (learner && context.has_items, "review", GeneratedPage::Review),
        (learner, "progress", GeneratedPage::Progress),
    ];
    let pages = pages.into_iter().filter(|(is_there, ..)| *is_there);
    kinds
        .chain(pages.map(|(_, title, page)| link(context.theme.message(title), &page.address(context.course.names))))
        .collect()
}
