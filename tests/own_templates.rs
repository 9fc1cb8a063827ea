//! Pages of one shape share what the program's own templates make of it; a course's own templates see every page as it is.
//! With the same templates both come out alike.

mod support;

use std::collections::BTreeMap;

use attune::{BuildOptions, Project};
use support::{built, inputs, text};

/// The pages of the shipped course, with the templates beside it as its own or with those of the program.
fn pages(are_own: bool, facilitator: bool) -> BTreeMap<String, String> {
    let mut project = Project::open(env!("CARGO_MANIFEST_DIR")).expect("the shipped course can be read");
    if !are_own {
        let themes: Vec<_> =
            project.inputs().files.keys().filter(|path| path.below("themes").is_some()).cloned().collect();
        assert!(!themes.is_empty(), "the program's templates lie beside the course");
        for path in &themes {
            project.remove(path);
        }
    }
    let report = project.build(&BuildOptions { facilitator, no_search: true, ..BuildOptions::default() });
    assert!(!report.has_errors(), "{}", report.text(attune::Format::Short));
    let pages = report.site.iter().filter(|file| file.is_page());
    let page = |file: attune::SiteFile<'_>| {
        let bytes = file.make().expect("no template has a fault");
        (file.path.as_str().to_owned(), String::from_utf8(bytes.to_vec()).expect("HTML is UTF-8"))
    };
    pages.map(page).collect()
}

#[test]
fn shared_shapes_make_the_same_pages() {
    for facilitator in [false, true] {
        let (own, shared) = (pages(true, facilitator), pages(false, facilitator));
        assert_eq!(own.keys().collect::<Vec<_>>(), shared.keys().collect::<Vec<_>>());
        for (path, page) in &own {
            assert_eq!(page, &shared[path], "{path}");
        }
    }
}

#[test]
fn a_module_without_lessons_counts_none() {
    let page = "---\ntitle: Page\n---\n\nWords.\n";
    let pages = ["content/_index.md", "content/a/_index.md", "content/b/_index.md", "content/b/one.md"];
    let course = pages.into_iter().map(|path| (path, page)).chain([("site.toml", "title = \"Course\"\n")]);
    let report = built(&inputs(course), &BuildOptions { no_search: true, ..BuildOptions::default() });
    let made = |path: &str| text(&report, path);
    let (empty, other, home) = (made("a/index.html"), made("b/index.html"), made("index.html"));
    assert!(!empty.contains(">0 ") && !empty.contains("id=\"lessons\""), "{empty}");
    assert!(other.contains(">1 lesson<") && other.contains("id=\"lessons\""), "{other}");
    assert!(!home.contains(">0 ") && home.contains(">1 lesson<"), "{home}");
}
