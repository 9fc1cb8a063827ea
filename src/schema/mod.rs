//! What editors can know of the formats: JSON schemas of front matter, `site.toml` and the glossary.
//!
//! A schema is made from the parser's own tables: its keys, its words, its limits. Here stand only what each key is for and
//! the shape of its value. A key that the parser has and a schema does not know is found by a test, as is a document
//! that the two judge differently (`tests/schema.rs`). What no schema can say is left to `check`: that an id is unique, that
//! a date exists, that a page of some kind is there.
//!
//! The dialect is draft-07: the YAML and TOML extensions of editors have understood it for years, and newer ones only in part
//! and of late. Where an older keyword does as well (`enum` with one word for `const`), it is used.

mod front_matter;
mod glossary;
mod site;

pub use front_matter::front_matter;
pub use glossary::glossary;
pub use site::site;

use std::ops::RangeInclusive;

use serde_json::{Value, json};

const DIALECT: &str = "http://json-schema.org/draft-07/schema#";
/// Something else than white space.
const WORDS: &str = r"\S";
/// A date as year, month and day.
const DATE: &str = r"^\d{4}-\d{2}-\d{2}$";

/// A schema for a whole file.
fn document(title: &str, mut schema: Value) -> Value {
    schema["$schema"] = json!(DIALECT);
    schema["title"] = json!(title);
    schema
}

/// A table with these keys and no others.
fn table<'k>(keys: &[&'k str], required: &[&str], schema: impl Fn(&'k str) -> Value) -> Value {
    let properties: serde_json::Map<String, Value> = keys.iter().map(|key| ((*key).to_owned(), schema(key))).collect();
    let mut table = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

/// The same, with what it is for.
fn about(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}

fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn whole<T: serde::Serialize>(range: &RangeInclusive<T>) -> Value {
    json!({ "type": "integer", "minimum": range.start(), "maximum": range.end() })
}

fn date() -> Value {
    json!({ "type": "string", "format": "date", "pattern": DATE })
}

fn truth() -> Value {
    json!({ "type": "boolean" })
}

fn one_of<'w>(words: impl Iterator<Item = &'w str>) -> Value {
    json!({ "type": "string", "enum": words.collect::<Vec<_>>() })
}

/// Text that matches.
fn matching(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

/// In YAML a key without a value is as good as none.
fn or_nothing(mut schema: Value) -> Value {
    if let Some(choices) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        choices.push(json!({ "type": "null" }));
        return schema;
    }
    let mut types = match schema["type"].take() {
        Value::Array(types) => types,
        one => vec![one],
    };
    types.push(json!("null"));
    schema["type"] = types.into();
    schema
}

/// Text in YAML, where a number needs no quotation marks to be taken for text.
fn yaml_text(pattern: &str) -> Value {
    json!({ "type": ["string", "number"], "pattern": pattern })
}
