//! A site on the disk: written, changed, cleared away, and left alone where it is not ours.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::course::OutPath;
use crate::progress::Silent;
use crate::site::{OutFile, Site};

/// Writes a site without templates, in which there can be no fault.
fn write(site: &Site, folder: &Path, root: &Path) -> Result<Written, IoFault> {
    write_how(site, folder, root, false)
}

/// The same into a folder that is taken over with what lies in it.
fn adopt(site: &Site, folder: &Path, root: &Path) -> Result<Written, IoFault> {
    write_how(site, folder, root, true)
}

fn write_how(site: &Site, folder: &Path, root: &Path, adopt: bool) -> Result<Written, IoFault> {
    let outcome = super::write(site, folder, root, How { record: None, adopt, ..How::default() }, &Silent)?;
    assert_eq!(outcome.diagnostics, []);
    Ok(outcome.value)
}

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
    assert_eq!(again, Written { untouched: 3, ..Written::default() });
    assert_eq!(manifest::stamp(&public.join("index.html")), stamp);
}

#[test]
fn changed_files_are_replaced_and_gone_ones_removed_with_their_folders() {
    let (root, public) = course();
    write(&site(&[("index.html", "a"), ("old/deep/index.html", "b")]), &public, root.path()).expect("written");
    let report = write(&site(&[("index.html", "c")]), &public, root.path()).expect("written");
    assert_eq!(report, Written { written: 1, untouched: 1, removed: 1, ..Written::default() });
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
    let fault = write(&site(&[("index.html", "a")]), &public, root.path()).expect_err("it holds other things");
    assert!(fault.reason.contains("`CNAME` and 2 others"), "{fault}");
    adopt(&site(&[("index.html", "a")]), &public, root.path()).expect("written");
    write(&site(&[("index.html", "a")]), &public, root.path()).expect("it is remembered");
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
    let place = manifest::place(&path_guard::real(root.path()), &path_guard::real(&public));
    for text in [
        "{",
        "{\"version\":9,\"files\":{}}",
        "{\"version\":4,\"finished\":true,\"files\":{\"../precious\":{\"source\":\"\",\"size\":1,\"modified\":1}}}",
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

#[test]
fn a_page_may_become_a_file_and_a_file_a_page() {
    let (root, public) = course();
    write(&site(&[("a/index.html", "a"), ("b", "b")]), &public, root.path()).expect("written");
    let report = write(&site(&[("a", "a"), ("b/index.html", "b")]), &public, root.path()).expect("written");
    assert_eq!((report.written, report.removed), (2, 2));
    assert_eq!((text(&public.join("a")), text(&public.join("b/index.html"))), ("a".into(), "b".into()));
    fs::write(public.join("b/mine.txt"), "mine").expect("a foreign file");
    let fault = adopt(&site(&[("b", "b")]), &public, root.path()).expect_err("in the way");
    assert!(fault.reason.starts_with("`b` in it"), "{fault}");
    assert_eq!(text(&public.join("b/index.html")), "b");
}

#[test]
fn a_name_that_changes_its_case_only_is_still_there_afterwards() {
    let (root, public) = course();
    write(&site(&[("Map.svg", "m"), ("M/index.html", "i")]), &public, root.path()).expect("written");
    write(&site(&[("map.svg", "m"), ("m/index.html", "i")]), &public, root.path()).expect("written");
    let names: Vec<_> = fs::read_dir(&public).expect("a folder").map(|e| e.expect("an entry").file_name()).collect();
    assert!(names.iter().any(|name| name == "map.svg") && !names.iter().any(|name| name == "Map.svg"), "{names:?}");
    assert_eq!(text(&public.join("m/index.html")), "i");
}

#[test]
fn a_foreign_file_of_another_spelling_is_not_taken_for_ours() {
    let (root, public) = course();
    write(&site(&[("Map.svg", "m")]), &public, root.path()).expect("written");
    if public.join("map.svg").exists() {
        return; // Here the two names are one.
    }
    fs::write(public.join("map.svg"), "mine").expect("a foreign file");
    assert!(write(&site(&[("map.svg", "other")]), &public, root.path()).is_err());
    assert_eq!(text(&public.join("map.svg")), "mine");
}

#[test]
fn what_a_stopped_build_left_goes_with_the_next() {
    let (root, public) = course();
    let files = site(&[("index.html", "a"), ("m/index.html", "b")]);
    write(&files, &public, root.path()).expect("written");
    let place = manifest::place(&path_guard::real(root.path()), &path_guard::real(&public));
    let mut manifest = Manifest::read(&place).expect("a manifest");
    manifest.finished = false;
    manifest.write(&place).expect("written");
    let left = public.join(".attune-staging");
    fs::create_dir(&left).expect("a folder");
    fs::write(left.join("0"), "half").expect("a file");
    write(&files, &public, root.path()).expect("written");
    assert!(!left.exists());
    assert!(Manifest::read(&place).is_some_and(|manifest| manifest.finished));
    fs::remove_dir_all(&public).expect("removed");
    let staging = folder::temporary(&public);
    fs::create_dir(&staging).expect("a folder");
    fs::write(staging.join("stale.html"), "old").expect("a file");
    write(&files, &public, root.path()).expect("written");
    assert!(!staging.exists() && !public.join("stale.html").exists());
}

#[test]
fn an_empty_folder_that_is_there_is_used_and_not_replaced() {
    let (root, public) = course();
    fs::create_dir(&public).expect("a folder");
    #[cfg(unix)]
    let before = std::os::unix::fs::MetadataExt::ino(&fs::metadata(&public).expect("a folder"));
    write(&site(&[("index.html", "a")]), &public, root.path()).expect("written");
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::MetadataExt::ino(&fs::metadata(&public).expect("a folder")), before);
    assert_eq!(text(&public.join("index.html")), "a");
    let names: Vec<_> = fs::read_dir(&public).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn after_the_record_is_lost_what_the_site_has_not_is_in_the_way() {
    let (root, public) = course();
    write(&site(&[("index.html", "a"), ("old/index.html", "b")]), &public, root.path()).expect("written");
    fs::remove_dir_all(root.path().join(".attune")).expect("removed");
    let fault = write(&site(&[("index.html", "a")]), &public, root.path()).expect_err("whose is it?");
    assert!(fault.reason.contains("`old/index.html`"), "{fault}");
    let report = adopt(&site(&[("index.html", "a")]), &public, root.path()).expect("ours");
    assert_eq!(report.unknown, ["old/index.html"]);
    assert_eq!(text(&public.join("old/index.html")), "b");
}

#[test]
fn the_site_of_another_course_is_refused() {
    let (root, public) = course();
    let (other, _) = course();
    write(&site(&[("index.html", "theirs"), ("theirs/index.html", "t")]), &public, other.path()).expect("written");
    let fault = write(&site(&[("index.html", "ours")]), &public, root.path()).expect_err("another course's");
    assert!(fault.help.is_some_and(|help| help.contains("--adopt")));
    assert_eq!(text(&public.join("index.html")), "theirs");
}

#[test]
fn a_file_that_is_not_as_it_was_written_is_not_removed() {
    let (root, public) = course();
    write(&site(&[("index.html", "a"), ("notes.txt", "ours")]), &public, root.path()).expect("written");
    fs::write(public.join("notes.txt"), "mine").expect("a change");
    write(&site(&[("index.html", "a")]), &public, root.path()).expect("written");
    assert_eq!(text(&public.join("notes.txt")), "mine");
    // A record from elsewhere that names the file, with its size and time as they are.
    let place = manifest::place(&path_guard::real(root.path()), &path_guard::real(&public));
    let mut record = Manifest::read(&place).expect("a record");
    let (size, modified) = manifest::stamp(&public.join("notes.txt")).expect("a file");
    let entry = manifest::Entry { size, modified, ..manifest::Entry::default() };
    record.files.insert("notes.txt".to_owned(), entry);
    record.write(&place).expect("written");
    write(&site(&[("index.html", "a")]), &public, root.path()).expect("written");
    assert_eq!(text(&public.join("notes.txt")), "mine");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_of_records_is_never_followed() {
    use std::os::unix::fs::symlink;
    let (root, public) = course();
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let precious = elsewhere.path().join("precious");
    fs::write(&precious, "p").expect("a file");
    let records = root.path().join(".attune");
    let place = manifest::place(&path_guard::real(root.path()), &path_guard::real(&public));
    fs::create_dir(&records).expect("a folder");
    for name in [".gitignore".into(), place.file_name().expect("a name").to_owned()] {
        symlink(&precious, records.join(name)).expect("a link");
    }
    symlink(&precious, place.with_extension("new")).expect("a link");
    write(&site(&[("index.html", "a")]), &public, root.path()).expect("written");
    assert_eq!(text(&precious), "p");
    symlink(&precious, place.with_extension("other")).expect("a link");
    fs::remove_file(place.with_extension("lock")).expect("removed");
    symlink(&precious, place.with_extension("lock")).expect("a link");
    write(&site(&[("index.html", "b")]), &public, root.path()).expect_err("the lock is a link");
    fs::remove_dir_all(&records).expect("removed");
    symlink(elsewhere.path(), &records).expect("a link");
    write(&site(&[("index.html", "b")]), &public, root.path()).expect_err("the folder is a link");
    assert_eq!((text(&precious), fs::read_dir(elsewhere.path()).expect("a folder").count()), ("p".to_owned(), 1));
}

#[test]
fn a_course_that_moves_keeps_its_record() {
    let (root, _) = course();
    let (here, there) = (root.path().join("here"), root.path().join("there"));
    fs::create_dir(&here).expect("a folder");
    write(&site(&[("index.html", "a"), ("old.html", "b")]), &here.join("public"), &here).expect("written");
    fs::rename(&here, &there).expect("moved");
    let report = write(&site(&[("index.html", "a")]), &there.join("public"), &there).expect("written");
    assert_eq!(report.removed, 1);
}

#[test]
fn a_way_round_through_a_folder_that_is_not_there_is_seen_through() {
    let (root, _) = course();
    fs::create_dir_all(root.path().join("content")).expect("a folder");
    for folder in ["nowhere/../content", "nowhere/..", "nowhere/../content/x"] {
        write(&site(&[]), &root.path().join(folder), root.path()).expect_err(folder);
    }
    assert!(!root.path().join("nowhere").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_removed_through_a_link() {
    let (root, public) = course();
    write(&site(&[("m/index.html", "a")]), &public, root.path()).expect("written");
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    fs::write(elsewhere.path().join("index.html"), "precious").expect("a file");
    fs::remove_dir_all(public.join("m")).expect("removed");
    std::os::unix::fs::symlink(elsewhere.path(), public.join("m")).expect("a link");
    write(&site(&[]), &public, root.path()).expect_err("the link is not ours");
    adopt(&site(&[]), &public, root.path()).expect("written");
    assert_eq!(text(&elsewhere.path().join("index.html")), "precious");
}

#[test]
fn a_record_that_came_with_a_course_decides_nothing() {
    let (root, _) = course();
    let (here, there) = (root.path().join("here"), root.path().join("there"));
    fs::create_dir(&here).expect("a folder");
    write(&site(&[("index.html", "a"), ("old.html", "b")]), &here.join("public"), &here).expect("written");
    // All files of it elsewhere, as an archive would lay them out: with their times, but not with that of their change.
    let copied = std::process::Command::new("cp").arg("-a").arg(&here).arg(&there).status().expect("cp runs");
    assert!(copied.success());
    fs::write(there.join("public/index.html"), "x").expect("a file");
    let place = |root: &Path| manifest::place(&path_guard::real(root), &path_guard::real(&root.join("public")));
    let mut record = Manifest::read(&place(&here)).expect("a record");
    let (size, modified) = manifest::stamp(&there.join("public/index.html")).expect("a file");
    let entry = record.files.get_mut("index.html").expect("known");
    (entry.size, entry.modified) = (size, modified);
    record.write(&place(&there)).expect("written");
    assert_eq!(Manifest::read(&place(&there)), None);
    write(&site(&[("index.html", "a")]), &there.join("public"), &there).expect_err("old.html is nobody's");
    fs::remove_file(there.join("public/old.html")).expect("removed");
    write(&site(&[("index.html", "a")]), &there.join("public"), &there).expect("written");
    assert_eq!(text(&there.join("public/index.html")), "a");
    assert!(Manifest::read(&place(&there)).is_some(), "from now on it is from here");
}

#[cfg(unix)]
#[test]
fn what_is_no_plain_file_in_the_folder_of_records_is_not_waited_for() {
    let (root, public) = course();
    write(&site(&[("index.html", "a")]), &public, root.path()).expect("written");
    let place = manifest::place(&path_guard::real(root.path()), &path_guard::real(&public));
    let search = root.path().join(".attune/search");
    fs::create_dir(&search).expect("a folder");
    fs::remove_file(&place).expect("removed");
    for pipe in [&place, &search.join("shard")] {
        assert!(std::process::Command::new("mkfifo").arg(pipe).status().expect("mkfifo runs").success());
    }
    std::os::unix::fs::symlink("/dev/zero", search.join("zero")).expect("a link");
    assert_eq!(super::kept_shards(root.path()), []);
    write(&site(&[("index.html", "b")]), &public, root.path()).expect("written");
    assert_eq!(text(&public.join("index.html")), "b");
    let lock = place.with_extension("lock");
    fs::remove_file(&lock).expect("removed");
    assert!(std::process::Command::new("mkfifo").arg(&lock).status().expect("mkfifo runs").success());
    write(&site(&[("index.html", "c")]), &public, root.path()).expect_err("a pipe is no lock");
}
