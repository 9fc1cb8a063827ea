//! Slips that leave a question one that can be asked, and make another of it than was meant.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::{Code, Diagnostic};

use super::super::events::{Entry, Located, entries, plain_text, top_level};
use super::super::parse_context::ParseContext;
use super::answers::first_line;
use super::cut::{indentation, line_start, spaces};

/// A line of this many characters is full, so that its words go on in the next.
const FULL: usize = 60;

/// A line that goes on with the words of the option above it, as Markdown has it, where it was mostly meant as feedback: it is not indented
/// as far as they are, or the line above it was not full.
pub(super) fn report_option_goes_on(page: &mut ParseContext<'_>, entry: &Range<usize>, text: &[Located<'_>]) {
    let source = page.source;
    if begins_code(source, text) {
        return;
    }
    let width = indentation(source, entry);
    // Where the text begins on its line, if nothing but white space stands before it.
    let indented = |at: usize| {
        let before = &source[line_start(source, at)..at];
        before.trim().is_empty().then_some(before.len())
    };
    let outer = entry.start - line_start(source, entry.start);
    let is_less_indented = |at: usize| indented(at).is_some_and(|before| before < outer + width);
    let had_room = |end: usize, at: usize| {
        let word = source[at..].split(char::is_whitespace).next().unwrap_or_default();
        source[line_start(source, end)..end].trim_end().chars().count() + 1 + word.chars().count() < FULL
    };
    let found = text.windows(2).find_map(|pair| {
        let (end, at) = (pair[0].1.start, pair[1].1.start);
        let is_break = matches!(pair[0].0, Event::SoftBreak | Event::HardBreak);
        let is_soft = matches!(pair[0].0, Event::SoftBreak);
        (is_break && is_less_indented(at))
            .then_some((at, false))
            .or((is_soft && had_room(end, at)).then_some((at, true)))
    });
    let Some((at, is_indented)) = found else { return };
    let line = source[at..].find('\n').map_or(source.len(), |end| at + end);
    let span = page.trimmed(at..line);
    let (message, help) = if is_indented {
        let help = "where it is feedback, put an empty line before it; where it is not, write it behind those words";
        ("this line goes on with the words of the option above it", help.to_owned())
    } else {
        let message = "this line is not indented, and goes on with the words of the option above it";
        let spaces = spaces(width);
        let help = format!(
            "where it is feedback, put an empty line before it and indent it with {spaces}; where it is not, indent it"
        );
        (message, help)
    };
    page.report(Diagnostic::new(Code::QuestionOptionGoesOn, span, message).help(help));
}

/// Whether words begin with a fence.
fn begins_code(source: &str, text: &[Located<'_>]) -> bool {
    let Some((Event::Text(_), range)) = text.first() else { return false };
    source[range.start..].starts_with("```") || source[range.start..].starts_with("~~~")
}

/// A fence behind a box is words to Markdown, and the one that should end the code begins it.
pub(super) fn report_code_behind_box(page: &mut ParseContext<'_>, text: &[Located<'_>]) {
    let Some((_, range)) = text.first().filter(|_| begins_code(page.source, text)) else { return };
    let line = page.source[range.start..].find('\n').map_or(page.source.len(), |end| range.start + end);
    let span = page.trimmed(range.start..line);
    let message = "a block of code cannot begin behind the box of an option";
    let help = "write words behind the box, and the code below them, indented, after an empty line";
    page.report(Diagnostic::new(Code::QuestionMixed, span, message).help(help));
}

/// A list in the place of options, without a box before any of them: the question is an open one then, and they its model answer.
pub(super) fn report_no_boxes(page: &mut ParseContext<'_>, model: &[Located<'_>]) {
    let groups = top_level(model);
    let is_list = |at: &usize| matches!(groups[*at][0].0, Event::Start(Tag::List(None)));
    let is_nested = |entry: &Entry<'_>| matches!(entry.rest.first(), Some((Event::Start(Tag::List(_)), _)));
    let is_asked = |at: usize| at == 0 || plain_text(&page.marks, &groups[at - 1]).ends_with(['?', '？', '؟']);
    let seem_options = |at: &usize| {
        let written = entries(&groups[*at]);
        let have_feedback = written.iter().any(|entry| !entry.rest.is_empty() && !is_nested(entry));
        written.len() > 1 && (have_feedback || is_asked(*at))
    };
    let Some(at) = (0..groups.len()).filter(is_list).find(seem_options) else { return };
    let span = page.trimmed(groups[at][0].1.clone());
    let span = first_line(page, span);
    let message = "the entries of this list have no boxes, so that they are the model answer of an open question";
    let help = "write `- [ ] ` before each option and `- [x] ` before the right one; where it is the model answer, put a line `---` above it";
    page.report(Diagnostic::new(Code::QuestionNoBoxes, span, message).help(help));
}
