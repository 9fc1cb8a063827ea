//! A folder: a mounted host, or a worktree of git.

use std::fs;

use crate::course::{Course, files};

const PAGE: &str = "---\ntitle: A page\n---\n\nText.\n";

/// actions-gh-pages 438, 119: folders with `_` were dropped, and CNAME was lost. Zola 1378, 1976: the output was wiped, with a .git in it.
#[test]
fn folders_with_underscores_dropped_and_cname_lost() {
    let course = Course::new("to = \"../pages\"");
    let pages = course.beside("pages");
    fs::create_dir_all(pages.join(".git/refs")).expect("made");
    for path in [".git/HEAD", ".git/refs/main", "CNAME", "README.md", "_own/kept.txt"] {
        fs::create_dir_all(pages.join(path).parent().expect("it is in a folder")).expect("made");
        fs::write(pages.join(path), "theirs").expect("written");
    }
    course.published(&[]);
    course.write("03-own/09-new.md", PAGE);
    course.remove("03-own/01-one.md");
    course.published(&[]);
    let there = files(&pages);
    for path in [".git/HEAD", ".git/refs/main", "CNAME", "README.md", "_own/kept.txt"] {
        assert_eq!(there.get(path).map(Vec::as_slice), Some(&b"theirs"[..]), "{path}");
    }
    for (path, bytes) in course.site() {
        assert_eq!(there.get(&path), Some(&bytes), "{path}");
    }
    assert!(there.contains_key(".nojekyll") && there.contains_key("_headers"));
    assert!(!there.contains_key("own/one/index.html"));
    assert!(course.published(&[]).contains("is as it should be"));
    course.published(&["--previous"]);
    let there = files(&pages);
    assert!(there.contains_key("own/one/index.html") && !there.contains_key("own/new/index.html"));
}

/// Who has to go back has often broken the course.
#[test]
fn the_version_before_comes_back_whatever_is_wrong_with_the_course() {
    let course = Course::new("to = \"../pages\"");
    course.published(&[]);
    course.write("03-own/09-new.md", PAGE);
    course.published(&[]);
    course.write("03-own/10-broken.md", "No front matter, and [a link](nowhere.md).\n");
    let (said, status) = course.publish(&[]);
    assert_eq!(status, 1, "{said}");
    course.published(&["--previous"]);
    let there = files(&course.beside("pages"));
    assert!(there.contains_key("own/one/index.html") && !there.contains_key("own/new/index.html"));
}

#[test]
fn a_folder_that_is_not_there_yet_is_made_by_a_publication_and_by_no_dry_run() {
    let course = Course::new("to = \"../pages\"");
    course.published(&["--dry-run"]);
    assert!(!course.beside("pages").exists());
    course.published(&[]);
    assert!(course.beside("pages/index.html").is_file());
}

#[test]
fn a_folder_without_a_manifest_is_compared_by_content() {
    let course = Course::new("to = \"../pages\"");
    course.published(&[]);
    fs::remove_dir_all(course.beside("pages/.attune")).expect("removed");
    let said = course.published(&[]);
    assert!(said.contains(" 0 files sent"), "{said}");
    fs::remove_dir_all(course.beside("pages/.attune")).expect("removed");
    fs::write(course.beside("pages/index.html"), "theirs").expect("written");
    let (said, status) = course.publish(&[]);
    assert!(status == 3 && said.contains("did not put there would be replaced, such as `index.html`"), "{said}");
    course.published(&["--yes"]);
    assert_ne!(fs::read(course.beside("pages/index.html")).expect("it is there"), b"theirs");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_deleted_through_a_link() {
    let course = Course::new("to = \"../pages\"");
    course.published(&[]);
    let (pages, outside) = (course.beside("pages"), course.beside("outside"));
    fs::rename(pages.join("own"), &outside).expect("moved");
    std::os::unix::fs::symlink(&outside, pages.join("own")).expect("linked");
    let before = files(&outside);
    course.remove("03-own/01-one.md");
    let (said, status) = course.publish(&[]);
    assert!(status == 3 && said.contains("is a symbolic link where the site has a folder"), "{said}");
    assert_eq!(files(&outside), before);
}

#[test]
fn the_course_itself_is_no_target_and_neither_is_a_folder_that_is_not_mounted() {
    // What is wrong in site.toml is an error of the course, at its line; what the machine lacks is a fault.
    for (to, why, ending) in [
        (".", "it is the course's own folder", 1),
        ("content/site", "the course's own files lie there", 1),
        ("..", "the course lies in it", 1),
        ("public", "the built site lies there", 1),
        ("../a/b/c", "there is no such folder, nor one around it", 3),
    ] {
        let course = Course::new(&format!("to = \"{to}\""));
        let (said, status) = course.publish(&[]);
        assert!(status == ending && said.contains(why) && !said.contains("--output"), "{to}: {said}");
    }
}

#[test]
fn errors_and_findings_of_the_privacy_rules_stop_it() {
    let course = Course::new("to = \"../pages\"");
    let private = "---\ntitle: A page\n---\n\nWrite to jane.doe@clinic-mail.example.\n";
    course.write("03-own/09-new.md", PAGE.replace("Text.", "[a](nowhere.md)"));
    let (said, status) = course.publish(&[]);
    assert!(status == 1 && said.contains("1 error: nothing was published"), "{said}");
    let site = course.root().join("site.toml");
    let text = fs::read_to_string(&site).expect("it is there");
    fs::write(&site, format!("{text}\n[privacy.kinds.lesson]\nprivacy-email = \"warn\"\n")).expect("written");
    course.write("03-own/09-new.md", private);
    let (said, status) = course.publish(&[]);
    assert!(status == 1 && said.contains("1 finding of the privacy rules: nothing was published"), "{said}");
    assert!(!course.beside("pages").exists());
}

/// Names of real people that must stand nowhere: neither at the host nor in what is said.
#[test]
fn a_term_of_the_deny_list_stops_it_and_is_not_said() {
    let course = Course::new("to = \"../pages\"");
    std::fs::write(course.beside("names.txt"), "Katarzyna Kowalska\n").expect("written");
    let list = course.beside("names.txt");
    let course = course.with("ATTUNE_DENY_LIST", &list.to_string_lossy());
    for (path, text) in [
        ("03-own/09-new.md", &PAGE.replace("Text.", "Katarzyna Kowalska was late.")),
        ("03-own/09-new.md", &PAGE.replace("A page", "katarzyna  KOWALSKA")),
        ("03-own/Katarzyna-Kowalska.txt", &"Text.".to_owned()),
        ("03-own/b.txt", &"By Katarzyna Kowalska.".to_owned()),
    ] {
        course.write(path, text);
        let (said, status) = course.publish(&["--yes"]);
        assert!(status == 1 && said.contains("nothing was published"), "{path}: {said}");
        assert!(!said.to_lowercase().contains("kowalska"), "{path}: {said}");
        assert!(!course.beside("pages").exists(), "{path}");
        course.remove(path);
    }
    course.published(&[]);
}

#[test]
fn the_target_s_own_address_is_built_for() {
    let course =
        Course::new("to = \"../pages\"\nbase_url = \"https://a.example/below/\"\n[publish.other]\nto = \"../other\"");
    course.published(&[]);
    let sitemap = fs::read_to_string(course.beside("pages/sitemap.xml")).expect("it is there");
    assert!(sitemap.contains("https://a.example/below/own/"), "{sitemap}");
    let mut unnamed = crate::course::attune();
    let (said, status) =
        crate::course::ended(&unnamed.args(["publish", "--root"]).arg(course.root()).output().expect("it runs"));
    assert!(status == 2 && said.contains("name one of `live`, `other`"), "{said}");
    let mut wrong = crate::course::attune();
    let (said, status) =
        crate::course::ended(&wrong.args(["publish", "lve", "--root"]).arg(course.root()).output().expect("it runs"));
    assert!(status == 2 && said.contains("site.toml has no target `lve`"), "{said}");
}

/// A term of the deny list stops a publication before anything is sent, whatever file of the site has it.
#[test]
fn a_term_of_the_deny_list_is_refused_before_anything_is_sent() {
    let course = Course::new("to = \"../pages\"");
    let list = course.beside("names.txt");
    fs::write(&list, "Katarzyna Kowalska\n").expect("written");
    let course = course.with("ATTUNE_DENY_LIST", &list.to_string_lossy());
    course.published(&[]);
    let before = files(&course.beside("pages"));
    for (path, text) in [
        ("03-own/b.txt", "By Katarzyna Kowalska.\n"),
        ("03-own/katarzyna-kowalska.txt", "Words.\n"),
        ("03-own/09-new.md", "---\ntitle: Katarzyna Kowalska\n---\n\nText.\n"),
    ] {
        course.write(path, text);
        for arguments in [&[][..], &["--yes"], &["--dry-run"]] {
            let (said, status) = course.publish(arguments);
            assert!(status == 1 && said.contains("privacy-denied-term"), "{path} {arguments:?}: {status} {said}");
            assert!(!said.to_lowercase().contains("kowalska"), "{path}: {said}");
        }
        assert_eq!(files(&course.beside("pages")), before, "{path}: the host is as it was");
        course.remove(path);
    }
    course.published(&[]);
}
