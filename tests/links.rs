//! Whatever a page links to by itself is there: what lists topics, kinds, modules, objectives, terms and works, also on pages that are
//! listed nowhere, in every edition.

mod support;

use std::collections::BTreeSet;

use attune::{BuildOptions, Report};
use support::{built, inputs, text};

const PAGE: &str = "\
objectives:
  - id: OBJ
    text: Names what happened.
topics: [TOPIC]
---

A term, [word](term:word), and a work [@known].

::: question
Which?

- [x] One

  Because.
- [ ] Two

  Because.
:::
";

/// A page that asks for all that pages link to by themselves.
fn page(front: &str, name: &str) -> String {
    format!(
        "---\ntitle: The page {name}\n{front}\n{}",
        PAGE.replace("OBJ", name).replace("TOPIC", &format!("of {name}"))
    )
}

/// A course in which one page has everything that is listed, which stands at `path`.
fn course(path: &str, front: &str, module: &str, facilitator: bool) -> Report {
    let everything = page(front, "one");
    let module = format!("---\ntitle: Second\n{module}---\n\nSecond. [A](../01-m/01-a.md)\n");
    let mut files = vec![
        ("site.toml", "title = \"Course\"\nbase_url = \"https://example.org/\"\n"),
        ("content/_index.md", "---\ntitle: Home\n---\n\nHome. [A](01-m/01-a.md)\n"),
        ("content/01-m/_index.md", "---\ntitle: First\n---\n\nFirst.\n"),
        ("content/01-m/01-a.md", "---\ntitle: A\n---\n\nA lesson.\n"),
        ("content/02-n/_index.md", module.as_str()),
        ("content/02-n/01-b.md", "---\ntitle: B\n---\n\nA lesson.\n"),
        ("content/glossary.yaml", "word:\n  term: Word\n  definition: What is said.\n"),
        (
            "content/references.yaml",
            "known:\n  type: book\n  title: A book\n  author: Known, Anna\n  date: 2001\n  publisher: House\n",
        ),
    ];
    files.push((path, &everything));
    built(&inputs(files), &BuildOptions { facilitator, ..BuildOptions::default() })
}

/// Every link of every page to a file that the site has not. The page for what is not there stands at any address, and is left out.
fn broken(report: &Report) -> Vec<String> {
    let paths: BTreeSet<String> = report.site.iter().map(|file| file.path.to_string()).collect();
    let mut broken = Vec::new();
    for file in report.site.iter().filter(|file| file.path.as_str().ends_with("index.html")) {
        let path = file.path.to_string();
        let html = text(report, &path);
        for address in
            html.split(" href=\"").chain(html.split(" src=\"")).skip(1).filter_map(|rest| rest.split('"').next())
        {
            let target = address.split(['#', '?']).next().unwrap_or_default();
            let is_elsewhere = target.is_empty() || target.contains(':') || target.starts_with(['/', '<', '!']);
            if is_elsewhere {
                continue;
            }
            let resolved = resolve(&path, target);
            if !paths.contains(&resolved) && !paths.contains(&format!("{resolved}index.html")) {
                broken.push(format!("{path}: {address}"));
            }
        }
    }
    broken
}

fn resolve(from: &str, to: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/").replace("%20", " ")
}

#[test]
fn what_a_page_links_to_by_itself_is_there() {
    for (path, front, module) in [
        ("content/01-m/02-one.md", "", ""),
        ("content/01-m/02-one.md", "hidden: true", ""),
        ("content/02-n/02-one.md", "kind: protective-strategy", "hidden: true\n"),
        ("content/one.md", "hidden: true", ""),
        ("content/01-m/02-one.md", "hidden: true\nkind: repair-step\nstep: 1", ""),
        ("content/01-m/02-one.md", "hidden: true\nkind: assessment", ""),
    ] {
        for facilitator in [false, true] {
            let report = course(path, front, module, facilitator);
            let broken = broken(&report);
            assert!(broken.is_empty(), "{path}, {front}, {module}, {facilitator}: {broken:#?}");
        }
    }
}

#[test]
fn a_link_to_nothing_is_found() {
    let report = course("content/01-m/02-one.md", "", "", false);
    assert_eq!(resolve("m/a/index.html", "../../topics/index.html"), "topics/index.html");
    let made = report.site.iter().filter(|file| file.path.as_str().ends_with("index.html")).count();
    assert!(made > 8, "{made} pages were walked");
}
