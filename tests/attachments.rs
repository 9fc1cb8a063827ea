//! Files beside the pages are copied and never held: a build needs no more memory for them, however large they are.

use std::fs::{self, File};
use std::path::Path;

use attune::{BuildOptions, Project};

/// The largest resident size of this process so far, in bytes; nothing where the system does not tell.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    kilobytes.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

fn course(root: &Path, files: usize, size: u64) {
    let page = |title: &str, body: &str| format!("---\ntitle: {title}\n---\n\n{body}\n");
    fs::create_dir_all(root.join("content")).expect("a folder");
    fs::write(root.join("site.toml"), "title = \"Films\"\n").expect("written");
    let links: Vec<String> = (0..files).map(|one| format!("[Film {one}](film{one}.mp4)")).collect();
    fs::write(root.join("content/_index.md"), page("Home", &links.join(", "))).expect("written");
    for one in 0..files {
        File::create(root.join(format!("content/film{one}.mp4"))).and_then(|file| file.set_len(size)).expect("written");
    }
}

fn build(root: &Path) {
    let mut project = Project::open(root).expect("read");
    let report = project.build(&BuildOptions { no_search: true, ..BuildOptions::default() });
    assert!(!report.has_errors(), "{}", report.text(attune::Format::Short));
    project.write(&report, root.join("public")).expect("written");
}

#[test]
fn large_files_are_copied_without_being_held() {
    const MIB: u64 = 1024 * 1024;
    let folder = tempfile::tempdir().expect("a folder");
    let (small, large) = (folder.path().join("small"), folder.path().join("large"));
    course(&small, 8, 1);
    build(&small);
    let Some(before) = peak() else { return };
    course(&large, 8, 24 * MIB);
    build(&large);
    // Once more: now they are compared with what lies in the output folder, whose record is gone.
    fs::remove_dir_all(large.join(".attune")).expect("removed");
    build(&large);
    let more = peak().expect("known a moment ago") - before;
    assert!(more < 24 * MIB, "{} MiB more", more / MIB);
    for one in 0..8 {
        let copy = fs::metadata(large.join(format!("public/film{one}.mp4"))).expect("copied");
        assert_eq!(copy.len(), 24 * MIB);
    }
}

#[test]
fn what_is_published_has_the_bytes_of_the_course() {
    let folder = tempfile::tempdir().expect("a folder");
    course(folder.path(), 1, 0);
    let bytes: Vec<u8> = (0..300_000_u32).map(|at| u8::try_from(at % 253).expect("small")).collect();
    fs::write(folder.path().join("content/film0.mp4"), &bytes).expect("written");
    build(folder.path());
    assert_eq!(fs::read(folder.path().join("public/film0.mp4")).expect("copied"), bytes);
    // An edit within, of the same size.
    let mut other = bytes.clone();
    other[123_456] ^= 1;
    fs::write(folder.path().join("content/film0.mp4"), &other).expect("written");
    build(folder.path());
    assert_eq!(fs::read(folder.path().join("public/film0.mp4")).expect("copied"), other);
}

#[test]
fn a_file_in_utf_16_is_one_error() {
    const PAGE: &str = "---\ntitle: Home\n---\n\n::: callout\nA café.\n:::\n";
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("site.toml", "title = \"A\"\n"),
        ("content/_index.md", PAGE),
        ("content/glossary.yml", "- term: Rupture\n  definition: A strain.\n"),
        ("content/talk.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nHello.\n"),
    ];
    let write = |path: &str, bytes: &[u8]| {
        fs::create_dir_all(folder.path().join("content")).expect("a folder");
        fs::write(folder.path().join(path), bytes).expect("written");
    };
    let said = || {
        let mut project = Project::open(folder.path()).expect("read");
        project.build(&BuildOptions { no_search: true, ..BuildOptions::default() }).text(attune::Format::Short)
    };
    for (path, text) in files {
        write(path, text.as_bytes());
    }
    let before = said();
    for (path, text) in files {
        for sign in ["\u{feff}", ""] {
            let wide: Vec<u8> = format!("{sign}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
            write(path, &wide);
            let (now, new) = (said(), "error[input-not-utf8]: this file is UTF-16, not UTF-8");
            let others = now.lines().filter(|line| !line.contains(new));
            assert_eq!(others.collect::<Vec<_>>(), before.lines().collect::<Vec<_>>(), "{path}");
            assert_eq!(now.matches(new).count(), 1, "{now}");
        }
        write(path, text.as_bytes());
    }
}
