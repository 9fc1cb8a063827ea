//! Citations in the text: `[@beck2005, p. 12]`, in the manner of Pandoc.
//!
//! A citation is a pair of brackets with one or more works, parted by semicolons: words before, `-` where the author is
//! named in the sentence, `@` and the key, and after a comma a place in the work and words after. [`find`] tells
//! citations from other brackets; [`read`] takes one apart.

use std::ops::Range;

use hayagriva::citationberg::taxonomy::Locator;

use crate::course::{Citation, Cited};
use crate::diagnostic::{Code, Diagnostic};

use super::parse_context::ParseContext;

/// Kinds of place in a work, as written in English and in German; a number alone is a page.
const LABELS: [(Locator, &[&str]); 15] = [
    (Locator::Page, &["p", "pp", "page", "pages", "s", "seite", "seiten"]),
    (Locator::Chapter, &["chap", "chaps", "ch", "chapter", "chapters", "kap", "kapitel"]),
    (Locator::Section, &["sec", "secs", "section", "sections", "§", "§§", "abschn", "abschnitt"]),
    (Locator::Paragraph, &["para", "paras", "par", "paragraph", "paragraphs", "¶", "¶¶"]),
    (Locator::Figure, &["fig", "figs", "figure", "figures", "abb"]),
    (Locator::Table, &["table", "tables", "tab"]),
    (Locator::Volume, &["vol", "vols", "volume", "volumes", "bd"]),
    (Locator::Issue, &["no", "nos", "issue", "number"]),
    (Locator::Part, &["pt", "pts", "part", "parts", "teil"]),
    (Locator::Book, &["bk", "book", "books", "buch"]),
    (Locator::Note, &["n", "nn", "note", "notes"]),
    (Locator::Line, &["l", "ll", "line", "lines"]),
    (Locator::Verse, &["v", "vv", "verse", "verses"]),
    (Locator::Column, &["col", "cols", "column", "columns"]),
    (Locator::Appendix, &["app", "appendix"]),
];

/// One work as written, before it is looked at.
struct Written<'t> {
    before: &'t str,
    author_named: bool,
    key: Range<usize>,
    rest: &'t str,
}

/// The citation whose first `@` stands at `at`, between the brackets around it; `None` when it is not one. Nothing before
/// `from` is looked at.
pub(crate) fn find(bytes: &[u8], from: usize, at: usize) -> Option<Range<usize>> {
    let open = from + bytes[from..at].iter().rposition(|byte| matches!(byte, b'[' | b']'))?;
    let close = at + bytes[at..].iter().position(|byte| matches!(byte, b'[' | b']'))?;
    let before = open.checked_sub(1).map_or(b' ', |before| bytes[before]);
    let after = bytes.get(close + 1).copied().unwrap_or(b' ');
    let is_pair = bytes[open] == b'[' && bytes[close] == b']';
    let is_definition = after == b':' && (open == 0 || before == b'\n');
    if !is_pair || is_definition || matches!(before, b'\\' | b'!' | b'[') || matches!(after, b'(' | b'[') {
        return None;
    }
    let inner = std::str::from_utf8(&bytes[open + 1..close]).ok()?;
    let has_blank_line = inner.lines().skip(1).any(|line| line.trim().is_empty());
    let all = !has_blank_line && inner.split(';').all(|part| work(part).is_some());
    all.then_some(open..close + 1)
}

/// Reads the citation at `range`, brackets and all, and reports what cannot be printed.
pub(crate) fn read(page: &mut ParseContext<'_>, range: Range<usize>) -> Citation {
    let inner = &page.source[range.start + 1..range.end - 1];
    let parts: Vec<(usize, &str)> = parts(inner, range.start + 1);
    let last = parts.len() - 1;
    let (mut before, mut after, mut works) = (String::new(), String::new(), Vec::with_capacity(parts.len()));
    for (index, (offset, part)) in parts.into_iter().enumerate() {
        let Some(written) = work(part) else { continue };
        let (locator, trailing) = place(written.rest);
        if index == 0 {
            before = spaced(written.before);
        }
        if index == last {
            after = spaced(trailing);
        }
        let between =
            [written.before].into_iter().filter(|_| index > 0).chain([trailing].into_iter().filter(|_| index < last));
        for words in between.filter(|words| !words.is_empty()) {
            report_between(page, offset, part, words);
        }
        works.push(Cited {
            key: part[written.key.clone()].to_owned(),
            span: page.span(offset + written.key.start..offset + written.key.end),
            locator,
            author_named: written.author_named,
        });
    }
    if works.len() > 1 {
        for work in works.iter().filter(|work| work.author_named) {
            let message = "a work whose author the sentence names stands in a citation with others";
            let help = "give it a citation of its own: `[-@key]`";
            page.report(Diagnostic::new(Code::CitationForm, work.span, message).help(help));
        }
    }
    page.citations += 1;
    Citation { number: page.citations - 1, works, before, after }
}

fn parts(inner: &str, start: usize) -> Vec<(usize, &str)> {
    let mut at = start;
    let part = |part: &'_ str| {
        let offset = at;
        at += part.len() + 1;
        offset
    };
    let offsets: Vec<usize> = inner.split(';').map(part).collect();
    offsets.into_iter().zip(inner.split(';')).collect()
}

fn report_between(page: &mut ParseContext<'_>, offset: usize, part: &str, words: &str) {
    let start = offset + part.find(words).unwrap_or_default();
    let span = page.span(start..start + words.len());
    let help = "put them before the first work, after the last one, or make two citations";
    let message = "a citation cannot print words between two works";
    page.report(Diagnostic::new(Code::CitationForm, span, message).help(help));
}

/// Cuts the text of one work: a key follows an `@` that begins a word.
fn work(part: &str) -> Option<Written<'_>> {
    let begins = |at: &usize| {
        let before = part[..*at].strip_suffix('-').unwrap_or(&part[..*at]);
        before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“'))
    };
    let at = part.match_indices('@').map(|(at, _)| at).find(begins)?;
    let author_named = part[..at].ends_with('-');
    let before = part[..at - usize::from(author_named)].trim();
    let key = key(part, at + 1)?;
    let end = if part[at + 1..].starts_with('{') { key.end + 1 } else { key.end };
    let rest = part[end..].trim();
    let rest = rest.strip_prefix(',').unwrap_or(rest).trim();
    Some(Written { before, author_named, key, rest })
}

/// A key: letters, digits and `_`, with single punctuation inside; or whatever stands in braces.
fn key(part: &str, start: usize) -> Option<Range<usize>> {
    if part[start..].starts_with('{') {
        let end = start + part[start..].find('}')?;
        return (end > start + 1).then_some(start + 1..end);
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut end = start;
    let mut characters = part[start..].char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let inside =
            ":.#$%&-+?<>~/".contains(character) && end > start && characters.peek().is_some_and(|n| is_word(n.1));
        if !is_word(character) && !inside {
            break;
        }
        end = start + at + character.len_utf8();
    }
    (end > start).then_some(start..end)
}

/// The place in the work at the head of `rest`, and the words that follow.
fn place(rest: &str) -> (Option<(Locator, String)>, &str) {
    let label_end = rest.find(|c: char| c.is_whitespace() || c == '.' || c.is_ascii_digit()).unwrap_or(rest.len());
    let label = rest[..label_end].to_lowercase();
    let known = LABELS.iter().find(|(_, names)| names.contains(&label.as_str()));
    let (kind, numbers) = match known {
        Some((kind, _)) => (*kind, rest[label_end..].trim_start_matches('.').trim_start()),
        None => (Locator::Page, rest),
    };
    let end = numbers_end(numbers, known.is_some());
    if end == 0 {
        return (None, rest);
    }
    let words = numbers[end..].trim_start_matches([',', ' ', '\n', '\t']);
    (Some((kind, with_dashes(&numbers[..end]))), words)
}

/// Where the numbers at the head of a text end: `12`, `3-5, 9`; after a label also Roman ones.
fn numbers_end(text: &str, labelled: bool) -> usize {
    let mut end = 0;
    let mut at = 0;
    for word in text.split_inclusive([' ', '\n', ',']) {
        let bare = word.trim_end_matches([' ', '\n', ',']);
        let roman = labelled && bare.chars().all(|c| "ivxlcdmIVXLCDM-–".contains(c));
        if !bare.is_empty() && !bare.starts_with(|c: char| c.is_ascii_digit()) && !roman {
            break;
        }
        if !bare.is_empty() {
            end = at + bare.len();
        }
        at += word.len();
    }
    end
}

/// `3-5` as `3–5`.
fn with_dashes(numbers: &str) -> String {
    numbers.replace("--", "–").replace('-', "–")
}

/// Words on one line.
fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let bytes = text.as_bytes();
        let ats = text.match_indices('@').map(|(at, _)| at);
        ats.filter_map(|at| find(bytes, 0, at)).map(|range| &text[range]).collect()
    }

    #[test]
    fn brackets_with_a_key_are_a_citation() {
        for text in ["[@a]", "[-@a]", "[see @a, p. 3]", "[@a_b:c.d-e]", "[@{a b}]", "[@a\nand more]", "[vgl. -@a]"] {
            assert_eq!(found(text), [text], "{text}");
        }
        assert_eq!(found("x [@a] y [@b; @c] z"), ["[@a]", "[@b; @c]", "[@b; @c]"]);
    }

    #[test]
    fn other_brackets_are_not() {
        for text in [
            "[a@b.de]",
            "[@]",
            "[@ a]",
            "\\[@a]",
            "![@a](x.svg)",
            "[@a](b.md)",
            "[@a][b]",
            "[@a]: b.md",
            "[@a",
            "@a]",
            "[@a\n\nb]",
            "[@a; b]",
            "[x[@a]x](b.md) [^1]: @b",
        ] {
            assert_eq!(found(text).into_iter().filter(|t| *t != "[@a]").count(), 0, "{text}");
        }
        assert!(found("\\[@a] ![@a](x.svg) [@a](b.md) [@a][b]").is_empty());
    }

    #[test]
    fn a_place_is_a_label_and_numbers() {
        let place = |text| {
            let (locator, words) = place(text);
            (locator.map(|(kind, numbers)| (format!("{kind:?}"), numbers)), words)
        };
        let at = |kind: &str, numbers: &str| Some((kind.to_owned(), numbers.to_owned()));
        assert_eq!(place("p. 12"), (at("Page", "12"), ""));
        assert_eq!(place("pp. 3-5, 9 and passim"), (at("Page", "3–5, 9"), "and passim"));
        assert_eq!(place("33"), (at("Page", "33"), ""));
        assert_eq!(place("chap. iv, with care"), (at("Chapter", "iv"), "with care"));
        assert_eq!(place("§5"), (at("Section", "5"), ""));
        assert_eq!(place("pace what he says"), (None, "pace what he says"));
        assert_eq!(place("page after page"), (None, "page after page"));
        assert_eq!(place(""), (None, ""));
    }
}
