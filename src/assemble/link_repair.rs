//! Which page a link means that leads nowhere: one written to a page's old place, or to its address on the site.
//!
//! A number in front of a name is not in the address, so a page that was only put elsewhere in the order has the address
//! it had; one that moved further says its old address in `aliases`. Both make sure which page is meant: where more than
//! one could be, none is.

use std::collections::{BTreeSet, HashMap};

use crate::course::{Course, Destination, OutPath, Page, PageId};
use crate::input::FileRole;
use crate::input::roles::{CONTENT, page_stem};
use crate::source::CoursePath;

use super::addresses::address_part;

/// The pages of a course by where they are.
#[derive(Debug, Default)]
pub(crate) struct Addresses {
    /// By the file that a host serves.
    by_file: HashMap<OutPath, PageId>,
    /// The first page of each folder of the source.
    by_folder: HashMap<Box<str>, PageId>,
}

impl Addresses {
    pub(crate) fn of(course: &Course) -> Self {
        let mut addresses = Self::default();
        for page in &course.pages {
            addresses.by_file.entry(page.address.out_path()).or_insert(page.id);
            addresses.by_folder.entry(page.path.folder().into()).or_insert(page.id);
        }
        addresses
    }

    /// The one page that is meant by a link of `from` to something that is not there.
    pub(crate) fn intended(&self, course: &Course, from: &Page, destination: &Destination) -> Option<PageId> {
        let mut found = BTreeSet::new();
        match destination {
            Destination::File { path, .. } if FileRole::of(path).is_page() => {
                found.extend(self.at(course, &self.of_file(course, path)?));
            }
            Destination::File { path, .. } => {
                // Some write an address as seen from the file, others as seen from the page on the site.
                found.extend(self.of_file(course, path).and_then(|address| self.at(course, &address)));
                found.extend(on_site(from, path).and_then(|address| self.at(course, &address)));
            }
            Destination::Outside(written) => {
                let path = written.strip_prefix('/')?.split(['#', '?']).next()?;
                found.extend(self.at(course, path));
            }
            _ => {}
        }
        match found.into_iter().collect::<Vec<_>>()[..] {
            [page] => Some(page),
            _ => None,
        }
    }

    /// The page at an address, with or without `index.html`, `.html` or a final `/`; also at an old one.
    fn at(&self, course: &Course, address: &str) -> Option<PageId> {
        let trimmed = address.trim_end_matches('/');
        let folder = trimmed.strip_suffix("index.html").map(|folder| folder.trim_end_matches('/'));
        let bare = folder.or_else(|| trimmed.strip_suffix(".html")).unwrap_or(trimmed);
        let out = if bare.is_empty() { "index.html".to_owned() } else { format!("{bare}/index.html") };
        let named = course.redirects.get(&OutPath::new(trimmed)).copied();
        let out = OutPath::new(out);
        let page = self.by_file.get(&out).copied();
        page.or(named).or_else(|| course.redirects.get(&out).copied())
    }

    /// The address that a file at `path` would have.
    fn of_file(&self, course: &Course, path: &CoursePath) -> Option<String> {
        let folder = self.of_folder(course, path.folder())?;
        let name = path.name();
        let own = match page_stem(name).or_else(|| name.strip_suffix(".html")) {
            _ if FileRole::of(path) == FileRole::Index => String::new(),
            Some("index") => String::new(),
            Some(stem) => address_part(stem),
            None => address_part(name),
        };
        Some(format!("{folder}{own}"))
    }

    /// The address of a folder: as its pages have it, or else as its name makes it. `None` outside `content`.
    fn of_folder(&self, course: &Course, folder: &str) -> Option<String> {
        if folder == CONTENT {
            return Some(String::new());
        }
        let (outer, own) = folder.rsplit_once('/')?;
        if let Some(page) = self.by_folder.get(folder).map(|id| course.page(*id)) {
            let address = page.address.as_str();
            let of_folder = if FileRole::of(&page.path) == FileRole::Index {
                address
            } else {
                let bare = address.trim_end_matches('/');
                bare.rsplit_once('/').map_or("", |(folder, _)| &address[..=folder.len()])
            };
            return Some(of_folder.to_owned());
        }
        Some(format!("{}{}/", self.of_folder(course, outer)?, address_part(own)))
    }
}

/// The address that a browser goes to from the page `from`. `path` was resolved from the page's file.
fn on_site(from: &Page, path: &CoursePath) -> Option<String> {
    let (folder, to) = (from.path.folder(), path.as_str());
    let common = folder.split('/').zip(to.split('/')).take_while(|(one, other)| one == other).count();
    let mut parts: Vec<&str> = from.address.as_str().split('/').filter(|part| !part.is_empty()).collect();
    for _ in common..folder.split('/').count() {
        parts.pop()?;
    }
    parts.extend(to.split('/').skip(common).filter(|part| !part.is_empty()));
    Some(parts.join("/"))
}
