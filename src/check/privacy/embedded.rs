//! Pictures that are written into texts as `data:` addresses. Nothing is taken out of them, as they are no files.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::input::Inputs;
use crate::metadata::{self, embedded};
use crate::source::{FileId, Span};

/// A picture that tells something beside what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EmbeddedPicture {
    pub(super) range: Range<usize>,
    /// Whether it tells what has no business in any published file.
    pub(super) is_grave: bool,
}

impl EmbeddedPicture {
    /// Those in a text.
    pub(super) fn all(text: &str) -> Vec<Self> {
        let tells = |bytes: &[u8]| metadata::is_picture(bytes) && !metadata::is_bare(bytes);
        let pictures = embedded(text).into_iter().filter(|file| tells(&file.bytes));
        let is_grave = |bytes: &[u8]| metadata::look(bytes).traces.iter().any(|trace| trace.is_grave());
        pictures.map(|file| Self { is_grave: is_grave(&file.bytes), range: file.range }).collect()
    }

    /// What there is to say of it in a file.
    pub(super) fn finding(&self, file: FileId) -> Diagnostic {
        let message = "this picture is written into the text, with metadata: where, when or with what it was made, or who made it";
        let help = "save it as a file beside the page, from which `attune check --fix` takes them out, and name that";
        Diagnostic::new(Code::PrivacyMetadata, Span::new(file, self.range.clone()), message).help(help)
    }
}

/// Every such picture in a text that is no page: an error where pictures are published without metadata, and otherwise a warning where they
/// tell what no published file should.
pub(crate) fn in_sources(inputs: &Inputs, strips: bool) -> Vec<Diagnostic> {
    let (severity, mut found) = (if strips { Severity::Error } else { Severity::Warning }, Vec::new());
    for (path, file) in inputs.files.iter().filter(|(_, file)| !file.role.is_page()) {
        let Some(text) = file.content.text() else { continue };
        let pictures = EmbeddedPicture::all(&text).into_iter().filter(|picture| strips || picture.is_grave);
        found.extend(pictures.map(|picture| Diagnostic { severity, ..picture.finding(FileId::of(path)) }));
    }
    found
}
