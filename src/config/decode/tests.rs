//! The keys of `site.toml`, read one by one and with their slips.

use jiff::civil::date;

use super::*;
use crate::config::KindOrder;
use crate::source::LineIndex;

const WHOLE: &str = r#"
title = "Rupture and repair"
description = """
Noticing strain,
and fixing it."""
base_url = "https://example.org/courses/repair"
language = "pt-BR"
theme = "quiet"

[course]
id = "repair"
former_ids = ["repair-2025"]
audience = "Therapists in training"
authors = [{ name = "G. Hagner", credentials = "M.A." }, "B. Lee"]
disclosures = "None."
reviewed = 2026-09-01
pass_mark = 0
credit = "mergener"
difficulty = 2

[kinds.lesson]
label = "Session"

[kinds.repair-step]
order = "title"

[kinds.exercise]
label = "Exercise"
summary = "To do in pairs."
order = "course"

[markdown]
html = "escape"

[search]
enabled = false

[certificate]
requires = ["assessment", "lessons"]
provider = "An institute"

[support]
title = "Where to turn"
text = "You are not alone."
links = [{ label = "Lifeline", url = "https://example.org" }]
"#;

fn file() -> FileId {
    FileId::of(&CoursePath::new("site.toml"))
}

/// Every finding as `line:column-column code: message (help)`; without a span, the file's name stands for the place.
fn findings(text: &str) -> Vec<String> {
    let index = LineIndex::new(text);
    let line = |found: &Diagnostic| {
        let place = match &found.place {
            Place::File(path) => path.to_string(),
            Place::At(span) => {
                assert!(text.get(span.range()).is_some(), "{span:?} lies in {text:?}");
                let at = index.position(text, span.start as usize);
                format!("{}:{}+{}", at.line, at.column, span.end - span.start)
            }
        };
        format!("{place} {}: {} ({})", found.code, found.message, found.help.as_deref().expect("every finding helps"))
    };
    parse(text, file()).diagnostics.iter().map(line).collect()
}

/// The findings of a file that is whole but for these lines.
fn findings_beside_title(lines: &str) -> Vec<String> {
    findings(&format!("title = \"T\"\n{lines}"))
}

#[test]
fn every_key_is_read() {
    let Outcome { value: config, diagnostics } = parse(WHOLE, file());
    assert_eq!(diagnostics, []);
    assert_eq!(config.title, "Rupture and repair");
    assert_eq!(config.description, "Noticing strain,\nand fixing it.");
    assert_eq!(config.base_url.map(|url| url.root()).as_deref(), Some("https://example.org/courses/repair/"));
    assert_eq!((config.language.as_str(), config.theme.name.as_str()), ("pt-BR", "quiet"));
    let expected = CourseFacts {
        id: Some("repair".to_owned()),
        former_ids: vec!["repair-2025".to_owned()],
        audience: Some("Therapists in training".to_owned()),
        authors: vec![
            Author { name: "G. Hagner".to_owned(), credentials: Some("M.A.".to_owned()) },
            Author { name: "B. Lee".to_owned(), credentials: None },
        ],
        disclosures: Some("None.".to_owned()),
        reviewed: Some(date(2026, 9, 1)),
        pass_mark: Some(0),
        credit: Some(CreditFormula::Mergener),
        difficulty: Some(2),
        ..CourseFacts::default()
    };
    assert_eq!(config.course, expected);
    assert_eq!((config.html, config.search), (HtmlPolicy::Escape, false));
    let certificate = config.certificate.expect("it is there");
    let requires: Vec<&str> = certificate.requires.iter().map(|(requirement, _)| requirement.as_str()).collect();
    assert_eq!((requires, certificate.provider.as_deref()), (vec!["assessment", "lessons"], Some("An institute")));
}

#[test]
fn a_certificate_requires_something_and_nothing_twice() {
    let found = |lines: &str| -> Vec<String> {
        let short = |finding: String| finding.split(" (").next().unwrap_or_default().to_owned();
        findings_beside_title(lines).into_iter().map(short).collect()
    };
    assert_eq!(
        found("[certificate]\nprovider = \"A\""),
        ["2:1+13 config-missing-key: `[certificate]` has no `requires`"]
    );
    assert_eq!(
        found("[certificate]\nrequires = []"),
        ["3:12+2 config-bad-value: a certificate that requires nothing says nothing"]
    );
    assert_eq!(
        found("[certificate]\nrequires = [\"practice\", \"lesson\", \"practice\"]"),
        [
            "3:25+8 config-bad-value: `certificate.requires` cannot be `lesson`",
            "3:35+10 config-bad-value: `practice` stands here twice"
        ]
    );
}

#[test]
fn a_course_changes_single_keys_of_a_kind_or_adds_one() {
    let kinds = parse(WHOLE, file()).value.kinds;
    let names: Vec<_> = kinds.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["assessment", "case", "exercise", "lesson", "protective-strategy", "repair-step", "rupture-cause"]
    );
    let (lesson, step, exercise) = (&kinds["lesson"], &kinds["repair-step"], &kinds["exercise"]);
    assert_eq!(
        (lesson.label.as_str(), lesson.plural.as_str(), lesson.order),
        ("Session", "Sessions", KindOrder::Course)
    );
    assert_eq!(
        (step.label.as_str(), step.plural.as_str(), step.order),
        ("Step of repair", "Steps of repair", KindOrder::Title)
    );
    assert_eq!((exercise.plural.as_str(), exercise.summary.as_str()), ("Exercises", "To do in pairs."));
}

#[test]
fn a_formula_that_needs_the_difficulty_asks_for_it() {
    assert_eq!(findings_beside_title("[course]\ncredit = \"mergener\"\ndifficulty = 3\n"), Vec::<String>::new());
    let found = findings_beside_title("[course]\ncredit = \"mergener\"\n");
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("the formula `mergener` needs `difficulty`"), "{found:?}");
    let found = findings_beside_title("[course]\nid = \"Not an id\"\ncredit = \"nasba\"\ndifficulty = 6\n");
    assert_eq!(found.len(), 2, "{found:?}");
    let alone = "3:14+1 config-missing-key: `difficulty` does nothing without `credit` (write `credit = \"mergener\"` as \
                 well, or remove the key)";
    assert_eq!(findings_beside_title("[course]\ndifficulty = 3\n"), [alone]);
}

#[test]
fn a_title_is_enough() {
    let Outcome { value: config, diagnostics } = parse("title = \"T\"", file());
    assert_eq!(diagnostics, []);
    assert_eq!((config.language.as_str(), config.theme.name.as_str(), config.search), ("en", "default", true));
    assert_eq!((config.base_url, config.course), (None, CourseFacts::default()));
    assert_eq!(config.kinds["repair-step"].order, KindOrder::Step);
    assert_eq!(config.kinds["rupture-cause"].order, KindOrder::Title);
}

#[test]
fn a_title_that_is_missing_has_no_line() {
    let expected = "site.toml config-missing-key: `site.toml` has no `title` (write `title = \"…\"` on the first line)";
    assert_eq!(findings(""), [expected]);
}

#[test]
fn all_faults_are_reported_at_once_in_the_order_of_the_file() {
    let text = r#"
titel = "A"
title = 3
base_url = "example.org"
language = "en_US"
theme = "../elsewhere"
audience = "All"

[course]
authors = [{ nme = "X" }, 4]
reviewed = "1 Sept 2026"
pass_mark = 101
credit = "nasbe"

[kinds]
"Big Kind" = { label = "B" }
new = { plural = "News" }
case = { order = "alphabet" }

[search]
enabled = "yes"
"#;
    let expected = [
        "2:1+5 config-unknown-key: `site.toml` has no key `titel` (did you mean `title`?)",
        "3:9+1 config-wrong-type: `title` should be text, and is `3`, a number (put it in quotation marks: \
         `\"3\"`)",
        "4:12+13 config-bad-value: `example.org` does not begin with `https://` or `http://` (write the address at \
         which the course will be published, such as `https://example.org/courses/repair`)",
        "5:12+7 config-bad-value: `en_US` is not a language tag (write `en-US`)",
        "6:9+14 config-bad-value: the theme `../elsewhere` is not the name of a folder in `themes` (write the folder's \
         name alone)",
        "7:1+8 config-unknown-key: `site.toml` has no key `audience` (write `audience` below `[course]`)",
        "10:12+13 config-missing-key: an author has no `name` (write `name = \"…\"`)",
        "10:14+3 config-unknown-key: `[course.authors]` has no key `nme` (did you mean `name`?)",
        "10:27+1 config-wrong-type: an author should be a name or a table, and is `4`, a number (write `{ name = \"…\", \
         credentials = \"…\" }`, or a name in quotation marks)",
        "11:12+13 config-bad-value: `course.reviewed` is `1 Sept 2026`, which is not a date (write year, month and \
         day: `2026-09-01`)",
        "12:13+3 config-bad-value: `course.pass_mark` is `101` (write a whole number from 0 to 100)",
        "13:10+7 config-bad-value: `course.credit` cannot be `nasbe` (did you mean `nasba`?)",
        "16:1+10 config-bad-value: `Big Kind` cannot be the name of a kind (use lower-case letters and digits, with \
         single hyphens between them)",
        "17:1+3 config-missing-key: the kind `new` has no `label` (write `label = \"…\"`: what one page of it is \
         called)",
        "18:18+10 config-bad-value: `kinds.case.order` cannot be `alphabet` (write `\"step\"`, `\"title\"` or \
         `\"course\"`)",
        "21:11+5 config-wrong-type: `search.enabled` should be `true` or `false`, and is the text `yes` (write `true` or \
         `false`, without quotation marks)",
    ];
    assert_eq!(findings(text), expected);
}

#[test]
fn keys_of_later_versions_are_errors_that_say_so_once() {
    let found = findings_beside_title("[course]\nreview_months = 24\n[support]\nlinks = \"x\"\n");
    let expected = [
        "3:1+13 config-unsupported-key: this version of Attune does nothing with `course.review_months` yet (remove it, \
         and compare the `reviewed` dates yourself)",
        "5:9+3 config-wrong-type: `support.links` should be a list, and is the text `x` (write a list: `links = [\"x\"]`)",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_target_says_where_it_is_and_nothing_that_does_nothing() {
    let found = findings_beside_title(
        "[publish.live]\nregon = \"x\"\n[publish.disk]\nto = \"../site\"\nregion = \"eu\"\n[publish.plain]\nto = \"s3://b\"\n\
         endpoint = \"http://a.example\"\n[publish.user]\nto = \"s3://a:b@c/d\"\n",
    );
    let expected = [
        "2:10+4 config-missing-key: `[publish.live]` has no `to` (write `to = \"s3://bucket/prefix\"`, or `gs://`, `az://` or a folder)",
        "3:1+5 config-unknown-key: `[publish.live]` has no key `regon` (did you mean `region`?)",
        "6:1+6 config-bad-value: `region` does nothing for a folder (remove it: headers and caching are the host's to set there)",
        "9:12+18 config-bad-value: `publish.plain.endpoint` is not encrypted, and `allow_http` is not set (write `https://`, or add \
         `allow_http = true` for a store on this machine)",
        "11:6+14 config-bad-value: `s3://a:b@c/d` names no bucket after `://` (write `s3://bucket/prefix`, `gs://bucket/prefix`, \
         `az://container/prefix`, or the path of a folder)",
    ];
    assert_eq!(found, expected);
    let text = "title = \"T\"\n[publish.live]\nto = \"s3://b/a/\"\nendpoint = \"https://s3.example/\"\n[publish.live.cache]\n\
                \"*\" = \"no-store\"\n\"a/*.pdf\" = \"max-age=60\"\n";
    let Outcome { value, diagnostics } = parse(text, file());
    assert_eq!(diagnostics, []);
    let live = &value.publish["live"];
    assert_eq!((live.endpoint.as_deref(), live.max_deletes, live.parallel), (Some("https://s3.example"), 256, 16));
    assert_eq!((live.keep_previous, live.compress, live.allow_http), (true, false, false));
    assert_eq!(live.cache, [("a/*.pdf", "max-age=60"), ("*", "no-store")].map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn a_table_that_is_no_table_is_told_how_to_be_one() {
    let expected = "2:10+3 config-wrong-type: `[course]` should be a table of keys, and is the text `x` (write `[course]` on a line of its own \
         and its keys below)";
    assert_eq!(findings_beside_title("course = \"x\"\n"), [expected]);
    assert_eq!(findings_beside_title("[[course]]\naudience = \"x\"\n").len(), 1);
}

#[test]
fn what_is_not_toml_has_its_place_and_hides_what_only_seems_wrong() {
    let text = "titel = Rupture and repair\nlanguage = \"en\nlanguage = \"de\"\n";
    let found = findings(text);
    assert!(found.len() >= 2, "{found:#?}");
    assert!(found.iter().all(|line| line.contains("config-syntax: this is not TOML: ")), "{found:#?}");
    assert!(found[0].starts_with("1:9+"), "{found:#?}");
    let twice = "2:1+5 config-syntax: this is not TOML: duplicate key (keep one of the two)";
    assert_eq!(findings("title = \"T\"\ntitle = \"U\"\n"), [twice]);
    let control = findings("title = \"a\u{0}b\"");
    assert!(control[0].contains("config-syntax"), "{control:#?}");
}

#[test]
fn dates_are_toml_or_text_and_have_no_time() {
    let reviewed = |value: &str| {
        let outcome = parse(&format!("title = \"T\"\n[course]\nreviewed = {value}\n"), file());
        (outcome.value.course.reviewed, outcome.diagnostics.len())
    };
    let day = Some(date(2026, 9, 1));
    assert_eq!(reviewed("2026-09-01"), (day, 0));
    assert_eq!(reviewed("'2026-09-01'"), (day, 0));
    for odd in ["2026-09-01T10:00:00", "10:00:00", "'20260901'", "'2026-13-01'", "20260901", "[]"] {
        assert_eq!(reviewed(odd), (None, 1), "{odd}");
    }
}

#[test]
fn every_beginning_of_the_file_is_read_or_refused() {
    for (end, _) in WHOLE.char_indices() {
        findings(&WHOLE[..end]);
        findings(&WHOLE[end..]);
    }
    for text in ["[".repeat(100_000), "a.".repeat(50_000), format!("a = {}", "[{a=".repeat(20_000))] {
        assert!(!findings(&text).is_empty());
    }
}

#[test]
fn every_damage_to_the_file_is_read_or_refused() {
    const BYTES: &[u8] = b"\0\t\n\r \"#'(),-.0:=@A[\\]_a{}\x7f\xc3\xe2\xef";
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % limit as u64).expect("a remainder fits")
    };
    for _ in 0..2_000 {
        let mut bytes = WHOLE.as_bytes().to_vec();
        for _ in 0..=below(4) {
            let (at, byte) = (below(bytes.len()), BYTES[below(BYTES.len())]);
            match below(3) {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        // Every place is at boundaries of characters and every finding has a help, or this panics.
        findings(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let outcome = parse("\u{feff}title = \"T\"\r\nlanguage = \"en\"\r\n", file());
    assert_eq!((outcome.value.title.as_str(), outcome.diagnostics.len()), ("T", 0));
    let expected = "1:9+1 config-wrong-type: `title` should be text, and is `3`, a number (put it in quotation marks: \
         `\"3\"`)";
    assert_eq!(findings("\u{feff}title = 3\r\n"), [expected]);
}
