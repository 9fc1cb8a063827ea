//! A page's size does not grow with the course around it.

mod support;

use attune::internals::pipeline::BuildOptions;
use support::{built, inputs, text};

/// A course of one module with so many lessons, each a step of one path.
fn course(lessons: usize, front: &str) -> Vec<(String, String)> {
    let page = |title: &str, front: &str| format!("---\ntitle: {title}\n{front}---\n\nText.\n");
    let mut files = vec![
        ("site.toml".to_owned(), "title = \"T\"\n".to_owned()),
        ("content/_index.md".to_owned(), page("Home", "")),
        ("content/m/_index.md".to_owned(), page("Module", "")),
    ];
    files.extend((1..=lessons).map(|number| {
        let front = front.replace("{n}", &number.to_string());
        (format!("content/m/{number:05}-lesson-{number:05}.md"), page(&format!("Lesson {number:05}"), &front))
    }));
    files
}

fn page_of(lessons: usize, front: &str, path: &str) -> String {
    let files = course(lessons, front);
    let inputs = inputs(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    text(&built(&inputs, &BuildOptions { no_search: true, ..BuildOptions::default() }), path)
}

const LESSON: &str = "m/lesson-00100/index.html";

#[test]
fn a_lesson_of_a_large_module_lists_the_lessons_around_it() {
    let (large, huge) = (page_of(200, "", LESSON), page_of(4000, "", LESSON));
    assert_eq!(large.len(), huge.len());
    assert!(huge.contains("Lesson 00088") && huge.contains("Lesson 00112"), "{huge}");
    assert!(!huge.contains("Lesson 00087") && !huge.contains("Lesson 00113"), "{huge}");
    assert!(huge.contains("<a href=\"index.html\" aria-current=\"page\">Lesson 00100</a>"), "{huge}");
    assert!(huge.contains("<a href=\"../index.html\">All lessons</a>"), "{huge}");
}

#[test]
fn the_first_and_the_last_lesson_have_as_many_neighbours() {
    for lesson in ["m/lesson-00001/index.html", "m/lesson-00200/index.html", "m/lesson-00100/index.html"] {
        let page = page_of(200, "", lesson);
        let tree = page.split_once("tree-modules").and_then(|(_, rest)| rest.split_once("</nav>")).expect("a tree").0;
        assert_eq!(tree.matches(">Lesson ").count(), 25, "{lesson}: {tree}");
    }
}

#[test]
fn a_lesson_of_a_small_module_lists_all_of_it() {
    let page = page_of(100, "", LESSON);
    assert!(page.contains("Lesson 00001") && !page.contains("All lessons"), "{page}");
}

#[test]
fn a_step_of_a_long_path_lists_the_steps_around_it() {
    let front = "kind: repair-step\nstep: {n}\n";
    let (large, huge) = (page_of(200, front, LESSON), page_of(1000, front, LESSON));
    assert_eq!(large.len(), huge.len());
    assert!(huge.contains(" aria-current=\"step\""), "{huge}");
}
