//! `glossary.yaml`: terms by id, each with what it means in plain words.
//!
//! A term is `id: {term, forms, definition, see, auto_link}` or, in short, `id: definition`. Start at [`parse`].

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::definition::{formula_faults, not_shown, prints_comment};
use crate::config::{Values, fill, plain};
use crate::content::math::MathFault;
use crate::content::value_in_text;
use crate::course::{Term, slug};
use crate::data::{Codes, Entry, Key, Node, Notation, Reader, Shape, Value, shorten, yaml};
use crate::diagnostic::{Code, Diagnostic, NameIndex, Outcome, suggest};
use crate::source::{FileId, Span};

/// The keys of a term.
pub(crate) const KEYS: &[Key] = &[
    Key::new("term", Shape::Line, "The word as readers see it; made from the id when left out."),
    Key::new("forms", Shape::List(&Shape::Line), "Other words under which the term is found in the text."),
    Key::required("definition", Shape::Text, "What it means, in plain words."),
    Key::new("see", Shape::List(&Shape::Line), "Ids of other terms to look at."),
    Key::new("auto_link", Shape::Truth, "`false` where a mention is no link unless you write one."),
];

const CODES: Codes = Codes {
    unknown_key: Code::GlossaryEntry,
    unsupported_key: Code::GlossaryEntry,
    wrong_type: Code::GlossaryEntry,
    missing_key: Code::GlossaryEntry,
    bad_value: Code::GlossaryEntry,
};

/// A glossary of this size, in bytes, would be a dictionary.
const LIMIT: usize = 1024 * 1024;

/// Another term that a term points to.
type Reference = (String, Span);

/// The ids of the glossary, and those of them that could be meant by another.
struct Ids<'a, F> {
    written: &'a BTreeSet<&'a str>,
    near: LazyCell<NameIndex, F>,
}

/// Reads the glossary.
pub(crate) fn parse(text: &str, file: FileId, values: &Values) -> Outcome<BTreeMap<String, Term>> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    if text.len() > LIMIT {
        let message = format!("the glossary has {} bytes, and at most {LIMIT} are read", text.len());
        let first_line = start..text.find(['\n', '\r']).unwrap_or(text.len());
        let diagnostic = Diagnostic::new(Code::GlossaryEntry, Span::new(file, first_line), message);
        let diagnostics = vec![diagnostic.help("keep the terms that the course uses")];
        return Outcome { value: BTreeMap::new(), diagnostics };
    }
    let mut tree = yaml::parse(text, start..text.len(), file, Code::GlossaryEntry);
    let mut reader = Reader::new(CODES, Notation::Yaml, KEYS);
    if let Some(tree) = &mut tree.value {
        put_values(tree, values, &mut reader.diagnostics);
    }
    let mut found = Vec::new();
    if let Some(tree) = &tree.value {
        found = entries(&mut reader, tree).iter().filter_map(|entry| term(&mut reader, entry)).collect();
    }
    let written: BTreeSet<&str> = tree.value.iter().flat_map(written).collect();
    let ids = Ids { near: LazyCell::new(|| NameIndex::of(written.iter().copied())), written: &written };
    let mut terms = BTreeMap::new();
    for (mut term, references) in found {
        term.see = known(&mut reader, &term.id, references, &ids);
        report_unknown(&mut reader, &term, &ids);
        report_formulas(&mut reader, &term);
        for (what, help) in not_shown(&term.definition) {
            let message = format!("the definition of `{}` holds {what}", term.id);
            reader.diagnostics.push(Diagnostic::new(Code::GlossaryMarkup, term.span, message).help(help));
        }
        if prints_comment(&term.definition) {
            let message =
                format!("a comment in the definition of `{}` does not end in its paragraph, and is printed", term.id);
            let help = "write `-->` above the next empty line; to print the signs, put them between backticks";
            reader.diagnostics.push(Diagnostic::new(Code::CommentEnd, term.span, message).help(help));
        }
        terms.insert(term.id.clone(), term);
    }
    let mut diagnostics = tree.diagnostics;
    diagnostics.append(&mut reader.diagnostics);
    Outcome { value: terms, diagnostics }
}

/// Puts the values of the course into the texts: definitions are Markdown, the words themselves are not.
fn put_values(tree: &mut Node, values: &Values, found: &mut Vec<Diagnostic>) {
    let Value::Map(terms) = &mut tree.value else { return };
    for term in terms {
        match &mut term.node.value {
            Value::Map(keys) => {
                for key in keys {
                    let written = if key.key == "definition" { value_in_text } else { plain };
                    fill(&mut key.node, (values, written), &mut Vec::new(), found);
                }
            }
            _ => fill(&mut term.node, (values, value_in_text), &mut Vec::new(), found),
        }
    }
}

fn entries<'n>(reader: &mut Reader, tree: &'n Node) -> &'n [Entry] {
    if tree.entries().is_none() && !tree.is_null() {
        reader.wrong("the glossary", tree, "a table of terms", "write `rupture: what the word means`");
    }
    tree.entries().unwrap_or_default()
}

/// Every id in the file, also of entries that have faults of their own.
fn written(tree: &Node) -> impl Iterator<Item = &str> {
    tree.entries().unwrap_or_default().iter().map(|entry| entry.key.as_str())
}

fn term(reader: &mut Reader, entry: &Entry) -> Option<(Term, Vec<Reference>)> {
    let (id, node) = (&entry.key, &entry.node);
    if id.is_empty() || slug(id) != *id {
        let help = match slug(id) {
            plain if plain.is_empty() => "write a word of letters, digits and hyphens before the `:`".to_owned(),
            plain => format!("write `{plain}`, and the word as readers see it as its `term`"),
        };
        reader.bad(entry.key_span, format!("`{}` cannot be the id of a term", shorten(id)), &help);
        return None;
    }
    let (mut see, mut forms, mut auto_link, mut word) = (Vec::new(), Vec::new(), true, None);
    let definition = if node.entries().is_some() {
        let table = reader.table(&format!("the term `{id}`"), "", node, KEYS)?;
        word = table.line(reader, "term");
        forms = table.lines(reader, "forms");
        auto_link = table.truth(reader, "auto_link").unwrap_or(true);
        see = table.list(reader, "see", reference);
        table.entry("definition").map(|entry| &entry.node)
    } else {
        Some(node)
    };
    let Some(definition) = definition.filter(|node| !node.is_null()) else {
        let help = "write `definition:` and what the term means, in plain words";
        reader.bad(entry.key_span, format!("the term `{id}` has no definition"), help);
        return None;
    };
    let definition = reader.markdown("definition", definition)?;
    let term = word.unwrap_or_else(|| from_id(id));
    Some((Term { id: id.clone(), term, forms, auto_link, definition, see: Vec::new(), span: entry.key_span }, see))
}

fn reference(reader: &mut Reader, key: &str, node: &Node) -> Option<Reference> {
    Some((reader.line(key, node)?, node.span))
}

/// Links in a definition to terms that there are not.
fn report_unknown(reader: &mut Reader, term: &Term, ids: &Ids<'_, impl FnOnce() -> NameIndex>) {
    for rest in term.definition.split("](term:").skip(1) {
        let id = rest.split(')').next().unwrap_or_default();
        if !ids.written.contains(id) {
            let help = suggest(id, ids.near.near(id)).help("write the id of a term in this file, or add the term");
            let message = format!("the glossary has no term `{id}`");
            reader.diagnostics.push(Diagnostic::new(Code::UnknownTerm, term.span, message).help(help));
        }
    }
}

/// Formulas in a definition that cannot be shown.
fn report_formulas(reader: &mut Reader, term: &Term) {
    for MathFault { message, help, .. } in formula_faults(&term.definition) {
        reader.diagnostics.push(Diagnostic::new(Code::MathForm, term.span, message).help(help));
    }
}

/// The references that lead to a term; the others are reported.
fn known(
    reader: &mut Reader,
    from: &str,
    references: Vec<Reference>,
    ids: &Ids<'_, impl FnOnce() -> NameIndex>,
) -> Vec<String> {
    let mut kept = Vec::with_capacity(references.len());
    for (id, span) in references {
        if id == from {
            reader.bad(span, format!("the term `{from}` points to itself"), "remove it from `see`");
        } else if ids.written.contains(id.as_str()) {
            kept.push(id);
        } else {
            let meant = suggest(&id, ids.near.near(&id));
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
