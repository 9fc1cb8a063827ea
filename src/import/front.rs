//! Front matter and configuration: YAML of which single values and lists are asked for.

use crate::data::yaml;
use crate::data::{Node, Value};
use crate::diagnostic::Code;
use crate::source::{CoursePath, FileId};

use super::report::{Place, Report};

/// Keys with their values.
#[derive(Debug, Default)]
pub(super) struct Front(Option<Node>);

impl Front {
    fn value(&self, key: &str) -> Option<&Node> {
        self.0.as_ref()?.entries()?.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// All keys in their order.
    pub(super) fn keys(&self) -> Vec<&str> {
        let entries = self.0.as_ref().and_then(Node::entries).unwrap_or_default();
        entries.iter().map(|entry| entry.key.as_str()).collect()
    }

    /// A single value as written; nothing for an empty one.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        match &self.value(key)?.value {
            Value::Scalar { text, .. } => Some(text.trim().to_owned()).filter(|text| !text.is_empty() && text != "~"),
            _ => None,
        }
    }

    /// A list of single values.
    pub(super) fn list(&self, key: &str) -> Vec<String> {
        let items = self.value(key).and_then(Node::items).unwrap_or_default();
        let text = |node: &Node| match &node.value {
            Value::Scalar { text, .. } => Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            _ => None,
        };
        items.iter().filter_map(text).filter(|text| !text.is_empty()).collect()
    }
}

/// What a page's front matter says that keeps it from readers in the other tool; nothing where it is published.
pub(super) fn withheld(front: &Front) -> Option<String> {
    const ON: [&str; 7] = ["draft", "hidden", "unlisted", "unpublished", "private", "disabled", "exclude"];
    let is = |key: &str, words: &[&str]| {
        front.text(key).filter(|value| words.contains(&value.to_ascii_lowercase().trim_matches(['"', '\''])))
    };
    let on = ON.iter().find_map(|key| Some(format!("{key}: {}", is(key, &["true", "yes", "on", "1"])?)));
    let off = |key: &str| Some(format!("{key}: {}", is(key, &["false", "no", "off", "0", "never"])?));
    on.or_else(|| off("published")).or_else(|| off("publish")).or_else(|| off("visible")).or_else(|| off("public"))
}

/// Reads YAML; what is wrong with it is a fault at its line.
pub(super) fn yaml(text: &str, file: &str, report: &mut Report) -> Front {
    yaml_at(text, 0, file, report)
}

/// The same of YAML that begins at a byte of its file.
fn yaml_at(text: &str, offset: usize, file: &str, report: &mut Report) -> Front {
    let read = yaml::parse(text, 0..text.len(), FileId::of(&CoursePath::new("import.yaml")), Code::FrontMatterSyntax);
    if read.value.is_none() {
        for found in &read.diagnostics {
            let place = match &found.place {
                crate::diagnostic::Place::At(span) => Place::byte(file, offset + span.range().start),
                crate::diagnostic::Place::File(_) => Place::file(file),
            };
            report.fault(&place, found.message.clone(), found.help.clone().unwrap_or_default());
        }
    }
    Front(read.value)
}

/// The front matter of a page, and what follows it.
pub(super) fn front<'t>(text: &'t str, file: &str, report: &mut Report) -> (Front, &'t str) {
    let trimmed = text.trim_start_matches('\u{feff}');
    let Some(rest) = trimmed.strip_prefix("---\n") else { return (Front::default(), trimmed) };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return (yaml_at(&rest[..at], text.len() - rest.len(), file, report), &rest[at + line.len()..]);
        }
        at += line.len();
    }
    (Front::default(), trimmed)
}
