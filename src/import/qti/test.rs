//! Which items a package has, in the order of its test or of its manifest.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::super::links::resolved;
use super::super::material::{Attachment, Part};
use super::super::report::{Place, Report};
use super::super::rich_text::Text;
use super::super::source::Source;
use super::super::xml::{parse, place_of};
use super::item::{Item, is_for_learners};
use super::names::{attribute, descendants, name};

/// What stands on a page, and the sections around it.
pub(super) struct Entry {
    pub(super) category: Vec<String>,
    pub(super) what: What,
}

/// A piece of a test.
pub(super) enum What {
    /// The file of an item, or of several.
    Item(String),
    /// What a section says before its items.
    Part(Part),
}

/// The items in their order, with what the sections around them say.
pub(super) fn order(source: &Source<'_>, files: &mut Vec<Attachment>, report: &mut Report) -> Vec<Entry> {
    let item = |path: &String| Entry { category: Vec::new(), what: What::Item(path.clone()) };
    if !source.is_folder {
        return source.paths.iter().map(item).collect();
    }
    let Some(manifest) = source.paths.iter().find(|path| path.rsplit('/').next() == Some("imsmanifest.xml")) else {
        return Vec::new();
    };
    let file = source.named(manifest);
    let text = match source.text(manifest) {
        Ok(text) => text,
        Err(why) => {
            report.fault(&Place::file(&file), format!("the file {why}"), "export the package again");
            return Vec::new();
        }
    };
    let Some(document) = parse(&file, &text, report) else { return Vec::new() };
    let (mut items, mut tests) = (Vec::new(), Vec::new());
    for resource in descendants(document.root_element(), "resource") {
        let kind = attribute(resource, "type");
        if !kind.contains("item") && !kind.contains("test") {
            continue;
        }
        let href = attribute(resource, "href");
        match path_of(source, manifest, href) {
            Some(path) if kind.contains("item") => items.push(path),
            Some(path) => tests.push(path),
            None => {
                let place = place_of(&file, resource);
                report.lost(&place, format!("the file `{href}`, which is not in the package"), "left out");
            }
        }
    }
    let (mut entries, mut known) = (Vec::new(), BTreeSet::new());
    for path in tests {
        let file = source.named(&path);
        let text = match source.text(&path) {
            Ok(text) => text,
            Err(why) => {
                report.fault(&Place::file(&file), format!("the file {why}"), "export the package again");
                continue;
            }
        };
        let Some(document) = parse(&file, &text, report) else { continue };
        // Passages are listed among the tests by some.
        if name(document.root_element()) != "assessmentTest" {
            continue;
        }
        let mut reading = Test { source, path: &path, file: &file, files: &mut *files, report: &mut *report };
        for entry in reading.read(document.root_element()) {
            if let What::Item(path) = &entry.what {
                known.insert(path.clone());
            }
            entries.push(entry);
        }
    }
    entries.extend(items.iter().filter(|path| !known.contains(*path)).map(item));
    entries
}

/// A test that is read.
struct Test<'a> {
    source: &'a Source<'a>,
    path: &'a str,
    file: &'a str,
    files: &'a mut Vec<Attachment>,
    report: &'a mut Report,
}

impl Test<'_> {
    fn read(&mut self, root: Node<'_, '_>) -> Vec<Entry> {
        const RULES: [&str; 9] = [
            "timeLimits",
            "itemSessionControl",
            "preCondition",
            "branchRule",
            "selection",
            "ordering",
            "weight",
            "outcomeProcessing",
            "testFeedback",
        ];
        for rule in root.descendants().filter(|node| RULES.contains(&name(*node).as_str())) {
            let what = format!("the rule `{}` of a test", name(rule));
            let instead = "left out: the sections of a test are pages, with their questions in its order";
            self.report.lost(&place_of(self.file, rule), what, instead);
        }
        let mut entries = Vec::new();
        self.sections(root, &mut Vec::new(), &mut entries);
        entries
    }

    fn sections(&mut self, node: Node<'_, '_>, category: &mut Vec<String>, entries: &mut Vec<Entry>) {
        for child in node.children().filter(Node::is_element) {
            match name(child).as_str() {
                "assessmentItemRef" => {
                    let href = attribute(child, "href");
                    if let Some(path) = path_of(self.source, self.path, href) {
                        entries.push(Entry { category: category.clone(), what: What::Item(path) });
                    } else {
                        let what = format!("the item `{href}`, which is not in the package");
                        self.report.lost(&place_of(self.file, child), what, "left out");
                    }
                }
                "rubricBlock" => {
                    let text = self.text(child);
                    if !text.is_empty() {
                        let part = if is_for_learners(child) { Part::Text(text) } else { Part::Notes(text) };
                        entries.push(Entry { category: category.clone(), what: What::Part(part) });
                    }
                }
                "assessmentSection" => {
                    let title = attribute(child, "title").trim();
                    let is_named = !title.is_empty();
                    category.extend(is_named.then(|| title.to_owned()));
                    self.sections(child, category, entries);
                    if is_named {
                        category.pop();
                    }
                }
                _ => self.sections(child, category, entries),
            }
        }
    }

    fn text(&mut self, node: Node<'_, '_>) -> Text {
        let Self { source, path, file, files, report } = self;
        let passages = &mut BTreeSet::new();
        Item { node, source, path, file, files, passages, report }.text_in(node)
    }
}

fn path_of(source: &Source<'_>, from: &str, to: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(to).decode_utf8_lossy();
    resolved(from, &decoded).filter(|path| source.has(path))
}
