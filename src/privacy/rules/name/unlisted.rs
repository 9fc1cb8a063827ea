//! Words with capital letters that no list knows, where a person may be spoken of.

use super::super::super::gazetteer::{Facts, Gazetteer};
use super::super::super::tokens::Case;
use super::Block;
use super::cues::{cues, owns};

/// From these signs on, a word that no list knows is a name.
const LEAST: u32 = 26;

/// Weighs such words. In German every noun has a capital letter: there is no telling.
pub(super) fn unlisted(block: &Block<'_>, first: usize, end: usize) -> u32 {
    let is_new = |at: usize| {
        let token = &block.tokens[at];
        let is_title = token.case == Case::Title && token.folded.len() > 2;
        is_title && block.facts[at] == Facts::default() && !Gazetteer::is_wide(&token.folded)
    };
    if !(first..end).all(is_new) || block.is_german() {
        return 0;
    }
    // `Eloah's mother`.
    let has_kin = owns(block, end) && block.facts.get(end + 1).is_some_and(|next| next.has(Facts::KIN));
    if end - first == 1 && has_kin {
        return 64;
    }
    let is_plural = end - first > 1 && block.tokens[end - 1].folded.ends_with('s');
    let is_person = !block.tokens[first].begins() && !is_plural && block.ends_noun(end);
    if is_person && cues(block, first, end) >= LEAST { 63 } else { 0 }
}
