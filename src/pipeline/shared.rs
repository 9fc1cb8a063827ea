//! Values and includes, and which pages must be read again when they change.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::config::Values;
use crate::content::{SharedText, SharedTexts, Uses};
use crate::input::roles::{CONTENT, SHARED, page_stem};
use crate::input::{FileRole, Inputs};
use crate::source::Digest;

use super::files::CourseFiles;

/// The shared texts as pages were last made from them.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) texts: SharedTexts,
    /// Of the includes, by path and bytes.
    digest: Option<Digest>,
}

/// Names of shared texts that are other than in the build before.
#[derive(Debug, Default)]
pub(super) struct ChangedNames {
    values: BTreeSet<String>,
    includes: BTreeSet<String>,
}

impl Shared {
    /// Brings the shared texts up to date; the names of those that are other.
    pub(super) fn update(&mut self, files: &CourseFiles, inputs: &Inputs, values: &Values) -> ChangedNames {
        let mut changed = ChangedNames::default();
        if self.texts.values != *values {
            changed.values = values.other_than(&self.texts.values).map(str::to_owned).collect();
            self.texts.values = values.clone();
        }
        let is_include = |role| role == FileRole::Include;
        let digest = Some(files.digest(is_include));
        if self.digest != digest {
            self.digest = digest;
            let read = files.texts(inputs, is_include).into_iter().filter_map(|(path, text, _)| {
                let file = inputs.files.get(path)?;
                let below = path.below(CONTENT)?.strip_prefix(SHARED)?.strip_prefix('/')?;
                let text = SharedText { path: path.clone(), text: Arc::from(text), digest: file.digest };
                Some((page_stem(below).unwrap_or(below).to_owned(), text))
            });
            let before = std::mem::replace(&mut self.texts.includes, read.collect());
            let now = &self.texts.includes;
            let names = before.iter().chain(now.iter()).map(|(name, _)| name);
            changed.includes = names.filter(|name| before.get(name) != now.get(name)).map(str::to_owned).collect();
        }
        changed
    }
}

impl ChangedNames {
    /// Whether nothing changed.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty() && self.includes.is_empty()
    }

    /// Whether a page that was made of these is other now.
    pub(super) fn are_in(&self, uses: &Uses) -> bool {
        uses.has_unknown || !self.values.is_disjoint(&uses.values) || !self.includes.is_disjoint(&uses.includes)
    }
}
