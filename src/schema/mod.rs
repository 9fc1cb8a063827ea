//! What editors can know of the formats: JSON schemas of front matter, `site.toml` and the glossary, and a list of every
//! key ([`mod@reference`]).
//!
//! A schema is made from the tables of keys that the readers use themselves ([`shape`]); only what depends on several keys
//! or on the course is added here, file by file. A document that reader and schema judge differently is found by a test
//! (`tests/schema`). What no schema can say is left to `check`: that an id is unique, that a date exists, that a page of
//! some kind is there.
//!
//! The dialect is draft-07: the YAML and TOML extensions of editors have understood it for years, and newer ones only in part
//! and of late. Where an older keyword does as well (`enum` with one word for `const`), it is used.

mod front_matter;
mod glossary;
mod reference;
mod shape;
mod site;

pub use front_matter::front_matter;
pub use glossary::glossary;
pub use reference::{KeyEntry, front_matter_keys, glossary_keys, site_keys};
pub use site::site;

use serde_json::{Value, json};

const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// A schema for a whole file.
fn document(title: &str, mut schema: Value) -> Value {
    schema["$schema"] = json!(DIALECT);
    schema["title"] = json!(title);
    schema
}

/// The same, with what it is for.
fn about(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}
