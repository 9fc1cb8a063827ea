//! From the tree to [`FrontMatter`], key by key.

use crate::course::{Assessment, CaseAttestation, FrontMatter, Known, Objective};
use crate::data::{Codes, Node, Notation, Reader, Table};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place};
use crate::source::Span;

use super::address::{alias, slug};
use super::attestation::attestation;
use super::head::Head;
use super::keys::{KEYS, LIMITED, LONGEST_TOPIC, OBJECTIVE, OTHER_NAMES};

const CODES: Codes = Codes {
    unknown_key: Code::FrontMatterUnknownKey,
    unsupported_key: Code::FrontMatterUnknownKey,
    wrong_type: Code::FrontMatterWrongType,
    missing_key: Code::FrontMatterMissingKey,
    bad_value: Code::FrontMatterBadValue,
};

/// Reads every key of the head of such a page. `opening` is the line `---`.
pub(super) fn decode(root: &Node, opening: Span, head: Head) -> Outcome<FrontMatter> {
    let mut reader = Reader::new(CODES, Notation::Yaml, KEYS).with_other_names(OTHER_NAMES);
    // Front matter without keys lacks a title; that it is no table would be said twice.
    let table = if root.is_null() {
        Some(Table::empty("the front matter", KEYS, opening))
    } else {
        reader.table("the front matter", "", root, KEYS)
    };
    let front = match table {
        Some(table) => front_matter(&mut reader, &table, (opening, head)),
        None => FrontMatter { title_span: Some(opening), known: Known::Keys, ..FrontMatter::default() },
    };
    let known = if reader.diagnostics.iter().any(Diagnostic::is_error) { Known::Keys } else { front.known };
    Outcome { value: FrontMatter { known, ..front }, diagnostics: reader.diagnostics }
}

fn front_matter(reader: &mut Reader, keys: &Table<'_>, (opening, head): (Span, Head)) -> FrontMatter {
    let (title, title_span) = title(reader, keys, opening);
    let front = FrontMatter {
        title,
        title_span: Some(title_span),
        summary: keys.line(reader, "summary"),
        kind: keys.read(reader, "kind", |reader, key, node| Some((reader.line(key, node)?, node.span))),
        step: keys.whole(reader, "step"),
        objectives: keys.read(reader, "objectives", objectives).unwrap_or_default(),
        topics: keys.list(reader, "topics", topic),
        order: keys.whole(reader, "order"),
        slug: keys.read(reader, "slug", slug),
        aliases: keys.list(reader, "aliases", alias),
        authors: keys.lines(reader, "authors"),
        reviewed: keys.date(reader, "reviewed"),
        duration: keys.whole(reader, "duration"),
        media: keys.whole(reader, "media"),
        pseudonyms: keys.lines(reader, "pseudonyms"),
        draft: keys.truth(reader, "draft").unwrap_or_default(),
        facilitator: keys.truth(reader, "facilitator").unwrap_or_default(),
        hidden: keys.truth(reader, "hidden").unwrap_or_default(),
        case: case(reader, keys),
        extra: keys.free(reader, "extra"),
        assessment: None,
        known: Known::All,
    };
    attested(reader, keys, &front);
    // A module that is listed nowhere has a page like any other.
    let head = if front.hidden && head == Head::Module { Head::Page } else { head };
    let is_taken = taken(reader, keys, (&front, head));
    let assessment = if is_taken { assessment(reader, keys, &front) } else { None };
    FrontMatter { assessment, ..front }
}

/// Reports keys and kinds that such a page does nothing with. Whether it can be what it says that it is.
fn taken(reader: &mut Reader, keys: &Table<'_>, (front, head): (&FrontMatter, Head)) -> bool {
    let Some(name) = head.name() else { return true };
    for key in LIMITED.iter().filter(|key| !(key.is_for_modules && head == Head::Module)) {
        if let Some(entry) = keys.entry(key.name).filter(|entry| !entry.node.is_null()) {
            reader.bad(entry.key_span, format!("`{}` does nothing on {name}", key.name), key.help);
        }
    }
    let assessment = front.kind.as_ref().filter(|(kind, _)| kind == "assessment");
    if let Some((_, span)) = assessment {
        reader.bad(*span, format!("{name} cannot be an assessment"), "write the test as a page of its own in a module");
    }
    assessment.is_none()
}

fn case(reader: &mut Reader, keys: &Table<'_>) -> Option<CaseAttestation> {
    let span = keys.entry("case")?.key_span;
    let table = keys.table(reader, "case")?;
    attestation(reader, &table, span)
}

/// A page of the kind `case` says how its people are protected, or nothing is built.
fn attested(reader: &mut Reader, keys: &Table<'_>, front: &FrontMatter) {
    let Some((_, span)) = front.kind.as_ref().filter(|(kind, _)| kind == "case") else { return };
    if !keys.has("case") {
        let help = "write `case:` and below it `consent`, `pseudonyms` and `changed`: `attune new case` shows how";
        reader.missing(*span, "a case does not say how its people are protected", help);
    }
}

/// A page of the kind `assessment` is one, whether or not it says more; no other page is.
fn assessment(reader: &mut Reader, keys: &Table<'_>, front: &FrontMatter) -> Option<Assessment> {
    let kind = front.kind.as_ref().filter(|(kind, _)| kind == "assessment").map(|(_, span)| *span);
    let Some(span) = kind else {
        let span = keys.entry("assessment")?.key_span;
        let help = "write `kind: assessment`, or remove the key";
        reader.bad(span, "`assessment` stands on a page of another kind".to_owned(), help);
        return None;
    };
    let Some(table) = keys.table(reader, "assessment") else {
        return Some(Assessment { draw: None, pass: None, span });
    };
    let draw = table.whole(reader, "draw").zip(table.entry("draw").map(|entry| entry.node.span));
    Some(Assessment { draw, pass: table.whole(reader, "pass"), span })
}

/// The title and its place, or an error and the place of `opening`.
fn title(reader: &mut Reader, keys: &Table<'_>, opening: Span) -> (String, Span) {
    const HELP: &str = "write `title:` and the title of the page";
    let Some(entry) = keys.entry("title") else {
        if !keys.has_slip_for("title") {
            reader.missing(opening, "the front matter has no `title`", HELP);
        }
        return (String::new(), opening);
    };
    if entry.node.is_null() {
        reader.missing(entry.key_span, "`title` has no value", HELP);
        return (String::new(), opening);
    }
    match keys.line(reader, "title") {
        Some(title) => (title, entry.node.span),
        None => (String::new(), opening),
    }
}

fn topic(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let topic = reader.line(key, node)?;
    let letters = topic.chars().count();
    if letters > LONGEST_TOPIC {
        let message = format!("the topic has {letters} letters, and at most {LONGEST_TOPIC} make an address");
        reader.bad(node.span, message, "name the topic in a few words");
        return None;
    }
    if crate::course::slug(&topic).is_empty() {
        let message = format!("the topic `{topic}` has no letter or digit to make an address from");
        reader.bad(node.span, message, "name the topic in words");
        return None;
    }
    Some(topic)
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
    if node.entries().is_none() {
        reader.wrong("an objective", node, "a table of `id` and `text`", FORM);
        return None;
    }
    let table = reader.table("an objective", "", node, OBJECTIVE)?;
    for key in OBJECTIVE {
        if !table.has(key.name) && !table.has_slip_for(key.name) {
            reader.missing(node.span, format!("an objective has no `{}`", key.name), FORM);
        }
    }
    let id = table.read(reader, "id", objective_id);
    let text = table.line(reader, "text");
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
