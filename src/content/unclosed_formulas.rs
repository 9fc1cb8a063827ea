//! Dollar signs with TeX between them that the Markdown parser takes for words.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::diagnostic::{Code, Diagnostic};

use super::broken_formulas::{Broken, broken};
use super::parse_context::ParseContext;

/// Formulas that the parser did not take for such: their braces are not closed, there is a space inside a dollar sign, or a line within
/// begins something else. Tells where those of the last kind stand.
pub(super) fn report_unclosed_formulas(
    page: &mut ParseContext<'_>,
    events: &[(Event<'_>, Range<usize>)],
) -> Vec<Range<usize>> {
    let mut all_broken = Vec::new();
    let mut from = if page.options.math { 0 } else { usize::MAX };
    for (event, range) in events {
        let begins = matches!(event, Event::Text(text) if text.starts_with('$')) && range.start >= from;
        if begins && let Some(broken) = broken(page.source, range.start) {
            from = broken.range.end;
            report_broken(page, &broken);
            all_broken.push(broken.range);
            continue;
        }
        if begins && is_alone(page.source, range.start) {
            from = range.start + 2;
            let span = page.span(range.start..from);
            let help = "write `$$` below it, with no empty line between; where dollar signs are meant, write `\\$\\$`";
            page.report(Diagnostic::new(Code::MathForm, span, "this formula is not closed").help(help));
            continue;
        }
        let is_dollar = matches!(event, Event::Text(text) if &**text == "$") && range.len() == 1 && range.start >= from;
        if !is_dollar || page.source.as_bytes()[..range.start].ends_with(b"\\") {
            continue;
        }
        let line = page.source[range.end..].lines().next().unwrap_or_default();
        let Some(end) = line.find('$') else { continue };
        let tex = &line[..end];
        let mut signs = tex.char_indices().filter(|(_, character)| *character == '\\');
        if !signs.any(|(at, _)| tex[at + 1..].starts_with(|character: char| character.is_ascii_alphabetic())) {
            continue;
        }
        from = range.end + end + 1;
        let span = page.span(range.start..from);
        let message = "this would be a formula, and is none";
        let help = if tex.trim() == tex {
            "write as many `}` as `{`"
        } else {
            "leave no space behind the first dollar sign and before the last"
        };
        page.report(Diagnostic::new(Code::MathForm, span, message).help(help));
    }
    all_broken
}

fn report_broken(page: &mut ParseContext<'_>, broken: &Broken) {
    let sign = &page.source[broken.sign.clone()];
    let message =
        format!("this formula is not shown, because `{sign}` at the head of a line begins {} in Markdown", broken.what);
    let help = format!("write `{{}}{sign}`, which looks the same, or put `{sign}` at the end of the line above");
    let span = page.span(broken.sign.clone());
    page.report(Diagnostic::new(Code::MathForm, span, message).help(help));
}

/// Whether two dollar signs stand on a line of their own, which begins a formula.
fn is_alone(source: &str, at: usize) -> bool {
    let begin = source[..at].rfind('\n').map_or(0, |end| end + 1);
    source[begin..at].trim().is_empty() && source[at..].lines().next().is_some_and(|line| line.trim_end() == "$$")
}
