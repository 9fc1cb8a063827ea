//! What `attune new` writes builds, and only asks to be filled in.

use super::*;
use crate::config;
use crate::config::KindOrder;
use crate::diagnostic::{Code, Severity};
use crate::input::Inputs;
use crate::pipeline::{BuildOptions, Memo, build};
use crate::source::{CoursePath, FileId};

const SITE: &str = "title = \"T\"\n[kinds.exercise]\nlabel = \"Exercise\"\n[kinds.stage]\nlabel = \"Stage\"\norder = \"step\"\n\
                    [kinds.scenario]\nlabel = \"Scenario\"\n";
const LANGUAGES: [TextLanguage; 2] = [TextLanguage::English, TextLanguage::German];
const PLAIN: &str = "---\ntitle: T\n---\n";

/// What `check` says of a course with these files beside its first pages: codes of errors and warnings.
fn said(files: &[(&str, &str)]) -> Vec<Code> {
    let mut inputs = Inputs::default();
    let own = [("site.toml", SITE), ("content/_index.md", PLAIN), ("content/m/_index.md", PLAIN)];
    for (path, text) in own.iter().chain(files) {
        inputs.put(CoursePath::new(path), text.as_bytes().to_vec());
    }
    let options = BuildOptions { drafts: true, ..BuildOptions::default() };
    let findings = build(&inputs, &options, &mut Memo::default()).findings;
    findings.iter().filter(|finding| finding.severity != Severity::Note).map(|finding| finding.code).collect()
}

fn every_kind() -> BTreeMap<String, Kind> {
    config::parse(SITE, FileId::of(&CoursePath::new("site.toml"))).value.kinds
}

#[test]
fn every_page_builds_and_only_asks_to_be_filled_in() {
    let kinds = every_kind();
    let names: Vec<&str> = PAGES.iter().map(|(name, ..)| *name).chain(kinds.keys().map(String::as_str)).collect();
    for kind in names {
        let each =
            ["03-late-essay", "überblick", "日本", "a\"b\\c", "2024"].map(|name| LANGUAGES.map(|own| (name, own)));
        for (name, language) in each.concat() {
            let text = page(kind, &kinds, name, language).expect("there is one");
            let expected = if kind == "assessment" { vec![Code::QuestionNoObjective; 3] } else { Vec::new() };
            let path = if kind == "module" { "content/n/_index.md" } else { "content/m/a.md" };
            assert_eq!(said(&[(path, &text)]), expected, "{kind}: {text}");
        }
    }
}

#[test]
fn every_part_stands_in_a_page_and_gives_no_warning() {
    for (name, language) in PARTS.iter().flat_map(|(name, ..)| LANGUAGES.map(|language| (*name, language))) {
        let text = part(name, language).expect("there is one");
        let page = format!("{PLAIN}\n{text}");
        let captions = "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n";
        let beside = [("picture.svg", ""), ("talk.mp4", ""), ("talk.mp3", ""), ("talk.vtt", captions)];
        let beside = beside.map(|(name, text)| (format!("content/m/{name}"), text));
        let files: Vec<(&str, &str)> = beside.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        assert_eq!(said(&[&files[..], &[("content/m/a.md", &page)]].concat()), [], "{name}");
    }
}

#[test]
fn containers_of_the_course_have_their_part() {
    let own = "[containers.protocol]\nlabel = \"Protocol\"\n[containers.aufgabe]\nsame_as = \"exercise\"\n";
    let containers = config::parse(&format!("{SITE}{own}"), FileId::of(&CoursePath::new("site.toml"))).value.containers;
    let of = |name: &str| own_part(name, &containers, TextLanguage::English);
    assert!(of("protocol").is_some_and(|text| text.starts_with("::: protocol {title=")));
    assert!(of("aufgabe").is_some_and(|text| text.starts_with(":::: aufgabe") && text.contains("::: solution")));
    assert_eq!(of("callout"), part("note", TextLanguage::English));
    assert_eq!(of("nothing"), None);
}

#[test]
fn files_of_data_are_read() {
    for (name, _, text) in DATA {
        // That a work is still to be cited is all there is to say.
        let expected = if name == "references" { vec![Code::UnusedReference] } else { Vec::new() };
        for text in LANGUAGES.map(|language| language.data(name, text)) {
            assert_eq!(said(&[(&format!("content/{name}.yaml"), text)]), expected, "{name}");
        }
    }
}

#[test]
fn every_container_has_its_part() {
    let texts: String = PARTS.iter().map(|(_, _, text)| *text).collect();
    for name in crate::config::NAMES {
        assert!(texts.contains(&format!(":: {name}")), "{name}");
    }
}

#[test]
fn a_page_is_of_the_kind_that_was_asked_for() {
    let kinds = every_kind();
    let of = |kind: &str| page(kind, &kinds, "a", TextLanguage::English).expect("there is one");
    assert!(of("exercise").contains("\nkind: exercise\n") && !of("exercise").contains("step:"));
    assert!(of("stage").contains("\nkind: stage\nstep: 1") && of("repair-step").contains("\nstep: 1"));
    assert!(of("scenario").contains("\nkind: scenario\n") && of("scenario").contains("::: scenario {#a title=\"A\"}"));
    assert!(!of("practice").contains("\nkind: ") && !of("lesson").contains("\nkind: "));
    assert_eq!(kinds["stage"].order, KindOrder::Step);
    assert_eq!(page("chapter", &kinds, "a", TextLanguage::English), None);
}

#[cfg(unix)]
#[test]
fn a_page_is_not_written_through_a_link_out_of_the_course() {
    let (course, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let content = course.path().join("content");
    std::fs::create_dir(&content).expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path(), content.join("out")).expect("a link");
    for file in ["out/a.md", "out/deeper/a.md"] {
        assert!(matches!(write(course.path(), &content.join(file), "text"), Err(Ending::Usage(_))), "{file}");
    }
    assert_eq!(std::fs::read_dir(elsewhere.path()).expect("a folder").count(), 0);
    write(course.path(), &content.join("in/a.md"), "text").expect("written");
}

#[test]
fn every_text_is_there_in_german() {
    let kinds = every_kind();
    let (english, german) = (TextLanguage::English, TextLanguage::German);
    for name in PAGES.iter().map(|(name, ..)| *name).chain(["exercise", "stage"]) {
        assert_ne!(page(name, &kinds, "a", english), page(name, &kinds, "a", german), "{name}");
    }
    for (name, ..) in PARTS {
        assert_ne!(part(name, english), part(name, german), "{name}");
    }
    for (name, _, text) in DATA {
        assert_ne!(text, german.data(name, text), "{name}");
    }
    assert_eq!(["de-AT", "en-GB", "fr"].map(TextLanguage::of), [Some(german), Some(english), None]);
}
