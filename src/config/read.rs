//! Taking texts, numbers and dates out of TOML, with a finding for each that is not what it should be.

use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Fix, date_meant, suggest, truth_meant};
use crate::source::{FileId, Span};

use super::{KEYS, UNSUPPORTED};

/// Collects what is wrong.
#[derive(Debug)]
pub(super) struct Reader {
    file: FileId,
    /// What was wrong so far.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A table and its name, such as `course` or `kinds.case`; empty for the whole file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table<'t> {
    name: &'t str,
    table: &'t DeTable<'t>,
}

type Key<'t> = Spanned<DeString<'t>>;
type Value<'t> = Spanned<DeValue<'t>>;

impl<'t> Table<'t> {
    /// The whole file.
    pub(super) fn root(table: &'t DeTable<'t>) -> Self {
        Self { name: "", table }
    }

    /// Keys and values.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'t Key<'t>, &'t Value<'t>)> {
        self.table.iter()
    }

    /// Whether the key is written.
    pub(super) fn has(self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The value of `key`, read by `read`, which is told the key with the names of its tables.
    pub(super) fn take<T>(
        self,
        reader: &mut Reader,
        key: &str,
        read: impl FnOnce(&mut Reader, &str, &'t Value<'t>) -> Option<T>,
    ) -> Option<T> {
        let value = self.table.get(key)?;
        if self.name.is_empty() {
            read(reader, key, value)
        } else {
            read(reader, &format!("{}.{key}", self.name), value)
        }
    }
}

impl Reader {
    /// A reader that has read nothing yet.
    pub(super) fn new(file: FileId) -> Self {
        Self { file, diagnostics: Vec::new() }
    }

    /// The file being read.
    pub(super) fn file(&self) -> FileId {
        self.file
    }

    /// Reports something at bytes of the file.
    pub(super) fn report(&mut self, code: Code, range: Range<usize>, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::new(code, Span::new(self.file, range), message).help(help.to_owned()));
    }

    /// Reports a value that makes no sense.
    pub(super) fn bad(&mut self, range: Range<usize>, message: String, help: &str) {
        self.report(Code::ConfigBadValue, range, message, help);
    }

    /// Reports a value of the wrong type, and returns the finding, which may be given a repair.
    pub(super) fn wrong(&mut self, key: &str, value: &Value<'_>, expected: &str, help: &str) -> &mut Diagnostic {
        let message = format!("`{key}` should be {expected}, and is {}", describe(value.get_ref()));
        let span = Span::new(self.file, value.span());
        self.diagnostics.push(Diagnostic::new(Code::ConfigWrongType, span, message).help(help.to_owned()));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// Reports the keys of `table` that are not among those of `kind`, a name in [`KEYS`].
    pub(super) fn check_keys(&mut self, table: Table<'_>, kind: &str) {
        let known = KEYS.iter().find(|(name, _)| *name == kind).map_or(&[][..], |(_, keys)| *keys);
        for (key, value) in table.entries().filter(|(key, _)| !known.contains(&key.get_ref().as_ref())) {
            let written = key.get_ref().as_ref();
            if let Some((.., help)) = UNSUPPORTED.iter().find(|(name, key, _)| (*name, *key) == (kind, written)) {
                self.unsupported(table.name, key, help);
                continue;
            }
            let elsewhere = KEYS.iter().find(|(name, keys)| *name != kind && keys.contains(&written));
            let meant = suggest(written, known.iter().copied()).unless(|name| table.has(name));
            let help = meant.help(match elsewhere {
                Some(("", _)) => format!("write `{written}` above the first line in brackets"),
                Some((name, _)) => format!("write `{written}` below `[{name}]`"),
                None => format!("the keys are `{}`", known.join("`, `")),
            });
            let message = if table.name.is_empty() {
                format!("`site.toml` has no key `{written}`")
            } else {
                format!("`[{}]` has no key `{written}`", table.name)
            };
            let span = Span::new(self.file, key.span());
            let fix = if is_simple(value.get_ref()) { meant.fix(span, written) } else { None };
            self.diagnostics.push(Diagnostic::new(Code::ConfigUnknownKey, span, message).help(help).fix(fix));
        }
    }

    /// Reports a key that this version does nothing with.
    fn unsupported(&mut self, table: &str, key: &Key<'_>, help: &'static str) {
        let name = match table {
            "" => format!("[{}]", key.get_ref()),
            table => format!("{table}.{}", key.get_ref()),
        };
        let message = format!("this version of Attune does nothing with `{name}` yet");
        self.report(Code::ConfigUnsupportedKey, key.span(), message, help);
    }

    /// A table, whatever keys it has.
    pub(super) fn any_table<'t>(&mut self, key: &'t str, value: &'t Value<'t>) -> Option<Table<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong(key, value, "a table", &format!("write `[{key}]` on a line of its own and its keys below"));
        }
        table.map(|table| Table { name: key, table })
    }

    /// A table that has only the keys that [`KEYS`] names for it.
    pub(super) fn table<'t>(&mut self, key: &'t str, value: &'t Value<'t>) -> Option<Table<'t>> {
        let table = self.any_table(key, value)?;
        let is_named = KEYS.iter().any(|(name, _)| *name == key);
        let family = || key.split_once('.').map(|(family, _)| format!("{family}.NAME"));
        let kind = if is_named { None } else { family() };
        self.check_keys(table, kind.as_deref().unwrap_or(key));
        Some(table)
    }

    /// Text without white space at its ends; it may have several lines, and must not be empty.
    pub(super) fn text(&mut self, key: &str, value: &Value<'_>) -> Option<String> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong(key, value, "text", "put it in quotation marks");
            return None;
        };
        let text = text.trim();
        let is_odd = |character: &char| character.is_control() && !matches!(character, '\n' | '\r' | '\t');
        if let Some(odd) = text.chars().find(is_odd) {
            let message = format!("`{key}` holds the character U+{:04X}, which cannot be shown", u32::from(odd));
            self.bad(value.span(), message, "delete it");
            return None;
        }
        if text.is_empty() {
            self.bad(value.span(), format!("`{key}` is empty"), "write its text, or remove the key");
            return None;
        }
        Some(text.replace("\r\n", "\n"))
    }

    /// Text on one line: every run of white space is one space.
    pub(super) fn line(&mut self, key: &str, value: &Value<'_>) -> Option<String> {
        self.text(key, value).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(&mut self, key: &str, value: &Value<'_>, known: &[(&str, T)]) -> Option<T> {
        let words: Vec<_> = known.iter().map(|(word, _)| *word).collect();
        let choice =
            format!("write {}", words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(" or "));
        let Some(word) = value.get_ref().as_str() else {
            self.wrong(key, value, "text", &choice);
            return None;
        };
        let found = known.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        if found.is_none() {
            let span = Span::new(self.file, value.span());
            let meant = suggest(word, words);
            let (help, fix) = (meant.help(choice), meant.fix(span, word));
            let message = format!("`{key}` cannot be `{word}`");
            self.diagnostics.push(Diagnostic::new(Code::ConfigBadValue, span, message).help(help).fix(fix));
        }
        found
    }

    /// `true` or `false`.
    pub(super) fn truth(&mut self, key: &str, value: &Value<'_>) -> Option<bool> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            let text = value.get_ref().as_str().unwrap_or_default();
            let meant = truth_meant(text).map(|truth| truth.to_string());
            let fix = meant.and_then(|meant| Fix::plain(Span::new(self.file, value.span()), text, &meant));
            let help = "write `true` or `false`, without quotation marks";
            self.wrong(key, value, "`true` or `false`", help).fix = fix;
        }
        found
    }

    /// A whole number within `range`.
    pub(super) fn whole(&mut self, key: &str, value: &Value<'_>, range: RangeInclusive<u32>) -> Option<u32> {
        let help = format!("write a whole number from {} to {}, without quotation marks", range.start(), range.end());
        let Some(integer) = value.get_ref().as_integer() else {
            let text = value.get_ref().as_str().unwrap_or_default();
            let meant = text.parse().ok().filter(|number| range.contains(number)).map(|number| number.to_string());
            let fix = meant.and_then(|meant| Fix::plain(Span::new(self.file, value.span()), text, &meant));
            self.wrong(key, value, "a whole number", &help).fix = fix;
            return None;
        };
        let number = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
        let found = number.filter(|number| range.contains(number));
        if found.is_none() {
            self.bad(value.span(), format!("`{key}` is {integer}"), &help);
        }
        found
    }

    /// A date, as TOML has it or as text.
    pub(super) fn date(&mut self, key: &str, value: &Value<'_>) -> Option<Date> {
        const HELP: &str = "write year, month and day: `2026-09-01`";
        let (written, found) = match value.get_ref() {
            DeValue::Datetime(datetime) => {
                let date = datetime.date.filter(|_| datetime.time.is_none());
                let parts = |date: toml::value::Date| {
                    let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
                    Date::new(i16::try_from(date.year).ok()?, month, day).ok()
                };
                (datetime.to_string(), date.and_then(parts))
            }
            DeValue::String(text) => (text.to_string(), iso_date(text)),
            _ => {
                self.wrong(key, value, "a date", HELP);
                return None;
            }
        };
        if found.is_none() {
            let span = Span::new(self.file, value.span());
            let fix = date_meant(&written).and_then(|date| Fix::word(span, &written, &date));
            let message = format!("`{key}` is `{written}`, which is not a date");
            self.diagnostics.push(Diagnostic::new(Code::ConfigBadValue, span, message).help(HELP).fix(fix));
        }
        found
    }

    /// A list, each of whose items is read by `read`.
    pub(super) fn list<'t, T>(
        &mut self,
        key: &str,
        value: &'t Value<'t>,
        mut read: impl FnMut(&mut Self, &str, &'t Value<'t>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, value, "a list", &format!("write `{} = […]`", key.rsplit('.').next().unwrap_or(key)));
            return None;
        };
        Some(items.iter().filter_map(|item| read(self, key, item)).collect())
    }
}

/// Whether a key stands in one place only: a table can be written in several.
fn is_simple(value: &DeValue<'_>) -> bool {
    !value.is_table() && value.as_array().is_none_or(|items| !items.iter().any(|item| item.get_ref().is_table()))
}

/// What a value is, with its article.
fn describe(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a truth value",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A date written as ISO 8601's extended calendar date, `2026-09-01`, and nothing else.
fn iso_date(text: &str) -> Option<Date> {
    let shape = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    let is_date = text.len() == 10 && text.bytes().enumerate().all(shape);
    is_date.then(|| text.parse().ok())?
}
