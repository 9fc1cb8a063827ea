//! The search index of a large course is made of shards. However it came about, from nothing, from the index before an edit or
//! from what a build left in `.attune/`, its files are the same; and an edit asks for one shard to be indexed again.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use attune::internals::input::Inputs;
use attune::internals::output::{keep_shards, kept_shards};
use attune::internals::pipeline::{BuildOptions, Built, Memo, build};
use attune::internals::progress::Silent;
use attune::internals::search::{Index, Shard, index};
use attune::internals::source::CoursePath;

/// More pages than one shard has, and as few as that takes.
const LESSONS: usize = 620;

/// What an edit is, the edit, and how many shards it asks to be indexed again.
type Edit<'a> = (&'a str, &'a dyn Fn(&mut Course), usize);

/// A course as texts by path.
struct Course(BTreeMap<String, String>);

impl Course {
    fn new(lessons: usize) -> Self {
        let mut course = Self(BTreeMap::new());
        course.put("site.toml", "title = \"A course\"\n");
        course.put("content/_index.md", "---\ntitle: Home\n---\n\nWelcome.\n");
        course.put("content/glossary.yaml", "rupture:\n  term: Rupture\n  definition: A strain.\n");
        for module in ["01-a", "02-b"] {
            course.put(&format!("content/{module}/_index.md"), &format!("---\ntitle: Module {module}\n---\n"));
        }
        for lesson in 0..lessons {
            let module = ["01-a", "02-b"][lesson % 2];
            let kind = if lesson % 50 == 0 { "kind: protective-strategy\n" } else { "" };
            let text = format!("---\ntitle: Lesson {lesson}\n{kind}---\n\n## Part {lesson}\n\nWords of w{lesson}.\n");
            course.put(&format!("content/{module}/{lesson:04}-l{lesson}.md"), &text);
        }
        course
    }

    fn put(&mut self, path: &str, text: &str) {
        self.0.insert(path.to_owned(), text.to_owned());
    }

    fn built(&self) -> Built {
        let mut inputs = Inputs::default();
        for (path, text) in &self.0 {
            assert_eq!(inputs.put(CoursePath::new(path), text.clone().into_bytes()), []);
        }
        let built = build(&inputs, &BuildOptions::default(), &mut Memo::default());
        assert_eq!(built.findings.errors(), 0, "{:?}", built.findings);
        built
    }

    fn index(&self, known: &[Arc<Shard>]) -> Index {
        let built = self.built();
        index(&built.course, &built.config, known, &Silent, &|| false).expect("no fault").expect("not stopped")
    }
}

fn files(index: &Index) -> BTreeMap<String, Vec<u8>> {
    index
        .files()
        .map(|(path, file)| (path.to_string(), file.held().expect("an index is made in memory").to_vec()))
        .collect()
}

#[test]
fn a_course_of_normal_size_has_one_index_and_a_large_one_several_with_every_page_in_one_of_them() {
    let small = Course::new(20).index(&[]);
    assert_eq!(small.shards.len(), 1);
    let large = Course::new(LESSONS).index(&[]);
    assert_eq!((large.shards.len(), large.indexed), (2, 2));
    let files = files(&large);
    let pages = |entry: &str| {
        let entry: serde_json::Value = serde_json::from_slice(&files[entry]).expect("JSON");
        entry["languages"]["en"]["page_count"].as_u64().expect("a number")
    };
    let counts = [pages("pagefind/pagefind-entry.json"), pages("pagefind/1/pagefind-entry.json")];
    assert_eq!(counts.iter().sum::<u64>(), LESSONS as u64 + 4, "lessons, two modules, the front page, the glossary");
    assert!(counts.iter().all(|count| *count > 250), "{counts:?}");
    assert!(files.contains_key("pagefind/pagefind.js") && files.contains_key("pagefind/wasm.en.pagefind"));
    let is_script = |name: &str| name.rsplit('.').next() == Some("js") && !name.ends_with("/text.js");
    let is_program = |name: &str| is_script(name) || name.contains("wasm");
    assert!(!files.keys().any(|name| name.starts_with("pagefind/1/") && is_program(name)));
    let listing: serde_json::Value =
        serde_json::from_slice(files["pagefind/attune.js"].strip_prefix(b"window.attuneSearch=").expect("a script"))
            .expect("JSON");
    assert_eq!(listing["filters"]["module"], serde_json::json!([["Module 01-a", 311], ["Module 02-b", 311]]));
    assert_eq!(listing["filters"]["kind"], serde_json::json!([["Protective strategy", 13]]));
    assert_eq!([&listing["shards"][0][0], &listing["shards"][1][0]], ["", "1/"]);
}

#[test]
fn after_an_edit_one_shard_is_indexed_again_and_all_files_are_what_a_cold_index_has() {
    let mut course = Course::new(LESSONS);
    let mut warm = course.index(&[]);
    let edits: [Edit<'_>; 4] = [
        ("nothing", &|_| {}, 0),
        ("a body", &|course| course.put("content/01-a/0010-l10.md", "---\ntitle: Lesson 10\n---\n\nOther words.\n"), 1),
        ("a new lesson", &|course| course.put("content/02-b/9999-new.md", "---\ntitle: New\n---\n\nNew words.\n"), 1),
        ("one that is gone", &|course| _ = course.0.remove("content/01-a/0020-l20.md"), 1),
    ];
    for (what, edit, expected) in edits {
        let before = warm;
        edit(&mut course);
        warm = course.index(&before.shards);
        assert_eq!(warm.indexed, expected, "{what}");
        let same = warm.shards.iter().zip(&before.shards).filter(|(after, before)| after.files == before.files);
        assert_eq!(same.count(), 2 - expected, "{what}: the other keeps its files' names and bytes");
    }
    assert!(files(&warm) == files(&course.index(&[])), "warm and cold differ");
}

#[test]
fn what_was_kept_is_used_and_what_is_damaged_is_made_again() {
    let course = Course::new(LESSONS);
    let root = tempfile::tempdir().expect("a temporary folder");
    let cold = course.index(&[]);
    keep_shards(root.path(), &cold.shards, &[]).expect("kept");
    let kept = kept_shards(root.path());
    assert_eq!(kept.len(), 2);
    let warm = course.index(&kept);
    assert_eq!(warm.indexed, 0);
    assert!(files(&warm) == files(&cold));

    let packs: Vec<PathBuf> = fs::read_dir(root.path().join(".attune/search"))
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    let mut bytes = fs::read(&packs[0]).expect("a pack");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&packs[0], bytes).expect("damaged");
    let kept = kept_shards(root.path());
    assert_eq!(kept.len(), 1);
    let fixed = course.index(&kept);
    assert_eq!(fixed.indexed, 1);
    assert!(files(&fixed) == files(&cold));
    keep_shards(root.path(), &fixed.shards, &kept).expect("kept");
    assert_eq!(kept_shards(root.path()).len(), 2);

    fs::remove_dir_all(root.path().join(".attune")).expect("safe to delete at any time");
    assert_eq!(kept_shards(root.path()), []);
}
