//! Pictures in SVG as they are published.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::course::InlineDrawing;
use crate::diagnostic::Diagnostic;
use crate::drawing;
use crate::input::roles::{AllowedFiles, is_drawing};
use crate::input::{FileContent, Inputs, Refusal};
use crate::source::{CoursePath, Digest, FileId};

use super::files::CourseFiles;

/// Every picture, cleaned, and what was found in it.
#[derive(Debug, Default)]
pub(super) struct Drawings {
    /// Of the files and of what the author lets through, as they last were.
    key: Option<Digest>,
    cleaned: BTreeMap<CoursePath, Cleaned>,
    published: BTreeMap<CoursePath, Arc<str>>,
    inline: Arc<BTreeMap<CoursePath, Arc<InlineDrawing>>>,
    /// Of all pictures that are copied, in pixels.
    sizes: Arc<BTreeMap<CoursePath, (u32, u32)>>,
    found: Arc<[Diagnostic]>,
}

#[derive(Debug, Clone)]
struct Cleaned {
    /// Of the picture as written.
    digest: Digest,
    text: Arc<str>,
    inline: Option<Arc<InlineDrawing>>,
    size: Option<(u32, u32)>,
    found: Vec<Diagnostic>,
}

impl Drawings {
    /// Cleans the pictures that are new or other; everything that was found in any. `beside` is the digest of all files
    /// beside the pages.
    pub(super) fn update(
        &mut self,
        files: &CourseFiles,
        inputs: &Inputs,
        (allowed, beside): (&AllowedFiles, Digest),
    ) -> Arc<[Diagnostic]> {
        let key = Digest::of_value(&(allowed, beside));
        if self.key.replace(key) == Some(key) {
            return Arc::clone(&self.found);
        }
        let last = std::mem::take(&mut self.cleaned);
        let drawings: Vec<&CoursePath> = files
            .beside()
            .filter(|(path, refusal)| {
                refusal.is_none() && is_drawing(path) && !Refusal::RunsScripts.is_allowed(path, allowed)
            })
            .map(|(path, _)| path)
            .collect();
        let clean = |path: &CoursePath| {
            let file = inputs.files.get(path)?;
            if let Some(known) = last.get(path).filter(|known| known.digest == file.digest) {
                return Some((path.clone(), known.clone()));
            }
            let text = match &file.content {
                FileContent::Text(text) => text,
                FileContent::Page(_) | FileContent::Bytes(_) | FileContent::OnDisk(_) => return None,
            };
            let outcome = drawing::clean(text, FileId::of(path));
            let drawing::CleanDrawing { text, inline } = outcome.value;
            let (size, inline) = (drawing::size(&text), inline.map(Arc::new));
            let cleaned = Cleaned { digest: file.digest, text: text.into(), inline, size, found: outcome.diagnostics };
            Some((path.clone(), cleaned))
        };
        self.cleaned = drawings.into_par_iter().filter_map(clean).collect();
        self.published = self.cleaned.iter().map(|(path, drawing)| (path.clone(), Arc::clone(&drawing.text))).collect();
        let inline = self.cleaned.iter().filter_map(|(path, drawing)| Some((path.clone(), drawing.inline.clone()?)));
        self.inline = Arc::new(inline.collect());
        let drawn = self.cleaned.iter().filter_map(|(path, drawing)| Some((path.clone(), drawing.size?)));
        let copied = files.beside().filter_map(|(path, _)| Some((path.clone(), inputs.files.get(path)?.pixels?)));
        self.sizes = Arc::new(drawn.chain(copied).collect());
        self.found = self.cleaned.values().flat_map(|drawing| drawing.found.iter().cloned()).collect();
        Arc::clone(&self.found)
    }

    /// Width and height of the pictures that are copied.
    pub(super) fn sizes(&self) -> Arc<BTreeMap<CoursePath, (u32, u32)>> {
        Arc::clone(&self.sizes)
    }

    /// The pictures that stand in pages themselves.
    pub(super) fn inline(&self) -> Arc<BTreeMap<CoursePath, Arc<InlineDrawing>>> {
        Arc::clone(&self.inline)
    }

    /// The pictures as they are published.
    pub(super) fn published(&self) -> &BTreeMap<CoursePath, Arc<str>> {
        &self.published
    }
}
