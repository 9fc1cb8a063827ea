//! A page with its values and includes in it: the text that is parsed.
//!
//! Marks (`{{value.dose}}`, `{{include crisis}}`) are looked for only in pages that have `{{`; the Markdown parser says which of
//! them stand in code or in a comment, where they are words. What is put in their place is text for the same parser, so that
//! values and includes can stand wherever text can. Each piece keeps the place at which it was written ([`Origin`]). A text that
//! is included must be whole: what begins in it ends in it, or the page around it would be something else.

mod builder;
mod escape;
mod included;
mod shared_texts;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;

use crate::config::{Mark, Named, OwnContainers, Values, in_include, marks, unknown};
use crate::diagnostic::Diagnostic;
use crate::source::{CoursePath, FileId, Origin, Span};

use super::Markdown;
use super::container_lines::ContainerLines;
use super::front_matter;
use super::options::{ParseOptions, Syntax};
use super::placeholders::Marks;
use super::verbatim::{Verbatim, VerbatimRanges};
use builder::Builder;
pub(crate) use escape::in_text as value_in_text;
use escape::{in_text, is_in_address};
use included::Includer;
pub(crate) use shared_texts::{SharedText, SharedTexts};

/// What of the shared texts a page was made from, or would be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Uses {
    /// Names of values.
    pub(crate) values: BTreeSet<String>,
    /// Names of includes.
    pub(crate) includes: BTreeSet<String>,
    /// Whether a name was not known: what is proposed instead depends on all names.
    pub(crate) has_unknown: bool,
}

/// A page's text with everything in it.
#[derive(Debug)]
pub(crate) struct WholeText<'t> {
    pub(crate) text: Cow<'t, str>,
    /// Where its pieces were written; `None` where nothing was put in.
    pub(crate) origin: Option<Arc<Origin>>,
    pub(crate) uses: Uses,
    /// What was found, at the places where it was written.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// How texts are read.
#[derive(Debug, Clone, Copy)]
struct Reading<'a> {
    syntax: Syntax,
    containers: &'a OwnContainers,
}

/// Puts values and includes into the page at `path`. Its front matter stays as it is.
pub(crate) fn whole<'t>(
    path: &CoursePath,
    text: &'t str,
    shared: &SharedTexts,
    options: &ParseOptions,
) -> WholeText<'t> {
    let as_it_is =
        WholeText { text: Cow::Borrowed(text), origin: None, uses: Uses::default(), diagnostics: Vec::new() };
    if memmem::find(text.as_bytes(), b"{{").is_none() {
        return as_it_is;
    }
    let body = front_matter::body(text);
    let reading = Reading { syntax: options.syntax(), containers: &options.containers };
    let marks = marks_in_text(text, body, &shared.values, reading);
    if marks.is_empty() {
        return as_it_is;
    }
    let file = FileId::of(path);
    let mut includer = Includer::new(shared, reading);
    let mut builder = Builder::default();
    builder.copy(file, text, 0..body);
    includer.put_together(&mut builder, (file, text), body, &marks);
    let Includer { uses, diagnostics, others, .. } = includer;
    let (text, pieces) = builder.finish();
    WholeText { text: Cow::Owned(text), origin: Some(Arc::new(Origin::new(pieces, others))), uses, diagnostics }
}

/// The marks of `text[from..]` that stand neither in code nor in a comment.
fn marks_in_text<'t>(text: &'t str, from: usize, values: &Values, reading: Reading<'_>) -> Vec<Mark<'t>> {
    let mut found = marks(&text[from..], values);
    if found.is_empty() {
        return found;
    }
    let verbatim = verbatim(text, from, reading).0;
    for mark in &mut found {
        mark.range = mark.range.start + from..mark.range.end + from;
    }
    let is_words = |mark: &Mark<'_>| !matches!(verbatim.at(mark.range.start), None | Some(Verbatim::Html));
    found.retain(|mark| !is_words(mark));
    found
}

/// What of a text is code, comment or HTML, and its lines that are container lines.
fn verbatim(text: &str, from: usize, reading: Reading<'_>) -> (VerbatimRanges, ContainerLines) {
    let mut lines = ContainerLines::find(text, from, reading.containers);
    loop {
        let masked = Marks::default().masked(text, &lines.masked()).into_owned();
        let markdown = Markdown::parse(&masked, from, reading.syntax);
        if lines.settle(&masked, &markdown.events) {
            return (VerbatimRanges::of(&masked, &markdown.events), lines);
        }
    }
}

impl Includer<'_> {
    /// Copies `text[from..]` and puts what the marks name in their places.
    fn put_together(&mut self, out: &mut Builder, (file, text): (FileId, &str), from: usize, marks: &[Mark<'_>]) {
        let mut written = from;
        for Mark { range, named } in marks {
            let span = Span::new(file, range.clone());
            match named {
                Named::Value(name) => {
                    self.uses.values.insert((*name).to_owned());
                    let Some(value) = self.shared.values.get(name) else {
                        if !self.shared.values.may_be(name) {
                            self.report_unknown(unknown(name, false, span, &self.shared.values));
                        }
                        continue;
                    };
                    let value = if is_in_address(&text[..range.start]) { Cow::Borrowed(value) } else { in_text(value) };
                    if !self.has_room(value.len(), span) {
                        continue;
                    }
                    out.copy(file, text, written..range.start);
                    out.put(file, range.clone(), &value);
                    written = range.end;
                }
                Named::NearlyValue(name) => self.report_unknown(unknown(name, true, span, &self.shared.values)),
                Named::NearlyInclude(name) => self.report_nearly(name, span),
                Named::Include(name) => {
                    let Some(line) = own_line(text, range) else {
                        self.diagnostics.push(in_include(span));
                        continue;
                    };
                    if let Some(included) = self.included(name, span) {
                        out.copy(file, text, written..range.start);
                        out.splice(&included, &line, (file, range.clone()));
                        written = range.end;
                    }
                }
            }
        }
        out.copy(file, text, written..text.len());
    }

    fn report_unknown(&mut self, finding: Diagnostic) {
        self.uses.has_unknown = true;
        self.diagnostics.push(finding);
    }
}

/// What stands before a mark on its line, where nothing but the signs of lists and quotations does, and nothing after it.
fn own_line(text: &str, mark: &Range<usize>) -> Option<String> {
    let start = text[..mark.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = text[mark.end..].find(['\n', '\r']).map_or(text.len(), |length| mark.end + length);
    let before = &text[start..mark.start];
    let marker = before.trim_matches([' ', '\t', '>']);
    let is_marker = marker.is_empty()
        || matches!(marker, "-" | "*" | "+")
        || marker.strip_suffix(['.', ')']).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    (is_marker && text[mark.end..end].trim().is_empty()).then(|| before.to_owned())
}

#[cfg(test)]
mod tests;
