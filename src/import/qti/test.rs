//! Which items a package has, in the order of its test or of its manifest.

use roxmltree::Node;

use super::super::links::resolved;
use super::super::report::{Place, Report};
use super::super::source::Source;
use super::super::xml::parse;
use super::names::{attribute, descendants, name};

/// An item's file, and the sections around it.
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) category: Vec<String>,
}

/// The items in their order.
pub(super) fn order(source: &Source<'_>, report: &mut Report) -> Vec<Entry> {
    if !source.is_folder {
        return source.paths.iter().map(|path| Entry { path: path.clone(), category: Vec::new() }).collect();
    }
    let Some(manifest) = source.paths.iter().find(|path| path.rsplit('/').next() == Some("imsmanifest.xml")) else {
        return Vec::new();
    };
    let file = source.named(manifest);
    let Ok(text) = source.text(manifest) else { return Vec::new() };
    let Some(document) = parse(&file, &text, report) else { return Vec::new() };
    let (mut items, mut tests) = (Vec::new(), Vec::new());
    for resource in descendants(document.root_element(), "resource") {
        let kind = attribute(resource, "type");
        let Some(path) = path_of(source, manifest, attribute(resource, "href")) else { continue };
        if kind.contains("item") {
            items.push(path);
        } else if kind.contains("test") {
            tests.push(path);
        }
    }
    let mut entries = Vec::new();
    for test in tests {
        let Ok(text) = source.text(&test) else { continue };
        let Some(document) = parse(&source.named(&test), &text, report) else { continue };
        sections(document.root_element(), &mut Vec::new(), &mut |reference, category| {
            entries.extend(path_of(source, &test, reference).map(|path| Entry { path, category: category.to_vec() }));
        });
        report.lost(
            &Place::file(&source.named(&test)),
            "the rules of a test (time, order, weights)",
            "its sections are pages, with their questions in its order",
        );
    }
    for path in items {
        if !entries.iter().any(|entry| entry.path == path) {
            entries.push(Entry { path, category: Vec::new() });
        }
    }
    entries
}

fn path_of(source: &Source<'_>, from: &str, to: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(to).decode_utf8_lossy();
    resolved(from, &decoded).filter(|path| source.has(path))
}

fn sections(node: Node<'_, '_>, category: &mut Vec<String>, see: &mut impl FnMut(&str, &[String])) {
    for child in node.children().filter(Node::is_element) {
        match name(child).as_str() {
            "assessmentItemRef" => see(attribute(child, "href"), category),
            "assessmentSection" => {
                let title = attribute(child, "title").trim();
                let is_named = !title.is_empty();
                category.extend(is_named.then(|| title.to_owned()));
                sections(child, category, see);
                if is_named {
                    category.pop();
                }
            }
            _ => sections(child, category, see),
        }
    }
}
