//! A table in a file, read key by key as its table of [`Key`]s says.

use jiff::civil::Date;

use crate::diagnostic::{Suggestion, listed, suggest};
use crate::source::Span;

use super::free::FreeValue;
use super::keys::{Key, Shape, Words, key_names, owner};
use super::node::{Entry, Node, Value, shorten};
use super::reader::{Notation, Reader};

/// A table whose keys are known. A key without a value counts as absent.
#[derive(Debug, Clone)]
pub(crate) struct Table<'n> {
    what: String,
    prefix: String,
    entries: &'n [Entry],
    keys: &'static [Key],
    /// Where it is written.
    pub(crate) span: Span,
}

impl<'n> Table<'n> {
    pub(super) fn new(what: &str, prefix: &str, entries: &'n [Entry], keys: &'static [Key], span: Span) -> Self {
        Self { what: what.to_owned(), prefix: prefix.to_owned(), entries, keys, span }
    }

    /// A table without any key; `span` is where it would begin.
    pub(crate) fn empty(what: &str, keys: &'static [Key], span: Span) -> Self {
        Self::new(what, "", &[], keys, span)
    }

    /// Reports the keys that there are not, with the nearest known key or the table where the key belongs.
    pub(super) fn check_keys(&self, reader: &mut Reader) {
        let known = key_names(self.keys);
        for entry in self.entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let written = entry.key.as_str();
            if let Some(key) = self.keys.iter().find(|key| key.name == written) {
                self.unsupported(reader, entry, key.about);
                continue;
            }
            let meant = match other_name(reader.other_names, written).filter(|ours| known.contains(ours)) {
                // Several of them would become one key twice.
                Some(ours) => {
                    let same = |entry: &&Entry| other_name(reader.other_names, &entry.key) == Some(ours);
                    let is_alone = self.entries.iter().filter(same).count() == 1;
                    Suggestion { nearest: Some(ours), correction: is_alone.then_some(ours) }
                }
                None => suggest(written, known.iter().copied()),
            };
            let meant = meant.unless(|name| self.entry(name).is_some());
            let elsewhere = owner(reader.keys, written);
            let help = meant.help(match (elsewhere.as_deref(), reader.notation()) {
                (None, _) => format!("the keys are {}", listed(&known)),
                (Some(""), Notation::Toml) => format!("write `{written}` above the first line in brackets"),
                (Some(name), Notation::Toml) => format!("write `{written}` below `[{name}]`"),
                (Some(""), Notation::Yaml) => format!("write `{written}:` at the beginning of a line"),
                (Some(name), Notation::Yaml) => format!("write `{written}:` below `{name}:`, indented"),
            });
            let message = format!("{} has no key `{}`", self.what, shorten(written));
            let fix = if is_simple(&entry.node.value) { meant.fix(entry.key_span, written) } else { None };
            // In whatever table of this kind: `[containers.a]` and `[containers.b]` are of one.
            let mistake = format!("{written} is none of {}", known.join(", "));
            let found = reader.report(reader.codes().unknown_key, entry.key_span, message, &help);
            (found.fix, found.mistake) = (fix, Some(mistake));
        }
    }

    fn unsupported(&self, reader: &mut Reader, entry: &Entry, help: &str) {
        let name = match (self.path(&entry.key), &entry.node.value) {
            (path, Value::Map(_)) if reader.notation() == Notation::Toml => format!("[{path}]"),
            (path, _) => path,
        };
        let message = format!("this version of Attune does nothing with `{name}` yet");
        reader.report(reader.codes().unsupported_key, entry.key_span, message, help);
    }

    /// A key with the names of its tables.
    fn path(&self, key: &str) -> String {
        if self.prefix.is_empty() { key.to_owned() } else { format!("{}.{key}", self.prefix) }
    }

    /// All entries, as they are written.
    pub(crate) fn entries(&self) -> &'n [Entry] {
        self.entries
    }

    /// The entry of a key, also of one without a value.
    pub(crate) fn entry(&self, key: &str) -> Option<&'n Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Whether it has a key that there is not, which may be a slip for one that is missing.
    pub(crate) fn has_unknown(&self) -> bool {
        self.entries.iter().any(|entry| self.keys.iter().all(|key| key.name != entry.key))
    }

    /// Whether it has a key that there is not and that was meant as this one, which it lacks.
    pub(crate) fn has_slip_for(&self, key: &str) -> bool {
        let known = key_names(self.keys);
        let unknown = self.entries.iter().map(|entry| entry.key.as_str()).filter(|written| !known.contains(written));
        self.entry(key).is_none()
            && unknown.into_iter().any(|written| suggest(written, known.iter().copied()).nearest == Some(key))
    }

    /// Whether the key has a value.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entry(key).is_some_and(|entry| !entry.node.is_null())
    }

    fn shape(&self, key: &str) -> Shape {
        self.keys.iter().find(|known| known.name == key).expect("only keys of the table are read").shape
    }

    /// The value of `key`, read by `read`, which is told the key with the names of its tables.
    pub(crate) fn read<T>(
        &self,
        reader: &mut Reader,
        key: &str,
        read: impl FnOnce(&mut Reader, &str, &'n Node) -> Option<T>,
    ) -> Option<T> {
        debug_assert!(
            self.keys.iter().any(|known| known.name == key),
            "`{key}` is not among the keys of {}",
            self.what
        );
        let entry = self.entry(key).filter(|entry| !entry.node.is_null())?;
        read(reader, &self.path(key), &entry.node)
    }

    /// A text that may have several lines.
    pub(crate) fn text(&self, reader: &mut Reader, key: &str) -> Option<String> {
        self.read(reader, key, Reader::text)
    }

    /// A text on one line.
    pub(crate) fn line(&self, reader: &mut Reader, key: &str) -> Option<String> {
        self.read(reader, key, Reader::line)
    }

    /// A list of texts on one line each.
    pub(crate) fn lines(&self, reader: &mut Reader, key: &str) -> Vec<String> {
        self.list(reader, key, Reader::line)
    }

    /// A list whose items are read by `read`; empty when absent.
    pub(crate) fn list<T>(
        &self,
        reader: &mut Reader,
        key: &str,
        read: impl FnMut(&mut Reader, &str, &'n Node) -> Option<T>,
    ) -> Vec<T> {
        self.read(reader, key, |reader, key, node| reader.list(key, node, read)).unwrap_or_default()
    }

    /// `true` or `false`.
    pub(crate) fn truth(&self, reader: &mut Reader, key: &str) -> Option<bool> {
        self.read(reader, key, Reader::truth)
    }

    pub(crate) fn date(&self, reader: &mut Reader, key: &str) -> Option<Date> {
        self.read(reader, key, Reader::date)
    }

    /// One of a few words.
    pub(crate) fn word<T: Words>(&self, reader: &mut Reader, key: &str) -> Option<T> {
        self.read(reader, key, Reader::word)
    }

    /// A whole number within the range that the table of keys has for it.
    pub(crate) fn whole<T: TryFrom<i64>>(&self, reader: &mut Reader, key: &str) -> Option<T> {
        let Shape::Whole(least, most) = self.shape(key) else { return None };
        let number = self.read(reader, key, |reader, key, node| reader.whole(key, node, least..=most))?;
        T::try_from(number).ok()
    }

    /// How many halves a number has that is within the range that the table of keys has for it.
    pub(crate) fn halves<T: TryFrom<i64>>(&self, reader: &mut Reader, key: &str) -> Option<T> {
        let Shape::Halves(least, most) = self.shape(key) else { return None };
        let number = self.read(reader, key, |reader, key, node| reader.halves(key, node, least..=most))?;
        T::try_from(number).ok()
    }

    /// The value of a key with [`Shape::Free`]: a table of any keys.
    pub(crate) fn free(&self, reader: &mut Reader, key: &str) -> FreeValue {
        self.read(reader, key, |reader, key, node| reader.names(key, node).map(|_| FreeValue::of(node)))
            .unwrap_or_default()
    }

    /// The table below this key.
    pub(crate) fn table(&self, reader: &mut Reader, key: &str) -> Option<Table<'n>> {
        let Shape::Table(keys) = self.shape(key) else { return None };
        self.read(reader, key, |reader, path, node| match reader.notation() {
            Notation::Toml => reader.table(&format!("`[{path}]`"), path, node, keys),
            Notation::Yaml => reader.table(&format!("`{path}`"), "", node, keys),
        })
    }
}

/// Our name for a key of other tools.
fn other_name(other_names: &[(&'static str, &'static str)], written: &str) -> Option<&'static str> {
    other_names.iter().find(|(name, _)| *name == written).map(|(_, ours)| *ours)
}

/// Whether a key is written in one place only: a table of TOML can be written in several.
fn is_simple(value: &Value) -> bool {
    match value {
        Value::Map(_) => false,
        Value::List(items) => !items.iter().any(|item| matches!(item.value, Value::Map(_))),
        Value::Scalar { .. } => true,
    }
}
