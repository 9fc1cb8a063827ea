//! `[certificate]`: what a learner must have done for a certificate, and in whose name it is.

use crate::data::{Node, Reader, Table, Words};
use crate::source::Span;

/// What a certificate can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Requirement {
    /// Every lesson is done.
    Lessons,
    /// Every practice was rated.
    Practice,
    /// Every assessment was passed.
    Assessment,
}

impl Requirement {
    /// As in `site.toml` and in templates.
    pub fn as_str(self) -> &'static str {
        Self::WORDS.iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }
}

impl Words for Requirement {
    const WORDS: &'static [(&'static str, Self)] =
        &[("lessons", Self::Lessons), ("practice", Self::Practice), ("assessment", Self::Assessment)];
}

/// `[certificate]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Certificate {
    /// `requires`, each with its place.
    pub requires: Vec<(Requirement, Span)>,
    /// `provider`: who stands behind it.
    pub provider: Option<String>,
}

pub(super) fn certificate(reader: &mut Reader, table: &Table<'_>) -> Certificate {
    const HELP: &str =
        "write what a learner must have done, such as `requires = [\"lessons\", \"practice\", \"assessment\"]`";
    if !table.has("requires") {
        reader.missing(table.span, "`[certificate]` has no `requires`", HELP);
    }
    let mut requires: Vec<(Requirement, Span)> = Vec::new();
    let read = table.list(reader, "requires", |reader, key, node| Some((reader.word(key, node)?, node)));
    for (requirement, node) in read {
        if requires.iter().any(|(known, _)| *known == requirement) {
            twice(reader, requirement, node);
        } else {
            requires.push((requirement, node.span));
        }
    }
    if let Some(entry) = table.entry("requires").filter(|entry| entry.node.items().is_some_and(<[Node]>::is_empty)) {
        reader.bad(entry.node.span, "a certificate that requires nothing says nothing".to_owned(), HELP);
    }
    Certificate { requires, provider: table.line(reader, "provider") }
}

fn twice(reader: &mut Reader, requirement: Requirement, node: &Node) {
    let message = format!("`{}` stands here twice", requirement.as_str());
    reader.bad(node.span, message, "remove one of them");
}
