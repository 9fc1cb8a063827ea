//! What an import says: what has no counterpart in Attune and what was done instead, and what could not be read at all.

use std::fmt;

/// A place in a file that is imported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// As the command line or the package names it.
    pub(crate) file: String,
    /// From 1; 0 where a file has no lines or all of it is meant.
    pub(crate) line: usize,
}

impl Place {
    /// A line of a file, from 1.
    pub(crate) fn new(file: &str, line: usize) -> Self {
        Self { file: file.to_owned(), line }
    }

    /// The whole file.
    pub(crate) fn file(file: &str) -> Self {
        Self::new(file, 0)
    }

    /// Where a byte stands in a text of this file.
    pub(crate) fn at(file: &str, text: &str, offset: usize) -> Self {
        let before = &text.as_bytes()[..offset.min(text.len())];
        Self::new(file, 1 + memchr::memchr_iter(b'\n', before).count())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(formatter, "{}", self.file),
            line => write!(formatter, "{}:{line}", self.file),
        }
    }
}

/// Something that has no counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    pub(crate) place: Place,
    /// What it is.
    pub(crate) what: String,
    /// What was done instead.
    pub(crate) instead: String,
}

/// Why nothing can be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) place: Place,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
}

/// All that an import found.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) remarks: Vec<Remark>,
    pub(crate) faults: Vec<Fault>,
}

impl Report {
    /// Something has no counterpart.
    pub(crate) fn lost(&mut self, place: &Place, what: impl Into<String>, instead: impl Into<String>) {
        let remark = Remark { place: place.clone(), what: what.into(), instead: instead.into() };
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// Something cannot be read.
    pub(crate) fn fault(&mut self, place: &Place, message: impl Into<String>, help: impl Into<String>) {
        let fault = Fault { place: place.clone(), message: message.into(), help: help.into() };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }
}

/// What has no counterpart, a line each; where the same stands in several lines of a file, once with all of them.
pub(crate) fn text(remarks: &[Remark]) -> String {
    let mut groups: Vec<(&Remark, Vec<usize>)> = Vec::new();
    for remark in remarks {
        let same = |(first, _): &&mut (&Remark, Vec<usize>)| {
            (&first.place.file, &first.what, &first.instead) == (&remark.place.file, &remark.what, &remark.instead)
        };
        match groups.iter_mut().find(same) {
            Some((_, lines)) => lines.push(remark.place.line),
            None => groups.push((remark, vec![remark.place.line])),
        }
    }
    let mut text = String::new();
    for (Remark { place, what, instead }, lines) in groups {
        let shown: Vec<String> = lines.iter().take(MOST_LINES).map(ToString::to_string).collect();
        let more =
            if lines.len() > MOST_LINES { format!(" and {} more", lines.len() - MOST_LINES) } else { String::new() };
        match lines.first() {
            Some(0) | None => text.push_str(&format!("{}: {what}: {instead}\n", place.file)),
            Some(_) => text.push_str(&format!("{}:{}{more}: {what}: {instead}\n", place.file, shown.join(","))),
        }
    }
    text
}

/// As many lines as are named of one file.
const MOST_LINES: usize = 8;
