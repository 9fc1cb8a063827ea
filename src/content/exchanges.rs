//! Where on a page people speak: dialogues, scenarios and practices.

use std::ops::Range;

use super::fences::{Fence, FenceRole};

/// Containers in which clients and therapists speak.
const EXCHANGES: [&str; 3] = ["dialogue", "scenario", "practice"];

/// Where they stand, from the opening line to the closing one; one that is not closed goes on to the end.
pub(super) fn ranges(fences: &[&Fence], end: usize) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    // The outermost exchange that is open, and how many containers are.
    let mut open: Option<(usize, usize)> = None;
    let mut depth = 0_usize;
    for fence in fences {
        match &fence.role {
            FenceRole::Open { name, .. } => {
                if open.is_none() && EXCHANGES.contains(&name.as_str()) {
                    open = Some((fence.range.start, depth));
                }
                depth += 1;
            }
            FenceRole::Close => {
                depth = depth.saturating_sub(1);
                if let Some((start, _)) = open.take_if(|(_, outer)| depth <= *outer) {
                    ranges.push(start..fence.range.end);
                }
            }
        }
    }
    ranges.extend(open.map(|(start, _)| start..end));
    ranges
}
