//! A course as a book: its documents, links and answers.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use super::*;
use crate::diagnostic::Code;
use crate::input::Inputs;
use crate::pipeline::BuildOptions;
use crate::project::{Project, Report};
use crate::site::FileFault;
use crate::source::CoursePath;

const SITE: &str = "title = \"Books: a course\"\nlanguage = \"en\"\nbase_url = \"https://course.example/a/\"\n";
const MODULE: &str = "---\ntitle: One\n---\n";
const LESSON: &str = r#"---
title: A lesson
reviewed: 2026-03-02
objectives: [{ id: name-it, text: Name what changed }]
---

A picture: ![A hill](hill.svg). A note.[^1] [A form](form.pdf)

[^1]: The note.

::: facilitator
Ask everyone to put away the green umbrella first.
:::

::: question {#first objective=name-it}
Which one, <br> really?

- [x] This one
  > Because it is.
- [ ] That one

It was this one.

::: hint
Look twice.
:::
:::

::: question {#think}
What do you think?
:::

::: dialogue
Client
: Fine. {rupture=withdrawal}
:::

::: scenario {#door title="At the door"}
### Start {#start}
She stands up.

- ["Wait."](#end)
  > Too quick.

### The end {#end ending=repaired}
She sits down.
:::
"#;

fn project(more: &[(&str, &str)]) -> Project {
    let mut project = Project::in_memory(Inputs::default());
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9\"/></svg>";
    let own = [
        ("site.toml", SITE),
        ("content/_index.md", "---\ntitle: \"Books: a course\"\n---\n\nSee [the lesson](01-one/01-lesson.md).\n"),
        ("content/01-one/_index.md", MODULE),
        ("content/01-one/01-lesson.md", LESSON),
        ("content/01-one/02-draft.md", "---\ntitle: Purple elephants arrive\ndraft: true\n---\n\nPurple elephants.\n"),
        ("content/01-one/hill.svg", drawing),
        ("content/01-one/form.pdf", "%PDF-1.4\n%%EOF\n"),
        ("content/glossary.yaml", "rupture:\n  term: Rupture\n  definition: A strain.\n"),
    ];
    for (path, text) in own.iter().chain(more) {
        project.put(CoursePath::new(path), text.as_bytes().to_vec());
    }
    project
}

fn built(more: &[(&str, &str)]) -> (Project, Report) {
    let mut project = project(more);
    let report = project.build(&BuildOptions::default());
    let errors: Vec<_> = report.diagnostics.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    (project, report)
}

fn book(more: &[(&str, &str)], changed: Option<Timestamp>) -> Epub {
    let (project, report) = built(more);
    files(&project.book().unwrap(), &report.site, changed).unwrap()
}

fn packed(epub: &Epub) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    write(&epub.files, &mut bytes).unwrap();
    bytes.into_inner()
}

fn texts(epub: &Epub) -> BTreeMap<String, String> {
    let text = |file: crate::site::SiteFile<'_>| {
        let bytes = file.make().unwrap();
        (file.path.as_str().to_owned(), String::from_utf8_lossy(&bytes).into_owned())
    };
    epub.files.iter().map(text).collect()
}

#[test]
fn the_same_course_gives_the_same_bytes_and_they_begin_as_a_book_does() {
    let (one, other) = (packed(&book(&[], None)), packed(&book(&[], None)));
    assert!(one == other);
    assert_eq!((&one[30..38], &one[38..58]), (&b"mimetype"[..], &b"application/epub+zip"[..]));
    assert!(is_book(Cursor::new(one)));
    assert!(!is_book(Cursor::new(b"title = \"A course\"".to_vec())));
}

#[test]
fn every_document_is_xml_and_every_link_leads_to_something() {
    let texts = texts(&book(&[], None));
    let mut ids: BTreeSet<String> = texts.keys().cloned().collect();
    let mut links = Vec::new();
    for (path, text) in texts.iter().filter(|(path, _)| path.contains(".xhtml")) {
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
        let document = roxmltree::Document::parse_with_options(text, options).unwrap_or_else(|e| panic!("{path}: {e}"));
        let base = url::Url::parse(&format!("https://book.example/{path}")).unwrap();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            ids.extend(node.attribute("id").map(|id| format!("{path}#{id}")));
            for address in ["href", "src"].into_iter().filter_map(|name| node.attribute(name)) {
                links.push((path.clone(), base.join(address).unwrap()));
            }
        }
    }
    let own = links.iter().filter(|(_, to)| to.host_str() == Some("book.example"));
    let broken: Vec<_> =
        own.filter(|(_, to)| !ids.contains(to.as_str().trim_start_matches("https://book.example/"))).collect();
    assert!(broken.is_empty(), "{broken:#?}");
    let to = |from: &str, end: &str| links.iter().any(|(path, to)| path == from && to.as_str().ends_with(end));
    assert!(to("one/lesson/index.xhtml", "one/lesson/answers.xhtml#q-first"), "from the question to its answer");
    assert!(to("one/lesson/answers.xhtml", "one/lesson/index.xhtml#q-first"), "and back");
    assert!(to("one/lesson/index.xhtml", "one/lesson/answers.xhtml#q-first-hint"));
    assert!(!to("one/lesson/index.xhtml", "#q-think"), "where there is no answer, none is promised");
    assert!(to("one/lesson/index.xhtml", "#s-door-end"), "a scenario is followed by links");
    assert!(to("one/lesson/index.xhtml", "https://course.example/a/one/form.pdf"), "what no book holds is on the web");
}

#[test]
fn answers_stand_at_the_end_and_nowhere_before() {
    let epub = book(&[], None);
    let texts = texts(&epub);
    assert!(!texts["one/lesson/index.xhtml"].contains("It was this one."));
    assert!(texts["one/lesson/answers.xhtml"].contains("It was this one."));
    let package = &texts["package.opf"];
    let place = |path: &str| package.find(&format!("href=\"{path}\"")).unwrap_or_else(|| panic!("{path} in {package}"));
    let order = ["cover.xhtml", "index.xhtml", "contents.xhtml", "one/index.xhtml", "one/lesson/index.xhtml"];
    let order = order.into_iter().chain(["glossary/index.xhtml", "one/lesson/answers.xhtml"]).map(place);
    assert!(order.is_sorted(), "{package}");
}

#[test]
fn a_hidden_page_stands_outside_the_reading_order_where_a_link_leads_to_it_and_in_no_book_otherwise() {
    let hidden = |title: &str| {
        let question = "::: question\nWhich?\n\n- [x] One\n  > Because.\n- [ ] Two\n:::\n";
        format!("---\ntitle: {title}\nhidden: true\ntopics: [alone]\n---\n\n{question}")
    };
    let (linked, alone) = (hidden("The way back"), hidden("The island"));
    let links = "---\ntitle: More\n---\n\nSee [the key](03-linked.md).\n";
    let more = [
        ("content/01-one/02-more.md", links),
        ("content/01-one/03-linked.md", linked.as_str()),
        ("content/01-one/04-alone.md", alone.as_str()),
    ];
    let texts = texts(&book(&more, None));
    let package = &texts["package.opf"];
    let reference = |path: &str| {
        let item = package.lines().find(|line| line.contains(&format!("href=\"{path}\"")))?;
        let id = item.split("id=\"").nth(1)?.split('"').next()?;
        package.lines().find(|line| line.contains(&format!("idref=\"{id}\"")))
    };
    for path in ["one/linked/index.xhtml", "one/linked/answers.xhtml"] {
        assert!(reference(path).is_some_and(|line| line.contains("linear=\"no\"")), "{path}: {package}");
    }
    assert!(reference("one/more/index.xhtml").is_some_and(|line| !line.contains("linear")), "{package}");
    assert_eq!(reference("one/alone/index.xhtml"), None, "{package}");
    assert!(!texts["contents.xhtml"].contains("The way back"));
}

#[test]
fn what_only_a_page_shows_or_cites_that_is_in_no_book_is_not_either() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0v9\"/></svg>";
    let works = "open: { type: book, title: Open work, author: \"Roe, A.\", date: 2001 }\n\
                 alone: { type: book, title: Hidden work, author: \"Roe, A.\", date: 2001 }\n";
    let head = "---\ntitle: The island\nhidden: true\nreviewed: 2027-01-01\n---\n\n";
    let more = [
        ("content/references.yaml", works.to_owned()),
        ("content/01-one/02-more.md", "---\ntitle: More\n---\n\nSee [@open].\n".to_owned()),
        ("content/01-one/04-alone.md", format!("{head}![Water](water.svg) [@alone]\n")),
        ("content/01-one/water.svg", drawing.to_owned()),
    ];
    let more: Vec<(&str, &str)> = more.iter().map(|(path, text)| (*path, &**text)).collect();
    let texts = texts(&book(&more, None));
    assert!(texts["references/index.xhtml"].contains("Open work"), "{:?}", texts.keys());
    for (path, text) in &texts {
        let found =
            ["Hidden work", "2001a", "water.svg", "The island", "2027"].iter().find(|word| text.contains(**word));
        assert_eq!(found, None, "{path}");
    }
    assert!(!texts.contains_key("one/water.svg"), "{:?}", texts.keys());
}

#[test]
fn learners_get_nothing_else() {
    for (path, text) in texts(&book(&[], None)) {
        assert!(!text.contains("green umbrella") && !text.contains("urple elephants"), "{path}");
    }
}

#[test]
fn words_that_are_withheld_are_found_in_the_book_before_it_is_written() {
    let own = "{% extends \"book/base.html\" %}{% block main %}<p>put away the green umbrella first. Ask everyone to put away the green umbrella first.</p>{% endblock main %}";
    let epub = book(&[("themes/default/templates/book/glossary.html", own)], None);
    let fault = write(&epub.files, Cursor::new(Vec::new())).unwrap_err();
    let PackFault::File(FileFault::Content(fault)) = fault else { panic!("{fault:?}") };
    assert_eq!(fault.code, Code::WithheldPublished);
}

#[test]
fn a_fault_in_a_template_is_said_once() {
    let own = "{% extends \"book/base.html\" %}{% block main %}{{ chapter.none }}{% endblock main %}";
    let (project, report) = built(&[("themes/default/templates/book/lesson.html", own)]);
    let faults = files(&project.book().unwrap(), &report.site, None).unwrap_err();
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::TemplateRender]);
}

#[test]
fn the_date_is_that_of_the_content_or_of_whoever_builds_and_never_of_a_clock() {
    let package = |changed| texts(&book(&[], changed))["package.opf"].clone();
    assert!(package(None).contains("dcterms:modified\">2026-03-02T00:00:00Z<"));
    assert!(package(Timestamp::from_second(86_401).ok()).contains("dcterms:modified\">1970-01-02T00:00:01Z<"));
    let undated = LESSON.replace("reviewed: 2026-03-02\n", "");
    let undated = book(&[("content/01-one/01-lesson.md", &undated)], None);
    assert!(!undated.is_dated);
}

#[test]
fn a_book_from_right_to_left_is_turned_so() {
    let site = SITE.replace("language = \"en\"", "language = \"ar\"");
    let texts = texts(&book(&[("site.toml", &site)], None));
    assert!(texts["package.opf"].contains("page-progression-direction=\"rtl\""));
    assert!(texts["one/lesson/index.xhtml"].contains("lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\""));
}

#[test]
fn a_book_says_of_the_course_as_a_work_what_the_site_says() {
    let facts = "\n[course]\nauthors = [\"Ann Lee\"]\ncontributors = [{ name = \"Bo Ek\", role = \"films\" }]\n\
                 prerequisites = [\"A first course\"]\nlicence = \"CC BY 4.0\"\nversion = \"2.1\"\ndoi = \"10.5281/zenodo.1\"\n";
    let texts = texts(&book(&[("site.toml", &(SITE.to_owned() + facts))], None));
    let address = "https://creativecommons.org/licenses/by/4.0/";
    for expected in [
        "<dc:identifier id=\"doi\">10.5281/zenodo.1</dc:identifier>",
        "<dc:creator>Ann Lee</dc:creator>",
        "<dc:contributor>Bo Ek</dc:contributor>",
        &format!("<dc:rights>CC BY 4.0 ({address})</dc:rights>"),
        "<meta property=\"schema:version\">2.1</meta>",
    ] {
        assert!(texts["package.opf"].contains(expected), "{expected} in {}", texts["package.opf"]);
    }
    for expected in ["Bo Ek, films", "A first course", address, ">2.1<", "https://doi.org/10.5281/zenodo.1"] {
        assert!(texts["index.xhtml"].contains(expected), "{expected} in {}", texts["index.xhtml"]);
    }
}

#[test]
fn a_book_keeps_its_name_over_editions() {
    let identifier = |more: &[(&str, &str)]| {
        let package = texts(&book(more, None))["package.opf"].clone();
        package.split("book-id\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned()
    };
    let site = SITE.replace("Books: a course", "Books, newly told");
    assert_eq!(identifier(&[]), identifier(&[("site.toml", &site)]));
    let elsewhere = SITE.replace("course.example/a", "course.example/b");
    assert_ne!(identifier(&[]), identifier(&[("site.toml", &elsewhere)]));
}
