//! QTI 2.1, 2.2 and 3: single items, and packages with a manifest (imsglobal.org, "Question and Test Interoperability").
//!
//! Both versions are read alike: the names of QTI 3 are those of QTI 2 with `qti-` before them and hyphens ([`names`]). [`item`] reads an
//! item, [`declared`] what is right, [`interactions`] how it is answered, [`test`](mod@test) the order of a test.

mod declared;
mod interactions;
mod item;
mod names;
mod test;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::bank::Bank;
use super::material::{Attachment, Material, Part, beside};
use super::report::{Place, Report};
use super::source::{Source, title_of};
use super::xml::parse;
use item::Item;
use names::{descendants, name};
use test::{Entry, What};

/// Whether a text is an item.
pub(super) fn is_item(text: &str) -> bool {
    let head: String = text.chars().take(4000).collect();
    head.contains("<assessmentItem") || head.contains("<qti-assessment-item") || head.contains("<questestinterop")
}

/// Whether a folder is a package.
pub(super) fn is_package(source: &Source<'_>) -> bool {
    source.paths.iter().any(|path| path == "imsmanifest.xml" || path.ends_with("/imsmanifest.xml"))
}

/// Reads a package or a single item.
pub(super) fn read(source: &Source<'_>, report: &mut Report) -> Material {
    let title = title_of(&source.name);
    let mut bank = Bank::new(&title);
    let mut files: Vec<Attachment> = Vec::new();
    let mut passages: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
    let mut languages = BTreeSet::new();
    for Entry { category, what } in test::order(source, &mut files, report) {
        let path = match what {
            What::Part(part) => {
                bank.push(&category, part);
                continue;
            }
            What::Item(path) => path,
        };
        let shown = passages.entry(category.clone()).or_default();
        for part in parts(source, &path, (&mut files, shown, &mut languages), report) {
            bank.push(&category, part);
        }
    }
    let pages = bank.pages(&Place::file(&source.name));
    let files = beside(&pages, &files);
    // Items of one language alone say what that of the course is.
    let language = languages.pop_first().filter(|_| languages.is_empty()).unwrap_or_default();
    Material { title, language, pages, files, ..Material::default() }
}

/// What the file at a path holds.
fn parts(
    source: &Source<'_>,
    path: &str,
    (files, passages, languages): (&mut Vec<Attachment>, &mut BTreeSet<String>, &mut BTreeSet<String>),
    report: &mut Report,
) -> Vec<Part> {
    let file = &source.named(path);
    let text = match source.text(path) {
        Ok(text) => text,
        Err(why) => {
            report.fault(&Place::file(file), format!("the file {why}"), "export the package again");
            return Vec::new();
        }
    };
    let Some(document) = parse(file, &text, report) else { return Vec::new() };
    let root = document.root_element();
    if root.tag_name().name() == "questestinterop" {
        let help = "export it as QTI 2.1 or 3, which most tools can";
        report.fault(&Place::file(file), "this is QTI 1.2, which is another format", help);
        return Vec::new();
    }
    let items: Vec<_> = descendants(root, "assessmentItem").collect();
    let items = if name(root) == "assessmentItem" { vec![root] } else { items };
    let tags = items.iter().filter_map(|item| item.attribute(("http://www.w3.org/XML/1998/namespace", "lang")));
    languages.extend(tags.filter(|tag| is_language(tag)).map(str::to_owned));
    items.into_iter().flat_map(|node| Item { node, source, path, file, files, passages, report }.read()).collect()
}

/// Whether a tag names a language, and no private use.
fn is_language(tag: &str) -> bool {
    let first = tag.split('-').next().unwrap_or_default();
    (2..=3).contains(&first.len()) && tag.split('-').all(|part| part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
