//! Courses that grow in one way each, and what building one of them costs.

use attune::input::Inputs;
use attune::pipeline::{BuildOptions, Memo, build};
use attune::source::CoursePath;

/// What grows, the files of the course that has so many of it, and what a doubling may cost.
type Growing = (&'static str, fn(usize) -> Files, f64);

type Files = Vec<(String, String)>;

const LINEAR: f64 = 2.6;
/// Each page of a module lists the module's lessons.
const LISTED: f64 = 4.2;

/// Every way of growing.
pub(crate) const GROWING: [Growing; 12] = [
    ("topics", topics, LINEAR),
    ("terms", terms, LINEAR),
    ("citations", citations, LINEAR),
    ("objectives", objectives, LINEAR),
    ("questions", questions, LINEAR),
    ("headings on a page", headings, LINEAR),
    ("links on a page", links, LINEAR),
    ("footnotes on a page", footnotes, LINEAR),
    ("turns of a dialogue", turns, LINEAR),
    ("moments of a scenario", moments, LINEAR),
    ("attachments", attachments, LINEAR),
    ("lessons of a module", lessons, LISTED),
];

/// Lessons over which is spread what does not grow on one page.
const LESSONS: usize = 20;

fn course(site: &str) -> Files {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    vec![
        file("site.toml", &format!("title = \"Growing\"\n{site}")),
        file("content/_index.md", "---\ntitle: Home\n---\n\nWelcome.\n"),
        file("content/m/_index.md", "---\ntitle: Module\n---\n\nHello.\n"),
    ]
}

/// A course of lessons, each with a part of the head and of the body.
fn spread(site: &str, count: usize, part: impl Fn(usize) -> (String, String)) -> Files {
    let mut files = course(site);
    for lesson in 0..LESSONS {
        let parts: Vec<(String, String)> = (lesson..count).step_by(LESSONS).map(&part).collect();
        let head: String = parts.iter().map(|(head, _)| head.as_str()).collect();
        let body: String = parts.iter().map(|(_, body)| body.as_str()).collect();
        let objectives = if head.is_empty() { "" } else { "objectives:\n" };
        let text = format!("---\ntitle: Lesson {lesson}\n{objectives}{head}---\n\nWords.\n\n{body}");
        files.push((format!("content/m/l{lesson}.md"), text));
    }
    files
}

/// A course with one page that grows.
fn page(body: &str) -> Files {
    let mut files = spread("", 0, |_| Default::default());
    files.push(("content/m/page.md".to_owned(), format!("---\ntitle: Page\n---\n\n{body}")));
    files
}

fn joined(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

fn topics(count: usize) -> Files {
    let mut files = spread("", 0, |_| Default::default());
    for (lesson, (_, text)) in files.iter_mut().skip(3).enumerate() {
        let own = (lesson..count).step_by(LESSONS).map(|topic| format!("topic {topic}")).collect::<Vec<_>>();
        *text = text.replacen("---\n\n", &format!("topics: [{}]\n---\n\n", own.join(", ")), 1);
    }
    files
}

fn terms(count: usize) -> Files {
    let mut files =
        spread("[glossary]\nauto_link = true\n", count, |term| (String::new(), format!("A word{term}x here.\n\n")));
    let glossary = joined(count, |term| format!("t{term}:\n  term: word{term}x\n  definition: Number {term}.\n"));
    files.push(("content/glossary.yaml".to_owned(), glossary));
    files
}

fn citations(count: usize) -> Files {
    let mut files = spread("", count, |work| (String::new(), format!("As they say [@work{work}].\n\n")));
    let works = joined(count, |work| {
        format!(
            "work{work}:\n  type: book\n  title: Book {work}\n  author: \"Writer{work}, A.\"\n  date: {}\n",
            1900 + work % 100
        )
    });
    files.push(("content/references.yaml".to_owned(), works));
    files
}

fn objectives(count: usize) -> Files {
    spread("", count, |one| (format!("  - id: o{one}\n    text: Explain number {one}\n"), String::new()))
}

fn questions(count: usize) -> Files {
    let question =
        |one| format!("::: question {{#q{one}}}\nWhich is {one}?\n\n- [x] Number {one}\n- [ ] Another one\n:::\n\n");
    spread("", count, |one| (String::new(), question(one)))
}

fn headings(count: usize) -> Files {
    page(&joined(count, |one| format!("## Heading {}\n\nWords.\n\n", one % 7)))
}

fn links(count: usize) -> Files {
    page(&joined(count, |one| format!("See [lesson {one}](l{}.md).\n\n", one % LESSONS)))
}

fn footnotes(count: usize) -> Files {
    page(&joined(count, |one| format!("Words[^n{one}].\n\n[^n{one}]: Note {one}.\n\n")))
}

fn turns(count: usize) -> Files {
    let turn = |one| format!("{}\n: Words {one}.\n\n", ["Client", "Therapist"][one % 2]);
    page(&format!("::: dialogue {{#talk}}\n{}:::\n", joined(count, turn)))
}

fn moments(count: usize) -> Files {
    let moment =
        |one| format!("### Moment {one} {{#m{one}}}\n\nWords.\n\n- [Go on](#m{})\n\n  So it goes.\n\n", one + 1);
    let end = format!("### The end {{#m{count} ending=repaired}}\n\nDone.\n");
    page(&format!("::: scenario {{#story title=\"Story\"}}\n{}{end}:::\n", joined(count, moment)))
}

fn attachments(count: usize) -> Files {
    let mut files = page(&joined(count, |one| format!("[File {one}](file{one}.txt)\n\n")));
    files.extend((0..count).map(|one| (format!("content/m/file{one}.txt"), format!("File {one}.\n"))));
    files
}

fn lessons(count: usize) -> Files {
    let mut files = course("");
    let lesson = |one| (format!("content/m/l{one}.md"), format!("---\ntitle: Lesson {one}\n---\n\nWords.\n"));
    files.extend((0..count).map(lesson));
    files
}

/// Builds courses and measures what that costs.
#[derive(Default)]
pub(crate) struct Meter {
    /// With the theme, whose reading costs the same for every course and would hide how it grows.
    memo: Memo,
}

impl Meter {
    /// Nanoseconds of processor time that a build of these files takes, with every page made; nothing where the system does
    /// not tell. What the machine does beside it does not count.
    pub(crate) fn cost(&mut self, files: &[(String, String)]) -> Option<u64> {
        let (options, none, inputs) = (options(), inputs(&course("")), inputs(files));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().ok()?;
        pool.install(|| {
            // Forgets the pages of the course before.
            build(&none, &options, &mut self.memo);
            let before = processor_time()?;
            let built = build(&inputs, &options, &mut self.memo);
            for file in built.site.iter() {
                file.make().expect("no template has a fault");
            }
            let cost = processor_time()? - before;
            let errors: Vec<_> = built.findings.iter().filter(|finding| finding.is_error()).collect();
            assert!(errors.is_empty(), "{errors:?}");
            Some(cost)
        })
    }
}

/// Search is linear by its shards and measured elsewhere.
fn options() -> BuildOptions {
    BuildOptions { no_search: true, ..BuildOptions::default() }
}

fn inputs(files: &[(String, String)]) -> Inputs {
    let mut inputs = Inputs::default();
    for (path, text) in files {
        let found = inputs.put(CoursePath::new(path), text.clone().into_bytes());
        assert!(found.is_empty(), "{found:?}");
    }
    inputs
}

/// Of this thread, in nanoseconds, as Linux tells (`Documentation/scheduler/sched-stats.rst`).
fn processor_time() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok()
}
