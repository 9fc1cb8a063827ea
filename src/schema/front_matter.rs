//! The schema of front matter.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::config::Kind;
use crate::content::front_matter::{
    ASSESSMENT_KEYS, CASE_KEYS, CONSENTS, KEYS, MOST_DRAWN, MOST_MINUTES, MOST_PERCENT, MOST_STEPS, OBJECTIVE_KEYS,
};

use super::{WORDS, about, date, document, list, one_of, or_nothing, table, truth, whole, yaml_text};

/// Letters and digits of any script, with single hyphens between them.
const ID: &str = r"^\s*[\p{Alphabetic}\p{M}\p{N}]+(-[\p{Alphabetic}\p{M}\p{N}]+)*\s*$";
/// Something that an address can be made from.
const TOPIC: &str = r"[\p{Alphabetic}\p{M}\p{N}]";
/// One part of an address, without what systems and browsers read in their own way; no dot at its ends.
const PART: &str = r#"[^\s./\\:*?"<>|#%]([^\s/\\:*?"<>|#%]*[^\s./\\:*?"<>|#%])?"#;

/// The schema of front matter in a course with these kinds of page.
pub fn front_matter(kinds: &BTreeMap<String, Kind>) -> Value {
    let mut schema = table(&KEYS, &["title"], |key| key_of(key, kinds));
    let of_kind = |kind: &str| json!({ "properties": { "kind": { "enum": [kind] } }, "required": ["kind"] });
    let attested = json!({ "properties": { "case": { "type": "object" } }, "required": ["case"] });
    schema["allOf"] = json!([
        { "if": of_kind("case"), "then": attested },
        { "if": of_kind("assessment"), "else": { "properties": { "assessment": { "not": {} } } } },
    ]);
    document("The front matter of a page", schema)
}

fn key_of(key: &str, kinds: &BTreeMap<String, Kind>) -> Value {
    let line = || yaml_text(WORDS);
    let optional = |schema: Value, description: &str| about(or_nothing(schema), description);
    match key {
        "title" => about(line(), "The page's heading."),
        "summary" => optional(line(), "One sentence, shown in lists and to search engines."),
        "kind" => {
            let names: Vec<&String> = kinds.keys().collect();
            let any = json!({ "anyOf": [{ "enum": names }, line()] });
            optional(any, "The kind of page; `lesson` when left out. A course can add kinds in site.toml.")
        }
        "step" => optional(whole(&(1..=MOST_STEPS)), "For kinds with an order, such as `repair-step`: 1, 2, 3 …"),
        "objectives" => optional(
            list(&table(&OBJECTIVE_KEYS, &OBJECTIVE_KEYS, objective)),
            "What a learner will be able to do. Questions name an objective by its id.",
        ),
        "topics" => optional(list(&yaml_text(TOPIC)), "Words to find the page by; each gets an index page."),
        "order" => optional(
            json!({ "type": "integer" }),
            "The place in its folder, in place of the number in the file's name.",
        ),
        "slug" => {
            let slug = yaml_text(&format!(r"^\s*{PART}\s*$"));
            optional(slug, "The last part of the address, in place of the one from the file's name.")
        }
        "aliases" => {
            let alias = yaml_text(&format!(r"^\s*/?{PART}(/{PART})*/?\s*$"));
            optional(list(&alias), "Old addresses from the site's root that should lead here: `old-module/old-page/`.")
        }
        "authors" => optional(list(&line()), "Who wrote this page, when it is not the course's authors."),
        "reviewed" => optional(date(), "When someone last checked the page: `2026-09-01`."),
        "duration" => optional(whole(&(1..=MOST_MINUTES)), "Minutes, when the estimate is wrong."),
        "media" => optional(whole(&(1..=MOST_MINUTES)), "Minutes of audio and video on the page."),
        "draft" => optional(truth(), "`true` keeps the page out until the course is built with `--drafts`."),
        "case" => optional(
            table(&CASE_KEYS, &["consent", "pseudonyms", "changed"], case),
            "For `kind: case`, where it must stand: how the people in it are protected.",
        ),
        "assessment" => {
            optional(table(&ASSESSMENT_KEYS, &[], assessment), "For `kind: assessment`: how the test is held.")
        }
        _ => json!({}),
    }
}

fn objective(key: &str) -> Value {
    match key {
        "id" => about(yaml_text(ID), "Unique in the course: letters, digits and hyphens."),
        "text" => about(yaml_text(WORDS), "What a learner will be able to do; begins with a verb one can see."),
        _ => json!({}),
    }
}

fn case(key: &str) -> Value {
    let lines = || or_nothing(list(&yaml_text(WORDS)));
    match key {
        "pseudonyms" => about(lines(), "The made-up names used, or `[]` when nobody has a name."),
        "consent" => about(
            one_of(CONSENTS.iter().map(|(word, _)| *word)),
            "On what ground the case is told: the client agreed in writing, it is composed of several, invented, or retold \
             from a published account.",
        ),
        "changed" => about(lines(), "What was altered, such as trade, family and place."),
        "reviewed_by" => about(or_nothing(yaml_text(WORDS)), "Who checked that nobody can be recognized."),
        "reviewed_on" => about(or_nothing(date()), "When: `2026-09-01`."),
        _ => json!({}),
    }
}

fn assessment(key: &str) -> Value {
    match key {
        "draw" => {
            about(or_nothing(whole(&(1..=MOST_DRAWN))), "How many questions a learner is asked; all when left out.")
        }
        "pass" => about(
            or_nothing(whole(&(0..=MOST_PERCENT))),
            "Percent of the points; the course's `pass_mark` when left out.",
        ),
        _ => json!({}),
    }
}
