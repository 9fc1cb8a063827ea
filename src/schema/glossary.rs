//! The schema of `glossary.yaml`.

use serde_json::{Value, json};

use crate::data::Notation;
use crate::library::terms::KEYS;

use super::shape::{line, or_nothing, table};
use super::{about, document};

/// Letters without capitals, digits, single hyphens between them: an id that is its own address.
const ID: &str = r"^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+(-[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+)*$";

/// The schema of the glossary.
pub fn glossary() -> Value {
    let names: Vec<String> = KEYS.iter().map(|key| format!("`{}`", key.name)).collect();
    let term = about(
        json!({ "anyOf": [line(Notation::Yaml), table(KEYS, Notation::Yaml)] }),
        &format!("A term: what it means, or a table of {}.", names.join(", ")),
    );
    let terms = json!({ "type": "object", "patternProperties": { ID: term }, "additionalProperties": false });
    let about_it = "Terms by id, each with what it means in plain words. Link to one with `[text](term:rupture)`.";
    document("The glossary", about(or_nothing(terms), about_it))
}
