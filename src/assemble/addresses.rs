//! Addresses of folders and pages, from their names and slugs.

use std::collections::BTreeMap;

use crate::course::{Address, has_slug, slug};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::input::roles::{CONTENT, page_stem};
use crate::source::{CoursePath, Digest};

use super::SourcePage;
use super::order::number_prefix;

/// The title of a folder without an index page: its name without the number, in words.
pub(crate) fn title_of_folder(name: &str) -> String {
    let bare = number_prefix(name).map_or(name, |(_, rest)| rest);
    let words = bare.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(|| name.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

/// The address of each folder that has pages, by its path: empty for `content`, otherwise ending with `/`.
#[derive(Debug, Default)]
pub(super) struct FolderAddresses(BTreeMap<String, String>);

impl FolderAddresses {
    /// A folder's own part comes from its index page's `slug`, or from its name.
    pub(super) fn of(pages: &[SourcePage<'_>], slugs: &BTreeMap<&str, &str>) -> Self {
        let mut folders = Self::default();
        let mut last = CONTENT;
        for page in pages {
            if page.path.folder() != last {
                last = page.path.folder();
                folders.add(last, slugs);
            }
        }
        folders
    }

    fn add(&mut self, folder: &str, slugs: &BTreeMap<&str, &str>) {
        if folder == CONTENT || !folder.starts_with(CONTENT) || self.0.contains_key(folder) {
            return;
        }
        let (outer, own) = folder.rsplit_once('/').unwrap_or((CONTENT, folder));
        self.add(outer, slugs);
        let given = slugs.get(folder).map(|slug| (*slug).to_owned());
        let address = format!("{}{}/", self.prefix(outer), given.unwrap_or_else(|| address_part(own)));
        self.0.insert(folder.to_owned(), address);
    }

    /// The address of a folder; one that has no pages is made from its name.
    pub(super) fn prefix(&self, folder: &str) -> String {
        if folder == CONTENT || !folder.starts_with(CONTENT) {
            return String::new();
        }
        self.0.get(folder).cloned().unwrap_or_else(|| {
            let (outer, own) = folder.rsplit_once('/').unwrap_or((CONTENT, folder));
            format!("{}{}/", self.prefix(outer), address_part(own))
        })
    }
}

/// The address of a page in a folder with this address.
pub(super) fn address_below(prefix: &str, page: &SourcePage<'_>) -> Address {
    let SourcePage { path, parsed, is_index, .. } = page;
    let own = match &parsed.front.slug {
        _ if *is_index => None,
        Some(slug) => Some(slug.clone()),
        None => page_stem(path.name()).map(address_part),
    };
    Address::from_parts(
        std::iter::once(prefix.trim_end_matches('/')).filter(|part| !part.is_empty()).chain(own.as_deref()),
    )
}

/// The part of an address made from a file's or folder's name, without the number that gives order. It is never empty: a
/// name without a letter or digit, which [`nameless`] reports, stands for itself by its digest.
pub(super) fn address_part(name: &str) -> String {
    let bare = number_prefix(name).map_or(name, |(_, rest)| rest);
    let part = [bare, name].into_iter().map(slug).find(|part| !part.is_empty());
    part.unwrap_or_else(|| Digest::of(name.as_bytes()).hex(8))
}

/// An error for every page and every folder whose name has nothing of which an address could be made.
pub(super) fn nameless(pages: &[SourcePage<'_>], slugs: &BTreeMap<&str, &str>) -> Vec<Diagnostic> {
    let (mut found, mut last) = (BTreeMap::new(), CONTENT);
    for page in pages {
        let own = page_stem(page.path.name()).filter(|_| !page.is_index && page.parsed.front.slug.is_none());
        if own.is_some_and(|stem| !has_slug(stem)) {
            found.insert(page.path.as_str(), "give the page a `slug`, or a name with a letter or digit");
        }
        let mut folder = page.path.folder();
        if folder == last {
            continue;
        }
        last = folder;
        while folder != CONTENT && !found.contains_key(folder) {
            let (outer, own) = folder.rsplit_once('/').unwrap_or((CONTENT, folder));
            if !has_slug(own) && !slugs.contains_key(folder) {
                found
                    .insert(folder, "give the folder's own page a `slug`, or the folder a name with a letter or digit");
            }
            folder = outer;
        }
    }
    let report = |(path, help): (&str, &'static str)| {
        let path = CoursePath::new(path);
        let message = format!("the name of `{path}` has no letter or digit to make an address from");
        Diagnostic::at(Code::AddressEmpty, Place::File(path), message).help(help)
    };
    found.into_iter().map(report).collect()
}

/// The slug that each folder's own page gives it.
pub(super) fn slugs<'a>(pages: &[SourcePage<'a>]) -> BTreeMap<&'a str, &'a str> {
    let indexes = pages.iter().filter(|page| page.is_index);
    indexes.filter_map(|page| Some((page.path.folder(), page.parsed.front.slug.as_deref()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_not_in_the_address() {
        assert_eq!(address_part("10 Überblick"), "überblick");
        assert_eq!(address_part("2024"), "2024");
    }
}
