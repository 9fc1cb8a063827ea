//! Slips that leave a question one that can be asked, and make another of it than was meant.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::{Code, Diagnostic};

use super::super::events::{Entry, Located, entries, plain_text, top_level};
use super::super::parse_context::ParseContext;
use super::answers::first_line;
use super::cut::{indentation, line_start, spaces};

/// A line that is not indented as far as the option's words goes on with them, as Markdown has it: mostly it was meant as feedback.
pub(super) fn report_option_goes_on(page: &mut ParseContext<'_>, entry: &Range<usize>, text: &[Located<'_>]) {
    let is_break = |pair: &&[Located<'_>]| matches!(pair[0].0, Event::SoftBreak | Event::HardBreak);
    let width = indentation(page.source, entry);
    // Where the text begins on its line, if nothing but white space stands before it.
    let indented = |at: usize| {
        let before = &page.source[line_start(page.source, at)..at];
        before.trim().is_empty().then_some(before.len())
    };
    let begin = line_start(page.source, entry.start);
    let outer = entry.start - begin;
    let is_short = |at: &usize| indented(*at).is_some_and(|before| before < outer + width);
    let Some(at) = text.windows(2).filter(is_break).map(|pair| pair[1].1.start).find(is_short) else { return };
    let line = page.source[at..].find('\n').map_or(page.source.len(), |end| at + end);
    let span = page.trimmed(at..line);
    let message = "this line is not indented, and goes on with the words of the option above it";
    let help = format!(
        "where it is feedback, put an empty line before it and indent it with {}; where it is not, indent it",
        spaces(width)
    );
    page.report(Diagnostic::new(Code::QuestionOptionGoesOn, span, message).help(help));
}

/// A fence behind a box is words to Markdown, and the one that should end the code begins it.
pub(super) fn report_code_behind_box(page: &mut ParseContext<'_>, text: &[Located<'_>]) {
    let Some((Event::Text(_), range)) = text.first() else { return };
    if !page.source[range.start..].starts_with("```") && !page.source[range.start..].starts_with("~~~") {
        return;
    }
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
