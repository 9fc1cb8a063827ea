//! Tests that hold the embedded theme together: what templates and scripts ask for is there.

use std::collections::BTreeSet;

use super::Theme;
use super::files::{self, ThemeFiles};
use crate::course::MESSAGE_KEYS;
use crate::input::Inputs;

fn texts<'a>(files: &'a ThemeFiles, folder: &'a str) -> impl Iterator<Item = (&'a str, String)> {
    files.iter().filter(move |(path, _)| path.starts_with(folder)).filter_map(|(path, file)| {
        let text = file.text()?;
        Some((path.as_str(), text.to_string()))
    })
}

/// What follows `before` in the text, up to the first character that cannot be part of a key.
fn keys<'a>(text: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(before).filter_map(move |(at, found)| {
        let begins = text[..at].chars().next_back().is_none_or(|character| !character.is_alphanumeric());
        let rest = &text[at + found.len()..];
        let end = rest.find(|character: char| !(character.is_ascii_alphanumeric() || character == '_'));
        let key = &rest[..end.unwrap_or(rest.len())];
        (begins && !key.is_empty()).then_some(key)
    })
}

/// Scripts with words of their own: the template that hands them over, and what stands before their list there.
const OWN: [(&str, &str, &str); 16] = [
    ("js/dialogue.js", "parts/answer-words", "page.has_dialogue %}{% set"),
    ("js/mark-exercise.js", "parts/answer-words", "page.has_dialogue %}{% set"),
    ("js/scenario.js", "parts/answer-words", "page.has_scenario %}{% set"),
    ("js/practice.js", "parts/answer-words", "page.has_practice %}{% set"),
    ("js/recorder.js", "parts/answer-words", "page.has_practice %}{% set"),
    ("js/assessment.js", "parts/answer-words", "page.has_assessment %}{% set"),
    ("js/assessment-result.js", "parts/answer-words", "page.has_assessment %}{% set"),
    ("js/search.js", "parts/search", "in"),
    ("js/progress.js", "parts/footer", "set keys"),
    ("js/progress-lists.js", "parts/footer", "set keys"),
    ("js/progress-page.js", "progress", "set keys"),
    ("js/offline-page.js", "progress", "set keys"),
    ("js/review.js", "review", "set keys"),
    ("js/calendar.js", "review", "set keys"),
    ("js/certificate.js", "certificate", "set keys"),
    ("js/slides.js", "slides", "set keys"),
];

/// The keys that a template hands to a script: its own template to one with words of its own, `parts/messages.html` to the
/// others. What every page has is in its foot.
fn handed(files: &ThemeFiles, script: &str) -> BTreeSet<String> {
    let own = OWN.iter().find(|(name, ..)| script.ends_with(name));
    let (template, before) = own.map_or(("parts/messages", "in"), |(_, template, before)| (*template, *before));
    let list = |template: &str, before: &str| {
        let text = files[&format!("templates/{template}.html")].text().unwrap().to_string();
        let (_, text) = text.split_once(before).unwrap();
        let list = text.split_once('[').unwrap().1.split_once(']').unwrap().0;
        list.split(',').map(|key| key.trim().trim_matches('"').to_owned()).collect::<Vec<_>>()
    };
    // An assessment has questions, whose words stand on its page, and words that are another one's on another page.
    let mut more = Vec::new();
    if before.contains("has_assessment") {
        let own = files["templates/parts/assessment.html"].text().unwrap();
        more.extend(keys(&own, "data-message=\"").map(str::to_owned));
        more.extend(list("parts/messages", "in"));
    }
    list(template, before).into_iter().chain(more).chain(list("parts/footer", "set keys")).collect()
}

#[test]
fn every_word_a_template_asks_for_is_there() {
    let files = files::embedded();
    let theme = Theme::named(&Inputs::default(), "default").value;
    let words = theme.messages("en");
    let missing: Vec<String> = texts(&files, files::TEMPLATES)
        .flat_map(|(path, text)| {
            let asked: Vec<String> = keys(&text, "t.").map(|key| format!("{path}: {key}")).collect();
            asked
        })
        .filter(|asked| asked.rsplit_once(": ").is_some_and(|(_, key)| !words.contains_key(key)))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
    for key in ["words"].into_iter().chain(OWN.map(|(name, ..)| name)).flat_map(|script| handed(&files, script)) {
        assert!(words.contains_key(&key), "{key}");
    }
}

#[test]
fn every_word_a_script_asks_for_is_handed_to_it() {
    let files = files::embedded();
    let mut missing = Vec::new();
    for (path, text) in texts(&files, "static/js/") {
        // A call may be laid out over several lines.
        let text: String = text.lines().map(str::trim).collect();
        for key in keys(&text, "message(\"").chain(keys(&text, "plural(\"")).chain(keys(&text, "missing: \"")) {
            // What goes on in braces is put together from parts.
            if !key.is_empty() && !handed(&files, path).contains(key) {
                missing.push(format!("{path}: {key}"));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_word_is_asked_for() {
    // Keys that are put together: `t["consent_" ~ …]`, months, kinds of question, names of containers.
    const MADE: [&str; 12] = [
        "month_",
        "item_",
        "container_",
        "consent_",
        "ending_",
        "judgement_",
        "choice_",
        "reading_",
        "practice_level_",
        "move_",
        "sure_",
        "privacy_",
    ];
    const OF_RUST: [&str; 3] = ["date", "first_day", "language"];
    let files = files::embedded();
    let theme = Theme::named(&Inputs::default(), "default").value;
    let asked: String = texts(&files, files::TEMPLATES).chain(texts(&files, "static/")).map(|(_, text)| text).collect();
    let is_asked = |key: &&String| {
        asked.contains(&format!("t.{key} "))
            || asked.contains(&format!("t.{key})"))
            || asked.contains(&format!("\"{key}\""))
    };
    let is_known = |key: &&String| {
        MESSAGE_KEYS.contains(&key.as_str())
            || OF_RUST.contains(&key.as_str())
            || MADE.iter().any(|made| key.starts_with(made))
    };
    let unused: Vec<&String> = theme.messages("en").keys().filter(|key| !is_known(key) && !is_asked(key)).collect();
    assert_eq!(unused, Vec::<&String>::new());
}

#[test]
fn every_file_a_script_or_template_names_is_published() {
    let files = files::embedded();
    for (path, text) in texts(&files, "static/js/") {
        for name in text.split("\"./").skip(1).filter_map(|rest| rest.split_once('"')).map(|(name, _)| name) {
            assert!(files.contains_key(&format!("static/js/{name}")), "{path}: {name}");
        }
    }
    for (path, text) in texts(&files, files::TEMPLATES) {
        for name in text.split("asset(name='").skip(1).filter_map(|rest| rest.split_once('\'')).map(|(name, _)| name) {
            assert!(files.contains_key(&format!("{}{name}", files::STATIC)), "{path}: {name}");
        }
    }
}

#[test]
fn no_template_holds_an_inline_style_or_script() {
    // The privacy review is a file by itself, which nobody publishes.
    let is_published = |(path, _): &(_, _)| *path != "templates/privacy-report.html";
    for (path, text) in texts(&files::embedded(), files::TEMPLATES).filter(is_published) {
        assert!(!text.contains(" style="), "{path}");
        assert!(!text.contains("<style"), "{path}");
        for script in text.split("<script").skip(1) {
            // Data is no script to a browser, and no policy is asked about it.
            let is_harmless = |tag: &str| tag.contains(" src=") || tag == " type=\"application/ld+json\"";
            assert!(script.split_once('>').is_some_and(|(tag, _)| is_harmless(tag)), "{path}");
        }
        for handler in [" onclick=", " onload=", " onchange=", "javascript:"] {
            assert!(!text.contains(handler), "{path}: {handler}");
        }
    }
}
