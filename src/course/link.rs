//! Links as written, resolved as far as one file allows.

use crate::source::{CoursePath, FileId, Span};

/// A link or a picture's source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    /// Where it leads.
    pub destination: Destination,
    /// Whether it is shown in place (a picture, sound or film) rather than followed.
    pub embedded: bool,
    /// Whether it has no words, and is called what it leads to.
    pub is_nameless: bool,
    /// Where it was written.
    pub span: Span,
    /// Where its path stands, without what follows `#`; `None` where it is not written out as it is.
    pub written: Option<Span>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Destination {
    /// Another site, `mailto:` or `tel:`; kept as written.
    External(String),
    /// A file of the course (a page's Markdown or any other file), and a place in it.
    File {
        path: CoursePath,
        /// What follows `?`, as written, without it.
        query: Option<String>,
        /// What follows `#`, percent-decoded, without it.
        fragment: Option<String>,
    },
    /// A place on the same page.
    Fragment(String),
    /// A term of the glossary (`term:rupture`).
    Term(String),
    /// A path that leads out of the course or starts at the host's root; kept as written, reported as broken.
    Outside(String),
}

impl Destination {
    /// The file of the course that it leads to.
    pub(crate) fn file(&self) -> Option<FileId> {
        match self {
            Self::File { path, .. } => Some(FileId::of(path)),
            _ => None,
        }
    }
}

/// A picture on a page, whose size stands in its `<img>`, so that the text below does not jump when it comes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PictureSize {
    /// The picture's file.
    pub path: CoursePath,
    /// How many pixels wide it is shown, where its author says so.
    pub width: Option<u32>,
    /// The how manieth picture of its page it is.
    pub number: u32,
}

impl PictureSize {
    /// What stands behind the size, to the end of the tag.
    pub(crate) const REST: &'static str = " loading=\"lazy\" decoding=\"async\">";
}
