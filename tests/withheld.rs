//! The rule over the finished site: words that learners must not get are found in any file, and nothing else is.

use std::io::{Read as _, Write as _};

use attune::internals::check::Withheld;
use attune::internals::course::OutPath;
use attune::internals::diagnostic::Diagnostic;
use attune::internals::input::Inputs;
use attune::internals::pipeline::{BuildOptions, Built, Memo, build};
use attune::internals::site::{Inspection as _, OutFile, Site};
use attune::internals::source::CoursePath;

const SECRET: &str = "Let the quiet ones speak before anybody sums up";

fn built(lesson: &str, draft: &str) -> Built {
    let mut inputs = Inputs::default();
    let mut put = |path: &str, text: &str| inputs.put(CoursePath::new(path), text.as_bytes().to_vec());
    put("site.toml", "title = \"Course\"\n");
    put("content/_index.md", "---\ntitle: Home\n---\n\nHome.\n");
    put("content/m/_index.md", "---\ntitle: Module\n---\n\nModule.\n");
    put("content/m/a.md", &format!("---\ntitle: Lesson\n---\n\n{lesson}\n"));
    put("content/m/b.md", &format!("---\ntitle: Waiting for an answer\ndraft: true\n---\n\n{draft}\n"));
    let built = build(&inputs, &BuildOptions::default(), &mut Memo::default());
    assert!(!built.findings.iter().any(Diagnostic::is_error), "{:?}", built.findings);
    built
}

fn found(built: &Built, path: &str, text: &[u8]) -> bool {
    let rule = Withheld::of(&built.course);
    rule.inspect(&OutPath::new(path), text).is_some()
}

fn part(text: &str) -> String {
    format!("Words.\n\n::: facilitator\n{text}.\n:::")
}

#[test]
fn the_site_as_it_is_has_no_finding() {
    let built = built(&part(SECRET), "Another text that is not yet for everybody.");
    for file in built.site.iter() {
        assert!(file.make_inspected(file.prepare()).is_ok(), "{}", file.path);
    }
}

#[test]
fn in_a_course_in_which_nothing_is_withheld_nothing_is_found() {
    let mut inputs = Inputs::default();
    inputs.put(CoursePath::new("site.toml"), b"title = \"Course\"\n".to_vec());
    inputs.put(CoursePath::new("content/_index.md"), b"---\ntitle: Home\n---\n\nHome.\n".to_vec());
    let built = build(&inputs, &BuildOptions::default(), &mut Memo::default());
    assert!(!found(&built, "a.txt", SECRET.as_bytes()));
}

#[test]
fn words_of_a_part_are_found_in_any_dress() {
    let built = built(&part(SECRET), "A text.");
    for (path, text) in [
        ("a/index.html", format!("<p>{SECRET}.</p>")),
        ("a/index.html", "<p>let THE <b>quiet</b> ones speak before\n<i>anybody</i></p>".to_owned()),
        ("a/index.html", format!("<img alt=\"{SECRET}\">")),
        ("feed.xml", format!("<summary>&lt;p&gt;{SECRET}&lt;/p&gt;</summary>")),
        ("titles.js", format!("export default [{{\"t\":\"{SECRET}\"}}]")),
        ("notes.txt", SECRET.to_uppercase()),
    ] {
        assert!(found(&built, path, text.as_bytes()), "{text}");
    }
    let mut packed = flate2::read::GzEncoder::new(SECRET.as_bytes(), flate2::Compression::fast());
    let mut bytes = Vec::new();
    packed.read_to_end(&mut bytes).expect("it is packed");
    assert!(found(&built, "pagefind/a.pf_fragment", &bytes));
}

#[test]
fn words_of_a_draft_and_its_title_are_found() {
    let built = built("Words.", "What the group did in the second hour of the day.");
    assert!(found(&built, "a.html", b"<a>Waiting for an answer</a>"));
    assert!(found(&built, "a.html", b"did in the second hour of"));
    assert!(!found(&built, "a.html", b"the second hour"));
}

#[test]
fn what_learners_read_elsewhere_is_no_finding() {
    let built = built(
        &format!("{SECRET}.\n\n{}", part(&format!("{SECRET}. Then ask who has not spoken yet today"))),
        "A text.",
    );
    assert!(!found(&built, "a.html", SECRET.as_bytes()));
    assert!(found(&built, "a.html", b"ask who has not spoken yet today"));
}

#[test]
fn a_list_of_open_titles_is_no_finding() {
    let built = built(&part("Home, module, lesson"), "A text.");
    let contents = "<nav><a>Home</a><a>Module</a><a>Lesson</a></nav>";
    assert!(!found(&built, "a/index.html", contents.as_bytes()));
    assert!(found(&built, "a/index.html", b"<nav><a>Waiting</a> for an answer</nav>"));
}

#[test]
fn parts_in_scripts_without_spaces_are_found() {
    let built = built(&part("静かな人が先に話すのを待ってください"), "A text.");
    assert!(found(&built, "a.html", "<p>静かな人が<b>先に</b>話す</p>".as_bytes()));
    assert!(!found(&built, "a.html", "<p>静かな夜</p>".as_bytes()));
}

#[test]
fn words_of_a_part_are_found_in_what_a_document_packs_splits_or_escapes() {
    let built = built(&part(SECRET), "A text.");
    let escaped: String =
        SECRET.chars().fold(String::new(), |all, letter| format!("{all}\\u{:04x}", u32::from(letter)));
    let in_octal: String = SECRET.bytes().fold(String::new(), |all, byte| format!("{all}\\{byte:03o}"));
    let split: String = SECRET.chars().fold(String::new(), |all, letter| format!("{all}<tspan>{letter}</tspan>"));
    for text in [
        format!("{{\"a\":\"{escaped}\"}}"),
        format!("%PDF-1.7\n/Title ({in_octal})"),
        format!("<svg><text>{split}</text></svg>"),
        format!("BEGIN:VCALENDAR\r\nSUMMARY:{}\r\n", SECRET.replace("quiet", "qui\r\n et")),
    ] {
        assert!(found(&built, "m/file", text.as_bytes()), "{text}");
        let streamed = Withheld::of(&built.course).inspect_stream(&OutPath::new("m/file"), &mut text.as_bytes());
        assert!(streamed.expect("it is read").is_some(), "{text}");
    }
}

fn zip(name: &str, content: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("in memory");
    writer.write_all(content).expect("in memory");
    writer.finish().expect("in memory").into_inner()
}

fn said_of(built: &Built, bytes: &[u8]) -> Option<String> {
    let (rule, path) = (Withheld::of(&built.course), OutPath::new("m/file"));
    let held = rule.inspect(&path, bytes).map(|found| found.message);
    let streamed = rule.inspect_stream(&path, &mut &*bytes).expect("it is read").map(|found| found.message);
    assert_eq!(held, streamed);
    held
}

#[test]
fn what_cannot_be_looked_at_as_a_whole_is_told() {
    let built = built(&part(SECRET), "A text.");
    let deep = (0..5).fold(b"Words.".to_vec(), |inner, _| zip("a.zip", &inner));
    let large = zip("a.txt", "Words. ".repeat(3_000_000).as_bytes());
    for (what, bytes) in [("deep", deep), ("large", large)] {
        let said = said_of(&built, &bytes).unwrap_or_default();
        assert!(said.contains("cannot be told"), "{what}: {said}");
    }
    let film = [vec![0; 64], vec![7; 20_000_000]].concat();
    let innocent = [
        ("twice", zip("a.zip", &zip("a.txt", b"Words."))),
        ("a film", zip("a.bin", &film)),
        ("a picture", zip("a.png", &film)),
    ];
    for (what, bytes) in innocent {
        assert_eq!(said_of(&built, &bytes), None, "{what}");
    }
}

#[test]
fn words_are_found_in_files_that_are_written_into_texts_and_behind_the_first_part_of_a_packed_one() {
    let built = built(&part(SECRET), "A text.");
    let encoded: String = SECRET.bytes().fold(String::new(), |all, byte| format!("{all}%{byte:02x}"));
    let gzip = |text: &str| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(text.as_bytes()).expect("in memory");
        packed.finish().expect("in memory")
    };
    for bytes in [
        format!("p {{ background: url(\"data:image/svg+xml,<svg><text>{encoded}</text></svg>\") }}").into_bytes(),
        format!("<img src='data:text/plain,{encoded}'>").into_bytes(),
        [gzip("Words. "), gzip(SECRET)].concat(),
    ] {
        let said = said_of(&built, &bytes).unwrap_or_default();
        assert!(said.starts_with("words of this part"), "{}: {said}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn words_in_files_that_no_page_shows_are_found_and_excuse_no_others() {
    let captions = format!("WEBVTT\n\n00:00.000 --> 00:09.000\n{SECRET}\n");
    let drawing = |inside: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/>{inside}</svg>")
    };
    let (titled, written) =
        (drawing(&format!("<title>{SECRET}</title>")), drawing(&format!("<text y=\"5\">{SECRET}</text>")));
    let page = "---\ntitle: W\n---\n\n![A chair](a.svg)\n";
    let film = "---\ntitle: W\n---\n\n::: video {src=\"a.mp4\" captions=\"a.vtt\"}\nWords.\n:::\n";
    let cases: [(&str, Files<'_>, &[&str]); 5] = [
        ("captions that nothing plays", &[("content/m/a.vtt", &captions)], &["m/a.vtt", "m/a.txt"]),
        ("a drawing that nothing shows", &[("content/m/a.svg", &written)], &["m/a.svg", "m/a.txt"]),
        (
            "a title that nobody sees",
            &[("content/m/a.svg", &titled), ("content/m/p.md", page)],
            &["m/a.svg", "m/a.txt"],
        ),
        ("a drawing that is shown", &[("content/m/a.svg", &written), ("content/m/p.md", page)], &[]),
        (
            "captions that are played",
            &[("content/m/a.vtt", &captions), ("content/m/a.mp4", "x"), ("content/m/p.md", film)],
            &[],
        ),
    ];
    for (what, files, leaks) in cases {
        let files: Vec<(&str, &str)> = files.iter().copied().chain([("content/m/a.txt", SECRET)]).collect();
        let built = said_elsewhere(&format!("{SECRET}."), &files);
        let found: Vec<&str> = built
            .site
            .iter()
            .filter(|file| file.make_inspected(file.prepare()).is_err())
            .map(|file| file.path.as_str())
            .collect();
        let mut leaks = leaks.to_vec();
        leaks.sort_unstable();
        assert_eq!(found, leaks, "{what}");
    }
}

type Files<'f> = &'f [(&'f str, &'f str)];

/// A course in which a facilitators' part says what learners read in some other way than in a page's running text.
fn said_elsewhere(part: &str, files: Files<'_>) -> Built {
    let mut inputs = Inputs::default();
    let mut put = |path: &str, text: &str| _ = inputs.put(CoursePath::new(path), text.as_bytes().to_vec());
    put("site.toml", "title = \"A course on ruptures and repair\"\n[values]\ntime = \"all the words\"\n");
    put("content/_index.md", "---\ntitle: Home\n---\n\nHome.\n");
    put("content/m/_index.md", "---\ntitle: Module\n---\n\nModule.\n");
    put("content/m/a.md", &format!("---\ntitle: Lesson\n---\n\nWords.\n\n::: facilitator\n{part}\n:::\n"));
    for (path, text) in files {
        put(path, text);
    }
    build(&inputs, &BuildOptions::default(), &mut Memo::default())
}

#[test]
fn what_learners_read_anyway_is_no_finding() {
    let question =
        "---\ntitle: Q\n---\n\n::: question {#q}\nWhat now?\n\n- [x] a\n\n  z\n- [ ] b\n\n  z\n- [ ] c\n\n  z\n:::\n";
    let page = |body: &str| format!("---\ntitle: W\ntopics: [the therapeutic relationship]\n---\n\n{body}\n");
    let dialogue = page("::: dialogue\nClient\n: You are late again.\n\nTherapist\n: I am.\n:::");
    let picture = page("![a line that splits in two and goes on](a.svg)");
    let value = page("let {{value.time}} be the same here");
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>";
    let work = "k:\n  type: book\n  title: Cognitive behavior therapy and what lies beyond it\n  author: \"Roe, A.\"\n  date: 2001\n";
    let draft = "---\ntitle: A course on ruptures and repair\ndraft: true\n---\n\nWords.\n";
    let cases: [(&str, &str, Files<'_>); 8] = [
        ("the interface", "Show the answer", &[("content/m/q.md", question)]),
        ("a speaker's name", "Client: You are late again.", &[("content/m/d.md", &dialogue)]),
        (
            "a picture's description",
            "Show it: a line that splits in two and goes on.",
            &[("content/m/p.md", &picture), ("content/m/a.svg", drawing)],
        ),
        ("a topic", "the therapeutic relationship", &[("content/m/p.md", &page("Words."))]),
        ("a value", "let all the words be the same here", &[("content/m/v.md", &value)]),
        (
            "a work",
            "Read Cognitive behavior therapy and what lies beyond it.",
            &[("content/references.yaml", work), ("content/m/c.md", &page("As told [@k]."))],
        ),
        ("the course's title", "A course on ruptures and repair", &[]),
        ("the title of a draft", "Some other words", &[("content/m/b.md", draft)]),
    ];
    for (what, part, files) in cases {
        let built = said_elsewhere(part, files);
        for file in built.site.iter() {
            assert!(file.make_inspected(file.prepare()).is_ok(), "{what}: {}", file.path);
        }
        // What nobody reads is a finding all the same.
        let secret = said_elsewhere(&format!("{part}\n\n{SECRET}"), files);
        let file = secret.site.get(&OutPath::new("m/a/index.html")).expect("the page");
        let page = String::from_utf8(file.make().expect("it is made").into_owned()).expect("a text");
        let leak = OutFile::Text(page.replace("</main>", &format!("{SECRET}</main>")).into());
        let site = Site::from_iter([(OutPath::new("m/a/index.html"), leak)]).inspected_like(&secret.site);
        assert!(site.iter().all(|file| file.make_inspected(file.prepare()).is_err()), "{what}");
    }
}
