//! The values of a YAML text, as `serde_yaml` reads them; without places.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::data::Kind;

/// A value without its place.
#[derive(Debug)]
pub(super) enum Data {
    /// Text, with escapes and line folding resolved.
    Text(String),
    /// Any other scalar.
    Other(Kind),
    List(Vec<Data>),
    /// Keys and values in the order written; a key may be there twice.
    Map(Vec<(String, Data)>),
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DataVisitor)
    }
}

struct DataVisitor;

impl<'de> Visitor<'de> for DataVisitor {
    type Value = Data;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Data, E> {
        Ok(Data::Other(Kind::Null))
    }

    fn visit_none<E: Error>(self) -> Result<Data, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Data, E> {
        Ok(Data::Other(Kind::Bool(value)))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Data, E> {
        Ok(Data::Other(Kind::Int(value)))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Data, E> {
        Ok(Data::Other(i64::try_from(value).map_or(Kind::Float, Kind::Int)))
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<Data, E> {
        Ok(Data::Other(Kind::Float))
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<Data, E> {
        Ok(Data::Other(Kind::Float))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Data, E> {
        Ok(Data::Other(Kind::Float))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Data, E> {
        Ok(Data::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Data, E> {
        Ok(Data::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Data, A::Error> {
        let mut found = Vec::new();
        while let Some(item) = items.next_element()? {
            found.push(item);
        }
        Ok(Data::List(found))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Data, A::Error> {
        let mut found = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            found.push(entry);
        }
        Ok(Data::Map(found))
    }
}
