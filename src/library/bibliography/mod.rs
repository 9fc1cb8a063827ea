//! `references.yaml` and `references.bib`: the works that can be cited. Hayagriva reads both; here every work gets the
//! place of its key, what is wrong is said in our words, and what would bring the library down never reaches it.
//!
//! [`yaml`] reads Hayagriva's own format, [`bibtex`] BibTeX and BibLaTeX. Start at [`parse`].

mod abbreviations;
mod bibtex;
pub(crate) mod corrections;
mod inheritance;
mod rewritten;
mod yaml;

use std::collections::BTreeMap;
use std::ops::Range;

use hayagriva::types::EntryType;

use crate::course::Reference;
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::source::text::is_printable;
use crate::source::{FileId, Span};

/// A bibliography of this size, in bytes, is a library.
const LIMIT: usize = 4 * 1024 * 1024;

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

/// Reads a bibliography. A work that cannot be read is reported; it is there by its key alone, so that citations of it
/// are not reported as well.
pub(crate) fn parse(text: &str, file: FileId, format: BibliographyFormat) -> Outcome<References> {
    if text.len() > LIMIT {
        let message = format!("the bibliography has {} bytes, and at most {LIMIT} are read", text.len());
        let span = Span::new(file, 0..text.find(['\n', '\r']).unwrap_or(text.len()));
        let finding = Diagnostic::new(Code::ReferenceEntry, span, message).help("keep the works that the course cites");
        return Outcome { value: BTreeMap::new(), diagnostics: vec![finding] };
    }
    match format {
        BibliographyFormat::Yaml => yaml::parse(text, file),
        BibliographyFormat::Bib => bibtex::parse(text, file),
    }
}

/// A work that could not be read: its key and nothing else.
fn unreadable(key: &str, span: Span) -> Reference {
    Reference { entry: hayagriva::Entry::new(key, EntryType::Misc), span }
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

/// The first character that cannot be shown.
fn odd_character(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, character)| !is_printable(*character))
}

#[cfg(test)]
mod tests;
