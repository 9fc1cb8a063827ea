//! The view of the sidebar.

use serde::Serialize;

use super::placeholder::Placeholder;

/// Modules and the lessons of the open one (`tree` in `parts/tree.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct TreeView {
    /// The modules shown: all of a small course, the neighbours of the open one in a large course.
    pub modules: Vec<TreeModule>,
    /// Whether modules are left out; then a link to the front page stands in for them.
    pub shortened: bool,
}

/// A module in the tree.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct TreeModule {
    /// From 1.
    pub number: usize,
    pub title: String,
    /// Its index page.
    pub url: String,
    /// Whether its index page is the page shown.
    pub current: bool,
    /// Whether the page shown is in it; then its lessons are listed.
    pub open: bool,
    /// Its lessons, each made by `parts/tree-lesson.html`: of a large module those around the page.
    pub lessons_html: Placeholder,
    /// Whether lessons are left out; then a link to the module's index page stands in for them.
    pub shortened: bool,
}
