//! The schema of `glossary.yaml`.

use serde_json::{Value, json};

use crate::data::Notation;
use crate::library::terms::KEYS;

use super::shape::{line, or_nothing, table};
use super::{about, document};

/// A letter or digit that is no capital of ASCII; see the same of front matter.
macro_rules! small_letter {
    () => {
        r"[^\x00-/:-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20]"
    };
}
/// Letters without capitals of ASCII, digits, single hyphens between them: an id that is its own address. Without classes of
/// Unicode, which not all validators know.
const ID: &str = concat!("^", small_letter!(), "+(-", small_letter!(), "+)*$");

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
