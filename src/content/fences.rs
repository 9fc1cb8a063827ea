//! Container lines (`::: name {…}` and `:::`) as they are written: where they are, and what each says.
//!
//! A container line begins in the first column with three colons or more. Whether such a line is one, or stands in code or in a
//! comment, is decided by the Markdown parser ([`super::container_lines`]); lines that are nearly container lines are
//! found by [`super::near_miss`].

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memchr2;
use memchr::memmem::Finder;

use crate::config::OwnContainers;

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
    /// `::: name {…}` or `::: {.name …}`.
    Open {
        /// Our name for it, or the name as written where there is none such; empty where there are attributes and no class
        /// among them.
        name: String,
        /// Its attributes, or why they cannot be read.
        attributes: Result<Attributes, Fault>,
    },
    /// Colons and nothing else.
    Close,
}

/// What a container line begins with.
pub(crate) static COLONS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(":::"));

/// Every line of `text[from..]` that begins with `:::`, in order, with offsets into `text`. Lines end as in `CommonMark` 2.1:
/// in a line feed, a carriage return, or both.
pub(crate) fn fences(text: &str, from: usize, own: &OwnContainers) -> Vec<Fence> {
    let (mut fences, bytes, mut at) = (Vec::new(), text.as_bytes(), from);
    while let Some(found) = COLONS.find(&bytes[at..]).map(|offset| at + offset) {
        let end = line_end(text, found);
        if found == from || matches!(bytes[found - 1], b'\n' | b'\r') {
            fences.push(fence(text, found..end, own));
        }
        at = end;
    }
    fences
}

/// Where the line around `at` ends.
pub(crate) fn line_end(text: &str, at: usize) -> usize {
    memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |offset| at + offset)
}

fn fence(text: &str, range: Range<usize>, own: &OwnContainers) -> Fence {
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
    let mut name = text[name_start..name_end].to_owned();
    let mut attributes = braces(text, name_end..range.end);
    if let Ok(read) = &mut attributes {
        match read.class.take() {
            Some((class, _)) if name.is_empty() => name = class,
            Some((class, place)) => {
                attributes = Err(Fault::new(format!("`.{class}`: the container has a name already"), place));
            }
            None => {}
        }
    }
    let name = own.canonical(&name).map_or(name, Cow::into_owned);
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
        Some(Some(_)) => attributes::parse_opening(text, whole.start + 1..whole.end - 1),
        Some(None) => {
            let fix = vec![(whole.end, "}")];
            let well_formed = !inner.contains('}') && attributes::parse(text, whole.start + 1..whole.end).is_ok();
            let fault = Fault::new("the attributes have no closing brace `}`", whole);
            Err(if well_formed { Fault { fix, ..fault } } else { fault })
        }
        None => {
            let fix = vec![(whole.start, "{"), (whole.end, "}")];
            let read = attributes::parse(text, whole.clone());
            // A bare word may be meant as a title.
            let well_formed = !inner.contains(['{', '}'])
                && read.is_ok_and(|read| read.pairs.iter().all(|pair| pair.value.is_some()));
            let fault = Fault::new(format!("`{inner}` is not in braces"), whole);
            // Words behind the name are mostly meant as a title.
            let words = inner.trim_matches(['"', '\'', '“', '”', '„']);
            let is_title = !words.contains(['"', '{', '}', '=', '#', '`', '\\']);
            let help = is_title.then(|| format!("where it is the title, write `{{title=\"{words}\"}}`"));
            Err(if well_formed { Fault { fix, ..fault } } else { Fault { help, ..fault } })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(usize, String)> {
        fences(text, 0, &OwnContainers::default())
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
    fn lines_end_in_line_feeds_carriage_returns_or_both() {
        assert_eq!(names("a\r::: note\rb\r\n:::\r\nc ::: d\n ::: e\n").len(), 2);
    }

    #[test]
    fn a_class_among_the_attributes_is_the_name() {
        let found = fences("::: {.note #here title=\"a b\"}\n", 0, &OwnContainers::default());
        let FenceRole::Open { name, attributes: Ok(attributes) } = &found[0].role else { unreachable!("it opens") };
        assert_eq!((name.as_str(), attributes.id.clone().expect("an id").0.as_str()), ("note", "here"));
        assert_eq!(names("::: {#here}\n"), [(3, String::new())]);
    }

    #[test]
    fn a_second_name_is_a_fault() {
        for line in ["::: note {.tip}", "::: {.note .tip}"] {
            assert!(
                matches!(
                    &fences(line, 0, &OwnContainers::default())[0].role,
                    FenceRole::Open { attributes: Err(_), .. }
                ),
                "{line}"
            );
        }
    }

    #[test]
    fn attributes_keep_their_place() {
        let text = "x\n::: note {#here title=\"a b\"}\r\n";
        let found = fences(text, 0, &OwnContainers::default());
        assert_eq!(&text[found[0].range.clone()], "::: note {#here title=\"a b\"}");
        let FenceRole::Open { attributes: Ok(attributes), .. } = &found[0].role else { unreachable!("it opens") };
        let (id, range) = attributes.id.clone().expect("has an id");
        assert_eq!((id.as_str(), &text[range]), ("here", "#here"));
    }

    #[test]
    fn attributes_without_a_closing_brace_are_a_fault() {
        let found = fences("::: note {#a\n", 0, &OwnContainers::default());
        assert!(matches!(&found[0].role, FenceRole::Open { attributes: Err(fault), .. } if fault.range == (9..12)));
    }
}
