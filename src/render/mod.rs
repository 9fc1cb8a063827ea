//! Course and theme become a site.
//!
//! [`site`] knows every page of the course ([`pages`]) and every page that Attune makes itself ([`lists`]), and makes
//! each from typed views ([`view`]) when it is asked for; it adds the theme's static files, the course's attachments and
//! files for hosts ([`files`]). Templates see their view and the interface's words, nothing else.

mod body;
mod files;
mod frame;
mod item;
mod lists;
mod look;
mod pages;
mod parts;
mod shuffle;
mod urls;
pub mod view;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::config::SiteConfig;
use crate::course::{Course, OutPath, PageId};
use crate::input::{FileContent, Inputs};
use crate::site::{Maker, OutFile, Prepared, Site};
use crate::theme::Theme;

use frame::Frame;
use lists::List;
use look::Look;

/// The whole site.
pub fn site(
    course: &Arc<Course>,
    config: &Arc<SiteConfig>,
    theme: &Arc<Theme>,
    inputs: &Inputs,
    facilitator: bool,
) -> Site {
    let look = Look::new(Arc::clone(theme), &config.language);
    let frame = Frame::new(Arc::clone(course), Arc::clone(config), look, facilitator);
    let of_course = course.pages.iter().map(|page| (page.address.out_path(), Page::OfCourse(page.id)));
    let own = lists::lists(&frame).into_iter().map(|(out, list)| (out, Page::Own(list)));
    let pages: BTreeMap<OutPath, Page> = of_course.chain(own).collect();
    let names: Vec<OutPath> = pages.keys().cloned().collect();
    let renderer: Arc<dyn Maker> = Arc::new(Renderer { frame, pages });
    let mut site: Site = names.into_iter().map(|out| (out, OutFile::Page(Arc::clone(&renderer)))).collect();
    for (path, out) in &course.attachments {
        if let Some(file) = inputs.files.get(path) {
            site.insert(out.clone(), copied(&file.content));
        }
    }
    for (path, bytes) in theme.statics() {
        site.insert(OutPath::new(format!("assets/{path}")), OutFile::Bytes(bytes.clone()));
    }
    files::add(&mut site, course, config);
    site
}

fn copied(content: &FileContent) -> OutFile {
    match content {
        FileContent::Text(text) => OutFile::Text(text.clone()),
        FileContent::Bytes(bytes) => OutFile::Bytes(bytes.clone()),
    }
}

#[derive(Debug)]
enum Page {
    OfCourse(PageId),
    Own(List),
}

/// Makes every page of a site.
struct Renderer {
    frame: Frame,
    pages: BTreeMap<OutPath, Page>,
}

impl Maker for Renderer {
    fn prepare(&self, path: &OutPath) -> Prepared<'_> {
        match self.pages.get(path) {
            Some(Page::OfCourse(id)) => pages::prepare(&self.frame, self.frame.course.page(*id)),
            Some(Page::Own(list)) => lists::prepare(&self.frame, path, list),
            // A path of another site has no page here; the host's page for that says so.
            None => lists::prepare(&self.frame, path, &List::NotFound),
        }
    }
}

impl fmt::Debug for Renderer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Renderer").field("pages", &self.pages.len()).finish_non_exhaustive()
    }
}
