//! Links and dates, as every view has them.

use serde::Serialize;

/// A link with its words.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct Link {
    pub title: String,
    pub url: String,
    /// More words, such as the page's summary.
    pub summary: Option<String>,
    /// Whether it leads to the page that shows it.
    pub current: bool,
}

/// A date for people and for machines.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct DateView {
    /// `2026-09-01`.
    pub iso: String,
    /// As the interface's language writes it.
    pub text: String,
}
