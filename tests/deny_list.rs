//! The deny list: its terms are found wherever they stand, in sources and in the finished site, and are written nowhere.

#[path = "deny_list/own_words.rs"]
mod own_words;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use attune::{BuildOptions, Project};
use tempfile::TempDir;

const LIST: &str = "Katarzyna Kowalska\nIngrid Sørensen\n";
const SITE: &str = "title = \"A course\"\nlanguage = \"en\"\n";

/// A course with a list beside it, in no repository.
struct Course {
    folder: TempDir,
}

impl Course {
    fn new(files: &[(&str, &str)]) -> Self {
        let course = Self { folder: tempfile::tempdir().expect("a folder") };
        course.put("course/site.toml", SITE);
        course.put("course/content/_index.md", "---\ntitle: Home\n---\n\nWelcome.\n");
        course.put("course/content/m/_index.md", "---\ntitle: Module\n---\n\nWords.\n");
        course.put("names.txt", LIST);
        for (path, text) in files {
            course.put(&format!("course/{path}"), text);
        }
        course
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, Some(&self.path("names.txt")))
    }

    fn run_with(&self, arguments: &[&str], list: Option<&Path>) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attune"));
        command.args(arguments).current_dir(self.path("course")).env_remove("ATTUNE_DENY_LIST");
        if let Some(list) = list {
            command.env("ATTUNE_DENY_LIST", list);
        }
        command.output().expect("it runs")
    }

    /// With every detail that the program would tell of a fault of its own.
    fn traced(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attune"));
        command.args(arguments).current_dir(self.path("course")).env("ATTUNE_DENY_LIST", self.path("names.txt"));
        command.env("RUST_BACKTRACE", "full").output().expect("it runs")
    }

    /// Everything below a folder that holds the term in any spelling that a search program would find.
    fn holding(&self, folder: &str, term: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in fs::read_dir(self.path(folder)).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                found.extend(self.holding(&path.to_string_lossy(), term));
            } else if String::from_utf8_lossy(&fs::read(&path).expect("read")).to_lowercase().contains(term) {
                found.push(path);
            }
        }
        found
    }
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn page(body: &str) -> String {
    format!("---\ntitle: A page\n---\n\n{body}\n")
}

/// What is tried with every format.
const FORMATS: [&str; 3] = ["a paragraph", "a name of a file", "a name of a folder"];

/// That a command finds a term, ends with errors, and writes it nowhere, in any format.
fn is_found(course: &Course, what: &str) {
    // Formats write the same findings, each with another kind of quoting: a path and a line show what each makes of both.
    let formats = if FORMATS.contains(&what) { 6 } else { 2 };
    let commands: [&[&str]; 6] = [
        &["check"],
        &["build", "--timings=json"],
        &["check", "--format", "short"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--format", "github"],
    ];
    for arguments in &commands[..formats] {
        let output = course.run(arguments);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{what}, {arguments:?}: {said}");
        assert!(said.contains("privacy-denied-term"), "{what}, {arguments:?}: {said}");
        let lower = said.to_lowercase();
        for word in ["katarzyna", "kowalska", "ingrid", "sørensen", "sorensen"] {
            assert!(!lower.contains(word), "{what}, {arguments:?} writes a term: {said}");
        }
    }
    for folder in ["course/.attune", "course/public"] {
        assert!(course.holding(folder, "kowalska").is_empty(), "{what}: {folder}");
    }
}

#[test]
fn terms_are_found_wherever_they_stand_in_sources() {
    let question = |option: &str| {
        format!(
            "::: question {{#q}}\nWhich?\n\n- [x] One\n\n  Yes.\n- [ ] {option}\n\n  No.\n- [ ] Three\n\n  No.\n:::"
        )
    };
    let places: Vec<(&str, &str, String)> = vec![
        ("a paragraph", "content/m/a.md", page("Then Katarzyna Kowalska wept.")),
        ("a line's end and emphasis", "content/m/a.md", page("Then **Kata**rzyna\n> Kowalska wept.")),
        ("capitals and hyphens", "content/m/a.md", page("KATARZYNA-KOWALSKA’S day.")),
        ("accents and references", "content/m/a.md", page("Ingrid S&oslash;rensen, and ingrid so\u{300}rensen.")),
        ("other forms of letters", "content/m/a.md", page("Katarzyna Kowal\u{17f}ka, ＩＮＧＲＩＤ Sørensen.")),
        ("letters for formulas", "content/m/a.md", page("𝐊𝐚𝐭𝐚𝐫𝐳𝐲𝐧𝐚 𝐾𝑜𝑤𝑎𝑙𝑠𝑘𝑎.")),
        ("a comment", "content/m/a.md", page("Words. <!-- Katarzyna Kowalska -->")),
        ("a facilitator's part", "content/m/a.md", page("::: facilitator\nKatarzyna Kowalska.\n:::")),
        ("an alt text", "content/m/a.md", page("![Katarzyna Kowalska](a.svg)")),
        ("an address", "content/m/a.md", page("[Words](https://a.example/katarzyna_kowalska)")),
        ("code", "content/m/a.md", page("    Katarzyna Kowalska")),
        ("an option", "content/m/a.md", page(&question("Katarzyna Kowalska"))),
        ("a title", "content/m/a.md", "---\ntitle: Katarzyna Kowalska\n---\n\nWords.\n".to_owned()),
        ("a draft", "content/m/a.md", "---\ntitle: A\ndraft: true\n---\n\nKatarzyna Kowalska.\n".to_owned()),
        ("a name of a page", "content/m/katarzyna-kowalska.md", page("Words.")),
        ("a name of a folder", "content/ingrid-sorensen/_index.md", page("Words.")),
        ("a name of a file", "content/m/Ingrid_Sørensen.txt", "Words.".to_owned()),
        ("a folder and a file with a part of a name each", "content/m/ing/rid-sorensen.txt", "Words.".to_owned()),
        ("site.toml", "site.toml", "title = \"The course of Katarzyna Kowalska\"\n".to_owned()),
        ("a comment in site.toml", "site.toml", format!("{SITE}# Katarzyna Kowalska\n")),
        (
            "the glossary",
            "content/glossary.yaml",
            "term: { term: A, definition: Said by Katarzyna Kowalska. }\n".to_owned(),
        ),
        ("the bibliography", "content/references.yaml", "# Katarzyna Kowalska\n".to_owned()),
        ("a theme's words", "themes/default/strings/en.toml", "next = \"Katarzyna Kowalska\"\n".to_owned()),
        (
            "a drawing",
            "content/m/a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><desc>Katarzyna Kowalska</desc></svg>".to_owned(),
        ),
    ];
    for (what, path, text) in places {
        is_found(&Course::new(&[(path, &text)]), what);
    }
}

#[test]
fn terms_are_found_in_files_that_are_copied() {
    let course = Course::new(&[("content/m/a.md", &page("[The picture](a.jpg)"))]);
    let mut picture = vec![0xff, 0xd8, 0xff, 0xe1, 0, 0];
    picture.extend(b"Exif\0\0Katarzyna Kowalska\0");
    course.put("course/content/m/a.jpg", &picture);
    is_found(&course, "metadata of a picture");
    let wide: Vec<u8> = "Katarzyna Kowalska".encode_utf16().flat_map(u16::to_le_bytes).collect();
    course.put("course/content/m/a.jpg", [&[0xff, 0xd8, 0xff, 0xe1, 0][..], &wide].concat());
    is_found(&course, "wide letters");
}

#[test]
fn terms_in_files_are_told_beside_those_in_pages_and_each_once() {
    let text = "For Katarzyna Kowalska.";
    let drawing = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><desc>{text}</desc></svg>");
    let course = Course::new(&[
        ("content/m/a.md", &page(text)),
        ("content/m/a.txt", text),
        ("content/m/a.csv", text),
        ("content/m/a.svg", &drawing),
    ]);
    for command in ["check", "build"] {
        let said = said(&course.run(&[command]));
        assert!(said.contains("content/m/a.md"), "{command}: {said}");
        for file in ["content/m/a.txt", "content/m/a.csv", "content/m/a.svg"] {
            assert_eq!(said.matches(file).count(), 1, "{command}, {file}: {said}");
        }
    }
}

/// That no word of the list stands in what was said, or in a folder of the course.
fn is_silent(course: &Course, what: &str, said: &str) {
    let lower = said.to_lowercase();
    for word in ["katarzyna", "kowalska", "ingrid", "sørensen", "sorensen"] {
        assert!(!lower.contains(word), "{what} writes a term: {said}");
    }
    for folder in ["course/.attune", "course/public", "site"] {
        assert!(course.holding(folder, "kowalska").is_empty(), "{what}: {folder}");
    }
}

#[test]
fn no_command_and_no_verbosity_writes_a_term() {
    let publish = "\n[publish.live]\nto = \"../site\"\n";
    let body = "Then Katarzyna Kowalska wept, and **Kata**rzyna-Kowalska laughed.";
    let case = format!(
        "---\ntitle: A\nkind: case\ncase: {{ consent: fictional, changed: [all], pseudonyms: [Karla] }}\n---\n\n{body}\n"
    );
    let course = Course::new(&[("site.toml", &format!("{SITE}{publish}")), ("content/m/a.md", &case)]);
    let commands: [&[&str]; 8] = [
        &["check", "--strict"],
        &["check", "--fix"],
        &["check", "content/m/a.md"],
        &["check", "--privacy-report=report.html"],
        &["build", "--timings"],
        &["publish", "live", "--dry-run", "--verbose"],
        &["publish", "live", "--verbose"],
        &["export", "epub", "-o", "book.epub"],
    ];
    for arguments in commands {
        let output = course.traced(arguments);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        let is_report = arguments.contains(&"--privacy-report=report.html");
        assert!(is_report || said.contains("privacy-denied-term"), "{arguments:?}: {said}");
        is_silent(&course, &format!("{arguments:?}"), &said);
    }
    let report = fs::read_to_string(course.path("course/report.html")).expect("the report is written");
    is_silent(&course, "the report", &report);
    assert!(!course.path("course/book.epub").exists(), "no book is written");
}

#[test]
fn an_imported_file_with_a_term_is_told_without_it() {
    let course = Course::new(&[]);
    let gift = "::Katarzyna Kowalska:: Who wept? { =Katarzyna Kowalska ~Somebody }\n";
    course.put("quiz.gift", gift);
    let output = course.traced(&["import", "../quiz.gift", "--output", "content/m"]);
    let lower = said(&output).to_lowercase();
    assert!(!lower.contains("katarzyna") && !lower.contains("kowalska"), "{lower}");
}

#[test]
fn a_course_without_a_term_is_built_and_looked_at_again_with_a_new_list() {
    let course = Course::new(&[("content/m/a.md", &page("Katarzyna went, and Kowalska came."))]);
    let output = course.run(&["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(course.run(&["build"]).status.code(), Some(0));
    course.put("names.txt", "Kowalska\n");
    let output = course.run(&["build"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(course.holding("course/.attune", "names.txt").is_empty());
}

#[test]
fn a_search_index_from_before_a_name_came_on_the_list_goes_at_once() {
    let shards = |course: &Course| fs::read_dir(course.path("course/.attune/search")).map_or(0, Iterator::count);
    let course = Course::new(&[("content/m/a.md", &page("Then Kowalska wept."))]);
    course.put("names.txt", "Ingrid\n");
    assert_eq!(course.run(&["build"]).status.code(), Some(0));
    assert!(shards(&course) > 0, "an index is kept");
    // The same list, whatever is wrong with the course: nothing that it holds was added since.
    course.put("course/content/m/b.md", "---\ntitle: B\n---\n\n[Nowhere](missing.md)\n");
    assert_eq!(course.run(&["build"]).status.code(), Some(1));
    assert!(shards(&course) > 0, "the index stays");
    course.put("names.txt", "Ingrid\nKowalska\n");
    let output = course.run(&["check"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(shards(&course), 0, "the index is gone, although nothing was built");
}

#[test]
fn a_facilitators_edition_is_looked_at_too() {
    let course =
        Course::new(&[("content/m/a.md", &page("Words.\n\n::: facilitator\nShow [the picture](a.jpg).\n:::"))]);
    course
        .put("course/content/m/a.jpg", [b"\xff\xd8\xff\xe1\0\0Exif\0\0".as_slice(), b"Katarzyna Kowalska\0"].concat());
    let output = course.run(&["build", "--facilitator"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("privacy-denied-term"), "{}", said(&output));
    is_silent(&course, "the facilitators' edition", &said(&output));
    assert!(course.holding("course/facilitator", "kowalska").is_empty());
}

#[test]
fn a_term_that_values_make_in_the_site_alone_is_kept_nowhere() {
    let site = format!(
        "{SITE}base_url = \"https://course.test/\"\n[values]\nfirst = \"Katarzyna Kowal\"\nsecond = \"ska\"\n[publish.live]\nto = \"../site\"\n"
    );
    let summary = "---\ntitle: A page\nsummary: \"On {{value.first}}{{value.second}}.\"\n---\n\nWords.\n";
    let course = Course::new(&[("site.toml", &site), ("content/m/a.md", summary)]);
    let commands: [&[&str]; 3] = [&["build"], &["publish", "live"], &["export", "epub", "-o", "../book.epub"]];
    for arguments in commands {
        let output = course.run(arguments);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(!said.to_lowercase().contains("kowalska"), "{arguments:?}: {said}");
        for folder in ["course/.attune", "course/public", "site"] {
            assert!(course.holding(folder, "kowalska").is_empty(), "{arguments:?}: {folder}");
        }
        assert!(!course.path("book.epub").exists(), "{arguments:?}");
    }
}

#[test]
fn the_list_is_named_in_site_toml_and_may_be_digests() {
    let site = format!("{SITE}\n[privacy]\ndeny_list = \"../digests.txt\"\n");
    let course = Course::new(&[("site.toml", &site), ("content/m/a.md", &page("Then Ingrid Sorensen wept."))]);
    let digests = course.run(&["deny-list", "../names.txt"]);
    assert_eq!(digests.status.code(), Some(0), "{}", said(&digests));
    for word in ["katarzyna", "kowalska", "ingrid"] {
        assert!(!said(&digests).to_lowercase().contains(word), "{}", said(&digests));
    }
    course.put("digests.txt", &digests.stdout);
    let output = course.run_with(&["check"], None);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("privacy-denied-term"), "{}", said(&output));
}

#[test]
fn a_list_that_cannot_be_used_stops_the_command() {
    let course = Course::new(&[]);
    for (list, text, why) in [
        ("missing.txt", None, "cannot read the deny list"),
        ("empty.txt", Some("# nothing\n"), "without a term"),
        ("short.txt", Some("Ingrid\nx\n?\n"), "line 2 has fewer than two letters"),
        ("course/inside.txt", Some("Ingrid\n"), "would be shared with it"),
    ] {
        if let Some(text) = text {
            course.put(list, text);
        }
        let output = course.run_with(&["check"], Some(&course.path(list)));
        assert_eq!(output.status.code(), Some(3), "{list}: {}", said(&output));
        assert!(said(&output).contains(why), "{list}: {}", said(&output));
        assert!(!said(&output).contains("Ingrid"), "{list}: {}", said(&output));
    }
}

#[test]
fn a_list_in_site_toml_that_cannot_be_used_is_an_error_there_and_hides_no_other() {
    for (list, why) in [("../missing.txt", "cannot read the deny list"), ("inside.txt", "would be shared with it")] {
        let site = format!("{SITE}\n[privacy]\ndeny_list = \"{list}\"\n");
        let course = Course::new(&[("site.toml", &site), ("content/m/a.md", &page("[Nowhere](missing.md)"))]);
        course.put("course/inside.txt", "Ingrid\n");
        let output = course.run_with(&["check", "--format", "short"], None);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        let told = said(&output);
        let line = told.lines().find(|line| line.contains(why)).unwrap_or_default();
        assert!(line.starts_with("site.toml:") && line.contains("error[config-bad-value]"), "{told}");
        assert!(
            told.contains("content/m/a.md:5") && told.contains("broken-link") && !told.contains("Ingrid"),
            "{told}"
        );
        let output = course.run_with(&["build"], None);
        assert_ne!(output.status.code(), Some(0), "{}", said(&output));
        assert!(!course.path("course/public").exists(), "nothing is published without the list");
    }
}

#[test]
fn a_pseudonym_neither_begins_nor_sounds_like_a_term() {
    let case = |name: &str, comment: &str| {
        format!(
            "---\ntitle: A case\nkind: case\ncase:\n  consent: fictional\n  changed: [invented]\n{comment}  pseudonyms: [{name}]\n---\n\nShe came.\n"
        )
    };
    let course = Course::new(&[]);
    for (name, found) in [("Karla", true), ("Ingrit", true), ("Sorenson", true), ("Otto", false)] {
        course.put("course/content/m/a.md", case(name, ""));
        let output = course.run(&["check", "--format", "short"]);
        assert_eq!(said(&output).contains("privacy-pseudonym"), found, "{name}: {}", said(&output));
        assert!(!said(&output).contains("Kowalska"), "{}", said(&output));
    }
    course.put("course/content/m/a.md", case("Karla", "  # allow privacy-pseudonym: chosen by the client\n"));
    let output = course.run(&["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn a_term_that_is_taken_out_of_the_list_is_none_at_the_next_look_at_nothing_else() {
    let course = Course::new(&[("content/m/a.md", "---\ntitle: A\n---\n\nIngrid Sørensen came.\n")]);
    let site = format!("{SITE}[privacy]\ndeny_list = \"../names.txt\"\n");
    course.put("course/site.toml", &site);
    let mut project = Project::open(course.folder.path().join("course")).expect("a course");
    let options = BuildOptions::default();
    assert!(project.build(&options).has_errors());
    course.put("names.txt", "Katarzyna Kowalska\n");
    let nothing = BTreeSet::new();
    assert!(project.refresh(Some(&nothing)).expect("it can be read").is_some(), "something is other");
    assert!(!project.build(&options).has_errors());
    assert!(project.refresh(Some(&nothing)).expect("it can be read").is_none(), "and then nothing more");
}
