//! A question's text, cut into what is asked, the answer as written, and the explanation.
//!
//! The kind of answer follows from what stands there. Slips that would make another kind of it, or two of one, are told and read
//! as they were meant: feedback that is not indented, boxes that are none.

use std::ops::Range;

use memchr::memrchr;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Edit, Fix};

use super::super::events::{Entry, Located, entries, extent, plain_text, top_level, within};
use super::super::parse_context::ParseContext;
use super::super::placeholders::MarkKind;
use super::boxes::sloppy_box;

/// A question's text, cut up.
pub(super) struct Cut<'a> {
    pub(super) stem: Vec<Located<'a>>,
    pub(super) answer: Written<'a>,
    pub(super) explanation: Vec<Located<'a>>,
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
    /// Nothing to choose or fill in; the model answer, and whether a line `---` stands above it.
    Model(Vec<Located<'a>>, bool),
}

type Groups<'a> = Vec<Vec<Located<'a>>>;

pub(super) fn cut<'a>(page: &mut ParseContext<'a>, text: &[Located<'a>]) -> Cut<'a> {
    let mut groups = top_level(text);
    report_without_space(page, text);
    join_options(page, &mut groups);
    let tasks = groups.iter().position(|group| is_task_list(page, group));
    let blank = groups.iter().rposition(|group| has_blank(page, group));
    let pairs = groups.iter().position(|group| matches!(group[0].0, Event::Start(Tag::DefinitionList)));
    let order = order(&groups);
    if let (Some(tasks), Some(blank)) = (tasks, blank) {
        let group = if blank > tasks { blank } else { tasks };
        report_mixed(page, &groups[group], "a question with options and with blanks", "make two questions of it");
    }
    let (at, make): (usize, fn(Vec<Located<'a>>) -> Written<'a>) = match (tasks, blank, pairs, order) {
        (Some(tasks), ..) => (tasks, Written::Options),
        (None, Some(blank), ..) => {
            let explanation = groups.split_off(blank + 1).concat();
            return Cut { stem: groups.concat(), answer: Written::Blanks, explanation };
        }
        (None, None, Some(pairs), _) => (pairs, Written::Pairs),
        (None, None, None, Some(order)) => (order, Written::Order),
        (None, None, None, None) => {
            report_lettered(page, &groups);
            return reflection(groups);
        }
    };
    let explanation = groups.split_off(at + 1).concat();
    let answer = make(groups.pop().unwrap_or_default());
    Cut { stem: groups.concat(), answer, explanation }
}

/// The ordered list that is the answer: the first with something to ask above it, or else one with several entries. A prompt may
/// begin with `1.`.
fn order(groups: &Groups<'_>) -> Option<usize> {
    let is_ordered = |group: &Vec<Located<'_>>| matches!(group[0].0, Event::Start(Tag::List(Some(_))));
    let behind = groups.iter().skip(1).position(is_ordered).map(|at| at + 1);
    behind.or_else(|| groups.first().filter(|first| is_ordered(first) && entries(first).len() > 1).map(|_| 0))
}

/// An open question: what stands before a thematic break, or else the first block, is asked; the rest answers.
fn reflection(mut groups: Groups<'_>) -> Cut<'_> {
    let rule = groups.iter().position(|group| matches!(group[0].0, Event::Rule));
    let mut model = groups.split_off(rule.unwrap_or(1).min(groups.len()));
    if rule.is_some() {
        model.remove(0);
    }
    Cut { stem: groups.concat(), answer: Written::Model(model.concat(), rule.is_some()), explanation: Vec::new() }
}

/// Options as a word processor has them, `a) …`, of which Markdown makes no list: an open question would have them in its model answer.
fn report_lettered(page: &mut ParseContext<'_>, groups: &Groups<'_>) {
    let mut letters = groups.iter().flatten().filter_map(|(event, range)| {
        let letter = matches!(event, Event::Text(_)).then(|| lettered(&page.source[range.clone()]))??;
        let before = &page.source[line_start(page.source, range.start)..range.start];
        before.trim().is_empty().then_some((letter, range.start))
    });
    let Some((first, at)) = letters.next().filter(|(letter, _)| *letter == 'a') else { return };
    if !letters.any(|(letter, _)| letter == 'b') {
        return;
    }
    let (span, written) = (page.span(at..at + 2), &page.source[at..at + 2]);
    let message = format!("`{written}` begins no option, and is printed as it is written");
    let help = format!(
        "write `- [ ] ` before each option and `- [x] ` before the right one; where none is meant, write `{first}\\{}`",
        &written[1..]
    );
    page.report(Diagnostic::new(Code::ForeignMark, span, message).help(help));
}

/// The letter with which words begin that stand behind it and a bracket or a point.
fn lettered(words: &str) -> Option<char> {
    let mut characters = words.chars();
    let letter = characters.next().filter(char::is_ascii_alphabetic)?;
    let is_option = characters.next().is_some_and(|sign| matches!(sign, ')' | '.')) && characters.next() == Some(' ');
    is_option.then(|| letter.to_ascii_lowercase())
}

/// Makes one list of several lists of options: of those with other signs before their entries, and of those that feedback parts
/// which is not indented. Another second list is reported. Each list is read once, however many there are.
fn join_options<'a>(page: &mut ParseContext<'a>, groups: &mut Groups<'a>) {
    let Some(first) = groups.iter().position(|group| is_task_list(page, group)) else { return };
    let rest = groups.split_off(first + 1);
    let mut joined = groups.pop().unwrap_or_default();
    let mut last = entries(&joined).pop();
    let (mut after, mut is_joining) = (Groups::new(), true);
    for group in rest {
        if !is_joining || !is_task_list(page, &group) {
            after.push(group);
            continue;
        }
        is_joining = is_feedback(page, &after);
        if !is_joining {
            report_mixed(page, &group, "a second list of options in one question", "make it a second question");
            after.push(group);
            continue;
        }
        // What stands below an option without words belongs to it, and Markdown does not see that: the option is reported.
        if !after.is_empty() && !last.as_ref().is_some_and(has_no_words) {
            let width = last.map_or(2, |last| indentation(page.source, &last.range));
            report_not_indented(page, &after.concat(), width);
        }
        after.clear();
        last = entries(&group).pop();
        let end = joined.pop();
        joined.extend_from_slice(within(&group));
        joined.extend(end);
    }
    groups.push(joined);
    groups.append(&mut after);
}

fn has_no_words(entry: &Entry<'_>) -> bool {
    entry.text.is_empty() && entry.rest.is_empty()
}

/// Whether what stands between two lists of options may be feedback on the first, and asks nothing new.
fn is_feedback(page: &ParseContext<'_>, between: &[Vec<Located<'_>>]) -> bool {
    let is_text = |group: &Vec<Located<'_>>| {
        let Event::Start(tag) = &group[0].0 else { return false };
        matches!(tag, Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Table(_) | Tag::List(None))
    };
    let asks = |group: &Vec<Located<'_>>| plain_text(&page.marks, group).ends_with(['?', ':', '？', '؟']);
    between.iter().all(is_text) && !between.last().is_some_and(asks)
}

/// How far what belongs to an entry of a list is indented, from its sign on: as far as its words.
pub(super) fn indentation(source: &str, entry: &Range<usize>) -> usize {
    source[entry.clone()].find(char::is_whitespace).unwrap_or(1) + 1
}

/// So many spaces, in words.
pub(super) fn spaces(width: usize) -> String {
    match width {
        2 => "two spaces".to_owned(),
        3 => "three spaces".to_owned(),
        4 => "four spaces".to_owned(),
        _ => format!("{width} spaces"),
    }
}

fn report_not_indented(page: &mut ParseContext<'_>, between: &[Located<'_>], width: usize) {
    let Some(range) = extent(between) else { return };
    let span = page.trimmed(range);
    let lines = page.source[span.range()].split_inclusive('\n').scan(span.range().start, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let indent = |(at, line): (usize, &str)| {
        let written = line.len() - line.trim_start_matches(' ').len();
        let missing = width.saturating_sub(written + (at - line_start(page.source, at)));
        (!line.trim().is_empty()).then(|| Edit { span: page.span(at..at), text: " ".repeat(missing) })
    };
    let edits: Vec<Edit> = lines.filter_map(indent).collect();
    // A repair is told with the one line that it changes.
    let fix = (edits.len() == 1).then(|| Fix { what: "indent the feedback".to_owned(), edits });
    let message = "this stands between two options and belongs to neither: feedback is indented";
    let help = format!("begin each of its lines with {}, so that it stands under its option", spaces(width));
    page.report(Diagnostic::new(Code::QuestionNotIndented, span, message).help(help).fix(fix));
}

pub(super) fn line_start(source: &str, at: usize) -> usize {
    memrchr(b'\n', &source.as_bytes()[..at]).map_or(0, |end| end + 1)
}

/// Whether a list's own entries (not those of lists inside it) have boxes, or what was meant as one.
fn is_task_list(page: &ParseContext<'_>, group: &[Located<'_>]) -> bool {
    let mut depth = 0_usize;
    if !matches!(group[0].0, Event::Start(Tag::List(_))) {
        return false;
    }
    let has_box = group.iter().any(|(event, _)| {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) => depth -= 1,
            _ => {}
        }
        depth == 1 && matches!(event, Event::TaskListMarker(_))
    });
    has_box || entries(group).iter().any(|entry| sloppy_box(page.source, &entry.text).is_some())
}

fn has_blank(page: &ParseContext<'_>, group: &[Located<'_>]) -> bool {
    let marks = extent(group).map(|range| page.marks.within(&range)).unwrap_or_default();
    marks.iter().any(|mark| mark.kind == MarkKind::Blank)
}

/// Lines that begin as options do, without the space behind the sign of the list: to Markdown they go on with what stands above.
fn report_without_space(page: &mut ParseContext<'_>, text: &[Located<'_>]) {
    let mut code = 0_usize;
    let mut found = Vec::new();
    for (event, range) in text {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code += 1,
            Event::End(TagEnd::CodeBlock) => code -= 1,
            Event::Text(_) if code == 0 => {
                let line = &page.source[line_start(page.source, range.start)..];
                let begins = line_start(page.source, range.start) + line.len() - line.trim_start().len();
                if begins == range.start {
                    found.extend(box_without_space(&page.source[begins..]).map(|length| begins..begins + length));
                }
            }
            _ => {}
        }
    }
    for range in found {
        let span = page.span(range.clone());
        let written = &page.source[range.clone()];
        let (sign, its_box) = written.split_at(1);
        let message = format!("`{written}` begins no option: a space is missing");
        let fix =
            Fix::replace(page.span(range.start + 1..range.start + 1), " ".to_owned(), "put a space between".to_owned());
        let help = format!("write `{sign} {its_box} ` and then the option's words");
        page.report(Diagnostic::new(Code::QuestionMixed, span, message).help(help).fix(Some(fix)));
    }
}

/// The length of `-[x]` at the head of a text.
fn box_without_space(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['-', '*', '+'])?.strip_prefix('[')?;
    let rest = rest.strip_prefix([' ', 'x', 'X', '~']).unwrap_or(rest).strip_prefix(']')?;
    // A link, or one by its label.
    (!rest.starts_with(['(', '[', ':'])).then(|| text.len() - rest.len())
}

fn report_mixed(page: &mut ParseContext<'_>, group: &[Located<'_>], message: &str, help: &str) {
    let Some(range) = extent(group) else { return };
    let span = page.trimmed(range);
    page.report(Diagnostic::new(Code::QuestionMixed, span, message).help(help.to_owned()));
}
