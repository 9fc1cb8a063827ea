//! Cases: each folder in `tests/cases` is a small course and what Attune says and makes of it.
//!
//! A case holds files of a course; `site.toml` and `content/_index.md` are given where it has none, and `_theme` is
//! its theme (each page is its bare view). `expect.txt` holds the findings in the short form; `expect/` holds the whole
//! site, without the default theme's static files and the list of titles. `prepare.txt` asks for what git cannot keep: `pipe PATH`,
//! `beside PATH LINE; LINE` (a file beside the course), `fill PATH BYTES`, `bytes PATH HEX`, `remove PATH`, `link PATH TARGET`, `odd-name FOLDER` (a name that is not Unicode).
//!
//! Each case is a test of its name: `cargo test --test cases -- feature-assessment`. A new one begins with an empty `expect.txt`.
//! `UPDATE=1 cargo test --test cases` writes what is expected; look at the difference before you commit it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use attune::{BuildOptions, Format, Project, SiteFile};

const CASES: &str = "tests/cases";
/// Pages for print show what others show; `feature-print` has them.
const SITE: &str = "title = \"Case\"\ntheme = \"bare\"\n[print]\nenabled = false\n";
const HOME: &str = "---\ntitle: Home\n---\n\nHome.\n";

datatest_stable::harness! {
    { test = says_and_makes_what_is_expected, root = CASES, pattern = r"^[^_/][^/]*/expect\.txt$" },
}

/// The case whose `expect.txt` this is.
fn says_and_makes_what_is_expected(expected: &Path) -> datatest_stable::Result<()> {
    let case = expected.parent().ok_or("a case is a folder")?;
    let (said, made) = run(case);
    if std::env::var_os("UPDATE").is_some() {
        update(case, &said, &made);
    }
    let mut failures = Vec::new();
    compare(case, &said, &made, &mut failures);
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n\n").into()) }
}

/// What is said of the case, and the files made.
fn run(case: &Path) -> (String, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("course");
    put(&root.join("site.toml"), SITE.as_bytes());
    put(&root.join("content/_index.md"), HOME.as_bytes());
    copy(&Path::new(CASES).join("_theme"), &root.join("themes/bare"));
    copy(case, &root);
    if let Ok(steps) = fs::read_to_string(case.join("prepare.txt")) {
        steps.lines().for_each(|step| prepare(&root, step));
    }
    let options = BuildOptions {
        facilitator: case.join("facilitator").exists(),
        today: Some("2026-11-28".parse().expect("a date")),
        ..BuildOptions::default()
    };
    let mut report = Project::open(&root).expect("the folder can be read").build(&options);
    report.diagnostics.extend(report.template_faults());
    let said = report.text(Format::Short);
    let good = !report.has_errors();
    // The worker is that of every site, and the manifest names files by a digest of the theme.
    let everywhere = ["titles.js", "sw.js", "manifest.webmanifest"];
    let is_own = |file: &SiteFile<'_>| {
        let path = file.path.as_str();
        !path.starts_with("assets/") && !everywhere.contains(&path)
    };
    let bytes = |file: SiteFile<'_>| file.make().expect("there are no faults").into_owned();
    let made = report.site.iter().filter(|file| good && is_own(file));
    (said, made.map(|file| (file.path.to_string(), bytes(file))).collect())
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).min_depth(1) {
        let entry = entry.expect("a case can be walked");
        let below = entry.path().strip_prefix(from).expect("below the case");
        let own = ["expect", "expect.txt", "prepare.txt", "facilitator"].iter().any(|own| below.starts_with(own));
        if entry.file_type().is_file() && !own {
            put(&to.join(below), &fs::read(entry.path()).expect("a case's file"));
        }
    }
}

fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

fn prepare(root: &Path, step: &str) {
    let words: Vec<&str> = step.split_whitespace().collect();
    match words[..] {
        ["pipe", path] => {
            let done = Command::new("mkfifo").arg(root.join(path)).status().expect("mkfifo runs");
            assert!(done.success());
        }
        ["fill", path, bytes] => put(&root.join(path), &vec![b'a'; bytes.parse().expect("a number")]),
        ["bytes", path, hex] => {
            let digit = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
            put(&root.join(path), &(0..hex.len()).step_by(2).map(digit).collect::<Vec<u8>>());
        }
        ["beside", path, ref lines @ ..] => {
            put(&root.join("..").join(path), lines.join(" ").replace("; ", "\n").as_bytes());
        }
        ["remove", path] if root.join(path).is_dir() => {
            fs::remove_dir_all(root.join(path)).expect("a folder to remove");
        }
        ["remove", path] => fs::remove_file(root.join(path)).expect("a file to remove"),
        #[cfg(unix)]
        ["link", path, target] => std::os::unix::fs::symlink(target, root.join(path)).expect("a link"),
        #[cfg(unix)]
        ["odd-name", folder] => {
            use std::os::unix::ffi::OsStrExt as _;
            put(&root.join(folder).join(std::ffi::OsStr::from_bytes(b"odd-\xff.md")), b"x");
        }
        _ => unreachable!("`{step}` is a step"),
    }
}

fn update(case: &Path, said: &str, made: &BTreeMap<String, Vec<u8>>) {
    let _ = fs::remove_dir_all(case.join("expect"));
    for (path, bytes) in made {
        put(&case.join("expect").join(path), bytes);
    }
    put(&case.join("expect.txt"), said.as_bytes());
}

fn compare(case: &Path, said: &str, made: &BTreeMap<String, Vec<u8>>, failures: &mut Vec<String>) {
    let expected = fs::read_to_string(case.join("expect.txt")).unwrap_or_default();
    if expected != said {
        failures.push(format!("{}: expected\n{expected}\nbut Attune said\n{said}", case.display()));
    }
    let folder = case.join("expect");
    let expected: BTreeSet<String> = walkdir::WalkDir::new(&folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(&folder).expect("below").to_string_lossy().into_owned())
        .collect();
    for path in expected.iter().filter(|path| !made.contains_key(*path)) {
        failures.push(format!("{}: `{path}` is expected and was not made", case.display()));
    }
    for (path, bytes) in made {
        match fs::read(folder.join(path)) {
            Err(_) => failures.push(format!("{}: `{path}` was made and is not expected", case.display())),
            Ok(expected) if expected != *bytes => failures.push(format!(
                "{}: `{path}` should be\n{}\nbut is\n{}",
                case.display(),
                String::from_utf8_lossy(&expected),
                String::from_utf8_lossy(bytes)
            )),
            Ok(_) => {}
        }
    }
}
