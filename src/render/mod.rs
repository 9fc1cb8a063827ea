//! Course and theme become a site.
//!
//! [`site`] renders every page of the course ([`pages`]) and every page that Attune makes itself ([`lists`]) from
//! typed views ([`view`]), and adds the theme's static files, the course's attachments and files for hosts
//! ([`files`]). Templates see their view and the interface's words, nothing else.

mod body;
mod files;
mod frame;
mod item;
mod lists;
mod look;
mod pages;
mod shuffle;
mod urls;
pub mod view;

use rayon::prelude::*;

use crate::config::SiteConfig;
use crate::course::{Course, OutPath};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::input::{FileContent, Inputs};
use crate::site::{OutFile, Site};
use crate::theme::Theme;

use frame::Frame;
use look::Look;

/// Renders the whole site.
pub fn site(course: &Course, config: &SiteConfig, theme: &Theme, inputs: &Inputs, facilitator: bool) -> Outcome<Site> {
    let look = Look::new(theme, &config.language);
    let frame = Frame::new(course, config, &look, facilitator);
    let mut diagnostics = Vec::new();
    let mut site = Site::new();
    let rendered: Vec<(OutPath, Result<String, Box<Diagnostic>>)> =
        course.pages.par_iter().map(|page| (page.address.out_path(), pages::render(&frame, page))).collect();
    for (out, result) in rendered.into_iter().chain(lists::render(&frame)) {
        match result {
            Ok(html) => {
                site.insert(out, OutFile::from(html));
            }
            Err(finding) => diagnostics.push(*finding),
        }
    }
    for (path, out) in &course.attachments {
        if let Some(file) = inputs.files.get(path) {
            site.insert(out.clone(), copied(&file.content));
        }
    }
    for (path, bytes) in theme.statics() {
        site.insert(OutPath::new(format!("assets/{path}")), OutFile::Bytes(bytes.clone()));
    }
    files::add(&mut site, course, config);
    Outcome { value: site, diagnostics }
}

fn copied(content: &FileContent) -> OutFile {
    match content {
        FileContent::Text(text) => OutFile::Text(text.clone()),
        FileContent::Bytes(bytes) => OutFile::Bytes(bytes.clone()),
    }
}
