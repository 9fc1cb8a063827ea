//! Formulas of books that `MathJax` or `KaTeX` set: `\\(…\\)` and `\\[…\\]`, of which the Markdown parser leaves `\(…\)`.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::super::formula::formula;
use super::super::report::{Place, Report};

/// What opens a formula, what closes it, and what stands in the place of both.
const SIGNS: [(&str, &str, &str); 2] = [("\\\\(", "\\\\)", "$"), ("\\\\[", "\\\\]", "$$")];

/// Markdown with dollar signs around its formulas. `file` is what it stands in.
pub(super) fn with_dollars(markdown: &str, file: &str, report: &mut Report) -> String {
    let code = code(markdown);
    let is_code = |at: usize| code.iter().any(|range| range.contains(&at));
    let (mut out, mut at) = (String::with_capacity(markdown.len()), 0);
    let mut from = 0;
    while let Some((start, (open, close, mark))) = next(markdown, from) {
        let inner = start + open.len();
        let Some(end) = markdown[inner..].find(close).map(|end| inner + end) else { break };
        from = end + close.len();
        if is_code(start) {
            from = inner;
            continue;
        }
        out.push_str(&markdown[at..start]);
        let tex = unescaped(&markdown[inner..end]);
        if let Some(tex) = formula(&tex, mark == "$$") {
            out.push_str(&format!("{mark}{tex}{mark}"));
        } else {
            let place = Place::words(file, &markdown[start..from]);
            report.lost(&place, "a formula that no page can show", "kept as TeX, in code");
            let tex = tex.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
            out.push_str(&format!("`{tex}`"));
        }
        at = from;
    }
    out.push_str(&markdown[at..]);
    out
}

fn next(text: &str, from: usize) -> Option<(usize, (&'static str, &'static str, &'static str))> {
    let found = SIGNS.into_iter().filter_map(|signs| text[from..].find(signs.0).map(|at| (from + at, signs)));
    found.min_by_key(|(at, _)| *at)
}

/// Where code stands.
fn code(markdown: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter();
    let is_code = |event: &Event<'_>| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)));
    events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect()
}

/// TeX as the Markdown parser leaves it: without the backslash before a sign.
fn unescaped(tex: &str) -> String {
    let mut out = String::with_capacity(tex.len());
    let mut characters = tex.chars().peekable();
    while let Some(character) = characters.next() {
        match characters.peek() {
            Some(next) if character == '\\' && next.is_ascii_punctuation() => out.extend(characters.next()),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_stand_between_dollar_signs_and_code_stays() {
        let mut report = Report::default();
        let read = |text: &str, report: &mut Report| with_dollars(text, "a.md", report);
        let text = "a \\\\( x\\_1 \\\\) b `\\\\(x\\\\)`\n\n\\\\[ \\begin{aligned} a \\\\\\\\ b \\end{aligned} \\\\]\n";
        let expected = "a $x_1$ b `\\\\(x\\\\)`\n\n$$\\begin{aligned} a \\\\ b \\end{aligned}$$\n";
        assert_eq!(read(text, &mut report), expected);
        assert!(report.finish().0.is_empty());
        let mut report = Report::default();
        assert_eq!(read("\\\\( \\nosuch{x} \\\\)", &mut report), "`\\nosuch{x}`");
        assert_eq!(report.finish().0.len(), 1);
    }
}
