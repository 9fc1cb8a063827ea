//! Where the Markdown parser found code, comments and raw HTML on a page.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use crate::source::html::comment;

/// What a stretch of a page is to the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verbatim {
    /// A code block between two fences.
    Fenced,
    /// A code block that begins with a fence and is never closed by one.
    Unclosed,
    /// A code block that is only indented.
    Indented,
    /// Code in running text.
    Inline,
    /// Raw HTML that is comments and nothing else. A comment after a tag does not count: whether it is one would depend on the tag,
    /// as text areas and values in quotation marks have none.
    Comment,
    /// Other raw HTML.
    Html,
}

/// All such stretches of a page, by rising offset.
#[derive(Debug, Default)]
pub(crate) struct VerbatimRanges(Vec<(Range<usize>, Verbatim)>);

impl VerbatimRanges {
    /// Reads the parser's events; `source` is the page as the parser was given it.
    pub(crate) fn of(source: &str, events: &[(Event<'_>, Range<usize>)]) -> Self {
        let mut ranges = Vec::new();
        for (at, (event, range)) in events.iter().enumerate() {
            let is = match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Verbatim::Indented,
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))
                    if is_unclosed(source, range, &events[at + 1..]) =>
                {
                    Verbatim::Unclosed
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => Verbatim::Fenced,
                Event::Code(_) => Verbatim::Inline,
                Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) if is_comment(&source[range.clone()]) => {
                    Verbatim::Comment
                }
                Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => Verbatim::Html,
                _ => continue,
            };
            ranges.push((range.clone(), is));
        }
        Self(ranges)
    }

    /// What stands at `offset`; `None` for what is read as Markdown.
    pub(crate) fn at(&self, offset: usize) -> Option<Verbatim> {
        let before = self.0.partition_point(|(range, _)| range.start <= offset);
        let (range, is) = self.0.get(before.checked_sub(1)?)?;
        range.contains(&offset).then_some(*is)
    }

    /// Whether a code block somewhere on the page is never closed.
    pub(crate) fn has_unclosed(&self) -> bool {
        self.first_unclosed().is_some()
    }

    /// Where the first code block stands that is never closed.
    pub(crate) fn first_unclosed(&self) -> Option<Range<usize>> {
        self.0.iter().find(|(_, is)| *is == Verbatim::Unclosed).map(|(range, _)| range.clone())
    }
}

/// Whether raw HTML is comments and white space and nothing else.
pub(crate) fn is_comment(html: &str) -> bool {
    let mut rest = html.trim_start();
    while let Some((_, length)) = comment(rest) {
        rest = rest[length..].trim_start();
    }
    rest.is_empty()
}

/// Whether a fenced block that stands at `range` is never closed; `rest` are the events after its start.
pub(crate) fn is_unclosed<'e, 't: 'e>(
    source: &str,
    range: &Range<usize>,
    rest: impl IntoIterator<Item = &'e (Event<'t>, Range<usize>)>,
) -> bool {
    let opening = source[range.clone()].find(['\n', '\r']).map_or(range.end, |line| range.start + line);
    let code = rest.into_iter().take_while(|(event, _)| matches!(event, Event::Text(_)));
    let code_end = code.last().map_or(opening, |(_, text)| text.end);
    // After the code there is at most the closing fence.
    !is_closed(&source[code_end..range.end])
}

/// Whether what stands after the code of a fenced block closes it: a line that only looks like a closing fence, as one that is
/// indented too far (`CommonMark` 4.5), is part of the code.
fn is_closed(after: &str) -> bool {
    after.trim_matches([' ', '\t', '\n', '\r', '>']).starts_with(['`', '~'])
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Parser;

    use super::*;

    fn at(text: &str, word: &str) -> Option<Verbatim> {
        let events: Vec<_> = Parser::new(text).into_offset_iter().collect();
        VerbatimRanges::of(text, &events).at(text.find(word).expect("it is there"))
    }

    #[test]
    fn code_comments_and_raw_html_are_told_apart() {
        assert_eq!(at("```\nx\n```\n", "x"), Some(Verbatim::Fenced));
        assert_eq!(at("~~~~ a\nx\n~~~\n", "x"), Some(Verbatim::Unclosed));
        assert_eq!(at("- ```\n  x\n\ny\n", "x"), Some(Verbatim::Unclosed));
        assert_eq!(at("> ```\n> x\n> ```\n", "x"), Some(Verbatim::Fenced));
        assert_eq!(at("- ~~~\n  x\n  ~~~\n", "x"), Some(Verbatim::Fenced));
        assert_eq!(at("~~~\nx\n    ~~~\n", "x"), Some(Verbatim::Unclosed));
        assert_eq!(at("~~~~\nx\n-  ~~~\n         ~~~~\n\n", "x"), Some(Verbatim::Unclosed));
        assert_eq!(at("x\n\n```\n```\n", "```"), Some(Verbatim::Fenced));
        assert_eq!(at("x\n\n```\n", "```"), Some(Verbatim::Unclosed));
        assert_eq!(at("a\n\n    x\n", "x"), Some(Verbatim::Indented));
        assert_eq!(at("a `x` b", "x"), Some(Verbatim::Inline));
        assert_eq!(at("<!--\nx\n-->\n", "x"), Some(Verbatim::Comment));
        assert_eq!(at("<div><!-- a --> x\n</div>\n", "x"), Some(Verbatim::Html));
        assert_eq!(at("<textarea><!--\nx -->\n", "x"), Some(Verbatim::Html));
        assert_eq!(at("<!-- a --> x\n", "x"), Some(Verbatim::Html));
        assert_eq!(at("a\n", "a"), None);
    }
}
