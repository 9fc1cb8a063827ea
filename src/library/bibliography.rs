//! `references.yaml` and `references.bib`: the works that can be cited. Hayagriva reads both; here every work gets the
//! place of its key, and what is wrong is said in our words. Start at [`parse`].

use std::collections::BTreeMap;
use std::ops::Range;

use hayagriva::io::{BibLaTeXError, from_biblatex_str, from_yaml_str};
use hayagriva::types::EntryType;

use crate::course::Reference;
use crate::diagnostic::{Code, Diagnostic, Outcome, suggest};
use crate::source::{FileId, Span};

use crate::data::{Node, Value, yaml};

/// A bibliography of this size, in bytes, is a library.
const LIMIT: usize = 4 * 1024 * 1024;

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

/// What a work can be.
const TYPES: [&str; 29] = [
    "article",
    "chapter",
    "entry",
    "anthos",
    "report",
    "thesis",
    "web",
    "scene",
    "artwork",
    "patent",
    "case",
    "newspaper",
    "legislation",
    "manuscript",
    "post",
    "misc",
    "performance",
    "periodical",
    "proceedings",
    "book",
    "blog",
    "reference",
    "conference",
    "anthology",
    "repository",
    "thread",
    "video",
    "audio",
    "exhibition",
];

/// How a bibliography is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BibliographyFormat {
    /// Hayagriva's own.
    Yaml,
    /// BibTeX and BibLaTeX.
    Bib,
}

/// The works by key.
pub(crate) type References = BTreeMap<String, Reference>;

/// Reads a bibliography. A work that cannot be read is reported; it stands there by its key alone, so that citations of it
/// are not reported as well.
pub(crate) fn parse(text: &str, file: FileId, format: BibliographyFormat) -> Outcome<References> {
    if text.len() > LIMIT {
        let message = format!("the bibliography has {} bytes, and at most {LIMIT} are read", text.len());
        let span = Span::new(file, 0..text.find(['\n', '\r']).unwrap_or(text.len()));
        let finding = Diagnostic::new(Code::ReferenceEntry, span, message).help("keep the works that the course cites");
        return Outcome { value: BTreeMap::new(), diagnostics: vec![finding] };
    }
    match format {
        BibliographyFormat::Yaml => of_yaml(text, file),
        BibliographyFormat::Bib => of_bib(text, file),
    }
}

fn of_yaml(text: &str, file: FileId) -> Outcome<References> {
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
        let to = entries.get(index + 1).map_or(text.len(), |next| next.key_span.range().start);
        let before = diagnostics.len();
        fields(&entry.key, &entry.node, true, &mut diagnostics);
        let work = single(text, from..to, &entry.key).unwrap_or_else(|(message, at)| {
            if diagnostics.len() == before {
                let span = at.map_or(entry.key_span, |at| Span::new(file, word_at(text, at)));
                diagnostics.push(unreadable(&entry.key, &message, span));
            }
            hayagriva::Entry::new(&entry.key, EntryType::Misc)
        });
        references.insert(entry.key.clone(), Reference { entry: work, span: entry.key_span });
    }
    Outcome { value: references, diagnostics }
}

/// One work alone, so that a fault in it hides no other; else what is wrong, and where.
fn single(text: &str, range: Range<usize>, key: &str) -> Result<hayagriva::Entry, (String, Option<usize>)> {
    let library = from_yaml_str(&text[range.clone()]).map_err(|error| {
        let (message, at) = yaml::typed_fault(&error);
        (message, at.map(|at| range.start + at))
    })?;
    library.get(key).cloned().ok_or_else(|| ("its description is not below its key".to_owned(), None))
}

fn unreadable(key: &str, message: &str, span: Span) -> Diagnostic {
    let message = message.strip_prefix(key).map_or(message, |rest| rest.trim_start_matches(['.', ':', ' ']));
    Diagnostic::new(Code::ReferenceEntry, span, format!("the work `{key}` cannot be read: {message}"))
        .help("compare it with the examples in the author's guide")
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
    match entries.iter().find(|field| field.key == "type").map(|field| &field.node) {
        Some(Node { value: Value::Scalar { text, .. }, span }) if !TYPES.contains(&text.to_lowercase().as_str()) => {
            let help = nearest_or(text, &TYPES, "write `book`, `article`, `chapter`, `report`, `web` or `blog`");
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

/// The rest of the line at `at`, without white space around it.
fn word_at(text: &str, at: usize) -> Range<usize> {
    let mut start = at.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let line = text[start..].lines().next().unwrap_or_default();
    let blank = line.len() - line.trim_start().len();
    start + blank..start + blank.max(line.trim_end().len())
}

fn of_bib(text: &str, file: FileId) -> Outcome<References> {
    let library = match from_biblatex_str(text) {
        Ok(library) => library,
        Err(errors) => {
            let diagnostics = errors.iter().map(|error| bib_fault(text, file, error)).collect();
            return Outcome { value: BTreeMap::new(), diagnostics };
        }
    };
    let places = bib_keys(text);
    let work = |work: &hayagriva::Entry| {
        let place = places.get(work.key()).cloned().unwrap_or(0..0);
        (work.key().to_owned(), Reference { entry: work.clone(), span: Span::new(file, place) })
    };
    Outcome { value: library.iter().map(work).collect(), diagnostics: Vec::new() }
}

fn bib_fault(text: &str, file: FileId, error: &BibLaTeXError) -> Diagnostic {
    let (range, message) = match error {
        BibLaTeXError::Parse(error) => (error.span.clone(), error.kind.to_string()),
        BibLaTeXError::Type(error) => (error.span.clone(), error.kind.to_string()),
    };
    let range = word_at(text, range.start).start..range.end.max(range.start).min(text.len());
    let range = if range.is_empty() { word_at(text, range.start) } else { range };
    Diagnostic::new(Code::ReferenceEntry, Span::new(file, range), format!("the bibliography cannot be read: {message}"))
        .help("mend the entry here, or export the file anew from your reference manager")
}

/// Where each key stands: `@article{key,`.
fn bib_keys(text: &str) -> BTreeMap<&str, Range<usize>> {
    let key = |at: usize| {
        let open = at + text[at..].find('{')?;
        text[at + 1..open].trim().chars().all(char::is_alphanumeric).then_some(())?;
        let start = open + 1 + (text[open + 1..].len() - text[open + 1..].trim_start().len());
        let end = start + text[start..].find(|c: char| c == ',' || c == '}' || c.is_whitespace())?;
        Some((&text[start..end], start..end))
    };
    text.match_indices('@').filter_map(|(at, _)| key(at)).collect()
}

#[cfg(test)]
mod tests;
