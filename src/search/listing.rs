//! What the theme's search reads first: where the shards are, and what a reader can filter by.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::course::Course;
use crate::source::Digest;

use super::document;
use super::pagefind::ENTRY;
use super::shard::Shard;

/// The file, in the folder of the index: a script, since a page that was opened from disk can read nothing else. What follows the
/// first `=` is JSON.
pub(super) const NAME: &str = "attune.js";

/// The folder of the shard with this number, below the index's: the first is the index as Pagefind knows it.
pub(super) fn folder(number: usize) -> String {
    if number == 0 { String::new() } else { format!("{number}/") }
}

#[derive(Serialize)]
struct Listing {
    /// Each shard's folder and a tag that is another whenever what is in it is.
    shards: Vec<(String, String)>,
    /// Filter, value, and how many pages have it, in reading order.
    filters: BTreeMap<&'static str, Vec<(String, usize)>>,
}

/// The file's text.
pub(super) fn text(course: &Course, shards: &[Arc<Shard>]) -> String {
    let shards = shards.iter().enumerate().map(|(number, shard)| (folder(number), tag(shard))).collect();
    let mut filters: BTreeMap<&'static str, Vec<(String, usize)>> = BTreeMap::new();
    let mut places: BTreeMap<(&'static str, &str), usize> = BTreeMap::new();
    for page in course.listed() {
        for (filter, value) in document::filters(course, page) {
            let values = filters.entry(filter).or_default();
            let place = *places.entry((filter, value)).or_insert_with(|| {
                values.push((value.to_owned(), 0));
                values.len() - 1
            });
            values[place].1 += 1;
        }
    }
    let listing = Listing { shards, filters };
    format!("window.attuneSearch={}\n", serde_json::to_string(&listing).expect("texts and numbers are JSON"))
}

/// Of the file that names all others of a shard: with it in its address, that one may be kept as long as they.
fn tag(shard: &Shard) -> String {
    let entry = shard.files.iter().find(|(name, _)| name == ENTRY);
    entry.map_or_else(String::new, |(_, bytes)| Digest::of(bytes).hex(10))
}
