//! What front matter says of a page.

use jiff::civil::Date;

use crate::data::FreeValue;
use crate::source::{Digest, Span};

/// Front matter with every key checked; absent keys are `None` or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FrontMatter {
    /// `title`; empty only when it was missing, which is an error.
    pub title: String,
    /// Where the title's value stands, or the front matter's first line.
    pub title_span: Option<Span>,
    /// `summary`.
    pub summary: Option<String>,
    /// `kind`, by name.
    pub kind: Option<(String, Span)>,
    /// `step`, from 1.
    pub step: Option<u32>,
    /// `objectives`.
    pub objectives: Vec<Objective>,
    /// `topics`, as written.
    pub topics: Vec<String>,
    /// `order`: sorts before the number in the file's name.
    pub order: Option<i64>,
    /// `slug`: the last part of the address.
    pub slug: Option<String>,
    /// `aliases`: old addresses from the site's root, with the place of each.
    pub aliases: Vec<(String, Span)>,
    /// `authors`.
    pub authors: Vec<String>,
    /// `reviewed`.
    pub reviewed: Option<Date>,
    /// `duration` in minutes, in place of the estimate.
    pub duration: Option<u32>,
    /// `media`: minutes of audio and video on the page.
    pub media: Option<u32>,
    /// `pseudonyms`: made-up names of people on a page that is no case.
    pub pseudonyms: Vec<String>,
    /// `draft`.
    pub draft: bool,
    /// `facilitator`: whether the page is for facilitators alone.
    pub facilitator: bool,
    /// `hidden`: whether it is listed nowhere.
    pub hidden: bool,
    /// `case`.
    pub case: Option<CaseAttestation>,
    /// `extra`: data for templates of the course's own.
    pub extra: FreeValue,
    /// `assessment`; on every page of the kind `assessment`, and on no other.
    pub assessment: Option<Assessment>,
    /// How much of it could be read: what is not known is missing nowhere else.
    pub known: Known,
}

/// How much of a page's front matter could be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Known {
    #[default]
    All,
    /// Something is wrong with a key, which may be that of the objectives.
    Keys,
    /// It is no YAML, or is not there.
    Nothing,
}

impl FrontMatter {
    /// Of all that gives the page its place in the course and its address, and of what no other page may have. A title is
    /// no part of it, nor is where in the file anything stands.
    pub fn place_digest(&self) -> Digest {
        let Self { kind, objectives, order, slug, aliases, draft, facilitator, hidden, .. } = self;
        let kind = kind.as_ref().map(|(kind, _)| kind);
        let objectives: Vec<_> = objectives.iter().map(|objective| &objective.id).collect();
        let aliases: Vec<_> = aliases.iter().map(|(alias, _)| alias).collect();
        Digest::of_value(&(kind, objectives, order, slug, aliases, draft, facilitator, hidden))
    }

    /// Of where in the file stands what [`Self::place_digest`] is of, and the title.
    pub fn span_digest(&self) -> Digest {
        let Self { title_span, kind, objectives, aliases, .. } = self;
        let kind = kind.as_ref().map(|(_, span)| span);
        let objectives: Vec<_> = objectives.iter().map(|objective| objective.span).collect();
        let aliases: Vec<_> = aliases.iter().map(|(_, span)| span).collect();
        Digest::of_value(&(title_span, kind, objectives, aliases))
    }

    /// How many of its questions a learner is asked, of a page that has this many: all but where a test draws some.
    pub fn asked(&self, items: usize) -> usize {
        let drawn = self.assessment.as_ref().and_then(|test| test.draw);
        drawn.and_then(|(draw, _)| usize::try_from(draw).ok()).map_or(items, |draw| draw.min(items))
    }

    /// About how many of its words a learner reads, of a page that has these words and questions: of a test that draws
    /// some of its questions, their share.
    pub fn asked_words(&self, words: usize, items: usize) -> usize {
        (words * self.asked(items)).checked_div(items).unwrap_or(words)
    }
}

/// How the questions of a page become a test.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Assessment {
    /// `draw`: how many questions a learner is asked, with its place; all of them when absent.
    pub draw: Option<(u32, Span)>,
    /// `pass`: the share of the points in percent that passes; `[course] pass_mark` when absent.
    pub pass: Option<u8>,
    /// Where the page says that it is one.
    pub span: Span,
}

/// What a learner will be able to do.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Objective {
    /// Unique in the course.
    pub id: String,
    /// Begins with an observable verb.
    pub text: String,
    pub span: Span,
}

/// How the people of a case are protected.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CaseAttestation {
    /// The made-up names used.
    pub pseudonyms: Vec<String>,
    /// On what ground the case is told.
    pub consent: Consent,
    /// What was changed.
    pub changed: Vec<String>,
    /// Who checked it.
    pub reviewed_by: Option<String>,
    pub reviewed_on: Option<Date>,
    /// The day on which it is to be checked again.
    pub review_due: Option<Date>,
    /// Whether the client or those close to them would know who is meant.
    pub would_know: Option<bool>,
    /// What is said of its photographs.
    pub photographs: Vec<Photograph>,
    /// Where its key stands.
    pub span: Span,
}

/// What is said of a photograph in a case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Photograph {
    /// Its address, as the page has it.
    pub file: String,
    pub shows: Shows,
    /// Where that is said.
    pub span: Span,
}

/// Whom a photograph shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shows {
    /// Nobody who could be recognized.
    Nobody,
    /// Somebody who posed for it.
    Model,
    /// Somebody who agreed in writing that it is published.
    Consented,
}

impl Shows {
    /// Its word in front matter, by which templates know it too.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Model => "model",
            Self::Consented => "consented",
        }
    }
}

/// On what ground a case is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Consent {
    /// The client agreed in writing.
    Written,
    /// Made of several clients.
    Composite,
    /// Invented.
    Fictional,
    /// Retold from a published account, which the page names.
    Published,
}

impl Consent {
    /// Its word in front matter, by which templates know it too.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Composite => "composite",
            Self::Fictional => "fictional",
            Self::Published => "published",
        }
    }
}
