//! Which footnotes a page mentions, and where each of them is to stand.
//!
//! Notes are numbered in the order of their first mention. One that is mentioned in open text stands at the page's foot.
//! One that only a part mentions which is hidden until a learner has answered stands at the end of that part
//! ([`Footnotes::begin_hidden`]): at the page's foot it would tell what the part is to tell.

use std::collections::{BTreeMap, BTreeSet};

use crate::course::ElementKind;

use super::events::Located;
use super::label::folded;

/// So many hidden parts of a page may hold a copy of one note; more, and a page could grow with the square of its source.
pub(crate) const MAX_COPIES: usize = 20;

/// Definitions met and mentions made so far.
#[derive(Debug, Default)]
pub(crate) struct Footnotes<'a> {
    /// What each label says, which is [`folded`] here and below.
    pub(crate) definitions: BTreeMap<String, Vec<Located<'a>>>,
    /// Labels whose definition stands in a part left out of this edition.
    pub(crate) withheld: BTreeSet<String>,
    /// Notes at the page's foot.
    open: Notes,
    /// Notes of the hidden part that is being read.
    hidden: Option<Notes>,
    /// How many hidden parts hold each note.
    copies: BTreeMap<String, usize>,
    /// How many numbers are given.
    numbers: usize,
}

/// Notes that stand in one place.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// In the order of their first mention.
    list: Vec<Note>,
    by_label: BTreeMap<String, usize>,
    /// The note of each mention, in the order made.
    mentions: Vec<usize>,
}

/// A note that is mentioned.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    /// Its label, [`folded`].
    pub(crate) label: String,
    /// Its number on the page, from 1.
    pub(crate) number: usize,
    /// How often it is mentioned so far.
    pub(crate) mentions: usize,
}

/// How far notes were mentioned, to go back to.
#[derive(Debug)]
pub(crate) struct FootnoteMentions {
    open: (usize, usize),
    hidden: Option<(usize, usize)>,
    numbers: usize,
}

/// A mention of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The note's number, from 1.
    pub(crate) number: usize,
    /// Which mention of the note it is, from 1.
    pub(crate) mention: usize,
}

impl Mention {
    /// The id of its element.
    pub(crate) fn id(self) -> String {
        let Self { number, mention } = self;
        let name = if mention == 1 { number.to_string() } else { format!("{number}-{mention}") };
        ElementKind::FootnoteReference.id(&name)
    }
}

impl Footnotes<'_> {
    /// Takes note of a mention; `None` where as many hidden parts hold the note as may.
    pub(crate) fn mention(&mut self, written: &str) -> Option<Mention> {
        let label = &*folded(written);
        let notes = match &mut self.hidden {
            Some(hidden) if !self.open.by_label.contains_key(label) => {
                if !hidden.by_label.contains_key(label) {
                    let copies = self.copies.entry(label.to_owned()).or_default();
                    *copies += 1;
                    if *copies > MAX_COPIES {
                        return None;
                    }
                }
                hidden
            }
            _ => &mut self.open,
        };
        Some(notes.mention(label, &mut self.numbers))
    }

    /// The note with this place among those of the hidden part that is being read, or else among those at the page's foot.
    pub(crate) fn note(&self, place: usize) -> Option<Note> {
        self.hidden.as_ref().unwrap_or(&self.open).list.get(place).cloned()
    }

    /// From here on a part is read that is hidden until a learner has answered, or asks for it.
    pub(crate) fn begin_hidden(&mut self) {
        self.hidden = Some(Notes::default());
    }

    /// The hidden part ends.
    pub(crate) fn end_hidden(&mut self) {
        self.hidden = None;
    }

    /// What a part that readers will not see must not change.
    pub(crate) fn checkpoint(&self) -> FootnoteMentions {
        let hidden = self.hidden.as_ref().map(Notes::extent);
        FootnoteMentions { open: self.open.extent(), hidden, numbers: self.numbers }
    }

    /// Forgets every mention since `checkpoint`.
    pub(crate) fn rewind(&mut self, checkpoint: &FootnoteMentions) {
        self.open.truncate(checkpoint.open);
        if let Some((hidden, extent)) = self.hidden.as_mut().zip(checkpoint.hidden) {
            hidden.truncate(extent);
        }
        self.numbers = checkpoint.numbers;
    }
}

impl Notes {
    fn mention(&mut self, label: &str, numbers: &mut usize) -> Mention {
        let place = self.by_label.get(label).copied().unwrap_or_else(|| {
            *numbers += 1;
            self.by_label.insert(label.to_owned(), self.list.len());
            self.list.push(Note { label: label.to_owned(), number: *numbers, mentions: 0 });
            self.list.len() - 1
        });
        self.mentions.push(place);
        let note = &mut self.list[place];
        note.mentions += 1;
        Mention { number: note.number, mention: note.mentions }
    }

    /// How many notes and how many mentions there are.
    fn extent(&self) -> (usize, usize) {
        (self.list.len(), self.mentions.len())
    }

    fn truncate(&mut self, (notes, mentions): (usize, usize)) {
        for place in self.mentions.drain(mentions..) {
            self.list[place].mentions -= 1;
        }
        for note in self.list.drain(notes..) {
            self.by_label.remove(&note.label);
        }
    }
}
