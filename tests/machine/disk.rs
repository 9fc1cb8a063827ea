//! Disks and folders that do not take what is written, and names that are too long.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use crate::course::{Course, assert_fault, assert_same, attune, files, said, skipped};

/// Runs a script in a place where file systems can be mounted that nobody else sees; none where that is not allowed.
#[cfg(target_os = "linux")]
fn apart(script: &str, course: &Course) -> Option<Output> {
    let run = |how: &str, script: &str| {
        let mut command = Command::new("unshare");
        command.args([how, "--mount", "sh", "-ec", script, "sh", env!("CARGO_BIN_EXE_attune")]);
        command.arg(course.root()).output()
    };
    let is_allowed = |how: &&str| run(how, "mount -t tmpfs none \"$2\"").is_ok_and(|output| output.status.success());
    // Root needs no user namespace; others may have one.
    let how = ["--ipc", "--map-root-user"].into_iter().find(is_allowed)?;
    Some(run(how, script).expect("it ran before"))
}

#[cfg(target_os = "linux")]
const SKIPPED: &str = "file systems cannot be mounted here (`unshare --mount`)";

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_a_larger_one_is_enough() {
    let course = Course::new();
    let cold = course.cold("cold");
    for size in ["16k", "64k", "256k"] {
        let script = format!(
            "mkdir -p \"$2/disk\"; mount -t tmpfs -o size={size} none \"$2/disk\"; code=0
             \"$1\" build --no-search --root \"$2\" --output \"$2/disk/site\" || code=$?
             test $code = 3; test ! -e \"$2/disk/site\"; test -z \"$(ls -A \"$2/disk\")\"
             mount -o remount,size=64m \"$2/disk\"
             \"$1\" build --no-search --root \"$2\" --output \"$2/disk/site\" 2>/dev/null; cp -r \"$2/disk/site\" \"$2/../$0-{size}\"; exit 3"
        );
        let Some(output) = apart(&script, &course) else { return skipped(SKIPPED) };
        assert_fault(&output, "No space left on device");
        assert_same(&files(&course.beside(&format!("sh-{size}"))), &cold, size);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_course_on_a_disk_that_cannot_be_written_is_checked_and_built_elsewhere() {
    let course = Course::new();
    let read_only = "mount --bind \"$2\" \"$2\"; mount -o remount,ro,bind \"$2\"; ";
    let Some(checked) = apart(&format!("{read_only} \"$1\" check --root \"$2\""), &course) else {
        return skipped(SKIPPED);
    };
    assert!(checked.status.success(), "{}", said(&checked));
    let cold = course.cold("cold");
    fs::remove_dir_all(course.root().join(".attune")).expect("removed");
    // What was written is known where no record can lie beside the course: the second build replaces and removes it.
    let script = format!(
        "export XDG_CACHE_HOME=\"$2/../cache\"; \"$1\" init \"$2/../other\" 2>/dev/null
         {read_only} for time in 1 2; do \"$1\" build --no-search --root \"$2\" --output \"$2/../site\"; done
         test ! -e \"$2/.attune\"; test -d \"$XDG_CACHE_HOME/attune\"
         \"$1\" build --no-search --drafts --root \"$2\" --output \"$2/../site\" --base-url https://other.example/
         \"$1\" build --no-search --root \"$2\" --output \"$2/../site\""
    );
    let built = apart(&script, &course).expect("it ran before");
    assert!(built.status.success(), "{}", said(&built));
    assert_same(&files(&course.beside("site")), &cold, "read-only");
    // The site itself must lie somewhere.
    let script = format!("export XDG_CACHE_HOME=\"$2/../cache\"; {read_only} \"$1\" build --no-search --root \"$2\"");
    let built = apart(&script, &course).expect("it ran before");
    assert_fault(&built, "Read-only file system");
}

/// Whether a folder without permissions keeps this user out; it does not keep root out.
#[cfg(unix)]
fn is_kept_out(folder: &Path) -> bool {
    fs::write(folder.join("probe"), "").is_err()
}

#[cfg(unix)]
fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
}

/// A build by a user who is not root.
#[cfg(unix)]
fn as_other_user(course: &Course) -> Option<Command> {
    use std::os::unix::process::CommandExt as _;
    let probe = course.beside("probe");
    fs::create_dir(&probe).expect("a folder");
    allow(&probe, 0o555);
    let mut command = if is_kept_out(&probe) {
        attune()
    } else {
        let program = course.beside("attune");
        fs::copy(env!("CARGO_BIN_EXE_attune"), &program).expect("copied");
        allow(&program, 0o755);
        allow(&course.beside("."), 0o755);
        let mut command = Command::new(program);
        command.uid(61_236).gid(61_236);
        command
    };
    fs::remove_dir_all(&probe).expect("removed");
    command.args(["build", "--no-search", "--root"]).arg(course.root());
    command.output().is_ok().then_some(command)
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_or_written_is_named() {
    let own = |path: &Path| {
        // Root hands all over; anybody else owns it already.
        let _ = Command::new("chown").args(["-R", "61236:61236"]).arg(path).output();
    };
    for (name, mode, part) in [
        ("content/01-noticing/01-what-changed.md", 0o000, "01-what-changed.md"),
        ("content/01-noticing", 0o000, "01-noticing"),
        ("content", 0o000, "content"),
        ("site.toml", 0o000, "site.toml"),
        ("public", 0o555, "public"),
        ("public/index.html", 0o000, ""),
        (".attune", 0o555, ".attune"),
        ("", 0o555, ".attune"),
    ] {
        let course = Course::new();
        let built = course.build().output().expect("it runs");
        assert!(built.status.success(), "{}", said(&built));
        let before = files(&course.public());
        let lesson = course.root().join("content/01-noticing/01-what-changed.md");
        let text = fs::read_to_string(&lesson).expect("a page");
        fs::write(&lesson, format!("{text}\nOther.\n")).expect("written");
        if name.is_empty() {
            fs::remove_dir_all(course.root().join(".attune")).expect("removed");
        }
        own(&course.root());
        let path = course.root().join(name);
        let mode_before = fs::metadata(&path).expect("it is there").permissions();
        allow(&path, mode);
        let Some(mut command) = as_other_user(&course) else {
            return skipped("no user but root can run the program here");
        };
        let built = command.output().expect("it runs");
        fs::set_permissions(&path, mode_before).expect("it is ours");
        if part.is_empty() {
            // The file is not as it was, but its folder is ours: it is put right.
            assert!(built.status.success(), "{name}: {}", said(&built));
            continue;
        }
        assert_fault(&built, "Permission denied");
        assert!(said(&built).contains(part), "{name}: {}", said(&built));
        assert_same(&files(&course.public()), &before, name);
    }
}

#[test]
fn a_name_that_is_too_long_is_said() {
    let course = Course::new();
    let long = "a".repeat(300);
    let output = course.build().arg("--output").arg(course.beside(&long)).output().expect("it runs");
    assert_fault(&output, "name too long");
    let deep = course.beside(&"b/".repeat(3000));
    assert_fault(&course.build().arg("--output").arg(deep).output().expect("it runs"), "name too long");
    let built = course.build().output().expect("it runs");
    assert!(built.status.success(), "{}", said(&built));
    let before = files(&course.public());
    let page = course.root().join("content/01-noticing/08-long.md");
    for front in [format!("slug: {long}"), format!("slug: {}", "é".repeat(200))] {
        fs::write(&page, format!("---\ntitle: Long\n{front}\n---\n\nText.\n")).expect("written");
        let built = course.build().output().expect("it runs");
        let code = built.status.code().expect("it ends by itself");
        assert!([1, 3].contains(&code) && said(&built).contains("error"), "{}", said(&built));
        assert!(!said(&built).contains("panicked"), "{}", said(&built));
        assert_same(&files(&course.public()), &before, "a long name");
    }
}

#[test]
fn an_output_folder_in_or_above_the_content_is_refused_in_words() {
    let course = Course::new();
    let before = files(&course.root());
    for (output, why) in [
        ("content", "the course's own files lie there"),
        ("content/", "the course's own files lie there"),
        ("./content", "the course's own files lie there"),
        ("content/01-noticing", "the course's own files lie there"),
        ("content/new/site", "the course's own files lie there"),
        ("CONTENT", "the course's own files lie there"),
        ("public/../content", "the course's own files lie there"),
        ("nowhere/../content", "the course's own files lie there"),
        ("themes", "the course's own files lie there"),
        (".attune", "the course's own files lie there"),
        (".git", "the course's own files lie there"),
        (".", "it is the course's own folder"),
        ("", "it is the course's own folder"),
        ("content/..", "it is the course's own folder"),
        ("..", "the course lies in it"),
        ("../..", ""),
        ("/", ""),
    ] {
        let mut command = course.build();
        let built = command.current_dir(course.root()).args(["--output", output]).output().expect("it runs");
        let said = said(&built);
        if built.status.code() == Some(2) && output.is_empty() {
            continue;
        }
        assert_fault(&built, "will not write to");
        assert!(said.contains(why) && said.contains("help: choose another with `--output`"), "{output}: {said}");
        let mut after = files(&course.root());
        after.retain(|path, _| !path.starts_with(".attune/"));
        assert_same(&after, &before, output);
    }
}
