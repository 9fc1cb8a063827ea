//! The schema of `glossary.yaml`.

use serde_json::{Value, json};

use crate::library::terms::KEYS;

use super::{WORDS, about, document, list, or_nothing, table, truth, yaml_text};

/// Letters without capitals, digits, single hyphens between them: an id that is its own address.
const ID: &str = r"^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+(-[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+)*$";

/// The schema of the glossary.
pub fn glossary() -> Value {
    let long = table(&KEYS, &["definition"], key_of);
    let term = about(
        json!({ "anyOf": [yaml_text(WORDS), long] }),
        "A term: what it means, or a table of `term`, `forms`, `definition`, `see`, `auto_link`.",
    );
    let terms = json!({ "type": "object", "patternProperties": { ID: term }, "additionalProperties": false });
    let about_it = "Terms by id, each with what it means in plain words. Link to one with `[text](term:rupture)`.";
    document("The glossary", about(or_nothing(terms), about_it))
}

fn key_of(key: &str) -> Value {
    match key {
        "term" => about(or_nothing(yaml_text(WORDS)), "The word as readers see it; made from the id when left out."),
        "forms" => about(or_nothing(list(&yaml_text(WORDS))), "Other words under which the term is found in the text."),
        "auto_link" => about(or_nothing(truth()), "`false` where a mention is no link unless you write one."),
        "definition" => about(yaml_text(WORDS), "What it means, in plain words."),
        "see" => about(or_nothing(list(&yaml_text(WORDS))), "Ids of other terms to look at."),
        _ => json!({}),
    }
}
