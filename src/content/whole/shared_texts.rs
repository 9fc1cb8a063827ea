//! What pages have in common.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::config::Values;
use crate::diagnostic::NameIndex;
use crate::source::{CoursePath, Digest};

/// What pages have in common: the values of the course and the texts that pages include.
#[derive(Debug, Default)]
pub(crate) struct SharedTexts {
    /// `[values]`.
    pub(crate) values: Values,
    pub(crate) includes: Includes,
}

/// Texts by their names: the path below `content/_shared` without the ending.
#[derive(Debug, Default)]
pub(crate) struct Includes {
    texts: BTreeMap<String, SharedText>,
    /// For what is misspelt, made when something is.
    near: OnceLock<NameIndex>,
}

/// A text that pages include.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SharedText {
    pub(crate) path: CoursePath,
    pub(crate) text: Arc<str>,
    /// Of the file.
    pub(crate) digest: Digest,
}

impl Includes {
    pub(crate) fn get(&self, name: &str) -> Option<&SharedText> {
        self.texts.get(name)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &SharedText)> {
        self.texts.iter().map(|(name, text)| (name.as_str(), text))
    }

    /// The names that could be meant.
    pub(super) fn near(&self, name: &str) -> Vec<&str> {
        self.near.get_or_init(|| NameIndex::of(self.texts.keys().map(String::as_str))).near(name)
    }
}

impl FromIterator<(String, SharedText)> for Includes {
    fn from_iter<T: IntoIterator<Item = (String, SharedText)>>(texts: T) -> Self {
        Self { texts: texts.into_iter().collect(), near: OnceLock::new() }
    }
}
