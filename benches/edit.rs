//! How long an edit takes inside the program, stage by stage: `cargo bench --bench edit -- COURSE PAGE`.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use attune::course::OutPath;
use attune::input::{FileContent, ReadOptions, read};
use attune::pipeline::{BuildOptions, Memo, build_with};
use attune::progress::{Progress, Stage};
use attune::source::CoursePath;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Default)]
struct Laps(Mutex<Vec<(Stage, Instant)>>);

impl Progress for Laps {
    fn begin(&self, stage: Stage, _: usize) {
        self.0.lock().expect("nobody panicked").push((stage, Instant::now()));
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let [root, page] = &arguments[..] else { return };
    let mut inputs = read(Path::new(root), &ReadOptions::default()).expect("read").value;
    let path = CoursePath::new(page);
    let (mut memo, options) = (Memo::default(), BuildOptions::default());
    let mut kept = None;
    let mut times: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for edit in 0..21 {
        let FileContent::Text(text) = inputs.files[&path].content.clone() else { return };
        inputs.put(path.clone(), format!("{text}\nedit {edit}\n").into_bytes());
        let laps = Laps::default();
        let start = Instant::now();
        let built = build_with(&inputs, &options, &mut memo, &laps);
        let end = Instant::now();
        let out = OutPath::new("module-0000/lesson-000001/index.html");
        let made = built.site.get(&out).expect("there").make().expect("made").len();
        let rendered = Instant::now();
        kept = Some(built);
        let dropped = Instant::now();
        assert!(made > 100);
        let mut laps = laps.0.into_inner().expect("nobody panicked");
        laps.push((Stage::Write, end));
        let mut put = |name: &str, from: Instant, to: Instant| {
            times.entry(name.to_owned()).or_default().push(to.duration_since(from).as_secs_f64() * 1000.0);
        };
        put("before", start, laps[0].1);
        for pair in laps.windows(2) {
            put(pair[0].0.as_str(), pair[0].1, pair[1].1);
        }
        put("page", end, rendered);
        put("drop", rendered, dropped);
        put("total", start, dropped);
    }
    drop(kept);
    for (name, mut times) in times {
        times.sort_by(f64::total_cmp);
        println!("{name:10} median {:8.2} ms  worst {:8.2} ms", times[times.len() / 2], times[times.len() - 1]);
    }
}
