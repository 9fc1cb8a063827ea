//! Films and sound on a page.

use crate::source::{CoursePath, Span};

use super::{Link, Prose};

/// A film or a recording, with what stands in its place for those who do not see or hear it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Media {
    pub kind: MediaKind,
    /// The id, when given.
    pub id: Option<String>,
    /// What it is; may be empty.
    pub title: Prose,
    pub source: MediaSource,
    /// The captions of a film of the course's own, and the language they are in where it is another than the course's.
    pub captions: Option<(Link, Option<String>)>,
    /// The picture that stands in its place.
    pub poster: Option<Link>,
    /// A file with the transcript.
    pub transcript_file: Option<Link>,
    /// The transcript on the page; may be empty where there is a file.
    pub transcript: Prose,
    /// The opening line.
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaKind {
    Video,
    Audio,
}

impl MediaKind {
    /// The name in Markdown and of the element.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Audio => "audio",
        }
    }
}

/// Where a film or a recording lies.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MediaSource {
    /// Among the course's files.
    Own(Link),
    /// At a host elsewhere, which is asked when somebody wants it.
    Elsewhere(Player),
}

/// A film or a recording at a host elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Player {
    /// Its page there, for those who follow a link.
    pub page: String,
    /// What is loaded into this page.
    pub address: String,
    /// The origin that is asked, such as `https://www.youtube-nocookie.com`.
    pub origin: String,
    /// What people call the host.
    pub host: String,
    /// Whether it is a page to be shown in a frame; otherwise it is a file.
    pub is_frame: bool,
}

impl Media {
    /// The links of the page that it holds.
    pub(crate) fn links(&self) -> impl Iterator<Item = &Link> {
        let own = match &self.source {
            MediaSource::Own(link) => Some(link),
            MediaSource::Elsewhere(_) => None,
        };
        own.into_iter()
            .chain(self.captions.iter().map(|(link, _)| link))
            .chain(&self.poster)
            .chain(&self.transcript_file)
    }

    /// The file of its captions.
    pub(crate) fn captions_file(&self) -> Option<&CoursePath> {
        match &self.captions.as_ref()?.0.destination {
            super::Destination::File { path, .. } => Some(path),
            _ => None,
        }
    }
}
