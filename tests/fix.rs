//! Repairs keep their promises in every course of this repository: nothing outside their places changes, what readers see
//! stays as it was where the course could be built, no error comes of them, and a second run has nothing to do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use attune::internals::fix::{Repaired, repair};
use attune::internals::input::{Inputs, ReadOptions, read};
use attune::internals::source::CoursePath;
use attune::{BuildOptions, Project, SiteFile};

const SITE: &str = "title = \"Case\"\n";
const HOME: &str = "---\ntitle: Home\n---\n\nHome.\n";

/// The folders of all courses: fixtures, the starter, the browser tests' and the shipped one.
fn courses() -> Vec<PathBuf> {
    let below = |folder: &str| {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        entries.filter(|path| path.is_dir()).collect::<Vec<_>>()
    };
    let mut courses = below("tests/cases");
    courses.extend(below("tests/browser/courses"));
    courses.extend(["src/cli/starter", "src/cli/starter-de", "."].map(PathBuf::from));
    courses.retain(|path| !path.ends_with("_theme"));
    courses.sort();
    courses
}

fn inputs(course: &Path) -> Inputs {
    let outcome = read(course, &ReadOptions { output: Some(course.join("public")) }).expect("readable");
    let mut inputs = outcome.value;
    for (path, text) in [("site.toml", SITE), ("content/_index.md", HOME)] {
        let path = CoursePath::new(path);
        if !inputs.files.contains_key(&path) {
            put(&mut inputs, &path, &Arc::from(text));
        }
    }
    inputs
}

fn put(inputs: &mut Inputs, path: &CoursePath, text: &Arc<str>) {
    inputs.put(path.clone(), text.as_bytes().to_vec());
}

/// What a course says and shows: its errors, and the words of every page in order.
fn shown(inputs: &Inputs, facilitator: bool) -> (usize, BTreeMap<String, String>) {
    let options = BuildOptions { facilitator, no_search: true, ..BuildOptions::default() };
    let report = Project::in_memory(inputs.clone()).build(&options);
    let errors = report.diagnostics.errors();
    if errors > 0 {
        return (errors, BTreeMap::new());
    }
    let pages = report.site.iter().filter(|file| file.path.as_str().rsplit('.').next() == Some("html"));
    let words = |file: SiteFile<'_>| words(std::str::from_utf8(&file.make().expect("no fault")).expect("UTF-8"));
    (errors, pages.map(|file| (file.path.to_string(), words(file))).collect())
}

/// What stands between the marks.
fn words(html: &str) -> String {
    let mut words = String::new();
    for part in html.split('<') {
        words.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    words
}

#[test]
fn a_repair_changes_nothing_but_what_it_says() {
    let (mut tried, mut repairs) = (0, 0);
    for course in courses() {
        let before = inputs(&course);
        let Repaired { texts, pictures, fixed } = repair(&before, &BuildOptions::default());
        let mut after = before.clone();
        for (path, text) in &texts {
            same_elsewhere(&before, path, text, &fixed);
            put(&mut after, path, text);
        }
        for (path, bytes) in pictures {
            after.put(path, bytes.to_vec());
        }
        assert!(repair(&after, &BuildOptions::default()).fixed.is_empty(), "{}: a second run", course.display());
        tried += 1;
        if texts.is_empty() {
            continue;
        }
        for facilitator in [false, true] {
            let ((errors, pages), (left, after)) = (shown(&before, facilitator), shown(&after, facilitator));
            assert!(left <= errors, "{}: {errors} errors, then {left}", course.display());
            for (path, words) in pages {
                assert_eq!(after.get(&path), Some(&words), "{}: {path}", course.display());
            }
        }
        repairs += fixed.len();
    }
    assert!(tried > 60 && repairs > 20, "{tried} courses, {repairs} repairs");
}

/// Lines that no repair names are as they were, and so are the ends of all.
fn same_elsewhere(before: &Inputs, path: &CoursePath, after: &str, fixed: &[attune::internals::diagnostic::Fixed]) {
    let old = before.files[path].content.text().expect("text");
    let named: BTreeSet<usize> =
        fixed.iter().filter(|fixed| fixed.path == *path).map(|fixed| fixed.line as usize).collect();
    let lines = |text: &str| text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(&old), lines(after));
    assert_eq!(old.len(), new.len(), "{path}");
    for (number, (old, new)) in old.iter().zip(&new).enumerate() {
        assert_eq!(old != new, named.contains(&(number + 1)), "{path}:{}", number + 1);
        let end = |line: &str| line[line.trim_end_matches(['\r', '\n']).len()..].to_owned();
        assert_eq!(end(old), end(new), "{path}:{}", number + 1);
    }
}
