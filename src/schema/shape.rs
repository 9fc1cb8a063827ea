//! From a table of keys to a schema.

use serde_json::{Map, Value, json};

use crate::data::{Key, Notation, Shape};

use super::about;

/// Something else than white space.
const WORDS: &str = r"\S";
/// The name of a value.
const VALUE_NAME: &str = "^[A-Za-z][A-Za-z0-9_-]*$";
/// A date as year, month and day.
const DATE: &str = r"^\d{4}-\d{2}-\d{2}$";

/// A table with these keys and no others.
pub(super) fn table(keys: &[Key], notation: Notation) -> Value {
    let supported = || keys.iter().filter(|key| key.is_supported());
    let properties: Map<String, Value> = supported().map(|key| (key.name.to_owned(), of_key(key, notation))).collect();
    let mut table = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let required: Vec<&str> = supported().filter(|key| key.required).map(|key| key.name).collect();
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

fn of_key(key: &Key, notation: Notation) -> Value {
    let schema = value(&key.shape, notation);
    // In YAML a key without a value is as good as none.
    let schema = if notation == Notation::Yaml && !key.required { or_nothing(schema) } else { schema };
    about(schema, key.about)
}

/// A value of this shape.
fn value(shape: &Shape, notation: Notation) -> Value {
    match shape {
        Shape::Line | Shape::Text => text(WORDS, notation),
        Shape::Pattern(pattern) => text(&whole_line(pattern), notation),
        Shape::Word(words) => one_of(&words()),
        Shape::WordOr(words, pattern) => {
            json!({ "anyOf": [{ "enum": words() }, text(&whole_line(pattern), notation)] })
        }
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::Date => json!({ "type": "string", "format": "date", "pattern": DATE }),
        Shape::Whole(i64::MIN, i64::MAX) => json!({ "type": "integer" }),
        Shape::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Shape::Halves(least, most) => {
            json!({ "type": "number", "minimum": least, "maximum": most, "multipleOf": 0.5 })
        }
        Shape::List(items) => json!({ "type": "array", "items": value(items, notation) }),
        Shape::Choice(words) => {
            json!({ "type": "array", "items": one_of(&words()), "minItems": 1, "uniqueItems": true })
        }
        Shape::LineOr(other) => json!({ "anyOf": [text(WORDS, notation), value(other, notation)] }),
        Shape::PatternOr(pattern, other) => {
            json!({ "anyOf": [text(&whole_line(pattern), notation), value(other, notation)] })
        }
        Shape::Table(keys) => table(keys, notation),
        Shape::Named(keys) => json!({ "type": "object", "additionalProperties": table(keys, notation) }),
        Shape::Lines(names, lines) => json!({
            "type": "object",
            "patternProperties": { format!("^({names})$"): text(&whole_line(lines), notation) },
            "additionalProperties": false,
        }),
        Shape::Values => json!({
            "type": "object",
            "patternProperties": { VALUE_NAME: { "anyOf": [text(WORDS, notation), { "type": "number" }] } },
            "additionalProperties": false,
        }),
        Shape::Rules | Shape::Free | Shape::Unsupported => json!({ "type": "object" }),
    }
}

fn whole_line(pattern: &str) -> String {
    format!("^\\s*({pattern})\\s*$")
}

/// One of these words.
pub(super) fn one_of(words: &[&str]) -> Value {
    json!({ "type": "string", "enum": words })
}

/// Text that matches; in YAML a number needs no quotation marks to be taken for text.
pub(super) fn text(pattern: &str, notation: Notation) -> Value {
    match notation {
        Notation::Toml => json!({ "type": "string", "pattern": pattern }),
        Notation::Yaml => json!({ "type": ["string", "number"], "pattern": pattern }),
    }
}

/// Text that is not empty.
pub(super) fn line(notation: Notation) -> Value {
    text(WORDS, notation)
}

/// A value or none.
pub(super) fn or_nothing(mut schema: Value) -> Value {
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
    // A list of words that may be chosen must have the word for none as well.
    if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        words.push(Value::Null);
    }
    schema
}
