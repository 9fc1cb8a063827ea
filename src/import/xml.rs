//! XML as it comes from other tools: read by roxmltree, without definitions of entities, and not too deep.

use roxmltree::{Document, Node, ParsingOptions};

use super::html::tree::{Element, Node as Markup};
use super::report::{Place, Report};

/// Elements within each other.
const DEEPEST: usize = 120;
/// Elements, attributes and texts in one file.
const MOST_NODES: u32 = 4_000_000;

/// Reads a document; what is wrong with it is reported.
pub(super) fn parse<'t>(file: &str, text: &'t str, report: &mut Report) -> Option<Document<'t>> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(roxmltree::Error::DtdDetected) => {
            report.fault(
                &Place::file(file),
                "the XML defines entities or a type of its own",
                "take the `<!DOCTYPE …>` out: it is not needed, and not read",
            );
            return None;
        }
        Err(error) => {
            let line = error.pos().row as usize;
            report.fault(
                &Place::line(file, line),
                format!("this is not XML: {error}"),
                "export it again, or look at that line",
            );
            return None;
        }
    };
    let deep =
        document.descendants().find(|node| node.is_element() && node.ancestors().take(DEEPEST + 1).count() > DEEPEST);
    if let Some(deep) = deep {
        report.fault(
            &place_of(file, deep),
            format!("elements are nested more than {DEEPEST} deep"),
            "no tool writes this: look at the file",
        );
        return None;
    }
    Some(document)
}

/// Where a node begins.
pub(super) fn place_of(file: &str, node: Node<'_, '_>) -> Place {
    Place::byte(file, node.range().start)
}

/// The first child element of a name, whatever its namespace.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.is_element() && child.tag_name().name() == name)
}

/// All child elements of a name.
pub(super) fn children<'a, 'i: 'a>(node: Node<'a, 'i>, name: &'a str) -> impl Iterator<Item = Node<'a, 'i>> + 'a {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// All text in a node.
pub(super) fn text_in(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

/// The text of a child element, trimmed; empty where there is none.
pub(super) fn text_of(node: Node<'_, '_>, name: &str) -> String {
    child(node, name).map_or_else(String::new, |child| text_in(child).trim().to_owned())
}

/// What stands in a node as marked-up text, with `change` in the place of what it knows.
pub(super) fn markup(node: Node<'_, '_>, change: &mut impl FnMut(Node<'_, '_>) -> Option<Vec<Markup>>) -> Vec<Markup> {
    let mut markups = Vec::new();
    for child in node.children() {
        if let Some(text) = child.text().filter(|_| child.is_text()) {
            markups.push(Markup::Text(text.to_owned()));
        } else if child.is_element() {
            if let Some(changed) = change(child) {
                markups.extend(changed);
                continue;
            }
            let attributes = child.attributes();
            let attributes =
                attributes.map(|attribute| (attribute.name().to_ascii_lowercase(), attribute.value().to_owned()));
            let (name, attributes) = (child.tag_name().name().to_ascii_lowercase(), attributes.collect());
            let children = markup(child, change);
            markups.push(Markup::Element(Element { name, attributes, children }));
        }
    }
    markups
}
