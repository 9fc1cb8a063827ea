//! What the XML files share: absolute addresses, and text as XML.

use crate::config::{BaseUrl, SiteConfig};
use crate::course::Page;
use crate::source::html::push_attribute;

use crate::render::links::encode;

/// What absolute addresses begin with.
pub(super) fn root(config: &SiteConfig) -> String {
    config.base_url.as_ref().map_or_else(String::new, BaseUrl::root)
}

/// A page's absolute address.
pub(super) fn location(root: &str, page: &Page) -> String {
    format!("{root}{}", encode(page.address.as_str()))
}

/// Text for an element or an attribute in double quotes, without what no XML document can hold.
pub(super) fn escape(text: &str) -> String {
    let allowed: String = text.chars().filter(|character| is_allowed(*character)).collect();
    let mut xml = String::with_capacity(allowed.len());
    push_attribute(&mut xml, &allowed);
    xml
}

/// Whether an XML document may hold a character, also as a reference (XML 1.0, fifth edition, production 2), and nobody
/// advises against it (the note to that production: controls, and characters that Unicode keeps for no use).
fn is_allowed(character: char) -> bool {
    let is_noncharacter = matches!(character, '\u{fdd0}'..='\u{fdef}') || u32::from(character) & 0xfffe == 0xfffe;
    !is_noncharacter && (!character.is_control() || matches!(character, '\t' | '\n' | '\r'))
}
