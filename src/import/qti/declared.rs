//! What an item declares to be right, by the identifier of the response.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::super::xml::text_in;
use super::names::{attribute, child, children, descendants};

/// A response that is declared.
#[derive(Debug, Clone, Default)]
pub(super) struct Declared {
    /// The right values; of one that is ordered in their order.
    pub(super) correct: Vec<String>,
    /// What values earn.
    pub(super) mapping: Vec<(String, f64)>,
    /// Whether several values make a response.
    pub(super) several: bool,
    /// Whether it is a number.
    pub(super) is_number: bool,
}

impl Declared {
    /// What a value earns, in percent of the best.
    pub(super) fn percent(&self, value: &str) -> f64 {
        if self.correct.iter().any(|correct| correct == value) {
            return 100.0;
        }
        let best = self.mapping.iter().map(|(_, points)| *points).fold(0.0, f64::max);
        let mapped = self.mapping.iter().find(|(key, _)| key == value).map_or(0.0, |(_, points)| *points);
        match best {
            best if best > 0.0 => mapped / best * 100.0,
            _ => mapped,
        }
    }

    /// The pairs that are right, by their two identifiers.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let mapped = self.mapping.iter().filter(|(_, points)| *points > 0.0).map(|(key, _)| key);
        let all: Vec<&String> = if self.correct.is_empty() { mapped.collect() } else { self.correct.iter().collect() };
        all.into_iter()
            .filter_map(|pair| pair.split_once(char::is_whitespace))
            .map(|(one, other)| (one.to_owned(), other.trim().to_owned()))
            .collect()
    }
}

/// All responses of an item.
pub(super) fn declared(item: Node<'_, '_>) -> BTreeMap<String, Declared> {
    let read = |node: Node<'_, '_>| {
        let correct = child(node, "correctResponse")
            .map(|correct| children(correct, "value").map(|value| text_in(value).trim().to_owned()).collect());
        let entry = |entry: Node<'_, '_>| {
            Some((attribute(entry, "mapKey").to_owned(), attribute(entry, "mappedValue").parse().ok()?))
        };
        let declared = Declared {
            correct: correct.unwrap_or_default(),
            mapping: descendants(node, "mapEntry").filter_map(entry).collect(),
            several: matches!(attribute(node, "cardinality"), "multiple"),
            is_number: matches!(attribute(node, "baseType"), "float" | "integer"),
        };
        (attribute(node, "identifier").to_owned(), declared)
    };
    children(item, "responseDeclaration").map(read).collect()
}
