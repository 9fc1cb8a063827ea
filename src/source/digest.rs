//! Digests of content.

use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64, xxh3_128};

/// A digest of content (XXH3, 128 bits): the same bytes give the same digest on every machine and in every version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(u128);

impl Digest {
    /// All hexadecimal digits.
    pub(crate) const DIGITS: usize = 32;

    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }

    /// The digest of a value: equal values have the same digest within one program.
    pub fn of_value(value: &impl Hash) -> Self {
        let mut pieces = SmallPieces::new();
        value.hash(&mut pieces);
        Self(pieces.digest())
    }

    /// The digest of bytes that come in pieces.
    pub(crate) fn of_pieces() -> DigestOfPieces {
        DigestOfPieces(Box::default())
    }

    /// The first 64 bits, for a seed.
    pub fn seed(self) -> u64 {
        (self.0 >> 64) as u64
    }

    /// The first `digits` (at most 32) hexadecimal digits.
    pub fn hex(self, digits: usize) -> String {
        const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        // Some twenty of a page are written, for which `format!` takes a twentieth of the page's time.
        let digit = |place: usize| DIGITS[(self.0 >> (124 - 4 * place)) as usize & 15];
        (0..digits.min(32)).map(digit).collect()
    }
}

/// Gathers what a value hands over, mostly numbers of some bytes: one long piece is digested several times faster than many short ones.
struct SmallPieces {
    gathered: [u8; GATHERED],
    used: usize,
    /// What was gathered before, if that was more than is gathered at a time.
    before: Option<Box<Xxh3>>,
}

/// Bytes that are gathered at a time.
const GATHERED: usize = 1024;

impl SmallPieces {
    fn new() -> Self {
        Self { gathered: [0; GATHERED], used: 0, before: None }
    }

    #[cold]
    fn make_room(&mut self, piece: &[u8]) {
        let before = self.before.get_or_insert_default();
        before.update(&self.gathered[..self.used]);
        before.update(piece);
        self.used = 0;
    }

    fn digest(self) -> u128 {
        let gathered = &self.gathered[..self.used];
        let Some(mut before) = self.before else { return xxh3_128(gathered) };
        before.update(gathered);
        before.digest128()
    }
}

impl Hasher for SmallPieces {
    #[inline]
    fn write(&mut self, piece: &[u8]) {
        let end = self.used + piece.len();
        if let Some(room) = self.gathered.get_mut(self.used..end) {
            room.copy_from_slice(piece);
            self.used = end;
        } else {
            self.make_room(piece);
        }
    }

    /// Nobody asks.
    fn finish(&self) -> u64 {
        xxh3_64(&self.gathered[..self.used])
    }
}

/// A digest of bytes that come in pieces; however they are cut, it is that of the whole.
pub(crate) struct DigestOfPieces(Box<Xxh3>);

impl DigestOfPieces {
    /// The next bytes.
    pub(crate) fn add(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The digest of all bytes.
    pub(crate) fn finish(&self) -> Digest {
        Digest(self.0.digest128())
    }
}

/// The digests of many things together, whatever their order: one can be taken out and another put in without looking at
/// the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct DigestSum(u128);

impl DigestSum {
    /// Of one thing.
    pub(crate) fn of(digest: Digest) -> Self {
        Self(digest.0)
    }

    /// Puts things in.
    pub(crate) fn add(&mut self, others: Self) {
        self.0 = self.0.wrapping_add(others.0);
    }

    /// Takes things out.
    pub(crate) fn remove(&mut self, others: Self) {
        self.0 = self.0.wrapping_sub(others.0);
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        u128::from_str_radix(&text, 16).map(Self).map_err(serde::de::Error::custom)
    }
}

impl Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.hex(32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_the_digest_of_its_pieces_together_however_many_they_are() {
        for count in [0, 1, 100, 127, 128, 129, 1_000, 5_000] {
            let value: Vec<u64> = (0..count).collect();
            let mut whole = value.len().to_ne_bytes().to_vec();
            whole.extend(value.iter().flat_map(|number| number.to_ne_bytes()));
            assert_eq!(Digest::of_value(&value), Digest::of(&whole), "{count}");
        }
        let long = "a".repeat(3_000);
        let mut whole = long.clone().into_bytes();
        whole.push(0xff);
        assert_eq!(Digest::of_value(&long), Digest::of(&whole));
    }
}
