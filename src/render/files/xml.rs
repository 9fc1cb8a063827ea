//! What the XML files share: absolute addresses, and text as XML.

use crate::config::{BaseUrl, SiteConfig};
use crate::course::Page;

use crate::render::links::encode;

/// What absolute addresses begin with.
pub(super) fn root(config: &SiteConfig) -> String {
    config.base_url.as_ref().map_or_else(String::new, BaseUrl::root)
}

/// A page's absolute address.
pub(super) fn location(root: &str, page: &Page) -> String {
    format!("{root}{}", encode(page.address.as_str()))
}

/// Text for an element or an attribute in double quotes.
pub(super) fn escape(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')).collect();
    clean.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
