//! How far a build is, for whoever waits at a terminal, and how long each stage took.

use std::io::{IsTerminal, Write as _, stderr};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::progress::{Progress, Stage};
use crate::threads;

/// Nothing is shown of work that is over sooner.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often the line is written anew.
const BEAT: Duration = Duration::from_millis(100);
/// Goes to the line's start and clears it (ECMA-48, EL).
const CLEAR: &str = "\r\x1b[K";

/// A stage that began.
#[derive(Debug, Clone, Copy)]
struct Lap {
    stage: Stage,
    things: usize,
    start: Instant,
}

#[derive(Debug)]
struct State {
    laps: Mutex<Vec<Lap>>,
    steps: AtomicUsize,
    over: AtomicBool,
    start: Instant,
}

/// Takes the time of each stage, and shows a line on a terminal when it takes long.
#[derive(Debug)]
pub(super) struct Meter {
    state: Arc<State>,
    line: Option<std::thread::JoinHandle<()>>,
}

impl Meter {
    /// Begins now. `quiet` shows no line.
    pub(super) fn start(quiet: bool) -> Self {
        let state = Arc::new(State {
            laps: Mutex::default(),
            steps: AtomicUsize::new(0),
            over: AtomicBool::new(false),
            start: Instant::now(),
        });
        let wanted = !quiet && stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        let line = wanted.then(|| {
            let state = Arc::clone(&state);
            // Without a thread for it, nothing is shown.
            threads::spawn("meter", move || state.show()).ok()
        });
        let line = line.flatten();
        Self { state, line }
    }

    /// Takes the line away; what is said from now on stands alone.
    pub(super) fn clear(&mut self) {
        self.state.over.store(true, Ordering::Relaxed);
        if let Some(line) = self.line.take() {
            line.thread().unpark();
            // A line that broke off is no reason to stop a build.
            let _ = line.join();
        }
    }

    /// Seconds since the start.
    pub(super) fn seconds(&self) -> f64 {
        self.state.start.elapsed().as_secs_f64()
    }

    /// Each stage with its count of things and its seconds; the last one ends now. A stage that was come back to counts
    /// once, with all its time.
    pub(super) fn stages(&self) -> Vec<(Stage, usize, f64)> {
        let laps = self.state.laps();
        let ends = laps.iter().skip(1).map(|lap| lap.start).chain([Instant::now()]);
        let mut stages: Vec<(Stage, usize, f64)> = Vec::new();
        for (lap, end) in laps.iter().zip(ends) {
            let seconds = end.duration_since(lap.start).as_secs_f64();
            match stages.iter_mut().find(|(stage, ..)| *stage == lap.stage) {
                Some(known) => {
                    known.1 = known.1.max(lap.things);
                    known.2 += seconds;
                }
                None => stages.push((lap.stage, lap.things, seconds)),
            }
        }
        stages
    }

    /// The stages as a table.
    pub(super) fn table(&self) -> String {
        let row = |(stage, things, seconds): (Stage, usize, f64)| {
            format!("{:10}{things:>9}{:>12.1} ms\n", stage.as_str(), seconds * 1000.0)
        };
        let rows: String = self.stages().into_iter().map(row).collect();
        format!("{:10}{:>9}{:>15}\n{rows}", "stage", "things", "time")
    }

    /// The stages for programs: seconds, in the order of the build.
    pub(super) fn json(&self) -> Value {
        let stage = |(stage, things, seconds): (Stage, usize, f64)| json!({ "stage": stage.as_str(), "things": things, "seconds": seconds });
        json!(self.stages().into_iter().map(stage).collect::<Vec<_>>())
    }
}

impl Progress for Meter {
    fn begin(&self, stage: Stage, things: usize) {
        self.state.steps.store(0, Ordering::Relaxed);
        self.state.laps().push(Lap { stage, things, start: Instant::now() });
    }

    fn step(&self) {
        self.state.steps.fetch_add(1, Ordering::Relaxed);
    }
}

impl State {
    fn laps(&self) -> std::sync::MutexGuard<'_, Vec<Lap>> {
        self.laps.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn show(&self) {
        std::thread::park_timeout(PATIENCE);
        let mut shown = false;
        while !self.over.load(Ordering::Relaxed) {
            let lap = self.laps().last().copied();
            if let Some(lap) = lap {
                let done = self.steps.load(Ordering::Relaxed).min(lap.things);
                // A terminal that is gone is no reason to stop a build.
                let _ = write!(stderr(), "{CLEAR}{}", line(lap.stage, done, lap.things));
                shown = true;
            }
            std::thread::park_timeout(BEAT);
        }
        if shown {
            let _ = write!(stderr(), "{CLEAR}");
        }
    }
}

fn line(stage: Stage, done: usize, things: usize) -> String {
    let doing = match stage {
        Stage::Read => return "Reading the course".to_owned(),
        Stage::Assemble => return format!("Putting {things} pages in order"),
        Stage::Check => return format!("Checking {things} pages"),
        Stage::Parse => "Reading pages",
        Stage::Search => "Indexing for search",
        Stage::Write => "Making and writing files",
        Stage::Publish => return format!("Publishing: {done} of {things} {}", bar(done, things)),
    };
    format!("{doing}: {done} of {things}")
}

/// How much is done, in thirty characters.
fn bar(done: usize, things: usize) -> String {
    const WIDTH: usize = 30;
    let filled = (done * WIDTH).checked_div(things).unwrap_or(WIDTH).min(WIDTH);
    format!("[{}{}]", "#".repeat(filled), " ".repeat(WIDTH - filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_that_was_come_back_to_counts_once() {
        let mut meter = Meter::start(true);
        meter.begin(Stage::Parse, 3);
        meter.begin(Stage::Write, 5);
        meter.begin(Stage::Parse, 2);
        meter.clear();
        let stages: Vec<_> = meter.stages().iter().map(|(stage, things, _)| (*stage, *things)).collect();
        assert_eq!(stages, [(Stage::Parse, 3), (Stage::Write, 5)]);
        assert!(meter.table().starts_with("stage") && meter.table().contains("write             5"));
        assert_eq!(meter.json()[1]["stage"], "write");
    }

    #[test]
    fn the_line_says_what_is_done_and_how_much_is_left() {
        assert_eq!(line(Stage::Parse, 34, 100), "Reading pages: 34 of 100");
        assert_eq!(line(Stage::Read, 0, 1), "Reading the course");
        assert_eq!(line(Stage::Publish, 1, 3), format!("Publishing: 1 of 3 [{}{}]", "#".repeat(10), " ".repeat(20)));
        assert_eq!(bar(0, 0).len(), 32);
    }
}
