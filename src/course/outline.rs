//! What there is to know of a page's body without reading it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::source::{CoursePath, FileFilter, Span};

use super::block::{Numbered, numbered};
use super::exchanges::{Exchanges, Features, MarkedTurn};
use super::{Anchors, Block, Citation, Cited, Destination, ItemKind, Link, QuestionRef, citations, items, links};

/// What a page's body holds that other pages, lists and rules ask for: found once, when the page is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Places a link can lead to: as authors write them, and the id of the element.
    pub anchors: Anchors,
    /// Every link in reading order.
    pub links: Vec<Link>,
    /// The files that they lead to.
    pub leads_to: FileFilter,
    /// Every citation in reading order.
    pub citations: Vec<Citation>,
    /// Works that parts left out of this edition cite, by key.
    pub withheld_works: Vec<String>,
    /// Numbered figures and exercises: the id of each, and what it is.
    pub numbered: BTreeMap<String, Numbered>,
    /// Words that are citations without brackets where they name a work: the key of `@key`, and the place of both.
    pub bare_keys: Vec<(String, Span)>,
    /// The objectives that questions serve, in reading order, each with the place where it was named.
    pub objectives: Vec<(String, Span)>,
    /// Every link in parts left out of this edition, in reading order.
    pub withheld_links: Vec<Link>,
    /// The words of such parts, stretch by stretch, each with the part's opening line.
    pub withheld_texts: Vec<(Span, String)>,
    /// Where these parts stand in the page as it is put together, in bytes: all but the marks that make them parts.
    pub withheld_parts: Vec<Range<usize>>,
    /// Whether there are container lines that could not be read, so that questions may serve more than these.
    pub serves_unknown: bool,
    /// Questions that serve no objective: their opening lines.
    pub aimless: Vec<Span>,
    /// Marks on turns of dialogues, in reading order.
    pub marks: Vec<MarkedTurn>,
    /// Which blocks with a script of their own stand on the page.
    pub has: Features,
    /// The ids of scenarios, in reading order.
    pub scenarios: Vec<String>,
    /// The ids of practices, in reading order.
    pub practices: Vec<String>,
    /// Origins that are asked for films and recordings, and whether for a frame.
    pub players: Vec<(String, bool)>,
    /// Files with captions, and the language that the page says they are in.
    pub captions: Vec<(CoursePath, Option<String>)>,
    /// Questions.
    pub items: usize,
    /// Those questions, in reading order, by which browsers know what was answered.
    pub questions: Vec<QuestionRef>,
    /// Where the right option stands in questions whose options are not shuffled, from 0, with their opening lines.
    pub right_places: Vec<(usize, Span)>,
    /// Points for right answers to all of them; open questions have none.
    pub points: u32,
    /// Words of running text, without titles and references.
    pub words: usize,
}

impl Outline {
    /// Files that links and pictures name.
    pub fn files(&self) -> impl Iterator<Item = &CoursePath> {
        files(&self.links)
    }

    /// Every link, also in parts left out of this edition.
    pub(crate) fn all_links(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().chain(&self.withheld_links)
    }

    /// Takes in the links of parts left out of this edition.
    pub(crate) fn withhold(&mut self, links: Vec<Link>) {
        if !links.is_empty() {
            self.withheld_links = links;
            self.leads_to = self.all_links().filter_map(|link| link.destination.file()).collect();
        }
    }

    /// Files that parts left out of this edition name.
    pub fn withheld_files(&self) -> impl Iterator<Item = &CoursePath> {
        files(&self.withheld_links)
    }

    /// The outline of these blocks, with what only the reader of the page knows.
    pub fn of(blocks: &[Block], headings: Vec<Heading>, anchors: Anchors, words: usize) -> Self {
        let items = items(blocks);
        let Exchanges { marks, has, scenarios, practices, players, captions } = Exchanges::of(blocks);
        let links: Vec<Link> = links(blocks).into_iter().cloned().collect();
        Self {
            headings,
            anchors,
            marks,
            has,
            scenarios,
            practices,
            players,
            captions,
            withheld_links: Vec::new(),
            withheld_texts: Vec::new(),
            withheld_parts: Vec::new(),
            withheld_works: Vec::new(),
            numbered: numbered(blocks),
            bare_keys: Vec::new(),
            citations: citations(blocks).into_iter().cloned().collect(),
            leads_to: links.iter().filter_map(|link| link.destination.file()).collect(),
            links,
            objectives: items.iter().filter_map(|item| item.objective.clone()).collect(),
            serves_unknown: false,
            aimless: items
                .iter()
                .filter(|item| item.objective.is_none() && !item.has_faults)
                .map(|item| item.span)
                .collect(),
            items: items.len(),
            questions: items.iter().map(|item| QuestionRef::of(item)).collect(),
            right_places: items.iter().filter_map(|item| Some((item.fixed_right_place()?, item.span))).collect(),
            points: items.iter().filter(|item| item.kind() != ItemKind::Reflection).map(|item| item.points).sum(),
            words,
        }
    }
}

fn files(links: &[Link]) -> impl Iterator<Item = &CoursePath> {
    links.iter().filter_map(|link| match &link.destination {
        Destination::File { path, .. } => Some(path),
        _ => None,
    })
}

impl Outline {
    /// Every work as it is cited, in reading order.
    pub fn cited(&self) -> impl Iterator<Item = &Cited> {
        self.citations.iter().flat_map(|citation| &citation.works)
    }

    /// The key of every work that is cited, also in parts left out of this edition, and where the brackets are missing.
    pub fn works(&self) -> impl Iterator<Item = &str> {
        let bare = self.bare_keys.iter().map(|(key, _)| key);
        self.cited().map(|work| &work.key).chain(&self.withheld_works).chain(bare).map(String::as_str)
    }
}

/// A heading of a page's body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// As in a link's `#fragment`; the document's own id has a prefix before it.
    pub id: String,
    /// The words without markup.
    pub text: String,
    pub span: Span,
}
