//! `[privacy]`: what the rules weigh that look for details by which somebody could be known.

use std::collections::BTreeMap;

use crate::data::{Entry, Reader, Table, shorten};
use crate::diagnostic::{listed, suggest};
use crate::privacy::Rule;
use crate::source::Span;

use super::privacy_keys::{PRIVACY_RULES, PRIVACY_WEIGHTS};
use super::{CODES, Kind, Level};

/// `[privacy]`, with defaults where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Privacy {
    /// `material`: in case material.
    material: BTreeMap<Rule, Level>,
    /// `kinds`: on pages of a kind.
    kinds: BTreeMap<String, BTreeMap<Rule, Level>>,
    /// `combination`.
    combination: Option<u32>,
    /// `weights`: what kinds of details count, in halves, by their names.
    weights: BTreeMap<&'static str, u32>,
    /// `strip_metadata`: whether pictures are published without their metadata.
    pub strip_metadata: bool,
}

/// What a part of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A case, or an exchange on any page.
    Material,
    /// Anything else.
    Text,
}

/// What the details of one page may count together.
const COMBINATION: u32 = 8;
/// Rules that find hardly anything else than what they look for: they warn on every page.
const STRICT: [Rule; 7] =
    [Rule::Email, Rule::Phone, Rule::Number, Rule::Ip, Rule::Device, Rule::Vehicle, Rule::Metadata];

impl Privacy {
    /// What a rule weighs in a part of a page of some kind.
    pub fn level(&self, rule: Rule, kind: &str, place: Place) -> Level {
        if let Some(level) = self.kinds.get(kind).and_then(|rules| rules.get(&rule)) {
            return *level;
        }
        match place {
            Place::Material => self.material.get(&rule).copied().unwrap_or(Level::Deny),
            Place::Text if STRICT.contains(&rule) => Level::Warn,
            Place::Text => Level::Allow,
        }
    }

    /// Whether all of a page of this kind is looked at for everything.
    pub fn is_close(&self, kind: &str) -> bool {
        let asks = |rules: &BTreeMap<Rule, Level>| {
            rules.iter().any(|(rule, level)| *level != Level::Allow && !STRICT.contains(rule))
        };
        kind == "case" || self.kinds.get(kind).is_some_and(asks)
    }

    /// What the details that a case tells of a person may count together, in tenths.
    pub fn combination(&self) -> u32 {
        self.combination.unwrap_or(COMBINATION) * 10
    }

    /// What a kind of detail counts, in tenths, where it counts `otherwise` when nothing is said of it.
    pub(crate) fn weight(&self, kind: &str, otherwise: u32) -> u32 {
        self.weights.get(kind).map_or(otherwise, |halves| halves * 5)
    }
}

/// Every rule, with what it looks for.
pub(crate) fn privacy_rules() -> impl Iterator<Item = (Rule, &'static str)> {
    PRIVACY_RULES.iter().filter_map(|key| Some((Rule::from_name(key.name)?, key.about)))
}

/// Reads `[privacy]`.
pub(super) fn privacy(reader: &mut Reader, table: &Table<'_>, kinds: &BTreeMap<String, Kind>) -> Privacy {
    let of_kinds = |reader: &mut Reader, key: &str, node| {
        let entries = reader.names(key, node)?;
        Some(by_kind(reader, key, entries, kinds))
    };
    Privacy {
        material: table.table(reader, "material").map(|rules| levels(reader, &rules)).unwrap_or_default(),
        kinds: table.read(reader, "kinds", of_kinds).unwrap_or_default(),
        combination: table.whole(reader, "combination"),
        weights: table.table(reader, "weights").map(|weights| by_name(reader, &weights)).unwrap_or_default(),
        strip_metadata: table.truth(reader, "strip_metadata").unwrap_or_default(),
    }
}

/// What each kind of detail counts, in halves.
fn by_name(reader: &mut Reader, table: &Table<'_>) -> BTreeMap<&'static str, u32> {
    let mut weight = |name: &'static str| Some((name, table.halves(reader, name)?));
    PRIVACY_WEIGHTS.iter().filter_map(|key| weight(key.name)).collect()
}

/// `deny_list`: where the list lies, and where that is written.
pub(super) fn deny_list(reader: &mut Reader, table: &Table<'_>) -> Option<(String, Span)> {
    table.read(reader, "deny_list", |reader, key, node| Some((reader.line(key, node)?, node.span)))
}

fn by_kind(
    reader: &mut Reader,
    key: &str,
    entries: &[Entry],
    known: &BTreeMap<String, Kind>,
) -> BTreeMap<String, BTreeMap<Rule, Level>> {
    let mut kinds = BTreeMap::new();
    for entry in entries {
        let written = entry.key.as_str();
        let path = format!("{key}.{written}");
        if !known.contains_key(written) {
            let names: Vec<&str> = known.keys().map(String::as_str).collect();
            let meant = suggest(written, names.iter().copied());
            let help = meant.help(format!("the kinds are {}", listed(&names)));
            let message = format!("there is no kind of page `{}`", shorten(written));
            reader.report(CODES.unknown_key, entry.key_span, message, &help).fix = meant.fix(entry.key_span, written);
        } else if let Some(rules) = reader.table(&format!("`[{path}]`"), &path, &entry.node, PRIVACY_RULES) {
            kinds.insert(written.to_owned(), levels(reader, &rules));
        }
    }
    kinds
}

/// `deny`, `warn` or `allow` for single rules.
fn levels(reader: &mut Reader, table: &Table<'_>) -> BTreeMap<Rule, Level> {
    let mut level = |(name, rule): &(&'static str, Rule)| Some((*rule, table.word(reader, name)?));
    Rule::NAMES.iter().filter_map(&mut level).collect()
}
