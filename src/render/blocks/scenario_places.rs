//! How far from the edges of a scenario's drawing its moments stand, and where lines pass: as straight above each other as the words
//! of outcomes leave room for.

use super::scenario_layout::{Layout, Line, Vertex};

/// Distance between layers and between the circles of a layer, in units of the drawing, which are pixels. Beneath the circle of an
/// ending its outcome is said.
const ROW: u32 = 84;
const COLUMN: u32 = 56;
/// How much a moment takes that a choice leads back to from itself.
const LOOPED: u32 = 80;
/// How much an ending takes: the words of its outcome.
const ENDING: u32 = 104;
/// How much a line takes that only passes.
const PASS: u32 = 24;
/// What one line of an outcome takes, in tenths of a letter with its sign, and the height of a line.
const LETTERS: usize = 140;
/// What the sign of an outcome and the space behind it take, in tenths of a letter.
const SIGN: usize = 20;
const LINE: u32 = 16;
/// From the centre of an ending to the foot of its outcome, where that is one line.
const WORDS: u32 = 46;
/// From the edge of the drawing to what stands there.
const MARGIN: u32 = 12;
/// From the upper edge to the first layer; below the last one there are words too.
const TOP: u32 = 26;
const BOTTOM: u32 = 52;
/// Radius of a circle, as the template draws it.
pub(super) const RADIUS: u32 = 18;
/// How often the layers are put below each other, down and up.
const SWEEPS: usize = 8;

/// A place in the drawing, in its units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) x: u32,
    pub(super) y: u32,
    /// How far below the place a line leads straight down, past the outcomes of its layer.
    pub(super) straight: u32,
}

/// Centres of circles, and where lines pass, in units of the drawing.
pub(super) struct Places {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) moments: Vec<Place>,
    /// Where lines pass a layer, by rising index of the line: this, and the place.
    passes: Vec<(usize, Place)>,
}

impl Places {
    /// Places for the moments of a layout; an ending has an outcome, in lines.
    pub(super) fn of(layout: &Layout, outcomes: &[Vec<String>]) -> Self {
        let rooms: Vec<Vec<u32>> = (layout.layers.iter())
            .map(|layer| layer.iter().map(|vertex| room(layout, outcomes, *vertex)).collect())
            .collect();
        let widest = rooms.iter().map(|layer| layer.iter().sum()).max().unwrap_or(COLUMN);
        let width = widest + 2 * MARGIN;
        let across = across(layout, &rooms, widest);
        let lines = |vertex: &Vertex| match vertex {
            Vertex::Moment(moment) => outcomes[*moment].len(),
            Vertex::Pass(_) => 0,
        };
        let first = Place { x: width / 2, y: TOP, straight: RADIUS };
        let (mut moments, mut passes) = (vec![first; outcomes.len()], Vec::new());
        let (mut y, mut height) = (TOP, TOP + BOTTOM);
        for (layer, across) in layout.layers.iter().zip(across) {
            let lines = units(layer.iter().map(lines).max().unwrap_or(0));
            let words = if lines == 0 { RADIUS } else { WORDS + LINE * (lines - 1) };
            for (vertex, x) in layer.iter().zip(across) {
                let place = Place { x: MARGIN + x, y, straight: words };
                match vertex {
                    Vertex::Moment(moment) => moments[*moment] = place,
                    Vertex::Pass(line) => passes.push((*line, place)),
                }
            }
            height = y + BOTTOM + LINE * lines.saturating_sub(1);
            y += ROW + words - RADIUS;
        }
        // Those of one line stay in the order of the layers.
        passes.sort_by_key(|(line, _)| *line);
        Self { width, height, moments, passes }
    }

    /// What stood to the left stands to the right.
    pub(super) fn mirror(&mut self) {
        for place in self.moments.iter_mut().chain(self.passes.iter_mut().map(|(_, place)| place)) {
            place.x = self.width - place.x;
        }
    }

    /// A line from its upper end to its lower one.
    pub(super) fn line(&self, index: usize, line: Line) -> Vec<Place> {
        let first = self.passes.partition_point(|(other, _)| *other < index);
        let passes = self.passes[first..].iter().take_while(|(other, _)| *other == index).map(|(_, place)| *place);
        [self.moments[line.upper]].into_iter().chain(passes).chain([self.moments[line.lower]]).collect()
    }
}

/// How much of its layer something takes.
fn room(layout: &Layout, outcomes: &[Vec<String>], vertex: Vertex) -> u32 {
    match vertex {
        Vertex::Moment(moment) if !outcomes[moment].is_empty() => room_of_outcome(&outcomes[moment]),
        Vertex::Moment(moment) if layout.loops.contains(&moment) => LOOPED,
        Vertex::Moment(_) => COLUMN,
        Vertex::Pass(_) => PASS,
    }
}

/// How wide an outcome is: as an ending is mostly, and wider where a word of it is longer than a line.
fn room_of_outcome(lines: &[String]) -> u32 {
    let taken = |(at, line): (usize, &String)| letters(line) + if at == 0 { SIGN } else { 0 };
    let longest = lines.iter().enumerate().map(taken).max().unwrap_or(0);
    ENDING * units(longest.max(LETTERS)) / units(LETTERS)
}

/// How wide words are, in tenths of a letter: capitals are wider, stems narrower, and ideographs twice as wide (from U+1100 on most letters are).
fn letters(words: &str) -> usize {
    let width = |letter: char| match letter {
        'M' | 'W' | 'm' | 'w' | '@' | '%' => 17,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{ffef}' => 20,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' => 7,
        letter if letter.is_uppercase() => 12,
        _ => 10,
    };
    words.chars().map(width).sum()
}

/// An outcome in lines that fit beneath a circle, the first one beside its sign; a word is never broken.
pub(super) fn lines(outcome: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in outcome.split_whitespace() {
        let room = if lines.len() == 1 { LETTERS - SIGN } else { LETTERS };
        match lines.last_mut() {
            Some(line) if letters(line) + 10 + letters(word) <= room => {
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

/// For each layer how far from the edge its vertices stand: below and above what they are joined to, within the width of the widest.
fn across(layout: &Layout, rooms: &[Vec<u32>], width: u32) -> Vec<Vec<u32>> {
    let mut across: Vec<Vec<f64>> = rooms.iter().map(|rooms| in_the_middle(rooms, width)).collect();
    let joints: Vec<Vec<(usize, usize)>> = (0..rooms.len()).map(|upper| layout.joints(upper)).collect();
    let is_pass = |layer: usize, place: usize| matches!(layout.layers[layer][place], Vertex::Pass(_));
    let order: Vec<usize> = (0..rooms.len()).chain((0..rooms.len()).rev()).collect();
    for &layer in order.iter().cycle().take(order.len() * SWEEPS / 2) {
        // Where each would stand best, and how much that matters: that a long line is straight matters most, as in Graphviz.
        let mut wishes = vec![(0.0, 0.0); rooms[layer].len()];
        let above =
            layer.checked_sub(1).into_iter().flat_map(|above| joints[above].iter().map(move |joint| (above, *joint)));
        for (other, (own, joined)) in above
            .map(|(above, (upper, lower))| (above, (lower, upper)))
            .chain(joints[layer].iter().map(|joint| (layer + 1, *joint)))
        {
            let weight = match (is_pass(layer, own), is_pass(other, joined)) {
                (true, true) => 8.0,
                (false, false) => 1.0,
                _ => 2.0,
            };
            wishes[own].0 += weight * across[other][joined];
            wishes[own].1 += weight;
        }
        let wishes: Vec<(f64, f64)> = (wishes.iter().zip(&across[layer]))
            .map(|(&(sum, weight), now)| if weight > 0.0 { (sum / weight, weight) } else { (*now, 1.0) })
            .collect();
        across[layer] = apart(&wishes, &rooms[layer], width);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "they lie between 0 and the width")]
    let whole = |layer: Vec<f64>| layer.into_iter().map(|x| x.round() as u32).collect();
    across.into_iter().map(whole).collect()
}

/// Half of the rooms of a layer up to each vertex's centre, from the first one's edge.
fn centres(rooms: &[u32]) -> impl Iterator<Item = f64> {
    rooms.iter().scan(0, |taken, room| {
        let centre = f64::from(*taken) + f64::from(*room) / 2.0;
        *taken += room;
        Some(centre)
    })
}

fn in_the_middle(rooms: &[u32], width: u32) -> Vec<f64> {
    let left = f64::from(width.saturating_sub(rooms.iter().sum())) / 2.0;
    centres(rooms).map(|centre| left + centre).collect()
}

/// The places nearest to those wished for, with their weights, at which each has its room: regression in a given order, where those
/// that would meet are pooled (Ayer et al. 1955, 10.1214/aoms/1177728423).
fn apart(wishes: &[(f64, f64)], rooms: &[u32], width: u32) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (&(wish, weight), centre) in wishes.iter().zip(centres(rooms)) {
        let mut pool = (wish - centre, weight, 1);
        while let Some(before) = pools.pop_if(|before| before.0 >= pool.0) {
            let weight = before.1 + pool.1;
            pool = ((before.0 * before.1 + pool.0 * pool.1) / weight, weight, before.2 + pool.2);
        }
        pools.push(pool);
    }
    let free = f64::from(width.saturating_sub(rooms.iter().sum()));
    let shifts = pools.into_iter().flat_map(|(shift, _, count)| std::iter::repeat_n(shift.clamp(0.0, free), count));
    shifts.zip(centres(rooms)).map(|(shift, centre)| shift + centre).collect()
}

#[cfg(test)]
mod tests {
    use super::{ENDING, Layout, Places, Vertex, apart, lines};

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
        assert_eq!(between("Beziehungsabbruch"), ENDING * 186 / 140);
        assert_eq!(between("関係が修復されなかった"), ENDING * 240 / 140);
        assert_eq!(between("Keine Wiederherstellung"), ENDING * 159 / 140);
    }

    #[test]
    fn a_map_that_is_read_from_the_right_has_what_comes_first_there() {
        let layout = Layout::of(4, &[(0, 1), (0, 2), (0, 3), (1, 3)]);
        let mut places = Places::of(&layout, &[vec![], vec![], vec!["Repaired".to_owned()], vec![]]);
        let across = |places: &Places| -> Vec<u32> {
            let of_layer = |vertex: &Vertex| match vertex {
                Vertex::Moment(moment) => places.moments[*moment].x,
                Vertex::Pass(line) => places.line(*line, layout.lines[*line])[1].x,
            };
            layout.layers[1].iter().map(of_layer).collect()
        };
        let from_left = across(&places);
        assert!(from_left.len() == 3 && from_left.is_sorted(), "{from_left:?}");
        places.mirror();
        assert_eq!(across(&places), from_left.iter().map(|x| places.width - x).collect::<Vec<_>>());
    }

    #[test]
    fn a_long_line_is_straight_where_it_passes() {
        // A chain of five, from whose beginning a choice leads to its end, and one back.
        let layout = Layout::of(5, &[(0, 1), (1, 2), (2, 3), (3, 4), (0, 4), (4, 0)]);
        let places = Places::of(&layout, &vec![vec![]; 5]);
        for (index, line) in layout.lines.iter().enumerate().filter(|(_, line)| line.lower - line.upper > 1) {
            let passes: Vec<u32> = places.line(index, *line)[1..4].iter().map(|place| place.x).collect();
            assert!(passes.iter().all(|x| *x == passes[0]), "{passes:?}");
        }
    }

    #[test]
    fn what_would_meet_stands_apart_as_near_as_can_be_to_where_it_would_stand() {
        assert_eq!(apart(&[(50.0, 1.0), (50.0, 1.0)], &[20, 20], 100), [40.0, 60.0]);
        assert_eq!(apart(&[(50.0, 3.0), (50.0, 1.0)], &[20, 20], 100), [45.0, 65.0]);
        assert_eq!(apart(&[(0.0, 1.0), (200.0, 1.0)], &[20, 20], 100), [10.0, 90.0]);
    }
}
