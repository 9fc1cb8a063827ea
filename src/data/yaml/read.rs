//! Taking texts, numbers and dates out of the tree, with a finding for each that is not what it should be.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Edit, Fix, date_meant, listed, suggest, truth_meant};
use crate::source::Span;

use super::{Entry, Kind, Node, Value};

/// The codes that a kind of file reports with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Codes {
    /// A key that there is not.
    pub(crate) unknown_key: Code,
    /// A value of the wrong type.
    pub(crate) wrong_type: Code,
    /// A value of the right type that makes no sense.
    pub(crate) bad_value: Code,
}

/// Reads values and collects what is wrong with them.
#[derive(Debug)]
pub(crate) struct Reader {
    codes: Codes,
    /// What was wrong so far.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Reader {
    /// A reader that has read nothing yet.
    pub(crate) fn new(codes: Codes) -> Self {
        Self { codes, diagnostics: Vec::new() }
    }

    /// The entries of a table whose keys are all among `known`; an unknown key is reported with the nearest known one.
    pub(crate) fn table<'n>(&mut self, what: &str, node: &'n Node, known: &[&str]) -> Option<&'n [Entry]> {
        let Value::Map(entries) = &node.value else {
            let help = format!("write keys with values, such as `{}: …`", known.first().unwrap_or(&"key"));
            self.wrong(what, node, "a table of keys", &help);
            return None;
        };
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let meant = suggest(&entry.key, known.iter().copied());
            let meant = meant.unless(|name| entries.iter().any(|entry| entry.key == name));
            let help = meant.help(format!("the keys are {}", listed(known)));
            let message = format!("{what} has no key `{}`", super::fault::shorten(&entry.key));
            let fix = meant.fix(entry.key_span, &entry.key);
            let finding = Diagnostic::new(self.codes.unknown_key, entry.key_span, message).help(help).fix(fix);
            self.diagnostics.push(finding);
        }
        Some(entries)
    }

    /// The value of `key`, read by `read`; a key without a value counts as absent.
    pub(crate) fn take<T>(
        &mut self,
        entries: &[Entry],
        key: &str,
        read: impl FnOnce(&mut Self, &str, &Node) -> Option<T>,
    ) -> Option<T> {
        let entry = entries.iter().find(|entry| entry.key == key && !entry.node.is_null())?;
        read(self, key, &entry.node)
    }

    /// Text, without white space at its ends; numbers and dates are taken as they are written. It may be empty.
    fn text(&mut self, key: &str, node: &Node) -> Option<String> {
        let text = match &node.value {
            Value::Scalar { text, kind: Kind::Text | Kind::Int(_) | Kind::Number } => text.trim(),
            Value::Scalar { text, kind: Kind::Bool(_) } => {
                self.wrong(key, node, "text", &format!("put it in quotation marks: `\"{text}\"`"));
                return None;
            }
            _ => {
                self.wrong(key, node, "text", "write the text behind the `:`, in quotation marks if it is unusual");
                return None;
            }
        };
        let is_odd = |character: &char| character.is_control() && !matches!(character, '\n' | '\t');
        if let Some(odd) = text.chars().find(is_odd) {
            let message = format!("`{key}` holds the character U+{:04X}, which cannot be shown", u32::from(odd));
            self.bad(node.span, message, "delete it");
            return None;
        }
        Some(text.to_owned())
    }

    /// Text that must not be empty.
    pub(crate) fn words(&mut self, key: &str, node: &Node) -> Option<String> {
        let text = self.text(key, node)?;
        if text.is_empty() {
            self.bad(node.span, format!("`{key}` is empty"), &format!("write the text of `{key}`"));
            return None;
        }
        Some(text)
    }

    /// Text that must not be empty, on one line: every run of white space is one space.
    pub(crate) fn line(&mut self, key: &str, node: &Node) -> Option<String> {
        self.words(key, node).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// A list, each of whose items is read by `read`; items without a value are reported.
    pub(crate) fn list<T>(
        &mut self,
        key: &str,
        node: &Node,
        mut read: impl FnMut(&mut Self, &str, &Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Value::Seq(items) = &node.value else {
            let help = match &node.value {
                Value::Scalar { text, .. } => {
                    format!("write a list: `{key}: [{}]`", super::fault::shorten(text))
                }
                _ => format!("write a list: `{key}:` and below it lines that begin with `- `"),
            };
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

    /// A list of lines of text.
    pub(crate) fn lines(&mut self, key: &str, node: &Node) -> Option<Vec<String>> {
        self.list(key, node, Self::line)
    }

    /// A whole number within `range`.
    pub(crate) fn whole(&mut self, key: &str, node: &Node, range: RangeInclusive<i64>) -> Option<i64> {
        match &node.value {
            Value::Scalar { kind: Kind::Int(value), .. } if range.contains(value) => Some(*value),
            Value::Scalar { kind: Kind::Int(_) | Kind::Number, text } => {
                let message = format!("`{key}` is `{}`", super::fault::shorten(text));
                let help = format!("write a whole number from {} to {}", range.start(), range.end());
                self.bad(node.span, message, &help);
                None
            }
            _ => {
                let help = format!("write digits alone, such as `{key}: {}`", range.start().max(&1));
                let number = |text: &&str| text.parse().is_ok_and(|number| range.contains(&number));
                let fix = node.text().filter(number).and_then(|text| Fix::plain(node.span, text, text));
                self.wrong(key, node, "a whole number", &help).fix = fix;
                None
            }
        }
    }

    /// `true` or `false`.
    pub(crate) fn truth(&mut self, key: &str, node: &Node) -> Option<bool> {
        if let Value::Scalar { kind: Kind::Bool(value), .. } = node.value {
            return Some(value);
        }
        let meant = node.text().and_then(|text| Some((text, truth_meant(text)?)));
        let fix = meant.and_then(|(text, truth)| Fix::plain(node.span, text, &truth.to_string()));
        self.wrong(key, node, "`true` or `false`", &format!("write `{key}: true` or `{key}: false`")).fix = fix;
        None
    }

    /// A date as year, month and day.
    pub(crate) fn date(&mut self, key: &str, node: &Node) -> Option<Date> {
        let Value::Scalar { text, kind: Kind::Text | Kind::Int(_) | Kind::Number } = &node.value else {
            self.wrong(key, node, "a date", &format!("write year, month and day: `{key}: 2026-09-01`"));
            return None;
        };
        let date = iso_date(text);
        if date.is_none() {
            let message = format!("`{key}` is `{}`, which is not a date", super::fault::shorten(text));
            let help = format!("write year, month and day: `{key}: 2026-09-01`");
            let fix = date_meant(text).and_then(|date| Fix::word(node.span, text, &date));
            let finding = Diagnostic::new(self.codes.bad_value, node.span, message).help(help).fix(fix);
            self.diagnostics.push(finding);
        }
        date
    }

    /// Reports a value of the wrong type, and returns the finding, which may be given a repair.
    pub(crate) fn wrong(&mut self, key: &str, node: &Node, expected: &str, help: &str) -> &mut Diagnostic {
        let message = format!("{} should be {expected}, and is {}", quoted(key), node.describe());
        self.diagnostics.push(Diagnostic::new(self.codes.wrong_type, node.span, message).help(help.to_owned()));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// Reports a value that makes no sense.
    pub(crate) fn bad(&mut self, span: Span, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::new(self.codes.bad_value, span, message).help(help.to_owned()));
    }
}

/// One word is a list of one; more words may be meant as several.
fn one_item(node: &Node) -> Option<Fix> {
    let word = node.text().filter(|text| !text.contains(|c: char| c.is_whitespace() || ",;[]{}".contains(c)))?;
    let Span { file, start, end } = node.span;
    let bare = (end - start) as usize == word.len() || (end - start) as usize == word.len() + 2;
    let put = |at: u32, text: &str| Edit { span: Span { file, start: at, end: at }, text: text.to_owned() };
    bare.then(|| Fix { what: format!("write `[{word}]`, a list of one"), edits: vec![put(start, "["), put(end, "]")] })
}

/// Keys stand in backticks; descriptions such as "the front matter" do not.
fn quoted(what: &str) -> String {
    if what.contains(' ') { what.to_owned() } else { format!("`{what}`") }
}

/// A date written as ISO 8601's extended calendar date, `2026-09-01`, and nothing else.
fn iso_date(text: &str) -> Option<Date> {
    let shape = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    let is_date = text.len() == 10 && text.bytes().enumerate().all(shape);
    is_date.then(|| text.parse().ok())?
}
