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

/// The whole site.
pub fn site(
    course: &Arc<Course>,
    config: &Arc<SiteConfig>,
    appearance: &Appearance,
    inputs: &Inputs,
    facilitator: bool,
) -> Site {
    let Appearance { theme, citing } = appearance;
    let look = ThemeContext::new(Arc::clone(theme), Arc::clone(citing), &config.language);
    let frame = SiteContext::new(Arc::clone(course), Arc::clone(config), look, facilitator);
    let (own_paths, own): (Vec<OutPath>, Vec<GeneratedFile>) = pages::lists::lists(&frame).into_iter().unzip();
    let renderer: Arc<dyn PageRenderer> = Arc::new(Renderer { frame, own });
    let paths = course.pages.iter().map(|page| page.address.out_path()).chain(own_paths);
    let page = |(number, path)| (path, OutFile::Page(Arc::clone(&renderer), number));
    let mut site: Site = paths.enumerate().map(page).collect();
    let withheld = course.withheld();
    for (path, out) in course.attachments.iter().filter(|(path, _)| !withheld.contains(path)) {
        if let Some(file) = inputs.files.get(path) {
            site.insert(out.clone(), copied(&file.content));
        }
    }
    for (path, bytes) in theme.statics() {
        site.insert(OutPath::new(format!("assets/{path}")), OutFile::Bytes(bytes.clone()));
    }
    files::add(&mut site, config);
    site
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
    own: Vec<GeneratedFile>,
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
