//! Names in lower case: where they are no other word, or where a title, a kinship or another name stands beside them.

use super::super::super::gazetteer::Facts;
use super::super::super::tokens::{Case, Gap};
use super::cues::{cues, is_kin_before, is_owned_kin, is_speech_itself};
use super::{Block, is_near};

/// Titles in lower case that stand before names alone.
const TITLES: [&str; 20] = [
    "mr", "mrs", "ms", "dr", "prof", "frau", "herr", "herrn", "monsieur", "madame", "mme", "senor", "senora", "signor",
    "signora", "meneer", "mevrouw", "auntie", "uncle", "aunt",
];

/// Weighs a word in lower case: the words that are the name, and the confidence.
pub(super) fn lower(block: &Block<'_>, at: usize) -> Option<(usize, usize, u32)> {
    let facts = block.facts[at];
    if is_titled(block, at) {
        let is_name = facts.has(Facts::NAME) && !facts.has(Facts::NEVER);
        return with_particle(block, at).or(is_name.then_some((at, at + 1, 88)));
    }
    let is_sister = is_kin_before(block, at) && is_owned_kin(block, at);
    if block.tokens[at].folded.len() < 3 || facts.has(Facts::NEVER | Facts::PARTICLE | Facts::WORD) {
        return None;
    }
    let next = Next::of(block, at + 1);
    // `my sister tabea hates`: a word that no list knows.
    if is_sister && facts == Facts::default() {
        return next.facts.has(Facts::SPEECH).then_some((at, at + 1, 66));
    }
    if !facts.has(Facts::GIVEN) {
        return None;
    }
    if next.is_surname(facts.has(Facts::LOWER_WORD)) {
        return Some((at, at + 2, 86));
    }
    if facts.has(Facts::LOWER_WORD) {
        let is_verb = facts.has(Facts::SPEECH | Facts::RELATION | Facts::AT);
        let speaks = next.facts.has(Facts::SPEECH) && is_speech_itself(block, at + 1);
        let score = if is_sister { 80 } else { 62 };
        return (!is_verb && (is_sister || speaks)).then_some((at, at + 1, score));
    }
    // `marek dytrych was`: a word that no list knows, between a given name and a verb.
    let is_followed = Next::of(block, at + 2).facts.has(Facts::SPEECH);
    if next.is_new && is_followed && !block.is_german() {
        return Some((at, at + 2, 72));
    }
    let is_named = at > 0 && block.facts[at - 1].has(Facts::NAMED);
    if is_kin_before(block, at) || is_named {
        return Some((at, at + 1, 84));
    }
    let long = if block.tokens[at].folded.len() > 3 { 16 } else { 0 };
    Some((at, at + 1, 46 + cues(block, at, at + 1).max(long)))
}

fn is_titled(block: &Block<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let gap = block.tokens[at].gap;
    let is_title = matches!(gap, Gap::Space | Gap::Stop) && TITLES.contains(&&*block.tokens[before].folded);
    let is_lower = block.tokens[before].case == Case::Lower;
    is_title && (is_lower || block.facts[at].has(Facts::PARTICLE))
}

/// `Mrs. de Man`: particles and the word with a capital letter after them.
fn with_particle(block: &Block<'_>, at: usize) -> Option<(usize, usize, u32)> {
    let particles = (at..block.tokens.len()).take_while(|at| block.facts[*at].has(Facts::PARTICLE)).count();
    let last = block.tokens.get(at + particles).filter(|last| last.is_capital() && particles > 0)?;
    (last.gap == Gap::Space).then_some((at, at + particles + 1, 94))
}

/// The word after a name.
#[derive(Clone, Copy)]
struct Next {
    facts: Facts,
    /// Whether it is in lower case and no list knows it.
    is_new: bool,
}

impl Next {
    /// The word at a place, if it stands there with a space or a hyphen before it.
    fn of(block: &Block<'_>, at: usize) -> Self {
        let near = block.tokens.get(at).filter(|_| is_near(block, at));
        let facts = near.map_or(Facts::default(), |_| block.facts[at]);
        Self { facts, is_new: facts == Facts::default() && near.is_some_and(|token| token.case == Case::Lower) }
    }

    /// Whether it is a surname; after a name that may be a word, one that is nothing else.
    fn is_surname(self, is_strict: bool) -> bool {
        let words = Facts::LOWER_WORD | Facts::SPEECH | Facts::RELATION | Facts::NEVER | Facts::PARTICLE;
        let words = if is_strict { words | Facts::WORD } else { words };
        self.facts.has(Facts::SURNAME) && !self.facts.has(words)
    }
}
