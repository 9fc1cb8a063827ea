//! Citations in the text: `[@beck2005, p. 12]`, in the manner of Pandoc.
//!
//! What one looks like is told in [`super::citation_form`].

use std::ops::Range;

use hayagriva::citationberg::taxonomy::Locator;

use crate::course::{Citation, Cited};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::text::printable;

use super::citation_form::work;
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
        if let Some(other) =
            trailing.split_whitespace().find(|word| word.trim_start_matches(['-', '(']).starts_with('@'))
        {
            report_second(page, offset, part, other);
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

/// A second work without a semicolon before it, which would be printed as words.
fn report_second(page: &mut ParseContext<'_>, offset: usize, part: &str, words: &str) {
    let start = offset + part.rfind(words).unwrap_or_default();
    let span = page.span(start..start + words.len());
    let message = format!("`{words}` is printed as it is written");
    let help = "put a semicolon between two works: `[see @a; @b]`";
    page.report(Diagnostic::new(Code::CitationForm, span, message).help(help));
}

fn report_between(page: &mut ParseContext<'_>, offset: usize, part: &str, words: &str) {
    let start = offset + part.find(words).unwrap_or_default();
    let span = page.span(start..start + words.len());
    let help = "put them before the first work, after the last one, or make two citations";
    let message = "a citation cannot print words between two works";
    page.report(Diagnostic::new(Code::CitationForm, span, message).help(help));
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
    printable(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

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
