//! `glossary.yaml`: terms by id, each with what it means in plain words.
//!
//! A term is `id: {term, forms, definition, see, auto_link}` or, in short, `id: definition`. Start at [`parse`].

use std::collections::{BTreeMap, BTreeSet};

use crate::course::{Term, slug};
use crate::diagnostic::{Code, Diagnostic, Outcome, suggest};
use crate::source::{FileId, Span};

use crate::data::yaml::{self, Codes, Entry, Node, Reader, Value};

/// The keys of a term.
pub(crate) const KEYS: [&str; 5] = ["term", "forms", "definition", "see", "auto_link"];

const CODES: Codes =
    Codes { unknown_key: Code::GlossaryEntry, wrong_type: Code::GlossaryEntry, bad_value: Code::GlossaryEntry };

/// A glossary of this size, in bytes, would be a dictionary.
const LIMIT: usize = 1024 * 1024;

/// Another term that a term points to.
type Reference = (String, Span);

/// Reads the glossary.
pub(crate) fn parse(text: &str, file: FileId) -> Outcome<BTreeMap<String, Term>> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    if text.len() > LIMIT {
        let message = format!("the glossary has {} bytes, and at most {LIMIT} are read", text.len());
        let first_line = start..text.find(['\n', '\r']).unwrap_or(text.len());
        let diagnostic = Diagnostic::new(Code::GlossaryEntry, Span::new(file, first_line), message);
        let diagnostics = vec![diagnostic.help("keep the terms that the course uses")];
        return Outcome { value: BTreeMap::new(), diagnostics };
    }
    let tree = yaml::parse(text, start..text.len(), file, Code::GlossaryEntry);
    let mut reader = Reader::new(CODES);
    let mut found = Vec::new();
    if let Some(tree) = &tree.value {
        found = entries(&mut reader, tree).iter().filter_map(|entry| term(&mut reader, entry)).collect();
    }
    let ids: BTreeSet<&str> = tree.value.iter().flat_map(written).collect();
    let mut terms = BTreeMap::new();
    for (mut term, references) in found {
        term.see = known(&mut reader, &term.id, references, &ids);
        terms.insert(term.id.clone(), term);
    }
    let mut diagnostics = tree.diagnostics;
    diagnostics.append(&mut reader.diagnostics);
    Outcome { value: terms, diagnostics }
}

fn entries<'n>(reader: &mut Reader, tree: &'n Node) -> &'n [Entry] {
    match &tree.value {
        Value::Map(entries) => entries,
        _ if tree.is_null() => &[],
        _ => {
            reader.wrong("the glossary", tree, "a table of terms", "write `rupture: what the word means`");
            &[]
        }
    }
}

/// Every id in the file, also of entries that have faults of their own.
fn written(tree: &Node) -> impl Iterator<Item = &str> {
    let entries = if let Value::Map(entries) = &tree.value { entries.as_slice() } else { &[] };
    entries.iter().map(|entry| entry.key.as_str())
}

fn term(reader: &mut Reader, entry: &Entry) -> Option<(Term, Vec<Reference>)> {
    let (id, node) = (&entry.key, &entry.node);
    if id.is_empty() || slug(id) != *id {
        let help = match slug(id) {
            plain if plain.is_empty() => "write a word of letters, digits and hyphens before the `:`".to_owned(),
            plain => format!("write `{plain}`, and the word as readers see it as its `term`"),
        };
        reader.bad(entry.key_span, format!("`{id}` cannot be the id of a term"), &help);
        return None;
    }
    let (mut see, mut forms, mut auto_link, mut word) = (Vec::new(), Vec::new(), true, None);
    let definition = if let Value::Map(_) = node.value {
        let keys = reader.table(&format!("the term `{id}`"), node, &KEYS)?;
        word = reader.take(keys, "term", Reader::line);
        forms =
            reader.take(keys, "forms", |reader, key, node| reader.list(key, node, Reader::line)).unwrap_or_default();
        auto_link = reader.take(keys, "auto_link", Reader::truth).unwrap_or(true);
        see = reader.take(keys, "see", |reader, key, node| reader.list(key, node, reference)).unwrap_or_default();
        keys.iter().find(|key| key.key == "definition").map(|key| &key.node)
    } else {
        Some(node)
    };
    let Some(definition) = definition.filter(|node| !node.is_null()) else {
        let help = "write `definition:` and what the term means, in plain words";
        reader.bad(entry.key_span, format!("the term `{id}` has no definition"), help);
        return None;
    };
    let definition = reader.words("definition", definition)?;
    let term = word.unwrap_or_else(|| from_id(id));
    Some((Term { id: id.clone(), term, forms, auto_link, definition, see: Vec::new(), span: entry.key_span }, see))
}

fn reference(reader: &mut Reader, key: &str, node: &Node) -> Option<Reference> {
    Some((reader.line(key, node)?, node.span))
}

/// The references that lead to a term; the others are reported.
fn known(reader: &mut Reader, from: &str, references: Vec<Reference>, ids: &BTreeSet<&str>) -> Vec<String> {
    let mut kept = Vec::with_capacity(references.len());
    for (id, span) in references {
        if id == from {
            reader.bad(span, format!("the term `{from}` points to itself"), "remove it from `see`");
        } else if ids.contains(id.as_str()) {
            kept.push(id);
        } else {
            let meant = suggest(&id, ids.iter().copied());
            let help = meant.help("write the id of a term in this file, or add the term");
            let message = format!("the glossary has no term `{id}`");
            reader.diagnostics.push(Diagnostic::new(Code::UnknownTerm, span, message).help(help));
        }
    }
    kept
}

/// `withdrawal-rupture` as `Withdrawal rupture`.
fn from_id(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests;
