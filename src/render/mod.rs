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

use std::fmt;
use std::sync::Arc;

use crate::config::SiteConfig;
use crate::course::reserved::ASSETS;
use crate::course::{Course, OutPath, PageId};
use crate::input::{FileContent, Inputs};
use crate::site::{LazyFile, OutFile, PageRenderer, Site};
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

/// The whole site.
pub fn site(
    course: &Arc<Course>,
    config: &Arc<SiteConfig>,
    appearance: &Appearance,
    inputs: &Inputs,
    facilitator: bool,
) -> Site {
    let Appearance { theme, citing } = appearance;
    let theme_context = ThemeContext::new(Arc::clone(theme), Arc::clone(citing), &config.language);
    let context = SiteContext::new(Arc::clone(course), Arc::clone(config), theme_context, facilitator);
    let (generated_paths, generated): (Vec<OutPath>, Vec<GeneratedFile>) =
        pages::generated_files(&context).into_iter().unzip();
    let pages: Arc<dyn PageRenderer> = Arc::new(SitePages { renderer: Renderer::new(context), generated });
    let paths = course.pages.iter().map(|page| page.address.out_path()).chain(generated_paths);
    let page = |(number, path)| (path, OutFile::Page(Arc::clone(&pages), number));
    let mut site: Site = paths.enumerate().map(page).collect();
    let withheld = course.withheld();
    for (path, out) in course.attachments.iter().filter(|(path, _)| !withheld.contains(path)) {
        if let Some(file) = inputs.files.get(path) {
            site.insert(out.clone(), copied(&file.content));
        }
    }
    for (path, bytes) in theme.statics() {
        site.insert(OutPath::new(format!("{ASSETS}/{path}")), OutFile::Bytes(bytes.clone()));
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

/// Every page of a site: first those of the course by their ids, then those that Attune makes itself.
struct SitePages {
    renderer: Renderer,
    generated: Vec<GeneratedFile>,
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
