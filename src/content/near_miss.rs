//! Lines that are nearly container lines: indented, in a list or a quotation, with other colons, or with two of them.
//!
//! An author who writes such a line means a container, and what is in it may not be for everybody. Whoever finds one
//! ([`super::container_lines`]) makes it an error, unless it stands in code or in a comment.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::{memchr, memchr_iter, memchr3, memmem, memrchr2};
use unicode_normalization::UnicodeNormalization;

use crate::config::OwnContainers;
use crate::diagnostic::suggest;
use crate::source::text::{CONFUSABLE, colons_in as colon, is_escaped, is_invisible};

use super::fences::line_end;

/// How far behind colons in the middle of a line a name is looked for, in bytes.
const NEAR: usize = 100;

/// A line that is nearly a container line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NearMiss {
    /// From the first colon to the end of the line.
    pub(crate) range: Range<usize>,
    /// How many colons.
    pub(crate) colons: usize,
    /// Whether it would open a container; otherwise it would close one.
    pub(crate) opens: bool,
    /// Whether it would open a part that learners never see.
    pub(crate) withholds: bool,
    /// What is not as it should be.
    pub(crate) why: Why,
}

/// What keeps a line from being a container line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// It does not begin in the first column.
    Place,
    /// There are two colons only, spaces between them, or characters that look like colons.
    Colons,
    /// It stands in the middle of a line, and names a part that learners never see.
    Middle,
}

/// The near misses in `text[from..]`, by rising offset.
pub(crate) fn near_misses(text: &str, from: usize, own: &OwnContainers) -> Vec<NearMiss> {
    let bytes = text.as_bytes();
    let is_ascii = bytes[from..].is_ascii();
    // In ASCII only a colon looks like a colon, and most lines have none.
    let suspect = |at: usize| if is_ascii { memchr(b':', &bytes[at..]).map(|offset| at + offset) } else { Some(at) };
    let (mut found, mut at) = (Vec::new(), from);
    while let Some(inside) = suspect(at) {
        let line =
            memrchr2(b'\n', b'\r', &bytes[at..inside]).map_or(at, |offset| at + offset + 1)..line_end(text, inside);
        if bytes[line.clone()].first().is_some_and(|first| !first.is_ascii_alphabetic()) {
            found.extend(at_start(text, line.clone(), own));
        }
        at = line.end + 1;
        if at > text.len() {
            break;
        }
    }
    if has_other_breaks(text, is_ascii) {
        found.extend(after_other_breaks(text, from, own));
    }
    let at_starts: BTreeSet<usize> = found.iter().map(|miss| miss.range.end).collect();
    let colons = memchr_iter(b':', &bytes[from..]).map(|at| from + at);
    let in_middles = if is_ascii {
        in_middles(text, colons, own)
    } else {
        let mut all: Vec<usize> = colons.collect();
        all.extend(LIKE_COLONS.find_iter(&text[from..]).map(|at| from + at.start()));
        all.sort_unstable();
        in_middles(text, all.into_iter(), own)
    };
    // A line that begins with such a mark is one mistake, however its colons are spaced.
    found.extend(in_middles.into_iter().filter(|miss| !at_starts.contains(&miss.range.end)));
    found.sort_by_key(|miss| miss.range.start);
    found.dedup_by_key(|miss| miss.range.start);
    found
}

/// Whether there are characters that Markdown does not take for the end of a line, and editors do.
fn has_other_breaks(text: &str, is_ascii: bool) -> bool {
    let bytes = text.as_bytes();
    memchr3(b'\x0b', b'\x0c', 0xc2, bytes).is_some() || !is_ascii && memmem::find(bytes, b"\xe2\x80").is_some()
}

/// What stands behind characters that are the end of a line to editors alone. Each is looked at up to the next one, so that a line full
/// of them is read once.
fn after_other_breaks(text: &str, from: usize, own: &OwnContainers) -> Vec<NearMiss> {
    let breaks = text[from..].match_indices(['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
    let mut breaks = breaks.map(|(at, written)| from + at..from + at + written.len()).peekable();
    let (mut found, mut line, mut words) = (Vec::new(), 0, 0);
    while let Some(Range { end: start, .. }) = breaks.next() {
        if start > line {
            line = line_end(text, start);
            words = start + text[start..line].trim_end().len();
        }
        let end = breaks.peek().map_or(line, |next| next.start.min(line));
        let miss = at_start(text, start..end, own);
        found.extend(miss.map(|miss| NearMiss { why: Why::Place, range: miss.range.start..words, ..miss }));
    }
    found
}

/// The near miss with which a line begins, after marks of lists, quotations, tables, headings and the like.
fn at_start(text: &str, line: Range<usize>, own: &OwnContainers) -> Option<NearMiss> {
    let first = line.start + marks_before(&text[line.clone()]);
    let run = Run::read(&text[first..line.end]);
    // In the first column it is a container line.
    let in_first_column = first == line.start && (first == 0 || matches!(text.as_bytes()[first - 1], b'\n' | b'\r'));
    if run.weight < 2 || in_first_column && run.plain >= 3 {
        return None;
    }
    let rest = &text[first + run.length..line.end];
    let name = name(rest);
    let is_close = rest.chars().all(|character| is_blank(character) || colon(character) > 0);
    let named = own.canonical(&name).is_some() || suggest(&name, own.names()).correction.is_some();
    // Two colons are an operator, an address or a slip; spaces may stand between the colons of nested definitions.
    if !(run.weight >= 3 && (run.longest >= 3 || is_close || named) || run.longest >= 2 && named) {
        return None;
    }
    let why = if run.plain >= 3 { Why::Place } else { Why::Colons };
    Some(NearMiss {
        range: first..first + text[first..line.end].trim_end().len(),
        colons: run.weight,
        opens: !is_close,
        withholds: own.says_withheld(&name),
        why,
    })
}

/// Characters that look like colons, where a run of them may begin.
static LIKE_COLONS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let others = CONFUSABLE.iter().map(|(character, _)| character.to_string());
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(others).expect("few and short patterns")
});

/// What stands in the middle of lines, where colons are at rising offsets. Each run of them is read once, and each line's end is looked
/// for once.
fn in_middles(text: &str, colons: impl Iterator<Item = usize>, own: &OwnContainers) -> Vec<NearMiss> {
    let (mut end, mut seen) = (0, 0);
    let miss = |at| {
        if at < seen {
            return None;
        }
        if at >= end {
            end = line_end(text, at);
        }
        let near = (at + NEAR..end).find(|near| text.is_char_boundary(*near)).unwrap_or(end);
        let run = Run::read(&text[at..near]);
        seen = at + run.length;
        if run.weight < 3 {
            return None;
        }
        in_middle(text, at..end, &run, own)
    };
    colons.filter_map(miss).collect()
}

/// Colons with the name of a part that learners never see, at the start of what is left of a line.
fn in_middle(text: &str, Range { start: at, end }: Range<usize>, run: &Run, own: &OwnContainers) -> Option<NearMiss> {
    if at == 0 || is_escaped(text, at) || text[..at].ends_with([':', '：', '\n', '\r']) {
        return None;
    }
    own.says_withheld(&name(&text[at + run.length..end])).then(|| NearMiss {
        range: at..at + text[at..end].trim_end().len(),
        colons: run.weight,
        opens: true,
        withholds: true,
        why: Why::Middle,
    })
}

/// How many bytes of a line are white space and marks of Markdown before what it says.
fn marks_before(line: &str) -> usize {
    let mut at = 0;
    while let Some(character) = line[at..].chars().next() {
        let rest = &line[at..];
        at += match character {
            '>' | '-' | '*' | '+' | '#' | '|' | '_' | '~' | '=' | '•' | '·' | '–' | '—' => character.len_utf8(),
            '0'..='9' => match rest.trim_start_matches(|c: char| c.is_ascii_digit()) {
                after if after.starts_with(['.', ')']) => rest.len() - after.len() + 1,
                _ => return at,
            },
            // A box of a task list, the label of a note or of a link.
            '[' => match rest.split_once(']') {
                Some((label, after)) if after.starts_with(':') => label.len() + 2,
                Some((label, _)) if label.chars().count() == 2 => label.len() + 1,
                _ => return at,
            },
            '<' if rest.starts_with("<!--") => 4,
            '<' => match rest.find('>') {
                Some(end) => end + 1,
                None => return at,
            },
            '&' => match rest.find(';') {
                Some(end) if end < 10 => end + 1,
                _ => return at,
            },
            other if is_blank(other) => other.len_utf8(),
            _ => return at,
        };
    }
    at
}

/// Colons and what looks like colons, with white space between.
#[derive(Debug, Default)]
struct Run {
    /// Bytes up to the last of them.
    length: usize,
    /// How many, all told.
    weight: usize,
    /// How many with nothing between, or nothing to be seen.
    longest: usize,
    /// How many real colons with nothing between, from the first on.
    plain: usize,
}

impl Run {
    fn read(text: &str) -> Self {
        let (mut run, mut together) = (Self::default(), 0);
        for (at, character) in text.char_indices() {
            match colon(character) {
                0 if is_invisible(character) => {}
                0 if is_blank(character) => together = 0,
                0 => break,
                weight => {
                    run.plain += usize::from(character == ':' && run.plain == at);
                    run.weight += weight;
                    together += weight;
                    run.longest = run.longest.max(together);
                    run.length = at + character.len_utf8();
                }
            }
        }
        run
    }
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || is_invisible(character)
}

/// The name that follows colons, as plain small letters, also where it stands in braces or after a point.
fn name(rest: &str) -> String {
    let rest = rest.trim_start_matches(|c| is_blank(c) || matches!(c, '{' | '.' | '[' | '*' | '_' | '`'));
    let word = rest.chars().filter(|c| !is_invisible(*c)).take_while(|c| c.is_alphanumeric() || *c == '-');
    word.take(40).nfkc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Why)> {
        near_misses(text, 0, &OwnContainers::default()).into_iter().map(|miss| (&text[miss.range], miss.why)).collect()
    }

    #[test]
    fn container_lines_after_anything_are_found() {
        for before in [
            " ",
            "   ",
            "\t",
            "\u{a0}",
            "\u{feff}",
            "\u{200b}",
            "> ",
            ">> ",
            "- ",
            "* ",
            "1. ",
            "10) ",
            "- [ ] ",
            "- [x] ",
            "| ",
            "# ",
            "[^1]: ",
            "[a]: ",
            ": ",
            "<p>",
            "<br />",
            "<!-- ",
            "--> ",
            "**",
            "&nbsp;",
            "• ",
            "a\u{2028}",
            "a\u{b}",
            "a\u{85}",
        ] {
            let text = format!("{before}::: note\n");
            assert_eq!(found(&text).len(), 1, "{before:?}");
        }
    }

    #[test]
    fn other_colons_are_found() {
        for line in [
            ":: note",
            "：：： note",
            ":\u{200b}:: note",
            ": : : note",
            "∷: note",
            "::\u{fe55} facilitator",
            "::facilitators",
            "：：：",
            ":: : ::",
            "꞉꞉꞉",
            ":: {.note}",
        ] {
            assert_eq!(found(line), [(line, Why::Colons)], "{line}");
        }
    }

    #[test]
    fn a_part_for_facilitators_is_found_in_the_middle_of_a_line() {
        assert_eq!(found("Words. ::: facilitator").len(), 1);
        assert_eq!(found("| a | ::: Facilitators |").len(), 1);
        assert_eq!(found("a：：：ｆacilitator").len(), 1);
        for colons in [":::", ": ::", ":: :", ": : :", ":\u{a0}::", ":\u{200b}::", "：::", "∷:", "꞉ ꞉ ꞉"] {
            for before in ["Words. ", ": [a]: ", ": ", "[a]: ", "| a | ", "- [ ] a ", "> ", "Words.: ", "*a* "] {
                for name in ["facilitator", "{facilitator", " {.facilitator}", "\u{a0}Facilitators"] {
                    let text = format!("{before}{colons}{name}\n");
                    assert_eq!(found(&text).len(), 1, "{text:?}");
                }
            }
        }
        assert!(found("Words ::: note").is_empty());
    }

    #[test]
    fn container_lines_and_ordinary_text_are_none() {
        for text in [
            "::: note",
            ":::note\n:::\n",
            "::::: x",
            "The mark ::: is text",
            "::1",
            "std::fs",
            "::before is one",
            ": words",
            ": : words",
            "Client\n: It's nothing.",
            "a:: b",
            "\\::: note",
            "`::: note`",
            "12:30: then",
            "- : a",
            "Wie folgt：",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
