//! What is known as several words together, and the names of public bodies.

use super::super::super::gazetteer::{Facts, Gazetteer};
use super::{Block, is_near};

/// `Haute Autorité de Santé`: no name is in it that many have.
pub(super) fn is_public_body(block: &Block<'_>, first: usize, end: usize) -> bool {
    let words = &block.facts[first..end];
    words.iter().any(|facts| facts.has(Facts::BODY_HEAD)) && !words.iter().any(|facts| facts.has(Facts::PURE))
}

/// How many words are known together from here on, as of a work or of somebody whom everybody knows: `Harry Potter`.
pub(in super::super) fn known_phrase(block: &Block<'_>, first: usize) -> usize {
    if !block.facts[first].has(Facts::PHRASE) || !block.tokens[first].is_capital() {
        return 0;
    }
    let mut phrase = block.tokens[first].folded.to_string();
    let mut longest = 0;
    for length in 2..=4 {
        let at = first + length - 1;
        if block.tokens.get(at).is_none_or(|_| !is_near(block, at)) {
            break;
        }
        phrase.push(' ');
        phrase.push_str(&block.tokens[at].folded);
        if block.tokens[at].is_capital() && Gazetteer::get().facts(&phrase).has(Facts::KNOWN) {
            longest = length;
        }
    }
    longest
}
