//! Formulas in text: TeX between the signs that other tools have for it, and `MathML`.

use super::super::formula::formula;
use super::super::rich_text::{Inline, Line, words};
use super::tree::{Element, Node};
use super::{mathml, text_of};

/// What opens a formula, what closes it, and whether it stands on a line of its own. Those that are longer stand first.
const SIGNS: [(&str, &str, bool); 4] =
    [("\\(", "\\)", false), ("\\[", "\\]", true), ("$$", "$$", true), ("$", "$", false)];

/// Pushes words with the formulas in them; how many of these no page can show.
pub(super) fn push_with_formulas(line: &mut Line, text: &str) -> usize {
    let (mut rest, mut unread, mut from) = (text, 0, 0);
    while let Some((start, (open, close, is_display))) = next(&rest[from..]) {
        let start = from + start;
        let inner = &rest[start + open.len()..];
        let end = inner.find(close);
        let is_formula = |end: &usize| open != "$" || is_tex(&inner[..*end]);
        let Some(end) = end.filter(is_formula) else {
            if open == "$" {
                // An amount; the next sign may begin a formula.
                from = start + open.len();
                continue;
            }
            break;
        };
        line.push(words(&rest[..start]));
        let tex = inner[..end].trim();
        unread += usize::from(formula(tex, is_display).is_none());
        line.push(Inline::Math { tex: tex.to_owned(), is_display });
        (rest, from) = (&inner[end + close.len()..], 0);
    }
    line.push(words(rest));
    unread
}

fn next(text: &str) -> Option<(usize, (&'static str, &'static str, bool))> {
    SIGNS.into_iter().filter_map(|signs| text.find(signs.0).map(|at| (at, signs))).min_by_key(|(at, _)| *at)
}

/// Whether what stands between two dollar signs, which Moodle leaves alone, is TeX and nothing else.
fn is_tex(inner: &str) -> bool {
    !inner.is_empty()
        && inner.trim() == inner
        && (inner.contains(['\\', '^', '_', '{']) || inner.chars().count() == 1)
        && formula(inner, false).is_some()
}

/// The formula that an element in `MathML` is: the TeX that stands beside it or that it can be written as; else its words, which is told.
pub(super) fn of_mathml(element: &Element) -> (Inline, bool) {
    let is_display = element.attribute("display") == "block";
    let beside = [element.attribute("alttext").to_owned(), annotation(element).unwrap_or_default()];
    let written = beside.iter().find_map(|tex| formula(tex, is_display)).or_else(|| mathml::tex(element, is_display));
    if let Some(tex) = written {
        return (Inline::Math { tex, is_display }, true);
    }
    let said = beside.into_iter().find(|tex| !tex.is_empty());
    let said = said.unwrap_or_else(|| text_of(&element.children).split_whitespace().collect::<Vec<_>>().join(" "));
    (Inline::Math { tex: said, is_display: false }, false)
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
