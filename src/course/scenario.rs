//! Branching exchanges: what the therapist says decides how the client answers.

use std::collections::HashMap;

use crate::source::Span;

use super::Prose;

/// A branching exchange. The first node is where it begins.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scenario {
    /// Unique on its page.
    pub id: String,
    /// The heading, when given.
    pub title: Prose,
    /// What is asked before what the therapist may say, where the author has words for it; may be empty.
    pub ask: Prose,
    /// Who, where, and what just happened; may be empty.
    pub setting: Prose,
    /// The nodes in the order written; at least one.
    pub nodes: Vec<ScenarioNode>,
    /// The opening line.
    pub span: Span,
}

impl Scenario {
    /// The places of the nodes by their ids.
    pub fn positions(&self) -> HashMap<&str, usize> {
        self.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).rev().collect()
    }
}

/// A moment of the exchange.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ScenarioNode {
    /// Unique in its scenario; the element's id has the scenario's before it.
    pub id: String,
    /// The heading's words.
    pub title: String,
    /// What happens; of an ending also the debrief.
    pub text: Prose,
    /// What the therapist may say; empty for an ending.
    pub options: Vec<ScenarioOption>,
    /// How it went, when the exchange ends here.
    pub ending: Option<Ending>,
    /// What the author calls that ending.
    pub outcome: Option<String>,
    pub span: Span,
}

/// Something the therapist may say.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ScenarioOption {
    pub words: Prose,
    /// The id of the node it leads to.
    pub to: String,
    /// What is said of it; may be empty.
    pub feedback: Prose,
    pub span: Span,
}

/// How an exchange ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ending {
    /// The rupture was repaired.
    Repaired,
    /// Some of it was; something is still open.
    Partial,
    /// The rupture stands.
    Ruptured,
    /// An outcome of the author's own.
    Own,
}

impl Ending {
    /// Every ending that is there without an author's words, by its name in Markdown.
    pub const ALL: [(&'static str, Self); 3] =
        [("repaired", Self::Repaired), ("partial", Self::Partial), ("ruptured", Self::Ruptured)];

    /// The name in Markdown, class names and templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Repaired => "repaired",
            Self::Partial => "partial",
            Self::Ruptured => "ruptured",
            Self::Own => "own",
        }
    }
}
