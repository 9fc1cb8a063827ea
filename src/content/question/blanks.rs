//! Blanks and menus in the stem: `[[attunement|rapport]]`, `[[a / b / *c]]`.

use std::ops::Range;

use crate::course::{Blank, BlankEntry, MenuOption};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::source::text::printable;

use super::super::parse_context::ParseContext;
use super::answers::limit;

/// The current question's blanks, in the order of the text.
pub(super) fn read(page: &mut ParseContext<'_>) -> Vec<Blank> {
    let mut ranges = std::mem::take(&mut page.blanks);
    limit(page, &mut ranges, "blanks", Range::clone);
    let mut blanks = Vec::with_capacity(ranges.len());
    for range in ranges {
        let written = printable(&page.source[range.start + 2..range.end - 2]);
        let inner = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let span = page.span(range);
        // A menu's entries have a slash with white space around it, so that `and/or` can be typed.
        let entry = if inner.contains(" / ") { menu(page, &inner, span) } else { typed(page, &inner, span) };
        blanks.push(Blank { entry, span });
    }
    blanks
}

fn typed(page: &mut ParseContext<'_>, inner: &str, span: Span) -> BlankEntry {
    let mut accepted: Vec<String> = inner.split('|').map(|answer| answer.trim().to_owned()).collect();
    limit(page, &mut accepted, "answers in a blank", |_| span.range());
    if accepted.iter().any(String::is_empty) {
        let help =
            "write what is right between the brackets, several answers with `|` between them: `[[trust|safety]]`";
        page.report(Diagnostic::new(Code::QuestionEmptyOption, span, "a blank accepts an empty answer").help(help));
    }
    if let Some(equal) = repeated(accepted.iter().map(String::as_str)) {
        report_equal(page, span, equal);
    }
    BlankEntry::Typed(accepted)
}

fn menu(page: &mut ParseContext<'_>, inner: &str, span: Span) -> BlankEntry {
    let mut options: Vec<MenuOption> = inner.split(" / ").map(option).collect();
    limit(page, &mut options, "entries of a menu", |_| span.range());
    let right = options.iter().filter(|option| option.right).count();
    if right != 1 {
        let code = if right == 0 { Code::QuestionNoRightAnswer } else { Code::QuestionMixed };
        let message = format!("a menu has one right answer, and this one has {right}");
        let help = "put an asterisk before the right one: `[[agree / *stay curious / explain]]`";
        page.report(Diagnostic::new(code, span, message).help(help));
    }
    if options.iter().any(|option| option.text.is_empty()) {
        let help = "write words between the slashes";
        page.report(Diagnostic::new(Code::QuestionEmptyOption, span, "a menu has an empty entry").help(help));
    }
    if let Some(equal) = repeated(options.iter().map(|option| option.text.as_str())) {
        report_equal(page, span, equal);
    }
    BlankEntry::Menu(options)
}

fn option(written: &str) -> MenuOption {
    let trimmed = written.trim();
    let marked = trimmed.strip_prefix('*').or_else(|| trimmed.strip_suffix('*'));
    MenuOption { text: marked.unwrap_or(trimmed).trim().to_owned(), right: marked.is_some() }
}

fn repeated<'t>(texts: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let mut seen = std::collections::BTreeSet::new();
    texts.filter(|text| !text.is_empty()).find(|text| !seen.insert(text.to_lowercase()))
}

fn report_equal(page: &mut ParseContext<'_>, span: Span, text: &str) {
    let message = format!("`{text}` stands twice in one blank");
    page.report(Diagnostic::new(Code::QuestionEqualOptions, span, message).help("remove one of them"));
}
