//! What an import says, with places in the files that are imported: what has no counterpart in Attune and what was done instead, and
//! what could not be read at all.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{self, Code, Diagnostic};
use crate::source::{CoursePath, FileId, LineIndex, SourceMap, Span};

/// More findings than this are no report that anybody reads: such a source is refused.
const MOST: usize = 100_000;
/// The longest text in which words are looked for, in bytes.
const LONGEST_SEARCHED: usize = 1 << 20;

/// A place in a file that is imported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// As the command line or the package names it.
    pub(crate) file: String,
    at: At,
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    Whole,
    /// From 1.
    Line(usize),
    /// From this byte to the end of its line.
    Byte(usize),
    /// Wherever these words stand first; where they do not, the whole file.
    Words(String),
}

impl Place {
    /// A line of a file, from 1.
    pub(crate) fn line(file: &str, line: usize) -> Self {
        Self { file: file.to_owned(), at: At::Line(line) }
    }

    /// The whole file.
    pub(crate) fn file(file: &str) -> Self {
        Self { file: file.to_owned(), at: At::Whole }
    }

    /// What begins at a byte of a file's text.
    pub(crate) fn byte(file: &str, offset: usize) -> Self {
        Self { file: file.to_owned(), at: At::Byte(offset) }
    }

    /// Where words stand first in a file, for what is found in a text that was made of it.
    pub(crate) fn words(file: &str, words: &str) -> Self {
        Self { file: file.to_owned(), at: At::Words(words.to_owned()) }
    }

    /// The bytes that are meant; none for the whole file.
    fn range(&self, text: &str, lines: &LineIndex) -> Option<Range<usize>> {
        let to_the_end = |range: Range<usize>| {
            let written = &text[range.clone()];
            let blank = written.len() - written.trim_start().len();
            range.start + blank..range.start + written.trim_end().len().max(blank)
        };
        match &self.at {
            At::Whole => None,
            At::Line(line) => Some(to_the_end(lines.line(text, u32::try_from(*line).unwrap_or(u32::MAX)))),
            At::Byte(offset) => {
                let line = lines.line(text, lines.position(text, *offset).line);
                Some(to_the_end((*offset).clamp(line.start, line.end)..line.end))
            }
            At::Words(words) if words.is_empty() || text.len() > LONGEST_SEARCHED => None,
            At::Words(words) => text.find(words.as_str()).map(|start| start..start + words.len()),
        }
    }
}

/// All that an import found, and the texts it found it in.
#[derive(Debug, Default)]
pub(crate) struct Report {
    sources: SourceMap,
    found: Vec<Found>,
    seen: BTreeSet<(Place, String)>,
}

#[derive(Debug)]
struct Found {
    code: Code,
    place: Place,
    message: String,
    help: Option<String>,
}

impl Report {
    /// Something has no counterpart: what it is, and what was done instead.
    pub(crate) fn lost(&mut self, place: &Place, what: impl AsRef<str>, instead: impl AsRef<str>) {
        let message = format!("{}: {}", what.as_ref(), instead.as_ref());
        self.push(Found { code: Code::ImportNoCounterpart, place: place.clone(), message, help: None });
    }

    /// Something cannot be read, so that nothing must be written.
    pub(crate) fn fault(&mut self, place: &Place, message: impl Into<String>, help: impl Into<String>) {
        let (message, help) = (message.into(), Some(help.into()).filter(|help| !help.is_empty()));
        self.push(Found { code: Code::ImportUnreadable, place: place.clone(), message, help });
    }

    fn push(&mut self, found: Found) {
        if self.seen.len() > MOST || !self.seen.insert((found.place.clone(), found.message.clone())) {
            return;
        }
        if self.seen.len() <= MOST {
            return self.found.push(found);
        }
        let (code, message) = (Code::ImportUnreadable, format!("more than {MOST} things in it have no counterpart"));
        let help = Some("look whether it is the file you mean, and divide it if it is".to_owned());
        self.found.push(Found { code, place: Place::file(&found.place.file), message, help });
    }

    /// Whether something could not be read.
    pub(crate) fn has_faults(&self) -> bool {
        self.found.iter().any(|found| found.code == Code::ImportUnreadable)
    }

    /// Adds the text of a file, which places lie in.
    pub(crate) fn add_text(&mut self, file: &str, text: Arc<str>) {
        self.sources.add(CoursePath::new(file), text);
    }

    /// The findings by file, in the order of the files, and the texts they lie in. What was found several times in a file is told
    /// once, with every place.
    pub(crate) fn finish(self) -> (Vec<Diagnostic>, SourceMap) {
        let mut indices: BTreeMap<FileId, Option<(Arc<str>, LineIndex)>> = BTreeMap::new();
        let mut order: BTreeMap<String, usize> = BTreeMap::new();
        let mut placed = Vec::with_capacity(self.found.len());
        for found in self.found {
            let path = CoursePath::new(&found.place.file);
            let id = FileId::of(&path);
            let known = indices.entry(id).or_insert_with(|| {
                let text = self.sources.get(id)?.text()?;
                let index = LineIndex::new(&text);
                Some((text, index))
            });
            let range = known.as_ref().and_then(|(text, index)| found.place.range(text, index));
            let start = range.as_ref().map_or(0, |range| range.start);
            let place =
                range.map_or(diagnostic::Place::File(path), |range| diagnostic::Place::At(Span::new(id, range)));
            let count = order.len();
            let at = *order.entry(found.place.file.clone()).or_insert(count);
            placed.push(((at, start), place, found));
        }
        placed.sort_by_key(|(at, ..)| *at);
        let (mut findings, mut known) = (Vec::<Diagnostic>::new(), BTreeMap::new());
        for ((file, _), place, found) in placed {
            if let Some(first) = known.get(&(file, found.message.clone())) {
                let first: &mut Diagnostic = &mut findings[*first];
                first.related.push(diagnostic::Related { place, message: "here, too".to_owned() });
                continue;
            }
            known.insert((file, found.message.clone()), findings.len());
            let mut finding = Diagnostic::at(found.code, place, found.message);
            finding.help = found.help.map(Into::into);
            findings.push(finding);
        }
        (findings, self.sources)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::report::{Format, Summary, render};

    #[test]
    fn findings_have_a_line_and_a_column_and_the_same_ones_are_told_once() {
        let mut report = Report::default();
        report.add_text("a.gift", "one\n  two\nthree two\n".into());
        report.lost(&Place::line("a.gift", 2), "x", "y");
        report.lost(&Place::byte("a.gift", 12), "x", "y");
        report.lost(&Place::words("a.gift", "three"), "z", "y");
        report.lost(&Place::words("a.gift", "no such words"), "w", "y");
        report.fault(&Place::file("b.gift"), "broken", "repair it");
        assert!(report.has_faults());
        let (findings, sources) = report.finish();
        let said = render(&findings, &sources, &Summary::default(), Format::Short, false);
        let lines: Vec<&str> = said.lines().collect();
        assert!(lines[0].starts_with("a.gift: ") || lines[0].contains("w: y"), "{said}");
        assert!(said.contains("a.gift:2:3: ") && said.contains("a.gift:3:1: ") && said.contains("b.gift: "), "{said}");
        assert_eq!((lines.len(), findings[1].related.len()), (4, 1), "{said}");
    }

    #[test]
    fn a_flood_of_findings_is_one_error() {
        let mut report = Report::default();
        for number in 0..MOST + 10 {
            report.lost(&Place::file("a"), number.to_string(), "");
        }
        assert!(report.has_faults());
        assert_eq!(report.finish().0.len(), MOST + 1);
    }
}
