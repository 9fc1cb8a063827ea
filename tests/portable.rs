//! Every file of a site has a name that every system takes. The files' names stand here and not in a case's folder, which some
//! systems could not check out.

mod support;

use attune::internals::course::OutPath;
use attune::{BuildOptions, Format, Project};
use support::{built, inputs, text};

const PAGE: &str = "---\ntitle: Page\n---\n\nWords.\n";
const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
const COURSE: [(&str, &str); 3] =
    [("site.toml", "title = \"Course\"\n"), ("content/_index.md", PAGE), ("content/m/_index.md", PAGE)];

#[test]
fn names_of_files_that_some_system_does_not_take_are_errors() {
    for name in [
        "con.md",
        "03-Aux.md",
        "nul.txt",
        "com1.svg",
        "lpt¹.svg",
        "a:b.svg",
        "what?.svg",
        "a\\b.svg",
        "<b>.svg",
        "a\nb.svg",
    ] {
        let path = format!("content/m/{name}");
        let course = COURSE.into_iter().chain([(path.as_str(), if name.contains(".md") { PAGE } else { PICTURE })]);
        let told = Project::in_memory(inputs(course)).build(&BuildOptions::default()).text(Format::Short);
        assert_eq!(told.matches("error[address-not-portable]").count(), 1, "{name}: {told}");
    }
}

#[test]
fn a_folder_that_some_system_does_not_take_is_one_error() {
    let own = [("content/com1/_index.md", PAGE), ("content/com1/a.md", PAGE), ("content/com1/b.svg", PICTURE)];
    let told =
        Project::in_memory(inputs(COURSE.into_iter().chain(own))).build(&BuildOptions::default()).text(Format::Short);
    assert_eq!(told.matches("error[").count(), 1, "{told}");
    assert!(told.contains("content/com1/_index.md:2:8: error[address-not-portable]"), "{told}");
}

#[test]
fn indexes_of_topics_and_kinds_have_names_of_their_own() {
    let site = "title = \"Course\"\n[kinds.con]\nlabel = \"Con\"\nplural = \"Aux\"\n";
    let long = "é".repeat(59);
    let page = format!("---\ntitle: Page\nkind: con\ntopics: [con, NUL, contact, {long}, {long}e]\n---\n\nWords.\n");
    let own = [("site.toml", site), ("content/m/a.md", page.as_str())];
    let report = built(&inputs(COURSE.into_iter().skip(1).chain(own)), &BuildOptions::default());
    let paths: Vec<&str> = report.site.keys().map(OutPath::as_str).collect();
    for path in
        ["topics/con-/index.html", "topics/nul-/index.html", "topics/contact/index.html", "kinds/aux-/index.html"]
    {
        assert!(paths.contains(&path), "{path}: {paths:?}");
    }
    let index = text(&report, "topics/index.html");
    assert!(index.contains("con-/index.html") && index.contains("nul-/index.html"), "{index}");
    let is_long = |path: &&&str| path.starts_with("topics/é") && path.split('/').all(|name| name.len() <= 255);
    assert_eq!(paths.iter().filter(is_long).count(), 2, "{paths:?}");
}
