use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::course::OutPath;
use crate::site::OutFile;

fn site(files: &[(&str, &str)]) -> Site {
    let sign = ("_headers", crate::site::SIGN);
    files.iter().chain([&sign]).map(|(path, text)| (OutPath::new(*path), OutFile::from((*text).to_owned()))).collect()
}

fn course() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let public = folder.path().join("public");
    (folder, public)
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

#[test]
fn a_site_is_written_and_then_left_alone() {
    let (root, public) = course();
    let files = site(&[("index.html", "a"), ("m/x/index.html", "b")]);
    assert_eq!(write(&files, &public, root.path()).expect("written").written, 3);
    assert_eq!(text(&public.join("m/x/index.html")), "b");
    let stamp = manifest::stamp(&public.join("index.html"));
    let again = write(&files, &public, root.path()).expect("written");
    assert_eq!(again, Written { written: 0, untouched: 3, removed: 0 });
    assert_eq!(manifest::stamp(&public.join("index.html")), stamp);
}

#[test]
fn changed_files_are_replaced_and_gone_ones_removed_with_their_folders() {
    let (root, public) = course();
    write(&site(&[("index.html", "a"), ("old/deep/index.html", "b")]), &public, root.path()).expect("written");
    let report = write(&site(&[("index.html", "c")]), &public, root.path()).expect("written");
    assert_eq!(report, Written { written: 1, untouched: 1, removed: 1 });
    assert_eq!(text(&public.join("index.html")), "c");
    assert!(!public.join("old").exists());
}

#[test]
fn what_is_not_ours_stays_and_is_never_overwritten() {
    let (root, public) = course();
    write(&site(&[("index.html", "a"), ("old/index.html", "b")]), &public, root.path()).expect("written");
    fs::write(public.join("CNAME"), "x.example").expect("a foreign file");
    fs::write(public.join("old/mine.txt"), "mine").expect("a foreign file");
    fs::write(public.join("new.html"), "mine").expect("a foreign file");
    write(&site(&[("index.html", "a")]), &public, root.path()).expect("written");
    assert_eq!((text(&public.join("CNAME")), text(&public.join("old/mine.txt"))), ("x.example".into(), "mine".into()));
    let fault = write(&site(&[("index.html", "z"), ("new.html", "n")]), &public, root.path()).expect_err("in the way");
    assert!(fault.reason.contains("`new.html`"), "{fault}");
    assert_eq!((text(&public.join("new.html")), text(&public.join("index.html"))), ("mine".into(), "a".into()));
}

#[test]
fn a_folder_with_other_things_is_refused_and_a_lost_manifest_forgiven() {
    let (root, public) = course();
    fs::create_dir(&public).expect("a folder");
    fs::write(public.join("index.html"), "mine").expect("a foreign file");
    assert!(write(&site(&[("index.html", "a")]), &public, root.path()).is_err());
    fs::remove_file(public.join("index.html")).expect("removed");
    write(&site(&[("index.html", "a")]), &public, root.path()).expect("written");
    fs::remove_dir_all(root.path().join(".attune")).expect("removed");
    assert_eq!(write(&site(&[("index.html", "b")]), &public, root.path()).expect("ours").written, 1);
}

#[test]
fn a_damaged_or_hostile_manifest_is_not_trusted() {
    let (root, public) = course();
    write(&site(&[("index.html", "a")]), &public, root.path()).expect("written");
    let outside = root.path().join("precious");
    fs::write(&outside, "p").expect("a file");
    let place = manifest::place(root.path(), &public);
    for text in [
        "{",
        "{\"version\":9,\"files\":{}}",
        "{\"version\":1,\"files\":{\"../precious\":{\"digest\":\"\",\"size\":1,\"modified\":1}}}",
    ] {
        fs::write(&place, text).expect("a file");
        write(&site(&[("index.html", "b")]), &public, root.path()).expect("written");
        assert!(outside.exists());
    }
}

#[test]
fn the_course_and_what_holds_it_are_never_output() {
    let (root, _) = course();
    fs::create_dir_all(root.path().join("content/m")).expect("a folder");
    for folder in ["", ".", "content", "content/m", "themes/x", "..", ".git"] {
        let fault = write(&site(&[]), &root.path().join(folder), root.path()).expect_err(folder);
        assert_eq!(fault.action, "will not write to");
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let (root, public) = course();
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(&public).expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path(), public.join("m")).expect("a link");
    assert!(write(&site(&[("m/index.html", "a")]), &public, root.path()).is_err());
    assert_eq!(fs::read_dir(elsewhere.path()).expect("a folder").count(), 0);
    let linked = root.path().join("linked");
    std::os::unix::fs::symlink(elsewhere.path(), &linked).expect("a link");
    assert!(write(&site(&[]), &linked, root.path()).is_err());
}

#[test]
fn a_file_that_somebody_changed_is_put_right() {
    let (root, public) = course();
    let files = site(&[("index.html", "a")]);
    write(&files, &public, root.path()).expect("written");
    fs::write(public.join("index.html"), "x").expect("a change");
    assert_eq!(write(&files, &public, root.path()).expect("written").written, 1);
    assert_eq!(text(&public.join("index.html")), "a");
}
