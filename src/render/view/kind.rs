//! The views of kinds of page and of their paths.

use serde::Serialize;

/// A kind of page.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct KindView {
    /// As in class names.
    pub name: String,
    /// One of them.
    pub label: String,
    /// Several of them.
    pub plural: String,
    /// Its index page.
    pub url: String,
}

/// One step of a path.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct PathStep {
    /// From 1.
    pub number: u32,
    /// The page's title.
    pub title: String,
    pub url: String,
    /// Whether this is the page shown.
    pub current: bool,
}
