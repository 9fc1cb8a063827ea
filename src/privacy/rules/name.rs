//! Names of persons: by lists of names, and by what stands beside them.
//!
//! Words with capital letters are read in chains (`Anna-Maria van den Berg`, `J. Moreno`). A chain is weighed as a whole: how
//! many of its words are names and nothing else, and whether somebody's title or kinship, speech or possession stands beside it.
//! A name that is also a word (Rose, Will, Paris) needs such a sign. A name in lower case is found where it is no other word.

mod authors;
mod cues;
mod haste;
mod lower;
mod many;
mod one;
mod phrases;
mod shouted;
mod spelled;
mod told;
mod unlisted;

use super::super::gazetteer::Facts;
use super::super::language::Language;
use super::super::tokens::{Capitals, Case, Gap};
use super::{Block, Detail, Found, Identifier, Rule};

pub(super) use authors::is_author;
use authors::{is_called_after, is_publisher};
pub(super) use cues::has_article;
use cues::{introduction, is_contraction, is_family, is_kin_before, is_owned_kin, is_surname_with_prefix};
use lower::lower;
use many::{is_labelled, is_person_label, weigh_many};
use one::weigh_one;
use phrases::is_public_body;
pub(super) use phrases::known_phrase;
use shouted::{shouted, shouted_one};
use spelled::{disguised, spelled};

/// From this confidence on, a chain of words is a name.
const LEAST: u32 = 60;

/// Looks for them.
pub(super) fn find(block: &Block<'_>, found: &mut Found) {
    let mut at = 0;
    while at < block.tokens.len() {
        let known = known_phrase(block, at);
        if known > 0 {
            at += known;
            continue;
        }
        let end = if block.tokens[at].is_capital() { chain_end(block, at) } else { at + 1 };
        let letters = spelled(block, at);
        let weighed = if letters.is_some() {
            letters
        } else if block.tokens[at].is_capital() {
            capital(block, at, end)
        } else if block.tokens[at].case == Case::Number {
            disguised(block, at)
        } else {
            let is_shouted = block.capitals == Capitals::All;
            let both = if is_shouted { shouted(block, at) } else { None };
            let one = || if is_shouted { shouted_one(block, at) } else { None };
            both.or_else(|| lower(block, at)).or_else(one)
        };
        match weighed {
            Some((first, last, confidence)) if confidence >= LEAST => {
                let range = block.tokens[first].range.start..block.tokens[last - 1].range.end;
                let confidence = u8::try_from(confidence.min(97)).unwrap_or(97);
                let instead = Some(propose(block, first));
                let what = "somebody's name";
                found.push(Detail {
                    range,
                    rule: Rule::Name,
                    identifier: Identifier::Names,
                    confidence,
                    what,
                    instead,
                });
                at = if letters.is_some() { last } else { last.max(end) };
            }
            _ => at = end,
        }
    }
}

/// A role in the place of a name.
fn propose(block: &Block<'_>, first: usize) -> String {
    let before = first.checked_sub(1).map(|before| block.facts[before]).unwrap_or_default();
    if before.has(Facts::KIN) {
        "(leave the name out)"
    } else {
        "a name from `pseudonyms`, or a role such as `the client`"
    }
    .to_owned()
}

/// Where a chain of capitals ends; particles and initials go on with it.
fn chain_end(block: &Block<'_>, first: usize) -> usize {
    let mut end = first + 1;
    while let Some(token) = block.tokens.get(end) {
        let last = &block.tokens[end - 1];
        let is_short = last.is_capital() && last.range.len() == 1 || is_short_title(block, end - 1);
        let goes_on = matches!(token.gap, Gap::Space | Gap::Joined) || (token.gap == Gap::Stop && is_short);
        if !goes_on {
            break;
        }
        if token.is_capital() {
            end += 1;
            continue;
        }
        let particles = (end..block.tokens.len())
            .take(3)
            .take_while(|at| block.facts[*at].has(Facts::PARTICLE) && (is_near(block, *at) || *at == end && is_short));
        let after = end + particles.count();
        // `Brief von Frau Ortmann`: a title begins a name of its own.
        let is_title = block.facts.get(after).is_some_and(|next| next.has(Facts::TITLE) && !next.has(Facts::NAME));
        let ends_in_capital = after > end
            && !is_title
            && block.tokens.get(after).is_some_and(|next| next.is_capital() && is_near(block, after));
        if !ends_in_capital {
            break;
        }
        end = after + 1;
    }
    end
}

/// Whether a word is a title cut short, after which a full stop ends no sentence.
fn is_short_title(block: &Block<'_>, at: usize) -> bool {
    const SHORT: [&str; 20] = [
        "mr", "mrs", "ms", "mx", "dr", "prof", "rev", "fr", "hr", "sr", "sra", "srta", "sig", "dott", "mme", "mlle",
        "dhr", "mevr", "st", "m",
    ];
    SHORT.contains(&&*block.tokens[at].folded)
}

fn is_near(block: &Block<'_>, at: usize) -> bool {
    matches!(block.tokens[at].gap, Gap::Space | Gap::Joined)
}

/// Weighs a chain of capitals: the words that are the name, and the confidence.
fn capital(block: &Block<'_>, first: usize, end: usize) -> Option<(usize, usize, u32)> {
    let (mut first, mut end) = (first, end);
    let mut has_title = false;
    if is_contraction(block, end - 1) {
        return None;
    }
    if is_monsieur(block, first) {
        has_title = true;
        first += 1;
    }
    while first < end && is_no_name(block, first) {
        // `Ms. Sá`, where the name is a little word elsewhere.
        if has_title && block.facts[first].has(Facts::PARTICLE) && first + 1 < end {
            break;
        }
        let is_called = has_title && is_short_title(block, first - 1) && block.tokens[first].folded.len() > 1;
        if is_called && !block.facts[first].has(Facts::TITLE) && first + 1 == end {
            break;
        }
        has_title = block.facts[first].has(Facts::TITLE);
        first += 1;
    }
    first = if has_title { first } else { past_particles(block, first, end) };
    // A name ends before what is in none: `Maria Monday`.
    end = (first..end)
        .find(|at| *at > first && block.tokens[*at].range.len() > 1 && is_cut(block.facts[*at]))
        .unwrap_or(end);
    // `Tell Solvej I'm sorry`
    let is_self = |at: usize| {
        &*block.tokens[at].folded == "i"
            && block.tokens.get(at + 1).is_none_or(|next| next.gap != Gap::Stop && !next.is_capital())
    };
    end = (first + 1..end).find(|at| is_self(*at)).unwrap_or(end);
    // `Gerwins Schweigen`
    if block.is_german() && end - first == 2 && is_owner(block, first) {
        end -= 1;
    }
    let is_particle = |at: usize| has_title && block.facts[at].has(Facts::PARTICLE);
    if first >= end || !block.tokens[first].is_capital() && !is_particle(first) {
        return None;
    }
    // `WAI-SR`
    let is_short = |at: usize| block.tokens[at].case == Case::Upper && block.tokens[at].folded.len() < 5;
    let is_abbreviation = is_abbreviated(block, first, end)
        || end - first > 1 && (first..end).all(is_short) && is_joined_throughout(block, first, end);
    if is_abbreviation {
        return None;
    }
    let words = &block.facts[first..end];
    if words.iter().any(|facts| facts.has(Facts::TEST | Facts::INSTITUTION | Facts::STREET) && !facts.has(Facts::NAME))
        || is_called_after(block, end)
        || is_publisher(block, first, end)
        || is_public_body(block, first, end)
    {
        return None;
    }
    has_title |= first > 0
        && block.facts[first - 1].has(Facts::TITLE)
        && (block.tokens[first].gap == Gap::Space
            || block.tokens[first].gap == Gap::Stop && is_short_title(block, first - 1));
    if !has_title && (first..end).all(|at| block.facts[at].has(Facts::KIN)) {
        return None;
    }
    let score = weigh(block, first, end, has_title);
    Some((with_particles(block, first), end, score))
}

/// `Read de Ruiter's letter`: where the first word with a capital letter stands.
fn past_particles(block: &Block<'_>, first: usize, end: usize) -> usize {
    let is_little = |at: &usize| !block.tokens[*at].is_capital() && block.facts[*at].has(Facts::PARTICLE);
    first + (first..end).take_while(is_little).count()
}

/// `van der Ploeg`: where the particles before a surname begin; one alone is a little word more often than not.
fn with_particles(block: &Block<'_>, first: usize) -> usize {
    let is_particle = |at: &usize| block.facts[*at].has(Facts::PARTICLE) && is_near(block, at + 1);
    let particles = (0..first).rev().take(3).take_while(is_particle).count();
    if particles > 1 { first - particles } else { first }
}

/// Whether a word that no list knows owns the noun after it, in German.
fn is_owner(block: &Block<'_>, first: usize) -> bool {
    let (word, noun) = (&block.tokens[first], &block.tokens[first + 1]);
    let is_joined = noun.gap == Gap::Space && word.folded.ends_with('s') && word.case == Case::Title;
    is_joined && block.is_unheard(first) && !block.facts[first + 1].has(Facts::NAME) && block.is_ordinary(first + 1)
}

/// `Steuer-ID`: a word and an abbreviation, with a hyphen between them.
fn is_abbreviated(block: &Block<'_>, first: usize, end: usize) -> bool {
    let last = &block.tokens[end - 1];
    end - first > 1
        && last.case == Case::Upper
        && last.folded.len() < 5
        && block.capitals != Capitals::All
        && block.tokens[first].case == Case::Title
        && is_joined_throughout(block, first, end)
}

/// Whether hyphens alone stand between words.
fn is_joined_throughout(block: &Block<'_>, first: usize, end: usize) -> bool {
    (first + 1..end).all(|at| block.tokens[at].gap == Gap::Joined)
}

/// `M. Parent`, in French.
fn is_monsieur(block: &Block<'_>, first: usize) -> bool {
    let next = block.tokens.get(first + 1);
    matches!(block.language, Language::Other | Language::Unknown)
        && &*block.tokens[first].folded == "m"
        && next.is_some_and(|next| next.gap == Gap::Stop && next.case == Case::Title && next.folded.len() > 2)
}

/// Whether a word is in no name, and not between the words of one.
fn is_cut(facts: Facts) -> bool {
    facts.has(Facts::NEVER) && !facts.has(Facts::PARTICLE | Facts::GIVEN)
}

/// A word at a chain's beginning that has its capital from the sentence, or is a title.
fn is_no_name(block: &Block<'_>, at: usize) -> bool {
    let (token, facts) = (&block.tokens[at], block.facts[at]);
    let next = block.tokens.get(at + 1).filter(|next| next.is_capital());
    // `L'IBAN`.
    if matches!(&*token.folded, "l" | "qu") && next.is_some_and(|next| next.gap == Gap::Joined) {
        return true;
    }
    // `O'Brien`, `A. Beer`.
    if token.range.len() == 1 && next.is_some_and(|next| matches!(next.gap, Gap::Joined | Gap::Stop)) {
        return false;
    }
    // `Witness: Buhari Yüksel`
    let never = Facts::NEVER | Facts::TITLE | Facts::KIN | Facts::FAMILY;
    if is_labelled(block, at) && is_person_label(block, at) && !facts.has(never) {
        return false;
    }
    let is_named_next = next.is_some()
        && block.facts[at + 1].has(Facts::GIVEN)
        && (!block.facts[at + 1].has(Facts::SURNAME) || block.facts[at + 1].has(Facts::EVERYWHERE));
    let is_particle_next = block.facts.get(at + 1).is_some_and(|next| next.has(Facts::PARTICLE));
    facts.has(Facts::NEVER | Facts::TITLE) && !facts.has(Facts::GIVEN)
        || facts.has(Facts::TITLE | Facts::FAMILY) && next.is_some()
        || facts.has(Facts::SELDOM) && token.begins() && next.is_some()
        || facts.has(Facts::KIN) && (next.is_some() || !facts.has(Facts::NAME) && is_particle_next)
        || token.begins() && !facts.has(Facts::NAME) && !is_initial(block, at) && is_named_next
        || token.begins() && is_said_of_name(block, at)
}

/// `Poor Rojnu`, `Old Corominas`: an ordinary word that begins a sentence, before one that is none.
fn is_said_of_name(block: &Block<'_>, at: usize) -> bool {
    let next = block.tokens.get(at + 1).filter(|next| next.case == Case::Title && next.gap == Gap::Space);
    let may_be = |facts: Facts| !facts.has(Facts::NEVER | Facts::TEST | Facts::INSTITUTION | Facts::WIDE);
    next.is_some_and(|next| next.folded.len() > 2)
        && block.tokens[at].case == Case::Title
        && !block.is_german()
        && !block.facts[at].has(Facts::GIVEN)
        && may_be(block.facts[at + 1])
        && block.is_ordinary(at)
        && !block.is_ordinary(at + 1)
}

/// A capital letter alone, and not the article of `L'IBAN`.
fn is_initial(block: &Block<'_>, at: usize) -> bool {
    let token = &block.tokens[at];
    let is_article = block.tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Joined);
    token.range.len() == 1 && token.is_capital() && &*token.folded != "i" && !is_article
}

fn is_sure(facts: Facts, kind: Facts) -> bool {
    facts.has(kind) && !facts.has(Facts::WORD)
}

fn weigh(block: &Block<'_>, first: usize, end: usize, has_title: bool) -> u32 {
    let (length, facts) = (end - first, block.facts[first]);
    // `geb. Krämer`
    let is_after = |at: usize| is_near(block, at) || &*block.tokens[at - 1].folded == "geb";
    let is_named =
        first > 0 && block.facts[first - 1].has(Facts::NAMED) && is_after(first) || is_named_anew(block, first);
    if length == 1 && is_one_of_family(block, first) {
        return 72;
    }
    let is_kin = is_kin_before(block, first);
    let known = facts.has(Facts::NAME) || is_surname_with_prefix(block, first, end);
    if has_title {
        return if is_initial(block, first) && length == 1 { 60 } else { 94 };
    }
    // `What to Do When the Client Goes Quiet`
    let is_titled =
        block.capitals == Capitals::Title && (first..end).all(|at| block.is_ordinary(at)) && !facts.has(Facts::GIVEN);
    let is_kin = is_kin && !is_titled;
    // `La Madre Suficientemente Buena`
    let is_described = length > 1 && !known && (first..end).all(|at| block.is_ordinary(at));
    if is_kin && (known || length > 1 && !facts.has(Facts::NEVER) && !is_described) {
        return 92;
    }
    if is_kin
        && block.tokens[first].gap == Gap::Space
        && block.tokens[first].folded.len() > 2
        && is_owned_kin(block, first)
    {
        return 74;
    }
    // `Eloahs Mutter`
    let is_genitive =
        block.is_german() && length == 2 && facts == Facts::default() && block.facts[first + 1].has(Facts::KIN);
    if is_genitive && block.tokens[first].folded.ends_with('s') && block.tokens[first + 1].gap == Gap::Space {
        return 64;
    }
    // `the Moreno family`
    if length < 4 && is_family(block, first, end) {
        return if known || !block.tokens[first].begins() { 84 } else { 64 };
    }
    match introduction(block, first) {
        Some(_) if known => return 90,
        // `a man called Müfit Çorlu`: two words that no list knows, or one of somebody.
        _ if is_named && is_unlisted_name(block, first, end) => return 76,
        // `my name is` says it of a word that no list knows.
        Some(true) if !facts.has(Facts::NEVER | Facts::TEST) => return 80,
        _ if is_named && known => return 90,
        _ => {}
    }
    if length == 1 { weigh_one(block, first) } else { weigh_many(block, first, end) }
}

/// `heißt sie wieder Krämer`, `s'appelle de nouveau Lévy`: little words between `called` and a name.
fn is_named_anew(block: &Block<'_>, first: usize) -> bool {
    let between =
        (0..first).rev().take(3).take_while(|at| is_near(block, at + 1) && block.facts[*at].has(Facts::ANEW)).count();
    let called = (first - between).checked_sub(1);
    between > 0 && block.tokens[first].case == Case::Title && called.is_some_and(|at| block.facts[at].has(Facts::NAMED))
}

/// `went back to being a Harvey`, `born a Kowalska`: an article before a surname that is no word.
fn is_one_of_family(block: &Block<'_>, first: usize) -> bool {
    let word = |back: usize| first.checked_sub(back).map_or("", |at| &*block.tokens[at].folded);
    let facts = block.facts[first];
    // `The landlord, a Kowalska, evicted them.`
    let is_told = first > 2 && block.tokens[first - 1].gap == Gap::Comma && block.facts[first - 2].has(Facts::KIN);
    matches!(word(1), "a" | "an")
        && (first > 1 && block.facts[first - 2].has(Facts::BIRTH) || is_told)
        && block.tokens[first].case == Case::Title
        && (facts.has(Facts::SURNAME) || block.is_unheard(first))
        && !facts.has(Facts::NEVER | Facts::WIDE | Facts::WORD)
        && !block.is_ordinary(first)
        && block.ends_noun(first + 1)
}

/// Whether words that no list knows stand after `called` as names do.
fn is_unlisted_name(block: &Block<'_>, first: usize, end: usize) -> bool {
    let never = Facts::NEVER | Facts::TEST | Facts::INSTITUTION | Facts::WIDE;
    let is_new = |at: usize| block.tokens[at].case == Case::Title && !block.facts[at].has(never);
    let of_somebody = first > 1 && block.facts[first - 2].has(Facts::KIN);
    (first..end).all(is_new) && !block.is_german() && (end - first > 1 || of_somebody)
}

/// Whether what stands at a place says what a person does.
fn speaks(block: &Block<'_>, at: usize) -> bool {
    block.facts.get(at).is_some_and(|next| next.has(Facts::SPEECH)) && is_near(block, at)
}
