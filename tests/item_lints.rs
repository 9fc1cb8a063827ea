//! The rules on how questions are written, tried on questions with one flaw each, on good ones near the edge of a flaw,
//! and on the shipped course: hits and false alarms are counted for each rule.
//!
//! `cargo test --test item_lints -- --nocapture` prints the counts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use attune::internals::course::items;
use attune::internals::diagnostic::{Code, Diagnostic, Place};
use attune::internals::input::{ReadOptions, read};
use attune::internals::pipeline::{BuildOptions, Memo, build};
use attune::internals::source::Span;

const FLAWED: [&str; 2] = ["tests/items/bad.md", "tests/items/places.md"];
const GOOD: &str = "tests/items/good.md";
/// What is found of a course as a whole, in courses whose habit it is, with how often.
const HABITS: [(&str, Code, usize); 2] =
    [("tests/items/surface.md", Code::ItemKeySurface, 1), ("tests/items/shares.md", Code::ItemKeyShare, 2)];

/// A question's id and what the rules said of it.
type Said = BTreeMap<String, Vec<Code>>;

/// What the rules say of every question of a course, and under `course` of all of them.
fn said(root: &Path) -> Said {
    let inputs = read(root, &ReadOptions::default()).expect("the folder can be read").value;
    let built = build(&inputs, &BuildOptions::default(), &mut Memo::default());
    let findings: Vec<&Diagnostic> =
        built.findings.iter().filter(|finding| finding.code.as_str().starts_with("item-")).collect();
    let whole = findings.iter().map(|finding| finding.code).filter(|code| HABITS.iter().any(|(_, of, _)| of == code));
    let mut said = Said::from([("course".to_owned(), whole.collect())]);
    for page in &built.course.pages {
        let spans: Vec<(String, Span)> =
            items(&page.blocks).iter().map(|item| (format!("{}#{}", page.address, item.id), item.span)).collect();
        for (at, (id, span)) in spans.iter().enumerate() {
            let end = spans.get(at + 1).map_or(u32::MAX, |(_, next)| next.start);
            let of_it = |finding: &&&Diagnostic| match finding.place {
                Place::At(place) => place.file == span.file && (span.start..end).contains(&place.start),
                Place::File(_) => false,
            };
            said.insert(id.clone(), findings.iter().filter(of_it).map(|finding| finding.code).collect());
        }
    }
    said
}

/// A course with one file of questions.
fn course_of(questions: &str) -> Said {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    fs::create_dir_all(root.join("content/m")).expect("a folder");
    let page = "---\ntitle: A page\n---\n";
    for (path, text) in [("site.toml", "title = \"T\"\n"), ("content/_index.md", page), ("content/m/_index.md", page)] {
        fs::write(root.join(path), text).expect("a file");
    }
    fs::copy(questions, root.join("content/m/a.md")).expect("a copy");
    said(root)
}

#[test]
fn flaws_are_found_and_good_questions_left_alone() {
    let rules: Vec<Code> = Code::ALL.iter().copied().filter(|code| code.as_str().starts_with("item-")).collect();
    let mut counts: BTreeMap<Code, (usize, usize, usize)> = rules.iter().map(|rule| (*rule, (0, 0, 0))).collect();
    let mut wrong = Vec::new();
    // What is found of a flawed file as a whole is no part of its flaws.
    for (id, codes) in FLAWED.iter().flat_map(|file| course_of(file)).filter(|(id, _)| id != "course") {
        let name = id.rsplit('#').next().unwrap_or_default();
        let expected = rules.iter().find(|rule| name.starts_with(&format!("{rule}-")));
        if let Some(rule) = expected {
            let count = counts.get_mut(rule).expect("every rule is counted");
            count.1 += 1;
            count.0 += usize::from(codes.contains(rule));
        }
        for code in &codes {
            if Some(code) != expected {
                counts.get_mut(code).expect("every rule is counted").2 += 1;
                wrong.push(format!("{id}: {code}"));
            }
        }
        if expected.is_some_and(|rule| !codes.contains(rule)) {
            wrong.push(format!("{id}: not found"));
        }
    }
    for (file, rule, times) in HABITS {
        let count = counts.get_mut(&rule).expect("every rule is counted");
        let found = course_of(file).values().flatten().filter(|code| **code == rule).count();
        (count.0, count.1) = (count.0 + found, count.1 + times);
        if found != times {
            wrong.push(format!("{file}: {rule} {found} times"));
        }
    }
    let (good, shipped) = (course_of(GOOD), said(Path::new(".")));
    for (id, code) in good.iter().chain(&shipped).flat_map(|(id, codes)| codes.iter().map(move |code| (id, code))) {
        counts.get_mut(code).expect("every rule is counted").2 += 1;
        wrong.push(format!("{id}: {code}"));
    }
    println!("{} good questions, {} of the shipped course", good.len(), shipped.len());
    for (rule, (hits, flawed, alarms)) in &counts {
        println!("{rule:24} {hits} of {flawed} found, {alarms} false alarms");
    }
    assert!(counts.values().all(|(_, flawed, _)| *flawed > 0), "every rule has a flawed question");
    assert!(good.len() >= 25 && shipped.len() > 200, "there are questions to try");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
