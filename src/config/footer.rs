//! `[footer]`, and the picture that stands for the course elsewhere: what a site says of itself beside its pages.

use crate::data::{Node, Reader, Table, shorten};
use crate::source::{CoursePath, Span};

use super::keys::FOOTER_LINK;
use super::support::is_address;

/// So many links stand at the foot of every page at most.
const MOST_LINKS: usize = 30;

/// A link at the foot of every page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FooterLink {
    /// `label`.
    pub label: String,
    /// `url`.
    pub target: FooterTarget,
}

/// Where such a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FooterTarget {
    /// Elsewhere: to this address.
    Address(String),
    /// To the page made from this file, which is named here.
    Page(CoursePath, Span),
}

/// `links`.
pub(super) fn footer(reader: &mut Reader, table: &Table<'_>) -> Vec<FooterLink> {
    let links = table.list(reader, "links", link);
    if let Some(entry) = table.entry("links").filter(|_| links.len() > MOST_LINKS) {
        let message =
            format!("there are {} links at the foot of every page, and at most {MOST_LINKS} can be", links.len());
        reader.bad(entry.key_span, message, "write a page with the others, and link to that");
    }
    links
}

fn link(reader: &mut Reader, _: &str, node: &Node) -> Option<FooterLink> {
    let table = reader.table("`[footer.links]`", "footer.links", node, FOOTER_LINK)?;
    for key in ["label", "url"] {
        if !table.has(key) {
            let help = "write `{ label = \"…\", url = \"imprint.md\" }`";
            reader.missing(node.span, format!("a link of `[footer]` has no `{key}`"), help);
        }
    }
    let (label, target) = (table.line(reader, "label"), table.read(reader, "url", target));
    Some(FooterLink { label: label?, target: target? })
}

fn target(reader: &mut Reader, key: &str, node: &Node) -> Option<FooterTarget> {
    let written = reader.line(key, node)?;
    if is_address(&written) {
        return Some(FooterTarget::Address(written));
    }
    if has_ending(&written, &["md", "markdown"]) {
        return Some(FooterTarget::Page(in_content(&written), node.span));
    }
    let help =
        "write an address that begins with `https:`, `tel:` or `mailto:`, or the path of a page such as `imprint.md`";
    reader.bad(node.span, format!("`{key}` is `{}`, which leads nowhere", shorten(&written)), help);
    None
}

/// `image`, and where it is named.
pub(super) fn image(reader: &mut Reader, key: &str, node: &Node) -> Option<(CoursePath, Span)> {
    let written = reader.line(key, node)?;
    if has_ending(&written, &["png", "jpg", "jpeg", "webp", "gif"]) {
        return Some((in_content(&written), node.span));
    }
    let help = "write the path of a PNG or JPEG from `content`, such as `cover.png`; other sites show no SVG";
    reader.bad(node.span, format!("`{key}` cannot be `{}`", shorten(&written)), help);
    None
}

fn has_ending(path: &str, endings: &[&str]) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    !path.contains(':') && endings.contains(&ending.as_str())
}

fn in_content(written: &str) -> CoursePath {
    CoursePath::new(&format!("content/{}", written.trim_start_matches(['/', '.'])))
}
