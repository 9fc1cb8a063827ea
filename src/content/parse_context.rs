//! One page while it is parsed: what its parts share.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::CowStr;

use crate::course::{Citation, Heading};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::source::{CoursePath, FileId, Span};

use super::ParseOptions;
use super::citation;
use super::container_tree::Directive;
use super::footnotes::Footnotes;
use super::ids::{MissingId, MissingIdKind, Place};
use super::placeholders::{CITE, FILL, Masked, OPEN};

/// What the parts of a page share while it is parsed.
#[derive(Debug)]
pub(crate) struct ParseContext<'a> {
    pub(crate) source: &'a str,
    pub(crate) file: FileId,
    pub(crate) path: &'a CoursePath,
    pub(crate) options: ParseOptions,
    /// Blanks, turn marks and citations in the source, by rising offset.
    pub(crate) marks: Vec<Range<usize>>,
    /// Where `[~]` stood.
    pub(crate) defensible: BTreeSet<usize>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) headings: Vec<Heading>,
    /// Places a link can lead to, as authors write them, with the element's id and where it was given.
    pub(crate) anchors: BTreeMap<String, (&'static str, Span)>,
    /// Ids that containers further down will have.
    reserved: BTreeSet<String>,
    /// The next number for headings of the same words.
    numbers: BTreeMap<String, usize>,
    pub(crate) footnotes: Footnotes<'a>,
    pub(crate) words: usize,
    /// Tables so far: each scrolls in a region of its own, which needs a name of its own.
    pub(crate) tables: usize,
    /// Citations so far.
    pub(crate) citations: usize,
    /// Files that parts left out of this edition name.
    pub(crate) withheld: Vec<CoursePath>,
    /// Works that such parts cite.
    pub(crate) withheld_works: Vec<String>,
    /// Questions, scenarios and practices without an id of their own.
    pub(crate) missing_ids: Vec<MissingId>,
    /// Ids in parts left out of this edition.
    left_out: BTreeSet<String>,
    /// The blanks of the question being parsed, as indexes into `marks`.
    pub(crate) blanks: Vec<usize>,
}

/// See [`ParseContext::checkpoint`].
#[derive(Debug)]
pub(crate) struct Checkpoint {
    headings: usize,
    anchors: BTreeMap<String, (&'static str, Span)>,
    numbers: BTreeMap<String, usize>,
    mentioned: Vec<(String, usize)>,
    words: usize,
    tables: usize,
    missing_ids: usize,
}

impl<'a> ParseContext<'a> {
    pub(crate) fn new(source: &'a str, file: FileId, path: &'a CoursePath, options: ParseOptions) -> Self {
        Self {
            source,
            file,
            path,
            options,
            marks: Vec::new(),
            defensible: BTreeSet::new(),
            diagnostics: Vec::new(),
            headings: Vec::new(),
            anchors: BTreeMap::new(),
            reserved: BTreeSet::new(),
            numbers: BTreeMap::new(),
            footnotes: Footnotes::default(),
            words: 0,
            tables: 0,
            citations: 0,
            withheld: Vec::new(),
            withheld_works: Vec::new(),
            missing_ids: Vec::new(),
            left_out: BTreeSet::new(),
            blanks: Vec::new(),
        }
    }

    /// Takes over what masking found.
    pub(crate) fn adopt(&mut self, masked: &Masked<'_>, ids: impl Iterator<Item = String>) {
        self.marks.clone_from(&masked.marks);
        self.defensible.extend(&masked.defensible);
        self.reserved.extend(ids);
    }

    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    pub(crate) fn report(&mut self, finding: Diagnostic) {
        self.diagnostics.push(finding);
    }

    /// Registers an id that the author gave; a second use is an error. `prefix` makes it the element's id.
    pub(crate) fn register_id(&mut self, id: String, span: Span, prefix: &'static str) -> String {
        if let Some((_, first)) = self.anchors.get(&id) {
            let finding = Diagnostic::new(Code::DuplicateId, span, format!("the id `{id}` is used twice on this page"))
                .related(diagnostic::Place::At(*first), "first used here")
                .help("give one of them another id");
            self.report(finding);
            return id;
        }
        self.anchors.insert(id.clone(), (prefix, span));
        id
    }

    /// An id for a heading that has none, unlike every other on the page.
    pub(crate) fn generate_id(&mut self, slug: &str, span: Span) -> String {
        let base = if slug.is_empty() { "section" } else { slug };
        let number = self.numbers.entry(base.to_owned()).or_insert(1);
        let mut id = if *number == 1 { base.to_owned() } else { format!("{base}-{number}") };
        while self.anchors.contains_key(&id) || self.reserved.contains(&id) {
            *number += 1;
            id = format!("{base}-{number}");
        }
        self.anchors.insert(id.clone(), ("s-", span));
        id
    }

    /// An id for a scenario or practice without one; the page will say that an author's own is better.
    pub(crate) fn container_without_id(&mut self, directive: &Directive) -> String {
        let span = self.span(directive.range.clone());
        let id = self.generate_id(&directive.name, span);
        let is = MissingIdKind::Exchange(directive.name.clone(), id.clone());
        self.missing_ids.push(MissingId { span, place: Place::of(self.source, directive), is, hidden: false });
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
            anchors: self.anchors.clone(),
            numbers: self.numbers.clone(),
            mentioned: self.footnotes.mentioned.clone(),
            words: self.words,
            tables: self.tables,
            missing_ids: self.missing_ids.len(),
        }
    }

    /// Forgets everything since `checkpoint` but the findings.
    pub(crate) fn rewind(&mut self, checkpoint: Checkpoint) {
        self.headings.truncate(checkpoint.headings);
        let left_out = std::mem::replace(&mut self.anchors, checkpoint.anchors).into_keys();
        self.left_out.extend(left_out.filter(|id| !self.anchors.contains_key(id)));
        self.numbers = checkpoint.numbers;
        self.footnotes.mentioned = checkpoint.mentioned;
        self.words = checkpoint.words;
        self.tables = checkpoint.tables;
        self.missing_ids[checkpoint.missing_ids..].iter_mut().for_each(|missing_ids| missing_ids.hidden = true);
    }

    /// The number of the current question's blank that begins at `offset`; registers it.
    pub(crate) fn blank_at(&mut self, offset: usize) -> Option<usize> {
        let mark = self.marks.binary_search_by_key(&offset, |mark| mark.start).ok()?;
        if !self.source[offset..].starts_with("[[") {
            return None;
        }
        self.blanks.push(mark);
        Some(self.blanks.len() - 1)
    }

    /// The citation that begins at `offset`.
    pub(crate) fn citation_at(&mut self, offset: usize) -> Option<Citation> {
        let mark = self.marks.binary_search_by_key(&offset, |mark| mark.start).ok()?;
        Some(citation::read(self, self.marks[mark].clone()))
    }

    /// Puts back what was masked in text that is not read for marks (code, titles, text alternatives).
    pub(crate) fn unmasked(&self, text: CowStr<'a>, range: &Range<usize>) -> CowStr<'a> {
        if !text.contains([OPEN, CITE]) {
            return text;
        }
        let mut marks = self.marks.iter().filter(|mark| mark.start >= range.start && mark.end <= range.end);
        let mut plain = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                OPEN | CITE => plain.push_str(marks.next().map_or("", |mark| &self.source[mark.clone()])),
                FILL => {}
                other => plain.push(other),
            }
        }
        plain.into()
    }
}
