//! Names where every letter is a capital one: half of the sign is gone, and what stands beside them has to say more.

use super::super::super::gazetteer::Facts;
use super::super::super::language::Language;
use super::super::super::tokens::{Case, Gap};
use super::cues::has_article;
use super::{Block, is_near, speaks};

/// Weighs two words of which one is a given name or a surname: the words that are the name, and the confidence.
pub(super) fn shouted(block: &Block<'_>, at: usize) -> Option<(usize, usize, u32)> {
    let never =
        Facts::NEVER | Facts::KIN | Facts::TITLE | Facts::MONTH | Facts::TEST | Facts::PARTICLE | Facts::INSTITUTION;
    let is_word = |at: usize| {
        let token = block.tokens.get(at)?;
        let is_one = token.case == Case::Lower && token.folded.len() > 1;
        let facts = block.facts[at];
        (is_one && (!facts.has(never) || facts.has(Facts::GIVEN) && !facts.has(Facts::KIN))).then_some(facts)
    };
    let first = is_word(at)?;
    let particles = (at + 1..block.tokens.len()).take(2).take_while(|at| block.facts[*at].has(Facts::PARTICLE)).count();
    let last = at + 1 + particles;
    let second = is_word(last).filter(|_| is_near(block, last))?;
    let is_no_word = |at: usize| block.is_unheard(at) || block.facts[at].has(Facts::NAME) && !block.is_ordinary(at);
    let is_pair =
        first.has(Facts::GIVEN) && is_no_word(last) || second.has(Facts::NAME) && is_no_word(at) && is_no_word(last);
    if is_pair && !first.has(Facts::SPEECH | Facts::RELATION | Facts::AT) {
        return Some((at, last + 1, 72));
    }
    if has_article(block, at) || !stands_as_name(block, at, last + 1) {
        return None;
    }
    let (is_given, is_surname) = (first.has(Facts::GIVEN), second.has(Facts::SURNAME));
    let is_word = first.has(Facts::WORD | Facts::LOWER_WORD);
    let is_verb = Facts::SPEECH | Facts::RELATION | Facts::AT;
    if second.has(is_verb) && !is_surname || first.has(is_verb) && !first.has(Facts::EVERYWHERE) {
        return None;
    }
    // `DEVON YOUNG`, `UTZ TROMMLER`, `MÜFIT ÇORLU`.
    let is_name = is_given && is_surname
        || is_given && !is_word && !second.has(Facts::WORD | Facts::LOWER_WORD | is_verb)
        || first == Facts::default() && is_surname && !second.has(Facts::WORD | Facts::LOWER_WORD);
    is_name.then_some((at, last + 1, 68))
}

/// Weighs one word: a given name that is no other word, one that many have where persons stand, or a word that no list knows.
pub(super) fn shouted_one(block: &Block<'_>, at: usize) -> Option<(usize, usize, u32)> {
    let (token, facts) = (&block.tokens[at], block.facts[at]);
    let never = Facts::NEVER
        | Facts::KIN
        | Facts::TITLE
        | Facts::MONTH
        | Facts::TEST
        | Facts::PARTICLE
        | Facts::KNOWN
        | Facts::WIDE;
    if token.case != Case::Lower || token.folded.len() < 3 || facts.has(never) || has_article(block, at) {
        return None;
    }
    let before = at.checked_sub(1).filter(|_| token.gap == Gap::Space).map(|before| block.facts[before]);
    let is_after =
        before.is_some_and(|facts| facts.has(Facts::RELATION | Facts::SPEECH | Facts::KIN | Facts::PARTICLE));
    let next = block.tokens.get(at + 1);
    let is_joined = next.is_some_and(|next| matches!(&*next.folded, "and" | "und" | "et" | "y" | "e" | "en"));
    let does =
        before.is_none() && (speaks(block, at + 1) || is_joined || next.is_some_and(|next| next.gap == Gap::Joined));
    let is_common =
        facts.has(Facts::EVERYWHERE) || block.language != Language::English && !facts.has(Facts::RARE_GIVEN);
    let is_many = facts.has(Facts::GIVEN) && is_common && !facts.has(Facts::IDEA);
    let is_verb = facts.has(Facts::SPEECH | Facts::RELATION | Facts::AT);
    if facts.has(Facts::GIVEN) && !is_verb {
        return (!block.is_ordinary(at) || is_many && (is_after || does)).then_some((at, at + 1, 66));
    }
    // Abbreviations are shorter, or have no vowels.
    (token.folded.len() > 4 && block.is_unheard(at)).then_some((at, at + 1, 62))
}

/// Whether a name may begin and end there: at the edge of a block, beside a mark, or beside what stands before and after persons.
fn stands_as_name(block: &Block<'_>, first: usize, end: usize) -> bool {
    let before = first.checked_sub(1).filter(|_| block.tokens[first].gap == Gap::Space);
    let opens = before.is_none_or(|before| {
        block.facts[before].has(Facts::RELATION | Facts::SPEECH | Facts::AT | Facts::NEVER | Facts::KIN)
    });
    let after = block.tokens.get(end).filter(|next| next.gap == Gap::Space);
    let closes = Facts::SPEECH | Facts::NEVER | Facts::RELATION | Facts::AT;
    let is_verb =
        |word: &str| word.ends_with("ED") || word.ends_with("TE") || word.ends_with("ADA") || word.ends_with("\u{c9}E");
    let is_adverb = |word: &str| {
        matches!(word, "TWICE" | "TODAY" | "YESTERDAY" | "LATE" | "HOME" | "ALONE" | "TOGETHER" | "OUT")
            || matches!(word, "FUE" | "ES" | "ERA" | "EST" | "IST" | "WAR" | "FU" | "WERD")
    };
    let ends = |word: &str| is_verb(word) || is_adverb(word);
    // `SITZUNG MIT ANNA FAUST VERSCHOBEN`
    let is_related =
        before.is_some_and(|before| block.facts[before].has(Facts::RELATION)) && end + 1 == block.tokens.len();
    opens
        && after.is_none_or(|next| is_related || block.facts[end].has(closes) || ends(&block.text[next.range.clone()]))
}
