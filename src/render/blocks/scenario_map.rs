//! The ways through a scenario as a drawing: a circle for each moment, in rows by the fewest choices that lead there.

use std::collections::BTreeSet;

use crate::course::{Scenario, ScenarioNode, ScenarioOption};

use crate::render::view::{MapEdge, MapNode, MapView};

/// Distance between rows and between the circles of a row, in units of the drawing.
const ROW: u32 = 76;
const COLUMN: u32 = 84;
/// From the edge of the drawing to the centre of a circle.
const MARGIN: u32 = 30;
/// Radius of a circle, as the template draws it.
const RADIUS: u32 = 18;

/// Draws a scenario; `dom_id` makes the element's id of a moment.
pub(crate) fn map(scenario: &Scenario, dom_id: impl Fn(&str) -> String) -> MapView {
    let positions = scenario.positions();
    let target = |option: &ScenarioOption| positions.get(option.to.as_str()).copied();
    let rows = rows(scenario, target);
    let widest = rows.iter().map(Vec::len).max().unwrap_or(1);
    let width = 2 * MARGIN + COLUMN * units(widest.saturating_sub(1));
    let mut places = vec![(0, 0); scenario.nodes.len()];
    for (row, nodes) in rows.iter().enumerate() {
        let taken = COLUMN * units(nodes.len().saturating_sub(1));
        for (column, node) in nodes.iter().enumerate() {
            places[*node] = ((width - taken) / 2 + COLUMN * units(column), MARGIN + ROW * units(row));
        }
    }
    let node = |(at, node): (usize, &ScenarioNode)| MapNode {
        x: places[at].0,
        y: places[at].1,
        number: at + 1,
        dom_id: dom_id(&node.id),
        title: node.title.clone(),
        ending: node.ending.map(crate::course::Ending::as_str),
        leads_to: leads_to(scenario, node.options.iter().filter_map(target).collect()),
    };
    let mut edges = Vec::new();
    for (at, from) in scenario.nodes.iter().enumerate() {
        let mut drawn = BTreeSet::new();
        for to in from.options.iter().filter_map(target).filter(|to| drawn.insert(*to)) {
            edges.push(MapEdge {
                path: path(places[at], places[to], width),
                from: dom_id(&from.id),
                to: dom_id(&scenario.nodes[to].id),
            });
        }
    }
    MapView {
        width,
        height: 2 * MARGIN + ROW * units(rows.len().saturating_sub(1)),
        nodes: scenario.nodes.iter().enumerate().map(node).collect(),
        edges,
    }
}

fn leads_to(scenario: &Scenario, mut targets: Vec<usize>) -> Vec<String> {
    targets.sort_unstable();
    targets.dedup();
    targets.into_iter().map(|target| scenario.nodes[target].title.clone()).collect()
}

fn units(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX / COLUMN.max(ROW))
}

/// The moments by the fewest choices from the beginning; what is never reached comes last.
fn rows(scenario: &Scenario, target: impl Fn(&ScenarioOption) -> Option<usize>) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut placed = vec![false; scenario.nodes.len()];
    let mut row = vec![0];
    placed[0] = true;
    while !row.is_empty() {
        let mut below = Vec::new();
        for option in row.iter().flat_map(|at| &scenario.nodes[*at].options) {
            if let Some(to) = target(option).filter(|to| !placed[*to]) {
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

/// A line with the head of an arrow: down as a gentle curve; to the side below the circles between; back up, bent
/// outwards. An edge leads at most one row down, because rows go by the fewest choices.
fn path((x, y): (u32, u32), (to_x, to_y): (u32, u32), width: u32) -> String {
    if to_y > y {
        let (from, to) = (y + RADIUS, to_y - RADIUS - GAP);
        let middle = u32::midpoint(from, to);
        return format!("M{x} {from}C{x} {middle} {to_x} {middle} {to_x} {to}{}", head(to_x, to, (HALF, -LENGTH)));
    }
    if to_y == y && to_x != x {
        let (from, to, low) = (y + RADIUS, y + RADIUS + GAP, y + RADIUS + ROW / 2);
        return format!("M{x} {from}C{x} {low} {to_x} {low} {to_x} {to}{}", head(to_x, to, (HALF, LENGTH)));
    }
    let right = u32::midpoint(x, to_x) >= width / 2;
    let out = |x: u32, by: u32| if right { x + by } else { x.saturating_sub(by) };
    let (from, to) = (out(x, RADIUS), out(to_x, RADIUS + GAP));
    // Back to the moment itself: a loop at its side.
    let (start, end) = if (x, y) == (to_x, to_y) { (y + RADIUS / 2, y - RADIUS / 2) } else { (y, to_y) };
    let (bend, to_bend) = (out(x, 3 * RADIUS), out(to_x, 3 * RADIUS));
    let tip = if right { (LENGTH, HALF) } else { (-LENGTH, HALF) };
    format!("M{from} {start}C{bend} {start} {to_bend} {end} {to} {end}{}", head(to, end, tip))
}

/// Between the head of an arrow and the circle it points to.
const GAP: u32 = 4;
/// How long and how wide the head of an arrow is, half of it.
const LENGTH: i32 = 7;
const HALF: i32 = 5;

/// Two strokes that meet at the tip; `back` leads from the tip to the end of one of them.
fn head(x: u32, y: u32, (across, along): (i32, i32)) -> String {
    // The other stroke mirrors the first one on the line that the arrow comes along.
    let (other_across, other_along) = if along.abs() == LENGTH { (-2 * across, 0) } else { (0, -2 * along) };
    let (back_across, back_along) = (across + other_across, along + other_along);
    format!("m{across} {along}L{x} {y}l{back_across} {back_along}")
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn lines_have_heads_and_go_round_what_is_between() {
        assert_eq!(path((30, 30), (114, 106), 200), "M30 48C30 66 114 66 114 84m5 -7L114 84l-5 -7");
        assert_eq!(path((30, 30), (198, 30), 230), "M30 48C30 86 198 86 198 52m5 7L198 52l-5 7");
        assert_eq!(path((198, 106), (114, 30), 230), "M216 106C252 106 168 30 136 30m7 5L136 30l7 -5");
        assert_eq!(path((30, 106), (30, 106), 230), "M12 115C0 115 0 97 8 97m-7 5L8 97l-7 -5");
    }
}
