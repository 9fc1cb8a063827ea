//! What each stage takes on a small course held in memory: `cargo bench --bench stages`. Compare figures of one run.

use std::fmt::Write as _;
use std::sync::Arc;

use attune::internals::content::{ParseOptions, parse};
use attune::internals::input::Inputs;
use attune::internals::pipeline::{BuildOptions, Built, Memo, build};
use attune::internals::progress::Silent;
use attune::internals::search;
use attune::internals::source::CoursePath;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const LESSONS: usize = 200;

fn main() {
    divan::main();
}

fn lesson(number: usize) -> String {
    let mut text =
        format!("---\ntitle: Lesson {number}\nobjectives:\n  - {{ id: aim, text: Tell a strain from a break }}\n---\n");
    for part in 0..4 {
        let _ = write!(
            text,
            "\n## Part {part}\n\nA *protective* strategy keeps something safe, [as before](01-a-0000.md). It has a cost, and \
             a reason.[^{part}]\n\n[^{part}]: A note.\n\n::: note\nWhat it protects comes first.\n:::\n\n\
             ::: question {{#q{part} objective=aim}}\nWhat comes before repair {number}?\n\n- [x] Naming it\n\n  It makes room.\n\
             - [ ] A plan\n\n  Too early.\n:::\n"
        );
    }
    text
}

fn course() -> Inputs {
    let mut inputs = Inputs::default();
    let mut put = |path: &str, text: String| inputs.put(CoursePath::new(path), text.into_bytes());
    put("site.toml", "title = \"Course\"\n".to_owned());
    put("content/_index.md", "---\ntitle: Home\n---\n\nHome.\n".to_owned());
    put("content/a/_index.md", "---\ntitle: Module\n---\n\nModule.\n".to_owned());
    for number in 0..LESSONS {
        put(&format!("content/a/01-a-{number:04}.md"), lesson(number));
    }
    inputs
}

fn built() -> Built {
    build(&course(), &BuildOptions::default(), &mut Memo::default())
}

#[divan::bench]
fn parsing_a_lesson(bencher: Bencher<'_, '_>) {
    let (path, text) = (CoursePath::new("content/a/01-a-0001.md"), lesson(1));
    bencher.counter(BytesCount::of_str(&text)).bench(|| parse(&path, &text, ParseOptions::default()));
}

#[divan::bench(sample_count = 20)]
fn building_a_course_without_its_pages(bencher: Bencher<'_, '_>) {
    let inputs = course();
    bencher.counter(ItemsCount::new(LESSONS)).bench(|| build(&inputs, &BuildOptions::default(), &mut Memo::default()));
}

#[divan::bench(sample_count = 20)]
fn building_again_after_an_edit(bencher: Bencher<'_, '_>) {
    let (mut inputs, mut memo, mut edits) = (course(), Memo::default(), 0);
    let path = CoursePath::new("content/a/01-a-0001.md");
    build(&inputs, &BuildOptions::default(), &mut memo);
    bencher.bench_local(|| {
        edits += 1;
        inputs.put(path.clone(), format!("{}\nEdit {edits}.\n", lesson(1)).into_bytes());
        build(&inputs, &BuildOptions::default(), &mut memo)
    });
}

#[divan::bench(sample_count = 20)]
fn making_every_page(bencher: Bencher<'_, '_>) {
    bencher
        .counter(ItemsCount::new(LESSONS))
        .with_inputs(built)
        .bench_values(|built| built.site.iter().map(|file| file.make().map_or(0, |bytes| bytes.len())).sum::<usize>());
}

#[divan::bench(sample_count = 5)]
fn indexing_for_search(bencher: Bencher<'_, '_>) {
    let built = built();
    bencher
        .counter(ItemsCount::new(LESSONS))
        .bench(|| search::index(&built.course, &built.config, &[], &Silent, &|| false).map(Arc::new));
}
