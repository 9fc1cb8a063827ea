//! A second look at a course finds what a first one finds.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::input::read;

fn put(folder: &TempDir, path: &str, bytes: &[u8]) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
    fs::write(path, bytes).expect("a file can be written");
}

/// A course, and what is known of it.
fn course() -> (TempDir, Inputs) {
    let folder = TempDir::new().expect("a temporary folder");
    for path in ["site.toml", "content/_index.md", "content/a/_index.md", "content/a/1.md", "content/a-b/1.md"] {
        put(&folder, path, path.as_bytes());
    }
    let inputs = read(folder.path(), &ReadOptions::default()).expect("readable").value;
    (folder, inputs)
}

/// Looks again at the paths, and holds that this is what a first look finds; the files that were other.
fn again(folder: &TempDir, inputs: &mut Inputs, found: &mut Vec<Diagnostic>, touched: &[&str]) -> Vec<String> {
    let touched: BTreeSet<PathBuf> = touched.iter().map(PathBuf::from).collect();
    let refreshed = refresh(inputs, found, Some(&touched), &ReadOptions::default()).expect("readable");
    let first = read(folder.path(), &ReadOptions::default()).expect("readable");
    assert_eq!(inputs.files, first.value.files, "{touched:?}");
    assert_eq!(inputs.sources, first.value.sources, "{touched:?}");
    assert_eq!(refreshed.diagnostics, first.diagnostics, "{touched:?}");
    *found = refreshed.diagnostics;
    refreshed.files.iter().map(ToString::to_string).collect()
}

#[test]
fn a_second_look_finds_what_a_first_look_finds() {
    let (folder, mut inputs) = course();
    let mut found = Vec::new();
    let mut look = |touched: &[&str]| again(&folder, &mut inputs, &mut found, touched);
    assert!(look(&["content/a/1.md"]).is_empty(), "touched and the same");
    put(&folder, "content/a/1.md", b"other");
    put(&folder, "content/a/.1.md.swp", b"an editor's own");
    assert_eq!(look(&["content/a/1.md", "content/a/.1.md.swp"]), ["content/a/1.md"]);
    put(&folder, "content/a/2.md", b"new");
    assert_eq!(look(&["content/a/2.md"]), ["content/a/2.md"]);
    fs::remove_file(folder.path().join("content/a/1.md")).expect("removed");
    assert_eq!(look(&["content/a/1.md"]), ["content/a/1.md"]);
    fs::rename(folder.path().join("content/a"), folder.path().join("content/c")).expect("moved");
    assert_eq!(look(&["content/a", "content/c"]).len(), 4);
    put(&folder, "themes/own/static/site.css", b"p {}");
    assert_eq!(look(&["themes"]), ["themes/own/static/site.css"]);
    put(&folder, "public/index.html", b"not of the course");
    assert!(look(&["public", "public/index.html"]).is_empty());
}

#[cfg(unix)]
#[test]
fn what_is_wrong_is_found_and_forgotten() {
    let (folder, mut inputs) = course();
    let mut found = Vec::new();
    let mut look = |touched: &[&str]| again(&folder, &mut inputs, &mut found, touched);
    put(&folder, "content/a/1.md", b"\xff");
    look(&["content/a/1.md"]);
    put(&folder, "content/a/1.md", b"fixed");
    look(&["content/a/1.md"]);
    std::os::unix::fs::symlink("/", folder.path().join("content/out")).expect("a link");
    look(&["content/out"]);
    fs::remove_file(folder.path().join("content/out")).expect("removed");
    look(&["content/out"]);
    std::os::unix::fs::symlink("a", folder.path().join("content/again")).expect("a link");
    look(&["content/again"]);
    put(&folder, "content/a/1.md", b"by two names");
    look(&["content/again/1.md", "content/a/1.md"]);
    fs::remove_file(folder.path().join("content/_index.md")).expect("removed");
    look(&["content/_index.md"]);
    assert_eq!(found.len(), 1);
}

#[test]
fn where_anything_may_have_changed_everything_is_read() {
    let (folder, mut inputs) = course();
    put(&folder, "content/a/9.md", b"nobody told");
    let refreshed = refresh(&mut inputs, &[], None, &ReadOptions::default()).expect("readable");
    assert_eq!(refreshed.files.len(), 1);
}
