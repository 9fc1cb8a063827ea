//! `[support]`: where a distressed reader can turn.

use crate::data::{Node, Reader, Table};

use super::keys::SUPPORT_LINK;

/// What an address in `links` begins with.
const SCHEMES: [&str; 4] = ["https:", "http:", "tel:", "mailto:"];

/// Where a distressed reader can turn; shown with every advisory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Support {
    /// `title`.
    pub title: Option<String>,
    /// `text`.
    pub text: Option<String>,
    /// `links`: words, and an address where there is one.
    pub links: Vec<(String, Option<String>)>,
}

pub(super) fn support(reader: &mut Reader, table: &Table<'_>) -> Support {
    Support {
        title: table.line(reader, "title"),
        text: table.text(reader, "text"),
        links: table.list(reader, "links", link),
    }
}

/// A place to turn to: words alone, or a table of `label` and `url`.
fn link(reader: &mut Reader, key: &str, node: &Node) -> Option<(String, Option<String>)> {
    if node.entries().is_none() {
        return Some((reader.line(key, node)?, None));
    }
    let table = reader.table("`[support.links]`", "support.links", node, SUPPORT_LINK)?;
    for key in ["label", "url"] {
        if !table.has(key) {
            let help = "write `{ label = \"…\", url = \"https://…\" }`";
            reader.missing(node.span, format!("a link of `[support]` has no `{key}`"), help);
        }
    }
    let (label, url) = (table.line(reader, "label"), table.read(reader, "url", address));
    Some((label?, Some(url?)))
}

/// Whether a text begins as an address that a link may lead to.
pub(super) fn is_address(text: &str) -> bool {
    SCHEMES.iter().any(|scheme| text.starts_with(scheme))
}

fn address(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let address = reader.line(key, node)?;
    if is_address(&address) {
        return Some(address);
    }
    let help = "write an address that begins with `https:`, `tel:` or `mailto:`";
    reader.bad(node.span, format!("`{key}` is `{address}`, which leads nowhere"), help);
    None
}
