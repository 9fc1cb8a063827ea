//! One page while it is parsed: what its parts share.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use memchr::memchr_iter;

use crate::course::{ElementKind, Heading, Link, ProseBuffers};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::source::text::is_all_printable;
use crate::source::{CoursePath, FileId, Origin, Span};

use super::footnotes::{FootnoteMentions, Footnotes};
use super::missing_id::MissingId;
use super::options::ParseOptions;
use super::placeholders::Marks;
use super::titles::Titles;

/// What the parts of a page share while it is parsed.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says something else of the page")]
pub(crate) struct ParseContext<'a> {
    pub(crate) source: &'a str,
    pub(crate) file: FileId,
    pub(crate) path: &'a CoursePath,
    /// Where pieces of the page were written, where some stand in other files.
    origin: Option<&'a Origin>,
    pub(crate) options: ParseOptions,
    /// Blanks, turn marks, citations and defensible options.
    pub(crate) marks: Marks,
    /// Titles that stand in attributes.
    pub(crate) titles: &'a Titles<'a>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) headings: Vec<Heading>,
    /// Places a link can lead to, as authors write them, with the element's id and where it was given.
    pub(crate) anchors: BTreeMap<String, (ElementKind, Span)>,
    /// The same names in the order in which they came, to go back to.
    anchors_in_order: Vec<String>,
    /// Ids that containers further down will have.
    reserved: BTreeSet<String>,
    /// The next number for headings of the same words.
    numbers: BTreeMap<String, usize>,
    /// What each of these numbers was before it was raised, in the order in which they were.
    numbers_before: Vec<(String, Option<usize>)>,
    pub(crate) footnotes: Footnotes<'a>,
    pub(crate) words: usize,
    /// Tables so far: each scrolls in a region of its own, which needs a name of its own.
    pub(crate) tables: usize,
    /// Whether there are formulas on the page.
    pub(crate) has_math: bool,
    /// Formulas of a line of their own and code blocks so far: what scrolls needs a name of its own.
    pub(crate) formulas: usize,
    pub(crate) code_blocks: usize,
    /// Whether container lines stand in code that is not closed, which is told.
    pub(crate) has_lost_lines: bool,
    /// Whether code of the page is shown in colours.
    pub(crate) highlights_code: bool,
    /// Pictures so far that are files of the course.
    pub(crate) pictures: u32,
    /// Numbered exercises so far.
    pub(crate) exercises: usize,
    /// Numbered figures so far.
    pub(crate) figures: usize,
    /// Whether the picture of a figure is being read, and the id that the picture has.
    pub(crate) is_figure: bool,
    /// Whether pictures of the page have a share of the line, or stand side by side.
    pub(crate) arranges_pictures: bool,
    pub(crate) picture_id: Option<(String, Span)>,
    /// Whether exercises and figures are numbered here: not in parts for facilitators.
    pub(crate) is_numbering: bool,
    /// Citations so far.
    pub(crate) citations: usize,
    /// Links in parts left out of this edition.
    pub(crate) withheld_links: Vec<Link>,
    /// The words of such parts, each stretch with the part's opening line.
    pub(crate) withheld_texts: Vec<(Span, String)>,
    /// Where they stand: all but the marks that make them parts.
    pub(crate) withheld_parts: Vec<Range<usize>>,
    /// Works that such parts cite.
    pub(crate) withheld_works: Vec<String>,
    /// Words that may be citations without brackets: `@key`, the key with the place of both.
    pub(crate) bare_keys: Vec<(String, Span)>,
    /// Whether such a part is being read.
    pub(crate) is_withheld: bool,
    /// Questions, scenarios and practices without an id of their own.
    pub(crate) missing_ids: Vec<MissingId>,
    /// Ids in parts left out of this edition.
    left_out: BTreeSet<String>,
    /// Where the blanks of the question being parsed stand.
    pub(crate) blanks: Vec<Range<usize>>,
    /// Whether neither the source nor an entity in it holds a character that no document may hold.
    pub(crate) is_printable: bool,
    /// Allocations for running text, while none is written.
    pub(crate) buffers: ProseBuffers,
}

/// See [`ParseContext::checkpoint`].
#[derive(Debug)]
pub(crate) struct Checkpoint {
    headings: usize,
    anchors: usize,
    numbers: usize,
    footnotes: FootnoteMentions,
    words: usize,
    tables: usize,
    has_math: bool,
    formulas: usize,
    code_blocks: usize,
    highlights_code: bool,
    pictures: u32,
    missing_ids: usize,
}

/// Whether a text has `&#`.
fn has_numeric_entity(text: &str) -> bool {
    memchr_iter(b'&', text.as_bytes()).any(|at| text.as_bytes().get(at + 1) == Some(&b'#'))
}

impl<'a> ParseContext<'a> {
    pub(crate) fn new(
        source: &'a str,
        (path, origin): (&'a CoursePath, Option<&'a Origin>),
        options: ParseOptions,
        (marks, titles): (Marks, &'a Titles<'a>),
    ) -> Self {
        Self {
            source,
            file: FileId::of(path),
            path,
            origin,
            options,
            marks,
            titles,
            diagnostics: Vec::new(),
            headings: Vec::new(),
            anchors: BTreeMap::new(),
            anchors_in_order: Vec::new(),
            reserved: BTreeSet::new(),
            numbers: BTreeMap::new(),
            numbers_before: Vec::new(),
            footnotes: Footnotes::default(),
            words: 0,
            tables: 0,
            has_math: false,
            formulas: 0,
            code_blocks: 0,
            has_lost_lines: false,
            highlights_code: false,
            pictures: 0,
            exercises: 0,
            figures: 0,
            is_figure: false,
            arranges_pictures: false,
            picture_id: None,
            is_numbering: true,
            citations: 0,
            withheld_links: Vec::new(),
            withheld_texts: Vec::new(),
            withheld_parts: Vec::new(),
            withheld_works: Vec::new(),
            bare_keys: Vec::new(),
            is_withheld: false,
            missing_ids: Vec::new(),
            left_out: BTreeSet::new(),
            blanks: Vec::new(),
            is_printable: !has_numeric_entity(source) && is_all_printable(source),
            buffers: ProseBuffers::default(),
        }
    }

    /// Takes note of ids that containers further down will have.
    pub(crate) fn reserve(&mut self, ids: impl Iterator<Item = String>) {
        self.reserved.extend(ids);
    }

    /// The file from which addresses that are written at an offset start: the page, or the text that it includes there.
    pub(crate) fn written_in(&self, offset: usize) -> &'a CoursePath {
        self.origin.and_then(|origin| origin.other_at(offset)).unwrap_or(self.path)
    }

    /// The place of a range of the source.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// The place of a range of the source without the white space at its end.
    pub(crate) fn trimmed(&self, range: Range<usize>) -> Span {
        let end = range.start + self.source[range.clone()].trim_end().len();
        self.span(range.start..end)
    }

    pub(crate) fn report(&mut self, finding: Diagnostic) {
        self.diagnostics.push(finding);
    }

    /// Registers an id that the author gave; a second use is an error. `kind` is what it names.
    pub(crate) fn register_id(&mut self, id: String, span: Span, kind: ElementKind) -> String {
        if let Some((_, first)) = self.anchors.get(&id) {
            let finding = Diagnostic::new(Code::DuplicateId, span, format!("the id `{id}` is used twice on this page"))
                .related(diagnostic::Place::At(*first), "first used here")
                .help("give one of them another id");
            self.report(finding);
            return id;
        }
        self.keep_anchor(&id, kind, span);
        id
    }

    fn keep_anchor(&mut self, id: &str, kind: ElementKind, span: Span) {
        self.anchors.insert(id.to_owned(), (kind, span));
        self.anchors_in_order.push(id.to_owned());
    }

    /// An id for a heading that has none, unlike every other on the page.
    pub(crate) fn generate_id(&mut self, slug: &str, span: Span) -> String {
        let base = if slug.is_empty() { "section" } else { slug };
        let known = self.numbers.get(base).copied();
        let mut number = known.unwrap_or(1);
        let mut id = if number == 1 { base.to_owned() } else { format!("{base}-{number}") };
        while self.anchors.contains_key(&id) || self.reserved.contains(&id) {
            number += 1;
            id = format!("{base}-{number}");
        }
        if known != Some(number) {
            self.numbers.insert(base.to_owned(), number);
            self.numbers_before.push((base.to_owned(), known));
        }
        self.keep_anchor(&id, ElementKind::Section, span);
        id
    }

    /// Every id on the page, also in parts left out of this edition.
    pub(crate) fn every_id(&self) -> impl Iterator<Item = &str> {
        self.anchors.keys().chain(&self.reserved).chain(&self.left_out).map(String::as_str)
    }

    /// What a part that readers will not see must not change.
    pub(crate) fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            headings: self.headings.len(),
            anchors: self.anchors_in_order.len(),
            numbers: self.numbers_before.len(),
            footnotes: self.footnotes.checkpoint(),
            words: self.words,
            tables: self.tables,
            has_math: self.has_math,
            formulas: self.formulas,
            code_blocks: self.code_blocks,
            highlights_code: self.highlights_code,
            pictures: self.pictures,
            missing_ids: self.missing_ids.len(),
        }
    }

    /// Forgets everything since `checkpoint` but the findings.
    pub(crate) fn rewind(&mut self, checkpoint: &Checkpoint) {
        self.headings.truncate(checkpoint.headings);
        for id in self.anchors_in_order.drain(checkpoint.anchors..) {
            self.anchors.remove(&id);
            self.left_out.insert(id);
        }
        for (base, before) in self.numbers_before.drain(checkpoint.numbers..).rev() {
            match before {
                Some(number) => _ = self.numbers.insert(base, number),
                None => _ = self.numbers.remove(&base),
            }
        }
        self.footnotes.rewind(&checkpoint.footnotes);
        self.words = checkpoint.words;
        self.tables = checkpoint.tables;
        self.has_math = checkpoint.has_math;
        self.formulas = checkpoint.formulas;
        self.code_blocks = checkpoint.code_blocks;
        self.highlights_code = checkpoint.highlights_code;
        self.pictures = checkpoint.pictures;
        self.missing_ids[checkpoint.missing_ids..].iter_mut().for_each(|missing_ids| missing_ids.hidden = true);
    }
}
