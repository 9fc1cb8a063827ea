//! The schema of `site.toml`.

use serde_json::{Value, json};

use crate::config::{
    CREDITS, HTML, KEYS, LEVELS, MOST_MONTHS, ORDERS, SUPPORT_SCHEMES, citation_styles, default_kinds, editor_names,
};
use crate::diagnostic::Code;

use super::{WORDS, about, date, document, list, matching, one_of, table, truth, whole};

/// Lower-case letters and digits with single hyphens between them.
const NAME: &str = "[a-z0-9]+(-[a-z0-9]+)*";
/// The shape of BCP 47 (RFC 5646, section 2.1), as the parser has it.
const LANGUAGE: &str = "^\\s*([A-Za-z]{2,3}((-[A-Za-z0-9]{1,8})*-[A-Za-z0-9]{2,8})?|[xXiI](-[A-Za-z0-9]{1,8})+)\\s*$";
/// Scheme, host and port, and a path without `//`, `.` or `..`; neither a query nor a place.
const BASE_URL: &str = "^\\s*[hH][tT][tT][pP][sS]?://([A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?\
                        (/(?!\\.{1,2}(/|\\s*$))([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+)*/?\\s*$";
/// An ending after `*.`, or a path without `.`, `..` and empty parts.
const ALLOWED: &str = r"^\s*(\*\.)?(?!\.{1,2}(/|\s*$))[^\s*?\[\\/][^*?\[\\/]*(/(?!\.{1,2}(/|\s*$))[^*?\[\\/]+)*\s*$";
/// The name of a folder.
const THEME: &str = r"^\s*[^\s./\\:][^/\\:]*$";
/// The template of an address that opens a file in an editor.
const EDITOR: &str = r#"^\s*[A-Za-z][A-Za-z0-9+.-]*:[^\s"<>\\^`|]*\{path\}[^\s"<>\\^`|]*\s*$"#;

/// The schema of `site.toml`.
pub fn site() -> Value {
    let mut schema = keyed("", &["title"], key_of);
    schema["definitions"] = json!({ "levels": levels() });
    document("A course's site.toml", schema)
}

/// A table of [`KEYS`].
fn keyed(name: &str, required: &[&str], schema: impl Fn(&'static str) -> Value) -> Value {
    let keys = KEYS.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, keys)| *keys);
    table(keys, required, schema)
}

fn text() -> Value {
    matching(WORDS)
}

fn key_of(key: &str) -> Value {
    match key {
        "title" => about(text(), "The course's title."),
        "description" => about(text(), "One sentence, for search engines and the front page."),
        "base_url" => {
            about(matching(BASE_URL), "Where the course will stand: for search engines, the feed and the 404 page.")
        }
        "language" => about(
            matching(LANGUAGE),
            "A language tag, such as `en`, `de` or `pt-BR`. The interface speaks en, de, fr, es and ar.",
        ),
        "theme" => about(matching(THEME), "`default`, or the name of a folder in `themes`."),
        "editor" => {
            let names: Vec<&str> = editor_names().collect();
            let any = json!({ "anyOf": [{ "enum": names }, matching(EDITOR)] });
            about(any, "Opens the place of an error in the preview: an editor's name, or an address with `{path}`.")
        }
        "course" => course(),
        "kinds" => kinds(),
        "markdown" => about(keyed("markdown", &[], markdown), "How pages are read."),
        "files" => about(keyed("files", &[], files), "What is published beside the pages."),
        "search" => about(keyed("search", &[], search), "The search over the whole course."),
        "glossary" => about(keyed("glossary", &[], glossary), "How the terms of the glossary are used."),
        "references" => about(keyed("references", &[], references), "How works are cited."),
        "privacy" => {
            let levels = json!({ "type": "object", "additionalProperties": { "$ref": "#/definitions/levels" } });
            about(levels, "What the rules on privacy weigh: for each rule, and in a table for one kind of page.")
        }
        "support" => {
            about(keyed("support", &[], support), "Where a distressed reader can turn; shown with every advisory.")
        }
        "items" => items(),
        "publish" => {
            let targets = json!({ "type": "object", "additionalProperties": keyed("publish.NAME", &["to"], publish) });
            about(targets, "Targets for `attune publish`, by name.")
        }
        _ => json!({}),
    }
}

fn course() -> Value {
    let mut course = keyed("course", &[], |key| match key {
        "id" => about(
            matching(&format!("^\\s*{NAME}\\s*$")),
            "Under which browsers keep progress; the site's path when left out.",
        ),
        "audience" => about(text(), "For whom, in a sentence."),
        "authors" => {
            let table = keyed("course.authors", &["name"], author);
            about(list(&json!({ "anyOf": [text(), table] })), "Who wrote the course.")
        }
        "disclosures" => about(text(), "What readers should know of the authors' interests."),
        "reviewed" => about(date(), "When someone last checked the course: `2026-09-01`."),
        "review_months" => about(whole(&(1..=MOST_MONTHS)), "How old a review may be."),
        "pass_mark" => about(whole(&(0..=100)), "Percent of the points that passes a test."),
        "credit" => about(words(&CREDITS), "The formula for study time, shown with it on the front page."),
        "difficulty" => about(whole(&(1..=5)), "From 1 (easy) to 5 (hard), for the formula `mergener`."),
        _ => json!({}),
    });
    let mergener = json!({ "properties": { "credit": { "enum": ["mergener"] } }, "required": ["credit"] });
    course["allOf"] = json!([{ "if": mergener, "then": { "required": ["difficulty"] } }]);
    about(course, "What readers and providers of continuing education ask of a course.")
}

fn author(key: &str) -> Value {
    match key {
        "name" => about(text(), "The name."),
        "credentials" => about(text(), "Degrees, licences, position."),
        _ => json!({}),
    }
}

/// Those that are there by default have a label; others need one.
fn kinds() -> Value {
    let known = default_kinds();
    let known: Vec<&str> = known.keys().map(String::as_str).collect();
    let changed: serde_json::Map<String, Value> =
        known.iter().map(|name| ((*name).to_owned(), keyed("kinds.NAME", &[], kind))).collect();
    let other = format!("^(?!({})$){NAME}$", known.join("|"));
    let own = keyed("kinds.NAME", &["label"], kind);
    let kinds = json!({
        "type": "object",
        "properties": changed,
        "patternProperties": { other: own },
        "additionalProperties": false,
    });
    about(kinds, "Kinds of page: changes to those that are there, and kinds of the course's own.")
}

fn kind(key: &str) -> Value {
    match key {
        "label" => about(text(), "What one page of the kind is called."),
        "plural" => about(text(), "What several are called; the label with an `s` when left out."),
        "summary" => about(text(), "What they are, on their index page."),
        "order" => about(words(&ORDERS), "How their index page is ordered."),
        _ => json!({}),
    }
}

fn markdown(key: &str) -> Value {
    match key {
        "html" => {
            about(words(&HTML), "What becomes of raw HTML: an allow-list decides, it is shown as text, or it stays.")
        }
        _ => json!({}),
    }
}

fn files(key: &str) -> Value {
    match key {
        "allow" => about(
            list(&matching(ALLOWED)),
            "Files that are published although their type is not known: `*.dat`, or a path from `content`.",
        ),
        _ => json!({}),
    }
}

fn search(key: &str) -> Value {
    match key {
        "enabled" => about(truth(), "`false` leaves search out."),
        _ => json!({}),
    }
}

fn glossary(key: &str) -> Value {
    match key {
        "auto_link" => about(truth(), "`true` makes the first mention of a term on a page a link to it."),
        _ => json!({}),
    }
}

fn references(key: &str) -> Value {
    match key {
        "style" => about(one_of(citation_styles()), "The name of a citation style, such as `apa` or `ieee`."),
        _ => json!({}),
    }
}

fn support(key: &str) -> Value {
    match key {
        "title" => about(text(), "The heading."),
        "text" => about(text(), "A few words."),
        "links" => {
            let table = keyed("support.links", &["label", "url"], link);
            about(
                list(&json!({ "anyOf": [text(), table] })),
                "Places to turn to: words alone, or words and an address.",
            )
        }
        _ => json!({}),
    }
}

fn link(key: &str) -> Value {
    match key {
        "label" => about(text(), "The words."),
        "url" => {
            let schemes: Vec<&str> = SUPPORT_SCHEMES.iter().map(|scheme| scheme.trim_end_matches(':')).collect();
            about(matching(&format!("^\\s*({}):", schemes.join("|"))), "An address: `https:`, `tel:` or `mailto:`.")
        }
        _ => json!({}),
    }
}

fn items() -> Value {
    let rules: Vec<&str> =
        Code::ALL.iter().map(|code| code.as_str()).filter(|code| code.starts_with("item-")).collect();
    let items = table(&rules, &[], |rule| {
        let code = Code::from_name(rule).map(crate::diagnostic::explain::summary).unwrap_or_default();
        about(words(&LEVELS), &code)
    });
    about(items, "What the rules on how questions are written weigh in this course.")
}

fn publish(key: &str) -> Value {
    match key {
        "to" => about(text(), "`s3://`, `gs://` or `az://` and a bucket, or a folder."),
        "endpoint" => about(text(), "The address of the store, when it is not the provider's own."),
        "region" => about(text(), "The store's region."),
        "allow_http" => about(truth(), "Whether the store may be reached without encryption."),
        "max_deletes" => about(whole(&(0..=u32::MAX)), "How many files one publication may delete."),
        "cache" => {
            let cache = json!({ "type": "object", "additionalProperties": text() });
            about(cache, "Patterns of paths, and the `Cache-Control` of each.")
        }
        _ => json!({}),
    }
}

/// A level, or a table of them.
fn levels() -> Value {
    let table = json!({ "type": "object", "additionalProperties": { "$ref": "#/definitions/levels" } });
    json!({ "anyOf": [words(&LEVELS), table] })
}

fn words<T>(known: &[(&str, T)]) -> Value {
    one_of(known.iter().map(|(word, _)| *word))
}
