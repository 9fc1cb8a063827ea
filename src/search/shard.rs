//! Parts of the index: which document is in which, so that an edit asks for one of them to be indexed again, and so that
//! several are indexed at once.
//!
//! A document's place follows from its address alone. Neighbours in the course are therefore spread over all shards, and
//! each shard is a sample of the whole: a word is as frequent in one as in another, and scores, which Pagefind computes
//! within a shard, can be compared across them. Parts made of modules would rank the pages of the module that teaches a
//! word below a page elsewhere that mentions it once.

use std::sync::Arc;

use crate::course::OutPath;
use crate::source::Digest;

/// A course with up to so many documents has one shard, and larger ones about so many in each. A reader fetches a part of
/// every shard, an author waits for one (`docs/performance.md` has both by number).
const DOCUMENTS: usize = 600;
/// However large a course is, a reader's first search asks for no more parts than this. A power of two, so that all are of
/// equal size where there are so many.
const MOST: usize = 16;

/// Paths from a shard's own folder, rising, with the files' bytes.
pub(crate) type ShardFiles = Vec<(String, Arc<[u8]>)>;

/// A part of the index, finished. Equal digests stand for equal files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// Of all that the files depend on.
    pub digest: Digest,
    /// Paths from the shard's own folder, rising, with the files' bytes.
    pub files: ShardFiles,
}

/// How many shards so many documents have.
pub(super) fn count(documents: usize) -> usize {
    documents.div_ceil(DOCUMENTS).clamp(1, MOST)
}

/// The shard of the document at an address, from 0. By linear hashing (Litwin 1980): with one shard more, one of them is
/// split, and the others stay as they are.
pub(super) fn of(address: &OutPath, count: usize) -> usize {
    let whole = count.next_power_of_two();
    // Less than `whole`, which is a `usize`.
    #[expect(clippy::cast_possible_truncation, reason = "the remainder is below MOST")]
    let at = (Digest::of(address.as_str().as_bytes()).seed() % whole as u64) as usize;
    if at < count { at } else { at - whole / 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(documents: usize, count: usize) -> Vec<usize> {
        let mut sizes = vec![0; count];
        for number in 0..documents {
            sizes[of(&OutPath::new(format!("module/lesson-{number}/index.html")), count)] += 1;
        }
        sizes
    }

    #[test]
    fn a_course_of_normal_size_has_one_shard_and_no_course_more_than_sixteen() {
        assert_eq!([1, 600, 601, 2_000, 10_000, 1_000_000].map(count), [1, 1, 2, 4, 16, 16]);
        assert_eq!(sizes(50, 1), [50]);
    }

    #[test]
    fn sixteen_shards_are_of_about_equal_size() {
        let sizes = sizes(10_000, 16);
        assert!(sizes.iter().all(|size| (550..700).contains(size)), "{sizes:?}");
    }

    #[test]
    fn one_shard_more_splits_one_and_leaves_the_others() {
        for shards in 1..16 {
            let moved: Vec<(usize, usize)> = (0..2_000)
                .map(|number| OutPath::new(format!("lesson-{number}/index.html")))
                .map(|address| (of(&address, shards), of(&address, shards + 1)))
                .filter(|(before, after)| before != after)
                .collect();
            assert!(!moved.is_empty());
            assert!(moved.iter().all(|(before, after)| *before == moved[0].0 && *after == shards), "{shards}");
        }
    }
}
