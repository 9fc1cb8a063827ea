//! Session excerpts: a definition list with speakers as terms and words as definitions.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::course::{Dialogue, ElementKind, Reading, Turn, TurnMark};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::text::is_escaped;

use super::attributes::{self, Attributes};
use super::events::{Located, extent, is_inline, plain_text, top_level, within};
use super::notes::hidden_prose;
use super::opening_line::{Directive, attributes as read_attributes, container_id};
use super::parse_context::ParseContext;
use super::placeholders::MarkKind;
use super::prose::prose;

const FORM: &str = "write the speaker on one line, and the words on the next after `: `";

/// Reads a dialogue; `None` when it has no turn.
pub(crate) fn dialogue<'a>(
    page: &mut ParseContext<'a>,
    directive: &Directive,
    text: &[Located<'a>],
) -> Option<Dialogue> {
    let attributes = read_attributes(page, directive, &["read"]);
    let span = page.span(directive.range.clone());
    let reading = reading(page, &attributes);
    let given = container_id(page, attributes, ElementKind::Section);
    let id_given = given.is_some();
    let id = given.unwrap_or_else(|| page.generate_id("dialogue", span));
    let (mut turns, mut others) = (Vec::new(), Vec::new());
    for group in top_level(text) {
        if matches!(group.first(), Some((Event::Start(Tag::DefinitionList), _))) {
            turns.extend(read_turns(page, &group));
        } else {
            others.extend(extent(&group).map(|range| page.trimmed(range)));
        }
    }
    if turns.is_empty() && others.is_empty() {
        page.report(Diagnostic::new(Code::DialogueTurn, span, "a dialogue without a turn").help(FORM));
    }
    // Where nothing is written as a turn, what is true of the first is true of all.
    let told = if turns.is_empty() { 1 } else { others.len() };
    for place in others.into_iter().take(told) {
        let help = spoken(&page.source[place.range()]).unwrap_or_else(|| FORM.into());
        let message = "a dialogue holds speakers and their words only";
        page.report(Diagnostic::new(Code::DialogueTurn, place, message).help(help));
    }
    if turns.is_empty() {
        return None;
    }
    if id_given {
        for number in 1..=turns.len() {
            page.register_id(format!("{id}-turn-{number}"), span, ElementKind::Section);
        }
    }
    Some(Dialogue { id, id_given, reading, turns, span })
}

/// What to write in the place of `Client: It's fine.`, as plays and other tools have it.
fn spoken(written: &str) -> Option<Cow<'static, str>> {
    /// In characters; what is longer before a colon is a sentence.
    const LONGEST_NAME: usize = 40;
    let line = written.lines().next()?;
    let (speaker, words) = line.split_once(':')?;
    let (speaker, words) = (speaker.trim_matches(['*', '_', ' ']), words.trim_start_matches(['*', '_']).trim());
    let is_name = !speaker.is_empty() && !words.is_empty() && speaker.chars().count() <= LONGEST_NAME;
    let beginning: String = words.split_inclusive(' ').take(4).collect();
    let more = if beginning.len() < words.len() { "…" } else { "" };
    is_name.then(|| {
        format!("write `{speaker}` on a line of its own, and `: {}{more}` on the next", beginning.trim_end()).into()
    })
}

/// `read=marks`, `read=plain` or `read=spot`.
fn reading(page: &mut ParseContext<'_>, attributes: &Attributes) -> Reading {
    let Some(pair) = attributes.pairs.iter().find(|pair| pair.key == "read") else { return Reading::default() };
    let value = pair.value.as_deref().unwrap_or_default();
    let known = Reading::NAMES.iter().find(|(name, _)| *name == value);
    known.map_or_else(
        || {
            let span = page.span(pair.range.clone());
            let message = format!("`read` cannot be `{value}`");
            let help = "`read` takes `marks`, `plain` or `spot` (the reader finds the marks)";
            page.report(Diagnostic::new(Code::ContainerAttribute, span, message).help(help));
            Reading::default()
        },
        |(_, reading)| *reading,
    )
}

fn read_turns<'a>(page: &mut ParseContext<'a>, list: &[Located<'a>]) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut speaker = String::new();
    for group in top_level(within(list)) {
        match group.first() {
            Some((Event::Start(Tag::DefinitionListTitle), _)) => speaker = plain_text(&page.marks, &group),
            Some((Event::Start(Tag::DefinitionListDefinition), range)) => {
                let range = range.clone();
                turns.push(read_turn(page, &speaker, &group, &range));
            }
            _ => {}
        }
    }
    turns
}

fn read_turn<'a>(page: &mut ParseContext<'a>, speaker: &str, group: &[Located<'a>], range: &Range<usize>) -> Turn {
    let marks = read_marks(page, range);
    report_near_marks(page, range);
    let (notes, words) = split_notes(within(group));
    if plain_text(&page.marks, &words).is_empty() {
        let place = page.trimmed(range.clone());
        page.report(Diagnostic::new(Code::DialogueTurn, place, "a turn without words").help(FORM));
    }
    let words = prose(page, &words);
    let note = hidden_prose(page, &notes);
    Turn { speaker: speaker.to_owned(), words, marks, note }
}

/// Quotations are notes to the turn; their content without the quotation, and all the rest.
fn split_notes<'a>(events: &[Located<'a>]) -> (Vec<Located<'a>>, Vec<Located<'a>>) {
    let (mut notes, mut words) = (Vec::new(), Vec::new());
    for group in grouped(events) {
        if matches!(group.first(), Some((Event::Start(Tag::BlockQuote(None)), _))) {
            notes.extend(within(&group));
        } else {
            words.extend(group);
        }
    }
    (notes, words)
}

/// What stands around tight text that is shown as a paragraph; it stands nowhere in the source.
static OPEN_PARAGRAPH: (Event<'static>, Range<usize>) = (Event::Start(Tag::Paragraph), 0..0);
static CLOSE_PARAGRAPH: (Event<'static>, Range<usize>) = (Event::End(TagEnd::Paragraph), 0..0);

/// Top-level blocks, where tight text stands without a paragraph around it; such text becomes a paragraph.
fn grouped<'a>(events: &[Located<'a>]) -> Vec<Vec<Located<'a>>> {
    let mut groups: Vec<Vec<Located<'_>>> = Vec::new();
    let mut tight = false;
    for group in top_level(events) {
        let inline = group.first().is_some_and(|(event, _)| is_inline(event));
        match groups.last_mut() {
            Some(last) if inline && tight => last.extend(group),
            _ => groups.push(group),
        }
        tight = inline;
    }
    for group in &mut groups {
        if group.first().is_some_and(|(event, _)| is_inline(event)) {
            group.insert(0, &OPEN_PARAGRAPH);
            group.push(&CLOSE_PARAGRAPH);
        }
    }
    groups
}

fn read_marks(page: &mut ParseContext<'_>, range: &Range<usize>) -> Vec<TurnMark> {
    let inside = page.marks.within(range).iter().filter(|mark| mark.kind == MarkKind::Turn);
    let ranges: Vec<Range<usize>> = inside.map(|mark| mark.range.clone()).collect();
    let mut marks = Vec::new();
    for range in ranges {
        let span = page.span(range.clone());
        match attributes::parse(page.source, range.start + 1..range.end - 1) {
            Ok(read) => {
                for pair in read.pairs {
                    let span = page.span(pair.range);
                    match pair.value.filter(|value| !value.is_empty()) {
                        Some(value) => marks.push(TurnMark { kind: pair.key, value, span }),
                        None => report_mark(page, span, format!("the mark `{}` has no value", pair.key)),
                    }
                }
            }
            Err(fault) => report_mark(page, span, fault.message),
        }
    }
    marks
}

/// Reports what was meant as a mark and would be printed: `{withdrawal}`, `{rupture: withdrawal}`, one without its closing brace.
fn report_near_marks(page: &mut ParseContext<'_>, range: &Range<usize>) {
    const WORDS: [&str; 5] = ["rupture", "step", "strategy", "withdrawal", "confrontation"];
    let source = page.source;
    let is_near = |at: &usize| {
        let word = source[at + 1..range.end].trim_start();
        let end = word.find(|next: char| !next.is_ascii_alphabetic()).unwrap_or(word.len());
        let is_bare =
            !is_escaped(source, *at) && !source[..*at].ends_with('`') && page.marks.within(&(*at..at + 1)).is_empty();
        is_bare && WORDS.contains(&word[..end].to_ascii_lowercase().as_str())
    };
    let found = source[range.clone()].match_indices('{').map(|(at, _)| range.start + at).filter(is_near);
    for at in found.collect::<Vec<_>>() {
        let line = source[at..range.end].find('\n').map_or(range.end, |end| at + end);
        let span = page.trimmed(at..source[at..line].find('}').map_or(line, |end| at + end + 1));
        let written = &source[span.range()];
        report_mark(page, span, format!("`{written}` is no mark, and would be printed"));
    }
}

fn report_mark(page: &mut ParseContext<'_>, span: crate::source::Span, message: String) {
    let help = "a mark looks like `{rupture=withdrawal}`, `{step=validate}` or `{strategy=avoidance}`";
    page.report(Diagnostic::new(Code::DialogueTurn, span, message).help(help));
}
