//! Repaired texts in the place of files on the disk.

use super::*;
use crate::input::{ReadOptions, read};

const PAGE: &str = "content/a.md";

struct Course(tempfile::TempDir);

impl Course {
    fn new() -> Self {
        let course = Self(tempfile::tempdir().expect("a temporary folder"));
        course.put("site.toml", "title = \"T\"\n");
        course.put("content/_index.md", "---\ntitle: T\n---\n");
        course.put(PAGE, "old\r\n");
        course
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("course")
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).expect("a file")
    }

    fn inputs(&self) -> Inputs {
        read(&self.root(), &ReadOptions::default()).expect("readable").value
    }

    /// The reason for which a page was left, if it was.
    fn write(inputs: &Inputs, path: &str) -> Option<&'static str> {
        let texts = BTreeMap::from([(CoursePath::new(path), Arc::<str>::from("new\r\n"))]);
        let written = write(inputs, &texts);
        assert!(written.fault.is_none(), "{:?}", written.fault);
        assert_eq!(written.done.len() + written.left.len(), 1);
        written.left.first().map(|left| left.why)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.at("content")).expect("a folder").flatten();
        let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }
}

#[test]
fn a_fixed_text_takes_the_place_of_the_old_and_leaves_nothing_beside_it() {
    let course = Course::new();
    course.put("content/.attune-0000", "not ours");
    assert_eq!(Course::write(&course.inputs(), PAGE), None);
    assert_eq!(course.text(PAGE), "new\r\n");
    assert_eq!(course.names(), [".attune-0000", "_index.md", "a.md"]);
}

#[test]
fn a_file_that_changed_or_went_since_it_was_read_is_left() {
    let course = Course::new();
    let inputs = course.inputs();
    course.put(PAGE, "edited meanwhile");
    assert_eq!(Course::write(&inputs, PAGE), Some("has changed since it was read; run it again"));
    assert_eq!(course.text(PAGE), "edited meanwhile");
    fs::remove_file(course.at(PAGE)).expect("it is there");
    assert_eq!(Course::write(&inputs, PAGE), Some("is no longer there"));
}

#[test]
fn a_file_of_a_name_in_another_form_is_found() {
    let course = Course::new();
    course.put("content/e\u{301}.md", "old");
    assert_eq!(Course::write(&course.inputs(), "content/\u{e9}.md"), None);
    assert_eq!(course.names().len(), 3);
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_a_read_only_file_is_left() {
    use std::os::unix::fs::PermissionsExt as _;
    let course = Course::new();
    let mode = |mode| fs::set_permissions(course.at(PAGE), fs::Permissions::from_mode(mode)).expect("ours");
    mode(0o640);
    assert_eq!(Course::write(&course.inputs(), PAGE), None);
    assert_eq!(fs::metadata(course.at(PAGE)).expect("there").permissions().mode() & 0o777, 0o640);
    mode(0o440);
    assert_eq!(Course::write(&course.inputs(), PAGE), Some("is read-only"));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_never_leads_out_of_the_course() {
    use std::os::unix::fs::symlink;
    let course = Course::new();
    symlink("a.md", course.at("content/b.md")).expect("a link");
    assert_eq!(Course::write(&course.inputs(), "content/b.md"), None);
    assert!(course.at("content/b.md").is_symlink());
    assert_eq!(course.text(PAGE), "new\r\n");
    let inputs = course.inputs();
    let outside = course.0.path().join("outside.md");
    fs::write(&outside, "new\r\n").expect("a file");
    fs::remove_file(course.at(PAGE)).expect("it is there");
    symlink(&outside, course.at(PAGE)).expect("a link");
    assert_eq!(Course::write(&inputs, PAGE), Some("is a link that leads out of the course"));
}
