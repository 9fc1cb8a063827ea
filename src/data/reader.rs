//! Taking texts, numbers and dates out of a tree, with a finding for each value that is not what it should be. The same
//! for every notation; only the examples in a help text are written as its notation has them.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Edit, Fix, date_meant, suggest, truth_meant};
use crate::source::Span;
use crate::source::text::{printable, says_something};

use super::hidden::{Hidden, hidden};
use super::keys::{Key, Words};
use super::node::{Entry, Kind, Node, Value, shorten};
use super::table::Table;
use super::yaml::lacks_space;

/// The codes that a kind of file reports with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Codes {
    /// A key that there is not.
    pub(crate) unknown_key: Code,
    /// A key that this version does nothing with.
    pub(crate) unsupported_key: Code,
    /// A value of the wrong type.
    pub(crate) wrong_type: Code,
    /// A key that must be there and is not.
    pub(crate) missing_key: Code,
    /// A value of the right type that makes no sense.
    pub(crate) bad_value: Code,
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notation {
    /// `key = "value"`; text is in quotation marks.
    Toml,
    /// `key: value`; numbers are taken for text where text is asked for.
    Yaml,
}

/// Reads values and collects what is wrong with them.
#[derive(Debug)]
pub(crate) struct Reader {
    codes: Codes,
    notation: Notation,
    /// Every key of the file, to say where a key that is in the wrong table belongs.
    pub(super) keys: &'static [Key],
    /// What other tools call some of these keys, with ours behind it.
    pub(super) other_names: &'static [(&'static str, &'static str)],
    /// What was wrong so far.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Reader {
    /// A reader of a kind of file with these keys, that has read nothing yet.
    pub(crate) fn new(codes: Codes, notation: Notation, keys: &'static [Key]) -> Self {
        Self { codes, notation, keys, other_names: &[], diagnostics: Vec::new() }
    }

    /// The same, which knows what other tools call some of the keys.
    pub(crate) fn with_other_names(self, other_names: &'static [(&'static str, &'static str)]) -> Self {
        Self { other_names, ..self }
    }

    /// The codes of the file.
    pub(super) fn codes(&self) -> Codes {
        self.codes
    }

    /// How the file is written.
    pub(super) fn notation(&self) -> Notation {
        self.notation
    }

    /// `key = value` or `key: value`, for help texts; the key without its tables.
    fn example(&self, key: &str, value: &str) -> String {
        match self.notation {
            Notation::Toml => format!("{} = {value}", key.rsplit('.').next().unwrap_or(key)),
            Notation::Yaml => format!("{key}: {value}"),
        }
    }

    /// Text without white space at its ends, which may have several lines and must not be empty. In YAML numbers are taken
    /// as they are written. It is printed as it is written, so that nothing in it can be hidden.
    pub(crate) fn text(&mut self, key: &str, node: &Node) -> Option<String> {
        let text = self.written(key, node)?;
        if text.contains("<!--") {
            let message = format!("the comment in `{key}` is printed as it is written");
            self.report(Code::CommentEnd, node.span, message, "write it behind `#`, outside of the quotation marks");
        }
        self.report_hidden(key, node, hidden(&text, false));
        Some(text)
    }

    /// The same in Markdown, in which there are comments.
    pub(crate) fn markdown(&mut self, key: &str, node: &Node) -> Option<String> {
        let text = self.written(key, node)?;
        self.report_hidden(key, node, hidden(&text, true));
        Some(text)
    }

    fn report_hidden(&mut self, key: &str, node: &Node, found: Option<Hidden>) {
        let Some(Hidden { code, written, help }) = found else { return };
        // Backticks would end the place in which the message names it.
        let written = shorten(written.trim_matches('`').trim());
        let message = format!("`{written}` hides nothing in `{key}`, and everybody would read the text");
        self.report(code, node.span, message, help);
    }

    fn written(&mut self, key: &str, node: &Node) -> Option<String> {
        let text = match &node.value {
            Value::Scalar { text, kind: Kind::Text } => text.trim(),
            Value::Scalar { text, kind: Kind::Int(_) | Kind::Float } if self.notation == Notation::Yaml => text.trim(),
            Value::Scalar { text, kind } if *kind != Kind::Null => {
                self.wrong(key, node, "text", &format!("put it in quotation marks: `\"{}\"`", shorten(text)));
                return None;
            }
            _ => {
                let help = format!("write text in quotation marks: `{}`", self.example(key, "\"…\""));
                self.wrong(key, node, "text", &help);
                return None;
            }
        };
        let is_odd = |character: &char| character.is_control() && !matches!(character, '\n' | '\r' | '\t');
        if let Some(odd) = text.chars().find(is_odd) {
            let message = format!("`{key}` has the character U+{:04X}, which cannot be shown", u32::from(odd));
            self.bad(node.span, message, "delete it");
            return None;
        }
        // Noncharacters (U+FFFE) are nothing that anybody writes or sees.
        let text = printable(text);
        if !says_something(&text) {
            self.bad(node.span, format!("`{key}` is empty"), "write its text, or remove the key");
            return None;
        }
        Some(text.replace("\r\n", "\n"))
    }

    /// The same on one line: every run of white space is one space.
    pub(crate) fn line(&mut self, key: &str, node: &Node) -> Option<String> {
        Some(self.text(key, node)?.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// A list, each of whose items is read by `read`; items without a value are reported.
    pub(crate) fn list<'n, T>(
        &mut self,
        key: &str,
        node: &'n Node,
        mut read: impl FnMut(&mut Self, &str, &'n Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Value::List(items) = &node.value else {
            let items = match (&node.value, self.notation) {
                (Value::Scalar { text, kind: Kind::Text }, Notation::Toml) => format!("[\"{}\"]", shorten(text)),
                (Value::Scalar { text, .. }, _) => format!("[{}]", shorten(text)),
                _ => "[…]".to_owned(),
            };
            let help = format!("write a list: `{}`", self.example(key, &items));
            self.wrong(key, node, "a list", &help).fix = one_item(node);
            return None;
        };
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            if item.is_null() {
                self.bad(item.span, format!("`{key}` has an item without a value"), "write its value or remove it");
            } else {
                values.extend(read(self, key, item));
            }
        }
        Some(values)
    }

    /// A whole number within `range`.
    pub(crate) fn whole(&mut self, key: &str, node: &Node, range: RangeInclusive<i64>) -> Option<i64> {
        let (help, unquoted) = if range == (i64::MIN..=i64::MAX) {
            (format!("write digits alone, such as `{}`", self.example(key, "1")), "")
        } else {
            (format!("write a whole number from {} to {}", range.start(), range.end()), ", without quotation marks")
        };
        match &node.value {
            Value::Scalar { kind: Kind::Int(value), .. } if range.contains(value) => Some(*value),
            Value::Scalar { kind: Kind::Int(_) | Kind::Float, text } => {
                self.bad(node.span, format!("`{key}` is `{}`", shorten(text)), &help);
                None
            }
            _ => {
                let number = |text: &&str| text.parse().is_ok_and(|number| range.contains(&number));
                let fix = node.text().filter(number).and_then(|text| Fix::plain(node.span, text, text));
                let help = if node.text().is_some() { help + unquoted } else { help };
                self.wrong(key, node, "a whole number", &help).fix = fix;
                None
            }
        }
    }

    /// How many halves a number within `range` has.
    pub(crate) fn halves(&mut self, key: &str, node: &Node, range: RangeInclusive<i64>) -> Option<i64> {
        let (least, most) = (*range.start(), *range.end());
        let help = format!("write a number from {least} to {most}, whole or with a half, such as `1.5`");
        let Value::Scalar { kind: Kind::Int(_) | Kind::Float, text } = &node.value else {
            self.wrong(key, node, "a number", &help);
            return None;
        };
        let halves = (2 * least..=2 * most).find(|halves| is_number(text, *halves));
        if halves.is_none() {
            self.bad(node.span, format!("`{key}` is `{}`", shorten(text)), &help);
        }
        halves
    }

    /// `true` or `false`.
    pub(crate) fn truth(&mut self, key: &str, node: &Node) -> Option<bool> {
        if let Value::Scalar { kind: Kind::Bool(value), .. } = node.value {
            return Some(value);
        }
        let meant = node.text().and_then(|text| Some((text, truth_meant(text)?)));
        let fix = meant.and_then(|(text, truth)| Fix::plain(node.span, text, &truth.to_string()));
        self.wrong(key, node, "`true` or `false`", "write `true` or `false`, without quotation marks").fix = fix;
        None
    }

    /// A date as year, month and day.
    pub(crate) fn date(&mut self, key: &str, node: &Node) -> Option<Date> {
        const HELP: &str = "write year, month and day: `2026-09-01`";
        let text = match &node.value {
            Value::Scalar { text, kind: Kind::Text | Kind::Date } => text,
            Value::Scalar { text, kind: Kind::Int(_) | Kind::Float } if self.notation == Notation::Yaml => text,
            _ => {
                self.wrong(key, node, "a date", HELP);
                return None;
            }
        };
        let date = iso_date(text);
        if date.is_none() {
            let message = format!("`{key}` is `{}`, which is not a date", shorten(text));
            let fix = date_meant(text).and_then(|date| Fix::word(node.span, text, &date));
            self.bad(node.span, message, HELP).fix = fix;
        }
        date
    }

    /// One of a few words.
    pub(crate) fn word<T: Words>(&mut self, key: &str, node: &Node) -> Option<T> {
        let quote = if self.notation == Notation::Toml { "\"" } else { "" };
        let words: Vec<String> = T::WORDS.iter().map(|(word, _)| format!("`{quote}{word}{quote}`")).collect();
        let choice = match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("write {} or {last}", rest.join(", ")),
            _ => format!("write {}", words.join("")),
        };
        let Some(word) = node.text().map(str::trim) else {
            self.wrong(key, node, "text", &choice);
            return None;
        };
        let found = T::WORDS.iter().find(|(known, _)| *known == word).map(|(_, value)| *value);
        if found.is_none() {
            let meant = suggest(word, T::WORDS.iter().map(|(word, _)| *word));
            let message = format!("`{key}` cannot be `{}`", shorten(word));
            self.bad(node.span, message, &meant.help(choice)).fix = meant.fix(node.span, word);
        }
        found
    }

    /// A table of these keys and no others. `what` names it in messages; its keys are named with `prefix` before them.
    pub(crate) fn table<'n>(
        &mut self,
        what: &str,
        prefix: &str,
        node: &'n Node,
        keys: &'static [Key],
    ) -> Option<Table<'n>> {
        let Some(entries) = node.entries() else {
            let help = match node.text().filter(|text| self.notation == Notation::Yaml && lacks_space(text)) {
                Some(text) => format!("put a space behind the colon: `{}`", shorten(&text.replacen(':', ": ", 1))),
                None => self.table_help(prefix, keys.first().map_or("key", |key| key.name)),
            };
            let message = format!("{what} should be a table of keys, and is {}", node.describe());
            self.report(self.codes.wrong_type, node.span, message, &help);
            return None;
        };
        let table = Table::new(what, prefix, entries, keys, node.span);
        table.check_keys(self);
        Some(table)
    }

    /// A table whose keys are names of the course's own.
    pub(crate) fn names<'n>(&mut self, key: &str, node: &'n Node) -> Option<&'n [Entry]> {
        if node.entries().is_none() {
            let help = self.table_help(key, "name");
            self.wrong(key, node, "a table of keys", &help);
        }
        node.entries()
    }

    /// The first `most` entries; that there are others is an error. `what` says what they are, in the plural.
    pub(crate) fn at_most<'n>(&mut self, most: usize, entries: &'n [Entry], what: &str) -> &'n [Entry] {
        if let Some(first) = entries.get(most) {
            let message = format!("there are {} {what}, and at most {most} can be", entries.len());
            self.bad(first.key_span, message, "keep those that pages need");
        }
        &entries[..most.min(entries.len())]
    }

    fn table_help(&self, key: &str, first: &str) -> String {
        match self.notation {
            Notation::Toml => format!("write `[{key}]` on a line of its own and its keys below"),
            Notation::Yaml => format!("write keys with values, such as `{first}: …`"),
        }
    }

    /// Reports a value of the wrong type, and returns the finding, which may be given a repair.
    pub(crate) fn wrong(&mut self, key: &str, node: &Node, expected: &str, help: &str) -> &mut Diagnostic {
        let message = format!("{} should be {expected}, and is {}", quoted(key), node.describe());
        self.report(self.codes.wrong_type, node.span, message, help)
    }

    /// Reports a value that makes no sense.
    pub(crate) fn bad(&mut self, span: Span, message: String, help: &str) -> &mut Diagnostic {
        self.report(self.codes.bad_value, span, message, help)
    }

    /// Reports a key that must be there.
    pub(crate) fn missing(&mut self, span: Span, message: impl Into<String>, help: &str) {
        self.report(self.codes.missing_key, span, message.into(), help);
    }

    /// Reports something, and returns the finding.
    pub(crate) fn report(&mut self, code: Code, span: Span, message: String, help: &str) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic::new(code, span, message).help(help.to_owned()));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }
}

/// Whether a number is written that is so many halves.
#[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "halves of small numbers are exact")]
fn is_number(text: &str, halves: i64) -> bool {
    text.replace('_', "").parse::<f64>().is_ok_and(|number| number * 2.0 == halves as f64)
}

/// One word is a list of one; more words may be meant as several.
fn one_item(node: &Node) -> Option<Fix> {
    let word = node.text().filter(|text| !text.contains(|c: char| c.is_whitespace() || ",;[]{}".contains(c)))?;
    let Span { file, start, end } = node.span;
    let length = (end - start) as usize;
    let put = |at: u32, text: &str| Edit { span: Span { file, start: at, end: at }, text: text.to_owned() };
    (length == word.len() || length == word.len() + 2)
        .then(|| Fix { what: format!("write `[{word}]`, a list of one"), edits: vec![put(start, "["), put(end, "]")] })
}

/// Keys are in backticks; descriptions such as "the front matter" are not.
fn quoted(what: &str) -> String {
    if what.contains(' ') { what.to_owned() } else { format!("`{what}`") }
}

/// A date written as ISO 8601's extended calendar date, `2026-09-01`, and nothing else.
pub(crate) fn iso_date(text: &str) -> Option<Date> {
    let shape = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    let is_date = text.len() == 10 && text.bytes().enumerate().all(shape);
    is_date.then(|| text.parse().ok())?
}
