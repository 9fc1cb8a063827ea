//! Tables by files' ids and by digests.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64;

use super::{Digest, FileId};

/// A table by files' ids. Nothing goes by its order.
pub(crate) type FileMap<T> = HashMap<FileId, T, BuildHasherDefault<DigestHasher>>;

/// A set of files' ids. Nothing goes by its order.
pub(crate) type FileSet = HashSet<FileId, BuildHasherDefault<DigestHasher>>;

/// A table by digests. Nothing goes by its order.
pub(crate) type DigestMap<T> = HashMap<Digest, T, BuildHasherDefault<DigestHasher>>;

/// A file's id is a digest, too; both stand for themselves in a table.
#[derive(Debug, Clone, Copy, Default)]
pub struct DigestHasher(u64);

impl Hasher for DigestHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u128(&mut self, digest: u128) {
        self.0 = (digest >> 64) as u64;
    }

    fn write_u64(&mut self, id: u64) {
        self.0 = id;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A Bloom filter of one hash over files: of what is not in it, one file in sixty-four seems to be for each that is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FileFilter(u64);

impl FileFilter {
    /// Whether a file may be in both; where this says no, none is.
    pub fn may_meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl FromIterator<FileId> for FileFilter {
    fn from_iter<I: IntoIterator<Item = FileId>>(files: I) -> Self {
        Self(files.into_iter().fold(0, |bits, FileId(id)| bits | 1 << (id % u64::from(u64::BITS))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::CoursePath;

    #[test]
    fn a_filter_misses_no_file() {
        let files: Vec<FileId> = (0..200).map(|at| FileId::of(&CoursePath::new(&format!("content/{at}.md")))).collect();
        let few: FileFilter = files[..3].iter().copied().collect();
        let may_have = |file: &&FileId| few.may_meet(std::iter::once(**file).collect());
        assert!(files[..3].iter().all(|file| may_have(&file)));
        assert!(files[3..].iter().filter(may_have).count() < 30);
        assert!(!FileFilter::default().may_meet(few));
    }
}
