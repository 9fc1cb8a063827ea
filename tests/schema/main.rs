//! Schema and parser judge alike: every key with right and wrong values, unknown and missing keys, and every page, every
//! `site.toml` and every glossary of this repository.

mod documented;
mod rows;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use attune::internals::config::{self, default_kinds};
use attune::internals::content::{ParseOptions, parse};
use attune::internals::diagnostic::Code;
use attune::internals::library;
use attune::internals::schema;
use attune::internals::source::{CoursePath, FileId};
use jsonschema::Validator;
use serde_json::Value;

use rows::{
    ASSESSMENT, CASE, CERTIFICATE, COURSE, FRONT_MATTER, KIND, OBJECTIVE, Rows, SECURITY, SITE, SUPPORT, TARGET, TERM,
    THEME,
};

fn validator(schema: &Value) -> Validator {
    jsonschema::meta::validate(schema).expect("it is a schema");
    jsonschema::draft7::options().should_validate_formats(true).build(schema).expect("it is a schema")
}

/// What the parser says of front matter.
fn page_is_good(yaml: &str) -> bool {
    let text = format!("---\n{yaml}\n---\n");
    let outcome = parse(&CoursePath::new("content/m/a.md"), &text, ParseOptions::default());
    outcome.diagnostics.iter().all(|finding| !finding.code.as_str().starts_with("front-matter"))
}

fn site_is_good(toml: &str) -> bool {
    config::parse(toml, FileId::of(&CoursePath::new("site.toml"))).diagnostics.is_empty()
}

fn glossary_is_good(yaml: &str) -> bool {
    let outcome = library::glossary(&[(&CoursePath::new("content/glossary.yaml"), yaml)]);
    outcome.diagnostics.iter().all(|finding| finding.code != Code::GlossaryEntry)
}

/// As editors see it: a date is text. `None` where it is not TOML.
fn from_toml(text: &str) -> Option<Value> {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(truth) => truth.into(),
            toml::Value::Datetime(time) => time.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(json).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        }
    }
    toml::from_str::<toml::Table>(text).ok().map(|table| json(toml::Value::Table(table)))
}

fn from_yaml(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok()
}

/// Compares the two on right and wrong values of keys. Each row is a key, values that are right and values that are wrong.
struct Judges {
    schema: Validator,
    parser: fn(&str) -> bool,
    read: fn(&str) -> Option<Value>,
}

impl Judges {
    fn agree(&self, document: &str, expected: bool) {
        let value = (self.read)(document).unwrap_or_else(|| unreachable!("it can be read: {document}"));
        let by_schema = self.schema.is_valid(&value);
        assert_eq!((by_schema, (self.parser)(document)), (expected, expected), "schema, parser: {document}");
    }

    /// `document` puts a key with its value into a document.
    fn rows(&self, rows: &[(&str, &[&str], &[&str])], document: impl Fn(&str, &str) -> String) {
        for (key, right, wrong) in rows {
            assert!(!right.is_empty() && !wrong.is_empty(), "{key}");
            right.iter().for_each(|value| self.agree(&document(key, value), true));
            wrong.iter().for_each(|value| self.agree(&document(key, value), false));
        }
    }
}

/// Every key of a schema has a row, and says what it is for.
fn complete(schema: &Value, rows: &[(&str, &[&str], &[&str])]) {
    let properties = schema["properties"].as_object().expect("it has keys");
    let keys: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
    let tried: BTreeSet<&str> = rows.iter().map(|(key, ..)| *key).collect();
    assert_eq!(keys, tried);
    for (key, schema) in properties {
        assert!(schema["description"].is_string(), "`{key}` has no description: add it in src/schema");
    }
}

#[test]
fn front_matter_is_judged_as_the_parser_judges_it() {
    let schema = schema::front_matter(&default_kinds());
    complete(&schema, FRONT_MATTER);
    let document = |key: &str, value: &str| match key {
        "title" => format!("title: {value}"),
        "assessment" => format!("title: T\nkind: assessment\nassessment: {value}"),
        _ => format!("title: T\n{key}: {value}"),
    };
    let judges = Judges { schema: validator(&schema), parser: page_is_good, read: from_yaml };
    judges.rows(FRONT_MATTER, document);
    let others = |rows: Rows, but: &str| -> String {
        let others = rows.iter().filter(|(key, ..)| *key != but);
        others.flat_map(|(key, right, _)| [key, ": ", right[0], ", "]).collect()
    };
    complete(&schema["properties"]["objectives"]["items"], OBJECTIVE);
    judges
        .rows(OBJECTIVE, |key, value| format!("title: T\nobjectives: [{{{}{key}: {value}}}]", others(OBJECTIVE, key)));
    complete(&schema["properties"]["case"], CASE);
    judges.rows(CASE, |key, value| format!("title: T\ncase: {{{}{key}: {value}}}", others(CASE, key)));
    complete(&schema["properties"]["assessment"], ASSESSMENT);
    judges.rows(ASSESSMENT, |key, value| format!("title: T\nkind: assessment\nassessment: {{{key}: {value}}}"));
    for (document, expected) in [
        ("summary: a", false),
        ("titel: T", false),
        ("title: T\nsumary: a", false),
        ("title: T\nkind: case", false),
        ("title: T\nkind: case\ncase:", false),
        ("title: T\nkind: assessment", true),
        ("title: T\nassessment: {}", false),
        ("title: T\nkind: lesson\nassessment:", false),
        ("[title]", false),
        ("title", false),
    ] {
        judges.agree(document, expected);
    }
}

#[test]
fn site_toml_is_judged_as_the_parser_judges_it() {
    let schema = schema::site();
    complete(&schema, SITE);
    let judges = Judges { schema: validator(&schema), parser: site_is_good, read: from_toml };
    let with = |key: &str, value: &str, title: &str| {
        if key == "title" { format!("title = {value}") } else { format!("{title}{key} = {value}") }
    };
    judges.rows(SITE, |key, value| with(key, value, "title = \"T\"\n"));
    let properties = &schema["properties"];
    complete(&properties["course"], COURSE);
    judges.rows(COURSE, |key, value| format!("title = \"T\"\n[course]\n{key} = {value}"));
    complete(&properties["kinds"]["properties"]["case"], KIND);
    judges.rows(KIND, |key, value| format!("title = \"T\"\n[kinds.case]\n{key} = {value}"));
    let own = |key: &str, value: &str| {
        let label = if key == "label" { "" } else { "label = \"E\"\n" };
        format!("title = \"T\"\n[kinds.own-kind]\n{label}{key} = {value}")
    };
    judges.rows(KIND, own);
    complete(&properties["certificate"], CERTIFICATE);
    judges.rows(CERTIFICATE, |key, value| format!("title = \"T\"\n[certificate]\n{key} = {value}"));
    complete(&properties["security"], SECURITY);
    judges.rows(SECURITY, |key, value| format!("title = \"T\"\n[security]\n{key} = {value}"));
    let target = &properties["publish"]["additionalProperties"];
    complete(target, TARGET);
    judges.rows(TARGET, |key, value| {
        let to = if key == "to" { "" } else { "to = \"s3://b\"\n" };
        format!("title = \"T\"\n[publish.live]\n{to}{key} = {value}")
    });
    complete(&properties["theme"]["anyOf"][1], THEME);
    judges.rows(THEME, |key, value| format!("title = \"T\"\n[theme]\n{key} = {value}"));
    complete(&properties["support"], SUPPORT);
    judges.rows(SUPPORT, |key, value| format!("title = \"T\"\n[support]\n{key} = {value}"));
    for (document, expected) in [
        ("", false),
        ("titel = \"T\"", false),
        ("title = \"T\"\nlangauge = \"en\"", false),
        ("title = \"T\"\n[course]\ncredit = \"mergener\"\ndifficulty = 3", true),
        ("title = \"T\"\n[privacy]\nprivacy-name = \"deny\"", false),
        ("title = \"T\"\n[publish.site]\nto = \"s3://bucket\"", true),
        ("title = \"T\"\n[publish.site]\nto = \"ftp://bucket\"", false),
        ("title = \"T\"\n[course]\nreview_months = 24", false),
    ] {
        judges.agree(document, expected);
    }
}

#[test]
fn the_glossary_is_judged_as_the_parser_judges_it() {
    let schema = schema::glossary();
    let judges = Judges { schema: validator(&schema), parser: glossary_is_good, read: from_yaml };
    let term = schema["patternProperties"].as_object().and_then(|terms| terms.values().next()).expect("terms");
    complete(&term["anyOf"][1], TERM);
    let document = |key: &str, value: &str| {
        let definition = if key == "definition" { "" } else { "definition: d, " };
        format!("a: {{{definition}{key}: {value}}}\nb: c")
    };
    judges.rows(TERM, document);
    for (document, expected) in [
        ("null", true),
        ("a: A strain.", true),
        ("überträgt-日本: x", true),
        ("2024: x", true),
        ("A: x", false),
        ("a b: x", false),
        ("a--b: x", false),
        ("a:", false),
        ("a: true", false),
        ("a: [b]", false),
        ("a: {term: A}", false),
        ("a: {definition: b, se: [c]}", false),
        ("[a]", false),
    ] {
        judges.agree(document, expected);
    }
}

#[test]
fn every_file_of_this_repository_is_judged_alike() {
    let (front, site) = (validator(&schema::front_matter(&default_kinds())), validator(&schema::site()));
    let terms = validator(&schema::glossary());
    let (mut good, mut bad) = (0, 0);
    let mut judged = |path: &Path, by_schema: bool, by_parser: bool| {
        assert_eq!(by_schema, by_parser, "schema, parser: {}", path.display());
        *(if by_parser { &mut good } else { &mut bad }) += 1;
    };
    let roots = [
        "content",
        "tests/cases",
        "tests/browser/courses",
        "tests/cmd",
        "src/cli/starter",
        "src/cli/starter-de",
        "site.toml",
    ];
    for entry in roots.iter().flat_map(walkdir::WalkDir::new) {
        let entry = entry.expect("it can be walked");
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        match (entry.file_name().to_str(), entry.path().extension().and_then(|extension| extension.to_str())) {
            (Some("site.toml"), _) => {
                let Some(value) = from_toml(&text) else { continue };
                judged(entry.path(), site.is_valid(&value), site_is_good(&text));
            }
            (Some("glossary.yaml"), _) => {
                let Some(value) = from_yaml(&text) else { continue };
                judged(entry.path(), terms.is_valid(&value), glossary_is_good(&text));
            }
            (_, Some("md")) => {
                let Some(yaml) = head(&text) else { continue };
                let Some(value) = from_yaml(&yaml) else { continue };
                judged(entry.path(), front.is_valid(&value), page_is_good(&yaml));
            }
            _ => {}
        }
    }
    assert!(good > 150 && bad > 5, "{good} good and {bad} bad files");
}

/// What stands between the two lines.
fn head(text: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (yaml, _) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
    Some(yaml.to_owned())
}
