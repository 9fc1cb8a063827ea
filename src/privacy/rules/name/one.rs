//! One word with a capital letter, and nothing of a name beside it.

use super::super::super::gazetteer::{Facts, Gazetteer};
use super::super::super::language::Language;
use super::super::super::ordinary::is_listed as is_listed_word;
use super::super::super::tokens::{Capitals, Case, Gap, fold};
use super::authors::{is_author, is_authorship};
use super::cues::{cues, has_article, is_creed, is_speech_itself};
use super::many::is_labelled;
use super::unlisted::{is_abstract, unlisted};
use super::{Block, is_sure, speaks};

/// Weighs it.
pub(super) fn weigh_one(block: &Block<'_>, at: usize) -> u32 {
    at_once(block, at).unwrap_or_else(|| weigh_by_lists(block, at))
}

/// What is told at once, by what the word is or where it stands.
fn at_once(block: &Block<'_>, at: usize) -> Option<u32> {
    let (token, facts) = (&block.tokens[at], block.facts[at]);
    if token.case == Case::Upper && (token.folded.len() < 4 || facts.has(Facts::WORD)) || token.range.len() == 1 {
        return Some(0);
    }
    // `MoCA`: an abbreviation ends in a capital letter. `Haldol`: a word of the field.
    let word = &block.text[token.range.clone()];
    if token.case == Case::Title && word.ends_with(char::is_uppercase) || facts.has(Facts::FIELD) {
        return Some(0);
    }
    // `Noël` is somebody too, and rather a day; `From May on`.
    let is_day = &*token.folded == "noel" && block.language != Language::English;
    let is_month = facts.has(Facts::MONTH) && block.tokens.get(at + 1).is_some_and(|next| &*next.folded == "on");
    if is_day || is_month {
        return Some(0);
    }
    // `Germán` is somebody, and `German` what somebody speaks.
    let is_seldom = facts.has(Facts::SELDOM) && word.is_ascii();
    if is_seldom || is_author(block, at) {
        return Some(0);
    }
    if stands_alone(block, at) {
        return Some(72);
    }
    // `Elle appelait ce sentiment le Brouillard.`
    if block.language == Language::Other && has_article(block, at) && block.is_ordinary(at) {
        return Some(0);
    }
    // `the Stroop task`, and an abbreviation that no list has as a name of many countries.
    let is_stretched = matches!(block.language, Language::English | Language::Unknown) && has_article(block, at);
    if is_stretched && !facts.has(Facts::TITLE) || token.case == Case::Upper && !facts.has(Facts::EVERYWHERE) {
        return Some(0);
    }
    // `Said too softly`: a verb that begins a note.
    if token.begins() && is_speech_itself(block, at) {
        return Some(0);
    }
    None
}

fn weigh_by_lists(block: &Block<'_>, at: usize) -> u32 {
    let (token, facts) = (&block.tokens[at], block.facts[at]);
    let is_alone = facts.has(Facts::KNOWN);
    // `Socrates asked; he did not tell.`
    if is_alone && !facts.has(Facts::EVERYWHERE) {
        return 0;
    }
    // `Rogers wrote about congruence`: an author writes and argues, whoever else has the name.
    let cues = if is_alone && is_authorship(block, at + 1) { 0 } else { cues(block, at, at + 1) };
    let is_foreign = block.language == Language::Other && facts.has(Facts::LOWER_WORD);
    if is_sure(facts, Facts::GIVEN) && token.begins() && is_foreign {
        // `Claire et nette`: what begins a sentence may be any word.
        return 50 + cues;
    }
    if is_sure(facts, Facts::GIVEN) && is_with_word(block, at) {
        return weigh_word(block, at, cues);
    }
    if is_sure(facts, Facts::GIVEN) {
        let is_place = facts.has(Facts::PLACE) && at > 0 && block.facts[at - 1].has(Facts::AT) && cues < 20;
        return match facts.has(Facts::RARE_GIVEN) {
            _ if is_alone => 20 + cues,
            _ if is_place => 40 + cues,
            // `Silje and the cup`: what is no word of English begins a sentence as somebody's name alone.
            true if token.begins() && block.language == Language::English && !block.is_ordinary(at) => 64,
            true if token.begins() => 48 + cues,
            true => 70,
            false => 84,
        };
    }
    if facts.has(Facts::KNOWN) {
        return 0;
    }
    // `Neighbours heard it`: what begins a sentence and is an ordinary word.
    let is_word = token.begins()
        && facts.has(Facts::RARE_SURNAME)
        && block.language != Language::Other
        && !block.is_german()
        && block.is_ordinary(at);
    if is_sure(facts, Facts::SURNAME) && !facts.has(Facts::WIDE) && !is_word {
        let is_foreign_noun = token.begins() && (token.folded.len() < 4 || facts.has(Facts::RARE_SURNAME));
        return match (is_alone, is_foreign_noun) {
            (true, _) => 20 + cues,
            (_, true) if is_told_of(block, at) && !block.is_ordinary(at) => 64,
            (_, true) => 40 + cues,
            _ => 60 + cues,
        };
    }
    if facts.has(Facts::NAME) {
        return weigh_word(block, at, cues);
    }
    // `Guilt says`, `Having said`: what begins a sentence may be any word.
    let is_idea = token.begins()
        && (is_abstract(block, at) || block.tokens.get(at + 1).is_some_and(|next| next.folded.ends_with('s')));
    // A word that no list knows, of somebody who speaks.
    let is_new = facts == Facts::default()
        && token.case == Case::Title
        && token.folded.len() > 2
        && !is_idea
        && !(block.is_german() && (token.begins() || block.is_ordinary(at)));
    if is_new && speaks(block, at + 1) && is_speech_itself(block, at + 1) { 64 } else { unlisted(block, at, at + 1) }
}

/// Weighs a name that is also a word, or may be one.
fn weigh_word(block: &Block<'_>, at: usize, cues: u32) -> u32 {
    let (token, facts) = (&block.tokens[at], block.facts[at]);
    // `Strzoda, the head of department`: somebody's name that is no word of this language.
    let is_told = is_told_of(block, at)
        && !block.is_ordinary(at)
        && !facts.has(Facts::MONTH)
        && block.language == Language::English;
    if is_told && token.case == Case::Title {
        return 64;
    }
    let base = match (token.begins(), facts.has(Facts::GIVEN)) {
        (false, true) => 36,
        (true, true) => 26,
        (false, false) => 24,
        (true, false) => 12,
    };
    // In German, `zu Boden` says nothing.
    let base = if block.is_german() && !facts.has(Facts::EVERYWHERE) { base - 10 } else { base };
    let least = if stands_out(block, at) { 62 } else { 0 };
    least.max(base + cues)
}

/// `Victor and victim`: a name that is an ordinary word begins a sentence, joined to another word that is nobody.
fn is_with_word(block: &Block<'_>, at: usize) -> bool {
    let other = block.tokens.get(at + 2).filter(|other| other.case == Case::Lower && other.gap == Gap::Space);
    block.language == Language::English
        && block.tokens[at].begins()
        && block.is_ordinary(at)
        && matches!(block.tokens.get(at + 1).map(|next| &*next.folded), Some("and" | "or"))
        && other.is_some_and(|other| !other.folded.ends_with('s'))
        && block.is_ordinary(at + 2)
        && !block.facts[at + 2].has(Facts::NEVER | Facts::KIN | Facts::SPEECH | Facts::GIVEN)
}

/// Whether a name stands where nothing else does: in an entry of a list, of a household, before what somebody says, or at a heading's end.
fn stands_alone(block: &Block<'_>, at: usize) -> bool {
    let facts = block.facts[at];
    let is_last = at + 1 == block.tokens.len() && is_labelled(block, at) && facts.has(Facts::GIVEN);
    let is_labelled = is_last && (facts.has(Facts::EVERYWHERE) || !block.is_ordinary(at)) && !facts.has(Facts::IDEA);
    is_labelled || is_run_together(block, at) || is_household(block, at) || is_entry(block, at) || is_speaker(block, at)
}

/// `JuliaMoreno`: two names without a space.
fn is_run_together(block: &Block<'_>, at: usize) -> bool {
    let word = &block.text[block.tokens[at].range.clone()];
    let Some((second, _)) = word.char_indices().skip(3).find(|(_, letter)| letter.is_uppercase()) else { return false };
    let facts = |part: &str| Gazetteer::get().facts(&fold(part));
    let (given, surname) = (facts(&word[..second]), facts(&word[second..]));
    given.has(Facts::GIVEN) && surname.has(Facts::NAME) && !given.has(Facts::LOWER_WORD) && word.len() - second > 2
}

/// `Moreno, Julia`, and nothing else but what a colon, a comma, an initial or a bracket divides from it.
fn is_entry(block: &Block<'_>, at: usize) -> bool {
    let is_pair = at < 2
        && block.tokens.len() > 1
        && block.tokens[1].gap == Gap::Comma
        && block.tokens[..2].iter().all(|token| token.case == Case::Title);
    let ends = block
        .tokens
        .get(2)
        .is_none_or(|next| !matches!(next.gap, Gap::Space | Gap::Joined) || next.range.len() == 1 && next.is_capital());
    if !is_pair || !ends {
        return false;
    }
    let (this, other) = (block.facts[at], block.facts[1 - at]);
    let is_name = |at: usize| block.facts[at].has(Facts::NAME) || block.is_unheard(at);
    let is_sure = |facts: Facts| facts.has(Facts::NAME) && !facts.has(Facts::WORD);
    let never = Facts::NEVER | Facts::MONTH | Facts::WIDE | Facts::KIN;
    is_name(at)
        && is_name(1 - at)
        && !(this | other).has(never)
        && (is_sure(this) || is_sure(other) || block.is_unheard(at) || block.is_unheard(1 - at))
}

/// `Robin: I don't want to talk about it.`
fn is_speaker(block: &Block<'_>, at: usize) -> bool {
    let (token, facts) = (&block.tokens[at], block.facts[at]);
    let never = Facts::NEVER | Facts::KIN | Facts::TITLE | Facts::MONTH | Facts::TEST | Facts::KNOWN | Facts::WIDE;
    let after = block.text[token.range.end..].trim_start();
    at == 0
        && token.case == Case::Title
        && token.folded.len() > 2
        && after.starts_with(':')
        && block.tokens.len() > 2
        && (facts.has(Facts::GIVEN) || block.is_unheard(at))
        && !facts.has(never)
        && !(block.is_ordinary(at) && (facts.has(Facts::IDEA) || !facts.has(Facts::EVERYWHERE)))
}

/// `the Hendersons`
fn is_household(block: &Block<'_>, at: usize) -> bool {
    let token = &block.tokens[at];
    let stem =
        token.folded.strip_suffix('s').filter(|stem| stem.len() > 3 && token.case == Case::Title && !token.begins());
    let Some(stem) = stem.filter(|_| at > 0 && &*block.tokens[at - 1].folded == "the") else { return false };
    let facts = Gazetteer::get().facts(stem);
    let is_many = block.tokens.get(at + 1).is_some_and(|next| {
        let does = ["have", "are", "were", "live", "lived", "moved", "had", "own", "owned", "sold", "next", "upstairs"];
        next.gap == Gap::Space && does.contains(&&*next.folded)
    });
    let after = &block.text[token.range.end..];
    let owns = after.starts_with("' ");
    let is_listed = facts.has(Facts::SURNAME) && !facts.has(Facts::KNOWN | Facts::WIDE | Facts::NEVER);
    let is_word = is_listed_word(stem, block.language) || is_listed_word(&token.folded, block.language);
    let is_new = (facts == Facts::default() || is_listed) && !is_word;
    is_new && (is_many || owns || block.ends_noun(at + 1))
        || is_listed && (is_many || owns) && block.capitals == Capitals::Plain && !is_people(&token.folded)
}

/// `Schneider, the head of department`, `Teddy never grew up`: with what is told of persons after it.
fn is_told_of(block: &Block<'_>, at: usize) -> bool {
    const WHO: [&str; 14] =
        ["the", "a", "an", "his", "her", "my", "our", "their", "who", "whose", "nee", "of", "then", "now"];
    const DOES: [&str; 16] = [
        "never", "always", "still", "has", "had", "was", "is", "would", "could", "will", "says", "thinks", "wants",
        "and", "or", "returns",
    ];
    let next = block.tokens.get(at + 1);
    next.is_some_and(|next| match next.gap {
        Gap::Comma => WHO.contains(&&*next.folded),
        Gap::Space => DOES.contains(&&*next.folded),
        _ => false,
    })
}

/// Whether a word of many means where they are from, what they think or when they lived: `the Greens`, `the Fifties`.
fn is_people(word: &str) -> bool {
    const ENDINGS: [&str; 12] =
        ["ans", "ists", "ties", "ese", "ics", "greens", "browns", "tories", "whigs", "days", "ics", "ites"];
    ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Whether a name that many have and that is also a word has a capital letter where no word has one: within a sentence of a language
/// that writes names alone with one.
fn stands_out(block: &Block<'_>, at: usize) -> bool {
    let (token, facts) = (&block.tokens[at], block.facts[at]);
    let is_many = facts.has(Facts::EVERYWHERE) || block.language == Language::Other && !facts.has(Facts::RARE_GIVEN);
    let is_name = facts.has(Facts::GIVEN) && (is_many || !block.is_ordinary(at));
    let is_other = facts.has(Facts::MONTH | Facts::NEVER | Facts::TEST | Facts::WIDE | Facts::KNOWN | Facts::SELDOM)
        || is_creed(&token.folded);
    let is_after = |before: usize| block.tokens[before].case == Case::Lower || block.tokens[before].begins();
    let is_within = token.gap == Gap::Space && at > 0 && is_after(at - 1);
    let goes_on = block.tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Joined && &*next.folded != "s");
    let is_plain = block.capitals == Capitals::Plain && matches!(block.language, Language::English | Language::Other);
    is_plain && is_name && !is_other && is_within && !goes_on && token.case == Case::Title && !has_article(block, at)
}
