//! Questions. "Item", "stem", "option" and "feedback" are used as in Haladyna, Downing & Rodriguez (2002).

use crate::source::{Digest, Span};

use super::{Block, Prose};

/// A question with everything needed to ask, score and explain it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Item {
    /// Unique on its page; given by the author, or made from the item's digest.
    pub id: String,
    /// Whether the author gave the id.
    pub id_given: bool,
    /// The objective it serves, with the place where it was named.
    pub objective: Option<(String, Span)>,
    /// Points for a right answer; at least 1.
    pub points: u32,
    /// Whether options are shown in an order of our own.
    pub shuffle: bool,
    /// How many times a learner may check an answer; no limit when absent.
    pub attempts: Option<u32>,
    /// From 1 (easy) to 5 (hard), as the author judges.
    pub difficulty: Option<u8>,
    /// Whether to ask how sure the learner is.
    pub confidence: bool,
    /// What is asked.
    pub stem: Prose,
    /// Whether the stem's own words ask to choose all that apply.
    pub asks_for_all: bool,
    /// How it is answered.
    pub answer: Answer,
    /// Shown after answering; may be empty.
    pub explanation: Prose,
    /// Shown on request, one after the other.
    pub hints: Vec<Vec<Block>>,
    /// The digest of what a learner answers: an edit of it makes stored answers void.
    pub digest: Digest,
    /// The same as versions up to 0.1 kept it; shown orders and ids that authors do not give are made from it.
    pub former_digest: Digest,
    /// Whether it has errors, so that nothing else is said of it.
    pub has_faults: bool,
    /// The opening line.
    pub span: Span,
}

impl Item {
    /// The kind of item.
    pub fn kind(&self) -> ItemKind {
        self.answer.kind()
    }

    /// Whether anything is said beside what is asked: an answer, an explanation or a hint. An open question may have none.
    pub(crate) fn is_answered(&self) -> bool {
        let is_open = matches!(&self.answer, Answer::Reflection(model) if model.is_empty());
        !is_open || !self.explanation.is_empty() || !self.hints.is_empty()
    }

    /// Where among the options the right one stands, from 0, in a question with one whose options are not shuffled.
    pub(super) fn fixed_right_place(&self) -> Option<usize> {
        match &self.answer {
            Answer::Single(choices) if !self.shuffle => choices.iter().position(|choice| choice.credit == Credit::Full),
            _ => None,
        }
    }
}

impl Item {
    /// Shows each stretch of text but the hints'.
    pub(super) fn prose<'i>(&'i self, see: &mut impl FnMut(&'i Prose)) {
        see(&self.stem);
        match &self.answer {
            Answer::Single(choices)
            | Answer::Multiple(choices)
            | Answer::Judgement(choices)
            | Answer::Rating(choices) => {
                for choice in choices {
                    see(&choice.text);
                    see(&choice.feedback);
                }
            }
            Answer::Ordering(entries) => entries.iter().for_each(&mut *see),
            Answer::Matching(pairs) => pairs.iter().for_each(|pair| {
                see(&pair.term);
                see(&pair.definition);
            }),
            Answer::Blanks(_) => {}
            Answer::Reflection(model) => see(model),
        }
        see(&self.explanation);
    }
}

/// A question as other pages know it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QuestionRef {
    /// Its id, unique on its page.
    pub id: String,
    /// [`Item::digest`].
    pub digest: Digest,
    /// [`Item::former_digest`].
    pub former_digest: Digest,
}

impl QuestionRef {
    /// Of a question.
    pub(super) fn of(item: &Item) -> Self {
        Self { id: item.id.clone(), digest: item.digest, former_digest: item.former_digest }
    }
}

/// The nine kinds of item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// One right option.
    SingleChoice,
    /// Several right options.
    MultipleResponse,
    /// Best, defensible and unhelpful options, of which one is chosen.
    Judgement,
    /// Options that are each rated best, defensible or unhelpful.
    Rating,
    /// Put in order.
    Ordering,
    /// Match terms to definitions.
    Matching,
    /// Fill in the blank.
    FillIn,
    /// Choose from menus in the text.
    Menu,
    /// Write, then compare with a model answer.
    Reflection,
}

impl ItemKind {
    /// All nine.
    pub const ALL: [Self; 9] = [
        Self::SingleChoice,
        Self::MultipleResponse,
        Self::Judgement,
        Self::Rating,
        Self::Ordering,
        Self::Matching,
        Self::FillIn,
        Self::Menu,
        Self::Reflection,
    ];

    /// The name in class names, templates and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SingleChoice => "single-choice",
            Self::MultipleResponse => "multiple-response",
            Self::Judgement => "judgement",
            Self::Rating => "rating",
            Self::Ordering => "ordering",
            Self::Matching => "matching",
            Self::FillIn => "fill-in",
            Self::Menu => "menu",
            Self::Reflection => "reflection",
        }
    }
}

/// How an item is answered. Everything stands in the order written; the order shown is made when rendering.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Exactly one option is right.
    Single(Vec<Choice>),
    /// Several options are right.
    Multiple(Vec<Choice>),
    /// One is chosen; some earn half the points.
    Judgement(Vec<Choice>),
    /// Each is rated; at least one is best or defensible.
    Rating(Vec<Choice>),
    /// The entries in the right order.
    Ordering(Vec<Prose>),
    /// Terms with their definitions.
    Matching(Vec<Pair>),
    /// Blanks and menus in the stem, in order.
    Blanks(Vec<Blank>),
    /// Free text; the model answer.
    Reflection(Prose),
}

impl Answer {
    /// The kind of item that is answered so.
    pub fn kind(&self) -> ItemKind {
        match self {
            Self::Single(_) => ItemKind::SingleChoice,
            Self::Multiple(_) => ItemKind::MultipleResponse,
            Self::Judgement(_) => ItemKind::Judgement,
            Self::Rating(_) => ItemKind::Rating,
            Self::Ordering(_) => ItemKind::Ordering,
            Self::Matching(_) => ItemKind::Matching,
            Self::Blanks(blanks) if blanks.iter().all(|blank| matches!(blank.entry, BlankEntry::Menu(_))) => {
                ItemKind::Menu
            }
            Self::Blanks(_) => ItemKind::FillIn,
            Self::Reflection(_) => ItemKind::Reflection,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Choice {
    /// All of it.
    pub text: Prose,
    /// The same in two, where code, a table or other blocks belong to it: its words, and the blocks.
    pub parts: Option<Box<(Prose, Prose)>>,
    /// What it earns.
    pub credit: Credit,
    /// What is said when it was chosen; may be empty.
    pub feedback: Prose,
    pub span: Span,
}

/// What choosing an option earns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Credit {
    /// `[x]`: right, or best.
    Full,
    /// `[~]`: defensible, half the points.
    Half,
    /// `[ ]`: wrong, or unhelpful.
    None,
}

impl Credit {
    /// `full`, `half` or `none`, for templates and scripts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Half => "half",
            Self::None => "none",
        }
    }
}

/// A term and what it is matched to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pair {
    pub term: Prose,
    pub definition: Prose,
}

/// A gap in the stem.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Blank {
    /// How it is filled.
    pub entry: BlankEntry,
    pub span: Span,
}

/// How a gap is filled.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BlankEntry {
    /// Typed; any of these is right. Compared without regard to case, accents' encoding and white space at the ends.
    Typed {
        accepted: Vec<String>,
        /// Whether case counts as well.
        exact: bool,
    },
    /// A number that is typed; any of these forms of it is right.
    Number(Vec<NumberAnswer>),
    /// Chosen from a menu.
    Menu(Vec<MenuOption>),
}

/// A number within a range, in a unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NumberAnswer {
    /// As the author wrote it.
    pub shown: String,
    /// The least number that is right, as `1.5e0`.
    pub least: String,
    /// The greatest.
    pub most: String,
    /// Empty where there is none.
    pub unit: String,
}

/// An entry of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MenuOption {
    pub text: String,
    /// Whether it is the right one.
    pub right: bool,
}
