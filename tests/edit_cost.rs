//! What an edit costs, counted: allocations, the bytes asked for, and processor time, in a course and in one of four times as many
//! lessons. A body costs what it touches, however large the course is; what changes the order or what pages show of each other may
//! look at every page, once.
//!
//! What [`counted`](../counted.rs) counts was known to matter when it was written. A digest of every file, a table that is made anew and a
//! list that is copied are none of that, and all of them ask for memory; what walks without asking for any takes time.

#[path = "support/processor_time.rs"]
mod processor_time;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use allocation_counter::{AllocationInfo, measure};
use attune::internals::preview::UnservedPreview;
use processor_time::processor_time;

/// Modules of the smaller course, of [`LESSONS`] lessons each, so that a folder is as large in both courses. Both have more warnings than
/// the preview shows all of.
const MODULES: usize = 25;
const LESSONS: usize = 10;
/// Lessons that the larger course has more than the smaller one.
const MORE: u64 = (MODULES * LESSONS * 3) as u64;
/// Edits of each kind. The first may make what is then kept.
const EDITS: usize = 6;

/// The lesson that is edited, and the page that is open.
const LESSON: &str = "content/03-m/03-lesson.md";
const PAGE: &str = "m/lesson-3/index.html";
const SITE: &str = "title = \"A course\"\nbase_url = \"https://example.org/\"\n";

/// A course on disk as the preview keeps it.
struct Course {
    folder: tempfile::TempDir,
    preview: UnservedPreview,
}

/// An edit in the folder, and the paths that the watcher would name. The number makes it another edit than the one before.
type Edit = fn(&Path, usize) -> Vec<String>;

/// What is in a course where something of it grows with its lessons: topics, objectives, terms, works, drafts, files beside pages,
/// steps, and findings of every lesson by rules over the whole.
fn lesson(id: &str, title: &str, body: &str) -> String {
    format!(
        "---\ntitle: {title}\ntopics: [Grief, Topic {id}]\nobjectives:\n  - id: aim-{id}\n    text: Name it\n---\n\n\
         ## A part\n\nSome words. See [the module](_index.md#words), [a file](file.txt), a [term](term:rupture) and [@safran].\n\n\
         {}\n{body}\n",
        question(id, id)
    )
}

fn question(id: &str, aim: &str) -> String {
    format!("::: question {{#q-{id} objective=aim-{aim}}}\nWhich?\n\n- [x] This one\n- [ ] That one\n:::\n")
}

fn put(root: &Path, path: &str, text: &str) -> Vec<String> {
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("below the root")).expect("a folder");
    fs::write(file, text).expect("a file");
    vec![path.to_owned()]
}

fn rename(root: &Path, from: &str, to: &str) -> Vec<String> {
    fs::rename(root.join(from), root.join(to)).expect("renamed");
    vec![from.to_owned(), to.to_owned()]
}

impl Course {
    /// `text` is what each lesson has, by its id and its title.
    fn new(modules: usize, text: impl Fn(&str, &str) -> String) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        put(root, "site.toml", SITE);
        put(root, "content/_index.md", "---\ntitle: Home\n---\n\nWelcome.\n");
        put(root, "content/glossary.yaml", "rupture:\n  definition: A tear.\n");
        put(root, "content/references.bib", "@book{safran, title={T}, author={W}, year=2000}\n");
        for module in 1..=modules {
            let put = |name: &str, text: &str| put(root, &format!("content/{module:02}-m/{name}"), text);
            let slug = if module == 3 { "m".to_owned() } else { format!("m-{module}") };
            put("_index.md", &format!("---\ntitle: Module {module}\nslug: {slug}\n---\n\n## Words\n"));
            put("file.txt", "Words.");
            put("90-draft.md", "---\ntitle: A draft\ndraft: true\n---\n\nSome words [@safran].\n");
            put("91-step.md", "---\ntitle: A step\nkind: repair-step\nstep: 1\n---\n\nSome words.\n");
            for number in 1..=LESSONS {
                let id = format!("{module}-{number}");
                let slug = format!("\nslug: lesson-{number}");
                put(&format!("{number:02}-lesson.md"), &text(&id, &format!("Lesson {id}{slug}")));
            }
        }
        let preview = UnservedPreview::start(root).expect("readable");
        Self { folder, preview }
    }

    /// Edits, builds again and makes the page that is open.
    fn cost(&mut self, edit: Edit, number: usize) -> AllocationInfo {
        let touched: BTreeSet<PathBuf> = edit(self.folder.path(), number).iter().map(PathBuf::from).collect();
        measure(|| {
            let work = self.preview.rebuild(&touched).expect("readable");
            assert!(work.is_some(), "nothing changed, or there is an error");
            assert!(self.preview.page(PAGE).is_some());
        })
    }

    /// The processor time of an edit and of building again, in nanoseconds.
    fn time(&mut self, edit: Edit, number: usize) -> Option<u64> {
        let touched: BTreeSet<PathBuf> = edit(self.folder.path(), number).iter().map(PathBuf::from).collect();
        let before = processor_time()?;
        let work = self.preview.rebuild(&touched).expect("readable");
        let time = processor_time()? - before;
        assert!(work.is_some(), "nothing changed, or there is an error");
        Some(time)
    }

    /// The least that an edit of a kind takes, in the number of allocations and in bytes.
    fn least(&mut self, edit: Edit) -> (u64, u64) {
        let all: Vec<AllocationInfo> = (0..EDITS).map(|number| self.cost(edit, number)).skip(1).collect();
        let least = |of: fn(&AllocationInfo) -> u64| all.iter().map(of).min().expect("there are some");
        (least(|info| info.count_total), least(|info| info.bytes_total))
    }
}

fn body(root: &Path, text: &str) -> Vec<String> {
    put(root, LESSON, &lesson("3-3", "Lesson 3-3\nslug: lesson-3", text))
}

/// Edits of a body that change nothing of what other pages show.
const BODIES: [(&str, Edit); 9] = [
    ("words", |root, number| body(root, &format!("Words {number}."))),
    ("a link", |root, number| body(root, &format!("See [there](0{}-lesson.md#a-part).", 1 + number % 2))),
    ("an address", |root, number| body(root, &format!("See <https://example.org/{number}>."))),
    ("a heading", |root, number| body(root, &format!("## Part {number}\n\nWords."))),
    ("a question", |root, number| body(root, &question(&format!("new-{number}"), "3-3"))),
    ("an option", |root, number| body(root, &question("new", "3-3").replace("That", &format!("Option {number}")))),
    ("a term", |root, number| body(root, ["Words.", "A [tear](term:rupture)."][number % 2])),
    ("a note", |root, number| body(root, &format!("::: facilitator\nWords {number}.\n:::\n"))),
    ("a dialogue", |root, number| {
        body(root, &format!("::: dialogue {{#d{number}}}\nTherapist\n: Words {number}.\n\nClient\n: Words.\n:::\n"))
    }),
];

/// Edits that change the order, or what pages show of each other.
const OTHERS: [(&str, Edit); 8] = [
    ("a work", |root, number| body(root, ["Words.", "As they say [@safran, p. 3]."][number % 2])),
    ("a question comes and goes", |root, number| body(root, &question("new", "3-3").repeat(number % 2))),
    ("a title", |root, number| put(root, LESSON, &lesson("3-3", &format!("Title {number}\nslug: lesson-3"), "Words."))),
    ("a new lesson", |root, number| put(root, &new(number), &format!("---\ntitle: New {number}\n---\n\nWords.\n"))),
    ("a lesson renamed", |root, number| rename(root, &new(number), &new(number + EDITS))),
    ("a lesson deleted", |root, number| {
        fs::remove_file(root.join(new(number + EDITS))).expect("removed");
        vec![new(number + EDITS)]
    }),
    ("a folder moved", |root, number| {
        let names = ["content/04-m", "content/04-moved"];
        rename(root, names[number % 2], names[(number + 1) % 2])
    }),
    ("site.toml", |root, number| put(root, "site.toml", &SITE.replace("A course", &format!("Course {number}")))),
];

fn new(number: usize) -> String {
    format!("content/03-m/80-new-{number}.md")
}

/// Trees of what builds share are deeper in a larger course, and the part of them that an edit copies is larger.
const DEEPER: (u64, u64) = (6, 2 * 1024);

/// For each lesson that the course has more.
const EACH: (u64, u64) = (30, 4 * 1024);

/// Of kinds of edit, those that ask for more memory than they may where the course is larger.
fn wasteful(kinds: &[(&str, Edit)], courses: &mut [Course; 2], (count, bytes): (u64, u64)) -> String {
    let mut told = String::new();
    for (name, edit) in kinds {
        let [small, large] = courses.each_mut().map(|course| course.least(*edit));
        let more = (large.0.saturating_sub(small.0), large.1.saturating_sub(small.1));
        if more.0 > count || more.1 > bytes {
            let _ = writeln!(told, "{name}: {} allocations and {} bytes more, from {small:?}", more.0, more.1);
        }
    }
    told
}

/// On one thread, to which the allocations are counted, and whose time is told.
fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread").install(work)
}

#[test]
fn an_edit_asks_for_memory_for_what_it_touches() {
    alone(|| {
        let mut courses = [MODULES, MODULES * 4].map(|modules| Course::new(modules, |id, title| lesson(id, title, "")));
        let of_bodies = wasteful(&BODIES, &mut courses, DEEPER);
        assert!(of_bodies.is_empty(), "bodies:\n{of_bodies}");
        let of_others = wasteful(&OTHERS, &mut courses, (EACH.0 * MORE, EACH.1 * MORE));
        assert!(of_others.is_empty(), "other edits:\n{of_others}");
    });
}

/// Modules of the course in which to look at every page once takes about as long as the edit of a body does, in a debug build.
const MANY: usize = 600;
/// Edits until the least that each course took is as it should be: whatever else the machine does only ever adds to it.
const TRIES: usize = 200;
/// Before that nothing is said: one edit that met nothing else would hide the others.
const ENOUGH: usize = 30;
/// After these edits, those pages are looked for that lead to the page, by a filter that each has: that walk asks for no memory.
const OTHER_PLACES: [&str; 3] = ["a heading", "a question", "a dialogue"];

/// Whether the larger course took less than half as long again: its trees are deeper, and less of it is in the nearest caches. A look at
/// every page would double it.
fn is_alike([small, large]: [u64; 2]) -> bool {
    large <= small + small / 2
}

#[test]
fn the_edit_of_a_body_takes_no_longer_in_a_larger_course() {
    alone(|| {
        let short = |id: &str, title: &str| format!("---\ntitle: {title}\n---\n\n## A part\n\nSome words of {id}.\n");
        let mut courses = [MODULES, MANY].map(|modules| Course::new(modules, short));
        let mut told = String::new();
        for (name, edit) in BODIES.into_iter().filter(|(name, _)| !OTHER_PLACES.contains(name)) {
            let mut least = [u64::MAX; 2];
            for number in 0..TRIES {
                for (course, least) in courses.iter_mut().zip(&mut least) {
                    // Elsewhere than on Unix nothing is known.
                    let Some(time) = course.time(edit, number) else { return };
                    *least = time.min(*least);
                }
                if number >= ENOUGH && is_alike(least) {
                    break;
                }
            }
            if !is_alike(least) {
                let _ = writeln!(told, "{name}: {} and {} ns", least[0], least[1]);
            }
        }
        assert!(told.is_empty(), "{told}");
    });
}
