//! Questions: the kind of item follows from what is written (`docs/authoring.md` has the table).
//!
//! [`open`] reads the opening line, [`settings`] its attributes, [`question`] hands the text to [`mod@cut`]; [`answers`] reads each kind of
//! answer and reports what is wrong with it; [`blanks`] reads `[[…]]`; [`all_that_apply`] knows a stem that asks for all.

mod all_that_apply;
mod answers;
mod blanks;
mod boxes;
mod cut;
mod distinct;
mod kind;
mod numbers;
mod settings;
mod slips;

use pulldown_cmark::{Event, Tag};

use crate::course::{Answer, Block, ElementKind, Item, former_item_digest, item_digest};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Span;
use crate::source::text::says_something;

use super::events::{Located, extent, plain_text};
use super::ids::question_id;
use super::notes::hidden_prose;
use super::opening_line::{Directive, attributes, container_id};
use super::parse_context::ParseContext;
use super::prose::prose;
use all_that_apply::asks_for_all;
use cut::{Cut, cut};
use settings::{ATTRIBUTES, Settings};

/// What the opening line of a question says.
pub(crate) struct Opening {
    directive: Directive,
    settings: Settings,
    id: Option<String>,
    /// How many findings there were before it.
    findings: usize,
}

/// Reads the opening line of a question.
pub(crate) fn open(page: &mut ParseContext<'_>, directive: &Directive) -> Opening {
    let findings = page.diagnostics.len();
    let attributes = attributes(page, directive, &ATTRIBUTES);
    let settings = Settings::read(page, &attributes);
    let id = container_id(page, attributes, ElementKind::Question);
    Opening { directive: directive.clone(), settings, id, findings }
}

/// Reads a question; `hints` reads its hints, when what is seen before them is read.
pub(crate) fn question<'a>(
    page: &mut ParseContext<'a>,
    opening: Opening,
    text: &[Located<'a>],
    hints: impl FnOnce(&mut ParseContext<'a>) -> Vec<Vec<Block>>,
) -> Item {
    let Opening { directive, settings, id, findings } = opening;
    let span = page.span(directive.range.clone());
    page.blanks.clear();
    let Cut { stem, answer, explanation } = cut(page, text);
    let stem_words = plain_text(&page.marks, &stem);
    let has_stem = says_something(&stem_words) || stem.iter().any(|(event, _)| shows_something(event));
    let stem = prose(page, &stem);
    if !has_stem {
        let help = "write what is asked above the answers";
        page.report(Diagnostic::new(Code::QuestionNoPrompt, span, "the question asks nothing").help(help.to_owned()));
    }
    let mut read_hints = Vec::new();
    let answer = answers::read(page, answer, span, &settings, |page| read_hints = hints(page));
    settings.report_unused(page, &answer);
    kind::check(page, &settings, &answer);
    let explanation = hidden_prose(page, &explanation);
    let (digest, former_digest) = (item_digest(&stem, &answer), former_item_digest(&stem, &answer));
    let asks_for_all = matches!(answer, Answer::Multiple(_)) && asks_for_all(&stem_words);
    let has_faults = has_faults(page, findings, text, span);
    let id_given = id.is_some();
    let id = id.unwrap_or_else(|| question_id(page, former_digest, &directive, stem_words));
    Item {
        id,
        id_given,
        objective: settings.objective,
        points: settings.points,
        shuffle: settings.shuffle,
        attempts: settings.attempts,
        difficulty: settings.difficulty,
        confidence: settings.confidence,
        stem,
        asks_for_all,
        answer,
        explanation,
        hints: read_hints,
        digest,
        former_digest,
        has_faults,
        span,
    }
}

/// Whether the question has errors. What is missing by its opening line, and what could be better, follows from them and is not said.
fn has_faults(page: &mut ParseContext<'_>, from: usize, text: &[Located<'_>], opening: Span) -> bool {
    let is_at_opening = |finding: &Diagnostic| matches!(&finding.place, Place::At(span) if *span == opening);
    let is_open = |open: &usize| extent(text).is_some_and(|range| range.contains(open));
    let found = &page.diagnostics[from..];
    let has_others = found.iter().any(|finding| finding.is_error() && !is_at_opening(finding));
    let is_faulty = has_others || page.marks.open_blanks().iter().any(is_open);
    if is_faulty {
        let found = page.diagnostics.split_off(from);
        page.diagnostics.extend(found.into_iter().filter(|finding| !is_at_opening(finding)));
    }
    is_faulty || page.diagnostics[from..].iter().any(Diagnostic::is_error)
}

fn shows_something(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Image { .. }) | Event::Html(_) | Event::InlineHtml(_))
}
