//! What a course looks things up in: its glossary and its bibliography.
//!
//! [`glossary`] reads `glossary.yaml`, [`references`] reads `references.yaml` and `references.bib`. Which files of a course
//! these are is decided by the caller; that there is no more than one of each kind is held here.

pub(crate) mod bibliography;
mod definition;
pub(crate) mod terms;

pub use bibliography::BibliographyFormat;
pub(crate) use definition::{definition_html, definition_words};

use std::collections::BTreeMap;

use crate::config::Values;
use crate::course::{Reference, Term};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place};
use crate::source::{CoursePath, FileId};

/// Reads the glossary of a course without values.
pub fn glossary(files: &[(&CoursePath, &str)]) -> Outcome<BTreeMap<String, Term>> {
    glossary_with(files, &Values::default())
}

/// Reads the glossary, with the values of the course in it. Two files are an error; the terms of both are read, so that links to them are not errors as well.
pub(crate) fn glossary_with(files: &[(&CoursePath, &str)], values: &Values) -> Outcome<BTreeMap<String, Term>> {
    let (mut terms, mut diagnostics) = (BTreeMap::new(), Vec::new());
    for (path, text) in files {
        let read = terms::parse(text, FileId::of(path), values).collect(&mut diagnostics);
        for (id, term) in read {
            terms.entry(id).or_insert(term);
        }
    }
    let paths: Vec<&CoursePath> = files.iter().map(|(path, _)| *path).collect();
    diagnostics.extend(repeated(Code::GlossaryEntry, "glossaries", &paths));
    Outcome { value: terms, diagnostics }
}

/// Reads the bibliographies: one in each format at most. A work has its key in one of them only.
pub fn references(files: &[(&CoursePath, &str, BibliographyFormat)]) -> Outcome<BTreeMap<String, Reference>> {
    let (mut works, mut diagnostics) = (BTreeMap::new(), Vec::new());
    for (path, text, format) in files {
        let read = bibliography::parse(text, FileId::of(path), *format).collect(&mut diagnostics);
        for (key, work) in read {
            add(&mut works, key, work, &mut diagnostics);
        }
    }
    for format in [BibliographyFormat::Yaml, BibliographyFormat::Bib] {
        let paths: Vec<&CoursePath> = files.iter().filter(|(.., one)| *one == format).map(|(path, ..)| *path).collect();
        diagnostics.extend(repeated(Code::ReferenceEntry, "bibliographies", &paths));
    }
    Outcome { value: works, diagnostics }
}

/// Names of entries that a text in YAML or BibTeX seems to have, whether it can be read or not: keys of its outermost table, and of `@book{key,`.
pub(crate) fn names_in(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| match line.trim_start().strip_prefix('@') {
        Some(entry) => Some(entry.split_once(['{', '('])?.1.split(',').next()?.trim()),
        None if line.starts_with([' ', '\t', '#', '-']) => None,
        None => Some(line.split_once(':')?.0.trim().trim_matches(['"', '\''])),
    })
}

fn add(works: &mut BTreeMap<String, Reference>, key: String, work: Reference, diagnostics: &mut Vec<Diagnostic>) {
    match works.get(&key) {
        Some(first) => {
            let message = format!("the work `{key}` is in two bibliographies");
            let finding = Diagnostic::new(Code::ReferenceEntry, work.span, message);
            diagnostics.push(finding.related(Place::At(first.span), "the other one").help("keep one of them"));
        }
        None => drop(works.insert(key, work)),
    }
}

/// An error for each file of a kind but the first, which names both.
fn repeated(code: Code, kind: &str, paths: &[&CoursePath]) -> Vec<Diagnostic> {
    let Some((first, others)) = paths.split_first() else { return Vec::new() };
    let finding = |other: &&CoursePath| {
        let message = format!("there are two {kind}: `{first}` and `{other}`");
        let help = format!("move everything into `{first}` and delete `{other}`");
        let place = |path: &CoursePath| Place::File(path.clone());
        Diagnostic::at(code, place(other), message).help(help).related(place(first), "the other one")
    };
    others.iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(diagnostics: &[Diagnostic]) -> Vec<&str> {
        diagnostics.iter().map(|found| found.message.as_str()).collect()
    }

    #[test]
    fn a_second_glossary_is_an_error_that_names_both() {
        let (first, second) = (CoursePath::new("content/glossary.yaml"), CoursePath::new("content/glossary.yml"));
        let outcome = glossary(&[(&first, "a: A."), (&second, "b: B.")]);
        assert_eq!(outcome.value.keys().collect::<Vec<_>>(), ["a", "b"]);
        let expected = "there are two glossaries: `content/glossary.yaml` and `content/glossary.yml`";
        assert_eq!(said(&outcome.diagnostics), [expected]);
        assert_eq!(outcome.diagnostics[0].place, Place::File(second.clone()));
        assert_eq!(glossary(&[(&second, "b: B.")]).diagnostics, []);
        assert_eq!(glossary(&[]), Outcome::default());
    }

    #[test]
    fn a_bibliography_of_each_format_is_enough() {
        let paths =
            ["content/references.yaml", "content/references.yml", "content/references.bib"].map(CoursePath::new);
        let [first, second, bib] = &paths;
        let first = (first, "a: { type: book, title: A }", BibliographyFormat::Yaml);
        let second = (second, "b: { type: book, title: B }", BibliographyFormat::Yaml);
        let third = (bib, "@book{c, title = {C}}", BibliographyFormat::Bib);
        assert_eq!(references(&[first, third]).diagnostics, []);
        let outcome = references(&[first, second, third]);
        assert_eq!(outcome.value.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
        let expected = "there are two bibliographies: `content/references.yaml` and `content/references.yml`";
        assert_eq!(said(&outcome.diagnostics), [expected]);
    }
}
