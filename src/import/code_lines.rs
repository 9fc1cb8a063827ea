//! Which lines of a page stand in code or in a comment, as the Markdown parser says. Lines of containers end paragraphs, as they do
//! where the page is read.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use crate::content::{is_comment, is_unclosed};

/// What a line is to the code that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeLine {
    /// It opens code: the offset of its fence in the line, and how many marks that has.
    Opens(usize, usize),
    /// It is a line of code, or of a comment.
    Inside,
    Closes,
}

/// Each line of a page.
#[derive(Debug)]
pub(super) struct CodeLines {
    pub(super) lines: Vec<Option<CodeLine>>,
    /// The line that opens code which is never closed and ends with the page.
    pub(super) left_open: Option<usize>,
}

impl CodeLines {
    pub(super) fn of<S: AsRef<str>>(lines: &[S]) -> Self {
        let text: String = lines.iter().flat_map(|line| [with_break(line.as_ref()), "\n".to_owned()]).collect();
        let mut starts = vec![0];
        starts.extend(lines.iter().scan(0, |at, line| {
            *at += line.as_ref().len() + 1;
            Some(*at)
        }));
        let line_of = |offset: usize| starts.partition_point(|start| *start <= offset) - 1;
        let mut found = Self { lines: vec![None; lines.len()], left_open: None };
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        let events: Vec<_> = Parser::new_ext(&text, options).into_offset_iter().collect();
        for (at, (event, range)) in events.iter().enumerate() {
            let within = text[range.clone()].trim_end().len();
            let (first, last) = (line_of(range.start), line_of(range.start + within.saturating_sub(1)));
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                    found.lines[first..=last].fill(Some(CodeLine::Inside));
                    let marks = marks(&text, range);
                    found.lines[first] = Some(CodeLine::Opens(range.start - starts[first], marks));
                    if !is_unclosed(&text, range, &events[at + 1..]) {
                        found.lines[last] = Some(CodeLine::Closes);
                    } else if text[range.end..].trim().is_empty() {
                        found.left_open = Some(first);
                    }
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                    found.lines[first..=last].fill(Some(CodeLine::Inside));
                }
                Event::Start(Tag::HtmlBlock) if is_comment(&text[range.clone()]) => {
                    found.lines[first..=last].fill(Some(CodeLine::Inside));
                }
                _ => {}
            }
        }
        found
    }
}

/// A line as the parser is given it: one of colons as a break of the same length.
fn with_break(line: &str) -> String {
    let indent = line.len() - line.trim_start().len();
    if !line[indent..].starts_with(":::") {
        return line.to_owned();
    }
    format!("{}***{}", &line[..indent], " ".repeat(line.len() - indent - 3))
}

/// How many backticks or tildes a fence has.
fn marks(text: &str, range: &Range<usize>) -> usize {
    let fence = &text[range.clone()];
    let mark = fence.chars().next().unwrap_or('`');
    fence.chars().take_while(|character| *character == mark).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        let lines: Vec<&str> = text.lines().collect();
        let sign = |line: Option<CodeLine>| match line {
            Some(CodeLine::Opens(..)) => 'o',
            Some(CodeLine::Inside) => 'i',
            Some(CodeLine::Closes) => 'c',
            None => '.',
        };
        CodeLines::of(&lines).lines.into_iter().map(sign).collect()
    }

    #[test]
    fn what_the_parser_takes_for_code_is_code() {
        for (text, lines) in [
            ("a\n```\n::: x\n```\n::: y\n", ".oic."),
            ("- a\n\n  ```\n  x\n\nb\n\n::: y\n", "..oi...."),
            ("~~~\n    ~~~\n~~~ x\n~~~\n", "oiic"),
            ("    ```\n\n::: y\n", "i.."),
            ("<!-- \n```\n-->\n::: y\n", "iii."),
            ("> ```\n> x\n::: y\n", "oi."),
            ("::: y\n```\nx\n:::\n", ".oii"),
            ("`a ```\n::: y\n```\nx\n", "..oi"),
            ("a\n    ```\n::: y\n", "..."),
            ("```\n```\nx\n", "oc."),
        ] {
            assert_eq!(of(text), lines, "{text}");
        }
    }

    #[test]
    fn code_is_left_open_only_at_the_end() {
        let left = |text: &str| CodeLines::of(&text.lines().collect::<Vec<_>>()).left_open;
        assert_eq!(left("a\n```\nx\n"), Some(1));
        assert_eq!(left("- ```\n  x\n\nb\n"), None);
        assert_eq!(left("```\nx\n```\n"), None);
    }
}
