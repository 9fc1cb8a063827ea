//! Works in Hayagriva's format and in BibTeX, with their places and faults.

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
            "10:24 `soon` the work `e` cannot be read: `soon` is not a year",
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

#[test]
fn noncharacters_of_every_plane_are_an_error_in_both_formats() {
    for odd in ['\u{1fffe}', '\u{8ffff}', '\u{10ffff}'] {
        let code = format!("U+{:04X}", u32::from(odd));
        let (_, found) = read(&format!("a:\n  type: book\n  title: Book {odd}\n"), BibliographyFormat::Yaml);
        assert!(found.len() == 1 && found[0].starts_with("3:10") && found[0].contains(&code), "{found:?}");
        let (_, found) = read(&format!("@book{{a,\n  title = {{Book {odd}}}\n}}\n"), BibliographyFormat::Bib);
        assert!(found.len() == 1 && found[0].starts_with("2:17") && found[0].contains(&code), "{found:?}");
    }
}

fn lines(numbers: std::ops::Range<usize>, line: impl Fn(usize) -> String) -> String {
    numbers.map(line).collect::<Vec<_>>().concat()
}

fn faults(text: &str) -> Vec<String> {
    read(text, BibliographyFormat::Bib).1
}

#[test]
fn a_fault_in_bibtex_hides_no_other_work() {
    let text = "@book{a, title = {A}, year = {soon}}\n@book{b, title = nothing}\n@book{c, title = {C}}\n\
                @book{c, title = {D}}\n@book{ , title = {E}}\n";
    let (works, faults) = read(text, BibliographyFormat::Bib);
    assert_eq!(works, ["1:7 a", "2:7 b", "3:7 c"]);
    assert_eq!(
        faults,
        [
            "4:7 `c` the work `c` is written twice",
            "5:2 `book` a work has no key",
            "2:18 `nothing` the bibliography cannot be read: unknown abbreviation \"nothing\"",
            "1:31 `soon` the work `a` cannot be read: `soon` is not a year",
        ]
    );
}

#[test]
fn abbreviations_that_never_end_are_errors_at_their_place() {
    let text = "@string{a = b}\n@string{b = c # a}\n@string{c = {C}}\n@string{d = d}\n@book{x, title = a}\n@book{y, title = c}\n";
    let (works, faults) = read(text, BibliographyFormat::Bib);
    assert_eq!(works, ["5:7 x", "6:7 y"]);
    assert_eq!(
        faults,
        [
            "1:9 `a` the abbreviations `a` and `b` are defined by each other",
            "4:9 `d` the abbreviation `d` is defined by itself"
        ]
    );
    let chain = |length: usize| {
        let links = lines(1..length, |link| format!("@string{{a{link} = a{}}}\n", link - 1));
        format!("@string{{a0 = {{A}}}}\n{links}@book{{x, title = a{}}}", length - 1)
    };
    assert_eq!(self::faults(&chain(60)), Vec::<String>::new());
    let reversed: Vec<String> = chain(20_000).lines().rev().map(str::to_owned).collect();
    assert!(self::faults(&reversed.join("\n"))[0].ends_with("is reached through 64 others"));
}

#[test]
fn abbreviations_that_double_are_errors_before_they_are_written_out() {
    let doubled = lines(1..40, |link| format!("@string{{a{link} = a{0} # a{0}}}\n", link - 1));
    for first in ["{some text}", "{}"] {
        let text = format!("@string{{a0 = {first}}}\n{doubled}@book{{x, title = a39}}");
        let expected = "41:7 `x` the abbreviations in the work `x` stand for more than Attune reads";
        assert_eq!(faults(&text), [expected], "{first}");
    }
    let unused = format!("@string{{a0 = {{A}}}}\n{doubled}@book{{x, title = a1}}");
    assert_eq!(faults(&unused), Vec::<String>::new());
}

#[test]
fn braces_and_commands_have_an_end() {
    for (text, place) in [
        (format!("@book{{x, title = {{{}}}}}", "\\a{".repeat(20_000) + &"}".repeat(20_000)), "1:213"),
        (format!("@book{{x, title = \"{}\"}}", "{".repeat(20_000) + &"}".repeat(20_000)), "1:83"),
        (format!("@string{{a = {{{}}}}}\n@book{{x, title = a}}", "\\'{".repeat(99) + &"}".repeat(99)), "1:208"),
    ] {
        let found = faults(&text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0], format!("{place} `{{` braces are nested too deeply here"));
    }
    let fair = format!("@book{{x, title = {{{}}}}}", "\\'{".repeat(40) + "e" + &"}".repeat(40));
    assert_eq!(faults(&fair), Vec::<String>::new());
}

#[test]
fn works_that_take_from_each_other_are_named() {
    let text = "@book{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, xdata = \"c\"}\n\
                @book{c, title = {C}, CROSSREF = \"a\"}\n@book{d, title = {D}, crossref = {d}}\n\
                @book{e, title = {E}, crossref = {dd}}\n@book{f, title = {F}, crossref = {a}}\n@book{g, title = {G}}\n";
    let (works, faults) = read(text, BibliographyFormat::Bib);
    assert_eq!(works.len(), 7);
    assert_eq!(
        faults,
        [
            "3:34 `\"a\"` the works `a`, `b` and `c` take fields from each other",
            "4:34 `{d}` the work `d` takes fields from itself",
            "5:34 `{dd}` the work `e` takes fields from `dd`, which is not in this file",
        ]
    );
    let alias = "@book{a, title = {A}, ids = {b}, crossref = {b}}\n@book{b, title = {B}}\n";
    assert_eq!(self::faults(alias), ["1:7 `a` the work `a` has `b` among its `ids`, which is another work"]);
    let own = "@book{a, title = {A}, ids = {c}, crossref = {c}}\n";
    assert_eq!(self::faults(own), ["1:45 `{c}` the work `a` takes fields from itself"]);
}

#[test]
fn fields_come_from_other_works_as_far_as_anyone_needs() {
    let chain = |length: usize| {
        let links = lines(1..length, |link| format!("@book{{a{link}, title = {{T}}, crossref = {{a{}}}}}\n", link - 1));
        format!("@book{{a0, title = {{T}}, publisher = {{P}}}}\n{links}")
    };
    assert_eq!(faults(&chain(60)), Vec::<String>::new());
    let reversed: Vec<String> = chain(5_000).lines().rev().map(str::to_owned).collect();
    assert!(faults(&reversed.join("\n"))[0].ends_with("is reached through 64 others"));
    let diamonds = lines(1..60, |link| format!("@xdata{{a{link}, note = {{N}}, xdata = {{a{0}, a{0}}}}}\n", link - 1));
    let found = faults(&format!("@xdata{{a0, title = {{T}}}}\n{diamonds}"));
    assert!(!found.is_empty() && found[0].ends_with("are more than Attune reads"), "{found:?}");
}

#[test]
fn containers_of_data_are_no_works() {
    let text = "@xdata{p, publisher = {P}}\n@book{a, title = {A}, xdata = {p}}\n";
    assert_eq!(read(text, BibliographyFormat::Bib), (vec!["2:7 a".to_owned()], vec![]));
}

#[test]
fn characters_that_cannot_be_shown_have_their_place() {
    assert_eq!(
        faults("@book{a, title = {A\u{7}b}}\n@book{b, title = {B}}\n"),
        ["1:20 `\u{7}` the work `a` has the character U+0007, which cannot be shown"]
    );
    let text = "a:\n  type: book\n  title: \"x\\u0001y\"\nb:\n  type: book\n  parent: { title: \"\\x9f\", type: book }\n\"c\\a\": { type: book }\n";
    assert_eq!(
        read(text, BibliographyFormat::Yaml).1,
        [
            "3:10 `\"x\\u0001y\"` the work `a` has the character U+0001, which cannot be shown",
            "6:20 `\"\\x9f\"` the work `b` has the character U+009F, which cannot be shown",
            "7:1 `\"c\\a\"` the key `c\\u{7}` has the character U+0007, which cannot be shown",
        ]
    );
}

#[test]
fn keys_within_fields_are_not_passed_over() {
    let text = "a:\n  type: web\n  title: { value: T, shrt: U }\n  author: [{ name: B, given-nme: C }, \"D, E\"]\n  url: { value: https://e.example, dat: 2020 }\n\
                \u{20} affiliated: [{ role: translator, names: [{ name: F, alias: G, nickname: H }] }]\n  serial-number: { doi: 10.1/x, own: y }\n";
    let (_, faults) = read(text, BibliographyFormat::Yaml);
    assert_eq!(
        faults,
        [
            "3:22 `shrt` `title` of the work `a` has an unknown key `shrt`",
            "4:23 `given-nme` `author` of the work `a` has an unknown key `given-nme`",
            "5:36 `dat` `url` of the work `a` has an unknown key `dat`",
            "6:65 `nickname` `names` of the work `a` has an unknown key `nickname`",
        ]
    );
    let whole = "a:\n  type: web\n  title: { value: T, short: U }\n  author: { name: B, given-name: C, prefix: v, suffix: Jr, alias: X }\n\
                 \u{20} publisher: { name: { value: P, verbatim: true }, location: L }\n  date: { year: 2020, month: 5, approximate: true }\n";
    assert_eq!(read(whole, BibliographyFormat::Yaml).1, Vec::<String>::new());
}

#[test]
fn types_are_those_of_the_library() {
    let (_, faults) = read(
        "a: {type: BOOK, title: A}\nb: {type: Book, title: B}\nc: {type: zine, title: C}",
        BibliographyFormat::Yaml,
    );
    assert_eq!(
        faults,
        ["1:11 `BOOK` the work `a` has an unknown type `BOOK`", "3:11 `zine` the work `c` has an unknown type `zine`"]
    );
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

#[test]
fn every_damage_to_a_bibliography_is_read_or_refused() {
    const BIB: &str = "@string{p = \"Pub\" # { House}}\n@book{a, title = {The {BIG} \\\"o \\'{e} $x^2$ --- end}, date = {2020-01/..}, \n\
        pages = {1--2, 5}, publisher = p, author = {von Ä, {B} and {C D}, Jr, E and others}, month = jan, edition = 2}\n\
        @incollection{b, crossref = {a}, ids = {c, d}, url = {https://e.example/}, volume = {1}, doi = {10.1/x}, note = {}}\n\
        @xdata{x, location = {L}}\n@online{e, xdata = {x}, title = {T}, urldate = {2020-02-30}, year = 1999, isbn = {1}}\n";
    const YAML: &str = "a:\n  type: article\n  title: T\n  author: [\"A, B\", {name: C, given-name: D}]\n  date: 2020-01\n  page-range: 1-5\n\
        \u{20} parent: {type: periodical, title: P, volume: 3, issue: 2}\n  serial-number: {doi: 10.1/x}\n  url: {value: https://e.example/, date: 2020-01-01}\n\
        \u{20} time-range: 01:00-02:00\n  edition: 2\n  volume-total: 3\n";
    const BYTES: &[u8] = b"\0\t\n\r !\"#$%&'()*,-./0:<=>?@A[\\]^_`a{|}~\x7f\xc3\xe2\xef";
    let mut edits = Edits(0x51_7cc1_b727_2205);
    for round in 0..3_000 {
        let (source, format) =
            if round % 2 == 0 { (BIB, BibliographyFormat::Bib) } else { (YAML, BibliographyFormat::Yaml) };
        let mut bytes = source.as_bytes().to_vec();
        for _ in 0..=edits.below(4) {
            let at = edits.below(bytes.len());
            match edits.below(4) {
                0 => bytes[at] = BYTES[edits.below(BYTES.len())],
                1 => bytes.insert(at, BYTES[edits.below(BYTES.len())]),
                2 => drop(bytes.remove(at)),
                _ => {
                    let end = (at + edits.below(40)).min(bytes.len());
                    let copy = bytes[at..end].to_vec();
                    let to = edits.below(bytes.len());
                    bytes.splice(to..to, copy);
                }
            }
        }
        // Every place is at boundaries of characters, or this panics.
        read(&String::from_utf8_lossy(&bytes), format);
    }
}

#[test]
fn a_key_that_is_not_written_is_a_fault_and_not_a_crash() {
    for text in
        ["a:\n  type: book\n  title: T\n? \n", "? \n: x\nb:\n  type: book\n  title: T\n", "a:\n  type: book\n? \n? \n"]
    {
        let (_, faults) = read(text, BibliographyFormat::Yaml);
        assert!(!faults.is_empty(), "{text:?}");
    }
}
