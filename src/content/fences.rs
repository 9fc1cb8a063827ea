//! Finds container lines (`::: name {…}` and `:::`) before Markdown is parsed.
//!
//! Containers are lines at column 0, outside code fences. The scanner reads lines only; whether a line stood where
//! Markdown would have seen a block of its own shows later, when the parser meets it (see [`super::placeholders`]).

use std::ops::Range;

use memchr::memchr_iter;

use super::attributes::{self, Attributes, Fault};

/// A container line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fence {
    /// The line without its end.
    pub(crate) range: Range<usize>,
    /// How many colons.
    pub(crate) colons: usize,
    /// What the line does.
    pub(crate) role: FenceRole,
}

/// What a container line does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FenceRole {
    /// `::: name {…}`.
    Open {
        /// The name as written.
        name: String,
        /// Its attributes, or why they cannot be read.
        attributes: Result<Attributes, Fault>,
    },
    /// `:::`.
    Close,
}

/// All container lines of `text[from..]`, in order, with offsets into `text`.
pub(crate) fn fences(text: &str, from: usize) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut code: Option<(u8, usize)> = None;
    let mut at = from;
    let ends = memchr_iter(b'\n', &text.as_bytes()[from..]).map(|end| from + end + 1);
    for next in ends.chain([text.len()]) {
        let line = &text[at..next];
        // Most lines begin with a letter, and there is nothing to see in them.
        if line.trim_start().starts_with(['`', '~', ':']) {
            let content = line.trim_end_matches(['\n', '\r']);
            match code {
                Some(open) if closes_code(content, open) => code = None,
                Some(_) => {}
                None => {
                    code = opens_code(content);
                    if code.is_none() && content.starts_with(":::") {
                        fences.push(fence(text, at..at + content.len()));
                    }
                }
            }
        }
        at = next;
    }
    fences
}

fn fence(text: &str, range: Range<usize>) -> Fence {
    let line = text[range.clone()].trim_end();
    let range = range.start..range.start + line.len();
    let rest = line.trim_start_matches(':');
    let colons = line.len() - rest.len();
    let rest_start = range.start + colons;
    if rest.trim().is_empty() {
        return Fence { range, colons, role: FenceRole::Close };
    }
    let name_start = rest_start + (rest.len() - rest.trim_start().len());
    let name_len = text[name_start..range.end].find(|c: char| c.is_whitespace() || c == '{');
    let name_end = name_len.map_or(range.end, |len| name_start + len);
    let name = text[name_start..name_end].to_owned();
    let attributes = braces(text, name_end..range.end);
    Fence { range, colons, role: FenceRole::Open { name, attributes } }
}

/// Reads `{…}` and nothing else but white space and closing colons (`::: note :::`, as Pandoc allows).
fn braces(text: &str, range: Range<usize>) -> Result<Attributes, Fault> {
    let rest = text[range.clone()].trim_end_matches([':', ' ', '\t']);
    let inner_start = range.start + (rest.len() - rest.trim_start().len());
    let inner = rest.trim_start();
    if inner.is_empty() {
        return Ok(Attributes::default());
    }
    let whole = inner_start..inner_start + inner.len();
    match inner.strip_prefix('{').map(|opened| opened.strip_suffix('}')) {
        Some(Some(_)) => attributes::parse(text, whole.start + 1..whole.end - 1),
        Some(None) => {
            let mend = vec![(whole.end, "}")];
            let well_formed = !inner.contains('}') && attributes::parse(text, whole.start + 1..whole.end).is_ok();
            let fault = Fault::new("the attributes have no closing brace `}`", whole);
            Err(if well_formed { Fault { mend, ..fault } } else { fault })
        }
        None => {
            let mend = vec![(whole.start, "{"), (whole.end, "}")];
            let read = attributes::parse(text, whole.clone());
            // A bare word may be meant as a title.
            let well_formed = !inner.contains(['{', '}'])
                && read.is_ok_and(|read| read.pairs.iter().all(|pair| pair.value.is_some()));
            let fault = Fault::new(format!("`{inner}` is not in braces"), whole);
            Err(if well_formed { Fault { mend, ..fault } } else { fault })
        }
    }
}

/// The mark and length of a code fence that opens here (`CommonMark` 4.5), also inside a list.
fn opens_code(line: &str) -> Option<(u8, usize)> {
    let line = line.trim_start();
    let mark = *line.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == mark).count();
    let info_is_clean = mark == b'~' || !line[length..].contains('`');
    (length >= 3 && info_is_clean).then_some((mark, length))
}

fn closes_code(line: &str, (mark, length): (u8, usize)) -> bool {
    let line = line.trim();
    line.len() >= length && line.bytes().all(|byte| byte == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(usize, String)> {
        fences(text, 0)
            .into_iter()
            .map(|fence| match fence.role {
                FenceRole::Open { name, .. } => (fence.colons, name),
                FenceRole::Close => (fence.colons, String::new()),
            })
            .collect()
    }

    #[test]
    fn opening_and_closing_lines_are_told_apart() {
        let found = names("::: note\ntext\n:::\n:::: question{#a}\n::::\n");
        let expected = [(3, "note"), (3, ""), (4, "question"), (4, "")].map(|(n, name)| (n, name.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn containers_in_code_and_indented_lines_are_text() {
        assert!(names("```\n::: note\n```\n\n~~~~ md\n~~~\n:::\n~~~~\n\n    :::\n").is_empty());
    }

    #[test]
    fn a_tilde_run_in_text_opens_no_code() {
        assert_eq!(names("``` a`b\n::: note\n:::\n").len(), 2);
    }

    #[test]
    fn attributes_keep_their_place() {
        let text = "x\n::: note {#here title=\"a b\"}\r\n";
        let found = fences(text, 0);
        assert_eq!(&text[found[0].range.clone()], "::: note {#here title=\"a b\"}");
        let FenceRole::Open { attributes: Ok(attributes), .. } = &found[0].role else { unreachable!("it opens") };
        let (id, range) = attributes.id.clone().expect("has an id");
        assert_eq!((id.as_str(), &text[range]), ("here", "#here"));
    }

    #[test]
    fn attributes_without_a_closing_brace_are_a_fault() {
        let found = fences("::: note {#a\n", 0);
        assert!(matches!(&found[0].role, FenceRole::Open { attributes: Err(fault), .. } if fault.range == (9..12)));
    }
}
