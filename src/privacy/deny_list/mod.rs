//! A list of real names and other words that must stand nowhere: kept outside the course, and held here only as digests.
//!
//! A [`DenyList`] cannot show its terms, because it does not have them: a term is digested with the list's salt as soon as it is
//! read ([`file`]). A text is cut into words without case, accents and marks ([`words`]), and each run of words that could be a
//! term is digested and looked up. So no message, log, cache or debug output can hold a term of the list itself.

mod file;
mod words;

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use rphonetic::DoubleMetaphone;
use sha2::{Digest as _, Sha256};
use xxhash_rust::xxh3::xxh3_64_with_seed;

pub(crate) use file::{Fault, hashed};
use words::{Spelling, Words};

/// A term's digest: SHA-256 of the salt and the term's words, folded and joined.
type TermDigest = [u8; 32];

/// Terms that must stand nowhere, as digests.
pub(crate) struct DenyList {
    salt: Vec<u8>,
    /// Of each term, how many words it has.
    terms: HashMap<TermDigest, u8>,
    /// One bit for each value of the first sixteen bits of a fast hash: nearly every run of words is seen at once to be no term.
    filter: Vec<u64>,
    /// The most words of a term.
    most_words: u8,
    /// How long a term may be, folded and joined, in bytes.
    longest: usize,
    /// First letters of the words of terms, and how these sound; empty where the list has digests alone.
    initials: BTreeSet<char>,
    sounds: BTreeSet<String>,
    /// Which list it is, and in which state.
    stamp: u64,
    /// See [`Self::beyond`].
    beyond: OnceLock<Box<Self>>,
}

/// What a made-up name has in common with a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// It is one.
    Same,
    /// It sounds like one.
    Sound,
    /// It begins with the same letter.
    Initial,
}

impl DenyList {
    /// The list in a file's text: a term a line, or digests as [`hashed`] writes them. `salt` is for a list of plain terms;
    /// `stamp` tells one state of the file from another.
    pub(crate) fn read(text: &str, salt: [u8; 16], stamp: u64) -> Result<Self, Vec<Fault>> {
        file::read(text, salt, stamp)
    }

    /// Which list it is, and in which state.
    pub(crate) fn stamp(&self) -> u64 {
        self.stamp
    }

    /// How many terms there are.
    pub(crate) fn len(&self) -> usize {
        self.terms.len()
    }

    /// Where terms stand in a text, by rising place; of those that overlap the first and longest.
    pub(crate) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let words = Words::of(text, Spelling::Plain);
        self.find_in(&words, &mut found);
        if words.has_umlauts {
            self.find_in(&Words::of(text, Spelling::Umlauts), &mut found);
        }
        first_and_longest(found)
    }

    /// The list without the terms that stand in texts of the program's own, which are `given` once.
    pub(crate) fn beyond<T: AsRef<str>>(&self, given: impl FnOnce() -> Vec<T>) -> &Self {
        self.beyond.get_or_init(|| {
            let mut terms = self.terms.clone();
            for text in given() {
                let text = text.as_ref();
                for spelling in [Spelling::Plain, Spelling::Umlauts] {
                    self.each_in(&Words::of(text, spelling), &mut |_, term| {
                        terms.remove(term);
                    });
                }
            }
            Box::new(Self {
                salt: self.salt.clone(),
                terms,
                filter: self.filter.clone(),
                initials: self.initials.clone(),
                sounds: self.sounds.clone(),
                beyond: OnceLock::new(),
                ..*self
            })
        })
    }

    /// Whether a term stands in a text.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        !self.find(text).is_empty()
    }

    /// The text with every term covered.
    pub(crate) fn covered(&self, text: &str) -> String {
        const COVER: &str = "[…]";
        let (mut covered, mut at) = (String::with_capacity(text.len()), 0);
        for range in self.find(text) {
            covered.push_str(&text[at..range.start]);
            covered.push_str(COVER);
            at = range.end;
        }
        covered.push_str(&text[at..]);
        covered
    }

    /// What a made-up name has in common with a term of the list, if anything.
    pub(crate) fn likeness(&self, name: &str) -> Option<Likeness> {
        if self.is_in(name) {
            return Some(Likeness::Same);
        }
        let words = Words::of(name, Spelling::Plain);
        let of_words = || words.iter().filter(|word| word.chars().count() > 1);
        if of_words().flat_map(sounds).any(|sound| self.sounds.contains(&sound)) {
            return Some(Likeness::Sound);
        }
        let is_known = |word: &str| word.chars().next().is_some_and(|initial| self.initials.contains(&initial));
        of_words().any(is_known).then_some(Likeness::Initial)
    }

    fn find_in(&self, words: &Words, found: &mut Vec<Range<usize>>) {
        self.each_in(words, &mut |place, _| found.push(place));
    }

    /// Shows the place of every term among some words, and which one it is.
    fn each_in(&self, words: &Words, see: &mut impl FnMut(Range<usize>, &TermDigest)) {
        for first in 0..words.len() {
            let mut spaces = 0;
            for last in first..words.len() {
                spaces += u8::from(last > first && !words.is_joined(last));
                let run = words.run(first..=last);
                if spaces >= self.most_words || run.len() > self.longest + 1 {
                    break;
                }
                // Names have an `s` in many languages where something is theirs.
                let bare = run.strip_suffix('s').filter(|bare| bare.len() > 2);
                for run in [Some(run), bare].into_iter().flatten() {
                    if let Some(term) = self.term(run, spaces + 1) {
                        see(words.place(first..=last), &term);
                    }
                }
            }
        }
    }

    /// The term that a run of words is, of which `parts` are apart from each other, if it is one.
    fn term(&self, run: &str, parts: u8) -> Option<TermDigest> {
        let (at, bit) = filtered(fast_hash(&self.salt, run));
        if self.filter[at] & bit == 0 {
            return None;
        }
        let digest = digest(&self.salt, run);
        self.terms.get(&digest).is_some_and(|words| parts <= *words).then_some(digest)
    }
}

/// Places by rising place; of those that overlap the first and longest.
pub(super) fn first_and_longest(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut last = 0;
    found.retain(|range| {
        let is_free = range.start >= last;
        last = last.max(range.end);
        is_free
    });
    found
}

/// How a word sounds, in up to two ways.
fn sounds(word: &str) -> Vec<String> {
    let metaphone = DoubleMetaphone::default().double_metaphone(word);
    let mut sounds = vec![metaphone.primary(), metaphone.alternate()];
    // One sound alone says little.
    sounds.retain(|sound| sound.len() > 1);
    sounds.dedup();
    sounds
}

fn digest(salt: &[u8], run: &str) -> TermDigest {
    Sha256::new().chain_update(salt).chain_update(run).finalize().into()
}

/// The first sixteen bits of a hash that takes next to no time.
fn fast_hash(salt: &[u8], run: &str) -> u16 {
    let seed = salt.iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte));
    (xxh3_64_with_seed(run.as_bytes(), seed) >> 48) as u16
}

/// The bit that stands for a fast hash, and the number that it stands in.
fn filtered(hash: u16) -> (usize, u64) {
    (usize::from(hash >> 6), 1 << (hash & 63))
}

/// Two lists are the same when they are the same file in the same state.
impl PartialEq for DenyList {
    fn eq(&self, other: &Self) -> bool {
        self.stamp == other.stamp
    }
}

impl Eq for DenyList {}

impl Hash for DenyList {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.stamp.hash(state);
    }
}

impl fmt::Debug for DenyList {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("DenyList").field("terms", &self.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
