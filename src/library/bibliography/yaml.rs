//! `references.yaml`, in Hayagriva's own format.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use hayagriva::io::from_yaml_str;
use hayagriva::types::EntryType;
use serde::Deserialize as _;
use serde::de::value::StrDeserializer;

use crate::course::Reference;
use crate::data::{Node, Value, shorten, yaml};
use crate::diagnostic::{Code, Diagnostic, Outcome, listed, suggest};
use crate::source::{FileId, Span};

use super::corrections::{YEARS, no_year, whole_names};
use super::rewritten::Rewritten;
use super::{References, odd_character, unreadable, word_at};

/// The keys of a work in Hayagriva's format, <https://github.com/typst/hayagriva/blob/main/docs/file-format.md>.
const FIELDS: [&str; 30] = [
    "type",
    "title",
    "parent",
    "author",
    "date",
    "editor",
    "affiliated",
    "publisher",
    "location",
    "organization",
    "issue",
    "chapter",
    "volume",
    "volume-total",
    "edition",
    "page-range",
    "page-total",
    "time-range",
    "runtime",
    "url",
    "serial-number",
    "serial",
    "language",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "abstract",
    "genre",
    "notes",
];

/// Fields that can be tables, and the keys of these; Hayagriva passes over others without a word.
const INNER: [(&[&str], &[&str]); 6] = [
    (&["author", "editor", "names"], &["name", "given-name", "prefix", "suffix", "comma-suffix", "alias"]),
    (&["affiliated"], &["names", "role"]),
    (&["publisher"], &["name", "location"]),
    (&["url"], &["value", "date"]),
    (&["date"], &["year", "month", "day", "approximate", "season"]),
    (&["title", "note", "abstract", "genre", "archive", "location", "organization"], &["value", "short", "verbatim"]),
];

/// What a work can be, as Hayagriva has it; without the second spelling of each with a capital.
static TYPES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let Err(Expected(known)) = EntryType::deserialize(StrDeserializer::<Expected>::new("")) else { return Vec::new() };
    known.iter().copied().filter(|name| !name.starts_with(|first: char| first.is_uppercase())).collect()
});

/// The words that a type of serde's says it knows: the only way to learn them.
#[derive(Debug)]
struct Expected(&'static [&'static str]);

impl fmt::Display for Expected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "one of {:?}", self.0)
    }
}

impl std::error::Error for Expected {}

impl serde::de::Error for Expected {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(&[])
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(expected)
    }
}

fn is_type(word: &str) -> bool {
    EntryType::deserialize(StrDeserializer::<Expected>::new(word)).is_ok()
}

/// Reads Hayagriva's format.
pub(super) fn parse(text: &str, file: FileId) -> Outcome<References> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let tree = yaml::parse(text, start..text.len(), file, Code::ReferenceEntry);
    let (mut references, mut diagnostics) = (BTreeMap::new(), tree.diagnostics);
    let Some(tree) = tree.value.filter(|tree| !tree.is_null()) else {
        return Outcome { value: references, diagnostics };
    };
    let Value::Map(entries) = &tree.value else {
        let help = "write a key, and below it what the work is: see the author's guide";
        let message = format!("the bibliography should be a table of works, and is {}", tree.describe());
        diagnostics.push(Diagnostic::new(Code::ReferenceEntry, tree.span, message).help(help));
        return Outcome { value: references, diagnostics };
    };
    for (index, entry) in entries.iter().enumerate() {
        let from = entry.key_span.range().start;
        // A key that is not written (`? `) has the place of the table.
        let mut starts = entries[index + 1..].iter().map(|next| next.key_span.range().start);
        let to = starts.find(|start| *start > from).unwrap_or(text.len());
        let before = diagnostics.len();
        odd_key(&entry.key, entry.key_span, &mut diagnostics);
        odd_texts(&entry.key, &entry.node, &mut diagnostics);
        fields(&entry.key, &entry.node, true, &mut diagnostics);
        let (rewritten, years) = Rewritten::of(&entry.node, &(from..to));
        let bad_years = years.into_iter().map(|(span, year)| (span, no_year(&entry.key, &year)));
        diagnostics
            .extend(bad_years.map(|(span, message)| Diagnostic::new(Code::ReferenceEntry, span, message).help(YEARS)));
        let work = single(text, from..to, &entry.key, &rewritten).map_err(|(message, at)| {
            let span = at.map_or(entry.key_span, |at| Span::new(file, word_at(text, at)));
            cannot_be_read(&entry.key, &message, span)
        });
        let work = match work {
            Ok(mut work) if diagnostics.len() == before => {
                whole_names(&mut work);
                Reference { entry: work, span: entry.key_span }
            }
            Err(finding) if diagnostics.len() == before => {
                diagnostics.push(finding);
                unreadable(&entry.key, entry.key_span)
            }
            _ => unreadable(&entry.key, entry.key_span),
        };
        references.insert(entry.key.clone(), work);
    }
    Outcome { value: references, diagnostics }
}

/// Reports unknown keys in a field that is a table, or a list of tables.
fn inner(key: &str, field: &str, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let Some((_, known)) = INNER.iter().find(|(fields, _)| fields.contains(&field)) else { return };
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| inner(key, field, item, diagnostics)),
        Value::Map(entries) => {
            for entry in entries {
                if !known.contains(&entry.key.as_str()) {
                    let help =
                        suggest(&entry.key, known.iter().copied()).help(format!("the keys are {}", listed(*known)));
                    let message = format!("`{field}` of the work `{key}` has an unknown key `{}`", shorten(&entry.key));
                    diagnostics.push(Diagnostic::new(Code::ReferenceEntry, entry.key_span, message).help(help));
                }
                inner(key, &entry.key, &entry.node, diagnostics);
            }
        }
        Value::Scalar { .. } => {}
    }
}

/// One work alone, so that a fault in it hides no other; else what is wrong, and where.
fn single(
    text: &str,
    range: Range<usize>,
    key: &str,
    rewritten: &Rewritten,
) -> Result<hayagriva::Entry, (String, Option<usize>)> {
    let written = rewritten.written(text, range.clone());
    let library = from_yaml_str(&written).map_err(|error| {
        let (message, at) = yaml::typed_fault(&error);
        (message, at.map(|at| rewritten.place(range.start + at)))
    })?;
    library.get(key).cloned().ok_or_else(|| ("its description is not below its key".to_owned(), None))
}

fn cannot_be_read(key: &str, message: &str, span: Span) -> Diagnostic {
    let message = message.strip_prefix(key).map_or(message, |rest| rest.trim_start_matches(['.', ':', ' ']));
    Diagnostic::new(Code::ReferenceEntry, span, format!("the work `{key}` cannot be read: {message}"))
        .help("compare it with the examples in the author's guide")
}

/// Reports a key with characters that cannot be shown.
fn odd_key(key: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    if let Some((_, odd)) = odd_character(key) {
        let message =
            format!("the key `{}` has the character U+{:04X}, which cannot be shown", shorten(key), u32::from(odd));
        diagnostics.push(Diagnostic::new(Code::ReferenceEntry, span, message).help("delete it"));
    }
}

/// Reports every text of a work that has characters which cannot be shown.
fn odd_texts(key: &str, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Scalar { text, .. } => {
            if let Some((_, odd)) = odd_character(text) {
                let message = format!(
                    "the work `{}` has the character U+{:04X}, which cannot be shown",
                    shorten(key),
                    u32::from(odd)
                );
                diagnostics.push(Diagnostic::new(Code::ReferenceEntry, node.span, message).help("delete it"));
            }
        }
        Value::List(items) => items.iter().for_each(|item| odd_texts(key, item, diagnostics)),
        Value::Map(entries) => {
            for entry in entries {
                odd_key(&entry.key, entry.key_span, diagnostics);
                odd_texts(key, &entry.node, diagnostics);
            }
        }
    }
}

/// Reports what Hayagriva would pass over in silence or say less clearly: unknown keys, and what a work is.
fn fields(key: &str, node: &Node, is_whole: bool, diagnostics: &mut Vec<Diagnostic>) {
    let Value::Map(entries) = &node.value else { return };
    let mut report =
        |span, message, help| diagnostics.push(Diagnostic::new(Code::ReferenceEntry, span, message).help(help));
    let nearest_or =
        |word: &str, of: &[&'static str], other: &'static str| suggest(word, of.iter().copied()).help(other);
    for field in entries.iter().filter(|field| !FIELDS.contains(&field.key.as_str())) {
        let help = nearest_or(&field.key, &FIELDS, "remove it; the author's guide lists what a work can have");
        report(field.key_span, format!("the work `{key}` has an unknown key `{}`", field.key), help);
    }
    for field in entries {
        inner(key, &field.key, &field.node, diagnostics);
    }
    let mut report =
        |span, message, help| diagnostics.push(Diagnostic::new(Code::ReferenceEntry, span, message).help(help));
    match entries.iter().find(|field| field.key == "type").map(|field| &field.node) {
        Some(Node { value: Value::Scalar { text, .. }, span }) if !is_type(text) => {
            let help =
                nearest_or(text, TYPES.as_slice(), "write `book`, `article`, `chapter`, `report`, `web` or `blog`");
            report(*span, format!("the work `{key}` has an unknown type `{text}`"), help);
        }
        None if is_whole => {
            let help = "write `type: book`, or `article`, `chapter`, `report`, `web`, `blog`".into();
            report(node.span, format!("the work `{key}` has no `type`"), help);
        }
        _ => {}
    }
    for parent in entries.iter().filter(|field| field.key == "parent").map(|field| &field.node) {
        match &parent.value {
            Value::List(parents) => parents.iter().for_each(|parent| fields(key, parent, false, diagnostics)),
            _ => fields(key, parent, false, diagnostics),
        }
    }
}
