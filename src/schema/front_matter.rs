//! The schema of front matter.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::config::Kind;
use crate::content::front_matter::KEYS;
use crate::data::Notation;

use super::document;
use super::shape::{line, or_nothing, table};

/// The schema of front matter in a course with these kinds of page.
pub fn front_matter(kinds: &BTreeMap<String, Kind>) -> Value {
    let mut schema = table(KEYS, Notation::Yaml);
    let names: Vec<&String> = kinds.keys().collect();
    let mut kind = or_nothing(json!({ "anyOf": [{ "enum": names }, line(Notation::Yaml)] }));
    kind["description"] = schema["properties"]["kind"]["description"].take();
    schema["properties"]["kind"] = kind;
    let of_kind = |kind: &str| json!({ "properties": { "kind": { "enum": [kind] } }, "required": ["kind"] });
    let attested = json!({ "properties": { "case": { "type": "object" } }, "required": ["case"] });
    let invented = json!({ "properties": { "consent": { "const": "fictional" } }, "required": ["consent"] });
    let altered = json!({ "if": invented, "else": { "required": ["changed"], "properties": { "changed": { "not": { "type": "null" } } } } });
    let case = json!({ "properties": { "case": { "if": { "type": "object" }, "then": altered } } });
    schema["allOf"] = json!([
        case,
        { "if": of_kind("case"), "then": attested },
        { "if": of_kind("assessment"), "else": { "properties": { "assessment": { "not": {} } } } },
    ]);
    document("The front matter of a page", schema)
}
