//! How much a picture draws, if anything: a part that is used is drawn again each time, and may use others. A few lines can ask a browser for more than it
//! will ever draw.

use std::collections::HashMap;
use std::ops::Range;

use roxmltree::{Attribute, Document, Node};

use super::{MOST_DEPTH, MOST_NODES, Unreadable};

/// Whether it draws something, and no more than anybody looks at. What uses itself is drawn once (SVG 2, 5.6).
pub(super) fn is_within_reason(document: &Document<'_>) -> Result<(), Unreadable> {
    if let Some((range, name)) = without_area(document.root_element()) {
        return Err((range, format!("nothing of it would be seen, as its `{name}` has no area")));
    }
    let by_id = document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let mut drawn = Drawn { by_id, known: HashMap::new() };
    drawn.count(document.root_element(), 0).map(|_| ())
}

/// The attribute by which nothing of a picture is shown: a width or height of nothing or less (SVG 2, 8.2 and 8.6).
fn without_area<'r>(root: Node<'r, '_>) -> Option<(Range<usize>, &'r str)> {
    let is_none = |text: &str| text.trim().trim_end_matches("px").parse::<f64>().is_ok_and(|number| number <= 0.0);
    let has_none = |attribute: &Attribute<'_, '_>| match attribute.name() {
        "width" | "height" => is_none(attribute.value()),
        "viewBox" => {
            attribute.value().split([' ', ',', '\t', '\n']).filter(|part| !part.is_empty()).skip(2).any(is_none)
        }
        _ => false,
    };
    let found = root.attributes().find(|attribute| attribute.namespace().is_none() && has_none(attribute))?;
    Some((found.range(), found.name()))
}

struct Drawn<'d, 'i> {
    by_id: HashMap<&'d str, Node<'d, 'i>>,
    /// How many elements those with an id stand for; nothing while one is counted.
    known: HashMap<&'d str, u64>,
}

impl<'d> Drawn<'d, '_> {
    /// How many elements one stands for, with those in it and those that it uses.
    fn count(&mut self, node: Node<'d, '_>, depth: usize) -> Result<u64, Unreadable> {
        if depth > MOST_DEPTH {
            return Err((node.range(), format!("its parts use each other more than {MOST_DEPTH} deep")));
        }
        let id = node.attribute("id");
        if let Some(known) = id.and_then(|id| self.known.get(id)) {
            return Ok(*known);
        }
        if let Some(id) = id {
            self.known.insert(id, 0);
        }
        let mut all = 1_u64;
        for child in node.children().filter(Node::is_element) {
            all = all.saturating_add(self.count(child, depth + 1)?);
        }
        for used in node.attributes().flat_map(|attribute| used(attribute.value())) {
            if let Some(target) = self.by_id.get(used).copied() {
                all = all.saturating_add(self.count(target, depth + 1)?);
            }
        }
        if all > u64::from(MOST_NODES) {
            let why = format!("its parts use each other so often that it would draw more than {MOST_NODES} elements");
            return Err((node.range(), why));
        }
        if let Some(id) = id {
            self.known.insert(id, all);
        }
        Ok(all)
    }
}

/// The ids of elements that the value of an attribute names: `#id`, or `url(#id)` anywhere in it.
fn used(value: &str) -> impl Iterator<Item = &str> {
    let whole = value.trim().strip_prefix('#');
    let within = value.match_indices("url(").filter_map(|(at, opening)| {
        let written = value[at + opening.len()..].split(')').next()?;
        written.trim().trim_matches(['"', '\'']).strip_prefix('#')
    });
    whole.into_iter().chain(within)
}
