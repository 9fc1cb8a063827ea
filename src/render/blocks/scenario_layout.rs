//! Where the moments of a scenario stand in its drawing: in layers, so that every choice leads down but those that lead back, and in
//! each layer in an order in which few lines cross (Sugiyama, Tagawa and Toda 1981, 10.1109/TSMC.1981.4308636). What leads back has
//! its place in each layer too, as what leads down has.

use std::collections::{BTreeSet, HashMap};

/// How often the layers are put in order, down and up.
const SWEEPS: usize = 8;
/// In a larger drawing nobody can follow a line.
const MOST_VERTICES: usize = 4000;

/// The moments in layers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// From the top, each from the side where reading begins.
    pub(super) layers: Vec<Vec<Vertex>>,
    /// The choices that lead to another moment, each once: down first.
    pub(super) lines: Vec<Line>,
    /// The moments that a choice leads back to from themselves.
    pub(super) loops: Vec<usize>,
    /// For each layer the lines that join it to the next one, by their indexes into `lines`.
    between: Vec<Vec<usize>>,
}

/// A choice, by its upper and its lower end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) upper: usize,
    pub(super) lower: usize,
    /// Whether it leads from its lower end to its upper one.
    pub(super) leads_back: bool,
}

/// What stands in a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Vertex {
    /// The moment with this index.
    Moment(usize),
    /// Where the line with this index into [`Layout::lines`] passes.
    Pass(usize),
}

impl Layout {
    /// Lays out `count` moments, of which the first is the beginning, and the choices between them.
    pub(super) fn of(count: usize, choices: &[(usize, usize)]) -> Self {
        let (down, back) = directions(count, choices);
        let depths = depths(count, &down);
        let mut layers = vec![Vec::new(); depths.iter().max().map_or(0, |depth| depth + 1)];
        let mut between = vec![Vec::new(); layers.len()];
        let (loops, back): (Choices, Choices) = back.into_iter().partition(|(from, to)| from == to);
        let falling = down.into_iter().map(|(upper, lower)| Line { upper, lower, leads_back: false });
        let rising = back.into_iter().map(|(lower, upper)| Line { upper, lower, leads_back: true });
        let lines: Vec<Line> = falling.chain(rising).collect();
        let passed: usize = lines.iter().map(|line| depths[line.lower] - depths[line.upper] - 1).sum();
        let is_small = count + passed <= MOST_VERTICES;
        for (moment, depth) in depths.iter().enumerate() {
            layers[*depth].push(Vertex::Moment(moment));
        }
        // In a larger drawing lines go straight: a place in each layer for each of them would be the square of the choices.
        for (index, line) in lines.iter().enumerate().filter(|_| is_small) {
            between[depths[line.upper]].push(index);
            for layer in depths[line.upper] + 1..depths[line.lower] {
                layers[layer].push(Vertex::Pass(index));
                between[layer].push(index);
            }
        }
        let loops = loops.into_iter().map(|(moment, _)| moment).collect();
        let mut layout = Self { layers, lines, loops, between };
        if is_small {
            layout.order();
        }
        layout
    }

    /// The moments as they are read: layer by layer.
    pub(super) fn reading_order(&self) -> Vec<usize> {
        let moment = |vertex: &Vertex| match vertex {
            Vertex::Moment(moment) => Some(*moment),
            Vertex::Pass(_) => None,
        };
        self.layers.iter().flatten().filter_map(moment).collect()
    }

    /// Lines from a layer to the next one, by their places in both.
    pub(super) fn joints(&self, upper: usize) -> Vec<(usize, usize)> {
        let places = |layer: usize| -> HashMap<Vertex, usize> {
            self.layers.get(layer).into_iter().flatten().enumerate().map(|(place, vertex)| (*vertex, place)).collect()
        };
        let (above, below) = (places(upper), places(upper + 1));
        let ends = |&index: &usize| {
            let (pass, line) = (Vertex::Pass(index), self.lines[index]);
            let start = above.get(&pass).or_else(|| above.get(&Vertex::Moment(line.upper)))?;
            Some((*start, *below.get(&pass).or_else(|| below.get(&Vertex::Moment(line.lower)))?))
        };
        self.between[upper].iter().filter_map(ends).collect()
    }

    /// How often lines cross.
    pub(super) fn crossings(&self) -> usize {
        (0..self.layers.len()).map(|upper| crossings(&self.joints(upper))).sum()
    }

    fn order(&mut self) {
        let mut best = (self.crossings(), self.layers.clone());
        for sweep in 0..SWEEPS {
            let last = self.layers.len().saturating_sub(1);
            if sweep % 2 == 0 {
                (1..=last).for_each(|layer| self.order_by_neighbours(layer, true));
            } else {
                (0..last).rev().for_each(|layer| self.order_by_neighbours(layer, false));
            }
            self.exchange();
            let found = self.crossings();
            if found < best.0 {
                best = (found, self.layers.clone());
            }
        }
        self.layers = best.1;
    }

    /// Puts a layer in the order of the means of what it is joined to, in the layer above it or below it.
    fn order_by_neighbours(&mut self, layer: usize, above: bool) {
        let lines = self.joints(if above { layer - 1 } else { layer });
        let mean = |place: usize| {
            let joined = lines.iter().map(|&(up, low)| if above { (low, up) } else { (up, low) });
            let others: Vec<usize> = joined.filter(|(own, _)| *own == place).map(|(_, other)| other).collect();
            // In thousandths; what is joined to nothing stays where it is.
            if others.is_empty() { place * 1000 } else { others.iter().sum::<usize>() * 1000 / others.len() }
        };
        let mut places: Vec<usize> = (0..self.layers[layer].len()).collect();
        places.sort_by_key(|place| mean(*place));
        self.layers[layer] = places.into_iter().map(|place| self.layers[layer][place]).collect();
    }

    /// Exchanges neighbours as long as lines cross less.
    fn exchange(&mut self) {
        let mut better = true;
        while better {
            better = false;
            for layer in 0..self.layers.len() {
                better |= self.exchange_in(layer);
            }
        }
    }

    /// Exchanges neighbours of a layer where fewer of their own lines cross then; whether any were. No other lines are changed by it.
    fn exchange_in(&mut self, layer: usize) -> bool {
        let mut above = vec![Vec::new(); self.layers[layer].len()];
        let mut below = above.clone();
        let joints = if layer > 0 { self.joints(layer - 1) } else { Vec::new() };
        for (upper, lower) in joints {
            above[lower].push(upper);
        }
        self.joints(layer).into_iter().for_each(|(upper, lower)| below[upper].push(lower));
        let mut better = false;
        for right in 1..above.len() {
            let left = right - 1;
            let crossed = |a: usize, b: usize| crossed(&above[a], &above[b]) + crossed(&below[a], &below[b]);
            if crossed(right, left) < crossed(left, right) {
                self.layers[layer].swap(left, right);
                above.swap(left, right);
                below.swap(left, right);
                better = true;
            }
        }
        better
    }
}

/// How often the lines of a place cross those of another to its right, told by their other ends.
fn crossed(left: &[usize], right: &[usize]) -> usize {
    left.iter().map(|a| right.iter().filter(|b| a > *b).count()).sum()
}

fn crossings(lines: &[(usize, usize)]) -> usize {
    let pairs = lines.iter().enumerate().flat_map(|(at, line)| lines[at + 1..].iter().map(move |other| (line, other)));
    pairs.filter(|((a, b), (c, d))| (a < c && b > d) || (a > c && b < d)).count()
}

type Choices = Vec<(usize, usize)>;

/// Each choice once: those that lead down, and those that lead back to where one may have come from.
fn directions(count: usize, choices: &[(usize, usize)]) -> (Choices, Choices) {
    let choices: BTreeSet<(usize, usize)> = choices.iter().copied().collect();
    let next = |from: usize| choices.range((from, 0)..(from + 1, 0)).map(|(_, to)| *to);
    let (mut down, mut back) = (Vec::new(), Vec::new());
    // 0: not met yet, 1: on the way here, 2: left.
    let mut state = vec![0_u8; count];
    for start in 0..count {
        if state[start] != 0 {
            continue;
        }
        state[start] = 1;
        let mut way = vec![(start, next(start).collect::<Vec<_>>().into_iter())];
        while let Some((from, targets)) = way.last_mut() {
            let from = *from;
            let Some(to) = targets.next() else {
                state[from] = 2;
                way.pop();
                continue;
            };
            if state[to] == 1 {
                back.push((from, to));
                continue;
            }
            down.push((from, to));
            if state[to] == 0 {
                state[to] = 1;
                way.push((to, next(to).collect::<Vec<_>>().into_iter()));
            }
        }
    }
    down.sort_unstable();
    (down, back)
}

/// The layer of each moment: below everything that leads down to it. Kahn's algorithm: what leads down leads never back.
fn depths(count: usize, down: &[(usize, usize)]) -> Vec<usize> {
    let (mut depths, mut above) = (vec![0; count], vec![0_usize; count]);
    for (_, to) in down {
        above[*to] += 1;
    }
    let mut ready: Vec<usize> = (0..count).filter(|moment| above[*moment] == 0).collect();
    while let Some(from) = ready.pop() {
        let first = down.partition_point(|(other, _)| *other < from);
        for &(_, to) in down[first..].iter().take_while(|(other, _)| *other == from) {
            depths[to] = depths[to].max(depths[from] + 1);
            above[to] -= 1;
            if above[to] == 0 {
                ready.push(to);
            }
        }
    }
    depths
}

#[cfg(test)]
mod tests {
    use super::Vertex::{Moment, Pass};
    use super::*;

    #[test]
    fn lines_that_need_not_cross_do_not() {
        // As written, the second moment leads to the last and the third to the first of the layer below.
        let layout = Layout::of(6, &[(0, 1), (0, 2), (1, 5), (2, 3), (2, 4), (1, 4)]);
        assert_eq!(layout.crossings(), 0, "{layout:?}");
        assert_eq!(layout.layers.len(), 3);
        assert_eq!(layout.reading_order().len(), 6);
        assert_eq!(layout.reading_order()[0], 0);
    }

    #[test]
    fn lines_that_must_cross_are_drawn_all_the_same() {
        // Two moments that both lead to each of three.
        let every: Vec<_> = (1..3).flat_map(|from| (3..6).map(move |to| (from, to))).chain([(0, 1), (0, 2)]).collect();
        assert_eq!(Layout::of(6, &every).crossings(), 3);
    }

    #[test]
    fn a_long_line_has_a_place_in_every_layer_it_passes() {
        let layout = Layout::of(3, &[(0, 1), (1, 2), (0, 2), (0, 2)]);
        let ends: Vec<_> = layout.lines.iter().map(|line| (line.upper, line.lower)).collect();
        assert_eq!(ends, [(0, 1), (0, 2), (1, 2)]);
        assert_eq!(layout.layers, [vec![Moment(0)], vec![Moment(1), Pass(1)], vec![Moment(2)]]);
    }

    #[test]
    fn places_are_counted_and_not_choices() {
        let chain = |count: usize| Layout::of(count, &(1..count).map(|to| (to - 1, to)).collect::<Vec<_>>());
        assert_eq!(chain(MOST_VERTICES).between.iter().flatten().count(), MOST_VERTICES - 1);
        assert_eq!(chain(MOST_VERTICES + 1).between.iter().flatten().count(), 0);
    }

    #[test]
    fn what_leads_back_does_not_lead_down() {
        let layout = Layout::of(3, &[(0, 1), (1, 0), (1, 1), (1, 2), (2, 0)]);
        let back = |line: &&Line| line.leads_back;
        let ends: Vec<_> = layout.lines.iter().filter(back).map(|line| (line.upper, line.lower)).collect();
        assert_eq!((ends, layout.loops.as_slice()), (vec![(0, 1), (0, 2)], &[1][..]));
        assert_eq!(layout.reading_order(), [0, 1, 2]);
        assert_eq!(layout.layers[1].len(), 2, "what leads back from the last to the first passes the one between");
    }

    #[test]
    fn what_nothing_leads_to_has_a_place_too() {
        assert_eq!(Layout::of(2, &[]).reading_order(), [0, 1]);
        assert_eq!(Layout::of(0, &[]), Layout::default());
    }
}
