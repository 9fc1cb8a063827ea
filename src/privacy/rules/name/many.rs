//! Several words with capital letters, of which some are names.

use super::super::super::gazetteer::{Facts, Gazetteer};
use super::super::super::language::Language;
use super::super::super::tokens::{Capitals, Case, Gap};
use super::cues::{cues, has_article, is_surname_with_prefix};
use super::unlisted::{is_abstract, unlisted};
use super::{Block, is_cut, is_initial, is_sure, speaks};

/// Weighs them.
pub(super) fn weigh_many(block: &Block<'_>, first: usize, end: usize) -> u32 {
    // `Van der Kolk's book`
    let is_known = block.facts[end - 1].has(Facts::KNOWN)
        && block.facts[first..end - 1].iter().all(|facts| facts.has(Facts::PARTICLE));
    let is_nobody = end - first == 2 && is_author_by_name(block, first) || is_part(block, first, end) || is_known;
    if is_nobody { 0 } else { weigh_names(block, first, end) }
}

fn weigh_names(block: &Block<'_>, first: usize, end: usize) -> u32 {
    let all = first..end;
    let given = all.clone().filter(|at| is_sure(block.facts[*at], Facts::GIVEN)).count();
    let surnames = all.clone().filter(|at| is_sure(block.facts[*at], Facts::SURNAME)).count();
    let names = all.clone().filter(|at| block.facts[*at].has(Facts::NAME)).count();
    let initials = all.clone().filter(|at| is_initial(block, *at)).count();
    let begins = block.tokens[first].begins() && block.facts[first].has(Facts::WORD);
    let is_author = block.facts[end - 1].has(Facts::KNOWN);
    if is_surname_with_prefix(block, first, end) {
        return 82;
    }
    if is_initialed(block, first, end) {
        return if is_author { 66 } else { 84 };
    }
    if initials == end - first {
        return if block.text[block.tokens[end - 1].range.end..].starts_with('.') && end - first == 2 { 64 } else { 0 };
    }
    if initials == 1 && names == 0 && is_signed(block, first, end) {
        return 70;
    }
    // `Birgid S. was`: a full stop that ends no sentence.
    let goes_on = block.tokens.get(end).is_some_and(|next| next.gap == Gap::Stop && next.case == Case::Lower);
    let is_cut_short = end - first == 2 && is_initial(block, first + 1) && goes_on;
    if is_cut_short && names == 0 && block.tokens[first].case == Case::Title && !block.facts[first].has(Facts::LETTERED)
    {
        return 74;
    }
    if initials > 0 && names > 0 {
        return if is_author && given == 0 { 40 } else { 86 };
    }
    if initials == 0 && is_phrase(block, first, end) {
        return 30 + cues(block, first, end);
    }
    if let Some(sure) = sure(block, first, end, names, is_author) {
        return sure;
    }
    match (given, surnames) {
        (1.., _) if is_sure(block.facts[first], Facts::GIVEN) && is_author => 66,
        // Hardly anybody's name, at the beginning of a sentence, before a word that is nobody's.
        (1.., _) if is_rare_beginning(block, first) && names == 1 => 56 + cues(block, first, end),
        (1.., _) if is_sure(block.facts[first], Facts::GIVEN) => 92,
        (1.., 1..) => 88,
        (1.., 0) => 76,
        (0, 1..) if block.facts[first].has(Facts::GIVEN) => {
            if begins {
                72
            } else {
                86
            }
        }
        (0, 1..) if names > 1 => 78,
        (0, 1..) => weigh_surname(block, first, end),
        (0, 0) if names > 1 && block.facts[first].has(Facts::GIVEN) => {
            if begins {
                50 + cues(block, first, end)
            } else {
                70
            }
        }
        // German puts no two other nouns beside each other.
        (0, 0) if names > 0 && block.is_german() && end - first == 2 && !block.tokens[first].begins() => 66,
        (0, 0) if names > 0 => 30 + cues(block, first, end),
        (0, 0) => unlisted(block, first, end),
    }
}

/// `Youth Justice`: ordinary words of which none is a name that many have.
fn is_phrase(block: &Block<'_>, first: usize, end: usize) -> bool {
    block.language == Language::English
        && (first..end).all(|at| block.is_ordinary(at) && !block.facts[at].has(Facts::EVERYWHERE))
}

/// `K. Sorano`, `Reviewed by H Mülichen`: a word that no list knows, after an initial within a sentence.
fn is_signed(block: &Block<'_>, first: usize, end: usize) -> bool {
    let is_within = !block.tokens[first].begins() || speaks(block, end);
    let is_by = first > 0 && block.facts[first - 1].has(Facts::RELATION) && end - first == 2;
    is_initial(block, first)
        && block.tokens[end - 1].case == Case::Title
        && is_within
        && (block.tokens[first + 1].gap == Gap::Stop || is_by && block.is_unheard(end - 1))
}

/// `Carl Rogers`: both names of somebody whom the field knows.
fn is_author_by_name(block: &Block<'_>, first: usize) -> bool {
    let both = format!("{} {}", block.tokens[first].folded, block.tokens[first + 1].folded);
    block.tokens[first + 1].gap == Gap::Space && Gazetteer::get().facts(&both).has(Facts::KNOWN)
}

/// `Der Fordernde Elternmodus`, `le mode Parent Exigeant`: ordinary words of a language that puts an article or a noun before them.
fn is_part(block: &Block<'_>, first: usize, end: usize) -> bool {
    let is_word = |at: usize| {
        block.is_ordinary(at)
            && (!block.facts[at].has(Facts::GIVEN)
                || block.facts[at].has(Facts::RARE_GIVEN)
                || has_article(block, first) && !block.facts[at].has(Facts::EVERYWHERE))
    };
    let is_described = match block.language {
        Language::German => {
            let is_adjective =
                ["e", "er", "en", "es", "em"].iter().any(|ending| block.tokens[first].folded.ends_with(ending));
            is_adjective && (has_article(block, first) || block.tokens[first].begins())
        }
        Language::Other => {
            (!block.facts[first].has(Facts::GIVEN) || has_article(block, first)) && !block.tokens[first].begins()
        }
        Language::English | Language::Unknown => false,
    };
    is_described && block.tokens[first..end].iter().all(|token| token.case == Case::Title) && (first..end).all(is_word)
}

/// Weighs words that stand where nothing but a name does, or of which none is a word.
fn sure(block: &Block<'_>, first: usize, end: usize, names: usize, is_author: bool) -> Option<u32> {
    // `Re: Amber Short`
    let is_listed = block.facts[first].has(Facts::GIVEN) && block.facts[end - 1].has(Facts::SURNAME);
    let is_listed = is_listed || is_person_label(block, first) && is_foreign_pair(block, first, end);
    if is_labelled(block, first) && is_listed && !is_author {
        return Some(72);
    }
    // `Tanses Demir`, `Jip Tillmanno`: a word that no list knows beside one that is a name.
    let is_foreign = |at: usize| block.is_unheard(at) || block.facts[at].has(Facts::NAME) && !block.is_ordinary(at);
    let is_plain = block.tokens[first..end].iter().all(|token| token.case == Case::Title);
    if names > 0 && is_plain && !is_author && !has_article(block, first) && (first..end).all(is_foreign) {
        return Some(78);
    }
    None
}

/// `Client name: Åse Bach`, `Witness: …`: two words or three, not all of them ordinary, and nothing else.
fn is_foreign_pair(block: &Block<'_>, first: usize, end: usize) -> bool {
    let never = Facts::NEVER | Facts::WIDE | Facts::TEST | Facts::INSTITUTION | Facts::KNOWN | Facts::SELDOM;
    let ends = block.tokens.get(end).is_none_or(|next| !matches!(next.gap, Gap::Space | Gap::Joined));
    ends && (2..4).contains(&(end - first))
        && (first..end).all(|at| block.tokens[at].case == Case::Title && !block.facts[at].has(never))
        && (first..end).any(|at| !block.is_ordinary(at) || block.facts[at].has(Facts::NAME))
}

/// Whether the label before a place names a person.
pub(super) fn is_person_label(block: &Block<'_>, first: usize) -> bool {
    const LABELS: [&str; 19] = [
        "name",
        "names",
        "attending",
        "present",
        "witness",
        "signed",
        "author",
        "contact",
        "referrer",
        "reviewer",
        "clinician",
        "carer",
        "kin",
        "guardian",
        "solicitor",
        "presenter",
        "unterschrift",
        "anwesend",
        "firma",
    ];
    first
        .checked_sub(1)
        .is_some_and(|at| block.facts[at].has(Facts::KIN | Facts::TITLE) || LABELS.contains(&&*block.tokens[at].folded))
}

/// Whether a label stands before a place: `Name:`, `Client:`, `Re:`.
pub(super) fn is_labelled(block: &Block<'_>, first: usize) -> bool {
    let before = block.text[..block.tokens[first].range.start].trim_end();
    first > 0 && first < 4 && before.ends_with(':') && !before[..before.len() - 1].contains(['.', ':', '!', '?'])
}

/// Weighs words of which one is a surname and none a given name.
fn weigh_surname(block: &Block<'_>, first: usize, end: usize) -> u32 {
    if !block.tokens[first].begins() {
        return 72;
    }
    let is_rare = |at: usize| !is_sure(block.facts[at], Facts::SURNAME) || block.facts[at].is_rare();
    if !(first..end).all(is_rare) {
        return 60;
    }
    // `Ladli Mangat in the waiting room`
    let is_new = end - first == 2 && block.facts[first] == Facts::default() && !is_abstract(block, first);
    if is_new && block.capitals == Capitals::Plain { 62 } else { 48 + cues(block, first, end) }
}

/// `E. A. Moczko`, `Tymon M. Pielka`: initials before a word with a capital letter, or between two, whatever a list knows.
fn is_initialed(block: &Block<'_>, first: usize, end: usize) -> bool {
    let is_title = |at: usize| block.tokens[at].case == Case::Title && block.tokens[at].folded.len() > 2;
    let is_stop = |at: usize| block.tokens[at].gap == Gap::Stop;
    if end - first < 3 || !is_title(end - 1) || is_cut(block.facts[end - 1]) {
        return false;
    }
    // `Vitamin D. Supplements`: a letter at a sentence's end.
    let is_lettered =
        block.facts[first].has(Facts::LETTERED) || !block.facts[first].has(Facts::NAME) && !speaks(block, end);
    let is_between = is_title(first) && is_initial(block, first + 1) && is_stop(first + 2) && !is_lettered;
    let is_before = is_initial(block, first) && is_initial(block, first + 1) && is_stop(first + 2);
    is_between || is_before
}

fn is_rare_beginning(block: &Block<'_>, first: usize) -> bool {
    block.tokens[first].begins()
        && is_sure(block.facts[first], Facts::GIVEN)
        && block.facts[first].has(Facts::RARE_GIVEN)
}
