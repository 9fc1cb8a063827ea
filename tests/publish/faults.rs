//! What happened to others who publish: one test for each, named after it. Those of stores stand in `src/publish/tests.rs`, those of
//! worktrees in `folder.rs`, and what readers meet meanwhile (mdBook 862: pages gone while rebuilding) in `readers.rs`.

use crate::course::Course;
use crate::files::{Files, files};

const PAGE: &str = "---\ntitle: A page\n---\n\nText.\n";

fn course() -> Course {
    Course::new("to = \"../pages\"")
}

/// What is published, without what tells of it.
fn published(course: &Course) -> Files {
    let mut files = files(&course.beside("pages"));
    files.retain(|path, _| !path.starts_with(".attune/"));
    files
}

/// hugo 642, 5266, 13910.
#[test]
fn a_deleted_or_renamed_page_lived_on() {
    let course = course();
    course.write("03-own/09-new.md", PAGE);
    course.published(&[]);
    std::fs::rename(course.root().join("content/03-own/09-new.md"), course.root().join("content/03-own/09-other.md"))
        .expect("renamed");
    course.remove("03-own/01-one.md");
    course.published(&[]);
    let there = published(&course);
    assert!(there.contains_key("own/other/index.html"));
    for gone in ["own/new/index.html", "own/one/index.html"] {
        assert!(!there.contains_key(gone), "{gone}");
    }
    // Lists are written anew as well, and one publication later nothing is left.
    for list in ["own/index.html", "sitemap.xml", "index.html", "titles.js"] {
        let text = String::from_utf8_lossy(there.get(list).map_or(&[][..], Vec::as_slice)).into_owned();
        assert!(!text.contains("own/new/") && !text.contains("own/one/"), "{list}");
    }
    course.write("03-own/10-more.md", PAGE);
    course.published(&["--forget"]);
    assert!(published(&course) == course.site());
}

/// mdBook 1092; Zola 1173, 3267.
#[test]
fn the_reload_script_got_published_and_a_preview_build_was_deployed() {
    let course = course();
    course.write("03-own/09-draft.md", PAGE.replace("title:", "draft: true\ntitle:"));
    course.published(&[]);
    let there = published(&course);
    assert!(!there.contains_key("own/draft/index.html"), "drafts are of the preview");
    for (path, bytes) in &there {
        let text = String::from_utf8_lossy(bytes);
        for part in ["EventSource(", "/_attune/", "127.0.0.1", "localhost:"] {
            assert!(!text.contains(part), "{path}: {part}");
        }
    }
}

/// mdBook 692, 799; hugo 9729.
#[test]
fn output_order_and_time_stamps_differed_each_run() {
    let course = course();
    course.publish_to_folder(&course.beside("pages"));
    course.published(&[]);
    let other = course.copied();
    let said = other.published(&[]);
    assert!(said.contains("is as it should be"), "{said}");
}

/// Eleventy 3950, 4310.
#[test]
fn an_incremental_build_differed_from_a_full_one() {
    let course = course();
    course.published(&[]);
    course.change_theme(1);
    course.write("03-own/01-one.md", PAGE.replace("Text.", "Other."));
    course.published(&["--forget"]);
    let cold = course.copied();
    cold.published(&[]);
    assert!(published(&course) == published(&cold));
}

/// Zola 366, jekyll 3034, Azure static-web-apps 104.
#[test]
fn two_pages_had_one_address_and_hosts_are_case_insensitive() {
    for slug in ["one", "ONE", "Two"] {
        let course = course();
        course.write("03-own/09-new.md", PAGE.replace("title:", &format!("slug: {slug}\ntitle:")));
        let (said, status) = course.publish(&[]);
        assert!(status == 1 && said.contains("nothing was published"), "{slug}: {said}");
        assert!(said.contains("01-one.md") || said.contains("02-two.md"), "{slug}: {said}");
        assert!(!course.beside("pages").exists());
    }
}

/// Hugo GHSA-fw87-fv5r-9fpw, GHSA-c3wq-j5vh-68rc; Jekyll CVE-2018-17567.
#[cfg(unix)]
#[test]
fn links_in_the_content_folder_led_out_of_it() {
    let course = course();
    std::fs::write(course.beside("secret.txt"), "secret").expect("written");
    for (to, at) in [("../../../secret.txt", "03-own/b.txt"), ("../..", "03-own/folder")] {
        let link = course.root().join("content").join(at);
        std::os::unix::fs::symlink(to, &link).expect("linked");
        let (said, status) = course.publish(&["--yes"]);
        assert!(status == 1 && said.contains("nothing was published"), "{at}: {said}");
        assert!(!course.beside("pages").exists());
        std::fs::remove_file(link).expect("removed");
    }
}

/// Astro GHSA-j687-52p2-xcff; Hugo CVE-2024-32875, CVE-2024-55601.
#[test]
fn titles_ended_the_script_or_the_tag_that_they_stood_in() {
    let course = Course::new("to = \"../pages\"\nbase_url = \"https://a.example/\"");
    let hostile = "</script><script>alert(1)</script>\\\"><img src=x onerror=alert(1)>";
    course.write("03-own/09-new.md", PAGE.replace("A page", &format!("\"{hostile}\"")));
    course.published(&[]);
    for (path, bytes) in published(&course) {
        let text = String::from_utf8_lossy(&bytes);
        let is_markup = [Some("html"), Some("xml")].contains(&path.rsplit_once('.').map(|(_, ending)| ending));
        if is_markup {
            assert!(!text.contains("<script>alert") && !text.contains("<img src=x"), "{path}");
        }
    }
}
