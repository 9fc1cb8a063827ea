//! From TOML to [`SiteConfig`].

use crate::diagnostic::Outcome;
use crate::source::FileId;

use super::SiteConfig;

/// Reads `site.toml`. The value is usable even with errors: what could not be read has its default.
pub fn parse(_text: &str, _file: FileId) -> Outcome<SiteConfig> {
    unimplemented!()
}
