//! The rule over the finished site: words that learners must not get are found in any file, and nothing else is.

use std::io::Read as _;

use attune::internals::check::Withheld;
use attune::internals::course::OutPath;
use attune::internals::diagnostic::Diagnostic;
use attune::internals::input::Inputs;
use attune::internals::pipeline::{BuildOptions, Built, Memo, build};
use attune::internals::site::Inspection as _;
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
