//! How long each kind of edit takes inside the program, stage by stage: `cargo bench --bench edit -- COURSE PAGE [KIND]`.
//!
//! Nothing is read again from the disk and nothing served: what the watcher and the network add is left out.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use attune::internals::course::OutPath;
use attune::internals::input::{Inputs, ReadOptions, read};
use attune::internals::pipeline::{BuildOptions, Built, Memo, build_with};
use attune::internals::progress::{Progress, Stage};
use attune::internals::source::CoursePath;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Edits of a kind.
const EDITS: usize = 21;

#[derive(Default)]
struct Laps(Mutex<Vec<(Stage, Instant)>>);

impl Progress for Laps {
    fn begin(&self, stage: Stage, _: usize) {
        self.0.lock().expect("nobody panicked").push((stage, Instant::now()));
    }
}

/// The course, the page that is edited, and what a build remembers.
struct Course {
    inputs: Inputs,
    page: CoursePath,
    text: String,
    memo: Memo,
    /// The site that is shown until the next one is built.
    shown: Built,
}

/// A kind of edit: its name, and what the edit with a number does.
type Kind = (&'static str, fn(&mut Course, usize));

const KINDS: [Kind; 7] = [
    ("body", |course, edit| {
        let text = format!("{}\nedit {edit}\n", course.text);
        course.put(&course.page.clone(), text);
    }),
    ("title", |course, edit| {
        let title = |line: &str| line.strip_prefix("title: ").map(|_| format!("title: Title {edit}"));
        let lines = course.text.lines().map(|line| title(line).unwrap_or_else(|| line.to_owned()));
        let text = lines.collect::<Vec<_>>().join("\n");
        course.put(&course.page.clone(), text);
    }),
    ("new", |course, edit| course.put(&beside(&course.page, edit), format!("---\ntitle: New {edit}\n---\n\nText.\n"))),
    ("renamed", |course, edit| {
        course.inputs.remove(&beside(&course.page, edit));
        course.put(&beside(&course.page, EDITS + edit), format!("---\ntitle: New {edit}\n---\n\nText.\n"));
    }),
    ("deleted", |course, edit| course.inputs.remove(&beside(&course.page, EDITS + edit))),
    ("moved", |course, edit| {
        course.inputs.remove(&apart(edit));
        course.put(&apart(edit + 1), "---\ntitle: Apart\n---\n".to_owned());
    }),
    ("site.toml", |course, edit| {
        course.put(&CoursePath::new("site.toml"), format!("title = \"Course {edit}\"\n"));
    }),
];

/// A new lesson beside a page.
fn beside(page: &CoursePath, number: usize) -> CoursePath {
    CoursePath::new(&format!("{}/zz-new-{number}.md", page.folder()))
}

/// The page of a module that nothing leads to, now under one name and now under the other.
fn apart(edit: usize) -> CoursePath {
    CoursePath::new(if edit.is_multiple_of(2) { "content/zz-apart/_index.md" } else { "content/zz-moved/_index.md" })
}

impl Course {
    fn put(&mut self, path: &CoursePath, text: String) {
        self.inputs.put(path.clone(), text.into_bytes());
    }

    /// Edits, builds and makes the page, in milliseconds by stage.
    fn measure(&mut self, edit: impl Fn(&mut Self), out: &OutPath) -> Vec<(&'static str, f64)> {
        edit(self);
        let (laps, start) = (Laps::default(), Instant::now());
        let built = build_with(&self.inputs, &BuildOptions::default(), &mut self.memo, &laps);
        let end = Instant::now();
        let made = built.site.get(out).expect("there").make().expect("made").len();
        assert!(made > 100);
        let rendered = Instant::now();
        self.shown = built;
        let dropped = Instant::now();
        let since = |from: Instant, to: Instant| to.duration_since(from).as_secs_f64() * 1000.0;
        let mut laps = laps.0.into_inner().expect("nobody panicked");
        let mut taken = vec![("before", since(start, laps[0].1))];
        laps.push((Stage::Write, end));
        taken.extend(laps.windows(2).map(|pair| (pair[0].0.as_str(), since(pair[0].1, pair[1].1))));
        taken.extend([("page", since(end, rendered)), ("dropped", since(rendered, dropped))]);
        taken.push(("total", since(start, dropped)));
        taken
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let [root, page, only @ ..] = &arguments[..] else { return };
    let (inputs, page) = (read(Path::new(root), &ReadOptions::default()).expect("read").value, CoursePath::new(page));
    let Some(text) = inputs.files[&page].content.text() else { return };
    let mut course = Course { inputs, page, text: text.to_string(), memo: Memo::default(), shown: Built::default() };
    course.shown = build_with(&course.inputs, &BuildOptions::default(), &mut course.memo, &Laps::default());
    let out = course.shown.course.pages.iter().find(|other| other.path == course.page).expect("there");
    let out = out.address.out_path();
    for (name, edit) in KINDS.iter().filter(|(name, _)| only.is_empty() || only.iter().any(|kind| kind == name)) {
        let mut times: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        for number in 0..EDITS {
            for (stage, time) in course.measure(|course| edit(course, number), &out) {
                times.entry(stage).or_default().push(time);
            }
        }
        for (stage, mut times) in times {
            times.sort_by(f64::total_cmp);
            let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
            println!("{name:10} {stage:9} least {:8.2} ms  median {median:8.2} ms  worst {worst:8.2} ms", times[0]);
        }
    }
}
