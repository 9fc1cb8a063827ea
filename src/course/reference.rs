//! Works that the course cites, and citations of them.

use hayagriva::Entry;
use hayagriva::citationberg::taxonomy::Locator;

use crate::source::Span;

/// A work, as `references.yaml` or `references.bib` describes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The description; its key is what citations name.
    pub entry: Entry,
    /// Where its key is written.
    pub span: Span,
}

/// A citation in the text, such as `[see @beck2005, p. 12; @bordin1979]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Citation {
    /// Its place among the citations of its page, also those in parts left out of this edition.
    pub number: usize,
    /// What is cited; at least one work.
    pub works: Vec<Cited>,
    /// Words before the first work; may be empty.
    pub before: String,
    /// Words after the last work; may be empty.
    pub after: String,
}

/// One work in a citation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cited {
    /// The key of a [`Reference`].
    pub key: String,
    /// Where the key is written.
    pub span: Span,
    /// Where in the work: the kind of place and its numbers, such as a page and `12–14`.
    pub locator: Option<(Locator, String)>,
    /// Whether the author is named in the sentence, and not to be named again (`-@`).
    pub author_named: bool,
}
