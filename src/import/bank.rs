//! A bank of questions in categories, as a module of pages: a category is a page, one that holds others a folder.

use std::collections::BTreeSet;

use crate::course::slug;

use super::material::{Page, Part};
use super::relocate::free;
use super::report::Place;

/// Folders below the bank's own: part, module and lesson are the three levels that a course has.
const DEEPEST: usize = 2;

/// Categories with what stands in them, in the order in which they first came.
#[derive(Debug, Default)]
pub(super) struct Bank {
    title: String,
    parts: Vec<Part>,
    children: Vec<Bank>,
}

impl Bank {
    /// An empty bank.
    pub(super) fn new(title: &str) -> Self {
        Self { title: title.to_owned(), ..Self::default() }
    }

    /// Puts a part into a category, by the names of the categories around it from the outermost.
    pub(super) fn push(&mut self, category: &[String], part: Part) {
        let inner: Vec<String> = match category {
            [] => return self.parts.push(part),
            // What is nested more deeply is named in one.
            [..] if category.len() > DEEPEST => {
                let (outer, deep) = category.split_at(DEEPEST - 1);
                outer.iter().cloned().chain([deep.join(" – ")]).collect()
            }
            _ => category.to_vec(),
        };
        let mut bank = self;
        for name in inner {
            let at = bank.children.iter().position(|child| child.title == name);
            let at = at.unwrap_or_else(|| {
                bank.children.push(Self::new(&name));
                bank.children.len() - 1
            });
            bank = &mut bank.children[at];
        }
        bank.parts.push(part);
    }

    /// The pages, those that have anything; `place` is the file that they are made of.
    pub(super) fn pages(self, place: &Place) -> Vec<Page> {
        let mut pages = Vec::new();
        let folder = format!("01-{}", name_of(&self.title));
        self.push_folder(&mut pages, &folder, place);
        pages
    }

    fn push_folder(self, pages: &mut Vec<Page>, folder: &str, place: &Place) {
        let new = |path: String, title: &str, parts| Page { parts, ..Page::new(path, title, place.clone()) };
        pages.push(new(format!("{folder}/_index.md"), &self.title, Vec::new()));
        // Titles that differ in what no address holds would have one address.
        let (mut number, mut taken) = (0, BTreeSet::new());
        if !self.parts.is_empty() {
            number += 1;
            let name = free(&mut taken, &name_of(&self.title));
            pages.push(new(format!("{folder}/{number:02}-{name}.md"), &self.title, self.parts));
        }
        for child in self.children {
            number += 1;
            let path = format!("{folder}/{number:02}-{}", free(&mut taken, &name_of(&child.title)));
            if child.children.is_empty() {
                pages.push(new(format!("{path}.md"), &child.title, child.parts));
            } else {
                child.push_folder(pages, &path, place);
            }
        }
    }
}

/// A name of a file, of the first words of a title.
pub(super) fn name_of(title: &str) -> String {
    let slug = slug(title);
    let short: String = slug.chars().take(48).collect();
    let short = short.trim_end_matches('-');
    if short.is_empty() { "questions".to_owned() } else { short.to_owned() }
}

/// The names in a category's path, without those that Moodle gives to what holds them all.
pub(super) fn category(path: &str) -> Vec<String> {
    let parts = split_path(path);
    let is_own = |(at, name): &(usize, &String)| {
        let name = name.as_str();
        !(name.is_empty()
            || (name.starts_with('$') && name.ends_with('$'))
            || (*at <= 1 && name == "top")
            || name.starts_with("Default for "))
    };
    parts.iter().enumerate().filter(is_own).map(|(_, name)| name.clone()).collect()
}

/// A path in parts; a slash that belongs to a name stands there twice.
fn split_path(path: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut characters = path.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '/' if characters.peek() == Some(&'/') => {
                characters.next();
                parts.iter_mut().last().into_iter().for_each(|part| part.push('/'));
            }
            '/' => parts.push(String::new()),
            other => parts.iter_mut().last().into_iter().for_each(|part| part.push(other)),
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::rich_text::paragraph;

    #[test]
    fn categories_are_pages_and_folders() {
        let mut bank = Bank::new("Trust");
        for path in ["$course$/top/Default for Trust", "$course$/top/A", "A/B", "A/B/C/D", "A//B", "A-B!"] {
            bank.push(&category(path), Part::Text(paragraph(path)));
        }
        let paths: Vec<String> =
            bank.pages(&Place::file("x")).into_iter().map(|page| format!("{} {}", page.path, page.title)).collect();
        let expected = [
            "01-trust/_index.md Trust",
            "01-trust/01-trust.md Trust",
            "01-trust/02-a/_index.md A",
            "01-trust/02-a/01-a.md A",
            "01-trust/02-a/02-b.md B",
            "01-trust/02-a/03-b-c-d.md B – C – D",
            "01-trust/03-a-b.md A/B",
            "01-trust/04-a-b-2.md A-B!",
        ];
        assert_eq!(paths, expected);
    }
}
