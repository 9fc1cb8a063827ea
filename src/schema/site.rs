//! The schema of `site.toml`.

use serde_json::{Map, Value, json};

use crate::config::{CONTAINER, KEYS, KIND, LESSON_LACKS, Level, NAME, NAMES, WITHHELD, default_kinds};
use crate::data::{Notation, words};
use crate::diagnostic::{Code, explain};

use super::shape::{one_of, table};
use super::{about, document};

/// The schema of `site.toml`.
pub fn site() -> Value {
    let mut schema = table(KEYS, Notation::Toml);
    let properties = &mut schema["properties"];
    for (key, special) in [("kinds", kinds()), ("containers", containers()), ("items", items())] {
        let description = properties[key]["description"].take();
        properties[key] = special;
        properties[key]["description"] = description;
    }
    let mergener = json!({ "properties": { "credit": { "enum": ["mergener"] } }, "required": ["credit"] });
    properties["course"]["dependencies"] = json!({ "difficulty": mergener });
    properties["print"]["not"] =
        json!({ "properties": { "enabled": { "enum": [false] } }, "required": ["enabled", "whole_course"] });
    let target = &mut properties["publish"]["additionalProperties"];
    target["if"] = json!({ "properties": { "to": { "pattern": "^\\s*(gs|az)://" } }, "required": ["to"] });
    target["then"] = json!({ "not": { "required": ["region"] } });
    properties["course"]["allOf"] = json!([{ "if": mergener, "then": { "required": ["difficulty"] } }]);
    document("A course's site.toml", schema)
}

/// Those that are there by default have a label; others need one.
fn kinds() -> Value {
    let known = default_kinds();
    let known: Vec<&str> = known.keys().map(String::as_str).collect();
    let kind = || table(KIND, Notation::Toml);
    let mut changed: Map<String, Value> = known.iter().map(|name| ((*name).to_owned(), kind())).collect();
    if let Some(keys) = changed.get_mut("lesson").and_then(|lesson| lesson["properties"].as_object_mut()) {
        keys.retain(|key, _| !LESSON_LACKS.contains(&&**key));
    }
    let other = format!("^(?!({})$){NAME}$", known.join("|"));
    let mut own = kind();
    own["required"] = json!(["label"]);
    json!({
        "type": "object",
        "properties": changed,
        "patternProperties": { other: own },
        "additionalProperties": false,
    })
}

/// A name that is free, with a label or another name for it.
fn containers() -> Value {
    let taken = NAMES.iter().filter(|name| **name != WITHHELD).copied().collect::<Vec<_>>().join("|");
    let mut own = table(CONTAINER, Notation::Toml);
    own["oneOf"] = json!([{ "required": ["label"] }, { "required": ["same_as"] }]);
    own["dependencies"] = json!({ "same_as": { "not": { "required": ["look"] } } });
    // What is too much like `facilitator` in another way is for the reader to say.
    let free = format!("^(?![0-9])(?!({taken})$)(?!{WITHHELD}){NAME}$");
    json!({ "type": "object", "patternProperties": { free: own }, "additionalProperties": false })
}

fn items() -> Value {
    let rules = Code::ALL.iter().filter(|code| code.as_str().starts_with("item-"));
    let rule = |code: &Code| {
        let level = about(one_of(&words::<Level>()), &explain::summary(*code));
        (code.as_str().to_owned(), level)
    };
    let properties: Map<String, Value> = rules.map(rule).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}
