//! Course and theme become a site.
//!
//! [`site`] knows every page of the course ([`pages`]) and every page that Attune makes itself ([`pages::lists`]), and makes
//! each from typed views ([`view`]) when it is asked for; it adds the theme's static files, the course's attachments and
//! files for hosts ([`files`]). Templates see their view and the interface's words, nothing else.

mod blocks;
mod citations;
mod context;
mod course_index;
mod estimate;
mod files;
mod furniture;
mod lazy_page;
mod links;
mod pages;
mod theme_context;
pub mod view;

use std::fmt;
use std::sync::Arc;

use crate::config::SiteConfig;
use crate::course::{Course, OutPath, PageId};
use crate::input::{FileContent, Inputs};
use crate::site::{LazyFile, OutFile, PageRenderer, Site};
use crate::source::Digest;
use crate::theme::Theme;

pub use citations::CitationStyle;

use context::SiteContext;
use pages::lists::GeneratedFile;
use theme_context::ThemeContext;

/// How a site looks: its theme, and how it prints citations.
#[derive(Debug)]
pub struct Appearance {
    /// The theme.
    pub theme: Arc<Theme>,
    /// The citation style.
    pub citing: Arc<CitationStyle>,
}

/// A site as it was last made, for the next time that nothing but bodies changed.
#[derive(Debug)]
pub struct CachedSite {
    /// Of everything that the pages show of each other, but for their bodies.
    key: Digest,
    renderer: Arc<Renderer>,
    site: Site,
}

/// The whole site. `key` is the digest of everything that pages show of each other, but for the bodies that are read from
/// the course when a page is made: where it is as it was `last` time, so are the files and what is known of the course.
pub fn site(
    course: &Arc<Course>,
    config: &Arc<SiteConfig>,
    appearance: &Appearance,
    edition: Edition<'_>,
    last: &mut Option<CachedSite>,
) -> Site {
    let made = match last.take().filter(|last| last.key == edition.key) {
        Some(CachedSite { key, renderer, site }) => {
            let renderer = Arc::new(renderer.with_course(course));
            CachedSite { key, site: site.with_pages(Arc::clone(&renderer) as Arc<dyn PageRenderer>), renderer }
        }
        None => new_site(course, config, appearance, edition),
    };
    last.insert(made).site.clone()
}

/// What a site is made from beside the course.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The files that are copied.
    pub inputs: &'a Inputs,
    /// Whether this is the facilitators' edition.
    pub facilitator: bool,
    /// See [`site`].
    pub key: Digest,
}

fn new_site(
    course: &Arc<Course>,
    config: &Arc<SiteConfig>,
    appearance: &Appearance,
    edition: Edition<'_>,
) -> CachedSite {
    let Appearance { theme, citing } = appearance;
    let look = ThemeContext::new(Arc::clone(theme), Arc::clone(citing), &config.language);
    let frame = SiteContext::new(Arc::clone(course), Arc::clone(config), look, edition.facilitator);
    let (own_paths, own): (Vec<OutPath>, Vec<GeneratedFile>) = pages::lists::lists(&frame).into_iter().unzip();
    let renderer = Arc::new(Renderer { frame, own: Arc::new(own) });
    let paths = course.pages.iter().map(|page| page.address.out_path()).chain(own_paths);
    let numbered = paths.enumerate().map(|(number, path)| (path, number));
    let mut site = Site::new(Arc::clone(&renderer) as Arc<dyn PageRenderer>, numbered);
    let withheld = course.withheld();
    for (path, out) in course.attachments.iter().filter(|(path, _)| !withheld.contains(path)) {
        if let Some(file) = edition.inputs.files.get(path) {
            site.insert(out.clone(), copied(&file.content));
        }
    }
    for (path, bytes) in theme.statics() {
        site.insert(OutPath::new(format!("assets/{path}")), OutFile::Bytes(bytes.clone()));
    }
    files::add(&mut site, config);
    CachedSite { key: edition.key, renderer, site }
}

fn copied(content: &FileContent) -> OutFile {
    match content {
        FileContent::Text(text) => OutFile::Text(text.clone()),
        FileContent::Bytes(bytes) => OutFile::Bytes(bytes.clone()),
    }
}

/// Makes every page of a site: first those of the course by their ids, then Attune's own.
struct Renderer {
    frame: SiteContext,
    own: Arc<Vec<GeneratedFile>>,
}

impl Renderer {
    /// The same pages with other bodies.
    fn with_course(&self, course: &Arc<Course>) -> Self {
        Self { frame: self.frame.with_course(course), own: Arc::clone(&self.own) }
    }
}

impl PageRenderer for Renderer {
    fn prepare(&self, path: &OutPath, number: usize) -> LazyFile<'_> {
        match number.checked_sub(self.frame.course.pages.len()) {
            None => pages::course::prepare(&self.frame, self.frame.course.page(PageId(number))),
            Some(own) => pages::lists::prepare(&self.frame, path, &self.own[own]),
        }
    }
}

impl fmt::Debug for Renderer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Renderer").field("pages", &self.frame.course.pages.len()).finish_non_exhaustive()
    }
}
