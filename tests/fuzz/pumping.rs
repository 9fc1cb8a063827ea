//! What an input costs when there is much of it: eight times as much may not cost much more than eight times.

use super::processor_time::processor_time;

/// Bytes of the shorter text.
const SHORT: usize = 8 * 1024;
/// The longer text has so many of the shorter one, three doublings.
const PIECES: usize = 8;
/// What it may cost in place of 1: three doublings of 2.6 times in place of 2 are 2.2.
const MOST: u64 = 3;
/// Nanoseconds. What costs less is not measured.
const WORTH_MEASURING: u64 = 60_000_000;

/// Whether reading an input many times over costs in proportion.
pub(crate) fn is_in_proportion(input: &str, read: impl Fn(&str)) -> Result<(), String> {
    if input.is_empty() {
        return Ok(());
    }
    let times = SHORT.div_ceil(input.len());
    // As much text in each, in one piece and in several: the same work where the cost is in proportion.
    let cost = |times: usize, pieces: usize| {
        let text = input.repeat(times);
        let before = processor_time()?;
        (0..pieces).for_each(|_| read(&text));
        Some(processor_time()? - before)
    };
    // Elsewhere than on Unix nothing is known.
    let Some(whole) = cost(times * PIECES, 1).filter(|whole| *whole > WORTH_MEASURING) else { return Ok(()) };
    let least = |times, pieces| (0..3).filter_map(|_| cost(times, pieces)).min();
    let (Some(pieces), Some(whole)) = (least(times, PIECES), least(times * PIECES, 1).map(|again| again.min(whole)))
    else {
        return Ok(());
    };
    if whole > WORTH_MEASURING && whole > pieces * MOST {
        return Err(format!("{PIECES} texts of {times} times the input cost {pieces} ns, all in one {whole} ns"));
    }
    Ok(())
}
