//! What tests of the formats look at.

use crate::diagnostic::report::{Format, Summary, render};

use super::{Imported, Report, Source, Wanted};

/// Imports with nothing but the sources.
pub(super) fn import(sources: &[Source<'_>]) -> Imported {
    super::import(sources, &Wanted::default(), Report::default())
}

/// Everything that was found, a line each.
pub(super) fn said(made: &Imported) -> String {
    render(&made.findings, &made.sources, &Summary::default(), Format::Short, false)
}

/// A page without its front matter; everything could be read.
pub(super) fn body(made: &Imported, path: &str) -> String {
    let page = page(made, path);
    page.split_once("---\n\n").map_or(String::new(), |(_, body)| body.to_owned())
}

/// A page; everything could be read.
pub(super) fn page(made: &Imported, path: &str) -> String {
    assert!(made.is_complete(), "{}", said(made));
    let page = made.content.get(path).unwrap_or_else(|| panic!("{:?}", made.content.keys()));
    String::from_utf8(page.clone()).expect("pages are UTF-8")
}
