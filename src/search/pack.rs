//! A shard as one run of bytes, so that it outlasts the program: a line of JSON that says what it is, then the files, one
//! after the other. What was changed or cut off on the way is known by its digest.

use serde::{Deserialize, Serialize};

use crate::source::Digest;

use super::Shard;
use super::shard::ShardFiles;

#[derive(Serialize, Deserialize)]
struct Head {
    shard: Digest,
    /// Of all the rest.
    whole: Digest,
    /// Names and lengths.
    files: Vec<(String, usize)>,
}

impl Shard {
    /// The shard's bytes.
    ///
    /// # Panics
    /// Never: texts and numbers are JSON.
    pub fn pack(&self) -> Vec<u8> {
        let content: Vec<u8> = self.files.iter().flat_map(|(_, bytes)| bytes.iter().copied()).collect();
        let files: Vec<_> = self.files.iter().map(|(name, bytes)| (name.clone(), bytes.len())).collect();
        let head = Head { shard: self.digest, whole: whole(self.digest, &files, &content), files };
        let mut pack = serde_json::to_vec(&head).expect("texts and numbers are JSON");
        pack.push(b'\n');
        pack.extend(content);
        pack
    }

    /// The shard of such bytes; none when they are not as they were made.
    pub fn unpack(pack: &[u8]) -> Option<Self> {
        let end = memchr::memchr(b'\n', pack)?;
        let (head, mut content) = (&pack[..end], &pack[end + 1..]);
        let head: Head = serde_json::from_slice(head).ok()?;
        if head.whole != whole(head.shard, &head.files, content) || !head.files.iter().all(|(name, _)| is_clean(name)) {
            return None;
        }
        let mut files: ShardFiles = Vec::with_capacity(head.files.len());
        for (name, length) in head.files {
            let (bytes, rest) = content.split_at_checked(length)?;
            files.push((name, bytes.into()));
            content = rest;
        }
        content.is_empty().then_some(Self { digest: head.shard, files })
    }
}

fn whole(shard: Digest, files: &[(String, usize)], content: &[u8]) -> Digest {
    Digest::of_value(&(shard, files, Digest::of(content)))
}

/// Whether a name stays below the shard's folder.
fn is_clean(name: &str) -> bool {
    name.split('/').all(|part| !matches!(part, "" | "." | "..")) && !name.contains(['\\', ':'])
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn shard() -> Shard {
        let files = vec![("a.json".to_owned(), Arc::from(*b"{}")), ("b/c".to_owned(), Arc::from(*b"\n\0x"))];
        Shard { digest: Digest::of(b"documents"), files }
    }

    #[test]
    fn a_shard_comes_back_as_it_was() {
        assert_eq!(Shard::unpack(&shard().pack()), Some(shard()));
    }

    #[test]
    fn one_that_was_changed_or_cut_off_anywhere_is_none() {
        let pack = shard().pack();
        for end in 0..pack.len() {
            assert_eq!(Shard::unpack(&pack[..end]), None, "cut off at {end}");
        }
        for at in 0..pack.len() {
            let mut pack = pack.clone();
            pack[at] ^= 1;
            assert_eq!(Shard::unpack(&pack), None, "changed at {at}");
        }
    }

    #[test]
    fn one_that_names_a_file_elsewhere_is_none() {
        for name in ["../a", "a//b", "/a", "a/..", "C:a", "a\\b"] {
            let shard = Shard { digest: Digest::of(b""), files: vec![(name.to_owned(), Arc::from(*b""))] };
            assert_eq!(Shard::unpack(&shard.pack()), None, "{name}");
        }
    }
}
