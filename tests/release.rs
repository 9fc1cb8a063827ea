//! What is released: the archive that `release/build` makes works where there is neither the repository nor a toolchain, and what goes
//! with it (formula, action, workflows) is whole.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A platform for which nothing is built here: the program of this test is packed.
const TARGET: &str = "x86_64-unknown-linux-gnu";

fn run(command: &mut Command) -> Output {
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a file")
}

fn pack(dist: &Path) {
    let mut command = Command::new("release/build");
    command
        .args(["--binary", env!("CARGO_BIN_EXE_attune"), TARGET])
        .env("DIST", dist)
        .env("SOURCE_DATE_EPOCH", "1")
        .env("LEVEL", "1");
    run(&mut command);
}

fn name() -> String {
    format!("attune-{}-{TARGET}", env!("CARGO_PKG_VERSION"))
}

#[test]
fn the_archive_works_without_repository_and_toolchain() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let dist = folder.path().join("dist");
    pack(&dist);
    let archive = format!("{}.tgz", name());
    run(Command::new("sha256sum").args(["-c", &format!("{archive}.sha256")]).current_dir(&dist));
    run(Command::new("tar").arg("-xzf").arg(dist.join(&archive)).current_dir(folder.path()));
    let root = folder.path().join(name());
    for file in [
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "THIRD-PARTY-LICENSES.txt",
        "man/man1/attune.1",
        "man/man1/attune-build.1",
    ] {
        assert!(!text(&root.join(file)).is_empty(), "{file}");
    }
    assert!(text(&root.join("man/man1/attune-check.1")).contains("github"));
    for file in ["attune.bash", "_attune", "attune.fish"] {
        let completions = text(&root.join("completions").join(file));
        for word in ["broken-link", "lesson", "facilitator"] {
            assert!(completions.contains(word), "{file}: {word}");
        }
    }
    let attune = |order: &[&str]| {
        let mut command = Command::new(root.join("attune"));
        run(command.args(order).env_clear().env("HOME", folder.path()).current_dir(folder.path()))
    };
    attune(&["init", "course"]);
    attune(&["build", "--root", "course", "--strict"]);
    assert!(folder.path().join("course/public/index.html").exists());
}

#[test]
fn the_same_source_gives_the_same_archive() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
    pack(&one);
    pack(&two);
    let archive = format!("{}.tgz", name());
    assert!(fs::read(one.join(&archive)).expect("made") == fs::read(two.join(&archive)).expect("made"));
}

#[test]
fn what_a_build_needs_is_said() {
    let output =
        Command::new("release/build").arg("no-such-target").env("PATH", "/usr/bin:/bin").output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("install Rust") || said.contains("rustup target add no-such-target"), "{said}");
}

#[test]
fn the_formula_has_a_checksum_for_every_platform() {
    let dist = tempfile::tempdir().expect("a temporary folder");
    let formula = || {
        let mut command = Command::new("release/formula");
        command.args(["somebody/attune".as_ref(), dist.path().as_os_str()]).output().expect("it runs")
    };
    assert_eq!(formula().status.code(), Some(3), "without checksums there is none");
    let targets =
        ["aarch64-apple-darwin", "x86_64-apple-darwin", "aarch64-unknown-linux-musl", "x86_64-unknown-linux-musl"];
    for target in targets {
        let archive = format!("attune-{}-{target}.tgz", env!("CARGO_PKG_VERSION"));
        fs::write(dist.path().join(format!("{archive}.sha256")), format!("sum-of-{target}  {archive}\n"))
            .expect("written");
    }
    let made = String::from_utf8(formula().stdout).expect("text");
    for target in targets {
        assert!(made.contains(&format!("sha256 \"sum-of-{target}\"")), "{made}");
    }
    assert!(made.contains("https://github.com/somebody/attune/releases/download/v") && !made.contains('@'), "{made}");
}

/// Every workflow: those of this repository, the action, and those that the publisher's guide shows.
fn workflows() -> Vec<(String, String)> {
    let guide = text(Path::new("docs/publishing.md"));
    let shown = guide.split("```yaml\n").skip(1).enumerate().map(|(at, block)| {
        let block: String = block.split("```").next().unwrap_or_default().to_owned();
        (format!("docs/publishing.md, example {at}"), block)
    });
    let own = ["action.yml", ".github/workflows/release.yml"].map(|file| (file.to_owned(), text(Path::new(file))));
    shown.chain(own).collect()
}

#[test]
fn every_workflow_is_yaml_and_the_action_has_what_the_guide_asks_of_it() {
    let action: serde_yaml::Value = serde_yaml::from_str(&text(Path::new("action.yml"))).expect("YAML");
    let all = workflows();
    assert!(all.len() >= 6, "{}", all.len());
    let mut used = 0;
    for (name, text) in all {
        let workflow: serde_yaml::Value =
            serde_yaml::from_str(&text).unwrap_or_else(|error| unreachable!("{name}: {error}"));
        let Some(jobs) = workflow["jobs"].as_mapping() else { continue };
        for step in jobs.values().flat_map(|job| job["steps"].as_sequence().into_iter().flatten()) {
            if !step["uses"].as_str().is_some_and(|uses| uses.starts_with("OWNER/attune@v")) {
                continue;
            }
            used += 1;
            for key in step["with"].as_mapping().expect("it says what to do").keys() {
                let key = key.as_str().expect("a name");
                assert!(!action["inputs"][key].is_null(), "{name}: the action has no `{key}`");
            }
        }
    }
    assert!(used >= 4, "{used}");
}

#[test]
fn no_file_of_a_release_is_without_its_right_to_run() {
    use std::os::unix::fs::PermissionsExt as _;
    for file in ["build", "formula", "install"] {
        let mode = fs::metadata(PathBuf::from("release").join(file)).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o111, 0o111, "release/{file}");
    }
}
