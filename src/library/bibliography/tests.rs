use super::*;
use crate::diagnostic::Place;
use crate::source::{CoursePath, LineIndex};

fn read(text: &str, format: BibliographyFormat) -> (Vec<String>, Vec<String>) {
    let index = LineIndex::new(text);
    let outcome = parse(text, FileId::of(&CoursePath::new("content/references.yaml")), format);
    let line = |found: &Diagnostic| {
        let Place::At(span) = found.place else { panic!("a bibliography has spans") };
        let at = index.position(text, span.start as usize);
        format!("{}:{} `{}` {}", at.line, at.column, &text[span.range()], found.message)
    };
    let works = outcome.value.values().map(|work| {
        let at = index.position(text, work.span.start as usize);
        format!("{}:{} {}", at.line, at.column, work.entry.key())
    });
    (works.collect(), outcome.diagnostics.iter().map(line).collect())
}

#[test]
fn works_have_the_places_of_their_keys() {
    let text = "\u{feff}# Works\nbordin1979:\n  type: article\n  title: T\n\n\"b c\":\n  type: book\n  title: U\n";
    assert_eq!(read(text, BibliographyFormat::Yaml), (vec!["6:1 b c".to_owned(), "2:1 bordin1979".to_owned()], vec![]));
    let text = "@article{bordin1979,\n  title = {T}, year = 1979\n}\n@book{ b,\n title={U}}\n";
    assert_eq!(read(text, BibliographyFormat::Bib), (vec!["4:8 b".to_owned(), "1:10 bordin1979".to_owned()], vec![]));
}

#[test]
fn every_fault_is_told_at_its_place_and_hides_no_other_work() {
    let text = "a:\n  type: artcle\n  title: T\nb:\n  type: book\n  titel: U\nc:\n  title: no type\nd: {type: book, title: D}\ne: { type: book, date: soon }\n";
    let (works, faults) = read(text, BibliographyFormat::Yaml);
    assert_eq!(works, ["1:1 a", "4:1 b", "7:1 c", "9:1 d", "10:1 e"]);
    assert_eq!(
        faults,
        [
            "2:9 `artcle` the work `a` has an unknown type `artcle`",
            "6:3 `titel` the work `b` has an unknown key `titel`",
            "8:3 `title: no type` the work `c` has no `type`",
            "10:24 `soon }` the work `e` cannot be read: date: date format unknown",
        ]
    );
}

#[test]
fn a_bibliography_that_is_none_is_an_error() {
    for (text, wrong) in [("- a\n", "1:1"), ("a: [\n", "2:1"), ("just words", "1:1")] {
        let (_, faults) = read(text, BibliographyFormat::Yaml);
        assert!(faults.len() == 1 && faults[0].starts_with(wrong), "{text}: {faults:?}");
    }
    let (works, faults) = read("@article{a, title = {T}, date = {not a date}}\n@book{b", BibliographyFormat::Bib);
    assert!(works.is_empty());
    assert_eq!(faults, ["2:8 `` the bibliography cannot be read: expected comma"]);
    assert_eq!(read("", BibliographyFormat::Yaml), (vec![], vec![]));
}
