//! Labels of footnotes and of links, which are compared without regard to case and to how many blanks stand between words
//! (`CommonMark` 4.7); and what is wrong with those of footnotes.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, NameIndex, Place, suggest};
use crate::source::text::is_escaped;

use super::parse_context::ParseContext;

/// What a footnote's label begins with.
static OPENING: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("[^"));

/// The longest label that is looked for, in bytes (`CommonMark` 4.7 has at most 999 characters).
const LONGEST: usize = 999;

/// A label as it is compared with others.
pub(crate) fn folded(label: &str) -> String {
    let lower = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if label.is_ascii() { lower(label) } else { lower(label).to_uppercase().to_lowercase() }
}

/// The footnotes of a page.
#[derive(Debug, Default)]
struct Labels {
    /// Where each is defined, brackets and all, by rising offset.
    definitions: Vec<(String, Range<usize>)>,
    /// Each mention outside the note itself.
    mentioned: HashSet<String>,
    /// What looks like a mention and was read as text.
    undefined: Vec<Range<usize>>,
}

/// Reports footnotes that are mentioned and not defined, defined and not mentioned, or defined twice. `events` are those of
/// the whole page, whose body begins at `from`.
pub(crate) fn report_footnotes(page: &mut ParseContext<'_>, events: &[(Event<'_>, Range<usize>)], from: usize) {
    if OPENING.find(&page.source.as_bytes()[from..]).is_none() {
        return;
    }
    let Labels { definitions, mentioned, undefined } = read(page.source, events, from);
    let mut first: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    for (label, place) in &definitions {
        let span = page.span(place.clone());
        if let Some(before) = first.get(&**label) {
            let message = format!("the footnote `{label}` is defined twice, and the first definition is printed");
            let finding = Diagnostic::new(Code::FootnoteTwice, span, message)
                .related(Place::At(page.span(before.clone())), "first defined here")
                .help("give one of them another label, or remove it");
            page.report(finding);
            continue;
        }
        first.insert(label, place.clone());
        if !mentioned.contains(label) {
            let message = format!("nothing mentions the footnote `{label}`, so it is not printed");
            let help = format!("write `[^{label}]` where it belongs, or remove the note");
            page.report(Diagnostic::new(Code::FootnoteUnused, span, message).help(help));
        }
    }
    let defined = LazyCell::new(|| NameIndex::of(first.keys().copied()));
    for place in undefined {
        let written = &page.source[place.start + 2..place.end - 1];
        let label = folded(written);
        let meant = suggest(&label, defined.near(&label));
        let other =
            format!("define it on a line of its own: `[^{written}]: The note.` Where brackets are meant, write `\\[^`");
        let help = meant.help_as(|label| format!("[^{label}]"), other);
        let span = page.span(place.clone());
        let message = format!("there is no footnote `{written}` on this page");
        page.report(Diagnostic::new(Code::FootnoteUnknown, span, message).help(help));
    }
}

fn read(source: &str, events: &[(Event<'_>, Range<usize>)], from: usize) -> Labels {
    let mut openings = OPENING.find_iter(&source.as_bytes()[from..]).map(|at| from + at).peekable();
    let mut labels = Labels::default();
    // Definitions may stand in one another.
    let (mut open, mut code): (Vec<String>, usize) = (Vec::new(), 0);
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code += 1,
            Event::End(TagEnd::CodeBlock) => code -= 1,
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let label = folded(label);
                open.push(label.clone());
                labels.definitions.push((label, label_at(source, range.start).unwrap_or_else(|| range.clone())));
            }
            Event::End(TagEnd::FootnoteDefinition) => _ = open.pop(),
            Event::FootnoteReference(label) => {
                let label = folded(label);
                if !open.contains(&label) {
                    labels.mentioned.insert(label);
                }
            }
            Event::Text(_) if code == 0 => {
                while openings.next_if(|at| *at < range.start).is_some() {}
                while let Some(at) = openings.next_if(|at| *at < range.end) {
                    labels.undefined.extend(label_at(source, at).filter(|_| !is_escaped(source, at)));
                }
            }
            _ => {}
        }
    }
    labels.definitions.sort_by_key(|(_, range)| range.start);
    labels
}

/// Where the label stands whose `[^` is at or after `at`, up to its bracket; none that has a line's end or another bracket in it.
fn label_at(source: &str, at: usize) -> Option<Range<usize>> {
    let start = at + source[at..].find("[^")?;
    let length =
        source[start + 2..].bytes().take(LONGEST).position(|byte| matches!(byte, b']' | b'[' | b'\n' | b'\r'))?;
    let end = start + 2 + length;
    (length > 0 && source.as_bytes()[end] == b']').then_some(start..end + 1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;
    use super::folded;

    #[test]
    fn labels_are_compared_without_case_and_runs_of_blanks() {
        for (one, other) in [("Note", "nOTE"), ("a  b", "A\nb"), ("Straße", "STRASSE"), ("É", "é")] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_footnote_is_found() {
        for (body, found) in [
            ("A[^Note].\n\n[^note]: N.\n", ""),
            ("A[^a].\n", "footnote-unknown 1:2 [^a]"),
            ("## H[^a]\n\n- b[^c]\n\n[^c]: C.\n", "footnote-unknown 1:5 [^a]"),
            ("A.\n\n[^a]: B.\n", "footnote-unused 3:1 [^a]"),
            ("A.\n\n[^a]: B[^a].\n", "footnote-unused 3:1 [^a]"),
            ("A[^a].\n\n[^a]: B.\n\n[^A]: C.\n", "footnote-twice 5:1 [^A]"),
            ("A `[^a]` \\[^b] <b title=\"[^c]\">x</b>\n\n```\n[^d]\n```\n", ""),
            ("A \\\\[^b]\n", "footnote-unknown 1:5 [^b]"),
            ("[a^]: x\n", ""),
        ] {
            assert_eq!(findings(body).join(", "), found, "{body}");
        }
    }
}
