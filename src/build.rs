//! The stages, composed: a snapshot of the course folder in, the site as data out.
//!
//! [`build`] is the only way to a site, for `build`, `check` and `serve` alike; [`Memo`] is what it may reuse.

use std::sync::Arc;

use crate::course::Course;
use crate::diagnostic::Outcome;
use crate::input::Inputs;
use crate::site::Site;

/// What the command line asks of a build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuildOptions {
    /// In place of `base_url`.
    pub base_url: Option<String>,
    /// Whether drafts are part of the course.
    pub drafts: bool,
    /// Whether this is the facilitator's edition.
    pub facilitator: bool,
}

/// What earlier builds made that a later one may reuse.
#[derive(Debug, Default)]
pub struct Memo {}

/// A finished build.
#[derive(Debug, Clone, Default)]
pub struct Built {
    /// The files of the site; empty when there were errors.
    pub site: Site,
    /// The course as understood.
    pub course: Arc<Course>,
    /// The path of `base_url`: begins and ends with `/`.
    pub base_path: String,
}

/// Builds the site. With errors among the diagnostics, the site must not be written.
pub fn build(_inputs: &Inputs, _options: &BuildOptions, _memo: &mut Memo) -> Outcome<Built> {
    unimplemented!()
}
