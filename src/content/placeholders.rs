//! The page as the Markdown parser sees it: the same length, but with Attune's own marks replaced.
//!
//! A container line becomes a thematic break (`***`), which ends every paragraph, list and quotation, so that one run
//! of the parser over the whole page (with its link references and footnotes) keeps the containers apart. Blanks
//! (`[[…]]`), turn marks (`{rupture=…}`), citations (`[@key]`) and defensible options (`[~]`) become marks that no other
//! syntax touches.
//! Offsets stay those of the source.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr3, memmem};

use super::citation;
use super::fences::{Fence, FenceRole};

/// The first byte of a masked blank or turn mark; the bytes after it are [`FILL`].
pub(crate) const OPEN: char = '\u{1}';
/// The first byte of a masked citation.
pub(crate) const CITE: char = '\u{3}';
/// The other bytes of a masked blank, turn mark or citation.
pub(crate) const FILL: char = '\u{2}';

/// The page for the parser, and what was replaced in it.
#[derive(Debug)]
pub(crate) struct Masked<'a> {
    /// As long as the source; borrowed when there was nothing to replace.
    pub(crate) text: Cow<'a, str>,
    /// Blanks, turn marks and citations, by rising offset.
    pub(crate) marks: Vec<Range<usize>>,
    /// Where `[~]` stood.
    pub(crate) defensible: Vec<usize>,
    /// Where a `[[` is never closed.
    pub(crate) open_blanks: Vec<usize>,
}

/// Masks `text`, whose container lines are `fences`.
pub(crate) fn mask<'a>(text: &'a str, from: usize, fences: &[&Fence]) -> Masked<'a> {
    let mut masked =
        Masked { text: Cow::Borrowed(text), marks: Vec::new(), defensible: Vec::new(), open_blanks: Vec::new() };
    let has_controls = has_marks(&text[from..]);
    let may_cite = memchr(b'@', &text.as_bytes()[from..]).is_some();
    if fences.is_empty() && !has_controls && !may_cite {
        return masked;
    }
    let mut bytes = text.as_bytes().to_vec();
    if has_controls {
        bytes.iter_mut().filter(|byte| matches!(**byte, 1..=3)).for_each(|byte| *byte = b' ');
    }
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut at = from;
    for fence in fences {
        region(&mut masked, &mut bytes, open.last().map(|(name, _)| *name), at..fence.range.start);
        at = fence.range.end;
        bytes[fence.range.clone()].fill(b' ');
        bytes[fence.range.start..fence.range.start + 3].fill(b'*');
        match &fence.role {
            FenceRole::Open { name, .. } => open.push((name, fence.colons)),
            FenceRole::Close => {
                open.pop();
            }
        }
    }
    region(&mut masked, &mut bytes, open.last().map(|(name, _)| *name), at..text.len());
    if may_cite {
        citations(&mut masked, &mut bytes, from);
        masked.marks.sort_unstable_by_key(|mark| mark.start);
    }
    masked.text = String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned);
    masked
}

/// Whether something was masked in a text.
pub(crate) fn has_marks(text: &str) -> bool {
    memchr3(OPEN as u8, CITE as u8, FILL as u8, text.as_bytes()).is_some()
}

fn region(masked: &mut Masked<'_>, bytes: &mut [u8], container: Option<&str>, range: Range<usize>) {
    match container {
        Some("question") => {
            defensible_marks(masked, bytes, range.clone());
            blanks(masked, bytes, range);
        }
        Some("dialogue") => turn_marks(masked, bytes, range),
        _ => {}
    }
}

/// `- [~] ` at the start of a list item.
fn defensible_marks(masked: &mut Masked<'_>, bytes: &mut [u8], range: Range<usize>) {
    let mut start = range.start;
    while start < range.end {
        let end = memchr(b'\n', &bytes[start..range.end]).map_or(range.end, |at| start + at);
        let line = &bytes[start..end];
        let indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let marker = list_marker(&line[indent..]);
        if marker > 0 {
            let at = start + indent + marker;
            if bytes[at..end].starts_with(b"[~]") {
                bytes[at + 1] = b' ';
                masked.defensible.push(at);
            }
        }
        start = end + 1;
    }
}

/// The length of a list marker with the spaces after it; 0 when there is none.
fn list_marker(line: &[u8]) -> usize {
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let marker = match (digits, line.get(digits)) {
        (0, Some(b'-' | b'*' | b'+')) => 1,
        (1..=9, Some(b'.' | b')')) => digits + 1,
        _ => return 0,
    };
    let spaces = line[marker..].iter().take_while(|byte| **byte == b' ').count();
    if spaces == 0 { 0 } else { marker + spaces }
}

/// `[[…]]` within one paragraph.
fn blanks(masked: &mut Masked<'_>, bytes: &mut [u8], range: Range<usize>) {
    let mut at = range.start;
    while let Some(open) = memmem::find(&bytes[at..range.end], b"[[").map(|offset| at + offset) {
        if open > 0 && bytes[open - 1] == b'\\' {
            at = open + 2;
            continue;
        }
        let paragraph = memmem::find(&bytes[open..range.end], b"\n\n")
            .into_iter()
            .chain(memmem::find(&bytes[open..range.end], b"\r\n\r\n"))
            .min()
            .map_or(range.end, |offset| open + offset);
        if let Some(close) = memmem::find(&bytes[open..paragraph], b"]]").map(|offset| open + offset + 2) {
            hide(masked, bytes, open..close, OPEN);
            at = close;
        } else {
            masked.open_blanks.push(open);
            at = open + 2;
        }
    }
}

/// `{rupture=…}`, `{step=…}` and the like in a dialogue, in one line.
fn turn_marks(masked: &mut Masked<'_>, bytes: &mut [u8], range: Range<usize>) {
    let mut at = range.start;
    while let Some(open) = memmem::find(&bytes[at..range.end], b"{").map(|offset| at + offset) {
        let line = memchr(b'\n', &bytes[open..range.end]).map_or(range.end, |to| open + to);
        match memmem::find(&bytes[open..line], b"}").map(|offset| open + offset + 1) {
            Some(close) if is_turn_mark(&bytes[open + 1..close - 1]) => {
                hide(masked, bytes, open..close, OPEN);
                at = close;
            }
            _ => at = open + 1,
        }
    }
}

/// A mark has an equals sign; one of the known kinds is taken for a mark even where its value was forgotten.
fn is_turn_mark(inner: &[u8]) -> bool {
    inner.contains(&b'=') || [&b"rupture"[..], b"step", b"strategy"].contains(&inner.trim_ascii())
}

/// `[@key]`, wherever it stands: in code it is put back.
fn citations(masked: &mut Masked<'_>, bytes: &mut [u8], from: usize) {
    let mut at = from;
    while let Some(found) = memchr(b'@', &bytes[at..]).map(|offset| at + offset) {
        at = found + 1;
        if let Some(range) = citation::find(bytes, from, found) {
            at = range.end;
            hide(masked, bytes, range, CITE);
        }
    }
}

fn hide(masked: &mut Masked<'_>, bytes: &mut [u8], range: Range<usize>, first: char) {
    bytes[range.clone()].fill(FILL as u8);
    bytes[range.start] = first as u8;
    masked.marks.push(range);
}

#[cfg(test)]
mod tests {
    use super::super::fences::fences;
    use super::*;

    fn masked_in(text: &str) -> Masked<'_> {
        let fences = fences(text, 0);
        mask(text, 0, &fences.iter().collect::<Vec<_>>())
    }

    fn masked(text: &str) -> (String, Vec<&str>) {
        let masked = masked_in(text);
        (
            masked.text.replace([OPEN, CITE], "<").replace(FILL, "_"),
            masked.marks.iter().map(|m| &text[m.clone()]).collect(),
        )
    }

    #[test]
    fn container_lines_become_breaks_of_the_same_length() {
        assert_eq!(masked("a\n::: note\nb\n:::\n").0, "a\n***     \nb\n***\n");
    }

    #[test]
    fn blanks_are_hidden_in_questions_only() {
        let (text, marks) = masked("[[a]]\n::: question\nx [[é|b]] y [[c\nd]]\n:::\n[[e]]");
        assert_eq!(marks, ["[[é|b]]", "[[c\nd]]"]);
        assert_eq!(text, "[[a]]\n***         \nx <_______ y <______\n***\n[[e]]");
    }

    #[test]
    fn citations_are_hidden_everywhere_and_in_the_order_of_the_text() {
        let (text, marks) = masked("a [@b]\n::: question\n[[c]] [@d] [[@e]]\n:::\n");
        assert_eq!(marks, ["[@b]", "[[c]]", "[@d]", "[[@e]]"]);
        assert_eq!(text, "a <___\n***         \n<____ <___ <_____\n***\n");
    }

    #[test]
    fn a_blank_that_is_never_closed_is_remembered() {
        let text = "::: question\na [[b\n\nc]]\n:::\n";
        assert_eq!(masked_in(text).open_blanks, [15]);
    }

    #[test]
    fn defensible_options_become_options() {
        let text = "::: question\n- [~] a\n  10) [~] b\nno [~] c\n:::\n";
        let masked = masked_in(text);
        assert_eq!(masked.defensible, [15, 27]);
        assert_eq!(masked.text.matches("[ ]").count(), 2);
    }

    #[test]
    fn turn_marks_are_hidden_in_dialogues_only() {
        let (_, marks) = masked("{a=b}\n::: dialogue\nA\n: hm {rupture=withdrawal} {not a mark}\n:::\n");
        assert_eq!(marks, ["{rupture=withdrawal}"]);
    }
}
