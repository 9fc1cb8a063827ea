//! The cost of a build grows with the course and not faster. Counted in processor time, so that a busy machine changes nothing;
//! `cargo bench --bench growth` does the same with larger courses.

#[path = "../benches/growth/courses.rs"]
mod courses;

/// How often each is measured until the least of it grows as it should. What a guest of a busy host waits for is told as time it
/// took, and only ever makes it more: what grows with the square does so in the least of many, too.
const TRIES: usize = 12;

#[test]
#[expect(clippy::cast_precision_loss, reason = "nanoseconds of some seconds")]
fn what_is_four_times_as_much_costs_about_four_times_as_much() {
    let (mut wrong, mut meter) = (Vec::new(), courses::Meter::default());
    for growing in courses::GROWING {
        let courses::Growing { name, doubled, .. } = growing;
        let (mut one, mut four, mut ratio) = (u64::MAX, u64::MAX, f64::INFINITY);
        for _ in 0..TRIES {
            // Elsewhere than on Unix nothing is known.
            let (Some(small), Some(large)) = (meter.cost(growing, 50), meter.cost(growing, 200)) else { return };
            (one, four) = (one.min(small), four.min(large));
            ratio = four as f64 / one as f64;
            if ratio <= doubled * doubled {
                break;
            }
        }
        if ratio > doubled * doubled {
            wrong.push(format!("{name}: {ratio:.1} times, from {one} to {four} ns"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
