//! Which files make a course, and which are never read.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use tempfile::TempDir;

use super::*;
use crate::input::FileContent;

fn course(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (path, text) in [("site.toml", "title = \"T\""), ("content/_index.md", "---\ntitle: T\n---\n")] {
        put(&folder, path, text.as_bytes());
    }
    for (path, text) in files {
        put(&folder, path, text.as_bytes());
    }
    folder
}

fn put(folder: &TempDir, path: &str, bytes: &[u8]) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
    fs::write(path, bytes).expect("a file can be written");
}

fn snapshot(folder: &TempDir) -> Outcome<Inputs> {
    read(folder.path(), &ReadOptions::default()).expect("the folder can be read")
}

fn names(outcome: &Outcome<Inputs>) -> Vec<&str> {
    outcome.value.files.keys().map(CoursePath::as_str).collect()
}

fn findings(outcome: &Outcome<Inputs>) -> Vec<(Code, String)> {
    let file = |place: &Place| match place {
        Place::File(path) => path.to_string(),
        Place::At(span) => outcome.value.sources.get(span.file).expect("the span resolves").path.to_string(),
    };
    outcome.diagnostics.iter().map(|found| (found.code, file(&found.place))).collect()
}

#[test]
fn a_course_is_its_configuration_its_content_and_its_themes() {
    let folder = course(&[
        ("content/01-a/b.md", "b"),
        ("content/01-a/picture.svg", "<svg/>"),
        ("content/.git/c.md", "c"),
        ("content/node_modules/d.md", "d"),
        ("content/#e.md#", "e"),
        ("themes/own/page.html", "f"),
        ("README.md", "g"),
        (".attune/cache", "h"),
    ]);
    let outcome = snapshot(&folder);
    let expected =
        ["content/01-a/b.md", "content/01-a/picture.svg", "content/_index.md", "site.toml", "themes/own/page.html"];
    assert_eq!(names(&outcome), expected);
    assert_eq!(outcome.diagnostics, []);
    let file = &outcome.value.files[&CoursePath::new("content/01-a/b.md")];
    assert_eq!(file.content.text().as_deref(), Some("b"));
    assert_eq!(file.digest, crate::source::Digest::of(b"b"));
    let picture = &outcome.value.files[&CoursePath::new("content/01-a/picture.svg")];
    assert_eq!(picture.content, FileContent::Text("<svg/>".into()));
}

#[test]
fn what_can_never_be_published_is_not_even_read() {
    let folder = course(&[("content/a.md~", "secret"), ("content/.b/c.md", "secret"), ("content/d.dat", "data")]);
    let outcome = snapshot(&folder);
    let content = |path: &str| outcome.value.files[&CoursePath::new(path)].content.clone();
    assert_eq!(content("content/a.md~"), FileContent::Bytes(b"".as_slice().into()));
    assert_eq!(content("content/.b/c.md"), FileContent::Bytes(b"".as_slice().into()));
    assert!(matches!(content("content/d.dat"), FileContent::OnDisk(file) if file.size() == 4));
}

#[test]
fn the_output_folder_is_left_out_wherever_it_lies() {
    let folder = course(&[("content/out/a.md", "a"), ("content/other/b.md", "b")]);
    let options = ReadOptions { output: Some(folder.path().join("content/out")) };
    let outcome = read(folder.path(), &options).expect("the folder can be read");
    assert_eq!(names(&outcome), ["content/_index.md", "content/other/b.md", "site.toml"]);
}

#[test]
fn what_every_course_has_is_missed() {
    let folder = TempDir::new().expect("a temporary folder");
    let missing = |name: &str| (Code::InputMissing, name.to_owned());
    assert_eq!(findings(&snapshot(&folder)), [missing("site.toml"), missing("content")]);
    put(&folder, "content/a.md", b"");
    put(&folder, "site.toml/a", b"");
    assert_eq!(findings(&snapshot(&folder)), [missing("site.toml"), missing("content/_index.md")]);
}

#[test]
fn a_folder_that_is_not_there_is_a_fault_of_the_machine() {
    let folder = TempDir::new().expect("a temporary folder");
    assert!(read(&folder.path().join("none"), &ReadOptions::default()).is_err());
    put(&folder, "file", b"");
    let fault = read(&folder.path().join("file"), &ReadOptions::default()).expect_err("a file is no folder");
    assert_eq!(fault.reason, "it is not a folder");
}

#[test]
fn links_within_the_course_are_followed_and_links_out_of_it_are_not() {
    let elsewhere = course(&[("secret.md", "secret"), ("folder/secret.md", "secret")]);
    let folder = course(&[("shared/a.md", "a"), (".git/config", "token")]);
    let content = folder.path().join("content");
    symlink("../shared", content.join("inside")).expect("a link");
    symlink(elsewhere.path().join("secret.md"), content.join("outside.md")).expect("a link");
    symlink(elsewhere.path().join("folder"), content.join("outside")).expect("a link");
    symlink("../.git/config", content.join("private.md")).expect("a link");
    let outcome = snapshot(&folder);
    assert_eq!(names(&outcome), ["content/_index.md", "content/inside/a.md", "site.toml"]);
    let mut found = findings(&outcome);
    found.sort();
    let outside = |name: &str| (Code::InputLinkOutside, format!("content/{name}"));
    assert_eq!(found, [outside("outside"), outside("outside.md"), outside("private.md")]);
}

#[test]
fn links_that_lead_nowhere_or_in_a_circle_are_errors() {
    let folder = course(&[("content/a/b.md", "b")]);
    let content = folder.path().join("content");
    symlink("none.md", content.join("dangling.md")).expect("a link");
    symlink("..", content.join("a/up")).expect("a link");
    symlink("self", content.join("self")).expect("a link");
    symlink("user@host.1:2", content.join(".#lock.md")).expect("a link");
    let outcome = snapshot(&folder);
    assert_eq!(names(&outcome), ["content/_index.md", "content/a/b.md", "site.toml"]);
    let mut found = findings(&outcome);
    found.sort();
    let broken = |name: &str| (Code::InputLinkBroken, format!("content/{name}"));
    assert_eq!(found, [broken("a/up"), broken("dangling.md"), broken("self")]);
}

#[test]
fn a_socket_is_reported_and_never_opened() {
    let folder = course(&[]);
    let socket = folder.path().join("content/live.md");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    assert_eq!(findings(&snapshot(&folder)), [(Code::InputSpecialFile, "content/live.md".to_owned())]);
}

#[test]
fn a_name_that_is_not_unicode_is_reported_with_its_folder() {
    use std::os::unix::ffi::OsStrExt;
    let folder = course(&[]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    fs::write(folder.path().join("content").join(name), "a").expect("a file can be written");
    let expected = [(Code::InputNotUnicodeName, "content/caf\u{fffd}.md".to_owned())];
    assert_eq!(findings(&snapshot(&folder)), expected);
}

#[test]
fn names_that_unicode_calls_the_same_are_one_name_too_many() {
    let folder = course(&[("content/caf\u{e9}.md", "a"), ("content/cafe\u{301}.md", "b")]);
    let outcome = snapshot(&folder);
    assert_eq!(findings(&outcome), [(Code::DuplicateAddress, "content/caf\u{e9}.md".to_owned())]);
    let file = &outcome.value.files[&CoursePath::new("content/caf\u{e9}.md")];
    assert_eq!(file.content.text().as_deref(), Some("b"), "the same one each time: the first by its bytes");
}

#[test]
fn a_page_that_is_too_large_is_not_read() {
    let folder = course(&[]);
    let page = fs::File::create(folder.path().join("content/big.md")).expect("a file");
    page.set_len(4 * 1024 * 1024 + 1).expect("a sparse file");
    let attachment = fs::File::create(folder.path().join("content/film.mp4")).expect("a file");
    attachment.set_len(512 * 1024 * 1024 + 1).expect("a sparse file");
    let outcome = snapshot(&folder);
    let too_large = |name: &str| (Code::InputTooLarge, format!("content/{name}"));
    assert_eq!(findings(&outcome), [too_large("big.md"), too_large("film.mp4")]);
    assert_eq!(names(&outcome), ["content/_index.md", "site.toml"]);
}

#[test]
fn a_front_page_with_a_fault_is_not_also_missing() {
    let folder = course(&[]);
    put(&folder, "content/_index.md", b"---\ntitle: caf\xe9\n---\n");
    let outcome = snapshot(&folder);
    assert_eq!(findings(&outcome), [(Code::InputNotUtf8, "content/_index.md".to_owned())]);
    let Place::At(span) = &outcome.diagnostics[0].place else { panic!("the place is known to the byte") };
    let (start, end) = outcome.value.sources.positions(*span).expect("the text is kept");
    assert_eq!(((start.line, start.column), (end.line, end.column)), ((2, 11), (2, 12)));
}

#[test]
fn a_file_that_may_not_be_read_is_a_fault_of_the_machine() {
    let folder = course(&[("content/a.md", "a")]);
    let path = folder.path().join("content/a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions can be set");
    if fs::read(&path).is_ok() {
        return; // The superuser reads everything.
    }
    let fault = read(folder.path(), &ReadOptions::default()).expect_err("the file cannot be read");
    assert!(fault.subject.ends_with("content/a.md"));
}

#[test]
fn two_snapshots_of_one_folder_are_equal() {
    let files: Vec<_> = (0..300).map(|number| (format!("content/m{}/p{number}.md", number % 7), "x")).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let folder = course(&files);
    let (first, second) = (snapshot(&folder), snapshot(&folder));
    assert_eq!(first.value.files, second.value.files);
    assert_eq!(first.value.files.len(), 302);
}
