//! Many names, arranged so that the few that could be meant by a misspelt one are found without a look at each.
//!
//! [`suggest`](super::suggest()) looks at every name it is given. With as many errors as names that grows with the square: a folder
//! that was renamed breaks a thousand links among a thousand files.

use xxhash_rust::xxh3::xxh3_64;

/// So few names are all looked at.
const FEW: usize = 400;
/// So many names are taken from each place of the index at most.
const MOST: usize = 25;
/// Names longer than this, in bytes, are found by their beginning and their end alone: what is kept grows with the square of it.
const LONGEST: usize = 100;

/// Names by their beginning, by their end, and by what is left of them without one letter.
#[derive(Debug, Default)]
pub(crate) struct NameIndex {
    /// In lower case and as written, in order.
    names: Vec<(Box<str>, Box<str>)>,
    /// Indices of names, in the order of their ends.
    by_end: Vec<u32>,
    /// Digests of a name in lower case, whole and without each of its characters, with the name's index, in order.
    by_rest: Vec<(u64, u32)>,
}

impl NameIndex {
    pub(crate) fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut names: Vec<(Box<str>, Box<str>)> =
            names.into_iter().map(|name| (name.to_lowercase().into(), name.into())).collect();
        names.sort_unstable();
        names.dedup();
        if names.len() <= FEW {
            return Self { names, ..Self::default() };
        }
        let count = u32::try_from(names.len()).unwrap_or(u32::MAX);
        let lower = |index: u32| &*names[index as usize].0;
        let mut by_end: Vec<u32> = (0..count).collect();
        by_end.sort_by(|one, other| lower(*one).bytes().rev().cmp(lower(*other).bytes().rev()));
        let mut by_rest: Vec<(u64, u32)> =
            (0..count).flat_map(|index| rests(lower(index)).into_iter().map(move |rest| (rest, index))).collect();
        by_rest.sort_unstable();
        Self { names, by_end, by_rest }
    }

    /// The names that could be meant: all of a few; of many, those within one typing error, and those that have the longest
    /// beginning or end in common with what was written.
    pub(crate) fn near(&self, written: &str) -> Vec<&str> {
        if self.names.len() <= FEW {
            return self.names.iter().map(|(_, name)| &**name).collect();
        }
        let lower = written.to_lowercase();
        let at = self.names.partition_point(|(name, _)| **name < *lower);
        let mut found: Vec<usize> = around(at, self.names.len()).collect();
        let at = self.by_end.partition_point(|index| self.lower(*index).bytes().rev().lt(lower.bytes().rev()));
        found.extend(around(at, self.by_end.len()).map(|at| self.by_end[at] as usize));
        for rest in rests(&lower) {
            let from = self.by_rest.partition_point(|(known, _)| *known < rest);
            let same = self.by_rest[from..].iter().take_while(|(known, _)| *known == rest);
            found.extend(same.take(MOST).map(|(_, index)| *index as usize));
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|index| &*self.names[index].1).collect()
    }

    fn lower(&self, index: u32) -> &str {
        &self.names[index as usize].0
    }
}

/// The places before and after one of `count`.
fn around(at: usize, count: usize) -> std::ops::Range<usize> {
    at.saturating_sub(MOST)..(at + MOST).min(count)
}

/// Digests of a word and of what is left of it without each of its characters: two words with one in common are one typing error
/// apart, or two (the deletion neighbourhood of Mor and Fraenkel, 1982).
fn rests(word: &str) -> Vec<u64> {
    if word.len() > LONGEST {
        return Vec::new();
    }
    let mut rest = String::with_capacity(word.len());
    let without = word.char_indices().map(|(at, character)| {
        rest.clear();
        rest.push_str(&word[..at]);
        rest.push_str(&word[at + character.len_utf8()..]);
        xxh3_64(rest.as_bytes())
    });
    let mut rests: Vec<u64> = without.collect();
    rests.push(xxh3_64(word.as_bytes()));
    rests.sort_unstable();
    rests.dedup();
    rests
}

#[cfg(test)]
mod tests {
    use super::super::suggest;
    use super::NameIndex;

    #[test]
    fn of_very_many_names_the_one_that_is_meant_is_among_the_near_ones() {
        let names: Vec<String> = (0..5000).map(|number| format!("lesson-{number}-of-many")).collect();
        let others = ["Withdrawal", "the-first-session-of-all", "Überforderung", "what-is-left-when-all-is-said"];
        let index = NameIndex::of(names.iter().map(String::as_str).chain(others));
        let nearest = |written: &str| suggest(written, index.near(written)).nearest;
        assert_eq!(nearest("withdrawl"), Some("Withdrawal"));
        assert_eq!(nearest("lesson-4321-ofmany"), Some("lesson-4321-of-many"));
        assert_eq!(nearest("leson-432-of-many"), Some("lesson-432-of-many"));
        assert_eq!(nearest("uberforderung"), Some("Überforderung"));
        assert_eq!(nearest("the-frst-sesion-of-al"), Some("the-first-session-of-all"));
        assert_eq!(nearest("that-is-left-when-al-is-said"), Some("what-is-left-when-all-is-said"));
        assert_eq!(nearest("confrontation"), None);
        assert!(index.near(&"lesson-".repeat(40)).len() <= 50);
    }

    #[test]
    fn of_a_few_names_each_is_near_once() {
        assert_eq!(NameIndex::of(["b", "a", "b"]).near("x"), ["a", "b"]);
    }
}
