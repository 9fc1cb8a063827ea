//! YAML as a small tree of our own in which every key and value has its place. The only module that sees `serde_yaml`.
//!
//! `serde_yaml` tells where an error is but not where a value is. So a text is read twice: once for its shape
//! ([`shape`]), and once guided by that shape ([`place`]), where the parser lends every plain word straight from the
//! text and so gives its place away; what it does not lend (escapes, several lines) is found from the last known place
//! onwards ([`cursor`]). [`fault`] says the parser's errors in words. Start at [`parse`]; [`Reader`] then takes texts,
//! numbers and dates out of the tree.

mod cursor;
mod fault;
mod place;
mod read;
mod shape;

pub(crate) use read::{Codes, Reader};

use std::ops::Range;

use serde::de::DeserializeSeed;

use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::source::{FileId, Span};

use fault::Fault;
use place::Placer;
use shape::{Budget, ShapeSeed};

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// The value.
    pub(crate) value: Value,
    /// Where it stands, with its quotation marks; for a value that is nowhere (`title:`) its key, or the text.
    pub(crate) span: Span,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// A word or number.
    Scalar {
        /// As written, without quotation marks and escapes.
        text: String,
        /// What YAML takes it for.
        kind: Kind,
    },
    /// A list.
    Seq(Vec<Node>),
    /// Keys and values, in the order written.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The key; unique in its mapping.
    pub(crate) key: String,
    /// Where the key stands.
    pub(crate) key_span: Span,
    /// The value.
    pub(crate) node: Node,
}

/// What YAML takes a word for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing, `null` or `~`.
    Null,
    /// `true` or `false`; `yes` and `no` are text.
    Bool(bool),
    /// A whole number of 64 bits.
    Int(i64),
    /// Any other number.
    Number,
    /// Text.
    Text,
}

impl Node {
    /// What the value is, with its article, for messages.
    pub(crate) fn describe(&self) -> String {
        match &self.value {
            Value::Seq(_) => "a list".to_owned(),
            Value::Map(_) => "a table of keys".to_owned(),
            Value::Scalar { kind: Kind::Null, .. } => "nothing".to_owned(),
            Value::Scalar { kind: Kind::Bool(_), text } => format!("`{text}`, a truth value"),
            Value::Scalar { kind: Kind::Int(_) | Kind::Number, text } => format!("`{text}`, a number"),
            Value::Scalar { kind: Kind::Text, text } => format!("the text `{}`", fault::shorten(text)),
        }
    }

    /// The words, of a value that is text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, kind: Kind::Text } => Some(text),
            _ => None,
        }
    }

    /// Whether there is a key and no value.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self.value, Value::Scalar { kind: Kind::Null, .. })
    }
}

/// Reads `text[range]`, which is part of `file`. Errors have `code`; the value is absent only with an error.
pub(crate) fn parse(text: &str, range: Range<usize>, file: FileId, code: Code) -> Outcome<Option<Node>> {
    let yaml = &text[range.clone()];
    let mut placer = Placer::new(yaml, range.start, file);
    match tree(yaml, &mut placer) {
        Ok(node) => {
            let diagnostics = placer.repeated.iter().map(|repeated| repeated.diagnostic(code)).collect();
            Outcome { value: Some(node), diagnostics }
        }
        Err(fault) => {
            let span = Span::new(file, range.start + fault.range.start..range.start + fault.range.end);
            let diagnostic = Diagnostic::new(code, span, fault.message).help(fault.help);
            Outcome { value: None, diagnostics: vec![diagnostic] }
        }
    }
}

fn tree(yaml: &str, placer: &mut Placer<'_>) -> Result<Node, Fault> {
    fault::unreadable(yaml)?;
    let mut budget = Budget::of(yaml);
    let shape = ShapeSeed(&mut budget)
        .deserialize(serde_yaml::Deserializer::from_str(yaml))
        .map_err(|error| describe(yaml, &error, &budget))?;
    placer
        .place(&shape, serde_yaml::Deserializer::from_str(yaml))
        .map_err(|error| describe(yaml, &error, &Budget::of(yaml)))
}

fn describe(yaml: &str, error: &serde_yaml::Error, budget: &Budget) -> Fault {
    let at = error.location().map(|location| location.index());
    fault::fault(yaml, &error.to_string(), at, budget.refusal.as_ref())
}

/// What a reader with types of its own says of a YAML text, and where in the text.
pub(crate) fn typed_fault(error: &serde_yaml::Error) -> (String, Option<usize>) {
    let at = error.location().map(|location| location.index());
    (fault::problem(&error.to_string()).to_owned(), at)
}

#[cfg(test)]
mod tests;
