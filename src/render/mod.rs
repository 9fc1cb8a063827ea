//! Course and theme become a site.
//!
//! [`site`] knows every page of the course ([`pages`]) and every page that Attune makes itself ([`lists`]), and makes
//! each from typed views ([`view`]) when it is asked for; it adds the theme's static files, the course's attachments and
//! files for hosts ([`files`]). Templates see their view and the interface's words, nothing else.

mod back;
mod body;
mod citing;
mod estimate;
mod exchange;
mod files;
mod frame;
mod item;
mod lists;
mod look;
mod lookup;
mod map;
mod own;
mod pages;
mod parts;
mod pieces;
mod prepared;
mod shuffle;
mod site;
mod terms;
mod tree;
mod urls;
pub mod view;

use std::fmt;
use std::sync::Arc;

use crate::config::SiteConfig;
use crate::course::{Course, OutPath, PageId};
use crate::input::{FileContent, Inputs};
use crate::site::{Maker, OutFile, Prepared, Site};
use crate::theme::Theme;

pub use citing::Citing;

use frame::Frame;
use lists::List;
use look::Look;

/// How a site looks: its theme, and how it prints citations.
#[derive(Debug)]
pub struct Appearance {
    /// The theme.
    pub theme: Arc<Theme>,
    /// The citation style.
    pub citing: Arc<Citing>,
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
    let look = Look::new(Arc::clone(theme), Arc::clone(citing), &config.language);
    let frame = Frame::new(Arc::clone(course), Arc::clone(config), look, facilitator);
    let (own_paths, own): (Vec<OutPath>, Vec<List>) = lists::lists(&frame).into_iter().unzip();
    let renderer: Arc<dyn Maker> = Arc::new(Renderer { frame, own });
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
    frame: Frame,
    own: Vec<List>,
}

impl Maker for Renderer {
    fn prepare(&self, path: &OutPath, number: usize) -> Prepared<'_> {
        match number.checked_sub(self.frame.course.pages.len()) {
            None => pages::prepare(&self.frame, self.frame.course.page(PageId(number))),
            Some(own) => lists::prepare(&self.frame, path, &self.own[own]),
        }
    }
}

impl fmt::Debug for Renderer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Renderer").field("pages", &self.frame.course.pages.len()).finish_non_exhaustive()
    }
}
