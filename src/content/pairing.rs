//! Which closing line belongs to which opening line, and what is said of lines that have no other.
//!
//! As in Pandoc, a line of colons closes the innermost container that is open, whatever the number of its colons. The
//! numbers serve to find the container that was left open, when one was.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};

use super::parse_context::ParseContext;

/// A container line, or one that was meant to be.
#[derive(Debug, Clone)]
pub(crate) struct PairedLine {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// How many colons it has.
    pub(crate) colons: usize,
    /// The name of the container it opens; `None` for one that closes.
    pub(crate) opens: Option<String>,
    /// Why the line is no container line, where it is not.
    pub(crate) fault: Option<Diagnostic>,
    /// Whether it stands in code that is not closed, and that may hold the other line of any container.
    pub(crate) in_code: bool,
}

/// How a page's lines pair where a container was left open.
#[derive(Debug, Default)]
pub(crate) struct LeftOpen {
    /// From the opening line of each container without a closing line to the end of the one around it, by rising offset;
    /// those that touch are one.
    ranges: Vec<Range<usize>>,
    /// Where the opening lines of the containers around them begin.
    around: BTreeSet<usize>,
    /// How many containers a closing line closes where it is not one, by where it stands.
    pub(crate) closes: BTreeMap<usize, usize>,
}

impl LeftOpen {
    /// Whether this may stand in a container that was left open, or after it.
    pub(crate) fn contains(&self, offset: usize) -> bool {
        let before = self.ranges.partition_point(|range| range.start <= offset);
        self.ranges[..before].last().is_some_and(|range| range.contains(&offset))
    }

    /// Whether this is the opening line of a container in which one was left open: it may miss what that one has swallowed.
    pub(crate) fn is_around(&self, offset: usize) -> bool {
        self.around.contains(&offset)
    }

    fn add(&mut self, range: Range<usize>) {
        match self.ranges.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => self.ranges.push(range),
        }
    }
}

/// Lines without their other line, as indexes.
#[derive(Debug, Default)]
struct Unpaired {
    /// Opening lines, each with the line that ends the container around it.
    open: Vec<(usize, Option<usize>)>,
    stray: Vec<usize>,
}

/// Reports what is wrong with the page's lines, which are given by rising offset: each fault once, and none that
/// follows from another.
pub(crate) fn report(page: &mut ParseContext<'_>, lines: &[PairedLine]) -> LeftOpen {
    let good: Vec<&PairedLine> = lines.iter().filter(|line| line.fault.is_none()).collect();
    let every: Vec<&PairedLine> = lines.iter().collect();
    let unpaired = pair(&good, false);
    let is_fault = good.len() < every.len();
    let with_faults = if is_fault { pair(&every, false) } else { Unpaired::default() };
    report_faults(page, &every);
    page.has_lost_lines = lines.iter().any(|line| line.in_code);
    // A line that was meant to be one, and is told as a fault, may be what is missing here.
    let is_missing = |at: usize| every[at].fault.is_none();
    if !page.has_lost_lines && (!is_fault || with_faults.stray.iter().any(|at| is_missing(*at))) {
        for stray in unpaired.stray {
            let span = page.span(good[stray].range.clone());
            let help = "remove it, or open a container above it: `::: note`";
            page.report(
                Diagnostic::new(Code::ContainerStray, span, "this closing line has nothing to close").help(help),
            );
        }
    }
    if unpaired.open.is_empty() || is_fault && !with_faults.open.iter().any(|(at, _)| is_missing(*at)) {
        return LeftOpen::default();
    }
    let mut left_open = LeftOpen::default();
    for (at, end) in pair(&good, true).open {
        let PairedLine { range, colons, opens, .. } = good[at];
        let span = page.span(range.clone());
        if !page.has_lost_lines {
            let message = format!("the container `{}` is not closed", opens.as_deref().unwrap_or_default());
            let help = format!("put a line with `{}` after its last line", ":".repeat(*colons));
            page.report(Diagnostic::new(Code::ContainerUnclosed, span, message).help(help));
        }
        let end = end.map(|end| good[end].range.start);
        left_open.add(range.start..end.unwrap_or(page.source.len()));
        if let Some(end) = end {
            *left_open.closes.entry(end).or_insert(1) += 1;
        }
    }
    left_open.around = around(&good, &left_open);
    left_open
}

/// Where the opening lines begin of the containers directly around those that were left open.
fn around(lines: &[&PairedLine], left_open: &LeftOpen) -> BTreeSet<usize> {
    let (mut stack, mut around): (Vec<usize>, BTreeSet<usize>) = (Vec::new(), BTreeSet::new());
    for line in lines {
        let start = line.range.start;
        if line.opens.is_some() {
            around.extend(stack.last().filter(|_| left_open.contains(start)));
            stack.push(start);
        } else {
            let closed = left_open.closes.get(&start).copied().unwrap_or(1);
            stack.truncate(stack.len().saturating_sub(closed));
        }
    }
    around
}

/// Each line that is no container line; one that only closes another such is not told apart.
fn report_faults(page: &mut ParseContext<'_>, lines: &[&PairedLine]) {
    let mut open: Vec<bool> = Vec::new();
    for line in lines {
        let closes = if line.opens.is_some() {
            open.push(line.fault.is_some());
            false
        } else {
            open.pop().unwrap_or(false)
        };
        if let Some(fault) = line.fault.clone().filter(|_| !closes) {
            page.report(fault);
        }
    }
}

/// Pairs lines: the innermost with each closing line, or, `by_count`, the innermost with as many colons where there is one.
fn pair(lines: &[&PairedLine], by_count: bool) -> Unpaired {
    let (mut stack, mut unpaired): (Vec<usize>, Unpaired) = (Vec::new(), Unpaired::default());
    // Where in the stack the containers with this number of colons are.
    let mut depths: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if line.opens.is_some() {
            depths.entry(line.colons).or_default().push(stack.len());
            stack.push(at);
            continue;
        }
        let same = depths.get(&line.colons).and_then(|depths| depths.last().copied()).filter(|_| by_count);
        let Some(depth) = same.or(stack.len().checked_sub(1)) else {
            unpaired.stray.push(at);
            continue;
        };
        for open in &stack[depth..] {
            depths.get_mut(&lines[*open].colons).and_then(Vec::pop);
        }
        unpaired.open.extend(stack.drain(depth..).skip(1).map(|open| (open, Some(at))));
    }
    unpaired.open.extend(stack.into_iter().map(|open| (open, None)));
    unpaired.open.sort_unstable();
    unpaired
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs lines written as `::: a` and `:::`, `!` before those that are no container lines; the offsets of both kinds.
    fn unpaired(text: &str, by_count: bool) -> (Vec<usize>, Vec<usize>) {
        let lines: Vec<PairedLine> = text
            .split(' ')
            .map(|word| {
                let name = word.trim_start_matches(':');
                let opens = (!name.is_empty()).then(|| name.to_owned());
                PairedLine { range: 0..0, colons: word.len() - name.len(), opens, fault: None, in_code: false }
            })
            .collect();
        let unpaired = pair(&lines.iter().collect::<Vec<_>>(), by_count);
        (unpaired.open.into_iter().map(|(at, _)| at).collect(), unpaired.stray)
    }

    #[test]
    fn a_closing_line_closes_the_innermost() {
        assert_eq!(unpaired(":::a :::::b ::: :::::", false), (vec![], vec![]));
        assert_eq!(unpaired("::: :::a :::", false), (vec![], vec![0]));
    }

    #[test]
    fn numbers_of_colons_show_which_was_left_open() {
        assert_eq!(unpaired("::::a :::b ::::", true).0, [1]);
        assert_eq!(unpaired("::::a :::b :::", true).0, [0]);
        assert_eq!(unpaired(":::::a ::::b :::c ::::: ::::d ::::", true).0, [1, 2]);
    }

    #[test]
    fn many_open_containers_are_paired_in_linear_time() {
        let text = ":::a ".repeat(200_000) + &"::: ".repeat(200_000);
        assert_eq!(unpaired(text.trim(), false), (vec![], vec![]));
    }
}
