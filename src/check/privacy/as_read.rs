//! What authors wrote as it is read: with escapes, references and values resolved. A source may spell a word so that it cannot be told
//! from the characters in it.

use hayagriva::Entry;
use hayagriva::types::Person;

use crate::content::ParsedPage;
use crate::course::texts;
use crate::data::{Node, Value, toml, yaml};
use crate::diagnostic::Code;
use crate::source::{CoursePath, FileId, Span};

/// Everything that is read of a page, each text for itself.
pub(super) fn of_page(page: &ParsedPage) -> Vec<String> {
    let front = &page.front;
    let mut all = vec![front.title.clone()];
    all.extend(front.summary.clone());
    all.extend(front.slug.clone());
    all.extend(front.objectives.iter().map(|objective| objective.text.clone()));
    all.extend(front.topics.iter().chain(&front.authors).cloned());
    front.extra.texts(&mut all);
    all.extend(texts(&page.blocks));
    all.extend(page.outline.withheld_texts.iter().map(|(_, text)| text.clone()));
    all
}

/// Every key and value of a data file, with its place; none of a file that is no data.
pub(super) fn of_data(path: &CoursePath, text: &str) -> Vec<(Span, String)> {
    let file = FileId::of(path);
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let tree = match path.name().rsplit_once('.').map(|(_, ending)| ending) {
        Some("toml") => Some(toml::parse(text, file, Code::ConfigSyntax).value),
        Some("yaml" | "yml") => yaml::parse(text, start..text.len(), file, Code::GlossaryEntry).value,
        _ => None,
    };
    let mut all = Vec::new();
    if let Some(tree) = tree {
        add(tree, &mut all);
    }
    all
}

fn add(node: Node, all: &mut Vec<(Span, String)>) {
    match node.value {
        Value::Scalar { text, .. } => all.push((node.span, text)),
        Value::List(items) => items.into_iter().for_each(|item| add(item, all)),
        Value::Map(entries) => {
            for entry in entries {
                all.push((entry.key_span, entry.key));
                add(entry.node, all);
            }
        }
    }
}

/// What is printed of a work: its fields, and the names of people as they are called.
pub(super) fn of_work(entry: &Entry) -> Vec<String> {
    let mut all = Vec::new();
    if let Ok(fields) = serde_json::to_value(entry) {
        add_json(&fields, &mut all);
    }
    add_people(entry, &mut all);
    all
}

fn add_json(value: &serde_json::Value, all: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => all.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| add_json(item, all)),
        serde_json::Value::Object(fields) => fields.values().for_each(|field| add_json(field, all)),
        _ => {}
    }
}

fn add_people(entry: &Entry, all: &mut Vec<String>) {
    let affiliated = entry.affiliated().into_iter().flatten().flat_map(|role| &role.names);
    let people = entry.authors().into_iter().chain(entry.editors()).flatten().chain(affiliated);
    let called = |person: &Person| {
        let before = [&person.given_name, &person.prefix].map(Option::as_deref);
        let parts = before.into_iter().chain([Some(&*person.name), person.suffix.as_deref()]);
        parts.flatten().collect::<Vec<_>>().join(" ")
    };
    all.extend(people.map(called));
    entry.parents().iter().for_each(|parent| add_people(parent, all));
}
