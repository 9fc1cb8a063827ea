//! One word with a capital letter, and nothing of a name beside it.

use super::super::super::gazetteer::{Facts, Gazetteer};
use super::super::super::language::Language;
use super::super::super::tokens::{Capitals, Case, Gap};
use super::cues::{cues, has_article, is_creed, is_speech_itself};
use super::unlisted::{is_abstract, unlisted};
use super::{Block, is_sure, speaks};

/// Weighs it.
pub(super) fn weigh_one(block: &Block<'_>, at: usize) -> u32 {
    let (token, facts) = (&block.tokens[at], block.facts[at]);
    if token.case == Case::Upper && (token.folded.len() < 4 || facts.has(Facts::WORD)) || token.range.len() == 1 {
        return 0;
    }
    if is_household(block, at) || is_entry(block, at) {
        return 72;
    }
    // `the Stroop task`, and an abbreviation that no list has as a name of many countries.
    let is_stretched = matches!(block.language, Language::English | Language::Unknown) && has_article(block, at);
    if is_stretched && !facts.has(Facts::TITLE) || token.case == Case::Upper && !facts.has(Facts::EVERYWHERE) {
        return 0;
    }
    // `Said too softly`: a verb that begins a note.
    if token.begins() && is_speech_itself(block, at) {
        return 0;
    }
    let cues = cues(block, at, at + 1);
    let is_alone = facts.has(Facts::KNOWN);
    let is_foreign = block.language == Language::Other && facts.has(Facts::LOWER_WORD);
    if is_sure(facts, Facts::GIVEN) && token.begins() && is_foreign {
        // `Claire et nette`: what begins a sentence may be any word.
        return 50 + cues;
    }
    if is_sure(facts, Facts::GIVEN) {
        let is_place = facts.has(Facts::PLACE) && at > 0 && block.facts[at - 1].has(Facts::AT) && cues < 20;
        return match facts.has(Facts::RARE_GIVEN) {
            _ if is_alone => 20 + cues,
            _ if is_place => 40 + cues,
            true if token.begins() => 48 + cues,
            true => 70,
            false => 84,
        };
    }
    if facts.has(Facts::KNOWN) {
        return 0;
    }
    if is_sure(facts, Facts::SURNAME) {
        let is_foreign_noun = token.begins() && (token.folded.len() < 4 || facts.has(Facts::RARE_SURNAME));
        return match (is_alone, is_foreign_noun) {
            (true, _) => 20 + cues,
            (_, true) => 40 + cues,
            _ => 60 + cues,
        };
    }
    if facts.has(Facts::NAME) {
        let base = match (token.begins(), facts.has(Facts::GIVEN)) {
            (false, true) => 36,
            (true, true) => 26,
            (false, false) => 24,
            (true, false) => 12,
        };
        // In German, `zu Boden` says nothing.
        let base = if block.is_german() && !facts.has(Facts::EVERYWHERE) { base - 10 } else { base };
        let least = if stands_out(block, at) { 62 } else { 0 };
        return least.max(base + cues);
    }
    // `Guilt says`, `Having said`: what begins a sentence may be any word.
    let is_idea = token.begins()
        && (is_abstract(block, at) || block.tokens.get(at + 1).is_some_and(|next| next.folded.ends_with('s')));
    // A word that no list knows, of somebody who speaks.
    let is_new = facts == Facts::default()
        && token.case == Case::Title
        && token.folded.len() > 2
        && !is_idea
        && !(token.begins() && block.is_german());
    if is_new && speaks(block, at + 1) && is_speech_itself(block, at + 1) { 64 } else { unlisted(block, at, at + 1) }
}

/// `Moreno, Julia`, and nothing else.
fn is_entry(block: &Block<'_>, at: usize) -> bool {
    let is_pair = block.tokens.len() == 2
        && block.tokens[1].gap == Gap::Comma
        && block.tokens.iter().all(|token| token.case == Case::Title);
    let other = block.facts.get(1 - at.min(1)).copied().unwrap_or_default();
    is_pair && other.has(Facts::NAME) && !other.has(Facts::WORD | Facts::NEVER)
}

/// `the Hendersons`
fn is_household(block: &Block<'_>, at: usize) -> bool {
    let token = &block.tokens[at];
    let stem =
        token.folded.strip_suffix('s').filter(|stem| stem.len() > 3 && token.case == Case::Title && !token.begins());
    let facts = stem.map(|stem| Gazetteer::get().facts(stem)).unwrap_or_default();
    let is_the = at > 0 && &*block.tokens[at - 1].folded == "the";
    is_the
        && is_sure(facts, Facts::SURNAME)
        && !facts.has(Facts::LOWER_WORD | Facts::KNOWN | Facts::WIDE)
        && block.ends_noun(at + 1)
}

/// Whether a name that many have and that is also a word has a capital letter where no word has one: within a sentence of a language
/// that writes names alone with one.
fn stands_out(block: &Block<'_>, at: usize) -> bool {
    let (token, facts) = (&block.tokens[at], block.facts[at]);
    let is_name = facts.has(Facts::GIVEN) && facts.has(Facts::EVERYWHERE);
    let is_other =
        facts.has(Facts::MONTH | Facts::NEVER | Facts::TEST | Facts::WIDE | Facts::KNOWN) || is_creed(&token.folded);
    let is_after = |before: usize| block.tokens[before].case == Case::Lower || block.tokens[before].begins();
    let is_within = token.gap == Gap::Space && at > 0 && is_after(at - 1);
    let goes_on = block.tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Joined && &*next.folded != "s");
    let is_plain = block.capitals == Capitals::Plain && matches!(block.language, Language::English | Language::Other);
    is_plain && is_name && !is_other && is_within && !goes_on && token.case == Case::Title && !has_article(block, at)
}
