//! Findings in each form of a report.

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
fn a_long_line_is_cut_on_both_sides_and_keeps_its_column() {
    let text = format!("{} [x](y) {}\nnext\n", "é".repeat(200), "b".repeat(200));
    let shown = rendered(&text, 401..407, Format::Human);
    let line = format!("1 | …{} [x](y) {}…", "é".repeat(59), "b".repeat(73));
    let caret = format!("  | {}^^^^^^", " ".repeat(61));
    assert!(shown.starts_with("error[broken-link]: there is no file `x`\n --> content/a, b.md:1:202\n"), "{shown}");
    assert!(shown.contains(&line) && shown.contains(&caret), "{shown}");
}

#[test]
fn thousands_of_findings_in_one_long_line_are_told() {
    let text = "word [x](y) ".repeat(100_000);
    let (sources, file) = source(&text);
    let findings: Vec<Diagnostic> = (0..3000).map(|at| finding(file, at * 396 + 5..at * 396 + 11)).collect();
    for (_, format) in Format::ALL {
        let shown = render(&findings, &sources, &Summary::default(), format, false);
        assert!(shown.matches("broken-link").count() >= 3000 && shown.len() < 4_000_000, "{}", shown.len());
    }
}

#[test]
fn carets_stand_under_what_is_pointed_at() {
    for (text, range, line, caret) in [
        ("\tx [a](b)", 3..9, "1 |     x [a](b)", "  |       ^^^^^^"),
        ("日本 [a](b)", 7..13, "1 | 日本 [a](b)", "  |      ^^^^^^"),
        ("e\u{301} [a](b)", 4..10, "1 | e\u{301} [a](b)", "  |   ^^^^^^"),
        ("\u{feff}[a](b)\r\nnext", 3..9, "1 | [a](b)", "  | ^^^^^^"),
        ("one\rtwo [a](b)\rthree", 8..14, "2 | two [a](b)", "  |     ^^^^^^"),
        ("ab\r\n", 2..4, "1 | ab", "  |   ^"),
        ("ab\n", 3..3, "2 |", "  | ^"),
        ("", 0..0, "1 |", "  | ^"),
    ] {
        let shown = rendered(text, range, Format::Human);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[3..5], [line, caret], "{text:?}\n{shown}");
    }
}

#[test]
fn a_place_over_a_few_lines_is_shown_whole_and_over_many_by_its_first() {
    let text = "one\ntwo\nthree\nfour\nfive\nsix\n";
    let few = rendered(text, 0..13, Format::Human);
    assert!(few.contains("1 | / one\n2 | | two\n3 | | three\n  | |_____^\n"), "{few}");
    let many = rendered(text, 4..27, Format::Human);
    assert!(many.contains("2 | two\n  | ^^^ down to line 6\n") && !many.contains("three"), "{many}");
}

#[test]
fn other_places_are_shown_with_their_lines() {
    let (sources, file) = source("one {#a}\ntwo {#a}\n");
    let whole = Place::File(CoursePath::new("content/c.md"));
    let twice =
        finding(file, 13..17).related(Place::At(Span::new(file, 4..8)), "first here").related(whole, "and there");
    let shown = render(&[twice], &sources, &Summary::default(), Format::Human, false);
    let expected = "\
note: first here
 --> content/a, b.md:1:5
  |
1 | one {#a}
  |     ^^^^
note: and there
--> content/c.md

";
    assert!(shown.ends_with(expected), "{shown}");
}

#[test]
fn a_great_number_of_other_places_is_counted() {
    let (sources, file) = source("words\n");
    let many =
        (0..100).fold(finding(file, 0..1), |finding, _| finding.related(Place::At(Span::new(file, 2..3)), "here"));
    let shown = render(&[many], &sources, &Summary::default(), Format::Human, false);
    assert_eq!(shown.matches("note: here").count(), 8);
    assert!(shown.contains("note: there are 92 more places"), "{shown}");
}

#[test]
fn nothing_that_a_terminal_obeys_is_in_any_format() {
    let odd = "a\u{1b}[31m\u{9b}2J\u{7f}\u{202e}\u{2066}\u{2028}\u{8}b";
    let mut sources = SourceMap::default();
    let file = sources.add(CoursePath::new(&format!("content/{odd}.md")), Arc::from(format!("{odd}\n")));
    let at = || Place::At(Span::new(file, 1..2));
    let mut bad = Diagnostic::at(Code::BrokenLink, at(), odd).help(odd).related(at(), odd);
    bad.data = Some(serde_json::json!({ odd: odd }));
    for (_, format) in Format::ALL {
        let text = render(std::slice::from_ref(&bad), &sources, &Summary::default(), format, false);
        let obeyed =
            |c: char| (c.is_control() && c != '\n') || ('\u{2028}'..='\u{202e}').contains(&c) || c == '\u{2066}';
        assert!(!text.contains(obeyed), "{text:?}");
    }
}

#[test]
fn programs_get_the_very_words() {
    let (sources, file) = source("a\n");
    let mut odd = finding(file, 0..1);
    odd.message = "\u{9b}x\u{202e}\"\\\n\u{1f469}".repeat(5000);
    let render = |format| render(std::slice::from_ref(&odd), &sources, &Summary::default(), format, false);
    let read: serde_json::Value = serde_json::from_str(&render(Format::Json)).expect("it is JSON");
    assert_eq!(read["diagnostics"][0]["message"], odd.message);
    assert!(render(Format::Short).chars().count() < 4200, "people get as much as they can read");
}

#[test]
fn a_multi_line_message_stays_one_line_where_lines_count() {
    let (sources, file) = source("a\n");
    let mut odd = finding(file, 0..1);
    odd.message = "one\r\ntwo\n::error::three".to_owned();
    let render = |format| render(std::slice::from_ref(&odd), &sources, &Summary::default(), format, false);
    assert_eq!(render(Format::Short).lines().count(), 1);
    assert_eq!(render(Format::Github).lines().count(), 1);
    assert_eq!(render(Format::Human).lines().next(), Some("error[broken-link]: one  two ::error::three"));
}

#[test]
fn a_span_of_an_unknown_file_gets_no_place() {
    let file = FileId::of(&CoursePath::new("gone.md"));
    let lost = finding(file, 3..9).related(Place::At(Span::new(file, 0..1)), "there");
    let render =
        |format| render(std::slice::from_ref(&lost), &SourceMap::default(), &Summary::default(), format, false);
    assert_eq!(render(Format::Short), "error[broken-link]: there is no file `x` (check the path)\n");
    assert_eq!(render(Format::Github), "::error title=broken-link::there is no file `x`%0Acheck the path\n");
    assert!(render(Format::Json).contains("\"file\": null"));
    assert!(render(Format::Sarif).contains("\"locations\": []"));
    assert!(!render(Format::Human).contains("-->"));
}

#[test]
fn a_span_between_two_bytes_or_past_the_end_is_survived() {
    for (start, end) in [(1, 2), (2, 1), (4, 900), (900, 901)] {
        let (sources, file) = source("日本");
        let odd = Diagnostic::new(Code::BrokenLink, Span { file, start, end }, "m");
        for (_, format) in Format::ALL {
            assert!(
                !render(std::slice::from_ref(&odd), &sources, &Summary::default(), format, true).is_empty(),
                "{start} {end}"
            );
        }
    }
}

#[test]
fn colour_is_for_people_only_and_only_when_asked() {
    let (sources, file) = source("a\n");
    for (_, format) in Format::ALL {
        let render = |colour| render(&[finding(file, 0..1)], &sources, &Summary::default(), format, colour);
        assert!(!render(false).contains('\u{1b}'));
        assert_eq!(render(true).contains('\u{1b}'), format == Format::Human);
    }
}

#[test]
fn nothing_found_is_nothing_said_but_to_programs() {
    let render = |format| render(&[], &SourceMap::default(), &Summary::default(), format, false);
    for format in [Format::Human, Format::Short, Format::Github] {
        assert_eq!(render(format), "");
    }
    assert!(render(Format::Json).contains("\"diagnostics\": []"));
    assert!(render(Format::Sarif).contains("\"results\": []"));
}

#[test]
fn every_format_has_a_name_and_no_other_name_is_taken() {
    for (name, format) in Format::ALL {
        assert_eq!(name.parse(), Ok(format));
    }
    assert_eq!("jsn".parse::<Format>(), Err("there is no format `jsn`: did you mean `json`?".to_owned()));
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
