//! The glossary and the bibliography, read again when one of their files is other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::course::Reference;
use crate::diagnostic::{Code, Diagnostic, FoundIn};
use crate::input::roles::BibliographySyntax;
use crate::input::{FileRole, Inputs};
use crate::library::{self, BibliographyFormat};
use crate::source::Digest;

use super::{Memo, kept};

/// The works that can be cited, and the names of works and terms that could not be read; reads the glossary too.
pub(super) fn read_library(inputs: &Inputs, memo: &mut Memo) -> (Arc<BTreeMap<String, Reference>>, BTreeSet<String>) {
    let Memo { files, terms, references, findings, config, .. } = memo;
    let is_glossary = |role| role == FileRole::Glossary;
    let values = config.as_ref().map(|config| config.value.values.clone()).unwrap_or_default();
    let terms = kept(terms, Digest::of_value(&(files.digest(is_glossary), &values)), || {
        let texts = files.texts(inputs, is_glossary);
        library::glossary_with(&texts.into_iter().map(|(path, text, _)| (path, text)).collect::<Vec<_>>(), &values)
    });
    // Where dollar signs are dollar signs, none of them is wrong.
    let has_math = config.as_ref().is_none_or(|config| config.value.math);
    let told = terms.diagnostics.iter().filter(|found| has_math || found.code != Code::MathForm);
    findings.put(FoundIn::Whole("glossary"), told.cloned().collect());
    let is_bibliography = |role| matches!(role, FileRole::Bibliography(_));
    let references = kept(references, files.digest(is_bibliography), || {
        let with_format = |(path, text, role)| match role {
            FileRole::Bibliography(BibliographySyntax::BibTex) => (path, text, BibliographyFormat::Bib),
            _ => (path, text, BibliographyFormat::Yaml),
        };
        let mut texts: Vec<_> = files.texts(inputs, is_bibliography).into_iter().map(with_format).collect();
        texts.sort_by_key(|(.., format)| *format == BibliographyFormat::Bib);
        library::references(&texts)
    });
    findings.put(FoundIn::Whole("bibliography"), Arc::clone(&references.diagnostics));
    let mut unread = BTreeSet::new();
    for (has_errors, role) in [
        (terms.diagnostics.iter().any(Diagnostic::is_error), &is_glossary as &dyn Fn(FileRole) -> bool),
        (references.diagnostics.iter().any(Diagnostic::is_error), &is_bibliography),
    ] {
        let texts = if has_errors { files.texts(inputs, role) } else { Vec::new() };
        unread.extend(texts.iter().flat_map(|(_, text, _)| library::names_in(text)).map(str::to_owned));
    }
    (Arc::clone(&references.value), unread)
}
