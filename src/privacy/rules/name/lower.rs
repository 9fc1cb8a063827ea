//! Names in lower case: where they are no other word, or where a title, a kinship or another name stands beside them.

use super::super::super::gazetteer::Facts;
use super::super::super::language::Language;
use super::super::super::tokens::{Capitals, Case, Gap};
use super::cues::{cues, did, has_article, has_done, is_contraction, is_kin_before, is_owned_kin, is_speech_itself};
use super::haste::{begins_in_haste, is_company, is_never, is_object, is_spoken_to};
use super::told::{introduced, is_greeted, is_thanked, is_told_of_in_haste};
use super::{Block, LEAST, is_near};

/// Titles in lower case that stand before names alone.
const TITLES: [&str; 21] = [
    "mr", "mrs", "ms", "dr", "prof", "frau", "herr", "herrn", "monsieur", "madame", "mme", "senor", "senora", "signor",
    "signora", "meneer", "mevrouw", "auntie", "uncle", "aunt", "pt",
];

/// Words that stand after somebody without being one: `her patient number is`.
const NOUNS: [&str; 22] = [
    "almost",
    "soon",
    "quite",
    "rather",
    "simply",
    "number",
    "numbers",
    "name",
    "age",
    "list",
    "role",
    "status",
    "history",
    "card",
    "data",
    "consent",
    "rights",
    "safety",
    "goals",
    "education",
    "version",
    "details",
];

/// Weighs a word in lower case: the words that are the name, and the confidence.
pub(super) fn lower(block: &Block<'_>, at: usize) -> Option<(usize, usize, u32)> {
    let facts = block.facts[at];
    if is_contraction(block, at) {
        return None;
    }
    if is_titled(block, at) {
        let is_shouted = block.capitals == Capitals::All && block.tokens[at].folded.len() > 2;
        let is_name = (facts.has(Facts::NAME) || is_shouted) && !facts.has(Facts::NEVER);
        return with_particle(block, at).or(is_name.then_some((at, at + 1, 88)));
    }
    let is_sister = is_kin_before(block, at) && is_owned_kin(block, at);
    if block.tokens[at].folded.len() < 3 || facts.has(Facts::NEVER | Facts::PARTICLE) {
        return None;
    }
    if facts.has(Facts::WORD) && !facts.has(Facts::GIVEN) || is_little(block, at) {
        return None;
    }
    if let Some(both) = double(block, at) {
        return Some(both);
    }
    if is_greeted(block, at) || is_thanked(block, at) {
        return Some((at, at + 1, 70));
    }
    if let Some(end) = introduced(block, at) {
        return Some((at, end, 78));
    }
    let told = is_told_of_in_haste(block, at).then(|| {
        let end = surname_end(block, at + 1, true).or_else(|| surname_end(block, at + 1, false));
        (at, end.unwrap_or(at + 1), 64)
    });
    if told.is_some() && (!facts.has(Facts::GIVEN) || facts.has(Facts::WORD | Facts::LOWER_WORD)) {
        return told;
    }
    let next = Next::of(block, at + 1);
    // `my sister tabea hates`: a word that no list knows.
    let is_adverb = block.tokens[at].folded.ends_with("ly") || NOUNS.contains(&&*block.tokens[at].folded);
    if is_sister && !is_adverb && !facts.has(Facts::GIVEN) && (facts == Facts::default() || facts.has(Facts::NAME)) {
        let is_name = next.facts.has(Facts::SPEECH | Facts::NAME) || is_unheard(block, at);
        return is_name.then_some((at, at + 1, 66));
    }
    if !facts.has(Facts::GIVEN) {
        let in_haste = block.language == Language::English
            && block.tokens[0].case == Case::Lower
            && (is_spoken_to(block, at) || begins_in_haste(block, at) && next.facts.has(Facts::SPEECH));
        let is_told = in_haste && (is_unheard(block, at) || is_surname_alone(block, at));
        return beside_surname(block, at).or(is_told.then_some((at, at + 1, 62)));
    }
    if has_article(block, at) && block.language != Language::German {
        return None;
    }
    given(block, at, next, is_sister).filter(|(_, _, score)| *score >= LEAST).or(told)
}

/// Whether a word is a little one of the block's language, which is somebody's name elsewhere: `que`.
fn is_little(block: &Block<'_>, at: usize) -> bool {
    let little = match block.language {
        Language::English => Facts::ENGLISH,
        Language::German => Facts::GERMAN,
        Language::Other => Facts::OTHER_LANGUAGE,
        Language::Unknown => return false,
    };
    block.facts[at].has(little)
}

/// `rolf-dieter`: two given names with a hyphen between them.
fn double(block: &Block<'_>, at: usize) -> Option<(usize, usize, u32)> {
    let next = block.tokens.get(at + 1).filter(|next| next.gap == Gap::Joined && next.case == Case::Lower)?;
    let ends = block.tokens.get(at + 2).is_none_or(|after| after.gap != Gap::Joined || &*after.folded == "s");
    let is_given =
        |at: usize| block.facts[at].has(Facts::GIVEN) && !block.facts[at].has(Facts::NEVER | Facts::RARE_GIVEN);
    let is_hyphen = block.text[..next.range.start].ends_with('-');
    let is_name = |at: usize| !block.is_ordinary(at) || block.facts[at].has(Facts::EVERYWHERE);
    let is_double = is_hyphen && ends && is_given(at) && is_given(at + 1) && is_name(at) && is_name(at + 1);
    let is_word = block.facts[at].has(Facts::IDEA) && block.facts[at + 1].has(Facts::IDEA);
    (is_double && !is_word && (!block.is_ordinary(at) || !block.is_ordinary(at + 1))).then_some((at, at + 2, 76))
}

/// Whether a word is a surname, and in no list of words.
fn is_surname_alone(block: &Block<'_>, at: usize) -> bool {
    let facts = block.facts[at];
    facts.has(Facts::SURNAME)
        && !facts.has(Facts::WORD | Facts::LOWER_WORD | Facts::SPEECH | Facts::KIN | Facts::PLACE)
        && block.tokens[at].folded.len() > 3
        && !block.is_ordinary(at)
}

/// Weighs a given name in lower case, with what stands after it.
fn given(block: &Block<'_>, at: usize, next: Next, is_sister: bool) -> Option<(usize, usize, u32)> {
    let facts = block.facts[at];
    let (is_word, is_rare) = (facts.has(Facts::LOWER_WORD | Facts::WORD), facts.has(Facts::RARE_GIVEN));
    let with_surname =
        surname_end(block, at + 1, !is_word).filter(|_| !facts.has(Facts::SPEECH | Facts::RELATION | Facts::AT));
    if let Some(end) = with_surname {
        let score = if is_rare && block.facts[end - 1].has(Facts::RARE_SURNAME) { 66 } else { 86 };
        return Some((at, end, score));
    }
    // `hunter smith has not signed`, where a sentence begins without a capital letter.
    let in_haste = block.tokens[0].case == Case::Lower;
    let both = surname_end(block, at + 1, true).filter(|end| {
        let speaks = at == 0 && Next::of(block, *end).facts.has(Facts::SPEECH);
        in_haste && (speaks || is_object(block, at) && !has_article(block, at))
    });
    if let Some(end) = both {
        return Some((at, end, 64));
    }
    if is_word {
        let is_verb = facts.has(Facts::SPEECH | Facts::RELATION | Facts::AT);
        let speaks = next.facts.has(Facts::SPEECH) && is_speech_itself(block, at + 1) || is_spoken_to(block, at);
        let score = if is_sister { 80 } else { 62 };
        // `frank never called back`, where a sentence begins without a capital letter.
        let acts = if is_never(block, at + 1) { Next::of(block, 2).facts } else { next.facts };
        let is_sister = is_sister && (block.language == Language::English || facts.has(Facts::EVERYWHERE));
        let in_haste = facts.has(Facts::EVERYWHERE)
            && !block.facts[at].has(Facts::IDEA)
            && (begins_in_haste(block, at) && acts.has(Facts::SPEECH) || is_company(block, at));
        let is_named = is_sister || (speaks || in_haste) && !has_article(block, at);
        return (!is_verb && is_named).then_some((at, at + 1, score));
    }
    // `marek dytrych was`: a word that no list knows, between a given name and a verb.
    let is_followed = Next::of(block, at + 2).facts.has(Facts::SPEECH)
        || is_never(block, at + 2) && Next::of(block, at + 3).facts.has(Facts::SPEECH)
        || is_object(block, at)
            && (block.tokens.get(at + 2).is_none()
                || Next::of(block, at + 2).facts.has(Facts::AT | Facts::RELATION | Facts::NEVER));
    if next.is_new && is_followed && !block.is_german() {
        return Some((at, at + 2, 72));
    }
    let is_named = at > 0 && block.facts[at - 1].has(Facts::NAMED);
    if is_kin_before(block, at) || is_named {
        return Some((at, at + 1, 84));
    }
    // `valérie a raccroché`, `eligio colgó`
    let does = block.tokens[0].case == Case::Lower && (has_done(block, at + 1) || did(block, at + 1));
    let cues = cues(block, at, at + 1).max(if does { 30 } else { 0 });
    let is_no_word = block.tokens[at].folded.len() > 3 && !block.is_ordinary(at);
    if is_rare {
        // A sentence without a capital letter is written in haste, and its names are too.
        let in_haste = if block.tokens[0].case == Case::Lower { if is_no_word { 28 } else { 14 } } else { 0 };
        let object = if is_object(block, at) && !has_article(block, at) { 26 } else { 0 };
        return Some((at, at + 1, 34 + cues.max(object) + in_haste));
    }
    // Other languages inflect their words, and no list has all of these.
    let is_listed =
        block.language == Language::English || facts.has(Facts::EVERYWHERE) || is_no_word && block.is_german();
    // Elsewhere than in English, words of four letters are little ones.
    let shortest = if block.language == Language::English { 3 } else { 4 };
    let long = if block.tokens[at].folded.len() > shortest && is_listed { 16 } else { 0 };
    Some((at, at + 1, 46 + cues.max(long)))
}

fn is_titled(block: &Block<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let gap = block.tokens[at].gap;
    let may_be = block.facts[before].has(Facts::TITLE) && matches!(gap, Gap::Space | Gap::Stop);
    let is_title = may_be && TITLES.contains(&&*block.tokens[before].folded);
    let is_lower = block.tokens[before].case == Case::Lower;
    is_title && (is_lower || block.facts[at].has(Facts::PARTICLE))
}

/// `Mrs. de Man`: particles and the word with a capital letter after them.
fn with_particle(block: &Block<'_>, at: usize) -> Option<(usize, usize, u32)> {
    let particles = (at..block.tokens.len()).take_while(|at| block.facts[*at].has(Facts::PARTICLE)).count();
    let last = block.tokens.get(at + particles).filter(|last| last.is_capital() && particles > 0)?;
    (last.gap == Gap::Space).then_some((at, at + particles + 1, 94))
}

/// `we saw nataniel kovac`: a word that no list knows before a surname that is no word, where persons are spoken of.
fn beside_surname(block: &Block<'_>, at: usize) -> Option<(usize, usize, u32)> {
    let never = Facts::LOWER_WORD | Facts::WORD | Facts::NEVER | Facts::SPEECH | Facts::KIN | Facts::PLACE;
    // Most words are new, and few stand before a surname: what costs more is asked last.
    let is_new = block.facts[at] == Facts::default() && block.language != Language::German;
    let next = Next::of(block, at + 1);
    if !is_new || !next.facts.has(Facts::SURNAME) || next.facts.has(never) {
        return None;
    }
    let is_spoken_of = is_object(block, at) || at == 0 && Next::of(block, at + 2).facts.has(Facts::SPEECH);
    is_spoken_of.then_some((at, at + 2, 64))
}

/// Whether a word is in no list, of names or of words.
pub(super) fn is_unheard(block: &Block<'_>, at: usize) -> bool {
    block.tokens[at].folded.len() > 3 && block.is_unheard(at)
}

/// Where the surname ends that begins at a word: `stevens`, `van rijn`. After a given name that is `sure` it may also be a word.
fn surname_end(block: &Block<'_>, at: usize, is_sure: bool) -> Option<usize> {
    let particles =
        (at..block.tokens.len()).take(3).take_while(|at| block.facts[*at].has(Facts::PARTICLE) && is_near(block, *at));
    let last = at + particles.count();
    let near = block
        .tokens
        .get(last)
        .filter(|token| is_near(block, last) && token.case == Case::Lower && token.folded.len() > 1)?;
    let facts = block.facts[last];
    // `pueblo del sur`: elsewhere than in English, particles are little words.
    let is_sure = is_sure && (block.language == Language::English || block.facts[at - 1].has(Facts::EVERYWHERE));
    if last > at && near.folded.len() > 2 && is_sure && !facts.has(Facts::NEVER) {
        return Some(last + 1);
    }
    let never = Facts::SPEECH | Facts::RELATION | Facts::NEVER | Facts::PARTICLE | Facts::KIN | Facts::AT;
    let is_word = facts.has(Facts::LOWER_WORD | Facts::WORD);
    // A surname that is a word needs somebody's given name before it and an end, or a verb, after it.
    let next = Next::of(block, last + 1).facts;
    let ends = block.tokens.get(last + 1).is_none_or(|_| {
        !is_near(block, last + 1) || next.has(Facts::SPEECH | Facts::RELATION | Facts::AT | Facts::NEVER)
    });
    let is_surname = facts.has(Facts::SURNAME | Facts::GIVEN)
        && !facts.has(never)
        && (!is_word || is_sure && ends && facts.has(Facts::SURNAME));
    is_surname.then_some(last + 1)
}

/// The word after a name.
#[derive(Clone, Copy)]
pub(super) struct Next {
    pub(super) facts: Facts,
    /// Whether it is in lower case and no list knows it.
    is_new: bool,
}

impl Next {
    /// The word at a place, if it stands there with a space or a hyphen before it.
    pub(super) fn of(block: &Block<'_>, at: usize) -> Self {
        let near = block.tokens.get(at).filter(|_| is_near(block, at));
        let facts = near.map_or(Facts::default(), |_| block.facts[at]);
        Self { facts, is_new: facts == Facts::default() && near.is_some_and(|token| token.case == Case::Lower) }
    }
}
