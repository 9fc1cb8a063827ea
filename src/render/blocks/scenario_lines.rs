//! The lines of a scenario's drawing, as SVG paths: from the foot of a circle to the top of another, or back up, and past all words.

use std::fmt::Write as _;

use super::scenario_layout::{Layout, Line};
use super::scenario_places::{Place, Places, RADIUS};

/// Between the head of an arrow and the circle it points to.
const GAP: u32 = 4;
/// How long and how wide the head of an arrow is, half of it.
const LENGTH: i64 = 7;
const HALF: i64 = 5;
/// Between lines that lead down from a circle and those that lead back to it, and how far from its middle a line leaves it at most.
const APART: i64 = 14;
const OUTERMOST: i64 = 14;

/// How far from the middle of its circle each end of a line stands: where lines lead back, they stand beside those that lead down.
struct Ends {
    upper: i64,
    lower: i64,
}

/// A path for each line of a layout.
pub(super) fn paths(layout: &Layout, places: &Places) -> Vec<String> {
    let points: Vec<Vec<Place>> =
        layout.lines.iter().enumerate().map(|(index, line)| places.line(index, *line)).collect();
    let mut ends: Vec<Ends> = layout.lines.iter().map(|_| Ends { upper: 0, lower: 0 }).collect();
    for moment in 0..places.moments.len() {
        let next = |index: &usize| (points[*index][1].x, layout.lines[*index].leads_back);
        for (index, shift) in side_by_side(&layout.lines, |line| line.upper == moment, next) {
            ends[index].upper = shift;
        }
        let before = |index: &usize| (points[*index][points[*index].len() - 2].x, layout.lines[*index].leads_back);
        for (index, shift) in side_by_side(&layout.lines, |line| line.lower == moment, before) {
            ends[index].lower = shift;
        }
    }
    (layout.lines.iter().zip(&points).zip(&ends))
        .map(|((line, points), ends)| path(points, ends, line.leads_back))
        .collect()
}

/// The lines that meet a circle on one side, from left to right by `place`, each with its distance from the middle: neighbours of the
/// same direction meet it at the same point.
fn side_by_side(
    lines: &[Line],
    is_there: impl Fn(&Line) -> bool,
    place: impl Fn(&usize) -> (u32, bool),
) -> Vec<(usize, i64)> {
    let mut there: Vec<usize> = (0..lines.len()).filter(|index| is_there(&lines[*index])).collect();
    there.sort_by_key(place);
    let groups: Vec<&[usize]> = there.chunk_by(|a, b| lines[*a].leads_back == lines[*b].leads_back).collect();
    let last = i64::try_from(groups.len()).unwrap_or(1) - 1;
    let step = if last > 0 { APART.min(2 * OUTERMOST / last) } else { 0 };
    let shifts = (0..=last).map(|at| step * at - step * last / 2);
    groups.into_iter().zip(shifts).flat_map(|(group, shift)| group.iter().map(move |index| (*index, shift))).collect()
}

/// A point on a circle, or `gap` outside of it: this far from its middle, and how far above or below that.
fn reach(shift: i64, gap: u32) -> u32 {
    let radius = RADIUS + gap;
    (radius * radius).saturating_sub(u32::try_from(shift * shift).unwrap_or(0)).isqrt()
}

/// A line between two circles, with the head of an arrow at one of its ends: straight through each layer, past its words, and in gentle
/// curves from one to the next.
fn path(points: &[Place], ends: &Ends, leads_back: bool) -> String {
    let last = points.len() - 1;
    let beside = |place: Place, shift: i64| i64::from(place.x) + shift;
    let (gap_above, gap_below) = if leads_back { (GAP, 0) } else { (0, GAP) };
    let top = points[0].y + reach(ends.upper, gap_above);
    let (start, end) = (beside(points[0], ends.upper), beside(points[last], ends.lower));
    let foot = points[last].y - reach(ends.lower, gap_below);
    let mut path = format!("M{start} {top}");
    // A `String` takes whatever is written.
    for (at, pair) in points.windows(2).enumerate() {
        let x = if at == 0 { start } else { i64::from(pair[0].x) };
        let (to_x, to) = if at + 1 == last { (end, foot) } else { (i64::from(pair[1].x), pair[1].y - RADIUS) };
        let past = pair[0].y + pair[0].straight;
        let from = if at == 0 && pair[0].straight <= RADIUS { top } else { past };
        if at > 0 || from > top {
            let _ = write!(path, "V{from}");
        }
        if x == to_x {
            let _ = write!(path, "V{to}");
        } else {
            // Lines that run side by side in a slant stay as far apart as they begin and end.
            let shift = if at == 0 { ends.upper } else { 0 } + if at + 1 == last { ends.lower } else { 0 };
            let middle = i64::from(u32::midpoint(from, to)) - shift * (to_x - x).signum();
            let _ = write!(path, "C{x} {middle} {to_x} {middle} {to_x} {to}");
        }
    }
    let (x, y, along) = if leads_back { (start, top, LENGTH) } else { (end, foot, -LENGTH) };
    path + &head(x, i64::from(y), [(-HALF, along), (HALF, along)])
}

/// Back to the moment itself: a loop at its side.
pub(super) fn round(Place { x, y, .. }: Place, is_right_to_left: bool) -> String {
    let side = if is_right_to_left { -1 } else { 1 };
    let (x, y, half) = (i64::from(x), i64::from(y), i64::from(RADIUS) / 2);
    let (from, out, to) = (x + side * 16, x + side * 40, x + side * i64::from(RADIUS + GAP));
    let (start, end) = (y + half, y - half / 2);
    format!("M{from} {start}C{out} {} {out} {} {to} {end}", start + 4, end - 4)
        + &head(to, end, [(side * LENGTH, -HALF - 2), (side * LENGTH, HALF - 2)])
}

/// Two strokes that meet at the tip; each is told by where its other end lies from there.
fn head(x: i64, y: i64, [a, b]: [(i64, i64); 2]) -> String {
    format!("M{} {}L{x} {y}L{} {}", x + a.0, y + a.1, x + b.0, y + b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(x: u32, y: u32, straight: u32) -> Place {
        Place { x, y, straight }
    }

    const MIDDLE: Ends = Ends { upper: 0, lower: 0 };

    #[test]
    fn lines_go_past_the_words_of_each_layer_and_have_heads() {
        let moment = |x, y| place(x, y, RADIUS);
        let down = |points: &[Place]| path(points, &MIDDLE, false);
        assert_eq!(down(&[moment(30, 30), moment(114, 114)]), "M30 48C30 70 114 70 114 92M109 85L114 92L119 85");
        assert_eq!(down(&[place(30, 30, 46), moment(90, 142)]), "M30 48V76C30 98 90 98 90 120M85 113L90 120L95 113");
        assert_eq!(
            down(&[moment(30, 30), place(90, 114, 46), moment(90, 226)]),
            "M30 48C30 72 90 72 90 96V160V204M85 197L90 204L95 197"
        );
    }

    #[test]
    fn a_line_back_stands_beside_the_one_that_leads_down() {
        let layout = Layout::of(2, &[(0, 1), (1, 0)]);
        let places = Places::of(&layout, &[vec![], vec![]]);
        let x = places.moments[0].x;
        assert_eq!(
            paths(&layout, &places),
            [
                format!("M{} 42V90M{} 83L{} 90L{} 83", x - 7, x - 12, x - 7, x - 2),
                format!("M{} 46V94M{} 53L{} 46L{} 53", x + 7, x + 2, x + 7, x + 12),
            ]
        );
    }
}
