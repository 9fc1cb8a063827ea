//! Terms of the glossary, with their places and faults.

use super::*;
use crate::config::Values;
use crate::diagnostic::Place;
use crate::source::{CoursePath, LineIndex};

fn read(text: &str) -> Outcome<BTreeMap<String, Term>> {
    parse(text, FileId::of(&CoursePath::new("content/glossary.yaml")), &Values::default())
}

fn findings(text: &str) -> Vec<String> {
    let index = LineIndex::new(text);
    let line = |found: &Diagnostic| {
        let Place::At(span) = found.place else { panic!("a glossary has spans") };
        let at = index.position(text, span.start as usize);
        format!("{}:{} {}: {}", at.line, at.column, found.code, found.message)
    };
    read(text).diagnostics.iter().map(line).collect()
}

#[test]
fn a_term_is_written_in_full_or_in_short() {
    let text = "\
\u{feff}# Terms
rupture:
  term: Rupture in the alliance
  definition: >
    A strain in the working
    relationship.
  see: [withdrawal-rupture]
withdrawal-rupture: The client moves away.
";
    let outcome = read(text);
    assert_eq!(outcome.diagnostics, []);
    let rupture = &outcome.value["rupture"];
    assert_eq!(rupture.term, "Rupture in the alliance");
    assert_eq!(rupture.definition, "A strain in the working relationship.");
    assert_eq!(rupture.see, ["withdrawal-rupture"]);
    assert_eq!(&text[rupture.span.range()], "rupture");
    let withdrawal = &outcome.value["withdrawal-rupture"];
    assert_eq!((withdrawal.term.as_str(), withdrawal.see.len()), ("Withdrawal rupture", 0));
}

#[test]
fn an_empty_glossary_is_no_error() {
    assert_eq!(findings("# nothing yet\n"), Vec::<String>::new());
}

#[test]
fn every_fault_has_its_place() {
    let text = "\
bond: {definition: A tie., see: [bond, rupure, repair]}
repair:
  trem: Repair
rupture:
Big Word: text
goal: [a]
task: {definition: ''}
alliance: true
bond: again
";
    let expected = [
        "9:1 glossary-entry: the key `bond` is written twice",
        "3:3 glossary-entry: the term `repair` has no key `trem`",
        "2:1 glossary-entry: the term `repair` has no definition",
        "4:1 glossary-entry: the term `rupture` has no definition",
        "5:1 glossary-entry: `Big Word` cannot be the id of a term",
        "6:7 glossary-entry: `definition` should be text, and is a list",
        "7:20 glossary-entry: `definition` is empty",
        "8:11 glossary-entry: `definition` should be text, and is `true`, a truth value",
        "1:34 glossary-entry: the term `bond` points to itself",
        "1:40 unknown-term: the glossary has no term `rupure`",
    ];
    assert_eq!(findings(text), expected);
    assert_eq!(read(text).value["bond"].see, ["repair"], "a term with a fault of its own is still a term");
}

#[test]
fn a_glossary_that_is_no_table_is_one_error() {
    let expected = "1:1 glossary-entry: the glossary should be a table of terms, and is a list";
    assert_eq!(findings("- rupture\n"), [expected]);
    assert_eq!(findings("a: b: c\n"), ["1:5 glossary-entry: a `: ` stands here inside a value"]);
}

#[test]
fn a_glossary_larger_than_a_dictionary_is_refused() {
    let text = format!("a: {}\n", "x".repeat(1024 * 1024));
    assert_eq!(findings(&text), ["1:1 glossary-entry: the glossary has 1048580 bytes, and at most 1048576 are read"]);
}

#[test]
fn a_definition_holds_no_character_that_no_document_may_hold() {
    let outcome = read("rupture:\n  term: Rupture\n  definition: A strain\u{1fffe} [\u{2fffe}\n");
    assert_eq!(outcome.value["rupture"].definition, "A strain [");
}
