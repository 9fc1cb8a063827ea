//! The ways through a scenario as a drawing: a circle for each moment, in layers from the beginning down.

use crate::course::{Scenario, ScenarioNode, ScenarioOption};

use crate::render::blocks::scenario_layout::Layout;
use crate::render::blocks::scenario_lines::{paths, round};
use crate::render::blocks::scenario_places::{Places, lines};
use crate::render::view::{MapEdge, MapNode, MapView};

/// A scenario's drawing, and its moments in the order in which they are read there, which gives them their numbers.
pub(crate) struct Drawn {
    pub(crate) map: MapView,
    pub(crate) order: Vec<usize>,
}

/// Draws a scenario; `dom_id` makes the element's id of a moment, `said` the outcome of an ending. It is read from the right, where
/// its language is.
pub(crate) fn map(
    scenario: &Scenario,
    dom_id: impl Fn(&str) -> String,
    said: impl Fn(&ScenarioNode) -> String,
    is_right_to_left: bool,
) -> Drawn {
    let positions = scenario.positions();
    let target = |option: &ScenarioOption| positions.get(option.to.as_str()).copied();
    let choices: Vec<(usize, usize)> = (scenario.nodes.iter().enumerate())
        .flat_map(|(from, node)| node.options.iter().filter_map(target).map(move |to| (from, to)))
        .collect();
    let layout = Layout::of(scenario.nodes.len(), &choices);
    let order = layout.reading_order();
    let outcomes: Vec<Vec<String>> =
        scenario.nodes.iter().map(|node| if node.ending.is_some() { lines(&said(node)) } else { Vec::new() }).collect();
    let mut places = Places::of(&layout, &outcomes);
    if is_right_to_left {
        places.mirror();
    }
    let mut numbers = vec![0; order.len()];
    for (place, moment) in order.iter().enumerate() {
        numbers[*moment] = place + 1;
    }
    let node = |moment: &usize| {
        let node: &ScenarioNode = &scenario.nodes[*moment];
        let mut leads_to: Vec<usize> = node.options.iter().filter_map(target).map(|to| numbers[to]).collect();
        leads_to.sort_unstable();
        leads_to.dedup();
        MapNode {
            x: places.moments[*moment].x,
            y: places.moments[*moment].y,
            number: numbers[*moment],
            dom_id: dom_id(&node.id),
            title: node.title.clone(),
            ending: node.ending.map(crate::course::Ending::as_str),
            outcome: node.outcome.clone(),
            outcome_lines: outcomes[*moment].clone(),
            leads_to,
        }
    };
    let edge = |from: usize, to: usize, path| MapEdge {
        path,
        from: dom_id(&scenario.nodes[from].id),
        to: dom_id(&scenario.nodes[to].id),
    };
    let lines = layout.lines.iter().zip(paths(&layout, &places)).map(|(line, path)| {
        let (from, to) = if line.leads_back { (line.lower, line.upper) } else { (line.upper, line.lower) };
        edge(from, to, path)
    });
    let loops =
        (layout.loops.iter()).map(|&moment| edge(moment, moment, round(places.moments[moment], is_right_to_left)));
    let map = MapView {
        width: places.width,
        height: places.height,
        nodes: order.iter().map(node).collect(),
        edges: lines.chain(loops).collect(),
    };
    Drawn { map, order }
}
