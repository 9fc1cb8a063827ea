//! What others see of a published course: search engines, networks, readers who look for an imprint; and what a terminal shows.

use serde_json::Value;

use crate::course::{Course, attune};

/// A published course in a folder, by path.
fn published(target: &str, site: &str, pages: &[(&str, &str)]) -> impl Fn(&str) -> String {
    let course = Course::new(&format!("to = \"../pages\"\n{target}"));
    course.configure(site);
    for (path, text) in pages {
        course.write(path, text);
    }
    course.published(&[]);
    move |path| std::fs::read_to_string(course.beside("pages").join(path)).expect("it is published")
}

/// What is said of a page in the words of schema.org; there is one such part.
fn data(html: &str) -> Value {
    let parts: Vec<&str> = html.split("<script type=\"application/ld+json\">").skip(1).collect();
    assert_eq!(parts.len(), 1, "{html}");
    serde_json::from_str(parts[0].split("</script>").next().expect("it ends")).expect("JSON")
}

const LESSON: &str = "---\ntitle: A \"page\" </script>\nsummary: What it is & does.\nreviewed: 2026-03-01\nobjectives:\n  \
                      - id: see\n    text: See it.\n---\n\nText.\n";

#[test]
fn search_engines_are_told_of_the_course_and_of_its_lessons() {
    let text = published("base_url = \"https://a.example/below/\"", "", &[("03-own/09-page.md", LESSON)]);
    let home = data(&text("index.html"));
    assert_eq!((&home["@context"], &home["@type"]), (&"https://schema.org".into(), &"Course".into()));
    assert_eq!(home["url"], "https://a.example/below/");
    assert!(home["name"].as_str().is_some_and(|name| !name.is_empty()), "{home}");
    let lesson = data(&text("own/page/index.html"));
    assert_eq!(lesson["@type"], "LearningResource");
    assert_eq!(lesson["name"], "A “page” </script>");
    assert_eq!(lesson["description"], "What it is & does.");
    assert_eq!(lesson["url"], "https://a.example/below/own/page/");
    assert_eq!(lesson["teaches"], serde_json::json!(["See it."]));
    assert_eq!(lesson["dateModified"], "2026-03-01");
    assert_eq!(lesson["isPartOf"]["url"], "https://a.example/below/");
    let sitemap = text("sitemap.xml");
    assert!(sitemap.contains("<loc>https://a.example/below/own/page/</loc>"), "{sitemap}");
}

#[test]
fn a_feed_without_reviewed_pages_was_dated_1970() {
    let course = Course::new("to = \"../pages\"\nbase_url = \"https://a.example/\"");
    let there = || {
        let mut files = crate::course::files(&course.beside("pages"));
        files.retain(|path, _| !path.starts_with(".attune/"));
        files
    };
    let is_named = |files: &crate::files::Files| {
        files.values().any(|bytes| String::from_utf8_lossy(bytes).contains("application/atom+xml"))
    };
    let unreviewed = "---\ntitle: A page\n---\n\nText.\n";
    for (page, date) in [(unreviewed, None), (LESSON, Some("2026-03-01")), (unreviewed, None)] {
        course.write("03-own/09-page.md", page);
        course.published(&[]);
        let files = there();
        let feed = files.get("feed.xml").map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert_eq!((feed.is_some(), is_named(&files)), (date.is_some(), date.is_some()), "{page}");
        if let (Some(feed), Some(date)) = (feed, date) {
            assert_eq!(feed.matches(&format!("<updated>{date}T00:00:00Z</updated>")).count(), 2, "{feed}");
        }
        for (path, bytes) in files {
            assert!(!String::from_utf8_lossy(&bytes).contains("1970-01-01"), "{path}");
        }
    }
}

/// Robots ask at the root of a host alone; below a path it would say something of pages that are not the course's.
#[test]
fn a_course_below_a_path_said_what_robots_may_read() {
    for (base, expected) in [
        ("https://a.example/", Some("User-agent: *\nAllow: /\nSitemap: https://a.example/sitemap.xml\n")),
        ("https://a.example", Some("User-agent: *\nAllow: /\nSitemap: https://a.example/sitemap.xml\n")),
        ("https://a.example/below/", None),
        ("https://a.example/a/b", None),
    ] {
        let course = Course::new(&format!("to = \"../pages\"\nbase_url = \"{base}\""));
        course.published(&[]);
        let files = crate::course::files(&course.beside("pages"));
        let robots = files.get("robots.txt").map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert_eq!(robots.as_deref(), expected, "{base}");
        assert!(files.contains_key("sitemap.xml"), "{base}");
    }
}

#[test]
fn networks_are_told_what_to_show_with_a_link() {
    let picture = include_bytes!("../../docs/pictures/lesson.png");
    let course = Course::new("to = \"../pages\"\nbase_url = \"https://a.example/below/\"");
    let site = std::fs::read_to_string(course.root().join("site.toml")).expect("it is there");
    std::fs::write(course.root().join("site.toml"), format!("image = \"cover.png\"\n{site}")).expect("written");
    course.write("cover.png", picture);
    course.published(&[]);
    let html = std::fs::read_to_string(course.beside("pages/own/one/index.html")).expect("a page");
    let property = |name: &str| {
        let (_, rest) = html.split_once(&format!("<meta property=\"og:{name}\" content=\"")).expect(name);
        rest.split('"').next().expect("it ends").to_owned()
    };
    assert_eq!(property("url"), "https://a.example/below/own/one/");
    assert_eq!(property("title"), "One");
    assert_eq!(property("locale").get(..2), Some("en"));
    let image = property("image");
    let path = image.strip_prefix("https://a.example/below/").expect("an address of this course");
    assert_eq!(std::fs::read(course.beside("pages").join(path)).expect("it is there"), picture);
    assert!(html.contains("rel=\"apple-touch-icon\""), "{html}");
}

#[test]
fn what_the_law_asks_for_is_linked_from_every_page() {
    let links = "[footer]\nlinks = [\n  { label = \"Imprint\", url = \"imprint.md\" },\n  \
                 { label = \"Privacy\", url = \"https://example.org/privacy\" },\n]";
    let text = published("", links, &[("imprint.md", "---\ntitle: Imprint\n---\n\nWho we are.\n")]);
    for (page, to_imprint) in [
        ("index.html", "imprint/index.html"),
        ("own/one/index.html", "../../imprint/index.html"),
        ("imprint/index.html", "index.html"),
        ("glossary/index.html", "../imprint/index.html"),
    ] {
        let html = text(page);
        let (_, footer) = html.rsplit_once("<footer").expect("a footer");
        let footer = footer.split("</footer>").next().expect("it ends");
        assert!(footer.contains("href=\"https://example.org/privacy\""), "{page}: {footer}");
        assert!(footer.contains(&format!("href=\"{to_imprint}\"")) || page == "imprint/index.html", "{page}: {footer}");
        assert!(footer.contains(">Imprint<"), "{page}: {footer}");
    }
}

#[test]
fn an_address_in_any_script_is_published_as_hosts_have_it() {
    let text = published("base_url = \"https://bücher.example/kurs-für-alle/\"", "", &[]);
    let root = "https://xn--bcher-kva.example/kurs-f%C3%BCr-alle/";
    assert!(text("sitemap.xml").contains(&format!("<loc>{root}own/one/</loc>")), "{}", text("sitemap.xml"));
    assert!(
        text("index.html").contains(&format!("<link rel=\"canonical\" href=\"{root}\">")),
        "{}",
        text("index.html")
    );
    // Who meets an address that is not there is somewhere below the course's own.
    assert!(text("404.html").contains("/kurs-f%C3%BCr-alle/assets/"), "{}", text("404.html"));
}

#[test]
fn colour_goes_where_it_is_wanted() {
    let course = Course::new("to = \"../pages\"");
    course.write("03-own/09-page.md", "---\ntitle: A page\n---\n\n[a](nowhere.md)\n");
    let is_coloured = |variables: &[(&str, &str)]| {
        let mut command = attune();
        command.env_clear().args(["check", "--root"]).arg(course.root()).envs(variables.iter().copied());
        let output = command.output().expect("it runs");
        assert_eq!(output.status.code(), Some(1));
        [output.stdout, output.stderr].concat().contains(&0x1b)
    };
    assert!(!is_coloured(&[]), "no terminal, no colour");
    assert!(is_coloured(&[("FORCE_COLOR", "1")]));
    assert!(is_coloured(&[("FORCE_COLOR", "1"), ("TERM", "dumb")]));
    assert!(!is_coloured(&[("FORCE_COLOR", "")]), "empty is as good as not set");
    assert!(!is_coloured(&[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
}
