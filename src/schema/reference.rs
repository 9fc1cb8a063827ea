//! Every key of the formats as a list: what the documentation and completions of editors show.

use crate::data::{Key, Shape};
use crate::{config, content, library};

/// A key with the names of the tables it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyEntry {
    /// Such as `course.pass_mark` or `kinds.NAME.label`, where `NAME` is any name.
    pub path: String,
    /// What its value looks like, such as "a whole number from 0 to 100".
    pub form: String,
    /// What it is for, in Markdown.
    pub about: &'static str,
    /// Whether its table cannot be without it.
    pub required: bool,
    /// The words it can have, where only few are possible.
    pub words: Vec<&'static str>,
}

/// The keys of `site.toml`.
pub fn site_keys() -> Vec<KeyEntry> {
    listed("", config::KEYS)
}

/// The keys of front matter.
pub fn front_matter_keys() -> Vec<KeyEntry> {
    listed("", content::front_matter::KEYS)
}

/// The keys of a term in the glossary.
pub fn glossary_keys() -> Vec<KeyEntry> {
    listed("", library::terms::KEYS)
}

fn listed(prefix: &str, keys: &[Key]) -> Vec<KeyEntry> {
    let mut entries = Vec::new();
    for key in keys.iter().filter(|key| key.is_supported()) {
        let path = format!("{prefix}{}", key.name);
        let words = words(&key.shape);
        let entry = KeyEntry { path, form: form(&key.shape), about: key.about, required: key.required, words };
        let (below, inner) = match inner(&key.shape) {
            Some((true, inner)) => (format!("{}.NAME.", entry.path), inner),
            Some((false, inner)) => (format!("{}.", entry.path), inner),
            None => (String::new(), &[][..]),
        };
        entries.push(entry);
        entries.extend(listed(&below, inner));
    }
    entries
}

/// The keys within a value, and whether a name comes before them.
fn inner(shape: &Shape) -> Option<(bool, &'static [Key])> {
    match shape {
        Shape::Table(keys) => Some((false, keys)),
        Shape::Named(keys) => Some((true, keys)),
        Shape::List(shape) | Shape::LineOr(shape) | Shape::PatternOr(_, shape) => inner(shape),
        _ => None,
    }
}

fn words(shape: &Shape) -> Vec<&'static str> {
    match shape {
        Shape::Word(words) | Shape::WordOr(words, _) | Shape::Choice(words) => words(),
        Shape::Truth => vec!["true", "false"],
        _ => Vec::new(),
    }
}

fn quoted(words: &[&str], between: &str) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(between)
}

/// A value in words, with its article.
fn form(shape: &Shape) -> String {
    const MOST_WORDS: usize = 5;
    match shape {
        Shape::Line => "text on one line".to_owned(),
        Shape::Text => "text".to_owned(),
        Shape::Pattern(_) => "text of a certain form".to_owned(),
        Shape::Word(words) if words().len() > MOST_WORDS => format!("one of {} names", words().len()),
        Shape::Word(words) => quoted(&words(), " or "),
        Shape::Choice(words) => format!("a list of one or more of {}", quoted(&words(), ", ")),
        Shape::WordOr(words, _) => format!("one of {} names, or text of a certain form", words().len()),
        Shape::Truth => "`true` or `false`".to_owned(),
        Shape::Date => "a date".to_owned(),
        Shape::Whole(i64::MIN, i64::MAX) => "a whole number".to_owned(),
        Shape::Whole(least, most) => format!("a whole number from {least} to {most}"),
        Shape::Halves(least, most) => format!("a number from {least} to {most}, also with a half"),
        Shape::List(items) => format!("a list, each item {}", form(items)),
        Shape::LineOr(other) => format!("text on one line, or {}", form(other)),
        Shape::PatternOr(_, other) => format!("text of a certain form, or {}", form(other)),
        Shape::Table(_) => "a table".to_owned(),
        Shape::Free => "a table of any keys and values".to_owned(),
        Shape::Named(_) => "a table for each name".to_owned(),
        Shape::Lines(..) => "a table: for each name text on one line".to_owned(),
        Shape::Values => "a table: for each name text on one line or a number".to_owned(),
        Shape::Rules => "a table: for each rule `deny`, `warn` or `allow`".to_owned(),
        Shape::Unsupported => "nothing".to_owned(),
    }
}
