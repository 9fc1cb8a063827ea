//! The view of the site, which every template sees.

use serde::Serialize;

use crate::data::FreeValue;

use super::link::{DateView, Link};

/// What every template sees as `site`.
#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct SiteView {
    /// The course's title.
    pub title: String,
    /// One sentence; may be empty.
    pub description: String,
    /// BCP 47 tag, for `lang`.
    pub language: String,
    /// `ltr` or `rtl`, for `dir`.
    pub direction: &'static str,
    /// The way from this page to the site's root: empty, `../`…, or an absolute path on the 404 page.
    pub root: String,
    /// The front page.
    pub home_url: String,
    /// Pages about the course as a whole: glossary, topics and kinds, as far as there are any.
    pub links: Vec<Link>,
    /// Links that the course itself puts at the foot of every page, such as an imprint.
    pub footer_links: Vec<Link>,
    /// The absolute address of the picture that other sites show with a link, when there is a base URL.
    pub image_url: Option<String>,
    /// The language with a territory, as Open Graph has it: `de_DE`.
    pub og_locale: Option<String>,
    /// The feed's absolute address, when there is one.
    pub feed_url: Option<String>,
    /// The Content-Security-Policy for the `<meta>`.
    pub csp: String,
    /// Whether this is the facilitator's edition.
    pub facilitator: bool,
    /// Whether the site has a search index.
    pub search: bool,
    /// Whether browsers keep what was read, for reading offline.
    pub offline: bool,
    /// The course's id, under which browsers keep what learners did; empty when it has none, then the path counts.
    pub storage_key: String,
    /// The ids that the course had before, with spaces between them.
    pub former_storage_keys: String,
    /// For whom.
    pub audience: Option<String>,
    /// By whom.
    pub authors: Vec<AuthorView>,
    /// Who helped.
    pub contributors: Vec<ContributorView>,
    /// What learners should know or have before.
    pub prerequisites: Vec<String>,
    /// Under which licence the course can be used; the address of its text may be empty.
    pub licence: Option<Link>,
    /// Which version of the course it is.
    pub version: Option<String>,
    /// Its DOI, with the address that leads to it.
    pub doi: Option<Link>,
    /// When last reviewed.
    pub reviewed: Option<DateView>,
    /// `[extra]` of site.toml.
    pub extra: FreeValue,
    /// Style sheets of the course's own, by their names for `asset`.
    pub styles: Vec<String>,
    /// Scripts of the course's own, by their names for `asset`; those that end in `.mjs` are modules.
    pub scripts: Vec<String>,
    /// The logo, by its name for `asset`.
    pub logo: Option<String>,
    /// The colour of the page in the light look, as `#rrggbb`.
    pub paper: String,
    /// The same in the dark look.
    pub dark_paper: String,
    /// Interests to be disclosed.
    pub disclosures: Option<String>,
    /// The head of the page before its own style sheets and after them, the bar at its top and its foot, made by
    /// `parts/head.html`, `parts/scripts.html`, `parts/masthead.html` and `parts/footer.html`. They see `site` alone: most
    /// pages share them.
    pub head_html: String,
    /// See [`Self::head_html`].
    pub scripts_html: String,
    /// See [`Self::head_html`].
    pub masthead_html: String,
    /// See [`Self::head_html`].
    pub footer_html: String,
    /// The interface's words for scripts, made by `parts/messages.html`, which sees no view.
    pub messages_html: String,
}

#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct AuthorView {
    pub name: String,
    /// Degrees, licences, position.
    pub credentials: Option<String>,
}

#[derive(Debug, Clone, Default, Hash, Serialize)]
pub(crate) struct ContributorView {
    pub name: String,
    /// What they did.
    pub role: Option<String>,
}
