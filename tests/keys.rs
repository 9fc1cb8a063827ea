//! No key is read and ignored: each key of each kind of page changes what is made or said, or is refused at its place.

#[path = "keys/site.rs"]
mod site;

use std::collections::BTreeMap;

use attune::internals::diagnostic::Place;
use attune::internals::input::Inputs;
use attune::internals::schema;
use attune::internals::source::CoursePath;
use attune::{BuildOptions, Diagnostic, Project};

const SITE: &str = "title = \"T\"\nbase_url = \"https://a.example\"\n[search]\nenabled = false\n\
                    [privacy.material]\nprivacy-name = \"warn\"\n";

/// The front page, the page of a module, of a folder within it, a lesson, and a page outside every module.
const PAGES: [&str; 5] = [
    "content/_index.md",
    "content/01-a/_index.md",
    "content/01-a/02-f/_index.md",
    "content/01-a/01-l.md",
    "content/alone.md",
];
const FRONT_PAGE: &[&str] =
    &["step", "order", "slug", "authors", "duration", "media", "draft", "facilitator", "hidden"];
const MODULE: &[&str] = &["authors", "duration", "media"];

/// Every key of front matter with a value that differs from what holds without it, and with the keys that it needs beside it.
const SAMPLES: &[(&str, &str, &str)] = &[
    ("title", "Another", ""),
    ("summary", "One sentence.", ""),
    ("kind", "rupture-cause", ""),
    ("step", "2", "kind: repair-step\n"),
    ("objectives", "[{ id: see-it, text: Recognize it }]", ""),
    ("topics", "[grief]", ""),
    ("order", "9", ""),
    ("slug", "other", ""),
    ("aliases", "[old/page]", ""),
    ("authors", "[Ann Lee]", ""),
    ("reviewed", "2026-01-02", ""),
    ("duration", "44", ""),
    ("media", "33", ""),
    ("pseudonyms", "[Karola]", ""),
    ("draft", "true", ""),
    ("facilitator", "true", ""),
    ("hidden", "true", ""),
    ("case", "{ pseudonyms: [Karola], consent: fictional, reviewed_by: A. B. }", ""),
    ("assessment", "{ pass: 70 }", "kind: assessment\n"),
];

/// What templates of a course's own read: the default theme shows nothing of it.
const FOR_TEMPLATES: &str = "extra";

fn page(head: &str, path: &str) -> Vec<u8> {
    let title = if head.contains("title:") { "" } else { "title: A page\n" };
    let body = if path == "content/_index.md" { "[A page](alone.md)\n" } else { "" };
    let question = "::: question\nWhich?\n\n- [x] One\n- [ ] Two\n:::\n\n::: dialogue\nKarola\n: Fine.\n:::\n";
    format!("---\n{title}{head}---\n\nWords.\n\n{body}\n{question}").into_bytes()
}

fn course() -> Project {
    let mut project = Project::in_memory(Inputs::default());
    project.put(CoursePath::new("site.toml"), SITE.as_bytes().to_vec());
    let others = ["content/01-a/03-n.md", "content/02-b/_index.md", "content/02-b/01-m.md", "content/beside.md"];
    for path in PAGES.into_iter().chain(others) {
        project.put(CoursePath::new(path), page("", path));
    }
    project
}

/// Every page and list of the site, and what is said.
fn made(project: &mut Project) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
    let report = project.build(&BuildOptions::default());
    let files = report.site.iter().filter(|file| !file.path.as_str().starts_with("assets/"));
    let made = files.map(|file| {
        let bytes = file.make().expect("its templates are good");
        (file.path.as_str().to_owned(), bytes.to_vec())
    });
    (made.collect(), report.diagnostics.iter().cloned().collect())
}

/// Whether a finding stands at the second line of this page or below, where its keys are, or names it.
fn is_at(finding: &Diagnostic, path: &str, key: &str) -> bool {
    let file = match &finding.place {
        Place::At(span) => span.file == attune::internals::source::FileId::of(&CoursePath::new(path)),
        Place::File(file) => file.as_str() == path,
    };
    file && finding.message.contains(key)
}

#[test]
fn every_key_of_every_page_does_something_or_is_refused() {
    let keys = schema::front_matter_keys();
    let keys: Vec<&str> = keys.iter().map(|key| &*key.path).filter(|path| !path.contains('.')).collect();
    let tried: Vec<&str> = SAMPLES.iter().map(|(key, ..)| *key).chain([FOR_TEMPLATES]).collect();
    assert_eq!(keys, tried);
    let (mut project, mut ignored, mut refused) = (course(), Vec::new(), BTreeMap::<&str, Vec<&str>>::new());
    for path in PAGES {
        for (key, value, beside) in SAMPLES {
            project.put(CoursePath::new(path), page(beside, path));
            let without = made(&mut project);
            project.put(CoursePath::new(path), page(&format!("{beside}{key}: {value}\n"), path));
            let with = made(&mut project);
            if with.1.iter().any(|finding| finding.is_error() && is_at(finding, path, key)) {
                refused.entry(path).or_default().push(key);
            } else if with == without {
                ignored.push(format!("{key} in {path}"));
            }
        }
        project.put(CoursePath::new(path), page("", path));
    }
    assert!(ignored.is_empty(), "{ignored:#?}");
    let of = |path: &str| refused.get(path).cloned().unwrap_or_default();
    assert_eq!(of(PAGES[0]), [FRONT_PAGE, &["assessment"]].concat());
    assert_eq!(of(PAGES[1]), [MODULE, &["assessment"]].concat());
    assert_eq!(refused.keys().copied().collect::<Vec<_>>(), [PAGES[1], PAGES[0]], "other pages take every key");
}
