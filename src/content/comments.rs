//! Comments that end elsewhere than their author meant: readers see what was to stand in one, or miss what stands below it.

use std::collections::BTreeSet;
use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::html::comment;
use crate::source::text::is_escaped;

use super::fences::line_end;
use super::parse_context::ParseContext;

/// What begins a comment, and what ends one.
const BEGIN: &str = "<!--";
const END: &str = "-->";

/// A comment, or what was meant to be one.
struct Comment {
    range: Range<usize>,
    is: State,
}

#[derive(PartialEq, Eq)]
enum State {
    /// It ends as comments do.
    Plain,
    /// It ends in a way or holds what suggests that its author meant it to go on.
    Doubtful,
    /// The end of its stretch of text ends it.
    Open,
    /// It is printed as it is written.
    Printed,
}

/// Reports the comments of the page, whose body begins at `from`, that do not end where they seem to.
pub(super) fn report_comments(page: &mut ParseContext<'_>, events: &[(Event<'_>, Range<usize>)], from: usize) {
    let source = page.source;
    let body = &source.as_bytes()[from..];
    if memmem::find(body, b"<!").or(memmem::find(body, b"-->")).is_none() {
        return;
    }
    report_in_titles(page, events, from);
    let mut last: Option<Comment> = None;
    for (range, is_raw) in stretches(events) {
        let mut at = range.start;
        while let Some((found, begins)) = next(source, at..range.end) {
            at = found + 1;
            if !begins {
                if let Some(before) = last.take() {
                    report_stray_end(page, &before, found);
                }
            } else if is_raw {
                let Some(one) = comment_at(source, found..range.end) else { continue };
                at = one.range.end;
                if let Some(before) = last.replace(one) {
                    report_open(page, &before);
                }
            } else if is_comment_like(source, found) {
                report_printed(page, found);
                if let Some(before) = last.replace(Comment { range: found..found + 2, is: State::Printed }) {
                    report_open(page, &before);
                }
            }
        }
    }
    if let Some(before) = last {
        report_open(page, &before);
    }
}

/// Reports comments in titles of links and pictures, which are no Markdown: each once, wherever a definition is used.
fn report_in_titles(page: &mut ParseContext<'_>, events: &[(Event<'_>, Range<usize>)], from: usize) {
    let source = page.source;
    let mut places = BTreeSet::new();
    for (event, range) in events {
        let Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) = event else { continue };
        let Some(begin) = title.find(BEGIN) else { continue };
        // One that a definition has stands elsewhere; one that is spelt with entities is meant to be printed.
        let own = source[range.clone()].rfind(title.as_ref()).map(|at| range.start + at);
        let is_defined = |at: &usize| {
            let before = source[..*at].trim_end_matches(['"', '\'', '(']).trim_end();
            before.len() < *at && before[before.rfind("\n\n").unwrap_or(0)..].contains("]:")
        };
        let defined = || {
            let all = source[from..].match_indices(title.as_ref()).map(|(at, _)| from + at);
            all.into_iter().find(is_defined)
        };
        places.extend(own.or_else(defined).map(|at| at + begin));
    }
    for at in places {
        let end = source[at..].find(END).map_or(BEGIN.len(), |end| end + END.len());
        let span = page.span(at..at + end);
        let message = "this comment stands in a title, and is printed as it is written";
        page.report(Diagnostic::new(Code::CommentEnd, span, message).help("write it outside of the link or picture"));
    }
}

/// Text and raw HTML in their order, and whether it is HTML. Code is neither.
fn stretches(events: &[(Event<'_>, Range<usize>)]) -> impl Iterator<Item = (Range<usize>, bool)> {
    let mut in_code = false;
    events.iter().filter_map(move |(event, range)| {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => return Some((range.clone(), true)),
            Event::Text(_) if !in_code => return Some((range.clone(), false)),
            _ => {}
        }
        None
    })
}

/// Where a comment may begin, or where one may end, in a part of the source, whichever comes first. Only where it begins has to lie in the part:
/// the parser takes signs apart.
fn next(source: &str, within: Range<usize>) -> Option<(usize, bool)> {
    let signs = memchr::memchr2_iter(b'<', b'-', &source.as_bytes()[within.clone()]);
    signs.map(|offset| within.start + offset).find_map(|at| match &source.as_bytes()[at..] {
        [b'<', b'!', ..] => Some((at, true)),
        [b'-', b'-', b'>', ..] => Some((at, false)),
        _ => None,
    })
}

/// The comment that begins in raw HTML at the beginning of `within`.
fn comment_at(source: &str, within: Range<usize>) -> Option<Comment> {
    let (inner, length) = comment(&source[within.clone()])?;
    let range = within.start..within.start + length;
    let written = &source[range.clone()];
    let is = if inner.len() + BEGIN.len() == length {
        State::Open
    } else if inner.contains(BEGIN) || inner.is_empty() && length < 7 || written.ends_with("--!>") {
        State::Doubtful
    } else {
        State::Plain
    };
    Some(Comment { range, is })
}

/// Whether `<!` in the text was meant to begin a comment, if with too few hyphens or with dashes.
fn is_comment_like(source: &str, at: usize) -> bool {
    !is_escaped(source, at) && source[at + 2..].trim_start_matches(' ').starts_with(['-', '–', '—'])
}

/// Reports a comment before `-->` that stands by itself, where that tells that the comment was to go on.
fn report_stray_end(page: &mut ParseContext<'_>, before: &Comment, stray: usize) {
    let source = page.source;
    let line = source[..stray].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let ends_line = source[stray + END.len()..line_end(source, stray)].trim().is_empty();
    let stands_alone = source[line..stray].trim_matches([' ', '\t', '>', '-', '*', '+']).is_empty();
    let is_meant = match before.is {
        State::Printed => return,
        State::Open | State::Doubtful => true,
        State::Plain => ends_line && (stands_alone || !has_empty_line(&source[before.range.end..stray])),
    };
    if !is_meant {
        return;
    }
    let end = if before.is == State::Open {
        before.range.start..before.range.start + BEGIN.len()
    } else {
        before.range.end - END.len()..before.range.end
    };
    let span = page.span(end);
    let (message, help) = if before.is == State::Open {
        (
            "this comment ends with the quotation, entry of a list or part that it begins in, and everybody reads what stands between there and the next `-->`",
            "put the comment into one stretch of text: each of its lines needs the sign or the indentation of the first",
        )
    } else {
        (
            "this comment ends here, and everybody reads what stands between it and the next `-->`",
            "a comment holds no other comment and no `-->`: take out what ends it too early (an arrow can be written `→`)",
        )
    };
    page.report(Diagnostic::new(Code::CommentEnd, span, message).help(help));
}

fn has_empty_line(text: &str) -> bool {
    let mut lines = text.split('\n').skip(1);
    lines.any(|line| line.trim_matches([' ', '\t', '\r', '>']).is_empty())
}

/// Reports a comment that nothing ends.
fn report_open(page: &mut ParseContext<'_>, comment: &Comment) {
    if comment.is != State::Open {
        return;
    }
    let span = page.span(comment.range.start..comment.range.start + BEGIN.len());
    let message = "this comment is not closed, and takes in all that stands below it";
    page.report(Diagnostic::new(Code::CommentEnd, span, message).help("write `-->` where it ends"));
}

/// Reports what begins a comment to its author and no comment to a browser.
fn report_printed(page: &mut ParseContext<'_>, at: usize) {
    // A container line that ends the paragraph is reported where it stands.
    let mut below = page.source[at..].lines().skip(1).take_while(|line| !line.trim().is_empty());
    if below.any(|line| line.starts_with(":::")) {
        return;
    }
    let is_begin = page.source[at..].starts_with(BEGIN);
    let span = page.span(at..at + if is_begin { BEGIN.len() } else { 2 });
    let (message, help) = if is_begin {
        (
            "this comment does not end in its paragraph, and is printed as it is written",
            "write `-->` above the next empty line, or put `<!--` at the beginning of a line, from where a comment goes on to its `-->`; \
             to print the signs, put them between backticks",
        )
    } else {
        (
            "this begins no comment, and is printed as it is written",
            "a comment begins with `<!--` and ends with `-->`; to print the signs, put them between backticks",
        )
    };
    page.report(Diagnostic::new(Code::CommentEnd, span, message).help(help));
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn a_comment_that_nothing_ends_is_reported_once_at_its_beginning() {
        for (body, found) in [
            ("a\n\n<!-- b\n\nc\n", "comment-end 3:1 <!--"),
            ("<!-- a --> <!-- b\n\nc\n", "comment-end 1:12 <!--"),
            ("a\n\n<!-- b\n\n::: note\nc\n:::\n", "comment-end 3:1 <!--"),
            ("<!-- a -->\n\n<!---->\n\n<!-->\n\nb\n", ""),
            ("```\n<!-- a\n```\n", ""),
            ("A `<!-- a` and \\<!-- b and `-->`.\n\n    <!-- c\n", ""),
        ] {
            assert_eq!(findings(body).join(", "), found, "{body}");
        }
    }

    #[test]
    fn so_is_one_that_its_paragraph_ends() {
        for (body, found) in [
            ("Words <!-- a\n\nb --> end.\n", "comment-end 1:7 <!--"),
            ("Words <!-- a here.\n", "comment-end 1:7 <!--"),
            ("| a <!-- b | c --> |\n| --- | --- |\n| d | e |\n", "comment-end 1:5 <!--"),
            ("Words <!- a -> and <! -- b --> end.\n", "comment-end 1:20 <!, comment-end 1:7 <!"),
            ("<!— a —>\n", "comment-end 1:1 <!"),
        ] {
            assert_eq!(findings(body).join(", "), found, "{body}");
        }
    }

    #[test]
    fn so_is_one_in_a_title_wherever_the_title_stands() {
        for (body, found) in [
            ("[a](https://b.example \"x <!-- y -->\")\n", "comment-end 1:26 <!-- y -->"),
            ("![a](b.svg 'x <!-- y -->')\n", "comment-end 1:15 <!-- y -->"),
            ("[a][c] [b][c]\n\n[c]: https://b.example \"<!-- y -->\"\n", "comment-end 3:25 <!-- y -->"),
            ("::: note {title=\"a <!-- y -->\"}\nb\n:::\n", "container-attribute 1:11 title=\"a <!-- y -->\""),
            ("[a](https://b.example \"x &lt;!-- y\") <!-- z -->\n", ""),
        ] {
            assert_eq!(findings(body).join(", "), found, "{body}");
        }
    }

    #[test]
    fn so_is_one_that_ends_before_its_author_meant_it_to() {
        for (body, found) in [
            ("<!--\na\n<!-- b -->\nc\n-->\n\nEnd.\n", "comment-end 3:8 -->"),
            ("a <!-- b <!-- c --> d --> e\n", "comment-end 1:17 -->"),
            ("<!--\na --> b\nc\n-->\n\nEnd.\n", "comment-end 2:3 -->"),
            ("<!-- a --!> b -->\n", "comment-end 1:9 -!>"),
            ("<!-->\nb\n-->\n", "comment-end 1:3 -->"),
            ("a <!--> b --> c\n", "comment-end 1:5 -->"),
            ("> <!-- a\nb\n> -->\n", "comment-end 1:3 <!--"),
            ("- <!-- a\n\nb\n\n-->\n", "comment-end 1:3 <!--"),
            ("> <!-- a\n> b\n> -->\n", ""),
            ("<!-- a -->\n\nFrom b --> c, and so on.\n\nThis way -->\n", ""),
            ("This way -->\n\n-->\n", ""),
        ] {
            assert_eq!(findings(body).join(", "), found, "{body}");
        }
    }
}
