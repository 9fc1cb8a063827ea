//! From the tree to [`FrontMatter`], key by key.

use crate::course::{Assessment, CaseAttestation, Consent, FrontMatter, Objective};
use crate::data::yaml::{Codes, Entry, Node, Reader, Value};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place, suggest};
use crate::source::Span;

use super::address::{alias, slug};

/// The keys of front matter, in the order in which the author's guide has them.
pub(crate) const KEYS: [&str; 16] = [
    "title",
    "summary",
    "kind",
    "step",
    "objectives",
    "topics",
    "order",
    "slug",
    "aliases",
    "authors",
    "reviewed",
    "duration",
    "media",
    "draft",
    "case",
    "assessment",
];
/// The keys of an objective; all must be there.
pub(crate) const OBJECTIVE_KEYS: [&str; 2] = ["id", "text"];
/// The keys of `assessment`.
pub(crate) const ASSESSMENT_KEYS: [&str; 2] = ["draw", "pass"];
/// The keys of `case`.
pub(crate) const CASE_KEYS: [&str; 5] = ["pseudonyms", "consent", "changed", "reviewed_by", "reviewed_on"];

const CODES: Codes = Codes {
    unknown_key: Code::FrontMatterUnknownKey,
    wrong_type: Code::FrontMatterWrongType,
    bad_value: Code::FrontMatterBadValue,
};

/// More steps than any repair has.
pub(crate) const MOST_STEPS: i64 = 1000;
/// More questions than anyone answers in one sitting.
pub(crate) const MOST_DRAWN: i64 = 1000;
/// A week without sleep, in minutes.
pub(crate) const MOST_MINUTES: i64 = 7 * 24 * 60;
/// All of it.
pub(crate) const MOST_PERCENT: i64 = 100;
/// On what ground a case can be told.
pub(crate) const CONSENTS: [(&str, Consent); 4] = [
    ("written", Consent::Written),
    ("composite", Consent::Composite),
    ("fictional", Consent::Fictional),
    ("published", Consent::Published),
];

/// Reads every key. `opening` is the line `---`.
pub(super) fn decode(root: &Node, opening: Span) -> Outcome<FrontMatter> {
    let mut reader = Reader::new(CODES);
    let none: &[Entry] = &[];
    // Front matter without keys lacks a title; that it is no table would be said twice.
    let keys = if root.is_null() { Some(none) } else { reader.table("the front matter", root, &KEYS) };
    let Some(keys) = keys else {
        let front = FrontMatter { title_span: Some(opening), ..FrontMatter::default() };
        return Outcome { value: front, diagnostics: reader.diagnostics };
    };
    let (title, title_span) = title(&mut reader, keys, opening);
    let front = FrontMatter {
        title,
        title_span: Some(title_span),
        summary: reader.take(keys, "summary", Reader::line),
        kind: reader.take(keys, "kind", |reader, key, node| Some((reader.line(key, node)?, node.span))),
        step: reader.take(keys, "step", |reader, key, node| number(reader.whole(key, node, 1..=MOST_STEPS))),
        objectives: reader.take(keys, "objectives", objectives).unwrap_or_default(),
        topics: reader.take(keys, "topics", topics).unwrap_or_default(),
        order: reader.take(keys, "order", |reader, key, node| reader.whole(key, node, i64::MIN..=i64::MAX)),
        slug: reader.take(keys, "slug", slug),
        aliases: reader.take(keys, "aliases", |reader, key, node| reader.list(key, node, alias)).unwrap_or_default(),
        authors: reader.take(keys, "authors", Reader::lines).unwrap_or_default(),
        reviewed: reader.take(keys, "reviewed", Reader::date),
        duration: reader.take(keys, "duration", |reader, key, node| number(reader.whole(key, node, 1..=MOST_MINUTES))),
        media: reader.take(keys, "media", |reader, key, node| number(reader.whole(key, node, 1..=MOST_MINUTES))),
        draft: reader.take(keys, "draft", Reader::truth).unwrap_or_default(),
        case: reader.take(keys, "case", case),
        assessment: None,
    };
    attested(&mut reader, keys, &front);
    let assessment = assessment(&mut reader, keys, &front);
    let front = FrontMatter { assessment, ..front };
    Outcome { value: front, diagnostics: reader.diagnostics }
}

/// A page of the kind `case` says how its people are protected, or nothing is built.
fn attested(reader: &mut Reader, keys: &[Entry], front: &FrontMatter) {
    let Some((_, span)) = front.kind.as_ref().filter(|(kind, _)| kind == "case") else { return };
    if !keys.iter().any(|entry| entry.key == "case" && !entry.node.is_null()) {
        let help = "write `case:` and below it `consent`, `pseudonyms` and `changed`: `attune new case` shows how";
        missing(reader, *span, "a case does not say how its people are protected", help);
    }
}

/// A page of the kind `assessment` is one, whether or not it says more; no other page is.
fn assessment(reader: &mut Reader, keys: &[Entry], front: &FrontMatter) -> Option<Assessment> {
    let kind = front.kind.as_ref().filter(|(kind, _)| kind == "assessment").map(|(_, span)| *span);
    let entry = keys.iter().find(|entry| entry.key == "assessment");
    let table = entry.filter(|entry| !entry.node.is_null());
    let Some(span) = kind else {
        let span = entry?.key_span;
        reader.bad(
            span,
            "`assessment` stands on a page of another kind".to_owned(),
            "write `kind: assessment`, or remove the key",
        );
        return None;
    };
    let table = table.and_then(|entry| reader.table("assessment", &entry.node, &ASSESSMENT_KEYS)).unwrap_or_default();
    let draw = reader
        .take(table, "draw", |reader, key, node| Some((number(reader.whole(key, node, 1..=MOST_DRAWN))?, node.span)));
    let pass = reader.take(table, "pass", |reader, key, node| reader.whole(key, node, 0..=MOST_PERCENT));
    Some(Assessment { draw, pass: pass.and_then(|pass| u8::try_from(pass).ok()), span })
}

fn number(value: Option<i64>) -> Option<u32> {
    value.and_then(|value| u32::try_from(value).ok())
}

/// The title and its place, or an error and the place of `opening`.
fn title(reader: &mut Reader, keys: &[Entry], opening: Span) -> (String, Span) {
    const HELP: &str = "write `title:` and the title of the page";
    let Some(entry) = keys.iter().find(|entry| entry.key == "title") else {
        missing(reader, opening, "the front matter has no `title`", HELP);
        return (String::new(), opening);
    };
    if entry.node.is_null() {
        missing(reader, entry.key_span, "`title` has no value", HELP);
        return (String::new(), opening);
    }
    match reader.line("title", &entry.node) {
        Some(title) => (title, entry.node.span),
        None => (String::new(), opening),
    }
}

fn missing(reader: &mut Reader, span: Span, message: &str, help: &str) {
    reader.diagnostics.push(Diagnostic::new(Code::FrontMatterMissingKey, span, message).help(help.to_owned()));
}

fn topics(reader: &mut Reader, key: &str, node: &Node) -> Option<Vec<String>> {
    reader.list(key, node, |reader, key, node| {
        let topic = reader.line(key, node)?;
        if crate::course::slug(&topic).is_empty() {
            let message = format!("the topic `{topic}` has no letter or digit to make an address from");
            reader.bad(node.span, message, "name the topic in words");
            return None;
        }
        Some(topic)
    })
}

fn objectives(reader: &mut Reader, key: &str, node: &Node) -> Option<Vec<Objective>> {
    let all = reader.list(key, node, objective)?;
    let mut kept: Vec<Objective> = Vec::with_capacity(all.len());
    for objective in all {
        match kept.iter().find(|known| known.id == objective.id) {
            Some(first) => {
                let message = format!("the objective `{}` is on this page twice", objective.id);
                let repeated = Diagnostic::new(Code::DuplicateObjective, objective.span, message)
                    .help("give each objective an id of its own")
                    .related(Place::At(first.span), "first used here");
                reader.diagnostics.push(repeated);
            }
            None => kept.push(objective),
        }
    }
    Some(kept)
}

fn objective(reader: &mut Reader, _: &str, node: &Node) -> Option<Objective> {
    const FORM: &str = "write `- id: short-name` and below it `text: What a learner will be able to do`";
    if !matches!(node.value, Value::Map(_)) {
        reader.wrong("an objective", node, "a table of `id` and `text`", FORM);
        return None;
    }
    let keys = reader.table("an objective", node, &OBJECTIVE_KEYS)?;
    for key in OBJECTIVE_KEYS {
        if !keys.iter().any(|entry| entry.key == key && !entry.node.is_null()) {
            missing(reader, node.span, &format!("an objective has no `{key}`"), FORM);
        }
    }
    let id = reader.take(keys, "id", objective_id);
    let text = reader.take(keys, "text", Reader::line);
    let ((id, span), text) = (id?, text?);
    Some(Objective { id, text, span })
}

fn objective_id(reader: &mut Reader, key: &str, node: &Node) -> Option<(String, Span)> {
    let id = reader.line(key, node)?;
    if !is_id(&id) {
        let help = match crate::course::slug(&id) {
            plain if plain.is_empty() => "use letters, digits and hyphens".to_owned(),
            plain => format!("use letters, digits and hyphens: `{plain}`"),
        };
        reader.bad(node.span, format!("the objective's id `{id}` is not made of letters, digits and hyphens"), &help);
        return None;
    }
    Some((id, node.span))
}

/// Letters and digits, with single hyphens between them; capitals are let pass.
fn is_id(id: &str) -> bool {
    !id.is_empty() && crate::course::slug(id) == id.to_lowercase()
}

fn case(reader: &mut Reader, key: &str, node: &Node) -> Option<CaseAttestation> {
    let keys = reader.table(key, node, &CASE_KEYS)?;
    let pseudonyms = reader.take(keys, "pseudonyms", Reader::lines).unwrap_or_default();
    let changed = reader.take(keys, "changed", Reader::lines).unwrap_or_default();
    let reviewed_by = reader.take(keys, "reviewed_by", Reader::line);
    let reviewed_on = reader.take(keys, "reviewed_on", Reader::date);
    if !keys.iter().any(|entry| entry.key == "consent" && !entry.node.is_null()) {
        let help = "write `consent: written`, `composite`, `fictional` or `published`";
        missing(reader, node.span, "`case` has no `consent`", help);
    }
    for (key, help) in [
        ("pseudonyms", "write `pseudonyms: [Name]`: the made-up names used, or `[]` when nobody has a name"),
        ("changed", "write `changed:` and a list of what was altered; of an invented case, that it is invented"),
    ] {
        if !keys.iter().any(|entry| entry.key == key) {
            missing(reader, node.span, &format!("`case` has no `{key}`"), help);
        }
    }
    let consent = reader.take(keys, "consent", consent)?;
    Some(CaseAttestation { pseudonyms, consent, changed, reviewed_by, reviewed_on })
}

fn consent(reader: &mut Reader, key: &str, node: &Node) -> Option<Consent> {
    let word = reader.line(key, node)?;
    let known = CONSENTS.iter().find(|(name, _)| *name == word);
    if known.is_none() {
        let help = suggest(&word, CONSENTS.map(|(name, _)| name))
            .help("write `written`, `composite`, `fictional` or `published`");
        reader.bad(node.span, format!("`consent` cannot be `{word}`"), &help);
    }
    known.map(|(_, consent)| *consent)
}
