//! The preview as a browser meets it: the real program, the real watcher, requests over a socket.

#[path = "support/preview.rs"]
mod preview;

use std::fs;

use preview::Preview;

const LESSON: &str = "content/01-noticing/01-what-changed.md";
const ADDRESS: &str = "/noticing/what-changed/";
const PICTURE: &str = "/noticing/fork.svg";

#[test]
fn pages_come_from_memory_with_the_right_headers() {
    let preview = Preview::start(&[]);
    let answer = preview.ask(ADDRESS, &[]);
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("text/html; charset=utf-8"), "{answer}");
    assert!(answer.contains("/__attune/reload.js") && answer.contains("content-security-policy: default-src 'none'"));
    let tag = answer.lines().find_map(|line| line.strip_prefix("etag: ")).expect("a tag").to_owned();
    assert!(preview.ask(ADDRESS, &[&format!("If-None-Match: {tag}")]).starts_with("HTTP/1.1 304 "));
    let moved = preview.ask("/noticing?a=b", &[]);
    assert!(moved.starts_with("HTTP/1.1 307 ") && moved.contains("location: /noticing/?a=b"), "{moved}");
    let head = preview.request("HEAD", ADDRESS, &[]);
    assert!(head.starts_with("HTTP/1.1 200 ") && head.ends_with("\r\n\r\n"), "{head}");
    assert!(preview.request("POST", ADDRESS, &[]).starts_with("HTTP/1.1 405 "));
    let missing = preview.ask("/nowhere/at/all/", &[]);
    assert!(missing.starts_with("HTTP/1.1 404 ") && missing.contains("<html"), "{missing}");
    assert!(preview.ask("/../../etc/passwd", &[]).starts_with("HTTP/1.1 404 "));
    assert!(!preview.file("public").exists());
}

#[test]
fn a_part_of_a_file_can_be_had() {
    let preview = Preview::start(&[]);
    let whole = preview.ask(PICTURE, &[]);
    assert!(whole.starts_with("HTTP/1.1 200 ") && whole.contains("image/svg+xml"), "{whole}");
    let part = preview.ask(PICTURE, &["Range: bytes=0-3"]);
    assert!(part.starts_with("HTTP/1.1 206 ") && part.ends_with("\r\n\r\n<svg"), "{part}");
    assert!(part.contains("content-range: bytes 0-3/"), "{part}");
    assert!(preview.ask(PICTURE, &["Range: bytes=999999-"]).starts_with("HTTP/1.1 416 "));
    assert!(preview.ask(PICTURE, &["Range: bytes=0-3", "If-Range: \"old\""]).starts_with("HTTP/1.1 200 "));
}

#[test]
fn other_sites_are_refused_on_every_route() {
    let preview = Preview::start(&[]);
    for path in ["/", ADDRESS, "/__attune/events", "/__attune/reload.js"] {
        for header in ["Host: evil.example", "Origin: http://evil.example", "Sec-Fetch-Site: cross-site"] {
            let answer = preview.ask(path, &[header]);
            assert!(answer.starts_with("HTTP/1.1 403 "), "{path} {header}: {answer}");
            assert!(!answer.to_lowercase().contains("access-control"));
        }
    }
}

#[test]
fn every_way_of_saving_is_seen() {
    for arguments in [&[][..], &["--poll"][..]] {
        let preview = Preview::start(arguments);
        let lesson = preview.file(LESSON);
        let text = fs::read_to_string(&lesson).expect("it is there");
        fs::write(&lesson, format!("{text}\nWritten in place.\n")).expect("saved");
        preview.wait_for(ADDRESS, |page| page.contains("Written in place."));
        let other = lesson.with_file_name("tmp~");
        fs::write(&other, format!("{text}\nRenamed over.\n")).expect("saved");
        fs::rename(&other, &lesson).expect("saved");
        preview.wait_for(ADDRESS, |page| page.contains("Renamed over."));
        fs::write(lesson.with_file_name("03-new.md"), "---\ntitle: Brand new\n---\n\nText.\n").expect("saved");
        preview.wait_for("/noticing/new/", |page| page.starts_with("HTTP/1.1 200 "));
        fs::remove_file(lesson.with_file_name("03-new.md")).expect("removed");
        preview.wait_for("/noticing/new/", |page| page.starts_with("HTTP/1.1 404 "));
        let config = preview.file("site.toml");
        let site = fs::read_to_string(&config).expect("it is there").replace("A small course", "Another title");
        fs::write(config.with_file_name("new.toml"), site).expect("saved");
        fs::rename(config.with_file_name("new.toml"), &config).expect("saved");
        preview.wait_for("/", |page| page.contains("Another title"));
        fs::create_dir_all(preview.file("themes/default/strings")).expect("a folder");
        fs::write(preview.file("themes/default/strings/en.toml"), "skip = \"Hop\"\n").expect("saved");
        preview.wait_for("/", |page| page.contains("Hop"));
        fs::rename(preview.file("content/01-noticing"), preview.file("content/01-seeing")).expect("moved");
        let link = preview.file("content/02-repair/01-the-order-of-things.md");
        let text = fs::read_to_string(&link).expect("it is there").replace("01-noticing", "01-seeing");
        fs::write(&link, text).expect("saved");
        preview.wait_for("/seeing/what-changed/", |page| page.starts_with("HTTP/1.1 200 "));
        preview.wait_for(ADDRESS, |page| page.starts_with("HTTP/1.1 404 "));
    }
}

#[test]
fn errors_are_told_over_the_last_good_page_and_go_by_themselves() {
    let preview = Preview::start(&[]);
    let lesson = preview.file(LESSON);
    let text = fs::read_to_string(&lesson).expect("it is there");
    assert!(preview.event().contains("\"problems\":[]"));
    fs::write(&lesson, format!("{text}\n[broken](nowhere.md)\n")).expect("saved");
    // On a busy machine the file may be seen while it is half written, which is an error of its own.
    let problem = preview.wait_for_event(|event| event.contains("broken-link"));
    let line = text.lines().count() + 2;
    assert!(problem.contains("broken-link") && problem.contains(&format!("{LESSON}:{line}:1")), "{problem}");
    let page = preview.ask(ADDRESS, &[]);
    assert!(page.starts_with("HTTP/1.1 200 ") && page.contains("<noscript><p class=\"attune-problems\">"), "{page}");
    fs::write(&lesson, format!("{text}\nFixed.\n")).expect("saved");
    preview.wait_for(ADDRESS, |page| page.contains("Fixed."));
    assert!(preview.event().contains("\"problems\":[]"));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_course_is_told_and_forgotten_when_it_is_gone() {
    let preview = Preview::start(&[]);
    let link = preview.file("content/01-noticing/out.svg");
    std::os::unix::fs::symlink(preview.folder.path(), &link).expect("a link");
    let problem = preview.wait_for_event(|event| !event.contains("\"problems\":[]"));
    assert!(problem.contains("input-link-outside"), "{problem}");
    fs::remove_file(&link).expect("removed");
    preview.wait_for_event(|event| event.contains("\"problems\":[]"));
}

#[test]
fn a_course_that_begins_with_errors_is_shown_when_they_are_mended() {
    let preview = Preview::start_with(&[], |root| {
        fs::write(root.join("content/01-noticing/_index.md"), "no front matter").expect("saved");
    });
    let waiting = preview.ask("/", &[]);
    assert!(waiting.starts_with("HTTP/1.1 404 ") && waiting.contains("/__attune/reload.js"), "{waiting}");
    assert!(preview.event().contains("front-matter-missing"));
    fs::write(preview.file("content/01-noticing/_index.md"), "---\ntitle: Seeing\n---\n").expect("saved");
    preview.wait_for("/noticing/", |page| page.starts_with("HTTP/1.1 200 ") && page.contains("Seeing"));
}

#[test]
fn a_port_that_is_taken_makes_way_for_the_next() {
    let first = Preview::start(&[]);
    let port = first.address.rsplit_once(':').expect("a port").1.to_owned();
    let second = Preview::start(&["--port", &port]);
    assert_ne!(first.address, second.address);
    assert!(second.ask("/", &[]).starts_with("HTTP/1.1 200 "));
}
