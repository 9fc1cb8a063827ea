//! The answer part of a question, read and checked.

use std::cmp::Ordering;
use std::ops::Range;

use memchr::memchr;
use pulldown_cmark::{Event, Tag};

use crate::course::{Answer, Choice, Credit, Inserted, ItemKind, Pair, Prose, ProseBuilder, Setting};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::source::Span;

use super::super::events::{Entry, Located, entries, plain_text, top_level, unwrapped, within};
use super::super::notes::hidden_prose;
use super::super::parse_context::ParseContext;
use super::super::prose::prose;
use super::blanks;
use super::boxes::{SloppyBox, sloppy_box};
use super::cut::Written;
use super::distinct::{Said, distinct};
use super::settings::Settings;
use super::slips::{report_code_behind_box, report_no_boxes, report_option_goes_on};

/// Reads the answer. `between` is called when all that learners see at once is read, and what is hidden from them is not.
pub(super) fn read<'a>(
    page: &mut ParseContext<'a>,
    written: Written<'a>,
    question: Span,
    settings: &Settings,
    between: impl FnOnce(&mut ParseContext<'a>),
) -> Answer {
    if let Some(place) = settings.rate.filter(|_| !matches!(written, Written::Options(_))) {
        let help =
            "write options with `- [x]` (best), `- [~]` (defensible) and `- [ ]` (unhelpful), or leave out `rate`";
        page.report(Diagnostic::new(Code::ContainerAttribute, place, "`rate` without options to rate").help(help));
    }
    let answer = match written {
        Written::Options(list) => return options(page, &list, (question, settings), between),
        Written::Order(list) => order(page, &list, question),
        Written::Pairs(list) => pairs(page, &list, question),
        Written::Blanks => Answer::Blanks(blanks::read(page, settings.exact.is_some())),
        Written::Model(model, is_parted) => {
            if !is_parted && settings.asserted() != Some(ItemKind::Reflection) {
                report_no_boxes(page, &model);
            }
            between(page);
            let model = hidden_prose(page, &model);
            if model.is_empty() && settings.asserted() != Some(ItemKind::Reflection) {
                let help = "write a model answer under the prompt, or options, for another kind of question; where none is meant, \
                            write `kind=reflection` on the opening line";
                let message = "the open question has no model answer to compare with";
                page.report(Diagnostic::new(Code::QuestionNoModelAnswer, question, message).help(help));
            }
            return Answer::Reflection(model);
        }
    };
    between(page);
    answer
}

fn options<'a>(
    page: &mut ParseContext<'a>,
    list: &[Located<'a>],
    (question, settings): (Span, &Settings),
    between: impl FnOnce(&mut ParseContext<'a>),
) -> Answer {
    let rated = settings.rate.is_some() || settings.asserted() == Some(ItemKind::Rating);
    let (mut choices, mut hidden) = (Vec::new(), Vec::new());
    let mut words = Vec::new();
    let mut written = entries(list);
    limit(page, &mut written, "options", |entry| entry.range.clone());
    for entry in written {
        let place = page.trimmed(entry.range.clone());
        let Entry { text, rest, marker, range } = entry;
        let Some(credit) = credit(page, &text, marker, place) else { continue };
        report_option_goes_on(page, &range, &text);
        report_code_behind_box(page, &text);
        let (shown, blocks, rest) = apart(text, rest);
        let all: Vec<Located<'_>> = shown.iter().chain(&blocks).copied().collect();
        let said = plain_text(&page.marks, &shown) + &plain_text(&page.marks, &blocks);
        words.push(Said::new(said, &all, first_line(page, place)));
        let mut text = prose(page, &shown);
        let parts = (!blocks.is_empty()).then(|| {
            let blocks = prose(page, &blocks);
            let mut all = ProseBuilder::default();
            all.append(&text);
            all.append(&blocks);
            Box::new((std::mem::replace(&mut text, all.finish().0), blocks))
        });
        let is_shown = text.inserts().iter().any(|insert| matches!(&insert.what, Inserted::Address(_)));
        if is_shown && words.last().is_some_and(Said::is_empty) {
            // A picture says what it shows; two are not compared.
            words.pop();
        }
        choices.push(Choice { text, parts, credit, feedback: Prose::default(), span: place });
        hidden.push(rest);
    }
    between(page);
    for (choice, rest) in choices.iter_mut().zip(hidden) {
        choice.feedback = hidden_prose(page, &rest);
    }
    distinct(page, &words, "option");
    enough(page, choices.len(), "options", question);
    let full = choices.iter().filter(|choice| choice.credit == Credit::Full).count();
    let defensible = choices.iter().any(|choice| choice.credit == Credit::Half);
    if full == 0 && !(rated && defensible) {
        let (message, help) = if rated {
            ("no option is marked as best or defensible", "mark what is best with `[x]`, what is defensible with `[~]`")
        } else {
            ("no option is marked as right", "mark the right one with `[x]`")
        };
        page.report(Diagnostic::new(Code::QuestionNoRightAnswer, question, message).help(help));
    }
    if rated {
        Answer::Rating(choices)
    } else if defensible {
        Answer::Judgement(choices)
    } else if full > 1 || full == 1 && settings.asserted() == Some(ItemKind::MultipleResponse) {
        Answer::Multiple(choices)
    } else {
        Answer::Single(choices)
    }
}

/// What an option is worth by its box. One without a box is reported, and so is what was meant as one.
fn credit(
    page: &mut ParseContext<'_>,
    text: &[Located<'_>],
    marker: Option<(bool, usize)>,
    place: Span,
) -> Option<Credit> {
    if let Some((right, at)) = marker {
        return Some(match (right, page.marks.is_defensible(at)) {
            (_, true) => Credit::Half,
            (true, false) => Credit::Full,
            (false, false) => Credit::None,
        });
    }
    let Some(SloppyBox { range, meant, right }) = sloppy_box(page.source, text) else {
        let written = page.source[place.range()].trim_start_matches(['-', '*', '+', ' ']);
        let (message, help) = if text.is_empty() && written.starts_with('[') {
            let help = "write words behind the box, and the table below them, indented, after an empty line";
            ("a table cannot begin behind the box of an option", help)
        } else {
            ("an option without a box", "begin it with `- [ ]`, or `- [x]` when it is right")
        };
        page.report(Diagnostic::new(Code::QuestionMixed, place, message).help(help));
        return None;
    };
    let (span, trimmed) = (page.span(range.clone()), meant.trim_end());
    let message = format!("`{}` is no box of an option", &page.source[range]);
    let help = format!("write `- {trimmed} ` and then the option's words");
    let fix = Fix::replace(span, meant.to_owned(), format!("write `{trimmed}`"));
    page.report(Diagnostic::new(Code::QuestionMixed, span, message).help(help).fix(Some(fix)));
    Some(if right { Credit::Full } else { Credit::None })
}

type Events<'a> = Vec<Located<'a>>;

/// An option's words, the blocks that belong to it, and its feedback. An option of several blocks (code, a table, a picture) ends
/// where a quotation begins, which is the feedback; without words it is at least the first of them.
fn apart<'a>(text: Events<'a>, rest: Events<'a>) -> (Events<'a>, Events<'a>, Events<'a>) {
    if rest.is_empty() {
        return (text, Vec::new(), rest);
    }
    let groups = top_level(&rest);
    let is_shown = |group: &Vec<Located<'_>>| match &group[0].0 {
        Event::Start(Tag::CodeBlock(_) | Tag::Table(_)) => true,
        Event::Start(Tag::Paragraph) => matches!(group.get(1), Some((Event::Start(Tag::Image { .. }), _))),
        _ => false,
    };
    let quote = groups.iter().position(|group| matches!(group[0].0, Event::Start(Tag::BlockQuote(None))));
    let shown = match quote {
        Some(quote) if groups[..quote].iter().any(is_shown) => quote,
        _ if text.is_empty() => groups.iter().take_while(|group| is_shown(group)).count(),
        _ => 0,
    };
    if shown == 0 {
        return (text, Vec::new(), rest);
    }
    let (mut blocks, mut feedback) = (Vec::new(), Vec::new());
    for (at, group) in groups.into_iter().enumerate() {
        match at.cmp(&shown) {
            Ordering::Less => blocks.extend(group),
            Ordering::Equal if quote == Some(at) => feedback.extend_from_slice(within(&group)),
            Ordering::Equal | Ordering::Greater => feedback.extend(group),
        }
    }
    (text, blocks, feedback)
}

fn order<'a>(page: &mut ParseContext<'a>, list: &[Located<'a>], question: Span) -> Answer {
    let mut steps = Vec::new();
    let mut words = Vec::new();
    let mut written = entries(list);
    limit(page, &mut written, "steps to put in order", |entry| entry.range.clone());
    for entry in written {
        let place = page.trimmed(entry.range.clone());
        let all = entry.text.iter().chain(&entry.rest).copied().collect::<Vec<_>>();
        let said = if entry.text.is_empty() { &all } else { &entry.text };
        let text = number(&entry) + &plain_text(&page.marks, said);
        words.push(Said::new(text, &all, first_line(page, place)));
        steps.push(step(page, entry));
    }
    distinct(page, &words, "step");
    enough(page, steps.len(), "steps to put in order", question);
    Answer::Ordering(steps)
}

/// A step to put in order. What begins with a number and a point, as a year (`2. 1986. First`), is a list to Markdown, and
/// words to whoever writes it.
fn step<'a>(page: &mut ParseContext<'a>, entry: Entry<'a>) -> Prose {
    let number = number(&entry);
    if number.is_empty() {
        let mut text = entry.text;
        text.extend(entry.rest);
        return prose(page, &text);
    }
    let Entry { text, rest, .. } = entries(&entry.rest).pop().unwrap_or(entry);
    let mut step = ProseBuilder::default();
    step.words(&number, Setting::default());
    step.append(&prose(page, &text.into_iter().chain(rest).collect::<Vec<_>>()));
    step.finish().0
}

/// The number at the head of a step's words, with a space behind it, where Markdown takes it for that of a list of one.
fn number(entry: &Entry<'_>) -> String {
    match entry.rest.first() {
        Some((Event::Start(Tag::List(Some(number))), _))
            if entry.text.is_empty() && entries(&entry.rest).len() == 1 =>
        {
            format!("{number}. ")
        }
        _ => String::new(),
    }
}

fn pairs<'a>(page: &mut ParseContext<'a>, list: &[Located<'a>], question: Span) -> Answer {
    let mut pairs = Vec::new();
    let (mut terms, mut definitions) = (Vec::new(), Vec::new());
    let mut term: Option<(Prose, String, Span)> = None;
    let mut groups = top_level(within(list));
    // Each pair is a term and its definition.
    let is_term = |group: &Vec<Located<'_>>| matches!(group[0].0, Event::Start(Tag::DefinitionListTitle));
    let too_many = groups.iter().enumerate().filter(|(_, group)| is_term(group)).nth(MOST_ENTRIES).map(|(at, _)| at);
    if let Some(at) = too_many {
        report_too_many(page, "pairs to match", groups[at][0].1.clone());
        groups.truncate(at);
    }
    for mut group in groups {
        let Some((Event::Start(tag), range)) = group.first() else { continue };
        let place = page.trimmed(range.clone());
        let words = plain_text(&page.marks, &group);
        group.pop();
        group.remove(0);
        if *tag == Tag::DefinitionListTitle {
            if let Some((.., span)) = term.take() {
                report_alone(page, span);
            }
            terms.push(Said::new(words.clone(), &group, place));
            term = Some((prose(page, &group), words, place));
        } else if let Some((term, ..)) = term.take() {
            definitions.push(Said::new(words, &group, first_line(page, place)));
            let single = top_level(&group).len() == 1;
            let definition = prose(page, &if single { unwrapped(group) } else { group });
            pairs.push(Pair { term, definition });
        } else {
            let help = "give each term one definition; put further words into the same paragraph";
            page.report(Diagnostic::new(Code::QuestionMixed, place, "a second definition of one term").help(help));
        }
    }
    if let Some((.., span)) = term {
        report_alone(page, span);
    }
    distinct(page, &terms, "term");
    distinct(page, &definitions, "definition");
    enough(page, pairs.len(), "pairs to match", question);
    Answer::Matching(pairs)
}

fn report_alone(page: &mut ParseContext<'_>, span: Span) {
    let help = "write its definition on the next line after `: `";
    page.report(Diagnostic::new(Code::QuestionEmptyOption, span, "a term without a definition").help(help));
}

pub(super) fn first_line(page: &ParseContext<'_>, span: Span) -> Span {
    let text = &page.source[span.range()];
    let end = memchr(b'\n', text.as_bytes()).unwrap_or(text.len());
    page.span(span.range().start..span.range().start + text[..end].trim_end().len())
}

/// So many entries a question may have: in a page each has a place among all others, and no learner goes through more.
pub(super) const MOST_ENTRIES: usize = 200;

/// Leaves out what is more than a question may have.
pub(super) fn limit<T>(page: &mut ParseContext<'_>, entries: &mut Vec<T>, what: &str, at: impl Fn(&T) -> Range<usize>) {
    if let Some(first) = entries.get(MOST_ENTRIES).map(at) {
        report_too_many(page, what, first);
        entries.truncate(MOST_ENTRIES);
    }
}

fn report_too_many(page: &mut ParseContext<'_>, what: &str, first: Range<usize>) {
    let span = page.trimmed(first);
    let span = first_line(page, span);
    let message = format!("a question has at most {MOST_ENTRIES} {what}, and this one has more");
    page.report(Diagnostic::new(Code::QuestionTooMany, span, message).help("make several questions of it"));
}

fn enough(page: &mut ParseContext<'_>, count: usize, what: &str, question: Span) {
    if count < 2 {
        let message = format!("a question needs at least two {what}, and this one has {count}");
        page.report(Diagnostic::new(Code::QuestionTooFew, question, message).help("add another"));
    }
}
