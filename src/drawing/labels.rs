//! Whether the words in a picture can be read on a phone.

use std::ops::Range;

use roxmltree::Node;

/// The least height of letters that are read without effort at arm's length, in CSS pixels.
pub(super) const LEAST: f64 = 13.0;
/// The width of a line on a phone 390 pixels wide.
const LINE: f64 = 350.0;
/// What is drawn elsewhere, if at all.
const ELSEWHERE: [&str; 7] = ["defs", "symbol", "marker", "pattern", "mask", "clipPath", "hatch"];

/// The smallest words of a picture: how high they are on a phone in pixels, and where they stand; none where that is not said in
/// the picture's elements.
pub(super) fn smallest(root: Node<'_, '_>) -> Option<(f64, Range<usize>)> {
    if root.descendants().any(|node| node.has_tag_name((super::SVG, "style")) || node.has_tag_name("style")) {
        return None;
    }
    let number = |text: &str| text.trim().trim_end_matches("px").parse::<f64>().ok().filter(|number| *number > 0.0);
    let view = root.attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).nth(2).and_then(number)?;
    let shown = root.attribute("width").and_then(number).unwrap_or(LINE).min(LINE);
    let mut smallest: Option<(f64, Range<usize>)> = None;
    let mut open = vec![(root, 16.0, shown / view)];
    while let Some((node, letters, scale)) = open.pop() {
        if !node.is_element() {
            let is_less = smallest.as_ref().is_none_or(|(least, _)| letters * scale < *least);
            let is_word = node.is_text() && node.text().is_some_and(|text| !text.trim().is_empty());
            let parent =
                node.parent().filter(|parent| ["text", "tspan", "textPath", "a"].contains(&parent.tag_name().name()));
            if let Some(parent) = parent.filter(|_| is_word && is_less) {
                smallest = Some((letters * scale, parent.range()));
            }
            continue;
        }
        if ELSEWHERE.contains(&node.tag_name().name()) || said(node, "display") == Some("none") {
            continue;
        }
        let letters = match said(node, "font-size") {
            None => letters,
            Some(size) if size.ends_with('%') => {
                letters * size.trim_end_matches('%').parse::<f64>().unwrap_or(100.0) / 100.0
            }
            Some(size) if size.ends_with("em") && !size.ends_with("rem") => {
                letters * size.trim_end_matches("em").parse::<f64>().unwrap_or(1.0)
            }
            Some(size) => match number(size) {
                Some(size) => size,
                None => continue,
            },
        };
        if said(node, "font").is_some() || (node != root && node.has_attribute("viewBox")) {
            continue;
        }
        let scale = scale * node.attribute("transform").map_or(1.0, grows);
        open.extend(node.children().map(|child| (child, letters, scale)));
    }
    smallest
}

/// What an element says of a property, by its style or by an attribute.
fn said<'a>(node: Node<'a, '_>, property: &str) -> Option<&'a str> {
    let declared = node.attribute("style").and_then(|style| {
        style.split(';').filter_map(|part| part.split_once(':')).find(|(name, _)| name.trim() == property)
    });
    declared.map(|(_, value)| value.trim()).or_else(|| node.attribute(property).map(str::trim))
}

/// By how much a list of transforms makes letters larger.
fn grows(transform: &str) -> f64 {
    let mut factor = 1.0;
    for part in transform.split(')') {
        let Some((name, values)) = part.split_once('(') else { continue };
        let values: Vec<f64> =
            values.split([' ', ',']).filter(|value| !value.is_empty()).filter_map(|value| value.parse().ok()).collect();
        factor *= match (name.trim().trim_start_matches(',').trim(), &values[..]) {
            ("scale", [one]) => one.abs(),
            ("scale", [x, y]) => (x * y).abs().sqrt(),
            ("matrix", [a, b, c, d, _, _]) => (a * d - b * c).abs().sqrt(),
            _ => 1.0,
        };
    }
    factor
}

#[cfg(test)]
mod tests {
    use super::*;

    fn height(attributes: &str, inside: &str) -> Option<i64> {
        let source = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"{attributes}>{inside}</svg>");
        let document = roxmltree::Document::parse(&source).unwrap();
        #[expect(clippy::cast_possible_truncation, reason = "letters are small")]
        smallest(document.root_element()).map(|(height, _)| (height * 10.0).round() as i64)
    }

    #[test]
    fn letters_shrink_with_the_picture_and_with_what_they_stand_in() {
        let view = " viewBox=\"0 0 700 10\"";
        for (inside, tenths) in [
            ("<text>a</text>", 80),
            ("<g font-size=\"20\"><text>a</text></g>", 100),
            ("<text style=\"font-size:30px\" font-size=\"3\">a<tspan font-size=\"50%\">b</tspan></text>", 75),
            ("<g transform=\"translate(1 2) scale(2)\"><text>a</text></g>", 160),
            ("<g transform=\"matrix(.5,0,0,.5,0,0)\"><text font-size=\"2em\">a</text></g>", 80),
        ] {
            assert_eq!(height(view, inside), Some(tenths), "{inside}");
        }
        assert_eq!(height(" viewBox=\"0 0 100 10\" width=\"100\"", "<text>a</text>"), Some(160));
        assert_eq!(height(" viewBox=\"0 0 100 10\"", "<text>a</text>"), Some(560));
    }

    #[test]
    fn what_is_not_drawn_or_not_known_is_not_judged() {
        let view = " viewBox=\"0 0 700 10\"";
        for inside in [
            "<path d=\"M0 0\"/>",
            "<text> </text>",
            "<text display=\"none\">a</text>",
            "<defs><text>a</text></defs>",
            "<text font-size=\"small\">a</text>",
            "<text style=\"font:3px serif\">a</text>",
            "<style>text{font-size:40px}</style><text>a</text>",
            "<svg viewBox=\"0 0 1 1\"><text>a</text></svg>",
            "<title>a</title>",
        ] {
            assert_eq!(height(view, inside), None, "{inside}");
        }
        assert_eq!(height("", "<text>a</text>"), None);
    }
}
