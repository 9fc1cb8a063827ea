//! The opening line of a container ([`Directive`]) and what it says: its attributes and its id. And where it may stand
//! ([`Inside`]). Whatever reads a container stands above this room.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use crate::course::ElementKind;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, listed, suggest};

use super::attributes::{Attributes, Fault, Pair};
use super::parse_context::ParseContext;

/// An opening container line.
#[derive(Debug, Clone)]
pub(crate) struct Directive {
    /// The name as written.
    pub(crate) name: String,
    /// Its attributes, or why they cannot be read.
    pub(crate) attributes: Result<Attributes, Fault>,
    /// The opening line.
    pub(crate) range: Range<usize>,
    /// Where the line begins that closes it, or the page ends.
    pub(crate) end: usize,
}

/// Where blocks stand: what may be inside what depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inside<'a> {
    /// Directly on the page.
    Page,
    /// In a container that holds blocks of every kind.
    Aside(&'a str),
    /// In a container that holds running text only.
    TextOnly(&'a str),
    /// In a container that there is not: what may stand in it, nobody knows.
    Unknown,
}

/// The attributes that could be read, after reporting those that could not or that the container does not take.
pub(crate) fn attributes(page: &mut ParseContext<'_>, directive: &Directive, known: &[&str]) -> Attributes {
    let read = match &directive.attributes {
        Ok(attributes) => attributes.clone(),
        Err(Fault { message, range, fix, help }) => {
            let span = page.span(range.clone());
            let titled = help.as_ref().filter(|_| known.contains(&"title"));
            let help =
                titled.map_or("attributes look like `{#id key=value key=\"some words\"}`", String::as_str).to_owned();
            let edit =
                |(at, text): &(usize, &'static str)| Edit { span: page.span(*at..*at), text: (*text).to_owned() };
            let edits: Vec<Edit> = fix.iter().map(edit).collect();
            let fix = (!edits.is_empty()).then(|| Fix { what: "put the attributes in braces".to_owned(), edits });
            page.report(Diagnostic::new(Code::ContainerAttribute, span, message.clone()).help(help).fix(fix));
            return Attributes::default();
        }
    };
    let apart = report_words_apart(page, &read, known);
    let is_unknown = |pair: &&Pair| !known.contains(&pair.key.as_str()) && !apart.contains(&pair.range.start);
    for pair in read.pairs.iter().filter(is_unknown) {
        let meant = suggest(&pair.key, known.iter().copied());
        let meant = meant.unless(|name| read.pairs.iter().any(|pair| pair.key == name));
        let help = meant.help(match known {
            [] => format!("`{}` takes an id (`#name`) and nothing else", directive.name),
            _ => format!("`{}` takes {}", directive.name, listed(known)),
        });
        let message = format!("`{}` has no attribute `{}`", directive.name, pair.key);
        let (span, key) =
            (page.span(pair.range.clone()), page.span(pair.range.start..pair.range.start + pair.key.len()));
        let fix = meant.fix(key, &pair.key);
        page.report(Diagnostic::new(Code::ContainerAttribute, span, message).help(help).fix(fix));
    }
    read
}

/// Reports words that were meant as part of what stands before them: `title=In the room`, `#my question`. Where they begin.
fn report_words_apart(page: &mut ParseContext<'_>, read: &Attributes, known: &[&str]) -> BTreeSet<usize> {
    let source = page.source;
    // What is nearly an attribute was meant as one.
    let is_near = |key: &str| known.contains(&key) || suggest(key, known.iter().copied()).nearest.is_some();
    let is_bare = |pair: &Pair| pair.value.is_none() && !is_near(&pair.key);
    let id = read.id.iter().map(|(_, range)| (range.clone(), None));
    let mut written: Vec<(Range<usize>, Option<&Pair>)> =
        read.pairs.iter().map(|pair| (pair.range.clone(), Some(pair))).chain(id).collect();
    written.sort_by_key(|(range, _)| range.start);
    let (mut apart, mut at) = (BTreeSet::new(), 0);
    while let Some((range, head)) = written.get(at) {
        let words = written[at + 1..].iter().take_while(|(_, pair)| pair.is_some_and(is_bare));
        let words: Vec<&Range<usize>> = words.map(|(range, _)| range).collect();
        at += words.len() + 1;
        let takes_words = head.is_none_or(|pair| pair.value.is_some()) && !source[range.clone()].ends_with(['"', '\'']);
        let Some(last) = words.last().filter(|_| takes_words) else { continue };
        let (written, rest) = (&source[range.clone()], &source[range.end..last.end]);
        let (message, help, fix) = if let Some(Pair { key, value, .. }) = head {
            let value = value.as_deref().unwrap_or_default();
            let edit = |at: usize| Edit { span: page.span(at..at), text: "\"".to_owned() };
            let edits = vec![edit(range.start + key.len() + 1), edit(last.end)];
            let message = format!("the words of `{key}` stand without quotation marks");
            let fix = Fix { what: "put the words in quotation marks".to_owned(), edits };
            (message, format!("write `{key}=\"{value}{rest}\"`"), Some(fix))
        } else {
            let id: Vec<&str> = std::iter::once(written).chain(rest.split_whitespace()).collect();
            ("an id has no spaces".to_owned(), format!("write `{}`", id.join("-")), None)
        };
        apart.extend(words.iter().map(|word| word.start));
        let span = page.span(range.start..last.end);
        page.report(Diagnostic::new(Code::ContainerAttribute, span, message).help(help).fix(fix));
    }
    apart
}

/// Registers the container's id, when it has one.
pub(crate) fn container_id(page: &mut ParseContext<'_>, attributes: Attributes, kind: ElementKind) -> Option<String> {
    let (id, range) = attributes.id?;
    let span = page.span(range);
    Some(page.register_id(id, span, kind))
}

/// The whole number that an attribute gives; `None` where there is none, after reporting one that is not in the range.
pub(crate) fn whole(
    page: &mut ParseContext<'_>,
    attributes: &Attributes,
    key: &str,
    range: RangeInclusive<u32>,
) -> Option<u32> {
    let pair = attributes.pairs.iter().find(|pair| pair.key == key)?;
    let written = pair.value.as_deref().unwrap_or_default();
    let number = written.parse().ok().filter(|number| range.contains(number));
    if number.is_none() {
        let message = format!("`{key}` cannot be `{written}`");
        let help = format!("`{key}` takes a whole number from {} to {}", range.start(), range.end());
        let span = page.span(pair.range.clone());
        page.report(Diagnostic::new(Code::ContainerAttribute, span, message).help(help));
    }
    number
}
