//! Repairs that need no decision, in the text of files.

use super::*;
use crate::diagnostic::Code;

const SITE: &str = "title = \"T\"\n";
const HOME: &str = "---\ntitle: T\n---\n";

fn course(files: &[(&str, &str)]) -> Inputs {
    let mut inputs = Inputs::default();
    let own = [("site.toml", SITE), ("content/_index.md", HOME), ("content/01-m/_index.md", HOME)];
    for (path, text) in own.iter().chain(files) {
        inputs.put(CoursePath::new(path), text.as_bytes().to_vec());
    }
    inputs
}

fn repaired(files: &[(&str, &str)]) -> (Inputs, Repaired) {
    let mut inputs = course(files);
    let repaired = repair(&inputs, &BuildOptions::default());
    for (path, text) in &repaired.texts {
        inputs.put(path.clone(), text.as_bytes().to_vec());
    }
    (inputs, repaired)
}

/// The text of one file after the repairs, of which a second run finds none.
fn fixed(path: &str, files: &[(&str, &str)]) -> String {
    let (inputs, _) = repaired(files);
    assert!(repair(&inputs, &BuildOptions::default()).fixed.is_empty(), "a second run changes nothing");
    inputs.files[&CoursePath::new(path)].content.text().expect("it is text").to_string()
}

fn page(body: &str) -> String {
    let text = fixed("content/01-m/01-a.md", &[("content/01-m/01-a.md", &format!("{HOME}{body}"))]);
    text.strip_prefix(HOME).expect("the front matter is as it was").to_owned()
}

/// Each line that changed, as it is then.
fn changed(body: &str) -> Vec<String> {
    let new = page(body);
    assert_eq!(body.split('\n').count(), new.split('\n').count(), "{new}");
    let lines = body.split('\n').zip(new.split('\n')).filter(|(old, new)| old != new);
    lines.map(|(_, new)| new.to_owned()).collect()
}

const ASKED: &str = "\nWhat do you say first?\n\n- [x] a\n- [ ] b\n:::\n";

fn question(line: &str) -> Vec<String> {
    changed(&format!("{line}{ASKED}"))
}

#[test]
fn a_question_gets_its_id_whatever_its_line_looks_like() {
    for (line, expected) in [
        ("::: question", "::: question {#what-do-you-say-first}"),
        (":::question", ":::question {#what-do-you-say-first}"),
        (":::   question  ", ":::   question {#what-do-you-say-first}  "),
        ("::: question :::", "::: question {#what-do-you-say-first} :::"),
        ("::: question {}", "::: question {#what-do-you-say-first}"),
        ("::: question { }", "::: question {#what-do-you-say-first }"),
        ("::: question{points=2}", "::: question{#what-do-you-say-first points=2}"),
        ("::: question { points=2 }", "::: question {#what-do-you-say-first points=2 }"),
        ("::: question {confidence} :::", "::: question {#what-do-you-say-first confidence} :::"),
        ("::: question points=2", "::: question {#what-do-you-say-first points=2}"),
        ("::: question {points=2", "::: question {#what-do-you-say-first points=2}"),
        ("::: qestion {pionts=2}", "::: question {#what-do-you-say-first points=2}"),
    ] {
        assert_eq!(question(line), [expected], "{line}");
    }
    for line in ["::: question {#mine}", "::: question {points=\"2}", "::: question a title", "::: question {#a} x"] {
        assert_eq!(question(line), [] as [&str; 0], "{line}");
    }
}

#[test]
fn several_questions_get_ids_unlike_each_other_and_all_else_on_the_page() {
    let body = format!(
        "## Say what you say first?\n\n## What do you say first? {{#what-do-you-say-first}}\n\n[x](#what-do-you-say-first-q2)\n\n\
         ::: question{ASKED}\n::: question{ASKED}\n:::: facilitator\n### What do you say first? {{#what-do-you-say-first-q4}}\n\n\
         ::: question{ASKED}::::\n"
    );
    let ids = changed(&body);
    let expected = ["q3", "q5", "q6"].map(|end| format!("::: question {{#what-do-you-say-first-{end}}}"));
    assert_eq!(ids, expected);
}

#[test]
fn a_new_id_does_not_take_the_place_of_a_headings_own() {
    let body = format!("::: question{ASKED}\n## What do you say first?\n");
    assert_eq!(changed(&body), ["::: question {#what-do-you-say-first-q2}"]);
}

#[test]
fn nested_containers_and_line_ends_stay_as_they_are() {
    let body = ":::: question\r\nAsk me?\r\n\r\n- [x] a\r\n- [ ] b\r\n\r\n::: hint\r\nhm\r\n:::\r\n::::\r\n";
    assert_eq!(page(body), body.replace("question", "question {#ask-me}"));
    let text = format!("\u{feff}{}{}", HOME.replace('\n', "\r\n"), body);
    let path = "content/01-m/01-a.md";
    assert_eq!(fixed(path, &[(path, &text)]), text.replace("question", "question {#ask-me}"));
}

#[test]
fn scenarios_and_practices_keep_the_ids_they_have() {
    let scenario = "::: scenario\n### It begins {#begins ending=repared}\n\nHow it went.\n:::\n";
    let body = format!("{scenario}\n## Scenario 2\n\n[x](#scenario-2)\n\n{scenario}");
    let expected = [
        "::: scenario {#scenario}",
        "### It begins {#begins ending=repaired}",
        "::: scenario {#scenario-3}",
        "### It begins {#begins ending=repaired}",
    ];
    assert_eq!(changed(&body), expected);
}

#[test]
fn what_readers_see_keeps_its_id_before_what_they_do_not() {
    let practice = ":::: practice\n### A {level=1}\n\n> a\n\n::: model\nb\n:::\n\n::: criteria\n- c\n:::\n::::\n";
    let body = format!("::::: facilitator\n{practice}:::::\n\n{practice}");
    assert_eq!(changed(&body), [":::: practice {#practice-2}", ":::: practice {#practice}"]);
}

#[test]
fn containers_that_do_not_pair_are_left_to_their_author() {
    for body in [
        ":::: note\ntext\n:::\n",
        "::: note\n::::\ntext\n:::\n",
        "text\n\n:::\n",
        ":::: note\ntext\n",
        ":::: note\n::: tip\ntext\n::::\n",
    ] {
        assert_eq!(changed(body), [] as [&str; 0], "{body}");
    }
}

#[test]
fn words_of_attune_are_spelled_right_where_one_is_meant() {
    for (body, expected) in [
        ("::: notee\nx\n:::\n", "::: note"),
        ("::: Warning\nx\n:::\n", "::: warning"),
        ("::: note {titel=\"a b\"}\nx\n:::\n", "::: note {title=\"a b\"}"),
        ("::: question {#a shuffle=fasle}\nAsk\n\nb\n:::\n", "::: question {#a shuffle=false}"),
        ("::: dialogue\nA\n: b {ruptur=withdrawal}\n:::\n", ": b {rupture=withdrawal}"),
    ] {
        assert_eq!(changed(body), [expected], "{body}");
    }
    for body in ["::: tib\nx\n:::\n", "::: note {title=a titel=b}\nx\n:::\n", "[x](term:rupturee)\n"] {
        assert_eq!(changed(body), [] as [&str; 0], "{body}");
    }
}

#[test]
fn the_value_of_a_mark_is_spelled_as_its_page() {
    let page = format!("{HOME}::: dialogue\nA\n: b {{rupture=\"withdrawel\" rupture=missunderstanding}}\n:::\n");
    let (path, kind) = ("content/01-m/01-a.md", "---\ntitle: T\nkind: rupture-cause\n---\n");
    let new = fixed(path, &[(path, &page), ("content/01-m/02-misunderstanding.md", kind)]);
    assert_eq!(new, page.replace("withdrawel", "withdrawal").replace("missunder", "misunder"));
}

#[test]
fn keys_and_words_in_data_are_spelled_right() {
    let front = "---\r\ntitel: T\r\nkind: \"leson\"\r\nsumary: a\r\nobjectives:\r\n  - {id: a, txt: b}\r\n---\r\n";
    let right = front.replace("titel", "title").replace("leson", "lesson").replace("sumary", "summary");
    let path = "content/01-m/01-a.md";
    assert_eq!(fixed(path, &[(path, front)]), right.replace("txt", "text"));
    // What an author vouches for is no slip.
    let case = "---\ntitle: T\nkind: case\ncase:\n  pseudonims: []\n  consent: writen\n  changed: []\n---\n";
    assert_eq!(fixed(path, &[(path, case)]), case.replace("pseudonims", "pseudonyms"));
    let twice = "---\ntitle: T\nsummary: a\nsumary: b\n---\n";
    assert_eq!(fixed(path, &[(path, twice)]), twice);
    let site = "title = \"T\"\n\"langage\" = 'en'\n[serach]\nenabled = true\n[markdown]\nhtml = \"sanitise\"\n[course]\naudiance = \"x\"\n";
    let expected = site.replace("langage", "language").replace("sanitise", "sanitize").replace("audiance", "audience");
    assert_eq!(fixed("site.toml", &[("site.toml", site)]), expected);
    let glossary = "rupture:\n  definiton: A strain.\n";
    let path = "content/glossary.yaml";
    assert_eq!(fixed(path, &[(path, glossary)]), glossary.replace("definiton", "definition"));
}

#[test]
fn plain_values_are_written_as_they_are_meant() {
    let path = "content/01-m/01-a.md";
    let front = |topics: &str, draft: &str, step: &str, date: &str| {
        format!("---\ntitle: T\ntopics: {topics}\ndraft: {draft}\nstep: {step}\nreviewed: {date}\n---\n")
    };
    let wrong = front("'trust'", "No # yet", "\"3\"", "2026-9-1");
    assert_eq!(fixed(path, &[(path, &wrong)]), front("['trust']", "false # yet", "3", "2026-09-01"));
    let wrong = front("trust, repair", "maybe", "'0'", "1-9-2026");
    assert_eq!(fixed(path, &[(path, &wrong)]), wrong);
    let wrong = front("trust and repair", "[true]", "third", "2026-2-30");
    assert_eq!(fixed(path, &[(path, &wrong)]), wrong);
    let site = "title = \"T\"\nlanguage = 'pt_BR'\n[course]\npass_mark = \"75\"\nreviewed = \"2026-9-1\"\n[search]\nenabled = \"false\"\n";
    let right = site.replace("pt_BR", "pt-BR").replace("\"75\"", "75").replace("2026-9-1", "2026-09-01");
    assert_eq!(fixed("site.toml", &[("site.toml", site)]), right.replace("\"false\"", "false"));
}

#[test]
fn a_moment_gets_the_id_that_options_name() {
    let body = "::: scenario {#s}\n### It begins {#begins}\n\n- [a](#it-is-over)\n\n  x\n- [b](#Gone)\n\n  y\n- [c](#twice)\n\n  z\n\n\
                ### It is over! {ending=repaired}\n\nDone.\n\n### Gone {ending=ruptured}\n\nGone.\n\n\
                ### Twice\n\nx\n\n### Twice\n\nx\n:::\n";
    assert_eq!(changed(body), ["### It is over! {#it-is-over ending=repaired}"]);
}

#[test]
fn links_lead_to_the_file_of_the_page_that_is_meant() {
    let target = "---\ntitle: B\naliases: [old/place, gone.html]\n---\n\n## Here\n";
    for (written, expected) in [
        ("05-b.md", "02-b (1).md"),
        ("b.md#here", "02-b (1).md"),
        ("b-1.html", "02-b (1).md"),
        ("b-1/", "02-b (1).md"),
        ("../b-1/#here", "02-b (1).md"),
        ("../b-1/index.html", "02-b (1).md"),
        ("/m/b-1/#here", "02-b (1).md"),
        ("/old/place/", "02-b (1).md"),
        ("../old/place.md", "02-b (1).md"),
        ("/gone.html", "02-b (1).md"),
        ("../../", "../_index.md"),
    ] {
        let fragment = written.find('#').map_or("", |at| &written[at..]);
        let page = format!("{HOME}[x]({written} \"t\")\n");
        let path = "content/01-m/01-a.md";
        let new = fixed(path, &[(path, &page), ("content/01-m/02-b (1).md", target)]);
        let expected = expected.replace(' ', "%20").replace('(', "%28").replace(')', "%29");
        let plain = written == "05-b.md" || written.starts_with("b.md");
        let link = if plain { written.to_owned() } else { format!("{expected}{fragment}") };
        assert_eq!(new, format!("{HOME}[x]({link} \"t\")\n"), "{written}");
    }
}

#[test]
fn a_page_that_was_only_put_elsewhere_in_the_order_is_found() {
    let path = "content/01-m/01-a.md";
    let page = format!("{HOME}[x](05-b.md#here) <05-b.md> [y][z]\n\n[z]: 05-b.md\n");
    let new = fixed(path, &[(path, &page), ("content/01-m/02-b.md", HOME)]);
    assert_eq!(new, page.replacen("05-b.md#here", "02-b.md#here", 1));
    let two = [(path, page.as_str()), ("content/01-m/02-b.md", "---\ntitle: B\nslug: c\n---\n")];
    assert_eq!(fixed(path, &two), page);
}

#[test]
fn what_was_done_is_told_by_file_and_line() {
    let body = format!("{HOME}::: notee\nx\n:::\n\n::: qestion\nAsk\n\nb\n:::\n");
    let (_, repaired) = repaired(&[("content/01-m/01-a.md", &body)]);
    let told: Vec<_> = repaired.fixed.iter().map(|fixed| (fixed.line, fixed.code, fixed.what.as_str())).collect();
    let expected = [
        (4, Code::ContainerUnknown, "write `note` for `notee`"),
        (8, Code::ContainerUnknown, "write `question` for `qestion`"),
        (8, Code::QuestionNoId, "write the id `ask`"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_file_that_is_not_utf_8_is_left() {
    let path = CoursePath::new("content/01-m/01-a.md");
    let mut inputs = course(&[(path.as_str(), &format!("{HOME}::: notee\n\u{fffd}\n:::\n"))]);
    if let Some(file) = inputs.files.get_mut(&path) {
        file.digest = Digest::of(b"other bytes");
    }
    assert!(repair(&inputs, &BuildOptions::default()).fixed.is_empty());
}
