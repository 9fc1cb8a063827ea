//! What the library gets wrong in its own format, written otherwise before it reads a work: years that are none, about right
//! or still to come, and types that are printed as something else, as [`super::corrections`] has it for BibTeX.

use std::ops::Range;
use std::str::FromStr as _;

use hayagriva::types::Date;

use crate::config::bare_doi;
use crate::data::{Entry, Node, Value};
use crate::source::Span;

use super::corrections::{PRESS_YEAR, WrittenYear};

/// Texts to be written otherwise, by rising place, none in another.
#[derive(Debug, Default)]
pub(super) struct Rewritten(Vec<(Range<usize>, String)>);

impl Rewritten {
    /// What is to be written otherwise in a work, and the places of years that cannot be read.
    /// `range` is that of its text: what an alias takes from elsewhere stays as it is.
    pub(super) fn of(work: &Node, range: &Range<usize>) -> (Self, Vec<(Span, String)>) {
        let (mut edits, mut faults) = (Vec::new(), Vec::new());
        dates(work, &mut edits, &mut faults);
        types(work, &mut edits);
        dois(work, &mut edits);
        edits.retain(|(place, _)| range.start <= place.start && place.end <= range.end && !place.is_empty());
        edits.sort_by_key(|(place, _)| place.start);
        edits.dedup_by_key(|(place, _)| place.start);
        (Self(edits), faults)
    }

    /// The stretch of a text with these in their places.
    pub(super) fn written(&self, text: &str, range: Range<usize>) -> String {
        let (mut written, mut at) = (String::with_capacity(range.len()), range.start);
        for (place, instead) in &self.0 {
            written.push_str(&text[at..place.start]);
            written.push_str(instead);
            at = place.end;
        }
        written + &text[at..range.end]
    }

    /// Where in the text stands what [`Self::written`] has at an offset.
    pub(super) fn place(&self, mut at: usize) -> usize {
        for (place, instead) in &self.0 {
            if place.start > at {
                break;
            }
            at = if at < place.start + instead.len() { place.start } else { at + place.len() - instead.len() };
        }
        at
    }
}

fn entries(node: &Node) -> &[Entry] {
    if let Value::Map(entries) = &node.value { entries } else { &[] }
}

fn field<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    entries(node).iter().find(|entry| entry.key == key).map(|entry| &entry.node)
}

fn text(node: &Node) -> Option<&str> {
    if let Value::Scalar { text, .. } = &node.value { Some(text) } else { None }
}

fn parents(node: &Node) -> Vec<&Node> {
    match field(node, "parent") {
        Some(Node { value: Value::List(parents), .. }) => parents.iter().collect(),
        parent => parent.into_iter().collect(),
    }
}

fn dates(work: &Node, edits: &mut Vec<(Range<usize>, String)>, faults: &mut Vec<(Span, String)>) {
    if let Some((date, written)) = field(work, "date").and_then(|date| Some((date, text(date)?))) {
        match WrittenYear::of(written) {
            WrittenYear::Without => edits.push((date.span.range(), "~".to_owned())),
            WrittenYear::InPress => edits.push((date.span.range(), PRESS_YEAR.to_owned())),
            WrittenYear::About(year) => edits.push((date.span.range(), format!("\"~{year}\""))),
            WrittenYear::Other if Date::from_str(written).is_err() => faults.push((date.span, written.to_owned())),
            WrittenYear::Other => {}
        }
    }
    for parent in parents(work) {
        dates(parent, edits, faults);
    }
}

/// Each DOI that is written as an address, by its identifier alone.
fn dois(work: &Node, edits: &mut Vec<(Range<usize>, String)>) {
    let written = field(work, "serial-number").and_then(|numbers| field(numbers, "doi"));
    if let Some((doi, bare)) =
        written.and_then(|doi| Some((doi, bare_doi(text(doi)?)))).filter(|(doi, bare)| text(doi) != Some(bare))
    {
        edits.push((doi.span.range(), format!("{bare:?}")));
    }
    for parent in parents(work) {
        dois(parent, edits);
    }
}

/// A contribution to a collection or to proceedings is a chapter of a book to APA (10.3, 10.5), and the collection a book (10.2): the
/// library prints the title of the one twice, and the other as a collection of an archive.
fn types(work: &Node, edits: &mut Vec<(Range<usize>, String)>) {
    let kind = |node: &Node| field(node, "type").and_then(text).map(str::to_ascii_lowercase);
    let mut change = |node: &Node, to: &str| {
        let place = field(node, "type").map(|node| node.span.range());
        edits.extend(place.map(|place| (place, to.to_owned())));
    };
    let is_collection = |kind: &str| matches!(kind, "anthology" | "proceedings");
    let collections: Vec<&Node> =
        parents(work).into_iter().filter(|parent| kind(parent).is_some_and(|kind| is_collection(&kind))).collect();
    match kind(work).as_deref() {
        Some(kind) if is_collection(kind) => change(work, "book"),
        Some("anthos") => change(work, "chapter"),
        Some("article" | "conference" | "chapter") if !collections.is_empty() => change(work, "chapter"),
        _ => return,
    }
    for parent in collections {
        change(parent, "book");
    }
}
