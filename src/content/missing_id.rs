//! Questions, scenarios and practices without an id of their own, as they are met; [`super::ids`] finds ids for them.

use crate::source::Span;

/// Something without an id of its own.
#[derive(Debug)]
pub(crate) struct MissingId {
    /// Its opening line.
    pub(crate) span: Span,
    /// Where an id would be written, and what around it; `None` where the attributes cannot be read.
    pub(crate) place: Option<Place>,
    /// What it is.
    pub(crate) is: MissingIdKind,
    /// Whether it is in a part left out of this edition.
    pub(crate) hidden: bool,
}

/// What has no id.
#[derive(Debug)]
pub(crate) enum MissingIdKind {
    /// A question: its words, and the id it has in the meantime.
    Question(String, String),
    /// A scenario or practice: its container's name, and the id it has in the meantime.
    Exchange(String, String),
}

/// A place for an id in an opening line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Byte offset into the source.
    pub(crate) at: usize,
    /// What is written before the id.
    pub(crate) before: &'static str,
    /// What is written after it.
    pub(crate) after: &'static str,
}
