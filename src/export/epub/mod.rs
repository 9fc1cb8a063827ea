//! A course as an EPUB 3.3 file (W3C Recommendation, 2023).
//!
//! [`files`] makes everything that is in the book, as data; [`archive::write`] packs it. Documents come from
//! [`crate::render::Book`] as HTML, and [`xhtml`] makes XML of each; [`package`] says what the book holds. The same course gives the
//! same bytes on every machine: no clock is asked.

mod archive;
mod package;
mod xhtml;

use std::collections::BTreeMap;

use rayon::prelude::*;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::course::OutPath;
use crate::diagnostic::Diagnostic;
use crate::render::{Book, BookFacts, BookPart};
use crate::site::{OutFile, Site};

pub(crate) use archive::{PackFault, is_book, write};

use package::{Document, Package};
use xhtml::{Xhtml, xhtml};

/// The folder of the book in the file; what stands beside it says where it is.
const FOLDER: &str = "EPUB";
/// What says which files there are, and in which order they are read.
const PACKAGE: &str = "package.opf";

/// A book that can be packed.
#[derive(Debug)]
pub(crate) struct Epub {
    /// Every file below the book's folder, by its path there.
    pub(crate) files: Site,
    /// How many documents it has.
    pub(crate) documents: usize,
    /// Files of the course that pages show and no reader of books can show; the text that stands for them is there.
    pub(crate) left_out: Vec<OutPath>,
    /// Whether anything says when the book was last changed.
    pub(crate) is_dated: bool,
}

/// Makes the book. Files of the course come from its site, as they are published there. `changed` is when the book was last
/// changed, where somebody says so; otherwise the latest date counts on which something in the course was reviewed.
///
/// # Errors
/// What is wrong in templates, once for each place.
pub(crate) fn files(book: &Book, site: &Site, changed: Option<Timestamp>) -> Result<Epub, Vec<Diagnostic>> {
    let parts = book.parts();
    let made: Vec<_> = parts.par_iter().map(|part| book.html(*part).map(|html| (*part, xhtml(&html)))).collect();
    let (mut documents, mut faults): (Vec<(BookPart, Xhtml)>, Vec<Diagnostic>) = (Vec::new(), Vec::new());
    for made in made {
        match made {
            Ok(document) => documents.push(document),
            Err(fault) if faults.contains(&fault) => {}
            Err(fault) => faults.push(*fault),
        }
    }
    let (cover, style) = match (book.cover_picture(), book.style_sheet()) {
        (Ok(cover), Ok(style)) if faults.is_empty() => (cover, style),
        (cover, style) => {
            faults.extend([cover.err(), style.err()].into_iter().flatten().map(|fault| *fault));
            return Err(faults);
        }
    };
    let facts = book.facts();
    let shown: BTreeMap<OutPath, OutFile> = book
        .shown_files()
        .into_iter()
        .filter_map(|path| Some((path.clone(), site.get(&path)?.copied()?.clone())))
        .collect();
    let listed = documents.iter().map(|(part, document)| Document {
        path: book.path(*part),
        properties: &document.properties,
        is_contents: *part == BookPart::Contents,
        is_hidden: book.is_hidden(*part),
    });
    let package = Package {
        facts: &facts,
        changed: changed.unwrap_or_else(|| date_of(&facts)),
        documents: listed.collect(),
        shown: shown.keys().collect(),
    };
    let mut files = Site::default().inspected_like(site);
    files.insert(OutPath::new(PACKAGE), package.xml().into());
    files.insert(Book::cover_path(), cover.into());
    files.insert(Book::style_path(), style.into());
    files.extend(shown);
    let count = documents.len();
    files.extend(documents.into_iter().map(|(part, document)| (book.path(part), OutFile::from(document.text))));
    let is_dated = changed.is_some() || facts.reviewed.is_some();
    Ok(Epub { files, documents: count, left_out: book.left_out().into_iter().collect(), is_dated })
}

/// When a book was last changed of which nobody says it. Where the course names no date, the first one of ZIP.
fn date_of(facts: &BookFacts) -> Timestamp {
    let date = facts.reviewed.unwrap_or(jiff::civil::date(1980, 1, 1));
    date.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp())
}

#[cfg(test)]
mod tests;
