//! The views of parts set off from the text, and of figures.

use serde::Serialize;

use super::link::Link;
use super::placeholder::Placeholder;

/// A part set off from the text (`blocks/container.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ContainerView {
    /// `note`, `tip`, `warning`, `advisory`, `key-points`, `details`, `exercise`, `solution`, `hint`, `figures` or `facilitator`.
    pub name: &'static str,
    /// Of an exercise: its number on the page, from 1.
    pub number: Option<usize>,
    /// Of a part for facilitators: how long what it tells takes a group.
    pub minutes: Option<u32>,
    /// Whether what is shown on request stands open: in the facilitator's edition.
    pub open: bool,
    /// The element's id, when given.
    pub dom_id: Option<String>,
    /// The name of a container of the course's own (`[containers.*]`), whose look is `name`.
    pub own: Option<String>,
    /// What the course calls it, where it is a container of its own (`[containers.*]`).
    pub label: Option<String>,
    /// Of a solution or a hint: what its exercise is called.
    pub exercise: Option<String>,
    /// The title; empty where the author gave none.
    pub title_html: Placeholder,
    pub body_html: Placeholder,
    /// Of an advisory: the next page, for those who would rather not read this one.
    pub skip_to: Option<Link>,
    /// Of an advisory: where a distressed reader can turn.
    pub support: Option<SupportView>,
}

/// Where a distressed reader can turn.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct SupportView {
    pub title: Option<String>,
    /// A few sentences.
    pub text: Option<String>,
    /// Places; the address of one may be empty.
    pub links: Vec<Link>,
}

/// A figure (`blocks/figure.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct FigureView {
    /// The element's id, when given.
    pub dom_id: Option<String>,
    /// Its number on the page, from 1, where it has a caption.
    pub number: Option<usize>,
    /// The `<img>`.
    pub picture_html: Placeholder,
    /// What stands under it; may be empty.
    pub caption_html: Placeholder,
}

/// A film or a recording (`blocks/media.html`).
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct MediaView {
    /// `video` or `audio`.
    pub kind: &'static str,
    /// The element's id, when given.
    pub dom_id: Option<String>,
    /// What it is, as plain text; may be empty.
    pub title: String,
    /// The same with its markup.
    pub title_html: Placeholder,
    /// The address of a file of the course's own.
    pub url: Option<String>,
    /// The same for paper: absolute where the course knows its address, and else from the site's root.
    pub address: Option<String>,
    /// Where it lies elsewhere.
    pub player: Option<PlayerView>,
    pub captions_url: Option<String>,
    /// A language tag.
    pub captions_language: String,
    /// The picture that stands in its place.
    pub poster_url: Option<String>,
    /// A file with the transcript.
    pub transcript_url: Option<String>,
    /// The same for paper.
    pub transcript_address: Option<String>,
    /// The transcript; may be empty where there is a file.
    pub transcript_html: Placeholder,
}

/// A film or a recording at a host elsewhere.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct PlayerView {
    /// What is loaded when somebody wants it.
    pub address: String,
    /// Its page there.
    pub page: String,
    /// What people call the host.
    pub host: String,
    /// Whether it is shown in a frame; otherwise it is a file.
    pub is_frame: bool,
}
