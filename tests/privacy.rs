//! What `attune check` says of single files, of texts from elsewhere, and to an ethics board.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Folders beside each other, in no repository.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (path, text) in files {
            folder.put(path, text);
        }
        folder
    }

    /// With a course of one module in `course`.
    fn with_course(files: &[(&str, &str)]) -> Self {
        let folder = Self::new(&[
            ("course/site.toml", "title = \"A <course>\"\n"),
            ("course/content/_index.md", "---\ntitle: Home\n---\n\nWelcome.\n"),
            ("course/content/m/_index.md", "---\ntitle: Module\n---\n\nWords.\n"),
        ]);
        for (path, text) in files {
            folder.put(&format!("course/{path}"), text);
        }
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    fn command(&self, at: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attune"));
        command.args(arguments).current_dir(self.path(at)).env_remove("ATTUNE_DENY_LIST");
        command.env("SOURCE_DATE_EPOCH", "1795824000").stdin(Stdio::null());
        command
    }

    fn run(&self, at: &str, arguments: &[&str]) -> (i32, String) {
        told(&self.command(at, arguments).output().expect("it runs"))
    }

    fn run_with(&self, at: &str, arguments: &[&str], stdin: &str) -> (i32, String) {
        let mut command = self.command(at, arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
        child.stdin.take().expect("a pipe").write_all(stdin.as_bytes()).expect("it reads");
        told(&child.wait_with_output().expect("it ends"))
    }
}

fn told(output: &Output) -> (i32, String) {
    (output.status.code().expect("a status"), String::from_utf8(output.stdout.clone()).expect("text"))
}

/// The places and codes of a short report.
fn places(report: &str) -> Vec<String> {
    report.lines().map(|line| line.split_once("]: ").map_or(line, |(place, _)| place).to_owned()).collect()
}

const NOTE: &str = "Katarzyna Nowak wept.\n\nShe was 42 years old.\n";
const OF_NOTE: [&str; 2] = ["1:1: error[privacy-name", "3:9: error[privacy-age"];

fn of_note(name: &str) -> Vec<String> {
    OF_NOTE.iter().map(|place| format!("{name}:{place}")).collect()
}

#[test]
fn a_text_is_checked_before_it_enters_a_course() {
    let folder = Folder::new(&[("notes/draft.md", NOTE)]);
    let (status, said) = folder.run_with("notes", &["check", "-", "--format", "short"], NOTE);
    assert_eq!((status, places(&said)), (1, of_note("stdin")));
    let (status, said) = folder.run("notes", &["check", "draft.md", "--format", "short"]);
    assert_eq!((status, places(&said)), (1, of_note("draft.md")));
    let (status, said) = folder.run_with("notes", &["check", "-", "--format", "short"], "A client wept.\n");
    assert_eq!((status, said.as_str()), (0, ""));
    let (_, json) = folder.run_with("notes", &["check", "-", "--format", "json"], NOTE);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let first = &json["diagnostics"][0];
    assert_eq!((&first["file"], &first["line"], &first["end_column"]), (&"stdin".into(), &1.into(), &16.into()));
    assert_eq!((&json["summary"]["errors"], &json["summary"]["pages"]), (&2.into(), &1.into()));
    let (_, sarif) = folder.run_with("notes", &["check", "-", "--format", "sarif"], NOTE);
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(2));
    assert!(!sarif.to_string().contains("Nowak"), "no report has the words that were found");
}

#[test]
fn a_draft_is_read_however_a_program_wrote_it() {
    let folder = Folder::new(&[("notes/a.md", "")]);
    let drafts = [
        (
            "line ends of Windows",
            "A client wept.\r\n\r\nKatarzyna Nowak\r\nlaughed.\r\n",
            "stdin:3:1: error[privacy-name",
        ),
        ("a byte order mark", "\u{feff}Katarzyna Nowak wept.\n", "stdin:1:1: error[privacy-name"),
        (
            "marks of Word",
            "\u{201c}Ask Katarzyna\u{2019}s mother,\u{201d} he said\u{2026}\n",
            "stdin:1:6: error[privacy-name",
        ),
        ("spaces that do not break", "Katarzyna\u{a0}Nowak wept.\n", "stdin:1:1: error[privacy-name"),
        ("no line's end", "Call 555-867-5309", "stdin:1:6: error[privacy-phone"),
        ("a table of a spreadsheet", "name\tborn\nKatarzyna Nowak\t3 May 1990\n", "stdin:2:1: error[privacy-name"),
    ];
    for (what, text, place) in drafts {
        let (status, said) = folder.run_with("notes", &["check", "-", "--format", "short"], text);
        assert!(status == 1 && places(&said).contains(&place.to_owned()), "{what}: {said}");
    }
    let (status, said) = folder.run_with("notes", &["check", "-", "--format", "short"], "");
    assert_eq!((status, said.as_str()), (0, ""));
}

#[test]
fn what_details_count_together_is_told_as_a_sum_and_may_be_weighed_otherwise() {
    let case = "---\ntitle: A\nkind: case\ncase: { consent: fictional, changed: [all], pseudonyms: [Otto] }\n---\n\nOtto is a beekeeper on an island, and deaf.\n";
    let folder = Folder::with_course(&[("content/m/a.md", case)]);
    let with = |privacy: &str| {
        folder.put("course/site.toml", format!("title = \"A\"\n\n[privacy]\ncombination = 5\n{privacy}"));
        folder.run("course", &["check", "--format", "short"])
    };
    let sum = |parts: &str| format!("together these may single somebody out: {parts}, and at most 5 may stand");
    let (status, said) = with("");
    assert!(
        status == 1 && said.contains(&sum("a trade (2) + a small place (1.5) + a rare illness or injury (2) = 5.5")),
        "{said}"
    );
    let (status, said) = with("\n[privacy.weights]\ntrade = 4\nillness = 0\n");
    assert!(status == 1 && said.contains(&sum("a trade (4) + a small place (1.5) = 5.5")), "{said}");
    let (status, said) = with("\n[privacy.weights]\ntrade = 1\n");
    assert_eq!((status, said.as_str()), (0, ""));
}

/// The hook that the documentation has, in a repository of a course.
#[test]
fn the_hook_of_the_documentation_stops_what_is_to_be_committed() {
    let docs = fs::read_to_string("docs/privacy.md").expect("the documentation");
    let (_, hook) = docs.split_once("```sh\n#!/bin/sh\n").expect("a hook");
    let hook = format!("#!/bin/sh\n{}", hook.split("```").next().expect("its end"));
    let case = |body: &str| {
        format!(
            "---\ntitle: A\nkind: case\ncase: {{ consent: fictional, changed: [all], pseudonyms: [Otto] }}\n---\n\n{body}\n"
        )
    };
    let folder = Folder::with_course(&[("content/m/a case.md", &case("Otto wept."))]);
    let program = PathBuf::from(env!("CARGO_BIN_EXE_attune"));
    let path = format!("{}:{}", program.parent().expect("a folder").display(), std::env::var("PATH").expect("a path"));
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command
            .args(["-c", "user.name=A", "-c", "user.email=a@b.test"])
            .args(arguments)
            .current_dir(folder.path("course"));
        command.env("PATH", &path).env("GIT_CONFIG_GLOBAL", "/dev/null").env_remove("ATTUNE_DENY_LIST");
        let output = command.output().expect("git runs");
        (output.status.success(), format!("{}{}", told(&output).1, String::from_utf8_lossy(&output.stderr)))
    };
    assert!(git(&["init", "--quiet"]).0);
    let file = folder.path("course/.git/hooks/pre-commit");
    folder.put("course/.git/hooks/pre-commit", &hook);
    let made = Command::new("chmod").arg("+x").arg(&file).status().expect("it runs");
    assert!(made.success());
    git(&["add", "."]);
    let (is_committed, said) = git(&["commit", "--quiet", "-m", "A case"]);
    assert!(is_committed, "{said}");

    folder.put("course/content/m/a case.md", case("Katarzyna Nowak wept."));
    git(&["add", "."]);
    // What is to be committed counts, and not what lies in the folder by now.
    folder.put("course/content/m/a case.md", case("Otto wept."));
    let (is_committed, said) = git(&["commit", "--quiet", "-m", "A name"]);
    assert!(!is_committed && said.contains("a case.md:7:1: error[privacy-name]"), "{said}");
    git(&["add", "."]);
    git(&["rm", "--quiet", "--cached", "content/m/_index.md"]);
    let (is_committed, said) = git(&["commit", "--quiet", "--allow-empty", "-m", "Without"]);
    assert!(is_committed, "what is deleted is not looked at: {said}");
}

#[test]
fn a_text_with_front_matter_is_checked_as_a_page_without_what_depends_on_its_place() {
    let page = "---\ntitle: A case\nkind: case\ncase: { pseudonyms: [Otto], consent: fictional }\n---\n\nOtto saw [it](../x.md).\n\n::: nots\nJulia wept.\n:::\n";
    let folder = Folder::new(&[("notes/draft.md", page)]);
    let (status, said) = folder.run("notes", &["check", "draft.md", "--format", "short"]);
    let expected = ["draft.md:9:1: error[container-unknown", "draft.md:10:1: error[privacy-name"];
    assert_eq!((status, places(&said)), (1, expected.map(str::to_owned).to_vec()), "{said}");
}

#[test]
fn a_text_is_known_to_the_course_in_which_it_is_checked() {
    let references = "eubanks2018: { type: book, title: A, author: [\"Eubanks, Catherine\"] }\n";
    let folder = Folder::with_course(&[("content/references.yaml", references)]);
    folder.put("draft.md", "Catherine Eubanks is cited, and Katarzyna is not.\n");
    let (_, said) = folder.run("course", &["check", "../draft.md", "--format", "short"]);
    assert_eq!(places(&said), ["../draft.md:1:33: error[privacy-name"]);
    folder.put("names.txt", "Ottilie Brandauer\n");
    let mut command = folder.command("course", &["check", "../draft.md", "--format", "short"]);
    folder.put("draft.md", "Then Ottilie Brandauer came.\n");
    let output = command.env("ATTUNE_DENY_LIST", folder.path("names.txt")).output().expect("it runs");
    assert_eq!(places(&told(&output).1), ["../draft.md:1:6: error[privacy-denied-term"]);
}

#[test]
fn files_and_folders_of_a_course_are_checked_alone() {
    let folder = Folder::with_course(&[
        ("content/m/a.md", "---\ntitle: A\n---\n\n[B](c.md)\n"),
        ("content/m/b.md", "---\ntitle: B\ndraft: true\n---\n\n[B](d.md)\n"),
    ]);
    let one = "content/m/a.md:5:1: error[broken-link";
    let two = "content/m/b.md:6:1: error[broken-link";
    let said = |at: &str, files: &[&str]| {
        let (status, said) = folder.run(at, &[&["check", "--format", "short"], files].concat());
        (status, places(&said))
    };
    let both = vec![one.to_owned(), two.to_owned()];
    assert_eq!(said("course", &["content/m/a.md"]), (1, vec![one.to_owned()]));
    assert_eq!(said("course/content/m", &["b.md"]), (1, vec![format!("../../{two}")]));
    assert_eq!(said("course", &["content/m", "content/m/a.md"]), (1, both.clone()));
    assert_eq!(said("course", &["."]), (1, both));
    assert_eq!(said("course", &["content/_index.md"]), (0, Vec::new()));
    assert_eq!(said("course", &["nothing.md"]).0, 2);
}

#[test]
fn the_report_for_an_ethics_board_says_what_was_found_and_no_more() {
    let case = "---\ntitle: A <case>\nkind: case\ncase:\n  pseudonyms: [Otto]\n  consent: written\n  changed: [trade & town]\n  \
                would_know: false\n  reviewed_by: R. Okafor\n  reviewed_on: 2026-01-02\n---\n\nOtto wept in Rotterdam.\n\nHe was 42 years old. <!-- allow privacy-age: he <asked> -->\n";
    let calm = "---\ntitle: Calm\nkind: case\ncase: { pseudonyms: [], consent: fictional }\n---\n\nNothing.\n";
    let folder = Folder::with_course(&[("content/m/a.md", case), ("content/m/b.md", calm)]);
    let (status, page) = folder.run("course", &["check", "--privacy-report"]);
    assert_eq!(status, 1);
    for has in [
        "A &lt;course&gt;",
        "A &lt;case&gt;",
        "trade &amp; town",
        "he &lt;asked&gt;",
        "content/m/a.md:13",
        "privacy-place",
        "R. Okafor",
        "January 2, 2026",
        "Nothing flagged.",
        "None was used",
        "In use",
    ] {
        assert!(page.contains(has), "{has} in {page}");
    }
    assert!(!page.contains("Rotterdam") && !page.to_lowercase().contains("de-identified"));
    assert_eq!(folder.run("course", &["check", "--privacy-report=../r.html"]), (1, String::new()));
    assert_eq!(fs::read_to_string(folder.path("r.html")).expect("a page"), page, "the same each time");
    folder.put("names.txt", "Okafor\n42 years\ntrade & town\n");
    let mut command = folder.command("course", &["check", "--privacy-report"]);
    let (_, page) = told(&command.env("ATTUNE_DENY_LIST", folder.path("names.txt")).output().expect("it runs"));
    assert!(page.contains("privacy-denied-term") && !page.contains("Okafor") && !page.contains("trade &amp; town"));
}

#[test]
fn the_report_has_no_name_that_was_found_in_a_title() {
    let case = "---\ntitle: Otto and Katarzyna Nowak\nkind: case\ncase: { consent: fictional, changed: [all], pseudonyms: [Otto] }\n---\n\nWords.\n";
    let folder = Folder::with_course(&[("content/m/a.md", case)]);
    folder.run("course", &["check", "--privacy-report=report.html"]);
    let report = fs::read_to_string(folder.path("course/report.html")).expect("a report");
    assert!(report.contains("Otto") && !report.contains("Katarzyna") && !report.contains("Nowak"), "{report}");
}

#[test]
fn the_report_has_no_name_of_somebody_in_names_of_files_and_tells_calm_pages_in_one_list() {
    let case = "---\ntitle: A case\nkind: case\ncase:\n  consent: fictional\n  changed: [all]\n  pseudonyms: [Otto]\n  photographs:\n    - { file: portrait-katarzyna-nowak.jpg, shows: nobody }\n---\n\n![A garden](portrait-katarzyna-nowak.jpg)\n";
    let talk = "---\ntitle: A talk\n---\n\n::: practice A talk\nSay something.\n:::\n";
    let folder =
        Folder::with_course(&[("content/m/julia-moreno.md", case), ("content/m/b.md", talk), ("content/m/c.md", talk)]);
    folder.put("course/content/m/portrait-katarzyna-nowak.jpg", picture());
    let (_, report) = folder.run("course", &["check", "--privacy-report"]);
    for name in ["katarzyna", "nowak", "julia", "moreno"] {
        assert!(!report.to_lowercase().contains(name), "{name} in {report}");
    }
    assert!(report.contains("content/m/[\u{2026}].md") && report.contains("content/m/c.md"), "{report}");
    assert_eq!(report.matches("Nothing flagged.").count(), 2, "calm pages once, and what is elsewhere: {report}");
}

#[test]
fn the_report_speaks_the_language_of_the_course() {
    let folder = Folder::with_course(&[]);
    for (language, title) in [("de", "Datenschutzprüfung"), ("fr", "Examen de confidentialité"), ("ar", "dir=\"rtl\"")]
    {
        folder.put("course/site.toml", format!("title = \"A\"\nlanguage = \"{language}\"\n"));
        let (status, page) = folder.run("course", &["check", "--privacy-report"]);
        assert!(status == 0 && page.contains(title), "{language}: {page}");
    }
}

/// Files of the case on what files tell.
fn picture() -> Vec<u8> {
    fs::read("tests/cases/privacy-metadata/content/01-cases/face.jpg").expect("a picture")
}

const CASE: &str = "---\ntitle: A\nkind: case\ncase:\n  pseudonyms: []\n  consent: fictional\n  photographs:\n    - file: face.jpg\n      \
                    shows: nobody\n---\n\n![A face](face.jpg)\n";

#[test]
fn metadata_are_taken_out_of_the_source_or_out_of_the_site() {
    let folder = Folder::with_course(&[("content/m/a.md", CASE)]);
    let picture = picture();
    folder.put("course/content/m/face.jpg", &picture);
    let (status, said) = folder.run("course", &["check", "--format", "short"]);
    assert_eq!((status, places(&said)), (1, vec!["content/m/a.md:12:1: error[privacy-metadata".to_owned()]));

    folder.put("course/site.toml", "title = \"A\"\n[privacy]\nstrip_metadata = true\n");
    assert_eq!(folder.run("course", &["build"]).0, 0);
    let published = fs::read(folder.path("course/public/m/face.jpg")).expect("it is published");
    let drawn = picture.windows(2).position(|pair| pair == [0xff, 0xdb]).expect("tables");
    assert!(published.ends_with(&picture[drawn..]) && published.len() < picture.len());
    assert!(!String::from_utf8_lossy(&published).contains("Ann"));
    assert_eq!(fs::read(folder.path("course/content/m/face.jpg")).expect("the source"), picture);

    folder.put("course/site.toml", "title = \"A\"\n");
    let (status, said) = folder.run("course", &["check", "--fix", "--format", "short"]);
    assert_eq!(
        (status, said.as_str()),
        (0, "content/m/face.jpg:1: fixed[privacy-metadata]: take the metadata out of the picture\n")
    );
    assert_eq!(fs::read(folder.path("course/content/m/face.jpg")).expect("the source"), published);
    let (status, said) = folder.run("course", &["check", "--fix", "--format", "short"]);
    assert_eq!((status, said.as_str()), (0, ""), "there is nothing left to fix");
}

#[test]
fn every_published_picture_is_stripped_and_one_that_cannot_be_stops_the_build() {
    let folder = Folder::with_course(&[("content/m/a.md", "---\ntitle: A\n---\n\n![A garden](garden.jpg)\n")]);
    // A comment that no rule has anything to say of.
    let with_comment = |picture: &[u8]| [&picture[..2], b"\xff\xfe\0\x09zebra!!", &picture[2..]].concat();
    let drawn = picture();
    let tables = drawn.windows(2).position(|pair| pair == [0xff, 0xdb]).expect("tables");
    let plain = [&drawn[..2], &drawn[tables..]].concat();
    let pictures = ["content/m/garden.jpg", "content/m/unnamed.jpg", "themes/default/static/logo.jpg"];
    for path in pictures {
        folder.put(&format!("course/{path}"), with_comment(&plain));
    }
    folder.put("course/site.toml", "title = \"A\"\n[theme]\nlogo = \"logo.jpg\"\n[privacy]\nstrip_metadata = true\n");
    let (status, said) = folder.run("course", &["build"]);
    assert_eq!(status, 0, "{said}");
    let mut published: Vec<Vec<u8>> = Vec::new();
    for entry in walkdir(&folder.path("course/public")) {
        published.extend(
            (entry.extension().is_some_and(|ending| ending == "jpg")).then(|| fs::read(&entry).expect("a file")),
        );
    }
    assert_eq!(published, [&plain[..]; 3]);

    for path in ["content/m/garden.gif", "themes/default/static/own.gif"] {
        folder.put(&format!("course/{path}"), b"GIF89a\x01\0\x01\0\0\0\0\x21\xfe\x0bKatarzyna");
        fs::remove_dir_all(folder.path("course/public")).expect("it is there");
        let output = folder.command("course", &["build"]).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.code() == Some(1) && said.contains("error[privacy-metadata]") && said.contains(path),
            "{said}"
        );
        assert!(!folder.path("course/public").exists(), "nothing is published");
        fs::remove_file(folder.path(&format!("course/{path}"))).expect("it is there");
        assert_eq!(folder.run("course", &["build"]).0, 0);
    }
}

/// Every file in a folder.
fn walkdir(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { walkdir(&path) } else { vec![path] }).collect()
}

#[test]
fn a_term_of_the_deny_list_is_found_where_it_lies_packed() {
    let folder = Folder::with_course(&[("content/m/a.md", "---\ntitle: A\n---\n\n[Notes](notes.docx)\n")]);
    let notes = fs::read("tests/cases/privacy-metadata/content/01-cases/notes.docx").expect("a document");
    assert!(!String::from_utf8_lossy(&notes).contains("Nowak"), "it is packed");
    folder.put("course/content/m/notes.docx", &notes);
    folder.put("names.txt", "Katarzyna Nowak\n");
    let mut command = folder.command("course", &["check", "--format", "short"]);
    let output = command.env("ATTUNE_DENY_LIST", folder.path("names.txt")).output().expect("it runs");
    let (status, said) = told(&output);
    assert!(status == 1 && said.contains("`m/notes.docx` of the site holds a term"), "{said}");
}
