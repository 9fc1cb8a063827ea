//! The names of elements and attributes, which QTI 3 writes with hyphens: `qti-simple-choice` is `simpleChoice`.

use roxmltree::Node;

/// The name of an element as QTI 2 has it.
pub(super) fn name(node: Node<'_, '_>) -> String {
    let written = node.tag_name().name();
    written.strip_prefix("qti-").map_or_else(|| written.to_owned(), camel)
}

fn camel(written: &str) -> String {
    let mut name = String::with_capacity(written.len());
    let mut is_upper = false;
    for character in written.chars() {
        match character {
            '-' => is_upper = true,
            other if std::mem::take(&mut is_upper) => name.extend(other.to_uppercase()),
            other => name.push(other),
        }
    }
    name
}

/// The value of an attribute by its name in QTI 2; empty where there is none.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attributes()
        .find(|attribute| attribute.name() == name || camel(attribute.name()) == name)
        .map_or("", |attribute| attribute.value())
}

/// Child elements of a name.
pub(super) fn children<'a, 'i>(node: Node<'a, 'i>, wanted: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && name(*child) == wanted)
}

/// The first child element of a name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, wanted: &'static str) -> Option<Node<'a, 'i>> {
    children(node, wanted).next()
}

/// All elements of a name below a node.
pub(super) fn descendants<'a, 'i>(node: Node<'a, 'i>, wanted: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |inner| inner.is_element() && name(*inner) == wanted)
}
