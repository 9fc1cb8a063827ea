//! How much work an edit makes: pages that are parsed, rendered and written, counted rather than timed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use attune::internals::pipeline::Work;
use attune::{BuildOptions, Format, Project, Written};

/// A course of three modules with four lessons each, on disk, with a memory and a built site.
struct Course {
    folder: tempfile::TempDir,
    project: Option<Project>,
}

/// Pages parsed, rendered and written, and files removed.
#[derive(Debug, PartialEq, Eq)]
struct Effort {
    parsed: usize,
    rendered: usize,
    written: usize,
    removed: usize,
}

fn work(parsed: usize, rendered: usize, written: usize, removed: usize) -> Effort {
    Effort { parsed, rendered, written, removed }
}

/// Front page, three module indexes, twelve lessons.
const PAGES: usize = 16;
/// The pages above, the 404 page, the page of what was done.
const RENDERED: usize = PAGES + 2;

/// Those, and the index of pages and questions for learners' records, which no theme has a part in.
const MADE: usize = RENDERED + 1;

/// Without search: its list of titles is one file more with every title.
fn options() -> BuildOptions {
    BuildOptions { no_search: true, ..BuildOptions::default() }
}

/// The worker that keeps pages for reading offline, and its list: they name the edition, are written whenever anything of the course
/// changed, and are not counted below.
const OF_EDITION: usize = 2;

impl Course {
    fn new() -> Self {
        let course = Self { folder: tempfile::tempdir().expect("a temporary folder"), project: None };
        // Pages for print hold what others hold; what they cost is counted apart.
        course.put("site.toml", "title = \"A course\"\n[print]\nenabled = false\n");
        course.put("content/_index.md", "---\ntitle: Home\n---\n\nWelcome.\n");
        for module in 1..4 {
            course
                .put(&format!("content/0{module}-m{module}/_index.md"), &format!("---\ntitle: Module {module}\n---\n"));
            for lesson in 1..5 {
                let text = format!("---\ntitle: Lesson {module}.{lesson}\n---\n\nSome words of lesson {lesson}.\n");
                course.put(&format!("content/0{module}-m{module}/0{lesson}-l{lesson}.md"), &text);
            }
        }
        course
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().expect("below the root")).expect("a folder");
        fs::write(self.path(name), text).expect("a file");
    }

    fn replace(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).expect("it is there");
        assert!(text.contains(from));
        self.put(name, &text.replace(from, to));
    }

    /// What is known of the course, looked at again.
    fn project(&mut self) -> &mut Project {
        match &mut self.project {
            Some(project) => _ = project.refresh(None).expect("readable"),
            none => *none = Some(Project::open(self.folder.path()).expect("readable")),
        }
        self.project.as_mut().expect("it was put there")
    }

    fn build(&mut self) -> Effort {
        let public = self.path("public");
        let project = self.project();
        let report = project.build(&options());
        assert!(report.diagnostics.is_empty(), "{}", report.text(Format::Short));
        let outcome = project.write(&report, public).expect("written");
        assert_eq!(outcome.diagnostics, []);
        let Written { written, removed, rendered, .. } = outcome.value;
        assert!(written == 0 || written >= OF_EDITION, "{written}");
        work(report.stats.work.parsed, rendered, written.saturating_sub(OF_EDITION), removed)
    }
}

/// A built course after `edit`, and the work that made.
fn after(edit: impl FnOnce(&Course)) -> Effort {
    let mut course = Course::new();
    let first = course.build();
    assert_eq!((first.parsed, first.rendered), (PAGES, MADE));
    assert_eq!(course.build(), work(0, 0, 0, 0), "nothing changed");
    edit(&course);
    let done = course.build();
    same_as_cold(&course);
    assert_eq!(course.build(), work(0, 0, 0, 0), "nothing changed again");
    // Another run of the program has no memory of pages, but knows what it wrote.
    course.project = None;
    let later = course.build();
    let pages = course.project().build(&options()).stats.pages;
    assert_eq!(later, work(pages, 0, 0, 0), "another run");
    done
}

/// The folder holds what a build without any memory would have put there.
fn same_as_cold(course: &Course) {
    let cold = tempfile::tempdir().expect("a folder");
    let mut project = Project::open(course.folder.path()).expect("readable");
    let report = project.build(&options());
    project.write(&report, cold.path().join("public")).expect("written");
    let paths = |folder: &Path| -> BTreeSet<PathBuf> {
        let files = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        files.map(|file| file.path().strip_prefix(folder).expect("it is in there").to_owned()).collect()
    };
    let (here, there) = (course.path("public"), cold.path().join("public"));
    assert_eq!(paths(&here), paths(&there));
    for path in paths(&here) {
        assert!(fs::read(here.join(&path)).ok() == fs::read(there.join(&path)).ok(), "{}", path.display());
    }
}

const LESSON: &str = "content/02-m2/02-l2.md";

#[test]
fn the_body_of_a_lesson_is_its_own_affair() {
    assert_eq!(after(|course| course.replace(LESSON, "Some words", "Other words")), work(1, 1, 1, 0));
}

#[test]
fn the_body_of_a_lesson_is_on_two_pages_for_print_and_no_other() {
    let mut course = Course::new();
    course.put("site.toml", "title = \"A course\"\n");
    course.build();
    course.replace(LESSON, "Some words", "Other words");
    // The lesson, its module on one page, and the course on one page.
    assert_eq!(course.build(), work(1, 3, 3, 0));
    same_as_cold(&course);
}

/// What a build after `edit` does: pages parsed, pages and rules checked, pages put in places of their own, and files put into
/// the site's table or taken out of it.
fn done(edit: impl FnOnce(&Course)) -> (usize, usize, usize, usize, usize) {
    done_in(Course::new(), edit)
}

fn done_in(mut course: Course, edit: impl FnOnce(&Course)) -> (usize, usize, usize, usize, usize) {
    course.project().build(&options());
    edit(&course);
    let Work { parsed, checked, placed, listed } = course.project().build(&options()).stats.work;
    (parsed, checked.pages, checked.rules, placed, listed)
}

#[test]
fn nothing_of_the_course_is_looked_at_again_for_the_body_of_a_lesson() {
    let body = |course: &Course| course.replace(LESSON, "Some words", "\n\n- Other words\n\n> and more");
    assert_eq!(done(body), (1, 1, 0, 0, 0));
    let link = |course: &Course| course.replace(LESSON, "Some words", "[Some](01-l1.md) words");
    assert_eq!(done(link), (1, 1, 0, 0, 0));
    let place = |course: &Course| course.replace(LESSON, "Some words", "## A new place\n\nSome words");
    // Links to places on this page would be looked at again; there are none.
    assert_eq!(done(place), (1, 1, 0, 0, 0));
    assert_eq!(done(|_| {}), (0, 0, 0, 0, 0));
}

#[test]
fn a_title_leaves_order_and_links_alone() {
    assert_eq!(done(|course| course.replace(LESSON, "Lesson 2.2", "A new title")), (1, 1, 0, 0, 0));
    let site = |course: &Course| course.replace("site.toml", "A course", "Another");
    let (parsed, pages, rules, placed, listed) = done(site);
    assert_eq!((parsed, pages, rules, placed), (0, 0, 0, 0));
    // The files that no template makes, as many as in a course without lessons.
    assert!(listed < 80, "{listed}");
}

/// The same course with what rules over all pages read: objectives, marks, a page outside every module, a draft.
fn full() -> Course {
    let course = Course::new();
    let objectives = "title: Lesson 1.1\nobjectives:\n  - id: name\n    text: Name it";
    course.replace("content/01-m1/01-l1.md", "title: Lesson 1.1", objectives);
    let item = |id: &str| format!("::: question {{#{id} objective=name}}\nWhich?\n\n- [x] This\n- [ ] That\n:::\n");
    course.replace("content/03-m3/01-l1.md", "Some words", &format!("{}\n{}\nSome words", item("a"), item("b")));
    course.put("content/about.md", "---\ntitle: About\n---\n\nText.\n");
    course.replace("content/_index.md", "Welcome.", "Welcome, [reader](about.md). See [two](02-m2/02-l2.md).");
    course
}

#[test]
fn a_lesson_that_comes_or_goes_is_placed_listed_and_checked_and_no_other() {
    let new = |course: &Course| course.put("content/02-m2/03-new.md", "---\ntitle: New\n---\n\nText.\n");
    assert_eq!(done(new), (1, 1, 0, 1, 1));
    // The rules over answer keys, over objectives and over pages that cannot be reached.
    assert_eq!(done_in(full(), new), (1, 1, 3, 1, 1));
    let other = "content/02-m2/01-l1.md";
    let delete = |course: &Course| fs::remove_file(course.path(other)).expect("removed");
    assert_eq!(done(delete), (0, 1, 0, 0, 1));
    let rename = |course: &Course| {
        fs::rename(course.path(other), course.path("content/02-m2/01-other.md")).expect("renamed");
    };
    // Both paths are looked at; one has no page any more.
    assert_eq!(done(rename), (1, 2, 0, 1, 2));
    // Five pages have another address, and their old ones are gone.
    let folder = |course: &Course| {
        fs::rename(course.path("content/02-m2"), course.path("content/02-other")).expect("renamed");
    };
    // Ten paths are looked at, of which five have no page any more.
    assert_eq!(done(folder), (5, 10, 0, 5, 10));
}

#[test]
fn questions_are_looked_at_again_where_the_module_that_teaches_what_they_ask_comes_later() {
    let mut course = full();
    assert_eq!(course.project().build(&options()).diagnostics.errors(), 0);
    fs::rename(course.path("content/01-m1"), course.path("content/04-m1")).expect("renamed");
    let report = course.project().build(&options());
    // Ten paths of the folder, and the page with the questions.
    assert_eq!(report.stats.work.checked.pages, 11);
    let text = report.text(Format::Short);
    assert_eq!(text.matches("is taught only later").count(), 2, "{text}");
}

#[test]
fn a_page_that_leads_to_one_that_is_gone_is_looked_at_again() {
    let mut course = full();
    course.project().build(&options());
    fs::rename(course.path(LESSON), course.path("content/02-m2/02-other.md")).expect("renamed");
    let report = course.project().build(&options());
    // Both paths, and the front page.
    assert_eq!(report.stats.work.checked.pages, 3);
    assert_eq!(report.diagnostics.errors(), 1, "{}", report.text(Format::Short));
    fs::rename(course.path("content/02-m2/02-other.md"), course.path(LESSON)).expect("renamed");
    let report = course.project().build(&options());
    assert_eq!((report.stats.work.checked.pages, report.diagnostics.errors()), (3, 0));
}

#[test]
fn a_title_stands_on_the_pages_of_its_module_and_wherever_the_module_is_listed() {
    // Its five pages, and the index. The front page's view has the title too; its template does not show it, and the file stays.
    assert_eq!(after(|course| course.replace(LESSON, "Lesson 2.2", "A new title")), work(1, 7, 6, 0));
}

#[test]
fn the_title_at_the_end_of_a_module_is_also_on_the_page_after_it() {
    let last = "content/02-m2/04-l4.md";
    assert_eq!(after(|course| course.replace(last, "Lesson 2.4", "A new title")), work(1, 8, 7, 0));
}

#[test]
fn the_title_of_a_module_is_on_every_page() {
    assert_eq!(after(|course| course.replace("content/02-m2/_index.md", "Module 2", "Two")), work(1, MADE, MADE, 0));
}

#[test]
fn a_new_lesson_changes_its_module_and_its_neighbours() {
    // The module's six pages, the front page, the page of what was done, and the index.
    let new = |course: &Course| course.put("content/02-m2/03-new.md", "---\ntitle: New\n---\n\nText.\n");
    assert_eq!(after(new), work(1, 9, 9, 0));
}

#[test]
fn a_lesson_that_is_deleted_takes_its_page_with_it() {
    let delete = |course: &Course| fs::remove_file(course.path(LESSON)).expect("removed");
    assert_eq!(after(delete), work(0, 7, 7, 1));
}

#[test]
fn a_lesson_that_is_renamed_has_no_page_at_its_old_address() {
    let rename = |course: &Course| {
        fs::rename(course.path(LESSON), course.path("content/02-m2/02-other.md")).expect("renamed");
    };
    assert_eq!(after(rename), work(1, 8, 8, 1));
}

#[test]
fn a_folder_that_moves_takes_its_pages_along() {
    let rename = |course: &Course| {
        fs::rename(course.path("content/02-m2"), course.path("content/02-other")).expect("renamed");
    };
    // The module stands in the tree of every page.
    assert_eq!(after(rename), work(5, MADE, MADE, 5));
}

#[test]
fn the_theme_and_the_configuration_are_on_every_page() {
    let template = |course: &Course| course.put("themes/default/templates/parts/footer.html", "<footer>Mine</footer>");
    assert_eq!(after(template), work(0, RENDERED, RENDERED, 0));
    let title = |course: &Course| course.replace("site.toml", "A course", "Another");
    // The title is also that of the application as which browsers keep the course.
    assert_eq!(after(title), work(0, RENDERED, RENDERED + 1, 0));
}

#[test]
fn words_that_no_page_uses_change_no_file() {
    let words = |course: &Course| course.put("themes/default/strings/de.toml", "skip = \"Hinüber\"\n");
    assert_eq!(after(words), work(0, RENDERED, 0, 0));
}

#[test]
fn a_value_and_a_text_that_pages_include_remake_the_pages_that_use_them() {
    let mut course = Course::new();
    course.put("content/_shared/crisis.md", "Call {{value.phone}}.\n");
    course.put("content/_shared/other.md", "Other words.\n");
    course.put(
        "site.toml",
        "title = \"A course\"\n[print]\nenabled = false\n[values]\ndose = \"50 minutes\"\nphone = 988\nnone = 1\n",
    );
    course.replace(LESSON, "Some words", "{{value.dose}}\n\n{{include crisis}}\n\nSome words");
    course.replace("content/01-m1/01-l1.md", "Some words", "{{include crisis}}\n\nSome words");
    course.build();
    let mut after = |edit: &dyn Fn(&Course), done: Effort| {
        edit(&course);
        assert_eq!(course.build(), done);
        same_as_cold(&course);
    };
    after(&|course| course.put("content/_shared/crisis.md", "Dial {{value.phone}}.\n"), work(2, 2, 2, 0));
    after(&|course| course.replace("site.toml", "50 minutes", "45 minutes"), work(1, 1, 1, 0));
    after(&|course| course.replace("site.toml", "988", "112"), work(2, 2, 2, 0));
    after(&|course| course.replace("site.toml", "none = 1", "none = 2"), work(0, 0, 0, 0));
    after(&|course| course.put("content/_shared/other.md", "More words.\n"), work(0, 0, 0, 0));
    after(&|course| course.replace(LESSON, "{{include crisis}}", "{{include other}}"), work(1, 1, 1, 0));
    after(&|course| course.put("content/_shared/crisis.md", "Call at once.\n"), work(1, 1, 1, 0));
}
