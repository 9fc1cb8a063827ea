//! Formulas in text: TeX between the signs that other tools have for it, and the words of `MathML`.

use super::super::rich_text::{Inline, Line, words};
use super::text_of;
use super::tree::{Element, Node};

/// What opens a formula, what closes it, and whether it stands on a line of its own.
const SIGNS: [(&str, &str, bool); 3] = [("\\(", "\\)", false), ("\\[", "\\]", true), ("$$", "$$", true)];

/// Pushes words with the formulas in them; whether there was one.
pub(super) fn push_with_formulas(line: &mut Line, text: &str) -> bool {
    let (mut rest, mut found) = (text, false);
    while let Some((start, (open, close, is_display))) = next(rest) {
        let inner = &rest[start + open.len()..];
        let Some(end) = inner.find(close) else { break };
        line.push(words(&rest[..start]));
        line.push(Inline::Math { tex: inner[..end].trim().to_owned(), is_display });
        rest = &inner[end + close.len()..];
        found = true;
    }
    line.push(words(rest));
    found
}

fn next(text: &str) -> Option<(usize, (&'static str, &'static str, bool))> {
    SIGNS.into_iter().filter_map(|signs| text.find(signs.0).map(|at| (at, signs))).min_by_key(|(at, _)| *at)
}

/// The TeX that stands beside a formula in `MathML`, or its words.
pub(super) fn of_mathml(element: &Element) -> String {
    let written = element.attribute("alttext");
    if !written.is_empty() {
        return written.to_owned();
    }
    annotation(element).unwrap_or_else(|| text_of(&element.children).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn annotation(element: &Element) -> Option<String> {
    element.children.iter().find_map(|node| match node {
        Node::Element(inner) if inner.name == "annotation" && inner.attribute("encoding").contains("tex") => {
            Some(text_of(&inner.children))
        }
        Node::Element(inner) => annotation(inner),
        Node::Text(_) => None,
    })
}
