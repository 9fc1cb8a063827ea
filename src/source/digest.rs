//! Digests of content.

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

/// A digest of content (XXH3, 128 bits): the same bytes give the same digest on every machine and in every version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(u128);

impl Digest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }

    /// The first 64 bits, for a seed.
    pub fn seed(self) -> u64 {
        (self.0 >> 64) as u64
    }

    /// The first `digits` (at most 32) hexadecimal digits.
    pub fn hex(self, digits: usize) -> String {
        let mut text = format!("{:032x}", self.0);
        text.truncate(digits);
        text
    }
}

impl Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.hex(32))
    }
}
