//! The model: what a course is, whatever it was written in and whatever it is made into.
//!
//! Nothing here reads, parses or renders. Start at [`Course`]; a page's body is a list of [`Block`]s.

mod address;
mod block;
mod front;
mod item;
mod link;
mod page;

pub use address::{Address, OutPath};
pub use block::{Block, Callout, Container, Dialogue, Figure, Prose, Slot, SlotContent, Turn, TurnMark};
pub use front::{CaseAttestation, Consent, FrontMatter, Objective};
pub use item::{Answer, Blank, BlankEntry, Choice, Credit, Item, ItemKind, MenuOption, Pair};
pub use link::{Destination, Link};
pub use page::{Course, Heading, Kind, KindOrder, Module, Page, PageId, PageRole, Term, slug};

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
