//! HTML of running text in which citations and blanks are yet to be written, at places known by their offsets.

use std::borrow::Cow;

use crate::render::citations::PrintedCitations;

/// HTML, and what goes into it when the page is made.
#[derive(Debug, Default, Hash)]
pub(crate) struct BlockHtml<'a> {
    html: Cow<'a, str>,
    /// By rising offset into the HTML.
    later: Vec<(usize, Later)>,
}

/// What is written when the page is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Later {
    /// The citation with this number on its page.
    Citation(usize),
    /// The control of the blank with this index.
    Blank(usize),
}

/// What is known when the page is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Made<'m> {
    /// The page's citations as they are printed.
    pub(crate) citations: &'m PrintedCitations,
    /// The controls of one question's blanks, as HTML.
    pub(crate) blanks: &'m [String],
}

impl<'a> BlockHtml<'a> {
    /// HTML, with what goes into it later by rising offset.
    pub(crate) fn new(html: impl Into<Cow<'a, str>>, later: Vec<(usize, Later)>) -> Self {
        Self { html: html.into(), later }
    }

    /// Whether nothing will be seen of it.
    pub(crate) fn is_empty(&self) -> bool {
        self.html.is_empty() && self.later.is_empty()
    }

    /// About how long it is, in bytes.
    pub(crate) fn size(&self) -> usize {
        self.html.len() + self.later.len() * 120
    }

    /// Adds it to a page.
    pub(crate) fn write(&self, page: &mut String, made: Made<'_>) {
        let mut from = 0;
        for (at, later) in &self.later {
            page.push_str(&self.html[from..*at]);
            from = *at;
            page.push_str(match later {
                Later::Citation(number) => made.citations.html(*number),
                Later::Blank(index) => made.blanks.get(*index).map_or("", String::as_str),
            });
        }
        page.push_str(&self.html[from..]);
    }
}
