//! Questions: the kind of item follows from what is written (`docs/authoring.md` has the table).
//!
//! [`open`] reads the opening line, [`settings`] its attributes, [`question`] cuts the text into stem, answer and explanation; [`answers`] reads each kind of
//! answer and reports what is wrong with it; [`blanks`] reads `[[…]]`; [`all_that_apply`] knows a stem that asks for all.

mod all_that_apply;
mod answers;
mod blanks;
mod settings;

use pulldown_cmark::{Event, Tag};

use crate::course::{Answer, Block, ElementKind, Item, former_item_digest, item_digest};
use crate::diagnostic::{Code, Diagnostic};

use super::events::{Located, extent, plain_text, top_level};
use super::ids::question_id;
use super::notes::hidden_prose;
use super::opening_line::{Directive, attributes, container_id};
use super::parse_context::ParseContext;
use super::placeholders::MarkKind;
use super::prose::prose;
use all_that_apply::asks_for_all;
use settings::{ATTRIBUTES, Settings};

/// What the opening line of a question says.
pub(crate) struct Opening {
    directive: Directive,
    settings: Settings,
    id: Option<String>,
}

/// Reads the opening line of a question.
pub(crate) fn open(page: &mut ParseContext<'_>, directive: &Directive) -> Opening {
    let attributes = attributes(page, directive, &ATTRIBUTES);
    let settings = Settings::read(page, &attributes);
    let id = container_id(page, attributes, ElementKind::Question);
    Opening { directive: directive.clone(), settings, id }
}

/// Reads a question; `hints` reads its hints, when what is seen before them is read.
pub(crate) fn question<'a>(
    page: &mut ParseContext<'a>,
    opening: Opening,
    text: &[Located<'a>],
    hints: impl FnOnce(&mut ParseContext<'a>) -> Vec<Vec<Block>>,
) -> Item {
    let Opening { directive, settings, id } = opening;
    let span = page.span(directive.range.clone());
    page.blanks.clear();
    let Cut { stem, answer, explanation } = cut(page, text);
    let stem_words = plain_text(&page.marks, &stem);
    let has_stem = !stem_words.is_empty() || stem.iter().any(|(event, _)| shows_something(event));
    let stem = prose(page, &stem);
    if !has_stem {
        let help = "write what is asked above the answers";
        page.report(Diagnostic::new(Code::QuestionNoPrompt, span, "the question asks nothing").help(help.to_owned()));
    }
    let mut read_hints = Vec::new();
    let answer = answers::read(page, answer, span, settings.rate, |page| read_hints = hints(page));
    settings.report_unused(page, &answer);
    let explanation = hidden_prose(page, &explanation);
    let (digest, former_digest) = (item_digest(&stem, &answer), former_item_digest(&stem, &answer));
    let asks_for_all = matches!(answer, Answer::Multiple(_)) && asks_for_all(&stem_words);
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
        span,
    }
}

fn shows_something(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Image { .. }) | Event::Html(_) | Event::InlineHtml(_))
}

/// A question's text, cut up.
struct Cut<'a> {
    stem: Vec<Located<'a>>,
    answer: Written<'a>,
    explanation: Vec<Located<'a>>,
}

/// The answer as written, not yet read.
pub(super) enum Written<'a> {
    /// A task list.
    Options(Vec<Located<'a>>),
    /// An ordered list.
    Order(Vec<Located<'a>>),
    /// A definition list.
    Pairs(Vec<Located<'a>>),
    /// Blanks, which stand in the stem.
    Blanks,
    /// Nothing to choose or fill in; the model answer.
    Model(Vec<Located<'a>>),
}

fn cut<'a>(page: &mut ParseContext<'a>, text: &[Located<'a>]) -> Cut<'a> {
    let mut groups = top_level(text);
    let tasks: Vec<usize> = positions(&groups, |group| is_task_list(group));
    if let [_, second, ..] = tasks[..] {
        report_mixed(page, &groups[second], "a second list of options in one question", "make it a second question");
    }
    let blank = groups.iter().rposition(|group| has_blank(page, group));
    let pairs = groups.iter().position(|group| matches!(group[0].0, Event::Start(Tag::DefinitionList)));
    let order = groups.iter().position(|group| matches!(group[0].0, Event::Start(Tag::List(Some(_)))));
    if let (Some(tasks), Some(blank)) = (tasks.first(), blank) {
        let group = if blank > *tasks { blank } else { *tasks };
        report_mixed(page, &groups[group], "a question with options and with blanks", "make two questions of it");
    }
    let (at, make): (usize, fn(Vec<Located<'a>>) -> Written<'a>) = match (tasks.first(), blank, pairs, order) {
        (Some(tasks), ..) => (*tasks, Written::Options),
        (None, Some(blank), ..) => {
            let explanation = groups.split_off(blank + 1).concat();
            return Cut { stem: groups.concat(), answer: Written::Blanks, explanation };
        }
        (None, None, Some(pairs), _) => (pairs, Written::Pairs),
        (None, None, None, Some(order)) => (order, Written::Order),
        (None, None, None, None) => return reflection(groups),
    };
    let explanation = groups.split_off(at + 1).concat();
    let answer = make(groups.pop().unwrap_or_default());
    Cut { stem: groups.concat(), answer, explanation }
}

/// An open question: what stands before a thematic break, or else the first block, is asked; the rest answers.
fn reflection(mut groups: Vec<Vec<Located<'_>>>) -> Cut<'_> {
    let rule = groups.iter().position(|group| matches!(group[0].0, Event::Rule));
    let mut model = groups.split_off(rule.unwrap_or(1).min(groups.len()));
    if rule.is_some() {
        model.remove(0);
    }
    Cut { stem: groups.concat(), answer: Written::Model(model.concat()), explanation: Vec::new() }
}

fn positions<'a>(groups: &[Vec<Located<'a>>], wanted: impl Fn(&[Located<'a>]) -> bool) -> Vec<usize> {
    groups.iter().enumerate().filter(|(_, group)| wanted(group)).map(|(at, _)| at).collect()
}

/// Whether a list's own entries (not those of lists inside it) have boxes.
fn is_task_list(group: &[Located<'_>]) -> bool {
    let mut depth = 0_usize;
    matches!(group[0].0, Event::Start(Tag::List(_)))
        && group.iter().any(|(event, _)| {
            match event {
                Event::Start(Tag::List(_)) => depth += 1,
                Event::End(pulldown_cmark::TagEnd::List(_)) => depth -= 1,
                _ => {}
            }
            depth == 1 && matches!(event, Event::TaskListMarker(_))
        })
}

fn has_blank(page: &ParseContext<'_>, group: &[Located<'_>]) -> bool {
    let marks = extent(group).map(|range| page.marks.within(&range)).unwrap_or_default();
    marks.iter().any(|mark| mark.kind == MarkKind::Blank)
}

fn report_mixed(page: &mut ParseContext<'_>, group: &[Located<'_>], message: &str, help: &str) {
    let Some(range) = extent(group) else { return };
    let span = page.trimmed(range);
    page.report(Diagnostic::new(Code::QuestionMixed, span, message).help(help.to_owned()));
}
