//! Deliberate practice: levels under headings, each with a client's words and a model answer; criteria; what is next.

use crate::course::{ElementKind, Practice, PracticeLevel, Prose};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

use super::events::{Located, entries, extent, top_level};
use super::ids;
use super::notes::hidden_prose;
use super::opening_line::{Directive, attributes, container_id, whole};
use super::parse_context::ParseContext;
use super::prose::prose;
use super::sections::{Section, SectionPart, sections};
use super::title::title;

const LEVEL: &str = "write `### A small one {level=1}`, below it the client's words as a quotation, then `::: model` with a model answer";
/// The containers that a practice may hold.
pub(crate) const CONTAINERS: [&str; 3] = ["model", "criteria", "next"];
/// An hour, in seconds.
const LONGEST: u32 = 3600;

/// What stands in a practice beside its levels.
#[derive(Default)]
struct Rest {
    criteria: Vec<Prose>,
    /// Whether a container for them is there, whatever is in it.
    has_criteria: bool,
    next: Prose,
}

/// Reads a practice; `None` when it has no level.
pub(crate) fn practice<'a>(
    page: &mut ParseContext<'a>,
    directive: &Directive,
    text: Vec<SectionPart<'a>>,
) -> Option<Practice> {
    let attributes = attributes(page, directive, &["title", "seconds"]);
    let span = page.span(directive.range.clone());
    let title = title(page, &attributes);
    let seconds = whole(page, &attributes, "seconds", 5..=LONGEST);
    let id = container_id(page, attributes, ElementKind::Section).unwrap_or_else(|| ids::container_id(page, directive));
    let (before, written) = sections(&page.marks, text);
    let mut rest = Rest::default();
    let (task, model) = words_and_model(page, before, &mut rest);
    let is_model_alone = model.is_some();
    if is_model_alone {
        page.report(Diagnostic::new(Code::PracticeForm, span, "a model answer before the first level").help(LEVEL));
    }
    let mut levels: Vec<PracticeLevel> = Vec::with_capacity(written.len());
    let is_empty = written.is_empty();
    for section in written {
        levels.extend(level(page, section, &mut rest));
    }
    if is_empty && !is_model_alone {
        page.report(Diagnostic::new(Code::PracticeForm, span, "a practice without a level").help(LEVEL));
    }
    complain(page, span, &levels, &rest);
    if levels.is_empty() {
        return None;
    }
    levels.sort_by_key(|level| level.level);
    Some(Practice { id, title, seconds, task, levels, criteria: rest.criteria, next: rest.next, span })
}

fn complain(page: &mut ParseContext<'_>, span: Span, levels: &[PracticeLevel], rest: &Rest) {
    if rest.criteria.is_empty() && !rest.has_criteria {
        let help = "write `::: criteria` and in it a list: what a good answer does, from the learner's side";
        page.report(
            Diagnostic::new(Code::PracticeForm, span, "a practice without criteria to rate oneself by").help(help),
        );
    }
    for (at, level) in levels.iter().enumerate() {
        if levels[..at].iter().any(|other| other.level == level.level) {
            let message = format!("a second level {}", level.level);
            let help = "give each of them a number of its own, from 1 (easier) to 3 (harder)";
            page.report(Diagnostic::new(Code::PracticeForm, level.span, message).help(help));
        }
    }
}

fn level<'a>(page: &mut ParseContext<'a>, section: Section<'a>, rest: &mut Rest) -> Option<PracticeLevel> {
    let span = page.trimmed(section.range.clone());
    let written = section.attributes.iter().find(|pair| pair.key == "level").and_then(|pair| pair.value.as_deref());
    let number = written.and_then(|level| level.parse().ok()).filter(|level| (1..=3).contains(level));
    let id = section.id.map(|id| page.register_id(id, span, ElementKind::Section));
    for pair in section.attributes.iter().filter(|pair| pair.key != "level") {
        let message = format!("a level has no attribute `{}`", pair.key);
        page.report(Diagnostic::new(Code::PracticeForm, span, message).help("it takes an id and `level`"));
    }
    let (words, model) = words_and_model(page, section.body, rest);
    let Some(level) = number else {
        let message = format!("the level `{}` does not say how hard it is", section.title);
        let help = "write `{level=1}` (easier), `{level=2}` or `{level=3}` (harder) after the heading";
        page.report(Diagnostic::new(Code::PracticeForm, span, message).help(help));
        return None;
    };
    if words.is_empty() {
        page.report(Diagnostic::new(Code::PracticeForm, span, "a level without the client's words").help(LEVEL));
    }
    let model = model.unwrap_or_else(|| {
        page.report(Diagnostic::new(Code::PracticeForm, span, "a level without a model answer").help(LEVEL));
        Prose::default()
    });
    Some(PracticeLevel { id, level, title: section.title, words, model, span })
}

/// Running text, and the model answer among it; criteria and what is next go to the rest.
fn words_and_model<'a>(
    page: &mut ParseContext<'a>,
    parts: Vec<SectionPart<'a>>,
    rest: &mut Rest,
) -> (Prose, Option<Prose>) {
    let (mut text, mut model) = (Vec::new(), None);
    for part in parts {
        match part {
            SectionPart::Text(events) => text.extend(events),
            SectionPart::Container(name, events) => match name.as_str() {
                "model" => model = Some(hidden_prose(page, &events)),
                "next" => rest.next = hidden_prose(page, &events),
                _ => criteria(page, &events, rest),
            },
        }
    }
    (prose(page, &text), model)
}

fn criteria<'a>(page: &mut ParseContext<'a>, text: &[Located<'a>], rest: &mut Rest) {
    rest.has_criteria = !text.is_empty();
    for group in top_level(text) {
        if !matches!(group[0].0, pulldown_cmark::Event::Start(pulldown_cmark::Tag::List(_))) {
            let place = extent(&group).map(|range| page.trimmed(range));
            if let Some(place) = place {
                let message = "criteria are a list, and nothing else";
                page.report(Diagnostic::new(Code::PracticeForm, place, message).help("begin each with `- `"));
            }
            continue;
        }
        for entry in entries(&group) {
            let words: Vec<Located<'a>> = entry.text.into_iter().chain(entry.rest).collect();
            rest.criteria.push(prose(page, &words));
        }
    }
}
