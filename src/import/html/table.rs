//! Tables: rows of lines.

use super::super::rich_text::{Block, Inline, Line, Text};
use super::Reading;
use super::tree::{Element, Node};

/// A row's cells, and whether all are headings.
type Row = (Vec<Line>, bool);

/// Pushes a table with its caption.
pub(super) fn push_table(reading: &mut Reading<'_>, text: &mut Text, element: &Element) {
    let mut rows = Vec::new();
    let mut caption = Vec::new();
    collect(reading, element, &mut rows, &mut caption, false);
    if !caption.is_empty() {
        text.push(Block::Paragraph(vec![Inline::Emphasis(caption)]));
    }
    let has_head = rows.first().is_some_and(|(_, is_head)| *is_head);
    let mut rows = rows.into_iter().map(|(cells, _)| cells);
    let head = if has_head { rows.next().unwrap_or_default() } else { Vec::new() };
    let rows: Vec<Vec<Line>> = rows.collect();
    if !head.is_empty() || !rows.is_empty() {
        text.push(Block::Table { head, rows });
    }
}

fn collect(reading: &mut Reading<'_>, element: &Element, rows: &mut Vec<Row>, caption: &mut Line, in_head: bool) {
    let mut loose: Vec<&Element> = Vec::new();
    for node in &element.children {
        let Node::Element(inner) = node else { continue };
        match inner.name.as_str() {
            "tr" => rows.push(row(reading, inner, in_head)),
            "caption" => caption.extend(reading.line(&inner.children)),
            "td" | "th" => loose.push(inner),
            "thead" => collect(reading, inner, rows, caption, true),
            _ => collect(reading, inner, rows, caption, in_head),
        }
    }
    // Markdown's head has cells and no row around them.
    if !loose.is_empty() {
        let cells = loose.into_iter().map(|cell| reading.line(&cell.children)).collect();
        rows.push((cells, in_head));
    }
}

fn row(reading: &mut Reading<'_>, element: &Element, in_head: bool) -> Row {
    let (mut cells, mut all_heads) = (Vec::new(), true);
    for node in &element.children {
        let Node::Element(cell) = node else { continue };
        if !matches!(cell.name.as_str(), "td" | "th") {
            continue;
        }
        all_heads &= cell.name == "th";
        if ["colspan", "rowspan"].iter().any(|name| cell.attribute(name).parse::<u32>().is_ok_and(|span| span > 1)) {
            reading.lost("a cell of a table that goes over several", "it stands in the first of them");
        }
        cells.push(reading.line(&cell.children));
    }
    (cells, in_head || (all_heads && !element.children.is_empty()))
}
