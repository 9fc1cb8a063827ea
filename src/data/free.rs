//! Values that Attune does not read itself: a course's own, for templates of its own.

use serde::{Serialize, Serializer};

use super::node::{Kind, Node, Value};

/// A value of any form. Dates and what YAML takes for nothing are text and nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum FreeValue {
    /// No value.
    #[default]
    Nothing,
    /// `true` or `false`.
    Truth(bool),
    /// A whole number of 64 bits.
    Whole(i64),
    /// Any other number, as it is written.
    Decimal(String),
    /// Text, as it is written.
    Text(String),
    /// Values in their order.
    List(Vec<Self>),
    /// Keys with their values.
    Map(Vec<(String, Self)>),
}

impl FreeValue {
    /// The value of a tree, of which the reader has bounded the depth.
    pub(crate) fn of(node: &Node) -> Self {
        match &node.value {
            Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Map(entries) => {
                Self::Map(entries.iter().map(|entry| (entry.key.clone(), Self::of(&entry.node))).collect())
            }
            Value::Scalar { text, kind } => match kind {
                Kind::Null => Self::Nothing,
                Kind::Bool(truth) => Self::Truth(*truth),
                Kind::Int(number) => Self::Whole(*number),
                Kind::Float if text.parse::<f64>().is_ok_and(f64::is_finite) => Self::Decimal(text.clone()),
                Kind::Float | Kind::Date | Kind::Text => Self::Text(text.clone()),
            },
        }
    }

    /// Every text in it.
    pub(crate) fn texts(&self, found: &mut Vec<String>) {
        match self {
            Self::Text(text) => found.push(text.clone()),
            Self::List(items) => items.iter().for_each(|item| item.texts(found)),
            Self::Map(entries) => entries.iter().for_each(|(_, value)| value.texts(found)),
            Self::Nothing | Self::Truth(_) | Self::Whole(_) | Self::Decimal(_) => {}
        }
    }
}

impl Serialize for FreeValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_unit(),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Decimal(number) => serializer.serialize_f64(number.parse().unwrap_or_default()),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (key, value))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::toml;
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::{CoursePath, FileId};

    #[test]
    fn a_value_comes_out_as_it_was_written() {
        let text = "a = [1, 2.5, true, 2026-09-01]\n[b]\nc = \"x\"\n";
        let tree = toml::parse(text, FileId::of(&CoursePath::new("site.toml")), Code::ConfigSyntax).value;
        let value = serde_json::to_value(FreeValue::of(&tree)).unwrap();
        assert_eq!(value, serde_json::json!({"a": [1, 2.5, true, "2026-09-01"], "b": {"c": "x"}}));
    }
}
