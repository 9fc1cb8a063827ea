//! Blanks and menus in the stem: `[[attunement|rapport]]`, `[[a / b / *c]]`.
//!
//! What stands in one is Markdown in a line, of which the words count: an answer is typed, and a menu shows no markup. A bar, an
//! asterisk or a slash with a backslash before it is that character.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use crate::course::{Blank, BlankEntry, MenuOption};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::source::text::{is_escaped, printable, says_something};

use super::super::parse_context::ParseContext;
use super::answers::limit;
use super::numbers::{Fault, number};

/// The current question's blanks, in the order of the text.
pub(super) fn read(page: &mut ParseContext<'_>, exact: bool) -> Vec<Blank> {
    let mut ranges = std::mem::take(&mut page.blanks);
    limit(page, &mut ranges, "blanks", Range::clone);
    let mut blanks = Vec::with_capacity(ranges.len());
    for range in ranges {
        let written = printable(&page.source[range.start + 2..range.end - 2]);
        let inner = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let span = page.span(range);
        // A menu's entries have a slash with white space around it, so that `and/or` can be typed.
        let entry = match inner.strip_prefix('=') {
            Some(number) => numbers(page, number, span),
            None if parts(&inner, " / ").len() > 1 => menu(page, &inner, span),
            None => typed(page, &inner, span, exact),
        };
        blanks.push(Blank { entry, span });
    }
    blanks
}

/// Forms of one number, with bars between.
fn numbers(page: &mut ParseContext<'_>, inner: &str, span: Span) -> BlankEntry {
    let mut forms = Vec::new();
    for written in parts(inner, "|") {
        let written = words(written.trim());
        let (message, help) = match number(&written) {
            Ok(form) => {
                forms.push(form);
                continue;
            }
            Err(Fault::None) => (
                format!("`{written}` is no number to be typed"),
                "write a number, a tolerance and a unit as you need them: `[[= 42 ± 0.5 mg]]`; a word goes without `=`",
            ),
            Err(Fault::Ambiguous) => (
                format!("`{written}` can be read as thousands and as decimals"),
                "write thousands without a sign between them (`1000`), and decimals with one more or fewer (`1.0`)",
            ),
            Err(Fault::Order) => (
                format!("no number is in `{written}`"),
                "write the smaller number first, both in one unit, and a tolerance above zero",
            ),
        };
        page.report(Diagnostic::new(Code::QuestionNumber, span, message).help(help));
    }
    limit(page, &mut forms, "forms of a number", |_| span.range());
    BlankEntry::Number(forms)
}

fn typed(page: &mut ParseContext<'_>, inner: &str, span: Span, exact: bool) -> BlankEntry {
    let mut accepted: Vec<String> = parts(inner, "|").into_iter().map(|answer| words(answer.trim())).collect();
    limit(page, &mut accepted, "answers in a blank", |_| span.range());
    if !accepted.iter().all(|answer| says_something(answer)) {
        let help =
            "write what is right between the brackets, several answers with `|` between them: `[[trust|safety]]`";
        page.report(Diagnostic::new(Code::QuestionEmptyOption, span, "a blank accepts an empty answer").help(help));
    }
    if let Some(equal) = repeated(accepted.iter().map(String::as_str)).filter(|_| !exact) {
        report_equal(page, span, equal);
    }
    BlankEntry::Typed { accepted, exact }
}

fn menu(page: &mut ParseContext<'_>, inner: &str, span: Span) -> BlankEntry {
    let typography = page.options.typography;
    let option = |written| {
        let MenuOption { text, right } = option(written);
        MenuOption { text: typography.set(&text).into_owned(), right }
    };
    let mut options: Vec<MenuOption> = parts(inner, " / ").into_iter().map(option).collect();
    limit(page, &mut options, "entries of a menu", |_| span.range());
    let right = options.iter().filter(|option| option.right).count();
    if right != 1 {
        let code = if right == 0 { Code::QuestionNoRightAnswer } else { Code::QuestionMixed };
        let message = format!("a menu has one right answer, and this one has {right}");
        let help = "put an asterisk before the right one: `[[agree / *stay curious / explain]]`";
        page.report(Diagnostic::new(code, span, message).help(help));
    }
    if !options.iter().all(|option| says_something(&option.text)) {
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
    // Two asterisks are strong emphasis, and one of those is no mark of the right answer.
    let before = trimmed.strip_prefix('*').filter(|rest| !rest.starts_with('*') || rest.starts_with("**"));
    let after = |text: &'_ str| text.ends_with('*') && !is_escaped(text, text.len() - 1) && !text.ends_with("**");
    let (text, right) = match before {
        Some(rest) if after(rest) && !rest[..rest.len() - 1].contains('*') => (&rest[..rest.len() - 1], true),
        Some(rest) => (rest, true),
        None if after(trimmed) && trimmed.matches('*').count() == 1 => (&trimmed[..trimmed.len() - 1], true),
        None => (trimmed, false),
    };
    MenuOption { text: words(text.trim()), right }
}

/// A text in pieces, divided where `between` stands without a backslash before it.
fn parts<'t>(text: &'t str, between: &str) -> Vec<&'t str> {
    let (mut parts, mut from) = (Vec::new(), 0);
    for (at, _) in text.match_indices(between) {
        if !is_escaped(text, at) && at >= from {
            parts.push(&text[from..at]);
            from = at + between.len();
        }
    }
    parts.push(&text[from..]);
    parts
}

/// The words of some Markdown in one line, without its markup; quotation marks as they are typed.
fn words(markdown: &str) -> String {
    if !markdown.contains(['*', '_', '`', '\\', '&', '~', '<', '[', '!']) {
        return markdown.to_owned();
    }
    // A word before it keeps it from being read as a heading, a list or the like.
    let paragraph = format!("q {markdown}");
    let mut words = String::with_capacity(paragraph.len());
    for event in Parser::new_ext(&paragraph, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    printable(words.strip_prefix('q').unwrap_or(&words).trim()).into_owned()
}

fn repeated<'t>(texts: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let mut seen = std::collections::BTreeSet::new();
    texts.filter(|text| !text.is_empty()).find(|text| !seen.insert(text.to_lowercase()))
}

fn report_equal(page: &mut ParseContext<'_>, span: Span, text: &str) {
    let message = format!("`{text}` stands twice in one blank");
    page.report(Diagnostic::new(Code::QuestionEqualOptions, span, message).help("remove one of them"));
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::findings;
    use super::*;

    #[test]
    fn answers_are_words_without_markup() {
        for (written, expected) in [
            ("*attunement*", "attunement"),
            ("`x | y`", "x | y"),
            ("a \\* b", "a * b"),
            ("this \\| that", "this | that"),
            ("Q&amp;A", "Q&A"),
            ("R&D", "R&D"),
            ("1. first", "1. first"),
            ("**one** ~~two~~", "one two"),
            ("it's", "it's"),
            ("2 * 3", "2 * 3"),
        ] {
            assert_eq!(words(written), expected, "{written}");
        }
        assert_eq!(parts("a|b \\| c|d", "|"), ["a", "b \\| c", "d"]);
    }

    #[test]
    fn a_web_address_in_a_blank_is_an_answer() {
        let page = |blank: &str| format!("::: question {{#a}}\nGo to [[{blank}]] first.\n:::\n");
        for blank in ["see https://a.example/b", "a / *https://a.example / b", "www.a.example now|b", "a|see [@b]"] {
            assert_eq!(findings(&page(blank)), Vec::<String>::new(), "{blank}");
        }
    }

    #[test]
    fn a_menu_marks_one_entry_and_shows_no_markup() {
        let read = |written| {
            let MenuOption { text, right } = option(written);
            (text, right)
        };
        for (written, text, right) in [
            ("*stay", "stay", true),
            ("stay*", "stay", true),
            ("*stay*", "stay", true),
            ("**stay**", "stay", false),
            ("***stay**", "stay", true),
            ("\\*stay", "*stay", false),
            ("stay\\*", "stay*", false),
            ("stay \\\\*", "stay \\", true),
            ("*`a*b`", "a*b", true),
            ("stay `put`", "stay put", false),
        ] {
            assert_eq!(read(written), (text.to_owned(), right), "{written}");
        }
    }
}
