//! Words that the program itself writes are no terms, and are found in whatever an author wrote.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::{Course, SITE, page, said};

/// The words of a text without case, at least three letters each: two stand beside each other anywhere, such as letters of options.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() > 2);
    words.filter(|word| word.chars().all(char::is_alphabetic)).map(str::to_lowercase).collect()
}

/// The texts of all files below a folder, with their paths; packed ones unpacked.
fn texts(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(texts(&path));
            continue;
        }
        let bytes = fs::read(&path).expect("read");
        let mut unpacked = Vec::new();
        let is_packed = flate2::read::GzDecoder::new(&*bytes).read_to_end(&mut unpacked).is_ok();
        found.extend(String::from_utf8(if is_packed { unpacked } else { bytes }).ok().map(|text| (path, text)));
    }
    found
}

/// Every word of the site that no source has, not even as a part of another word: all of them are the program's own.
fn own_words(course: &Course) -> Vec<String> {
    let content = course.path("course/content");
    let joined = |text: &str| text.to_lowercase().replace(|letter: char| !letter.is_alphanumeric(), "");
    let mut sources = joined(&fs::read_to_string(course.path("course/site.toml")).expect("read"));
    for (path, text) in texts(&content) {
        for text in [&*path.to_string_lossy(), &*text] {
            sources.push(' ');
            sources.push_str(&joined(text));
        }
    }
    for (letter, written) in [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ß', "ss")] {
        sources += &sources.replace(letter, written);
    }
    let is_made =
        |path: &Path| !content.join(path.strip_prefix(course.path("course/public")).expect("in the site")).exists();
    let site = texts(&course.path("course/public")).into_iter().filter(|(path, _)| is_made(path));
    let own: BTreeSet<String> =
        site.flat_map(|(path, text)| words(&format!("{} {}", path.display(), text.replace("\\n", " ")))).collect();
    // Names have an `s` where something is theirs, and the folder of the test is no part of the site.
    let folder = words(&course.folder.path().to_string_lossy());
    let is_own = |word: &String| !sources.contains(word.as_str()) && !sources.contains(word.trim_end_matches('s'));
    own.into_iter().filter(is_own).filter(|word| !folder.contains(word)).collect()
}

/// Which of some words are terms that a command finds: halves are tried, since most are none.
fn denied(course: &Course, arguments: &[&str], words: &[String]) -> Vec<String> {
    course.put("names.txt", words.join("\n"));
    if course.run(arguments).status.code() == Some(0) {
        return Vec::new();
    }
    if let [word] = words {
        return vec![word.clone()];
    }
    let (first, second) = words.split_at(words.len() / 2);
    [denied(course, arguments, first), denied(course, arguments, second)].concat()
}

#[test]
fn no_word_of_the_programs_own_is_a_term_in_the_site() {
    let empty = Course { folder: tempfile::tempdir().expect("a folder") };
    fs::create_dir_all(empty.path("course")).expect("a folder");
    let output = empty.run_with(&["init", "--lang", "de"], None);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    // Everything that the interface says is in another language than what the author says.
    let site = fs::read_to_string(empty.path("course/site.toml")).expect("read");
    let site = site.replace("language = \"de\"", "language = \"en\"\nbase_url = \"https://kurs.test/\"");
    empty.put("course/site.toml", format!("{site}\n[privacy.material]\nprivacy-pseudonym = \"allow\"\n"));
    empty.put(
        "course/content/02-reparatur/formel.md",
        "---\ntitle: Formel\n---\n\n$$\\sum_{i=1}^{n} \\sqrt{\\frac{x_i}{2}}$$\n\n```rust\nlet x = 1;\n```\n\n| q | z |\n|---|:-:|\n| 1 | 2 |\n",
    );
    for arguments in [&["build"][..], &["build", "--facilitator"]] {
        let _ = fs::remove_dir_all(empty.path("course/public"));
        let target = if arguments.len() > 1 { "facilitator" } else { "public" };
        let output = empty.run_with(arguments, None);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        if target != "public" {
            fs::rename(empty.path("course").join(target), empty.path("course/public")).expect("renamed");
        }
        let own = own_words(&empty);
        for word in ["nav", "anna", "main", "viewport"] {
            assert_eq!(own.iter().any(|own| own == word), word != "anna", "{word}");
        }
        assert!(own.len() > 600, "{}", own.len());
        empty.put("names.txt", own.join("\n"));
        let output = empty.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{:?}", denied(&empty, arguments, &own));
    }
}

#[test]
fn a_word_that_the_program_writes_too_is_found_in_whatever_an_author_wrote() {
    let titled = |title: &str| format!("---\ntitle: {title}\n---\n\nWords.\n");
    let work = "@book{a1, title={A book}, author={Beck, M{\\\"a}rk}, year={2001}}\n";
    let places: Vec<(&str, &str, String, &str)> = vec![
        ("a paragraph", "content/m/a.md", page("Then Mark wept."), "a.md:5:6"),
        ("a reference", "content/m/a.md", page("Then &#77;ark wept."), "a.md:5:6"),
        ("an escape in front matter", "content/m/a.md", titled("\"By \\x4dark\""), "content/m/a.md"),
        ("two values", "content/m/a.md", page("By {{value.a}}{{value.b}}."), "content/m/a.md"),
        ("an alt text", "content/m/a.md", page("![Mark](a.svg)"), "a.md:5:3"),
        ("a class", "content/m/a.md", page("A <b class=\"mark\">word</b>."), "a.md:5:13"),
        ("an id", "content/m/a.md", page("## A heading {#mark}\n\nWords."), "a.md:5:16"),
        (
            "an escape in the glossary",
            "content/glossary.yaml",
            "a: { term: A, definition: \"\\x4dark.\" }\n".to_owned(),
            "glossary.yaml:1:27",
        ),
        ("a work", "content/references.bib", work.to_owned(), "references.bib:1:41"),
        ("an overridden word", "themes/default/strings/en.toml", "next = \"\\u004dark\"\n".to_owned(), "en.toml:1:8"),
        ("a template", "themes/default/templates/head.html", "<p>Mark</p>\n".to_owned(), "head.html:1:4"),
        ("a document's data", "content/m/a.json", "{\"a\": \"\\u004dark\"}\n".to_owned(), "content/m/a.json"),
        (
            "a drawing",
            "content/m/a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>&#77;ark</text></svg>".to_owned(),
            "a.svg",
        ),
    ];
    for (what, path, text, place) in places {
        let site = format!("{SITE}[values]\na = \"Ma\"\nb = \"rk\"\n");
        let course = Course::new(&[("site.toml", &site), (path, &text)]);
        course.put("names.txt", "Mark\n");
        let said = said(&course.run(&["build", "--timings=json"]));
        let error = said.split("[privacy-denied-term]").nth(1).unwrap_or_else(|| panic!("{what}: {said}"));
        assert!(error.contains(place), "{what}: {said}");
    }
}

#[test]
fn names_of_elements_and_formats_are_no_terms_in_any_file() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><g><path d=\"M0 0h4\"/><title>A line</title></g></svg>";
    let course = Course::new(&[
        ("content/m/a.svg", drawing),
        (
            "content/m/a.md",
            &page(
                "![A line](a.svg)\n\n<details><summary>More</summary>\n\nWords.\n\n</details>\n\n| a | b |\n|---|---|\n| c | d |",
            ),
        ),
    ]);
    course.put("names.txt", "Path\nDetails\nNav\nMain\nTable\nButton\nMark\nLi\nTitle Path\n");
    let output = course.run(&["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}
