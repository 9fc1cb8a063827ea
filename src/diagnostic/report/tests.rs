use std::sync::Arc;

use super::*;
use crate::diagnostic::{Code, Place};
use crate::source::{CoursePath, FileId, Span};

fn source(text: &str) -> (SourceMap, FileId) {
    let mut sources = SourceMap::default();
    let file = sources.add(CoursePath::new("content/a, b.md"), Arc::from(text));
    (sources, file)
}

fn finding(file: FileId, range: std::ops::Range<usize>) -> Diagnostic {
    Diagnostic::new(Code::BrokenLink, Span::new(file, range), "there is no file `x`").help("check the path")
}

fn rendered(text: &str, range: std::ops::Range<usize>, format: Format) -> String {
    let (sources, file) = source(text);
    let findings = [finding(file, range)];
    render(&findings, &sources, &Summary::of(&findings, 3, 2), format, false)
}

#[test]
fn people_see_the_line_and_a_caret() {
    let shown = rendered("one\nsee [x](y) é\nthree\n", 8..14, Format::Human);
    let expected = "\
error[broken-link]: there is no file `x`
 --> content/a, b.md:2:5
  |
2 | see [x](y) é
  |     ^^^^^^
  |
  = help: check the path

";
    assert_eq!(shown, expected);
}

#[test]
fn a_line_of_megabytes_is_cut_around_the_place() {
    let text = format!("{}HERE{}", "é".repeat(1_000_000), "b".repeat(1_000_000));
    let at = 2_000_000;
    let shown = rendered(&text, at..at + 4, Format::Human);
    assert!(shown.len() < 2000, "{}", shown.len());
    assert!(shown.contains(":1:1000001") && shown.contains("HERE") && shown.contains("^^^^\n"), "{shown}");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let (sources, file) = source("a\u{1b}[31mred\u{202e}\n");
    let mut bad = finding(file, 0..3);
    bad.message = "x\u{1b}]0;title\u{7}".to_owned();
    for (_, format) in Format::ALL {
        let text = render(&[bad.clone()], &sources, &Summary::default(), format, false);
        assert!(!text.contains(['\u{1b}', '\u{7}']), "{text}");
    }
}

#[test]
fn places_at_the_ends_and_over_lines_are_shown() {
    for (text, range) in [("", 0..0), ("a", 1..1), ("a\r\nb\r\nc", 0..6), ("\u{feff}a", 3..4), ("a\n", 2..2)] {
        let shown = rendered(text, range.clone(), Format::Human);
        assert!(shown.contains("--> content/a, b.md:"), "{text:?} {shown}");
    }
}

#[test]
fn a_short_finding_is_one_line() {
    let shown = rendered("see [x](y)\n", 4..10, Format::Short);
    assert_eq!(shown, "content/a, b.md:1:5: error[broken-link]: there is no file `x` (check the path)\n");
}

#[test]
fn json_has_the_documented_fields() {
    let shown: serde_json::Value =
        serde_json::from_str(&rendered("see [x](y)\n", 4..10, Format::Json)).expect("it is JSON");
    let expected = serde_json::json!({
        "version": 1,
        "diagnostics": [{
            "code": "broken-link", "severity": "error", "file": "content/a, b.md",
            "line": 1, "column": 5, "end_line": 1, "end_column": 11,
            "message": "there is no file `x`", "help": "check the path",
        }],
        "summary": { "errors": 1, "warnings": 0, "pages": 3, "items": 2 },
    });
    assert_eq!(shown, expected);
}

#[test]
fn a_finding_about_a_whole_file_has_no_line() {
    let finding = Diagnostic::at(Code::InputMissing, Place::File(CoursePath::new("site.toml")), "gone");
    let findings = [finding];
    let render = |format| render(&findings, &SourceMap::default(), &Summary::default(), format, false);
    assert_eq!(render(Format::Short), "site.toml: error[input-missing]: gone\n");
    assert_eq!(render(Format::Github), "::error file=site.toml,title=input-missing::gone\n");
    assert!(render(Format::Json).contains("\"line\": null"));
    assert!(!render(Format::Sarif).contains("region"));
    assert!(render(Format::Human).contains("--> site.toml"));
}

#[test]
fn github_commands_are_escaped() {
    let (sources, file) = source("a\n");
    let mut odd = finding(file, 0..1);
    odd.message = "50% off, a:b\nnext".to_owned();
    let text = render(&[odd], &sources, &Summary::default(), Format::Github, false);
    let expected = "::error file=content/a%2C b.md,line=1,endLine=1,col=1,endColumn=2,title=broken-link\
        ::50%25 off, a:b%0Anext%0Acheck the path\n";
    assert_eq!(text, expected);
}
