//! `SUMMARY.md`: a list of links, in which lists stand (rust-lang.github.io/mdBook, "SUMMARY.md").

use super::super::html::text_of;
use super::super::html::tree::{Element, Node, of_markdown};
use super::super::report::{Place, Report};

/// A chapter with those in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Chapter {
    pub(super) title: String,
    /// From the book's folder of sources; none for one that is planned.
    pub(super) path: Option<String>,
    pub(super) is_draft: bool,
    pub(super) children: Vec<Chapter>,
}

impl Chapter {
    /// The chapters in it, however deep, in reading order.
    pub(super) fn all_below(&self) -> Vec<&Self> {
        self.children.iter().flat_map(|child| std::iter::once(child).chain(child.all_below())).collect()
    }
}

/// The chapters in their order. Names of parts are reported.
pub(super) fn chapters(text: &str, file: &str, report: &mut Report) -> Vec<Chapter> {
    let mut chapters = Vec::new();
    for (at, node) in of_markdown(text).iter().enumerate() {
        let Node::Element(element) = node else { continue };
        match element.name.as_str() {
            "ul" | "ol" => chapters.extend(entries(element)),
            "p" => chapters.extend(element.children.iter().filter_map(link)),
            "h1" if at == 0 => {}
            "h1" | "h2" | "h3" => report.lost(
                &Place::words(file, text_of(&element.children).trim()),
                format!("the part `{}`", text_of(&element.children)),
                "left out: its chapters are modules",
            ),
            _ => {}
        }
    }
    chapters
}

fn entries(list: &Element) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = Vec::new();
    for node in &list.children {
        let Node::Element(entry) = node else { continue };
        let found = entry.children.iter().find_map(|node| match node {
            Node::Element(paragraph) if paragraph.name == "p" => paragraph.children.iter().find_map(link),
            other => link(other),
        });
        let inner = entry.children.iter().filter_map(|node| match node {
            Node::Element(list) if matches!(list.name.as_str(), "ul" | "ol") => Some(entries(list)),
            _ => None,
        });
        let children: Vec<Chapter> = inner.flatten().collect();
        match found {
            Some(chapter) => chapters.push(Chapter { children, ..chapter }),
            None => chapters.extend(children),
        }
    }
    chapters
}

fn link(node: &Node) -> Option<Chapter> {
    let Node::Element(link) = node else { return None };
    if link.name != "a" {
        return None;
    }
    let address = link.attribute("href").trim().trim_start_matches("./");
    let decoded = percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned();
    let path = Some(decoded).filter(|path| !path.is_empty());
    Some(Chapter { title: text_of(&link.children), is_draft: path.is_none(), path, children: Vec::new() })
}
