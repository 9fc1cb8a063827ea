//! TOML as a tree of [`Node`]s.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::source::{FileId, Span};

use super::node::{Entry, Kind, Node, Value};

/// Lists and tables within each other.
const DEEPEST: usize = 64;
/// What is said of more, and what to do about it.
const TOO_DEEP: (&str, &str) =
    ("this is not TOML: lists or tables are nested too deeply here", "three levels are the most that any key needs");

/// Reads a whole file. The value is as complete as the text allows; every error has `code`.
pub(crate) fn parse(text: &str, file: FileId, code: Code) -> Outcome<Node> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut tree = Tree { text, file, code, diagnostics: Vec::new() };
    for error in &errors {
        tree.syntax(error);
    }
    tree.diagnostics.sort_by(|one, other| one.place.cmp(&other.place));
    tree.diagnostics.dedup_by(|one, other| one.place == other.place);
    let value = tree.table(root.get_ref(), 1);
    Outcome { value: Node { value, span: tree.span(0..text.len()) }, diagnostics: tree.diagnostics }
}

struct Tree<'t> {
    text: &'t str,
    file: FileId,
    code: Code,
    diagnostics: Vec<Diagnostic>,
}

impl Tree<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::within(self.file, self.text, range)
    }

    fn syntax(&mut self, error: &toml::de::Error) {
        // The parser has a limit of its own, too.
        let is_deep = error.span().is_none() || error.message().contains("recurse");
        let deepest = || deepest(self.text).map(|range| (range, TOO_DEEP.0, TOO_DEEP.1));
        if let Some((range, message, help)) = is_deep.then(deepest).flatten() {
            self.diagnostics.push(Diagnostic::new(self.code, self.span(range), message).help(help));
            return;
        }
        let range = error.span().unwrap_or(0..self.text.len());
        let help = match error.message() {
            "duplicate key" => "keep one of the two",
            "string values must be quoted" => "put the text in quotation marks",
            message if message.starts_with("invalid basic string") => "close the text with `\"` on the same line",
            message if message.starts_with("unclosed") => "close it with the bracket that belongs to the opening one",
            _ => "write `key = \"value\"`, or `[table]` on a line of its own",
        };
        let message = format!("this is not TOML: {}", error.message());
        self.diagnostics.push(Diagnostic::new(self.code, self.span(range), message).help(help));
    }

    fn table(&mut self, table: &DeTable<'_>, depth: usize) -> Value {
        let entry = |(key, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| Entry {
            key: key.get_ref().to_string(),
            key_span: self.span(key.span()),
            node: self.node(value, depth),
        };
        Value::Map(table.iter().map(entry).collect())
    }

    /// A value inside `depth` lists and tables.
    fn node(&mut self, value: &Spanned<DeValue<'_>>, depth: usize) -> Node {
        let span = self.span(value.span());
        let scalar = |text: String, kind: Kind| Value::Scalar { text, kind };
        let value = match value.get_ref() {
            DeValue::Array(_) | DeValue::Table(_) if depth >= DEEPEST => {
                let (message, help) = TOO_DEEP;
                if !self.diagnostics.iter().any(|known| known.message == message) {
                    self.diagnostics.push(Diagnostic::new(self.code, span, message).help(help));
                }
                scalar(String::new(), Kind::Null)
            }
            DeValue::Array(items) => Value::List(items.iter().map(|item| self.node(item, depth + 1)).collect()),
            DeValue::Table(table) => self.table(table, depth + 1),
            DeValue::String(text) => scalar(text.to_string(), Kind::Text),
            DeValue::Boolean(truth) => scalar(truth.to_string(), Kind::Bool(*truth)),
            DeValue::Datetime(time) => scalar(time.to_string(), Kind::Date),
            DeValue::Float(number) => scalar(number.to_string(), Kind::Float),
            DeValue::Integer(number) => {
                let value = i64::from_str_radix(number.as_str(), number.radix());
                scalar(number.to_string(), value.map_or(Kind::Float, Kind::Int))
            }
        };
        Node { value, span }
    }
}

/// The first line on which more is nested than can be, which the parser does not tell: by dots between names, or by brackets that are
/// open there.
fn deepest(text: &str) -> Option<Range<usize>> {
    let (mut at, mut open) = (0, 0_usize);
    for line in text.split_inclusive('\n') {
        let most = open + line.matches(['[', '{']).count();
        if line.matches('.').count().max(most) > DEEPEST {
            return Some(at..at + line.trim_end().len());
        }
        open = most.saturating_sub(line.matches([']', '}']).count());
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_nested_too_deeply_has_its_line() {
        let dots = vec!["a"; 3000].join(".");
        let deep =
            [format!("[{dots}]"), format!("{dots} = 1"), format!("a = {}{}", "[".repeat(3000), "]".repeat(3000))];
        for deep in deep {
            let found = read(&format!("title = \"T\"\n\n{deep}\n")).diagnostics;
            let crate::diagnostic::Place::At(span) = found[0].place else { panic!("it has a place") };
            assert!(span.start >= 13, "{found:?}");
            assert!(found[0].message.contains("nested too deeply"), "{found:?}");
        }
    }

    use super::*;
    use crate::source::CoursePath;

    fn read(text: &str) -> Outcome<Node> {
        parse(text, FileId::of(&CoursePath::new("site.toml")), Code::ConfigSyntax)
    }

    #[test]
    fn every_value_has_its_type_and_place() {
        let text =
            "\u{feff}# é\r\na = \"\u{1f600}\" # x\r\nb = [1, 2.5, 0x1F, -3]\r\nc = 2026-09-01\r\n[d.é]\r\nf = true\r\n";
        let Outcome { value: root, diagnostics } = read(&text.replace("d.é", "d.\"é\""));
        assert_eq!(diagnostics, []);
        let text = text.replace("d.é", "d.\"é\"");
        let at = |node: &Node| text[node.span.range()].to_owned();
        let entries = root.entries().expect("a table");
        let places: Vec<_> = entries.iter().map(|entry| (&text[entry.key_span.range()], at(&entry.node))).collect();
        assert_eq!(places[0], ("a", "\"\u{1f600}\"".to_owned()));
        assert_eq!(places[1], ("b", "[1, 2.5, 0x1F, -3]".to_owned()));
        assert_eq!(places[2], ("c", "2026-09-01".to_owned()));
        let Value::List(items) = &entries[1].node.value else { panic!("a list") };
        let kinds: Vec<_> = items
            .iter()
            .map(|item| match &item.value {
                Value::Scalar { kind, .. } => *kind,
                other => panic!("a scalar, not {other:?}"),
            })
            .collect();
        assert_eq!(kinds, [Kind::Int(1), Kind::Float, Kind::Int(31), Kind::Int(-3)]);
        let inner = &entries[3].node.entries().expect("a table")[0];
        assert_eq!((inner.key.as_str(), &text[inner.key_span.range()]), ("é", "\"é\""));
        assert_eq!(at(&inner.node.entries().expect("a table")[0].node), "true");
    }

    #[test]
    fn nesting_has_an_end() {
        let dotted = "a.".repeat(5_000) + "a = 1";
        for text in [dotted, format!("a = {}1{}", "[".repeat(70), "]".repeat(70)), format!("[{}a]", "a.".repeat(100))] {
            let found = read(&text).diagnostics;
            assert!(!found.is_empty() && found.iter().all(|found| found.code == Code::ConfigSyntax), "{found:?}");
        }
    }
}
