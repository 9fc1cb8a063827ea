//! `case`: how the people of a case are protected.

use crate::course::{CaseAttestation, Consent, Photograph, Shows};
use crate::data::{Node, Reader, Table, Words};
use crate::source::Span;

use super::keys::PHOTOGRAPH;

impl Words for Consent {
    const WORDS: &'static [(&'static str, Self)] = &[
        (Self::Written.as_str(), Self::Written),
        (Self::Composite.as_str(), Self::Composite),
        (Self::Fictional.as_str(), Self::Fictional),
        (Self::Published.as_str(), Self::Published),
    ];
}

impl Words for Shows {
    const WORDS: &'static [(&'static str, Self)] = &[
        (Self::Nobody.as_str(), Self::Nobody),
        (Self::Model.as_str(), Self::Model),
        (Self::Consented.as_str(), Self::Consented),
    ];
}

/// Reads `case`, whose key stands at `span`. What a date means for today is for [`crate::check`] to say.
pub(super) fn attestation(reader: &mut Reader, table: &Table<'_>, span: Span) -> Option<CaseAttestation> {
    let pseudonyms = table.lines(reader, "pseudonyms");
    let changed = table.lines(reader, "changed");
    let reviewed_by = table.line(reader, "reviewed_by");
    let (reviewed_on, mut review_due) = (table.date(reader, "reviewed_on"), table.date(reader, "review_due"));
    let would_know =
        table.read(reader, "would_know", |reader, key, node| vouched(reader, |reader| reader.truth(key, node)));
    let photographs = table.list(reader, "photographs", photograph);
    if !table.has("consent") {
        let help = "write `consent: written`, `composite`, `fictional` or `published`";
        reader.missing(table.span, "`case` has no `consent`", help);
    }
    if !table.has("pseudonyms") {
        let help = "write `pseudonyms: [Name]`: the made-up names used, or `[]` when nobody has a name";
        reader.missing(table.span, "`case` has no `pseudonyms`", help);
    }
    let consent = table.read(reader, "consent", |reader, key, node| vouched(reader, |reader| reader.word(key, node)));
    // Of an invented case there is nothing that could have been altered.
    if !table.has("changed") && consent != Some(Consent::Fictional) {
        let help = "write `changed:` and a list of what was altered, such as trade, family and place";
        reader.missing(table.span, "`case` has no `changed`", help);
    }
    if let Some(entry) = table.entry("review_due").filter(|_| review_due <= reviewed_on && review_due.is_some()) {
        let help = "write a later day in `review_due`";
        reader.bad(entry.node.span, "the case was to be reviewed again before it was reviewed".to_owned(), help);
        review_due = None;
    }
    let consent = consent?;
    Some(CaseAttestation {
        pseudonyms,
        consent,
        changed,
        reviewed_by,
        reviewed_on,
        review_due,
        would_know,
        photographs,
        span,
    })
}

/// What an author vouches for is never corrected for them.
fn vouched<T>(reader: &mut Reader, read: impl FnOnce(&mut Reader) -> Option<T>) -> Option<T> {
    let before = reader.diagnostics.len();
    let found = read(reader);
    reader.diagnostics[before..].iter_mut().for_each(|finding| finding.fix = None);
    found
}

fn photograph(reader: &mut Reader, _: &str, node: &Node) -> Option<Photograph> {
    const FORM: &str = "write `- file: garden.jpg` and below it `shows: nobody`, `model` or `consented`";
    if node.entries().is_none() {
        reader.wrong("a photograph", node, "a table of `file` and `shows`", FORM);
        return None;
    }
    let table = reader.table("a photograph", "", node, PHOTOGRAPH)?;
    for key in PHOTOGRAPH {
        if !table.has(key.name) {
            reader.missing(node.span, format!("a photograph has no `{}`", key.name), FORM);
        }
    }
    let file = table.line(reader, "file");
    let shows = table.read(reader, "shows", |reader, key, node| vouched(reader, |reader| reader.word(key, node)));
    Some(Photograph { file: file?, shows: shows?, span: node.span })
}
