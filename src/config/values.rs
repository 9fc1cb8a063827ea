//! `[values]`: words that a course says in several places and writes in one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::data::{Kind, Node, Reader, Value, shorten};
use crate::diagnostic::suggest;

mod marks;

pub(crate) use marks::{Mark, Named, fill, in_include, marks, plain, unknown};

/// The values of a course by their names. To clone them costs nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Values {
    by_name: Arc<BTreeMap<String, String>>,
    /// Whether the file could not be read, which is said there: any name may be one of its values.
    pub(super) is_unread: bool,
}

impl Values {
    /// The words of a value.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(String::as_str)
    }

    /// Whether a name that is not known may be one that could not be read.
    pub(crate) fn may_be(&self, name: &str) -> bool {
        self.is_unread && suggest(name, self.names()).correction.is_none()
    }

    /// The names of all, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// Names whose values are other than in `before`, or are in one of them only.
    pub(crate) fn other_than<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = &'a str> {
        let is_other = |(name, value): &(&String, &String)| before.get(name) != Some(value);
        let gone = before.names().filter(|name| self.get(name).is_none());
        self.by_name.iter().filter(is_other).map(|(name, _)| name.as_str()).chain(gone)
    }
}

impl FromIterator<(String, String)> for Values {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(values: T) -> Self {
        Self { by_name: Arc::new(values.into_iter().collect()), is_unread: false }
    }
}

/// How many values a course may have: each name that is not known is compared with all of them.
const MOST: usize = 1000;
/// How long a value may be, in characters: a few words stand in many places.
const LONGEST: usize = 500;

/// Reads the table.
pub(super) fn values(reader: &mut Reader, key: &str, node: &Node) -> Option<Values> {
    let mut values = Vec::new();
    let entries = reader.names(key, node)?;
    for entry in reader.at_most(MOST, entries, "values") {
        let name = entry.key.as_str();
        if !is_name(name) {
            let message = format!("`{}` cannot be the name of a value", shorten(name));
            reader.bad(entry.key_span, message, "write letters, digits, hyphens and underscores, such as `dose`");
            continue;
        }
        let before = reader.diagnostics.len();
        let words = match &entry.node.value {
            // A number is its digits as they are written.
            Value::Scalar { text, kind: Kind::Int(_) | Kind::Float | Kind::Date } => Some(text.clone()),
            Value::Map(_) => {
                let help = format!("write one name for each, such as `{name}_phone = \"…\"`");
                reader.wrong(&format!("{key}.{name}"), &entry.node, "text on one line or a number", &help);
                None
            }
            _ => reader.line(&format!("{key}.{name}"), &entry.node),
        };
        if words.as_ref().is_some_and(|words| words.chars().count() > LONGEST) {
            let message = format!("the value `{}` has more than {LONGEST} characters", shorten(name));
            let help = "write longer texts into `content/_shared/NAME.md`, and include them: `{{include NAME}}`";
            reader.bad(entry.node.span, message, help);
        }
        // With an error nothing is published; where it is used, it is there, and what is wrong with it is told here alone.
        let words = words.filter(|_| reader.diagnostics.len() == before);
        values.push((name.to_owned(), words.unwrap_or_else(|| name.to_owned())));
    }
    Some(values.into_iter().collect())
}

/// Letters and digits of ASCII, hyphens and underscores, with a letter first.
fn is_name(name: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.bytes().all(is_sign)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::source::{CoursePath, FileId};

    #[test]
    fn values_are_texts_and_numbers_by_name() {
        let read = |text: &str| {
            let outcome = parse(&format!("title = \"T\"\n[values]\n{text}"), FileId::of(&CoursePath::new("site.toml")));
            let found: Vec<String> = outcome.diagnostics.into_iter().map(|found| found.message).collect();
            (outcome.value.values, found)
        };
        let (values, found) =
            read("dose = \"50 minutes\"\nsessions = 12\nmean = 1.50\nday = 2026-09-01\nA_b-2 = \" é \"\n");
        assert_eq!(found, [""; 0]);
        assert_eq!(values.get("dose"), Some("50 minutes"));
        assert_eq!(values.get("sessions"), Some("12"));
        assert_eq!(values.get("mean"), Some("1.50"));
        assert_eq!(values.get("day"), Some("2026-09-01"));
        assert_eq!(values.get("A_b-2"), Some("é"));
        for (text, said) in [
            ("dose = true\n", "`values.dose` should be text, and is `true`"),
            ("dose = [\"a\"]\n", "`values.dose` should be text, and is a list"),
            ("dose = \"\"\n", "`values.dose`"),
            ("clinic.name = \"a\"\n", "`values.clinic` should be text on one line or a number"),
            ("\"a b\" = \"a\"\n", "`a b` cannot be the name of a value"),
            (&format!("dose = \"{}\"\n", "a".repeat(501)), "the value `dose` has more than 500 characters"),
        ] {
            let (_, found) = read(text);
            assert!(found.len() == 1 && found[0].contains(said), "{text}: {found:?}");
        }
    }
}
