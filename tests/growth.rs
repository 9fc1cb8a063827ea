//! The cost of a build grows with the course and not faster. Counted in processor time, so that a busy machine changes nothing;
//! `cargo bench --bench growth` does the same with larger courses.

#[path = "../benches/growth/courses.rs"]
mod courses;

/// Nanoseconds. The system counts a thread's time when it looks, which it does seldom: what costs less may cost nothing.
const TICK: u64 = 8_000_000;

#[test]
#[expect(clippy::cast_precision_loss, reason = "nanoseconds of some seconds")]
fn what_is_four_times_as_much_costs_about_four_times_as_much() {
    let (mut wrong, mut meter) = (Vec::new(), courses::Meter::default());
    for growing in courses::GROWING {
        let courses::Growing { name, doubled, .. } = growing;
        let mut cost = |count| (0..2).filter_map(|_| meter.cost(growing, count)).min();
        // Elsewhere than on Linux nothing is known.
        let (Some(one), Some(four)) = (cost(50), cost(200)) else { return };
        let ratio = four as f64 / one.max(TICK) as f64;
        if ratio > doubled * doubled {
            wrong.push(format!("{name}: {ratio:.1} times, from {one} to {four} ns"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
