//! Where the writer of running text is, and how it adds words and blocks.

use std::ops::Range;

use pulldown_cmark::Alignment;

use crate::course::{ProseBuilder, Setting};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::text::printable;

use super::super::parse_context::ParseContext;

/// Lists and quotations may be nested this deep; more is a slip or an attack, and no phone could show it.
const MAX_DEPTH: usize = 24;

/// Running text while it is written.
pub(super) struct Writer<'p, 'a> {
    pub(super) page: &'p mut ParseContext<'a>,
    pub(super) out: ProseBuilder,
    pub(super) image: Option<Image>,
    /// Where the attributes of the last picture begin, which are no words.
    pub(super) attributes_read: Option<usize>,
    /// The heading that is open.
    pub(super) heading: Option<OpenHeading<'a>>,
    /// Open elements of Markdown.
    pub(super) depth: usize,
    /// Open lists and quotations.
    pub(super) nesting: usize,
    pub(super) too_deep: bool,
    /// Which open block quotes are alerts.
    pub(super) alerts: Vec<bool>,
    pub(super) code: bool,
    /// Whether an open code block was written as a whole.
    pub(super) highlighted: bool,
    /// Whether each open link is shown as one; unsafe ones are not.
    pub(super) links: Vec<bool>,
    pub(super) table: Table<'a>,
    pub(super) raw: RawHtml,
    /// Open elements in which no term is linked, and elements of emphasis.
    pub(super) closed: usize,
    pub(super) emphasis: usize,
}

/// A heading that is being written.
pub(super) struct OpenHeading<'a> {
    /// Words in braces at its end.
    pub(super) tail: Option<&'a str>,
}

/// Where in a table the writer is.
#[derive(Default)]
pub(super) struct Table<'a> {
    pub(super) alignments: &'a [Alignment],
    pub(super) in_head: bool,
    pub(super) cell: usize,
}

/// A picture whose text alternative is being gathered.
pub(super) struct Image {
    pub(super) alt: String,
    pub(super) address: String,
    pub(super) title: String,
    pub(super) range: Range<usize>,
    pub(super) nested: usize,
}

/// Raw HTML that is being written.
#[derive(Default)]
pub(super) struct RawHtml {
    /// A block of raw HTML, which comes line by line, and where it stands.
    pub(super) block: Option<(String, Range<usize>)>,
    /// Elements that are open, from the outermost on.
    pub(super) open: Vec<OpenElement>,
    /// An element that is left out with its content, and how many of Markdown's elements were open where it began.
    pub(super) dropping: Option<(&'static str, usize)>,
    /// For each of Markdown's open elements whether it was written, and not left out with what raw HTML began before it.
    pub(super) begun: Vec<bool>,
    pub(super) too_deep: bool,
}

/// An open element of raw HTML.
pub(super) struct OpenElement {
    pub(super) name: &'static str,
    /// How many of Markdown's elements were open where it began.
    pub(super) depth: usize,
    /// Whether its end was met inside one of Markdown's elements.
    pub(super) ends: bool,
    /// The raw HTML that it stands in.
    pub(super) place: Range<usize>,
}

impl RawHtml {
    /// Whether what comes is left out.
    pub(super) fn is_dropping(&self) -> bool {
        self.dropping.is_some()
    }

    /// What is left out ends with the innermost of `depth` elements of Markdown, where it began in it and its own end is missing.
    pub(super) fn end_dropping(&mut self, depth: usize) {
        self.dropping = self.dropping.filter(|(_, began)| *began < depth);
    }

    pub(super) fn begin_block(&mut self, range: &Range<usize>) {
        self.block = Some((String::new(), range.clone()));
    }
}

impl<'p, 'a> Writer<'p, 'a> {
    pub(super) fn new(page: &'p mut ParseContext<'a>) -> Self {
        Self {
            out: ProseBuilder::new(std::mem::take(&mut page.buffers)),
            page,
            image: None,
            attributes_read: None,
            heading: None,
            depth: 0,
            nesting: 0,
            too_deep: false,
            alerts: Vec::new(),
            code: false,
            highlighted: false,
            links: Vec::new(),
            table: Table::default(),
            raw: RawHtml::default(),
            closed: 0,
            emphasis: 0,
        }
    }

    /// What words stand in here.
    pub(super) fn setting(&self) -> Setting {
        Setting { closed: self.closed > 0, emphasized: self.emphasis > 0 }
    }

    /// Begins a block on a line of its own.
    pub(super) fn block(&mut self, html: &str) {
        if !self.out.is_at_line_start() {
            self.out.html("\n");
        }
        self.out.block(html);
    }

    pub(super) fn words(&mut self, text: &str, setting: Setting) {
        if self.page.is_printable {
            self.out.words(text, setting);
        } else {
            self.out.words(&printable(text), setting);
        }
    }

    /// One list or quotation deeper; said once for a stretch of text when it is too deep.
    pub(super) fn descend(&mut self, range: &Range<usize>) {
        self.nesting += 1;
        if self.nesting > MAX_DEPTH && !self.too_deep {
            self.too_deep = true;
            let message = format!("lists and quotations are nested more than {MAX_DEPTH} deep here");
            let help = "write it flatter: a reader on a phone sees no more than three or four levels";
            let span = self.page.span(range.start..range.start + 1);
            self.page.report(Diagnostic::new(Code::MarkdownTooDeep, span, message).help(help));
        }
    }
}
