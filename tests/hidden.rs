//! What only a page has that is listed nowhere is listed nowhere either: but for this page and its files, the site is the one without
//! it.

use std::collections::BTreeMap;
use std::fs;

use attune::internals::input::Inputs;
use attune::internals::source::CoursePath;
use attune::{BuildOptions, Project};

const SITE: &str = "title = \"T\"\nbase_url = \"https://a.example\"\n";
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>";
const WORKS: &str = "open: { type: book, title: Open work, author: \"Roe, A.\", date: 2001 }\n\
                     alone: { type: book, title: Hidden work, author: \"Roe, A.\", date: 2001 }\n";
const HIDDEN: &str = r"---
title: The island
hidden: true
topics: [sea]
objectives: [{ id: see-sea, text: See the sea }]
kind: rupture-cause
reviewed: 2027-01-01
aliases: [old/island]
---

As she says [@alone] of the [surf](term:surf): ![Water](water.svg) and [the form](form.pdf), ![A hill](hill.svg).

::: dialogue
C
: Fine. {rupture=waves}
:::

::: question {#which objective=see-sea}
Which?

- [x] One
- [ ] Two
:::
";

/// Every file of a site; the pages of Pagefind by what they hold.
fn written(with_page: bool) -> BTreeMap<String, String> {
    let mut project = Project::in_memory(Inputs::default());
    let mut put = |path: &str, text: &str| project.put(CoursePath::new(path), text.as_bytes().to_vec());
    put("site.toml", SITE);
    put("content/_index.md", "---\ntitle: Home\n---\n\nHome.\n");
    put("content/01-a/_index.md", "---\ntitle: One\n---\n");
    put(
        "content/01-a/01-l.md",
        "---\ntitle: A lesson\naliases: [old/lesson]\n---\n\nSee [@open]. ![A hill](hill.svg)\n",
    );
    put("content/01-a/03-w.md", "---\ntitle: Waves\nkind: rupture-cause\nslug: waves\n---\n\nWords.\n");
    put("content/01-a/hill.svg", DRAWING);
    put("content/references.yaml", WORKS);
    put("content/glossary.yaml", "surf: Where waves break.\n");
    if with_page {
        put("content/01-a/02-island.md", HIDDEN);
        put("content/01-a/water.svg", DRAWING);
        put("content/01-a/form.pdf", "%PDF-1.4\n%%EOF\n");
    }
    let report = project.build(&BuildOptions::default());
    assert!(!report.has_errors(), "{}", report.text(attune::Format::Short));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("site");
    project.write(&report, &root).expect("it can be written");
    let files = walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok).filter(|entry| entry.path().is_file());
    let text = |entry: walkdir::DirEntry| {
        let path =
            entry.path().strip_prefix(&root).expect("it lies in the folder").to_string_lossy().replace('\\', "/");
        (path, String::from_utf8_lossy(&fs::read(entry.path()).expect("it can be read")).into_owned())
    };
    files.map(text).collect()
}

#[test]
fn but_for_its_own_files_a_site_with_a_hidden_page_is_the_one_without() {
    let (mut with, without) = (written(true), written(false));
    for own in ["a/island/index.html", "a/water.svg", "a/form.pdf", "old/island/index.html"] {
        assert!(with.remove(own).is_some(), "{own} in {:?}", with.keys());
    }
    // Whoever was on the page finds it in this list by a digest of its address; and there is an old address that hosts lead on.
    let told = ["course.js", "_redirects"];
    let named = ["island", "Hidden work", "water", "form.pdf", "2001a", "See the sea", "2027", "Where waves"];
    for (path, text) in with.iter().filter(|(path, _)| !path.starts_with("pagefind/") && !path.starts_with("assets/")) {
        if !(told.contains(&path.as_str()) || path == "glossary/index.html") {
            let found = named.iter().find(|word| text.contains(**word));
            assert_eq!(found, None, "{path}: {text}");
        }
    }
    // The list for reading offline has the size of that list, too.
    let is_told = |line: &&str| line.contains("edition") || line.contains("course.js");
    let edition = |text: &str| text.lines().filter(|line| !is_told(line)).collect::<Vec<_>>().join("\n");
    let differing: Vec<&String> = without
        .iter()
        .filter(|(path, _)| !told.contains(&path.as_str()) && *path != "sw.js")
        .filter(|(path, text)| with.get(*path).is_none_or(|other| edition(other) != edition(text)))
        .map(|(path, _)| path)
        .collect();
    assert!(differing.is_empty(), "{differing:?}");
    assert_eq!(with.keys().collect::<Vec<_>>(), without.keys().collect::<Vec<_>>());
}
