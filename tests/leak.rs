//! Nothing of a facilitator's part is in any byte of what learners get: words are planted wherever an author can put them,
//! and looked for in every file, also in those of the search index when unpacked.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is planted; each word stands in one place of a facilitator's part.
const PLANTED: [&str; 24] = [
    "qvowork",
    "qvoauthor",
    "qvobefore",
    "qvoterm",
    "qvoheading",
    "qvowords",
    "qvotitle",
    "qvolink",
    "qvoalt",
    "qvofootnote",
    "qvospeaker",
    "qvonested",
    "qvopicture",
    "qvoinquestion",
    "qvoinclude",
    "qvovalue",
    "qvopage",
    "qvosummary",
    "qvoobjective",
    "qvotopic",
    "qvoasked",
    "qvofile",
    "qvomodule",
    "qvobeside",
];

/// A page for facilitators.
const PAGE_OF_THEIR_OWN: &str = r"---
title: The qvopage
summary: A qvosummary.
facilitator: true
topics: [qvotopic]
objectives:
  - { id: o-qvo, text: See the qvoobjective }
---

Words for trainers, with a [sheet](qvofile.pdf).

::: question {#qvo-question objective=o-qvo}
What was qvoasked?

- [x] This.
- [ ] That.
- [ ] Both.
:::
";

const LESSON: &str = r#"---
title: Lesson
---

Words for all, with a [picture](shared.svg).[^one]

[^one]: A note for all.

[^two]: The qvofootnote.

:::: facilitator {title="The qvotitle" #s-qvo}
## The qvoheading

As the trainers' book has it [qvobefore @trainers]: a qvoterm.

Some qvowords, [more](_index.md "qvolink"), a note[^two] and a picture:

![qvoalt](qvopicture.svg) ![a shared one](shared.svg)

::: dialogue {#talk}
qvospeaker
: Say it.
:::
::::

:::: details
Shown on request.

::: facilitator
Some qvonested words.
:::
::::

:::: question {#ask}
What helps?

- [x] Asking.
- [ ] Waiting.

::: facilitator
Ask first, says the qvoinquestion note.
:::

Because asking shows interest.
::::

{{include notes}}

::: facilitator
{{include words}}
:::
"#;

fn build(facilitator: bool) -> tempfile::TempDir {
    build_with(facilitator, "qvo", "qvo")
}

/// Builds the course in a folder.
fn run(folder: &Path, facilitator: bool) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attune"));
    command.args(["build", "--quiet", "--root"]).arg(folder);
    if facilitator {
        command.arg("--facilitator");
    }
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The same with other words planted: `instead` stands where `planted` would.
fn build_with(facilitator: bool, planted: &str, instead: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let other = |text: &str| text.replace(planted, instead).replace("Qvo", &format!("Q{}", &instead[1..]));
    let put = |path: &str, text: &str| {
        let path = folder.path().join(other(path));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, other(text)).expect("written");
    };
    let page = "---\ntitle: Page\n---\n\nWords.\n";
    put(
        "site.toml",
        "title = \"Course\"\nbase_url = \"https://example.org/\"\n[glossary]\nauto_link = true\n[values]\nnote = \"qvovalue\"\n",
    );
    put("content/references.yaml", "trainers: { type: book, title: Qvowork, author: \"Qvoauthor, Q.\", date: 2001 }\n");
    put("content/_shared/notes.md", "For all.\n\n::: facilitator\nA {{value.note}} for trainers alone.\n:::\n");
    put("content/_shared/words.md", "Words of a qvoinclude that only trainers read.\n");
    put("content/_index.md", page);
    put("content/m/_index.md", page);
    put("content/m/draft.md", "---\ntitle: The qvodraft\ndraft: true\n---\n\nWords of a qvodraft.\n");
    put("content/m/lesson.md", LESSON);
    put("content/m/qvofile.pdf", "%PDF-1.4\n");
    put("content/m/trainers.md", PAGE_OF_THEIR_OWN);
    put("content/qvomodule/_index.md", "---\ntitle: For trainers\nfacilitator: true\n---\n\n[Next](lesson.md)\n");
    put("content/qvomodule/lesson.md", page);
    put("content/qvomodule/qvobeside.pdf", "%PDF-1.4\n");
    for picture in ["qvopicture", "shared"] {
        put(
            &format!("content/m/{picture}.svg"),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
        );
    }
    run(folder.path(), facilitator);
    folder
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

/// Every planted word and where it was found: in the names and bytes of files, also when compressed.
fn found(site: &Path) -> Vec<(String, PathBuf)> {
    let mut paths = Vec::new();
    files(site, &mut paths);
    assert!(
        paths.iter().any(|path| path.extension().is_some_and(|ending| ending == "pf_fragment")),
        "there is an index"
    );
    let mut found = Vec::new();
    for path in paths {
        let bytes = fs::read(&path).expect("it can be read");
        let mut text = format!("{} {}", path.display(), String::from_utf8_lossy(&bytes)).to_lowercase();
        let mut unpacked = Vec::new();
        if flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut unpacked).is_ok() {
            text.push_str(&String::from_utf8_lossy(&unpacked).to_lowercase());
        }
        let hits = PLANTED.iter().filter(|word| text.contains(*word));
        found.extend(hits.map(|word| ((*word).to_owned(), path.clone())));
    }
    found
}

#[test]
fn nothing_for_facilitators_is_in_what_learners_get() {
    let course = build(false);
    assert_eq!(found(&course.path().join("public")), []);
    assert!(course.path().join("public/m/shared.svg").exists(), "what learners see too stays");
}

/// Every file of a course's site, with its bytes.
fn site_of(course: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let site = course.join("public");
    let mut paths = Vec::new();
    files(&site, &mut paths);
    let file = |path: PathBuf| {
        let bytes = fs::read(&path).expect("it can be read");
        (path.strip_prefix(&site).expect("it lies there").to_owned(), bytes)
    };
    paths.into_iter().map(file).collect()
}

#[test]
fn nothing_tells_that_something_is_withheld() {
    let part = "::: facilitator\nSome qvowords.\n\n## A qvoheading\n\nMore of them.\n:::";
    let question = "::::: question {#q}\nWhat helps?\n\nPART\n\n- [x] Asking.\n\n  Yes.\n- [ ] Waiting.\n- [ ] Going.\n\nBecause it helps.\n:::::";
    let pages = [
        ("between paragraphs", "One.\n\nPART\n\nTwo.".to_owned()),
        ("first", "PART\n\nOne.".to_owned()),
        ("last", "One.\n\nPART".to_owned()),
        ("twice", "One.\n\nPART\n\nPART\n\n## Two\n\nPART\n\nThree.".to_owned()),
        ("folded", ":::: details\nOne.\n\nPART\n\nTwo.\n::::".to_owned()),
        ("in a question", question.to_owned()),
    ];
    let build = |body: &str| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let put = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("written");
        };
        put("site.toml", "title = \"Course\"\nbase_url = \"https://example.org/\"\n");
        put("content/_index.md", "---\ntitle: Home\n---\n\nWords.\n");
        put("content/m/_index.md", "---\ntitle: Module\n---\n\nWords.\n");
        put("content/m/lesson.md", &format!("---\ntitle: Lesson\n---\n\n{body}\n"));
        run(folder.path(), false);
        site_of(folder.path())
    };
    for (what, page) in pages {
        let (with, without) = (build(&page.replace("PART", part)), build(&page.replace("PART", "")));
        let differing = with.iter().filter(|(path, bytes)| without.get(*path) != Some(*bytes));
        assert_eq!(differing.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<&PathBuf>::new(), "{what}");
        assert_eq!(with.len(), without.len(), "{what}");
    }
}

#[test]
fn what_learners_get_does_not_depend_on_what_is_withheld() {
    let (one, other) = (site_of(build(false).path()), site_of(build_with(false, "qvo", "qwxyz").path()));
    let differing = |(path, bytes): &(&PathBuf, &Vec<u8>)| other.get(*path) != Some(*bytes);
    assert_eq!(one.iter().filter(differing).map(|(path, _)| path).collect::<Vec<_>>(), Vec::<&PathBuf>::new());
    assert_eq!(one.len(), other.len());
    assert!(one.contains_key(Path::new("offline.json")) && one.contains_key(Path::new("sw.js")));
}

#[test]
fn facilitators_get_all_of_it() {
    let course = build(true);
    assert!(!course.path().join("public").exists(), "it never lands where learners' edition does");
    let found = found(&course.path().join("facilitator"));
    for word in PLANTED {
        assert!(found.iter().any(|(hit, _)| hit == word), "{word}");
    }
}

#[test]
fn no_search_engine_lists_what_is_for_facilitators_and_git_leaves_it_out() {
    let course = build(true);
    let site = course.path().join("facilitator");
    let text = |name: &str| fs::read_to_string(site.join(name)).expect("a file");
    assert_eq!(text("robots.txt"), "User-agent: *\nDisallow: /\n");
    assert_eq!(text(".gitignore"), "*\n");
    assert!(text("_headers").contains("\n  X-Robots-Tag: noindex, nofollow\n"));
    assert!(!site.join("sitemap.xml").exists() && !site.join("feed.xml").exists());
    let mut paths = Vec::new();
    files(&site, &mut paths);
    for page in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "html")) {
        let html = fs::read_to_string(page).expect("a page");
        assert!(html.contains("<meta name=\"robots\" content=\"noindex"), "{}", page.display());
        assert!(!html.contains("rel=\"canonical\"") && !html.contains("og:url"), "{}", page.display());
    }
}

#[test]
fn what_a_draft_alone_names_is_published_with_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    };
    let page = |front: &str, body: &str| format!("---\ntitle: Page\n{front}---\n\nWords. {body}\n");
    put("site.toml", "title = \"Course\"\n");
    put("content/_index.md", &page("", ""));
    put("content/m/_index.md", &page("", "![both](both.gif) [shared](../later/shared.pdf)"));
    put("content/m/draft.md", &page("draft: true\n", "![alone](alone.gif) ![both](both.gif)"));
    put("content/later/_index.md", &page("draft: true\n", ""));
    put("content/later/lesson.md", &page("", "[form](form.pdf)"));
    for file in ["m/alone.gif", "m/both.gif", "m/nobody.pdf", "later/form.pdf", "later/key.pdf", "later/shared.pdf"] {
        put(&format!("content/{file}"), "GIF89a\u{1}\0\u{1}\0\0\0\0,\0\0\0\0\u{1}\0\u{1}\0\0\u{2}\u{2}D\u{1}\0;");
    }
    let published = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attune"));
        let output = command.args(["build", "--quiet", "--root"]).arg(folder.path()).args(arguments).output();
        let output = output.expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut paths = Vec::new();
        files(&folder.path().join("public"), &mut paths);
        // The theme's icons are of every course.
        let assets = folder.path().join("public/assets");
        paths.retain(|path| !path.starts_with(&assets));
        let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
        let is_copied = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "pdf" || ending == "gif");
        let mut names: Vec<String> = paths.iter().filter(is_copied).map(name).collect();
        names.sort();
        names
    };
    assert_eq!(published(&[]), ["both.gif", "nobody.pdf", "shared.pdf"]);
    put("content/m/_index.md", &page("", "[shared](../later/shared.pdf) [now](alone.gif)"));
    assert_eq!(published(&[]), ["alone.gif", "nobody.pdf", "shared.pdf"]);
    assert_eq!(published(&["--drafts"]), ["alone.gif", "both.gif", "form.pdf", "key.pdf", "nobody.pdf", "shared.pdf"]);
}
