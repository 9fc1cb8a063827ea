//! `references.bib`, in BibTeX or BibLaTeX.
//!
//! The file is first taken apart without meaning ([`RawBibliography`]), which tells every place. What the library could
//! not get over is then sorted out ([`abbreviations`](super::abbreviations), [`inheritance`](super::inheritance)); each
//! work is tried alone, so that a fault in it hides no other; and those that are left are read together.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use biblatex::{Bibliography, Entry, EntryType, ParseError, RawBibliography, RawEntry, Spanned, TypeError};

use crate::course::Reference;
use crate::diagnostic::{Code, Diagnostic, Outcome, Place};
use crate::source::{FileId, Span};

use super::abbreviations::Abbreviations;
use super::corrections::{YEARS, completed, corrected, no_year};
use super::inheritance::{Heir, readable};
use super::{References, odd_character, unreadable, word_at};

/// Stand-ins for the names of fields that the library would follow.
const CROSSREF: &str = "attune-crossref";
const XDATA: &str = "attune-xdata";

/// Reads BibTeX.
pub(super) fn parse(text: &str, file: FileId) -> Outcome<References> {
    let raw = match RawBibliography::parse(text) {
        Ok(raw) => raw,
        Err(error) => {
            let diagnostics = vec![Reading { text, file, diagnostics: Vec::new() }.unparsed(&error)];
            return Outcome { value: BTreeMap::new(), diagnostics };
        }
    };
    let mut reading = Reading { text, file, diagnostics: Vec::new() };
    let value = reading.works(&raw);
    Outcome { value, diagnostics: reading.diagnostics }
}

struct Reading<'t> {
    text: &'t str,
    file: FileId,
    diagnostics: Vec<Diagnostic>,
}

impl<'t> Reading<'t> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::within(self.file, self.text, range)
    }

    fn report(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(Code::ReferenceEntry, span, message).help(help.into()));
    }

    fn works(&mut self, raw: &RawBibliography<'t>) -> References {
        let (mut abbreviations, faults) = Abbreviations::new(&raw.abbreviations);
        self.faults(faults);
        let mut works = BTreeMap::new();
        let (mut heirs, mut entries, mut unread) = (Vec::new(), Vec::new(), BTreeSet::new());
        // Abbreviations may stand for much more than the file holds, but not for more than it could.
        let mut budget = 1024 * 1024 + 16 * self.text.len();
        for entry in self.distinct(raw) {
            let span = self.span(entry.v.key.span.clone());
            works.insert(entry.v.key.v.to_owned(), unreadable(entry.v.key.v, span));
            if let Some(heir) = self.alone(entry, &mut abbreviations, &mut budget) {
                heirs.push(heir);
                entries.push(entry.clone());
            } else {
                unread.insert(entry.v.key.v.to_owned());
            }
        }
        let (is_readable, faults) = readable(&heirs, &unread);
        for (span, message, help) in faults {
            self.report(span, message, help);
        }
        let entries =
            entries.into_iter().zip(is_readable).filter_map(|(entry, is_readable)| is_readable.then_some(entry));
        let left = RawBibliography {
            preamble: String::new(),
            entries: entries.collect(),
            abbreviations: abbreviations.usable(),
        };
        match Bibliography::from_raw(left) {
            Ok(bibliography) => bibliography.iter().for_each(|entry| self.work(entry, &mut works)),
            Err(error) => {
                let finding = self.unparsed(&error);
                self.diagnostics.push(finding);
            }
        }
        works
    }

    /// The entries without those whose key another has, which are reported.
    fn distinct<'r>(&mut self, raw: &'r RawBibliography<'t>) -> Vec<&'r Spanned<RawEntry<'t>>> {
        let mut known: BTreeMap<&str, Span> = BTreeMap::new();
        let mut distinct = Vec::with_capacity(raw.entries.len());
        for entry in &raw.entries {
            let (key, span) = (entry.v.key.v, self.span(entry.v.key.span.clone()));
            if key.is_empty() {
                let span = self.span(entry.v.kind.span.clone());
                self.report(span, "a work has no key", "write a key behind the `{`: `@book{beck2005, …}`");
            } else if let Some(first) = known.get(key) {
                let repeated =
                    Diagnostic::new(Code::ReferenceEntry, span, format!("the work `{key}` is written twice"))
                        .help("keep one of the two")
                        .related(Place::At(*first), "first written here");
                self.diagnostics.push(repeated);
            } else {
                known.insert(key, span);
                distinct.push(entry);
            }
        }
        distinct
    }

    /// Reads one work without those it takes fields from. `None`, with a finding, where that fails.
    fn alone<'r>(
        &mut self,
        entry: &'r Spanned<RawEntry<'t>>,
        abbreviations: &mut Abbreviations<'r, 't>,
        budget: &mut usize,
    ) -> Option<Heir> {
        let (key, span) = (entry.v.key.v, self.span(entry.v.key.span.clone()));
        let range = self.span(entry.span.clone()).range();
        if let Some((at, odd)) = odd_character(&self.text[range.clone()]) {
            let place = self.span(range.start + at..range.start + at + odd.len_utf8());
            let message = format!("the work `{key}` has the character U+{:04X}, which cannot be shown", u32::from(odd));
            self.report(place, message, "delete it");
            return None;
        }
        let mut faults = Vec::new();
        let sizes = entry.v.fields.iter().map(|field| abbreviations.measure(&field.value.v, &mut faults));
        let size = sizes.collect::<Vec<_>>().into_iter().try_fold(0_usize, |sum, size| Some(sum.saturating_add(size?)));
        self.faults(faults);
        // The finding is at the abbreviation that cannot be used.
        let size = size?;
        let Some(left) = budget.checked_sub(size) else {
            let message = format!("the abbreviations in the work `{key}` stand for more than Attune reads");
            self.report(span, message, "write out what each abbreviation stands for");
            return None;
        };
        *budget = left;
        let needed = abbreviations.needed(entry.v.fields.iter().map(|field| &field.value.v));
        let raw = RawBibliography { preamble: String::new(), entries: vec![unlinked(entry)], abbreviations: needed };
        match Bibliography::from_raw(raw) {
            Ok(read) => read.iter().next().map(|read| self.heir(entry, read, span, size)),
            Err(error) => {
                let finding = self.unparsed(&error);
                self.diagnostics.push(finding);
                None
            }
        }
    }

    fn heir(&self, entry: &Spanned<RawEntry<'t>>, read: &Entry, span: Span, size: usize) -> Heir {
        let place = |name: &str| {
            let field = entry.v.fields.iter().rfind(|field| field.key.v.eq_ignore_ascii_case(name));
            field.map_or(span, |field| self.span(field.value.span.clone()))
        };
        let list = |name: &str| read.get_as::<Vec<String>>(name).unwrap_or_default();
        let crossref = read.get_as::<String>(CROSSREF).ok();
        let crossref = crossref.into_iter().map(|parent| (parent, place("crossref")));
        let xdata = list(XDATA).into_iter().map(|parent| (parent, place("xdata")));
        Heir { key: read.key.clone(), span, aliases: list("ids"), parents: crossref.chain(xdata).collect(), size }
    }

    /// A work in the form that is cited; containers of data for other works are none.
    fn work(&mut self, entry: &Entry, works: &mut References) {
        if entry.entry_type == EntryType::XData {
            works.remove(&entry.key);
            return;
        }
        let Some(span) = works.get(&entry.key).map(|work| work.span) else { return };
        let entry = &corrected(entry);
        match hayagriva::Entry::try_from(entry) {
            Ok(work) => drop(works.insert(entry.key.clone(), Reference { entry: completed(work, entry), span })),
            Err(error) => self.mistyped(&entry.key, &error),
        }
    }

    /// A year as it is written, without braces and quotation marks.
    fn year(&self, span: &Span) -> &'t str {
        // The library's place may go on behind the value.
        let written = self.text[span.range()].trim_start_matches(['{', '"', ' ']);
        written.split(['}', '"', ',', '\n']).next().unwrap_or_default().trim()
    }

    fn faults(&mut self, faults: Vec<super::abbreviations::Fault>) {
        for (range, message, help) in faults {
            let span = self.span(range);
            self.report(span, message, help);
        }
    }

    fn mistyped(&mut self, key: &str, error: &TypeError) {
        let span = self.place(&error.span);
        let written = self.year(&span);
        let is_year = ["digits", "date", "number"].iter().any(|word| error.kind.to_string().contains(word));
        if is_year && written.len() < 40 {
            let start = span.range().start + self.text[span.range()].find(written).unwrap_or_default();
            let place = self.span(start..start + written.len());
            return self.report(place, no_year(key, written), YEARS);
        }
        self.report(span, format!("the work `{key}` cannot be read: {}", error.kind), HELP);
    }

    fn unparsed(&self, error: &ParseError) -> Diagnostic {
        let message = format!("the bibliography cannot be read: {}", error.kind);
        Diagnostic::new(Code::ReferenceEntry, self.place(&error.span), message).help(HELP)
    }

    /// The library's place, or the rest of the line where it is a point.
    fn place(&self, range: &Range<usize>) -> Span {
        let span = self.span(range.clone());
        if span.start < span.end { span } else { self.span(word_at(self.text, range.start)) }
    }
}

const HELP: &str = "correct the entry here, or export the file again from your reference manager";

/// The entry without links to others: they are kept under names that mean nothing to the library.
fn unlinked<'s>(entry: &Spanned<RawEntry<'s>>) -> Spanned<RawEntry<'s>> {
    let mut entry = entry.clone();
    for field in &mut entry.v.fields {
        field.key.v = match field.key.v.to_ascii_lowercase().as_str() {
            "crossref" => CROSSREF,
            "xdata" => XDATA,
            _ => field.key.v,
        };
    }
    entry
}
