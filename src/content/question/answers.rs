//! The answer part of a question, read and checked.

use std::ops::Range;

use memchr::memchr;
use pulldown_cmark::{Event, Tag};

use crate::course::{Answer, Choice, Credit, Pair, Prose};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Span;
use crate::source::text::count_bytes;

use super::super::events::{Entry, Located, entries, plain_text, top_level, unwrapped, within};
use super::super::notes::hidden_prose;
use super::super::parse_context::ParseContext;
use super::super::prose::prose;
use super::{Written, blanks};

/// Reads the answer. `between` is called when all that learners see at once is read, and what is hidden from them is not.
pub(super) fn read<'a>(
    page: &mut ParseContext<'a>,
    written: Written<'a>,
    question: Span,
    rate: Option<Span>,
    between: impl FnOnce(&mut ParseContext<'a>),
) -> Answer {
    if let Some(place) = rate.filter(|_| !matches!(written, Written::Options(_))) {
        let help =
            "write options with `- [x]` (best), `- [~]` (defensible) and `- [ ]` (unhelpful), or leave out `rate`";
        page.report(Diagnostic::new(Code::ContainerAttribute, place, "`rate` without options to rate").help(help));
    }
    let answer = match written {
        Written::Options(list) => return options(page, &list, (question, rate.is_some()), between),
        Written::Order(list) => order(page, &list, question),
        Written::Pairs(list) => pairs(page, &list, question),
        Written::Blanks => Answer::Blanks(blanks::read(page)),
        Written::Model(model) => {
            between(page);
            let model = hidden_prose(page, &model);
            if model.is_empty() {
                let help = "write a model answer under the prompt, or options, for another kind of question";
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
    (question, rated): (Span, bool),
    between: impl FnOnce(&mut ParseContext<'a>),
) -> Answer {
    let (mut choices, mut hidden) = (Vec::new(), Vec::new());
    let mut words = Vec::new();
    let mut written = entries(list);
    limit(page, &mut written, "options", |entry| entry.range.clone());
    for entry in written {
        let place = page.trimmed(entry.range.clone());
        let Entry { text, rest, marker, .. } = entry;
        let Some((right, at)) = marker else {
            let help = "begin it with `- [ ]`, or `- [x]` when it is right";
            page.report(Diagnostic::new(Code::QuestionMixed, place, "an option without a box").help(help));
            continue;
        };
        let credit = match (right, page.marks.is_defensible(at)) {
            (_, true) => Credit::Half,
            (true, false) => Credit::Full,
            (false, false) => Credit::None,
        };
        words.push((plain_text(&page.marks, &text), first_line(page, place)));
        let text = prose(page, &text);
        choices.push(Choice { text, credit, feedback: Prose::default(), span: place });
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
    } else if full > 1 {
        Answer::Multiple(choices)
    } else {
        Answer::Single(choices)
    }
}

fn order<'a>(page: &mut ParseContext<'a>, list: &[Located<'a>], question: Span) -> Answer {
    let mut steps = Vec::new();
    let mut words = Vec::new();
    let mut written = entries(list);
    limit(page, &mut written, "steps to put in order", |entry| entry.range.clone());
    for entry in written {
        let place = page.trimmed(entry.range.clone());
        words.push((plain_text(&page.marks, &entry.text), first_line(page, place)));
        let mut text = entry.text;
        text.extend(entry.rest);
        steps.push(prose(page, &text));
    }
    distinct(page, &words, "step");
    enough(page, steps.len(), "steps to put in order", question);
    Answer::Ordering(steps)
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
            terms.push((words.clone(), place));
            term = Some((prose(page, &group), words, place));
        } else if let Some((term, ..)) = term.take() {
            definitions.push((words, first_line(page, place)));
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

fn first_line(page: &ParseContext<'_>, span: Span) -> Span {
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

/// Reports what has no words, and what says the same as one before it (without regard to case and spacing).
fn distinct(page: &mut ParseContext<'_>, words: &[(String, Span)], what: &str) {
    // Most differ in their number of letters, which is quickly seen. Beyond ASCII, case may change that too.
    let letters = |text: &str| text.is_ascii().then(|| count_bytes(text.as_bytes(), |byte| byte > b' '));
    let sizes: Vec<Option<usize>> = words.iter().map(|(text, _)| letters(text)).collect();
    for (at, (text, span)) in words.iter().enumerate() {
        let may_equal = |other: usize| sizes[other] == sizes[at] || sizes[other].is_none() || sizes[at].is_none();
        let equals = |other: &usize| may_equal(*other) && folded(&words[*other].0) == folded(text);
        if text.trim().is_empty() {
            let message = format!("the {what} has no words");
            let help = "write it, or remove it";
            page.report(Diagnostic::new(Code::QuestionEmptyOption, *span, message).help(help));
        } else if let Some(first) = (0..at).find(equals) {
            let message = format!("the {what} `{text}` stands here twice");
            let finding = Diagnostic::new(Code::QuestionEqualOptions, *span, message)
                .related(Place::At(words[first].1), "first here")
                .help("change one of them, or remove it");
            page.report(finding);
        }
    }
}

/// In lower case, with one space for every run of white space.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            let from = folded.len();
            folded.push_str(word);
            folded[from..].make_ascii_lowercase();
        } else {
            folded.push_str(&word.to_lowercase());
        }
    }
    folded
}
