//! Course and theme become a site.
//!
//! [`site`] knows every page of the course and every page that Attune makes itself ([`pages`]), and makes each from typed
//! views ([`view`]) when it is asked for; it adds the theme's static files, the course's attachments and files for hosts
//! ([`files`]). Templates see their view and the interface's words, nothing else.
//!
//! What a page is made from, from the ground up: [`links`] and [`view`]; [`citations`] and [`blocks`], the parts of a body;
//! [`context`], what is the same for all pages; [`furniture`], what stands around a page's own part; [`lazy_page`], which
//! puts them together; [`renderer`], which the files of [`pages`] call.

mod blocks;
mod citations;
mod context;
mod course_index;
mod files;
mod furniture;
mod lazy_page;
mod links;
mod pages;
mod renderer;
mod theme_context;
pub mod view;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::config::SiteConfig;
use crate::course::reserved::ASSETS;
use crate::course::{Course, OutPath, PageId};
use crate::input::Inputs;
use crate::site::{LazyFile, OutFile, PageRenderer, Site};
use crate::source::{CoursePath, Digest};
use crate::theme::Theme;

pub use citations::CitationStyle;

use context::SiteContext;
use pages::GeneratedFile;
use renderer::Renderer;
use theme_context::ThemeContext;

/// How a site looks: its theme, and how it prints citations.
#[derive(Debug)]
pub struct Appearance {
    /// The theme.
    pub theme: Arc<Theme>,
    /// The citation style.
    pub citing: Arc<CitationStyle>,
}

/// What a site is made from beside the course.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The files that are copied.
    pub inputs: &'a Inputs,
    /// Those of them that are published otherwise than they are written: cleaned pictures.
    pub drawings: &'a BTreeMap<CoursePath, Arc<str>>,
    /// Whether this is the facilitators' edition.
    pub facilitator: bool,
    /// Of everything that pages show of each other, but for the bodies that are read when a page is made.
    pub key: Digest,
}

/// A site as it was last made, for the next time that nothing but bodies changed.
#[derive(Debug)]
pub struct CachedSite {
    /// See [`Edition::key`].
    key: Digest,
    pages: Arc<SitePages>,
    site: Site,
}

impl CachedSite {
    /// Whether a site with this key shares its files with this one.
    pub fn has_key(&self, key: Digest) -> bool {
        self.key == key
    }
}

/// The whole site. Where the edition's key is as it was `last` time, so are the files, and what is known of the course.
pub fn site(
    course: &Arc<Course>,
    config: &Arc<SiteConfig>,
    appearance: &Appearance,
    edition: Edition<'_>,
    last: &mut Option<CachedSite>,
) -> Site {
    let made = match last.take().filter(|last| last.key == edition.key) {
        Some(CachedSite { key, pages, site }) => {
            let pages = Arc::new(pages.with_course(course));
            CachedSite { key, site: site.with_pages(Arc::clone(&pages) as Arc<dyn PageRenderer>), pages }
        }
        None => new_site(course, config, appearance, edition),
    };
    last.insert(made).site.clone()
}

fn new_site(
    course: &Arc<Course>,
    config: &Arc<SiteConfig>,
    appearance: &Appearance,
    edition: Edition<'_>,
) -> CachedSite {
    let Appearance { theme, citing } = appearance;
    let theme_context = ThemeContext::new(Arc::clone(theme), Arc::clone(citing), &config.language);
    let context = SiteContext::new(Arc::clone(course), Arc::clone(config), theme_context, edition.facilitator);
    let (generated_paths, generated): (Vec<OutPath>, Vec<GeneratedFile>) =
        pages::generated_files(&context).into_iter().unzip();
    let pages = Arc::new(SitePages { renderer: Renderer::new(context), generated: Arc::new(generated) });
    let paths = course.pages.iter().map(|page| page.address.out_path()).chain(generated_paths);
    let numbered = paths.enumerate().map(|(number, path)| (path, number));
    let mut site = Site::new(Arc::clone(&pages) as Arc<dyn PageRenderer>, numbered);
    let withheld = course.withheld();
    for (path, out) in course.attachments.iter().filter(|(path, _)| !withheld.contains(path)) {
        if let Some(file) = edition.inputs.files.get(path) {
            let drawing = edition.drawings.get(path).map(|drawing| OutFile::Text(Arc::clone(drawing)));
            site.insert(out.clone(), drawing.unwrap_or_else(|| OutFile::from(&file.content)));
        }
    }
    for (path, bytes) in theme.statics() {
        site.insert(OutPath::new(format!("{ASSETS}/{path}")), OutFile::Bytes(bytes.clone()));
    }
    files::add(&mut site, config);
    CachedSite { key: edition.key, pages, site }
}

/// Every page of a site: first those of the course by their ids, then those that Attune makes itself.
struct SitePages {
    renderer: Renderer,
    generated: Arc<Vec<GeneratedFile>>,
}

impl SitePages {
    /// The same pages with other bodies.
    fn with_course(&self, course: &Arc<Course>) -> Self {
        Self { renderer: self.renderer.with_course(course), generated: Arc::clone(&self.generated) }
    }
}

impl PageRenderer for SitePages {
    fn prepare(&self, path: &OutPath, number: usize) -> LazyFile<'_> {
        let course = &self.renderer.context.course;
        match number.checked_sub(course.pages.len()) {
            None => pages::course_page(&self.renderer, course.page(PageId(number))),
            Some(at) => pages::generated(&self.renderer, path, &self.generated[at]),
        }
    }
}

impl fmt::Debug for SitePages {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pages = self.renderer.context.course.pages.len();
        formatter.debug_struct("SitePages").field("pages", &pages).finish_non_exhaustive()
    }
}
