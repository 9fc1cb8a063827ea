//! Whose head the front matter is: what a page is by its path alone.

use crate::input::roles::{CONTENT, FileRole};
use crate::source::CoursePath;

/// What a page is whose head is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// `content/_index.md`.
    FrontPage,
    /// The own page of a folder directly in `content`.
    Module,
    /// Any other, also the own page of a folder within a module.
    Page,
}

impl Head {
    /// What the page at this path is.
    pub(super) fn of(path: &CoursePath) -> Self {
        let folder = CoursePath::new(path.folder());
        match folder.below(CONTENT) {
            _ if FileRole::of(path) != FileRole::Index => Self::Page,
            None => Self::FrontPage,
            Some(below) if below.contains('/') => Self::Page,
            Some(_) => Self::Module,
        }
    }

    /// What messages call it, where it does not take every key.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::FrontPage => Some("the front page"),
            Self::Module => Some("a module's own page"),
            Self::Page => None,
        }
    }
}
