//! Quotation marks and apostrophes among the parser's events, in the page's language.
//!
//! The parser finds them and takes them for English ones. What each is depends on the characters around it in the source, marks of
//! emphasis and code left out, and on what is open in the paragraph.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

use crate::course::{Quoting, Typography};

/// How far before a quotation mark the beginning of a tag is looked for, in bytes.
const LONGEST_TAG: usize = 200;

/// Sets the quotation marks of a page, event by event.
pub(super) struct QuoteSetter(Quoting);

impl QuoteSetter {
    pub(super) fn new(typography: Typography) -> Self {
        Self(Quoting::new(typography))
    }

    /// What is printed for a quotation mark at `at` that stands behind a backslash.
    pub(super) fn escaped(&mut self, source: &str, at: usize) -> &'static str {
        let quote = char::from(source.as_bytes()[at]);
        self.0.mark(quote, before(&source[..at - 1]), &source[at + 1..])
    }

    /// The event as it is printed; `range` is its place in `source`.
    pub(super) fn set<'a>(&mut self, event: Event<'a>, source: &str, range: &Range<usize>) -> Event<'a> {
        match &event {
            Event::Text(text) if range.len() == 1 && text.len() > 1 => {
                let quote = char::from(source.as_bytes()[range.start]);
                if !matches!(quote, '"' | '\'') {
                    return event;
                }
                let after = source[range.end..].trim_start_matches(['*', '_', '~', '`', '[']);
                Event::Text(CowStr::Borrowed(self.0.mark(quote, before(&source[..range.start]), after)))
            }
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::Item
                | Tag::TableCell
                | Tag::DefinitionListTitle
                | Tag::DefinitionListDefinition,
            ) => {
                self.0.end_paragraph();
                event
            }
            _ => event,
        }
    }
}

/// The last character of what stands before a quotation mark, as readers see it.
fn before(source: &str) -> Option<char> {
    let shown = source.trim_end_matches(['*', '_', '~']);
    // Marks of emphasis that open stand behind a space, or at the beginning of a line.
    match shown.chars().next_back()? {
        // Code, or a link that ends.
        '`' | ')' if shown.len() == source.len() => Some('x'),
        '>' => {
            let from = (shown.len().saturating_sub(LONGEST_TAG)..shown.len()).find(|at| shown.is_char_boundary(*at))?;
            let tag = shown[from..].rfind('<').map(|at| &shown[from + at..])?;
            tag.starts_with("</").then_some('x')
        }
        other => Some(other),
    }
}
