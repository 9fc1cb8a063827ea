//! `[kinds.NAME]`, and the kinds that are there by default.

use std::collections::BTreeMap;

use crate::data::{Entry, Node, Reader, Words, shorten};

use super::keys::KIND;
use super::kind_words::{NAMES, kind_words};
use super::{Kind, KindOrder};

impl Words for KindOrder {
    const WORDS: &'static [(&'static str, Self)] =
        &[("step", Self::Step), ("title", Self::Title), ("course", Self::Course)];
}

/// The kinds of a course in English whose `site.toml` names none.
pub fn defaults() -> BTreeMap<String, Kind> {
    defaults_in("en")
}

/// The kinds of a course in this language whose `site.toml` names none.
pub(super) fn defaults_in(language: &str) -> BTreeMap<String, Kind> {
    let orders =
        [KindOrder::Course, KindOrder::Title, KindOrder::Title, KindOrder::Step, KindOrder::Title, KindOrder::Course];
    let kinds = NAMES.into_iter().zip(kind_words(language)).zip(orders);
    let kind = |((name, words), order): ((&str, &(&str, &str, &str)), KindOrder)| {
        let [name, label, plural, summary] = [name, words.0, words.1, words.2].map(str::to_owned);
        (name.clone(), Kind { name, label, plural, summary, order })
    };
    kinds.map(kind).collect()
}

/// So many kinds a course may name: every page links to the list of each kind that the course has pages of.
const MOST: usize = 100;

/// The kind of a page that names none.
const LESSON: &str = "lesson";
/// Keys that say something of the page that lists all of a kind; lessons have none.
pub(crate) const LESSON_LACKS: [&str; 3] = ["plural", "summary", "order"];

/// `[kinds.*]`: changes single keys of a default kind, or adds a kind.
pub(super) fn kinds(reader: &mut Reader, key: &str, node: &Node, language: &str) -> Option<BTreeMap<String, Kind>> {
    let mut kinds = defaults_in(language);
    let entries = reader.names(key, node)?;
    for entry in reader.at_most(MOST, entries, "kinds in site.toml") {
        if !is_name(&entry.key) {
            let message = format!("`{}` cannot be the name of a kind", shorten(&entry.key));
            let help = "use lower-case letters and digits, with single hyphens between them";
            reader.bad(entry.key_span, message, help);
            continue;
        }
        if let Some(kind) = kind(reader, &format!("{key}.{}", entry.key), entry, kinds.get(&entry.key)) {
            kinds.insert(kind.name.clone(), kind);
        }
    }
    Some(kinds)
}

fn kind(reader: &mut Reader, key: &str, entry: &Entry, known: Option<&Kind>) -> Option<Kind> {
    let name = entry.key.as_str();
    let table = reader.table(&format!("`[{key}]`"), key, &entry.node, KIND)?;
    for unused in LESSON_LACKS.iter().filter_map(|unused| table.entry(unused)).filter(|_| name == LESSON) {
        let message = format!("`{}` does nothing for `lesson`: no page lists all lessons by their kind", unused.key);
        reader.bad(unused.key_span, message, "remove the key, or name a kind of the course's own");
    }
    let label = table.line(reader, "label");
    let plural = table.line(reader, "plural");
    let summary = table.text(reader, "summary");
    let order = table.word(reader, "order");
    if known.is_none() && !table.has("label") && !table.has_unknown() {
        let help = "write `label = \"…\"`: what one page of it is called";
        reader.missing(entry.key_span, format!("the kind `{name}` has no `label`"), help);
    }
    // Its plural goes with its label: a course that renames the one means the other as well.
    let plural = plural.or_else(|| label.as_ref().map(|label| format!("{label}s")));
    let mut kind = known.cloned().unwrap_or_else(|| unnamed(name));
    kind.label = label.unwrap_or(kind.label);
    kind.plural = plural.unwrap_or(kind.plural);
    kind.summary = summary.unwrap_or(kind.summary);
    kind.order = order.unwrap_or(kind.order);
    Some(kind)
}

/// A new kind before its own keys are read.
fn unnamed(name: &str) -> Kind {
    let (label, plural) = (name.to_owned(), format!("{name}s"));
    Kind { name: name.to_owned(), label, plural, summary: String::new(), order: KindOrder::default() }
}

/// Whether a kind, which is part of an address, can have this name.
pub(super) fn is_name(name: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    name.split('-').all(is_part)
}

#[cfg(test)]
mod tests {
    use crate::config::parse;
    use crate::source::{CoursePath, FileId};

    #[test]
    fn what_stands_on_every_page_has_a_limit() {
        let kind = |one| format!("[kinds.kind-{one}]\nlabel = \"Kind\"\n");
        let kinds = (0..101).map(kind).collect::<Vec<_>>().concat();
        let links = "{ label = \"Imprint\", url = \"imprint.md\" }, ".repeat(31);
        let sheets = "\"a.css\", ".repeat(21);
        let toml = format!("title = \"T\"\n{kinds}[footer]\nlinks = [{links}]\n[theme]\nstyles = [{sheets}]\n");
        let said = parse(&toml, FileId::of(&CoursePath::new("site.toml"))).diagnostics;
        let mut said: Vec<&str> = said.iter().map(|finding| &*finding.message).collect();
        said.sort_unstable();
        let expected = [
            "`styles` names 21 files, and every page loads at most 20",
            "there are 101 kinds in site.toml, and at most 100 can be",
            "there are 31 links at the foot of every page, and at most 30 can be",
        ];
        assert_eq!(said, expected);
    }
}
