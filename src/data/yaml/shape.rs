//! The first reading: which values are lists, mappings, numbers and texts, and whether it all stays within bounds.

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

use super::Kind;

/// A value without its text.
#[derive(Debug)]
pub(super) enum Shape {
    /// A word or number.
    Scalar(Kind),
    /// A list.
    Seq(Vec<Shape>),
    /// The values of a mapping.
    Map(Vec<Shape>),
}

/// What we refuse though YAML has it.
#[derive(Debug)]
pub(super) enum Refusal {
    /// `!tag`.
    Tag(String),
    /// Aliases that stand for more than a person would write.
    TooMuch,
    /// A list or mapping as a key.
    Key,
}

/// How much a document may hold once its aliases are replaced by what they stand for. A document without aliases
/// cannot exceed it.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
    /// Why reading was stopped, when it was.
    pub(super) refusal: Option<Refusal>,
}

impl Budget {
    /// The budget of this text: every value costs 1 and every byte of it 1. No value takes less than one byte, and no
    /// escape grows to more than three times its length.
    pub(super) fn of(text: &str) -> Self {
        Self { left: 65_536 + 4 * text.len(), refusal: None }
    }

    fn spend<E: Error>(&mut self, bytes: usize) -> Result<(), E> {
        match self.left.checked_sub(bytes + 1) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(self.refuse(Refusal::TooMuch)),
        }
    }

    fn refuse<E: Error>(&mut self, refusal: Refusal) -> E {
        self.refusal = Some(refusal);
        E::custom("refused")
    }
}

/// Reads a value's shape.
pub(super) struct ShapeSeed<'a>(pub(super) &'a mut Budget);

impl<'de> DeserializeSeed<'de> for ShapeSeed<'_> {
    type Value = Shape;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Shape, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ShapeSeed<'_> {
    type Value = Shape;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Shape, E> {
        self.0.spend(0)?;
        Ok(Shape::Scalar(Kind::Null))
    }

    fn visit_none<E: Error>(self) -> Result<Shape, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Shape, E> {
        self.0.spend(0)?;
        Ok(Shape::Scalar(Kind::Bool(value)))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Shape, E> {
        self.0.spend(0)?;
        Ok(Shape::Scalar(Kind::Int(value)))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Shape, E> {
        self.0.spend(0)?;
        Ok(Shape::Scalar(i64::try_from(value).map_or(Kind::Number, Kind::Int)))
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<Shape, E> {
        self.visit_f64(0.0)
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<Shape, E> {
        self.visit_f64(0.0)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Shape, E> {
        self.0.spend(0)?;
        Ok(Shape::Scalar(Kind::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Shape, E> {
        self.0.spend(text.len())?;
        Ok(Shape::Scalar(Kind::Text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Shape, A::Error> {
        self.0.spend(0)?;
        let mut shapes = Vec::new();
        while let Some(shape) = items.next_element_seed(ShapeSeed(self.0))? {
            shapes.push(shape);
        }
        Ok(Shape::Seq(shapes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Shape, A::Error> {
        self.0.spend(0)?;
        let mut shapes = Vec::new();
        while entries.next_key_seed(KeySeed(self.0))?.is_some() {
            shapes.push(entries.next_value_seed(ShapeSeed(self.0))?);
        }
        Ok(Shape::Map(shapes))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Shape, A::Error> {
        let (tag, _) = tagged.variant::<String>()?;
        Err(self.0.refuse(Refusal::Tag(tag)))
    }
}

struct KeySeed<'a>(&'a mut Budget);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        // The parser itself refuses a list or mapping here, without a call to the visitor.
        let before = self.0.refusal.replace(Refusal::Key);
        deserializer.deserialize_str(KeyVisitor(self.0))?;
        self.0.refusal = before;
        Ok(())
    }
}

struct KeyVisitor<'a>(&'a mut Budget);

impl Visitor<'_> for KeyVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.spend(text.len())
    }
}
