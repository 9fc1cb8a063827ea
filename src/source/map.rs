//! The texts of a build, by file id.

use std::sync::Arc;

use imbl::OrdMap;

use super::{CoursePath, FileId, LineIndex, PageText, Position, Span};

/// One text and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path from the course's root.
    pub path: CoursePath,
    text: SourceText,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum SourceText {
    Held(Arc<str>),
    Page(Arc<PageText>),
}

impl SourceFile {
    /// Its text; where the file was not UTF-8, with replacement characters after the first fault. `None` for a page that is no
    /// longer as it was when the course was read.
    pub fn text(&self) -> Option<Arc<str>> {
        match &self.text {
            SourceText::Held(text) => Some(Arc::clone(text)),
            SourceText::Page(text) => text.get(),
        }
    }
}

/// Every text that a diagnostic of a build may point into. To clone it costs nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    files: OrdMap<FileId, SourceFile>,
}

impl SourceMap {
    /// Adds a text and returns its id; the same path again replaces the text.
    pub fn add(&mut self, path: CoursePath, text: Arc<str>) -> FileId {
        self.put(path, SourceText::Held(text))
    }

    /// The same for the text of a page.
    pub(crate) fn add_page(&mut self, path: CoursePath, text: Arc<PageText>) -> FileId {
        self.put(path, SourceText::Page(text))
    }

    fn put(&mut self, path: CoursePath, text: SourceText) -> FileId {
        let id = FileId::of(&path);
        self.files.insert(id, SourceFile { path, text });
        id
    }

    /// Forgets the text of a file that is gone.
    pub fn remove(&mut self, path: &CoursePath) {
        self.files.remove(&FileId::of(path));
    }

    /// These texts and others; where both have a path, its text here stays.
    #[must_use]
    pub(crate) fn with(self, others: &Self) -> Self {
        Self { files: self.files.union(others.files.clone()) }
    }

    /// The file with this id.
    pub fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(&file)
    }

    /// The first and the last place of a span, the last one exclusive.
    pub fn positions(&self, span: Span) -> Option<(Position, Position)> {
        let text = self.get(span.file)?.text()?;
        let index = LineIndex::new(&text);
        Some((index.position(&text, span.start as usize), index.position(&text, span.end as usize)))
    }
}
