//! Whether the cost of a build grows with the course and not faster: `cargo bench --bench growth [-- WHAT]`. One thing at a time
//! is doubled twice; more than 2.6 times the processor time for a doubling is a failure, but for what
//! is known to be listed on many pages.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]
#![expect(clippy::cast_precision_loss, reason = "nanoseconds of some seconds")]

mod courses;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The first size.
const COUNT: usize = 1000;
/// The system counts a thread's time when it looks, which it does a hundred times a second or seldomer: what costs less may
/// seem to cost nothing. In milliseconds.
const LEAST: f64 = 20.0;
/// Times that each is built; the cheapest counts.
const RUNS: usize = 3;

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let (mut is_linear, mut meter) = (true, courses::Meter::default());
    for growing in courses::GROWING {
        let courses::Growing { name, doubled, .. } = growing;
        if !wanted.is_empty() && !wanted.iter().any(|part| name.contains(part.as_str())) {
            continue;
        }
        let mut cost = |count| (0..RUNS).filter_map(|_| meter.cost(growing, count)).min();
        let costs: Vec<f64> = [COUNT, COUNT * 2, COUNT * 4]
            .into_iter()
            .filter_map(&mut cost)
            .map(|nanoseconds| nanoseconds as f64 / 1e6)
            .collect();
        let [one, two, four] = costs[..] else {
            println!("this system does not tell a thread's processor time");
            return ExitCode::SUCCESS;
        };
        let is_more = |cost: f64, before: f64| cost / before.max(LEAST) > *doubled;
        let verdict = if is_more(two, one) || is_more(four, two) { "  NOT LINEAR" } else { "" };
        is_linear &= verdict.is_empty();
        println!(
            "{name:34} {one:8.1} ms  {two:8.1} ms  {four:8.1} ms   x {:.2}  x {:.2}{verdict}",
            two / one,
            four / two
        );
    }
    if is_linear { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
