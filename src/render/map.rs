//! The ways through a scenario as a drawing: a circle for each moment, in rows by the fewest choices that lead there.

use crate::course::Scenario;

use super::view::{MapEdge, MapNode, MapView};

/// Distance between rows and between the circles of a row, in units of the drawing.
const ROW: u32 = 76;
const COLUMN: u32 = 84;
/// From the edge of the drawing to the centre of a circle.
const MARGIN: u32 = 30;
/// Radius of a circle, as the template draws it.
const RADIUS: u32 = 18;

/// Draws a scenario; `dom_id` makes the element's id of a moment.
pub(super) fn map(scenario: &Scenario, dom_id: impl Fn(&str) -> String) -> MapView {
    let rows = rows(scenario);
    let widest = rows.iter().map(Vec::len).max().unwrap_or(1);
    let width = 2 * MARGIN + COLUMN * units(widest.saturating_sub(1));
    let mut places = vec![(0, 0); scenario.nodes.len()];
    for (row, nodes) in rows.iter().enumerate() {
        let taken = COLUMN * units(nodes.len().saturating_sub(1));
        for (column, node) in nodes.iter().enumerate() {
            places[*node] = ((width - taken) / 2 + COLUMN * units(column), MARGIN + ROW * units(row));
        }
    }
    let node = |(at, node): (usize, &crate::course::ScenarioNode)| MapNode {
        x: places[at].0,
        y: places[at].1,
        number: at + 1,
        dom_id: dom_id(&node.id),
        title: node.title.clone(),
        ending: node.ending.map(crate::course::Ending::as_str),
    };
    let mut edges = Vec::new();
    for (at, from) in scenario.nodes.iter().enumerate() {
        for to in from.options.iter().filter_map(|option| scenario.position(&option.to)) {
            let edge = MapEdge {
                path: path(places[at], places[to], width),
                from: dom_id(&from.id),
                to: dom_id(&scenario.nodes[to].id),
            };
            if !edges.contains(&edge) {
                edges.push(edge);
            }
        }
    }
    MapView {
        width,
        height: 2 * MARGIN + ROW * units(rows.len().saturating_sub(1)),
        nodes: scenario.nodes.iter().enumerate().map(node).collect(),
        edges,
    }
}

fn units(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX / COLUMN.max(ROW))
}

/// The moments by the fewest choices from the beginning; what is never reached comes last.
fn rows(scenario: &Scenario) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut placed = vec![false; scenario.nodes.len()];
    let mut row = vec![0];
    placed[0] = true;
    while !row.is_empty() {
        let mut below = Vec::new();
        for to in row.iter().flat_map(|at| &scenario.nodes[*at].options) {
            if let Some(to) = scenario.position(&to.to).filter(|to| !placed[*to]) {
                placed[to] = true;
                below.push(to);
            }
        }
        rows.push(std::mem::replace(&mut row, below));
    }
    let left: Vec<usize> = (0..placed.len()).filter(|at| !placed[*at]).collect();
    rows.extend((!left.is_empty()).then_some(left));
    rows
}

/// A line down as a gentle curve; one that goes back up, or to the side, bends outwards.
fn path((x, y): (u32, u32), (to_x, to_y): (u32, u32), width: u32) -> String {
    if to_y > y {
        let (from, to) = (y + RADIUS, to_y - RADIUS - 4);
        let middle = u32::midpoint(from, to);
        return format!("M{x} {from}C{x} {middle} {to_x} {middle} {to_x} {to}");
    }
    let right = u32::midpoint(x, to_x) >= width / 2;
    let out = |x: u32| if right { x + RADIUS } else { x - RADIUS };
    let bend = |x: u32| if right { x + 3 * RADIUS } else { x.saturating_sub(3 * RADIUS) };
    format!("M{} {y}C{} {y} {} {to_y} {} {to_y}", out(x), bend(x), bend(to_x), out(to_x))
}
