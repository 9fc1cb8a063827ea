//! YAML as a tree of [`Node`]s. The only module that sees `serde_yaml`.
//!
//! `serde_yaml` reads what the values are ([`values`]) and tells where an error is, but not where a value is: that tells
//! another parser ([`places`], [`written`]), which sees the text first and holds the limits. Both trees are laid over
//! each other here. [`fault`] says in words what is wrong. Start at [`parse`].

mod fault;
mod places;
mod values;
mod written;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Outcome, Place as At};
use crate::source::{FileId, Span};

use super::node::{Entry, Kind, Node, Value, shorten};
use fault::Fault;
pub(in crate::data) use fault::lacks_space;
use places::{Content, Place};
use values::Data;

/// Reads `text[range]`, which is part of `file`. Errors have `code`; the value is absent only with an error.
pub(crate) fn parse(text: &str, range: Range<usize>, file: FileId, code: Code) -> Outcome<Option<Node>> {
    let yaml = &text[range.clone()];
    let mut tree = Tree { yaml, base: range.start, file, code, diagnostics: Vec::new() };
    match tree.read() {
        Ok(node) => Outcome { value: Some(node), diagnostics: tree.diagnostics },
        Err(fault) => {
            let diagnostic = Diagnostic::new(code, tree.span(&fault.range), fault.message).help(fault.help);
            Outcome { value: None, diagnostics: vec![diagnostic] }
        }
    }
}

/// What a reader with types of its own says of a YAML text, and where in the text.
pub(crate) fn typed_fault(error: &serde_yaml::Error) -> (String, Option<usize>) {
    let at = error.location().map(|location| location.index());
    (fault::problem(&error.to_string()).to_owned(), at)
}

struct Tree<'t> {
    yaml: &'t str,
    /// Where the YAML begins in its file.
    base: usize,
    file: FileId,
    code: Code,
    diagnostics: Vec<Diagnostic>,
}

impl Tree<'_> {
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start..self.base + range.end)
    }

    fn read(&mut self) -> Result<Node, Fault> {
        fault::unreadable(self.yaml)?;
        let whole = self.span(&(0..self.yaml.len()));
        let places = places::places(self.yaml)?;
        let data: Data = serde_yaml::from_str(self.yaml).map_err(|error| fault::of_reader(self.yaml, &error))?;
        match places {
            Some(place) => self.node(data, &place, whole),
            None => Ok(Node { value: Value::Scalar { text: String::new(), kind: Kind::Null }, span: whole }),
        }
    }

    /// A value at its place; `parent` is the place of one that is not written.
    fn node(&mut self, data: Data, place: &Place, parent: Span) -> Result<Node, Fault> {
        let span = place.range.as_ref().map_or(parent, |range| self.span(range));
        let value = match (data, &place.content) {
            (data, Content::Alias(target)) => self.node(data, target, span)?.value,
            (Data::Text(text), Content::Scalar(_)) => {
                self.report_comment(place);
                Value::Scalar { text, kind: Kind::Text }
            }
            (Data::Other(kind), Content::Scalar(text)) => Value::Scalar { text: text.clone(), kind },
            (Data::List(items), Content::List(places)) if items.len() == places.len() => {
                let nodes = items.into_iter().zip(places).map(|(item, place)| self.node(item, place, parent));
                Value::List(nodes.collect::<Result<_, _>>()?)
            }
            (Data::Map(entries), Content::Map(places)) if entries.len() == places.len() => {
                self.map(entries.into_iter().zip(places), parent)?
            }
            _ => return Err(fault::ambiguous(place.range.clone().unwrap_or(0..self.yaml.len()))),
        };
        Ok(Node { value, span })
    }

    /// Text without quotation marks ends at a `#` with a space before it, which few mean: `title: Step #1`.
    fn report_comment(&mut self, place: &Place) {
        let Some(range) =
            place.range.clone().filter(|range| !self.yaml[range.clone()].starts_with(['"', '\'', '|', '>']))
        else {
            return;
        };
        // Only what stands next to the value is looked at: a line may hold thousands of values.
        let rest = &self.yaml[range.end..];
        let comment = rest.trim_start_matches([' ', '\t']);
        let start = range.end + rest.len() - comment.len();
        if !comment.starts_with('#') || start == range.end {
            return;
        }
        let line = &comment[..comment.find(['\n', '\r']).unwrap_or(comment.len())];
        let (text, comment) = (shorten(&self.yaml[range.clone()]), line.trim_end());
        let message = format!("`{comment}` is a comment to YAML, and the value is `{text}` alone");
        let help =
            "put the value in quotation marks where it belongs to it; otherwise put the comment on a line of its own";
        let span = self.span(&(start..start + comment.len()));
        self.diagnostics.push(Diagnostic::new(Code::YamlComment, span, message).help(help));
    }

    fn map<'p>(
        &mut self,
        entries: impl Iterator<Item = ((String, Data), &'p (std::rc::Rc<Place>, std::rc::Rc<Place>))>,
        parent: Span,
    ) -> Result<Value, Fault> {
        let mut known: BTreeMap<String, Span> = BTreeMap::new();
        let mut found = Vec::with_capacity(entries.size_hint().0);
        for ((key, data), (key_place, place)) in entries {
            let key_span = key_place.range.as_ref().map_or(parent, |range| self.span(range));
            let node = self.node(data, place, key_span)?;
            if let Some(first) = known.get(&key) {
                let repeated =
                    Diagnostic::new(self.code, key_span, format!("the key `{}` is written twice", shorten(&key)))
                        .help("keep one of the two")
                        .related(At::At(*first), "first written here");
                self.diagnostics.push(repeated);
            } else {
                known.insert(key.clone(), key_span);
                found.push(Entry { key, key_span, node });
            }
        }
        Ok(Value::Map(found))
    }
}

#[cfg(test)]
mod tests;
