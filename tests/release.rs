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

/// The steps of the action that run in a shell, with what they are given, for these inputs.
fn steps(inputs: &[(&str, &str)]) -> Vec<(String, Vec<(String, String)>)> {
    let action: serde_yaml::Value = serde_yaml::from_str(&text(Path::new("action.yml"))).expect("YAML");
    let input = |name: &str| {
        let given = inputs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        given.unwrap_or_else(|| action["inputs"][name]["default"].as_str().expect("an input").to_owned())
    };
    let value = |text: &str| match text.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}")) {
        Some(name) => input(name),
        None => {
            text.replace("${{ github.action_repository }}", "somebody/attune").replace("${{ github.token }}", "token")
        }
    };
    let mut found = Vec::new();
    for step in action["runs"]["steps"].as_sequence().expect("steps") {
        let Some(run) = step["run"].as_str() else { continue };
        let is_meant = match step["if"].as_str() {
            None => true,
            Some("inputs.command != 'check'") => input("command") != "check",
            Some(other) => unreachable!("a condition that this test does not know: {other}"),
        };
        let env = step["env"].as_mapping().into_iter().flatten();
        let env =
            env.map(|(name, text)| (name.as_str().expect("a name").to_owned(), value(text.as_str().expect("text"))));
        if is_meant {
            found.push((run.to_owned(), env.collect()));
        }
    }
    found
}

/// Runs the action's steps in a folder, as GitHub does: one after the other while each goes well. What was said, and how it ended.
fn act(folder: &Path, tools: &Path, inputs: &[(&str, &str)]) -> (String, bool) {
    let (mut said, path) = (String::new(), folder.join("github-path"));
    fs::write(&path, "").expect("written");
    for (run, env) in steps(inputs) {
        let found = format!("{}:{}:/usr/bin:/bin", text(&path).trim().replace('\n', ":"), tools.display());
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &run]).current_dir(folder).env_clear();
        command.env("PATH", found).env("GITHUB_PATH", &path).env("RUNNER_TEMP", folder.join("temp")).envs(env);
        let output = command.env("GITHUB_ACTION_PATH", env!("CARGO_MANIFEST_DIR")).output().expect("it runs");
        said += &String::from_utf8_lossy(&[output.stdout, output.stderr].concat());
        if !output.status.success() {
            return (said, false);
        }
    }
    (said, true)
}

/// A `gh` that has the release of this version, with this checksum in place of its own where one is given.
fn releases(folder: &Path, sum: Option<&str>) -> PathBuf {
    let (tools, release) = (folder.join("tools"), folder.join("release"));
    let target = if cfg!(target_arch = "aarch64") { "aarch64" } else { "x86_64" };
    let name = format!("attune-{}-{target}-unknown-linux-musl", env!("CARGO_PKG_VERSION"));
    let program = release.join(&name).join("attune");
    for made in [&tools, program.parent().expect("a folder")] {
        fs::create_dir_all(made).expect("made");
    }
    fs::copy(env!("CARGO_BIN_EXE_attune"), &program).expect("copied");
    run(Command::new("tar").args(["-czf", &format!("{name}.tgz"), &name]).current_dir(&release));
    let summed = run(Command::new("sha256sum").arg(format!("{name}.tgz")).current_dir(&release));
    let summed = String::from_utf8(summed.stdout).expect("text");
    let summed = sum.map_or(summed.clone(), |sum| summed.replace(&summed[..64], sum));
    fs::write(release.join(format!("{name}.tgz.sha256")), summed).expect("written");
    let gh = tools.join("gh");
    let script = format!(
        "#!/bin/sh\n[ \"$1 $2 $3 $4 $5 $6\" = 'release download v{} --repo somebody/attune --dir' ] && cp {}/*.tgz* \"$7\"\n",
        env!("CARGO_PKG_VERSION"),
        release.display()
    );
    fs::write(&gh, script).expect("written");
    run(Command::new("chmod").args(["755"]).arg(&gh));
    tools
}

#[cfg(target_os = "linux")]
#[test]
fn the_steps_of_the_action_install_a_release_check_and_build() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let tools = releases(folder.path(), None);
    run(Command::new(env!("CARGO_BIN_EXE_attune")).arg("init").arg(folder.path().join("my course")));
    let (said, is_good) =
        act(folder.path(), &tools, &[("root", "my course"), ("output", "the site"), ("strict", "true")]);
    assert!(is_good && folder.path().join("the site/index.html").exists(), "{said}");
    assert!(said.contains(&format!("attune {}", env!("CARGO_PKG_VERSION"))), "{said}");

    let base = [("root", "my course"), ("output", "below"), ("base-url", "https://a.example/below/")];
    let (said, is_good) = act(folder.path(), &tools, &base);
    assert!(is_good && text(&folder.path().join("below/index.html")).contains("https://a.example/below/"), "{said}");

    let page = folder.path().join("my course/content/01-wrong.md");
    fs::write(page, "---\ntitle: Wrong\n---\n\n[a](nowhere.md)\n").expect("written");
    for command in ["check", "build", "deploy"] {
        let inputs = [("root", "my course"), ("output", "never"), ("command", command)];
        let (said, is_good) = act(folder.path(), &tools, &inputs);
        assert!(!is_good && said.contains("::error file=my course/content/01-wrong.md,line=5,"), "{command}: {said}");
        assert!(!folder.path().join("never").exists(), "{command}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_release_whose_checksum_is_another_is_not_run() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let tools = releases(folder.path(), Some(&"0".repeat(64)));
    let (said, is_good) = act(folder.path(), &tools, &[("command", "check")]);
    assert!(!is_good && said.contains("FAILED"), "{said}");
}

/// What is embedded from files must be in the package, or `cargo install` finds nothing to build.
#[test]
fn the_package_has_every_file_that_the_program_is_made_of() {
    let listed = run(Command::new(env!("CARGO")).args(["package", "--list", "--allow-dirty", "--offline"]));
    let listed = String::from_utf8(listed.stdout).expect("text");
    let listed: Vec<&str> = listed.lines().collect();
    let mut missing = Vec::new();
    for folder in ["src", "themes"] {
        let all = run(Command::new("git").args(["ls-files", "--", folder]));
        let all = String::from_utf8(all.stdout).expect("text");
        missing
            .extend(all.lines().filter(|file| Path::new(file).exists() && !listed.contains(file)).map(str::to_owned));
    }
    assert_eq!(missing, Vec::<String>::new());
    for file in ["Cargo.toml", "Cargo.lock", "LICENSE", "README.md", "build.rs"] {
        assert!(listed.contains(&file), "{file}");
    }
    let has_no_place = |file: &&&str| ["content/", "tests/", "benches/"].iter().any(|folder| file.starts_with(folder));
    assert_eq!(listed.iter().find(has_no_place), None);
    let there = listed.into_iter().filter(|file| Path::new(file).exists());
    let packed = run(Command::new("tar").arg("-cz").args(there)).stdout.len();
    // crates.io takes ten megabytes, compressed (<https://doc.rust-lang.org/cargo/reference/publishing.html>).
    assert!(packed < 9_000_000, "{packed} bytes");
}

/// What `cargo binstall` reads of `Cargo.toml` for a target: the address of the archive, and where the program is in it.
fn binstall(manifest: &toml::Table, target: &str) -> (String, String) {
    let own = manifest["package"]["metadata"]["binstall"].as_table().expect("a table");
    let other = own["overrides"].get(target);
    let value =
        |key: &str| other.and_then(|other| other.get(key)).or_else(|| own.get(key)).and_then(|value| value.as_str());
    let suffix = format!(".{}", value("pkg-fmt").expect("a format"));
    let ending = if target.contains("windows") { ".exe" } else { "" };
    let filled = |key: &str| {
        let parts = [
            ("{ repo }", "https://github.com/somebody/attune"),
            ("{ version }", env!("CARGO_PKG_VERSION")),
            ("{ target }", target),
            ("{ archive-suffix }", &suffix),
            ("{ bin }", "attune"),
            ("{ binary-ext }", ending),
        ];
        parts.iter().fold(value(key).expect("a text").to_owned(), |text, (part, with)| text.replace(part, with))
    };
    (filled("pkg-url"), filled("bin-dir"))
}

#[test]
fn cargo_binstall_finds_the_archives_that_are_released() {
    let manifest: toml::Table = text(Path::new("Cargo.toml")).parse().expect("TOML");
    let workflow = text(Path::new(".github/workflows/release.yml"));
    let version = env!("CARGO_PKG_VERSION");
    for (target, built) in [
        ("x86_64-unknown-linux-musl", "x86_64-unknown-linux-musl"),
        ("aarch64-unknown-linux-musl", "aarch64-unknown-linux-musl"),
        // The static program runs there as well.
        ("x86_64-unknown-linux-gnu", "x86_64-unknown-linux-musl"),
        ("aarch64-unknown-linux-gnu", "aarch64-unknown-linux-musl"),
        ("x86_64-apple-darwin", "x86_64-apple-darwin"),
        ("aarch64-apple-darwin", "aarch64-apple-darwin"),
        ("x86_64-pc-windows-msvc", "x86_64-pc-windows-msvc"),
    ] {
        let (url, program) = binstall(&manifest, target);
        let (ending, suffix) = if target.contains("windows") { ("zip", ".exe") } else { ("tgz", "") };
        let name = format!("attune-{version}-{built}");
        assert_eq!(url, format!("https://github.com/somebody/attune/releases/download/v{version}/{name}.{ending}"));
        assert_eq!(program, format!("{name}/attune{suffix}"), "{target}");
        assert!(workflow.contains(built), "{built} is not built for a release");
    }
    // And that is how `release/build` names them.
    let folder = tempfile::tempdir().expect("a temporary folder");
    pack(folder.path());
    let archive = folder.path().join(format!("{}.tgz", name()));
    let listed = run(Command::new("tar").arg("-tzf").arg(archive));
    assert!(String::from_utf8_lossy(&listed.stdout).lines().any(|line| line == format!("{}/attune", name())));
}
