//! The second reading: the same values again, each with its text and its place.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{FileId, Span};

use super::cursor::Cursor;
use super::shape::Shape;
use super::{Entry, Kind, Node, Value};

/// A key that its mapping already had.
#[derive(Debug)]
pub(super) struct Repeated {
    key: String,
    first: Span,
    second: Span,
}

impl Repeated {
    /// Says so.
    pub(super) fn diagnostic(&self, code: Code) -> Diagnostic {
        Diagnostic::new(code, self.second, format!("the key `{}` is written twice", self.key))
            .help("keep one of the two")
            .related(Place::At(self.first), "first written here")
    }
}

/// Where the second reading is.
#[derive(Debug)]
pub(super) struct Placer<'t> {
    text: &'t str,
    /// Where the text begins in its file.
    base: usize,
    file: FileId,
    cursor: Cursor<'t>,
    /// While what an alias stands for is read: the alias.
    inside_alias: Option<Range<usize>>,
    /// Keys that came twice.
    pub(super) repeated: Vec<Repeated>,
}

impl<'t> Placer<'t> {
    /// At the beginning of `text`, which begins at byte `base` of `file`.
    pub(super) fn new(text: &'t str, base: usize, file: FileId) -> Self {
        Self { text, base, file, cursor: Cursor::new(text), inside_alias: None, repeated: Vec::new() }
    }

    /// Reads the document, whose shape is known.
    pub(super) fn place<'de, D: Deserializer<'de>>(&mut self, shape: &Shape, document: D) -> Result<Node, D::Error> {
        let parent = self.span(0..self.text.len());
        if matches!(shape, Shape::Scalar(Kind::Null)) {
            let value = Value::Scalar { text: String::new(), kind: Kind::Null };
            return Ok(Node { value, span: parent });
        }
        NodeSeed { placer: self, shape, parent }.deserialize(document)
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start..self.base + range.end)
    }

    /// Where a scalar stands, and the cursor moves behind it.
    fn locate(&mut self, scalar: &Lent) -> Option<Range<usize>> {
        let lent = scalar.address.and_then(|address| self.lent(address, &scalar.text));
        if let Some(alias) = &self.inside_alias {
            return lent.or_else(|| Some(alias.clone()));
        }
        if let Some(alias) = self.cursor.alias() {
            return Some(alias);
        }
        match lent {
            Some(range) => {
                self.cursor.at = self.cursor.at.max(range.end);
                Some(range)
            }
            None if scalar.text.is_empty() && scalar.address.is_some() => None,
            None => {
                self.cursor.properties();
                self.cursor.scalar(&scalar.text)
            }
        }
    }

    /// The range of a text that the parser lent from ours, with its quotation marks; `None` for one that is nowhere.
    fn lent(&self, address: usize, text: &str) -> Option<Range<usize>> {
        let start = address.checked_sub(self.text.as_ptr().addr())?;
        let end = start + text.len();
        if self.text.get(start..end) != Some(text) {
            return None;
        }
        let bytes = self.text.as_bytes();
        let before = start.checked_sub(1).and_then(|at| bytes.get(at));
        match (before, bytes.get(end)) {
            (Some(b'"'), Some(b'"')) | (Some(b'\''), Some(b'\'')) => Some(start - 1..end + 1),
            _ => (start < end).then_some(start..end),
        }
    }

    /// Goes into a list or mapping.
    fn enter(&mut self) -> Entered {
        if self.inside_alias.is_some() {
            return Entered::Expanded;
        }
        self.cursor.properties();
        if let Some(alias) = self.cursor.alias() {
            self.inside_alias = Some(alias);
            return Entered::Alias;
        }
        let start = self.cursor.at;
        let close = match self.cursor.peek() {
            Some(b'[') => Some(b']'),
            Some(b'{') => Some(b'}'),
            _ => None,
        };
        self.cursor.at += usize::from(close.is_some());
        Entered::Here { start, close }
    }

    /// Comes out of a list or mapping; where it stands.
    fn leave(&mut self, entered: &Entered) -> Option<Range<usize>> {
        match entered {
            Entered::Expanded => self.inside_alias.clone(),
            Entered::Alias => self.inside_alias.take(),
            Entered::Here { start, close } => {
                if let Some(close) = close {
                    self.cursor.eat(b',');
                    self.cursor.eat(*close);
                }
                (*start < self.cursor.at).then_some(*start..self.cursor.at)
            }
        }
    }

    /// Passes what stands between two items of a list or two entries of a mapping.
    fn separate(&mut self, indicator: u8) {
        if self.inside_alias.is_none() {
            self.cursor.eat(b',');
            self.cursor.eat_indicator(indicator);
        }
    }
}

/// How a list or mapping was gone into.
enum Entered {
    /// It is written here, in block style or between brackets.
    Here {
        /// Its first byte.
        start: usize,
        /// Its closing bracket.
        close: Option<u8>,
    },
    /// An alias stands here.
    Alias,
    /// It is part of what an alias stands for.
    Expanded,
}

struct NodeSeed<'a, 't, 's> {
    placer: &'a mut Placer<'t>,
    shape: &'s Shape,
    /// Stands for the place of a value that is nowhere.
    parent: Span,
}

impl NodeSeed<'_, '_, '_> {
    fn node(self, entered: &Entered, value: Value) -> Node {
        let located = self.placer.leave(entered).map(|range| self.placer.span(range));
        Node { value, span: located.unwrap_or(self.parent) }
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_, '_, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        match self.shape {
            Shape::Seq(_) => deserializer.deserialize_seq(self),
            Shape::Map(_) => deserializer.deserialize_map(self),
            Shape::Scalar(kind) => {
                let scalar = deserializer.deserialize_str(LentVisitor)?;
                let located = self.placer.locate(&scalar).map(|range| self.placer.span(range));
                let value = Value::Scalar { text: scalar.text, kind: *kind };
                Ok(Node { value, span: located.unwrap_or(self.parent) })
            }
        }
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_, '_, '_> {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the same value as before")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let Shape::Seq(shapes) = self.shape else { return Err(A::Error::custom("not a list as before")) };
        let entered = self.placer.enter();
        let mut nodes = Vec::with_capacity(shapes.len());
        for shape in shapes {
            self.placer.separate(b'-');
            let seed = NodeSeed { placer: &mut *self.placer, shape, parent: self.parent };
            nodes.extend(items.next_element_seed(seed)?);
        }
        Ok(self.node(&entered, Value::Seq(nodes)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let Shape::Map(shapes) = self.shape else { return Err(A::Error::custom("not a mapping as before")) };
        let entered = self.placer.enter();
        let mut known: BTreeMap<String, Span> = BTreeMap::new();
        let mut found = Vec::with_capacity(shapes.len());
        for shape in shapes {
            self.placer.separate(b'?');
            let Some(key) = entries.next_key_seed(LentVisitor)? else { break };
            let key_span = self.placer.locate(&key).map_or(self.parent, |range| self.placer.span(range));
            if self.placer.inside_alias.is_none() {
                self.placer.cursor.eat(b':');
            }
            let node = entries.next_value_seed(NodeSeed { placer: &mut *self.placer, shape, parent: key_span })?;
            if let Some(first) = known.get(&key.text) {
                self.placer.repeated.push(Repeated { key: key.text, first: *first, second: key_span });
            } else {
                known.insert(key.text.clone(), key_span);
                found.push(Entry { key: key.text, key_span, node });
            }
        }
        Ok(self.node(&entered, Value::Map(found)))
    }
}

/// A text and, where the parser lent it straight from the document, its address in memory.
struct Lent {
    text: String,
    address: Option<usize>,
}

struct LentVisitor;

impl<'de> DeserializeSeed<'de> for LentVisitor {
    type Value = Lent;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Lent, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for LentVisitor {
    type Value = Lent;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Lent, E> {
        Ok(Lent { text: text.to_owned(), address: Some(text.as_ptr().addr()) })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Lent, E> {
        Ok(Lent { text: text.to_owned(), address: None })
    }
}
