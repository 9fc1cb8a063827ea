//! A value with its place, whatever notation it was written in.

use crate::source::Span;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) value: Value,
    /// Where it is written, with its quotation marks; of a value that is not written (`title:` in YAML) its key, or the
    /// whole text.
    pub(crate) span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Anything that is neither a list nor a table.
    Scalar {
        /// As written, without quotation marks and escapes.
        text: String,
        /// What the notation takes it for.
        kind: Kind,
    },
    List(Vec<Node>),
    /// Keys and values; of YAML in the order written, of TOML by key.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The key; unique in its table.
    pub(crate) key: String,
    /// Where the key is written.
    pub(crate) key_span: Span,
    pub(crate) node: Node,
}

/// The type of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// No value: in YAML nothing, `null` or `~`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number of 64 bits.
    Int(i64),
    /// Any other number.
    Float,
    /// A date or time, which TOML has a notation for; in YAML they are text.
    Date,
    /// Text.
    Text,
}

impl Node {
    /// What the value is, with its article, for messages.
    pub(crate) fn describe(&self) -> String {
        match &self.value {
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "a table of keys".to_owned(),
            Value::Scalar { kind: Kind::Null, .. } => "nothing".to_owned(),
            Value::Scalar { kind: Kind::Bool(_), text } => format!("`{text}`, a truth value"),
            Value::Scalar { kind: Kind::Int(_) | Kind::Float, text } => format!("`{}`, a number", shorten(text)),
            Value::Scalar { kind: Kind::Date, text } => format!("`{text}`, a date"),
            Value::Scalar { kind: Kind::Text, text } => format!("the text `{}`", shorten(text)),
        }
    }

    /// The characters of a value that is text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, kind: Kind::Text } => Some(text),
            _ => None,
        }
    }

    /// The entries of a table.
    pub(crate) fn entries(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Option<&[Self]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// Whether there is a key and no value.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self.value, Value::Scalar { kind: Kind::Null, .. })
    }
}

/// Text cut to the 40 characters that a message has room for; characters that cannot be shown as escapes.
pub(crate) fn shorten(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.lines().next().unwrap_or("");
    let is_whole = line.chars().count() <= MOST && line.len() == text.trim_end().len();
    let mut short = String::with_capacity(line.len().min(4 * MOST));
    for character in line.chars().take(MOST) {
        if character.is_control() {
            short.extend(character.escape_unicode());
        } else {
            short.push(character);
        }
    }
    if !is_whole {
        short.push('…');
    }
    short
}
