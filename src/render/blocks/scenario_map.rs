//! The ways through a scenario as a drawing: a circle for each moment, in layers from the beginning down.

use std::fmt::Write as _;
use std::ops::Range;

use crate::course::{Scenario, ScenarioNode, ScenarioOption};

use crate::render::blocks::scenario_layout::{Layout, Vertex};
use crate::render::view::{MapEdge, MapNode, MapView};

/// Distance between layers and between the circles of a layer, in units of the drawing, which are pixels. Beneath the circle of an
/// ending its outcome is said.
const ROW: u32 = 84;
const COLUMN: u32 = 56;
/// How much an ending takes: the words of its outcome.
const ENDING: u32 = 104;
/// How much a line takes that only passes.
const PASS: u32 = 24;
/// What one line of an outcome takes, in letters with its sign, and the height of a line.
const LETTERS: usize = 14;
/// What the sign of an outcome and the space behind it take, in letters.
const SIGN: usize = 2;
const LINE: u32 = 16;
/// From the centre of an ending to the foot of its outcome, where that is one line.
const WORDS: u32 = 46;
/// From the edge of the drawing to what stands there.
const MARGIN: u32 = 12;
/// From the upper edge to the first layer; below the last one there are words too.
const TOP: u32 = 26;
const BOTTOM: u32 = 52;
/// Radius of a circle, as the template draws it.
const RADIUS: u32 = 18;

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
    let edge = |(from, to): (usize, usize), path| MapEdge {
        path,
        from: dom_id(&scenario.nodes[from].id),
        to: dom_id(&scenario.nodes[to].id),
    };
    let down = layout.down.iter().enumerate().map(|(index, &ends)| edge(ends, down(&places.line(index, ends))));
    let back = layout
        .back
        .iter()
        .map(|&(from, to)| edge((from, to), back(places.moments[from], places.moments[to], places.width)));
    let map = MapView {
        width: places.width,
        height: places.height,
        nodes: order.iter().map(node).collect(),
        edges: down.chain(back).collect(),
    };
    Drawn { map, order }
}

/// How wide an outcome is: as an ending is mostly, and wider where a word of it is longer than a line.
fn room_of_outcome(lines: &[String]) -> u32 {
    let letters = |(at, line): (usize, &String)| line.chars().count() + if at == 0 { SIGN } else { 0 };
    let longest = lines.iter().enumerate().map(letters).max().unwrap_or(0);
    ENDING * units(longest.max(LETTERS)) / units(LETTERS)
}

/// An outcome in lines that fit beneath a circle, the first one beside its sign; a word is never broken.
fn lines(outcome: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in outcome.split_whitespace() {
        let room = if lines.len() == 1 { LETTERS - SIGN } else { LETTERS };
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn units(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX / COLUMN)
}

/// A place that a line leads through, in units of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    x: u32,
    y: u32,
    /// How far below the place the line leads straight down, past the outcomes of its layer.
    straight: u32,
}

/// Centres of circles, and where lines pass, in units of the drawing.
struct Places {
    width: u32,
    height: u32,
    moments: Vec<Place>,
    /// Where lines pass a layer, by rising index of the line: this, and the place.
    passes: Vec<(usize, Place)>,
}

impl Places {
    /// Places for the moments of a layout; an ending has an outcome, in lines.
    fn of(layout: &Layout, outcomes: &[Vec<String>]) -> Self {
        let room = |vertex: &Vertex| match vertex {
            Vertex::Moment(moment) if !outcomes[*moment].is_empty() => room_of_outcome(&outcomes[*moment]),
            Vertex::Moment(_) => COLUMN,
            Vertex::Pass(_) => PASS,
        };
        let taken = |layer: &[Vertex]| layer.iter().map(room).sum::<u32>();
        let widest = layout.layers.iter().map(|layer| taken(layer)).max().unwrap_or(COLUMN);
        let width = widest + 2 * MARGIN;
        let lines = |vertex: &Vertex| match vertex {
            Vertex::Moment(moment) => outcomes[*moment].len(),
            Vertex::Pass(_) => 0,
        };
        let first = Place { x: width / 2, y: TOP, straight: RADIUS };
        let (mut moments, mut passes) = (vec![first; outcomes.len()], Vec::new());
        let (mut y, mut height) = (TOP, TOP + BOTTOM);
        for layer in &layout.layers {
            let mut x = (width - taken(layer).min(width)) / 2;
            let lines = units(layer.iter().map(lines).max().unwrap_or(0));
            let words = if lines == 0 { 0 } else { WORDS + LINE * (lines - 1) };
            for vertex in layer {
                let place = Place { x: x + room(vertex) / 2, y, straight: words };
                x += room(vertex);
                match vertex {
                    Vertex::Moment(moment) => moments[*moment] = Place { straight: words.max(RADIUS), ..place },
                    Vertex::Pass(line) => passes.push((*line, place)),
                }
            }
            height = y + BOTTOM + LINE * lines.saturating_sub(1);
            y += ROW + words.saturating_sub(RADIUS);
        }
        // Those of one line stay in the order of the layers.
        passes.sort_by_key(|(line, _)| *line);
        Self { width, height, moments, passes }
    }

    /// What stood to the left stands to the right.
    fn mirror(&mut self) {
        for place in self.moments.iter_mut().chain(self.passes.iter_mut().map(|(_, place)| place)) {
            place.x = self.width - place.x;
        }
    }

    /// A line from its beginning to its end.
    fn line(&self, index: usize, (from, to): (usize, usize)) -> Vec<Place> {
        let first = self.passes.partition_point(|(line, _)| *line < index);
        let passes = self.passes[first..].iter().take_while(|(line, _)| *line == index).map(|(_, place)| *place);
        [self.moments[from]].into_iter().chain(passes).chain([self.moments[to]]).collect()
    }
}

/// A line down, with the head of an arrow: gentle curves from layer to layer, past the outcomes of each.
fn down(points: &[Place]) -> String {
    let last = points.len() - 1;
    let mut path = format!("M{} {}", points[0].x, points[0].y + RADIUS);
    for (at, pair) in points.windows(2).enumerate() {
        let (Place { x, y, straight }, Place { x: to_x, y: to_y, .. }) = (pair[0], pair[1]);
        let begins = if at == 0 { y + RADIUS } else { y };
        let Range { start: from, end: to } = (y + straight)..(if at + 1 == last { to_y - RADIUS - GAP } else { to_y });
        let middle = u32::midpoint(from, to);
        // A `String` takes whatever is written.
        if from > begins {
            let _ = write!(path, "V{from}");
        }
        let _ = write!(path, "C{x} {middle} {to_x} {middle} {to_x} {to}");
    }
    let Place { x, y, .. } = points[last];
    path + &head(x, y - RADIUS - GAP, (HALF, -LENGTH))
}

/// A line that leads back up, or to the moment itself: bent outwards.
fn back(Place { x, y, .. }: Place, Place { x: to_x, y: to_y, .. }: Place, width: u32) -> String {
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
    use super::{ENDING, Layout, Place, Places, RADIUS, back, down, lines};

    fn place(x: u32, y: u32, straight: u32) -> Place {
        Place { x, y, straight }
    }

    #[test]
    fn an_outcome_stands_in_lines_that_do_not_meet_those_beside_it() {
        assert_eq!(lines("Repaired"), ["Repaired"]);
        assert_eq!(lines("Not repaired"), ["Not repaired"]);
        assert_eq!(lines("Reparación parcial"), ["Reparación", "parcial"]);
        assert_eq!(lines("She comes back and says why"), ["She comes", "back and says", "why"]);
        assert_eq!(lines("Beziehungsabbruch"), ["Beziehungsabbruch"]);
        assert!(lines(" ").is_empty());
    }

    #[test]
    fn a_word_that_is_longer_than_a_line_does_not_meet_the_one_beside_it() {
        let layout = Layout::of(3, &[(0, 1), (0, 2)]);
        let between = |outcome: &str| {
            let places = Places::of(&layout, &[vec![], lines(outcome), lines(outcome)]);
            places.moments[1].x.abs_diff(places.moments[2].x)
        };
        assert_eq!(between("Not repaired"), ENDING);
        assert_eq!(between("Beziehungsabbruch"), ENDING * 19 / 14);
        assert_eq!(between("Keine Wiederherstellung"), ENDING * 17 / 14);
    }

    #[test]
    fn a_map_that_is_read_from_the_right_has_what_comes_first_there() {
        let layout = Layout::of(4, &[(0, 1), (0, 2), (0, 3), (1, 3)]);
        let mut places = Places::of(&layout, &[vec![], vec![], vec!["Repaired".to_owned()], vec![]]);
        let across = |places: &Places| -> Vec<u32> {
            let of_layer = |vertex: &super::Vertex| match vertex {
                super::Vertex::Moment(moment) => places.moments[*moment].x,
                super::Vertex::Pass(line) => places.line(*line, layout.down[*line])[1].x,
            };
            layout.layers[1].iter().map(of_layer).collect()
        };
        let from_left = across(&places);
        assert!(from_left.len() == 3 && from_left.is_sorted(), "{from_left:?}");
        places.mirror();
        assert_eq!(across(&places), from_left.iter().map(|x| places.width - x).collect::<Vec<_>>());
    }

    #[test]
    fn lines_have_heads_and_go_round_what_is_between() {
        let moment = |x, y| place(x, y, RADIUS);
        assert_eq!(down(&[moment(30, 30), moment(114, 114)]), "M30 48C30 70 114 70 114 92m5 -7L114 92l-5 -7");
        assert_eq!(
            down(&[moment(30, 30), place(90, 114, 0), moment(30, 198)]),
            "M30 48C30 81 90 81 90 114C90 145 30 145 30 176m5 -7L30 176l-5 -7"
        );
        // Past the words beneath an ending of the layer, and then aside.
        assert_eq!(down(&[place(30, 30, 46), moment(90, 142)]), "M30 48V76C30 98 90 98 90 120m5 -7L90 120l-5 -7");
        assert_eq!(
            down(&[moment(30, 30), place(90, 114, 46), moment(30, 226)]),
            "M30 48C30 81 90 81 90 114V160C90 182 30 182 30 204m5 -7L30 204l-5 -7"
        );
        assert_eq!(back(moment(198, 106), moment(114, 30), 230), "M216 106C252 106 168 30 136 30m7 5L136 30l7 -5");
        assert_eq!(back(moment(30, 106), moment(30, 106), 230), "M12 115C0 115 0 97 8 97m-7 5L8 97l-7 -5");
    }
}
