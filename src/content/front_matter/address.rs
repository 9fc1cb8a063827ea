//! The keys that make addresses: `slug` and `aliases`. They become folders, so nothing may lead elsewhere or have a
//! name that a system or a browser reads in its own way.

use crate::data::{Node, Reader};
use crate::source::Span;

/// `slug`: one part of an address.
pub(super) fn slug(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let slug = reader.line(key, node)?;
    let nameless = (!slug.contains(char::is_alphanumeric)).then_some("has no letter or digit");
    match fault(&slug).or(nameless) {
        None => Some(slug),
        Some(fault) => {
            let help = match crate::course::slug(&slug) {
                plain if plain.is_empty() => "write letters, digits and hyphens".to_owned(),
                plain => format!("write `{plain}`, or remove the key: the file's name is used then"),
            };
            reader.bad(node.span, format!("the slug `{slug}` {fault}"), &help);
            None
        }
    }
}

/// One of `aliases`: an old address from the site's root, with or without a `/` at its ends.
pub(super) fn alias(reader: &mut Reader, key: &str, node: &Node) -> Option<(String, Span)> {
    let alias = reader.line(key, node)?;
    let inner = alias.strip_prefix('/').unwrap_or(&alias);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let found = if inner.split('/').next().is_some_and(|first| first.contains(':')) {
        Some("is a whole address")
    } else if alias.contains("//") {
        Some("has two `/` in a row")
    } else {
        inner.split('/').find_map(fault)
    };
    match found {
        None => Some((alias, node.span)),
        Some(fault) => {
            let help = "write the old path from the site's root, such as `old-module/old-lesson/`";
            reader.bad(node.span, format!("the alias `{alias}` {fault}"), help);
            None
        }
    }
}

/// What makes `part` unfit for a part of an address. The characters are those that a path in an address, a folder on
/// some system or a link would read as something else.
fn fault(part: &str) -> Option<&'static str> {
    const FORBIDDEN: &[char] = &['/', '\\', ':', '*', '?', '"', '<', '>', '|', '#', '%'];
    if part.is_empty() {
        Some("is empty")
    } else if part == "." || part == ".." {
        Some("leads to another folder")
    } else if part.starts_with('.') || part.ends_with('.') {
        Some("begins or ends with a dot")
    } else if part.contains(FORBIDDEN) {
        Some("has a character that cannot stand in an address")
    } else if part.contains(char::is_whitespace) {
        Some("has white space")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn a_part_of_an_address_leads_nowhere_else() {
        for part in ["what-they-protect", "überträgt", "日本", "v1.2", "a_b~c", "index.html"] {
            assert_eq!(fault(part), None, "{part}");
        }
        for part in ["", ".", "..", ".git", "a.", "a/b", "a\\b", "c:", "a b", "a?b", "a#b", "%2e%2e", "a\u{2028}b"] {
            assert!(fault(part).is_some(), "{part}");
        }
    }
}
