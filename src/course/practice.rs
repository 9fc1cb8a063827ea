//! Deliberate practice: a client's words, an improvised answer, criteria to rate oneself by (Boswell & Constantino).

use crate::source::Span;

use super::Prose;

/// One skill to rehearse.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Practice {
    /// Unique on its page.
    pub id: String,
    /// The heading, when given.
    pub title: Prose,
    /// How long an answer may take, in seconds; no timer when absent.
    pub seconds: Option<u32>,
    /// What to do; may be empty.
    pub task: Prose,
    /// By rising difficulty; at least one.
    pub levels: Vec<PracticeLevel>,
    /// What to rate oneself by; at least one.
    pub criteria: Vec<Prose>,
    /// One thing to try next; may be empty.
    pub next: Prose,
    /// The opening line.
    pub span: Span,
}

/// A client's words at one level of difficulty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PracticeLevel {
    /// The id, when given.
    pub id: Option<String>,
    /// From 1 (easier) to 3 (harder).
    pub level: u8,
    /// The heading's words.
    pub title: String,
    /// What the client says, with what one needs to know.
    pub words: Prose,
    /// A model answer.
    pub model: Prose,
    pub span: Span,
}
