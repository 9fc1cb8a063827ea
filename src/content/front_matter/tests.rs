//! The head of a page: its keys, its ends, and what is wrong with it.

use jiff::civil::date;

use super::*;
use crate::config::Values;
use crate::course::Consent;
use crate::diagnostic::Place;
use crate::source::{CoursePath, LineIndex};

const WHOLE: &str = "\
---
title: \"Avoidance: é\"
summary: What it protects,
  and how you notice it.
kind: protective-strategy
step: 2
objectives:
  - id: see-avoidance
    text: Recognize avoidance
  - {id: answer-avoidance, text: 'Answer it'}
topics: [avoidance, 2024, trust]
order: -3
slug: avoiding
aliases:
  - /old/avoidance/
  - older
authors: [Gary Hagner]
reviewed: 2026-09-01
duration: 20
draft: true
case:
  pseudonyms: [Ana, Ben]
  consent: composite
  changed:
    - occupation
  reviewed_by: C. D.
  reviewed_on: '2026-08-30'
---
Body.
";

fn path() -> CoursePath {
    CoursePath::new("content/a.md")
}

/// A page of a course without values.
fn read_page(text: &str) -> Outcome<(FrontMatter, usize)> {
    split_and_parse(&path(), text, (&Values::default(), &mut Vec::new()))
}

fn read(yaml: &str) -> Outcome<FrontMatter> {
    read_page(&format!("---\n{yaml}---\n")).map(|(front, _)| front)
}

/// Every finding as `line:column code: message (help)`.
fn findings(yaml: &str) -> Vec<String> {
    all_findings(&format!("---\n{yaml}---\n"))
}

fn all_findings(text: &str) -> Vec<String> {
    let index = LineIndex::new(text);
    let line = |found: &Diagnostic| {
        let Place::At(span) = found.place else { panic!("front matter has spans") };
        let at = index.position(text, span.start as usize);
        let help = found.help.as_deref().expect("every finding helps");
        format!("{}:{} {}: {} ({help})", at.line, at.column, found.code, found.message)
    };
    read_page(text).diagnostics.iter().map(line).collect()
}

#[test]
fn every_key_is_read() {
    let Outcome { value: (front, body), diagnostics } = read_page(WHOLE);
    assert_eq!(diagnostics, []);
    assert_eq!(&WHOLE[body..], "Body.\n");
    let at = |span: Span| &WHOLE[span.range()];
    assert_eq!((front.title.as_str(), front.title_span.map(at)), ("Avoidance: é", Some("\"Avoidance: é\"")));
    assert_eq!(front.summary.as_deref(), Some("What it protects, and how you notice it."));
    assert_eq!(
        front.kind.map(|(kind, span)| (kind, at(span))),
        Some(("protective-strategy".to_owned(), "protective-strategy"))
    );
    assert_eq!((front.step, front.order, front.duration, front.draft), (Some(2), Some(-3), Some(20), true));
    let objectives: Vec<_> =
        front.objectives.iter().map(|objective| (objective.id.as_str(), objective.text.as_str())).collect();
    assert_eq!(objectives, [("see-avoidance", "Recognize avoidance"), ("answer-avoidance", "Answer it")]);
    assert_eq!(at(front.objectives[1].span), "answer-avoidance");
    assert_eq!(front.topics, ["avoidance", "2024", "trust"]);
    assert_eq!(front.slug.as_deref(), Some("avoiding"));
    let aliases: Vec<_> = front.aliases.iter().map(|(alias, span)| (alias.as_str(), at(*span))).collect();
    assert_eq!(aliases, [("/old/avoidance/", "/old/avoidance/"), ("older", "older")]);
    assert_eq!(front.authors, ["Gary Hagner"]);
    assert_eq!(front.reviewed, Some(date(2026, 9, 1)));
    let case = front.case.expect("the case is attested");
    assert_eq!((case.pseudonyms, case.consent), (vec!["Ana".to_owned(), "Ben".to_owned()], Consent::Composite));
    assert_eq!((case.changed, case.reviewed_by), (vec!["occupation".to_owned()], Some("C. D.".to_owned())));
    assert_eq!(case.reviewed_on, Some(date(2026, 8, 30)));
}

#[test]
fn a_page_without_front_matter_is_told_how_to_begin() {
    let expected = "1:1 front-matter-missing: the page does not begin with front matter (begin the file with three \
                    lines: `---`, then `title: The title of the page`, then `---`)";
    assert_eq!(all_findings("# Avoidance\n"), [expected]);
    assert_eq!(read_page("\u{feff}# Avoidance\n").value.1, 3, "the body begins after the mark");
}

#[test]
fn front_matter_that_is_not_closed_has_no_body() {
    let text = "---\ntitle: A\n\n# Body\n";
    let expected = "1:1 front-matter-unclosed: the front matter that begins here is not closed (write a line `---` \
                    where the front matter ends)";
    assert_eq!(all_findings(text), [expected]);
    assert_eq!(read_page(text).value.1, text.len());
}

#[test]
fn front_matter_of_a_megabyte_is_refused_without_being_read() {
    let text = format!("---\ntitle: {}\n---\nBody.", "[".repeat(1_000_000));
    let outcome = read_page(&text);
    assert_eq!(outcome.diagnostics.len(), 1);
    let message = "the front matter is too large: it has 1000008 bytes, and at most 65536 are read";
    assert_eq!(outcome.diagnostics[0].message, message);
    assert_eq!(&text[outcome.value.1..], "Body.");
}

#[test]
fn a_title_is_missed_wherever_it_could_have_been() {
    let help = "(write `title:` and the title of the page)";
    let missing = format!("1:1 front-matter-missing-key: the front matter has no `title` {help}");
    assert_eq!(findings(""), [missing.as_str()]);
    assert_eq!(findings("draft: true\n"), [missing.as_str()]);
    assert_eq!(findings("title:\n"), [format!("2:1 front-matter-missing-key: `title` has no value {help}")]);
    let empty = "2:8 front-matter-bad-value: `title` is empty (write its text, or remove the key)";
    assert_eq!(findings("title: '  '\n"), [empty]);
}

#[test]
fn a_title_that_yaml_takes_for_something_else_is_helped() {
    assert_eq!(read("title: 2024\n").value.title, "2024");
    assert_eq!(read("title: 1.10\n").value.title, "1.10");
    assert_eq!(read("title: yes\n").value.title, "yes");
    assert_eq!(read("title: 2026-09-01\n").value.title, "2026-09-01");
    let expected = "2:8 front-matter-wrong-type: `title` should be text, and is `true`, a truth value (put it in \
                    quotation marks: `\"true\"`)";
    assert_eq!(findings("title: true\n"), [expected]);
    let odd = "2:8 front-matter-bad-value: `title` has the character U+0007, which cannot be shown (delete it)";
    assert_eq!(findings("title: \"a\\ab\"\n"), [odd]);
}

#[test]
fn all_faults_are_reported_at_once() {
    let yaml = "\
titel: A
step: 0
objectives:
  - Recognize it
  - id: a b
    text: T
  - txt: U
topics: trust
order: first
slug: A lesson/one
aliases: [https://example.org/a, ../up, /a//b, ok/here]
reviewed: 2026-02-30
duration: 20 min
draft: yes
case:
  consent: writen
";
    let expected = [
        "2:1 front-matter-unknown-key: the front matter has no key `titel` (did you mean `title`?)",
        "3:7 front-matter-bad-value: `step` is `0` (write a whole number from 1 to 1000)",
        "5:5 front-matter-wrong-type: an objective should be a table of `id` and `text`, and is the text `Recognize \
         it` (write `- id: short-name` and below it `text: What a learner will be able to do`)",
        "6:9 front-matter-bad-value: the objective's id `a b` is not made of letters, digits and hyphens (use \
         letters, digits and hyphens: `a-b`)",
        "8:5 front-matter-unknown-key: an objective has no key `txt` (did you mean `text`?)",
        "8:5 front-matter-missing-key: an objective has no `id` (write `- id: short-name` and below it `text: What a \
         learner will be able to do`)",
        "9:9 front-matter-wrong-type: `topics` should be a list, and is the text `trust` (write a list: `topics: \
         [trust]`)",
        "10:8 front-matter-wrong-type: `order` should be a whole number, and is the text `first` (write digits alone, \
         such as `order: 1`)",
        "11:7 front-matter-bad-value: the slug `A lesson/one` has a character that cannot stand in an address (write \
         `a-lesson-one`, or remove the key: the file's name is used then)",
        "12:11 front-matter-bad-value: the alias `https://example.org/a` is a whole address (write the old path from \
         the site's root, such as `old-module/old-lesson/`)",
        "12:34 front-matter-bad-value: the alias `../up` leads to another folder (write the old path from the site's \
         root, such as `old-module/old-lesson/`)",
        "12:41 front-matter-bad-value: the alias `/a//b` has two `/` in a row (write the old path from the site's \
         root, such as `old-module/old-lesson/`)",
        "13:11 front-matter-bad-value: `reviewed` is `2026-02-30`, which is not a date (write year, month and day: \
         `2026-09-01`)",
        "14:11 front-matter-wrong-type: `duration` should be a whole number, and is the text `20 min` (write a whole \
         number from 1 to 10080, without quotation marks)",
        "15:8 front-matter-wrong-type: `draft` should be `true` or `false`, and is the text `yes` (write `true` or \
         `false`, without quotation marks)",
        "17:3 front-matter-missing-key: `case` has no `pseudonyms` (write `pseudonyms: [Name]`: the made-up names used, or \
         `[]` when nobody has a name)",
        "17:12 front-matter-bad-value: `consent` cannot be `writen` (did you mean `written`?)",
        "17:3 front-matter-missing-key: `case` has no `changed` (write `changed:` and a list of what was altered, such as \
         trade, family and place)",
    ];
    assert_eq!(findings(yaml), expected);
    assert_eq!(read(yaml).value.aliases.len(), 1, "what could be read is kept");
}

#[test]
fn an_objective_twice_on_a_page_shows_both_places() {
    let yaml = "title: A\nobjectives:\n- {id: a, text: T}\n- {id: a, text: U}\n";
    let outcome = read(yaml);
    assert_eq!(outcome.value.objectives.len(), 1);
    assert_eq!(outcome.diagnostics.len(), 1);
    assert_eq!(outcome.diagnostics[0].code, Code::DuplicateObjective);
    assert_eq!(outcome.diagnostics[0].related.len(), 1);
}

#[test]
fn a_key_without_a_value_counts_as_absent() {
    let outcome = read("title: A\nsummary:\nobjectives:\ntopics: ~\ncase:\n");
    assert_eq!(outcome.diagnostics, []);
    assert_eq!(outcome.value.case, None);
}

#[test]
fn a_case_must_say_on_what_ground_it_is_told() {
    let expected = "3:3 front-matter-missing-key: `case` has no `consent` (write `consent: written`, `composite`, \
                    `fictional` or `published`)";
    assert_eq!(findings("title: A\ncase:\n pseudonyms: [B]\n").len(), 2);
    assert_eq!(findings("case:\n  changed: [town]\n  pseudonyms: []\ntitle: A\n"), [expected]);
    assert_eq!(findings("title: A\ncase:\n  consent: fictional\n  pseudonyms: [B]\n"), [""; 0]);
    assert_eq!(findings("title: A\ncase:\n  consent: composite\n  pseudonyms: [B]\n").len(), 1);
    let unattested = "3:7 front-matter-missing-key: a case does not say how its people are protected (write `case:` and \
                      below it `consent`, `pseudonyms` and `changed`: `attune new case` shows how)";
    assert_eq!(findings("title: A\nkind: case\n"), [unattested]);
}

#[test]
fn front_matter_that_is_no_table_is_one_error() {
    let expected = "2:1 front-matter-wrong-type: the front matter should be a table of keys, and is the text `just \
                    words` (write keys with values, such as `title: …`)";
    assert_eq!(findings("just words\n"), [expected]);
    assert_eq!(findings("- title: A\n").len(), 1);
}

/// A xorshift generator: the same edits on every run.
struct Edits(u64);

impl Edits {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("a remainder fits")
    }
}

/// Reads the text and checks what must hold of any result.
fn survives(text: &str) {
    let Outcome { value: (front, body), diagnostics } = read_page(text);
    assert!(text.is_char_boundary(body), "the body begins at a character of {text:?}");
    let mut spans: Vec<Span> = front.title_span.into_iter().collect();
    spans.extend(front.kind.iter().map(|(_, span)| *span));
    spans.extend(front.objectives.iter().map(|objective| objective.span));
    spans.extend(front.aliases.iter().map(|(_, span)| *span));
    for diagnostic in &diagnostics {
        let related = diagnostic.related.iter().map(|related| &related.place);
        for place in std::iter::once(&diagnostic.place).chain(related) {
            let Place::At(span) = place else { panic!("front matter has spans") };
            spans.push(*span);
        }
    }
    for span in spans {
        assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?} lies in {text:?}");
    }
    if front.title.is_empty() {
        assert!(!diagnostics.is_empty(), "a title is never lost without a word: {text:?}");
    }
}

#[test]
fn every_beginning_of_a_page_is_read_or_refused() {
    for (end, _) in WHOLE.char_indices() {
        survives(&WHOLE[..end]);
        survives(&format!("{}\n---\n", &WHOLE[..end]));
    }
}

#[test]
fn every_damage_to_a_page_is_read_or_refused() {
    const BYTES: &[u8] = b"\0\t\n\r !\"#%&'()*,-.0:<>?@A[\\]_`a{|}~\x7f\xc3\xe2\xef";
    let mut edits = Edits(0x9e37_79b9_7f4a_7c15);
    for _ in 0..4_000 {
        let mut bytes = WHOLE.as_bytes().to_vec();
        for _ in 0..=edits.below(4) {
            let at = edits.below(bytes.len());
            let byte = BYTES[edits.below(BYTES.len())];
            match edits.below(4) {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                _ => {
                    let end = (at + edits.below(40)).min(bytes.len());
                    let copy = bytes[at..end].to_vec();
                    let to = edits.below(bytes.len());
                    bytes.splice(to..to, copy);
                }
            }
        }
        survives(&String::from_utf8_lossy(&bytes));
    }
}
