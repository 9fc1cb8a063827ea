//! Words with capital letters that no list knows, where a person may be spoken of.

use super::super::super::gazetteer::Facts;
use super::super::super::language::Language;
use super::super::super::tokens::{Capitals, Case, Gap};
use super::cues::{cues, has_article, has_done, has_kin_joined, is_joined, is_speech_itself, owns};
use super::{Block, speaks};

/// From these signs on, a word that no list knows is a name.
const LEAST: u32 = 26;

/// What is not one person and owns something too.
const MANY: [&str; 55] = [
    "court",
    "team",
    "group",
    "family",
    "state",
    "ward",
    "unit",
    "world",
    "week",
    "day",
    "month",
    "morning",
    "evening",
    "night",
    "summer",
    "winter",
    "city",
    "company",
    "couple",
    "agency",
    "class",
    "year",
    "country",
    "author",
    "yesterday",
    "today",
    "tomorrow",
    "tonight",
    "parent",
    "learner",
    "trainee",
    "student",
    "member",
    "reader",
    "writer",
    "observer",
    "speaker",
    "listener",
    "person",
    "people",
    "life",
    "love",
    "nature",
    "god",
    "heaven",
    "society",
    "culture",
    "church",
    "school",
    "university",
    "hospital",
    "clinic",
    "government",
    "institute",
    "alliance",
];

/// What things do as well as persons.
const OF_THINGS: [&str; 58] = [
    "brought",
    "brings",
    "made",
    "makes",
    "taught",
    "teaches",
    "meant",
    "means",
    "saved",
    "grew",
    "showed",
    "shows",
    "covered",
    "frightened",
    "cost",
    "costs",
    "came",
    "comes",
    "went",
    "goes",
    "left",
    "leaves",
    "returned",
    "returns",
    "began",
    "stopped",
    "started",
    "fell",
    "falls",
    "ran",
    "runs",
    "stayed",
    "stays",
    "kept",
    "keeps",
    "moved",
    "moves",
    "took",
    "takes",
    "gave",
    "gives",
    "looked",
    "looks",
    "stood",
    "stands",
    "worked",
    "works",
    "helped",
    "helps",
    "hurt",
    "hurts",
    "won",
    "lost",
    "turned",
    "dies",
    "died",
    "lived",
    "lives",
];

/// Whether a verb says of things, too, what they do.
pub(super) fn is_of_things(block: &Block<'_>, at: usize) -> bool {
    block.tokens.get(at).is_some_and(|token| OF_THINGS.contains(&&*token.folded))
}

/// Whether a word means many, or nobody in particular.
pub(super) fn is_many(block: &Block<'_>, at: usize) -> bool {
    MANY.contains(&&*block.tokens[at].folded)
}

/// Weighs such words. In German every noun has a capital letter: there is no telling.
pub(super) fn unlisted(block: &Block<'_>, first: usize, end: usize) -> u32 {
    let is_new = |at: usize| {
        let token = &block.tokens[at];
        let is_title = token.case == Case::Title && token.folded.len() > 2;
        is_title && block.facts[at] == Facts::default()
    };
    if !(first..end).all(is_new) {
        return 0;
    }
    if is_unheard(block, first, end) {
        return 64;
    }
    // `When Agreement Is Too Fast`
    if block.capitals == Capitals::Title && (first..end).all(|at| block.is_ordinary(at)) {
        return 0;
    }
    if block.is_german() {
        return german(block, first, end);
    }
    // `Threat System`, `the photo of Agreement`
    let is_plain = (first..end).all(|at| block.is_ordinary(at)) && (end - first > 1 || is_in_row(block, first));
    // `Eloah's mother`, `Eloah and her mother`.
    let next = block.facts.get(end + 1).copied().unwrap_or_default();
    let is_somebodys = next.has(Facts::KIN) || next.has(Facts::OWNED) && !is_many(block, first);
    if end - first == 1 && (owns(block, end) && is_somebodys || has_kin_joined(block, end)) {
        return 64;
    }
    // `Rohat İnönü asked`, and not `Motivational Interviewing asks`.
    let is_pair = end - first == 2 && block.tokens[first].begins() && block.tokens[first + 1].gap == Gap::Space;
    if is_pair
        && block.language == Language::English
        && block.capitals == Capitals::Plain
        && is_personal(block, end)
        && !is_abstract(block, end - 1)
        && !is_plain
    {
        return 62;
    }
    let is_plural = end - first > 1 && block.tokens[end - 1].folded.ends_with('s');
    let is_person = !block.tokens[first].begins() && !is_plural && !is_plain && block.ends_noun(end);
    if is_person && is_of_somebody(block, first) {
        return 62;
    }
    if is_person && !is_after_preposition(block, first) && cues(block, first, end) >= LEAST { 63 } else { 0 }
}

/// Whether words are neither in a list of names nor ordinary ones, where a name may stand.
fn is_unheard(block: &Block<'_>, first: usize, end: usize) -> bool {
    // `TikTok`, but `McNeely`.
    let is_brand = |at: usize| {
        let word = &block.text[block.tokens[at].range.clone()];
        word.chars().skip(1).any(char::is_uppercase) && !word.starts_with("Mc") && !word.starts_with("Mac")
    };
    let is_number = block.tokens.get(end).is_some_and(|next| next.case == Case::Number && next.gap == Gap::Space);
    let goes_on = block.tokens.get(end).is_some_and(|next| next.gap == Gap::Joined && &*next.folded != "s");
    let is_part = block.tokens[first].gap == Gap::Joined && first > 0 && block.tokens[first - 1].case == Case::Lower;
    // Where lists lack forms of verbs, what begins a sentence may be one.
    let may_begin = block.language != Language::Other || end - first > 1 || speaks(block, end) || has_done(block, end);
    !has_article(block, first)
        && !is_number
        && !goes_on
        && !is_part
        && (!block.tokens[first].begins() || may_begin)
        && (first..end).all(|at| block.is_unheard(at) && !is_brand(at))
}

/// `Stop, Observe, Proceed`, `of Psychologists`: one of several words in a row, or one of many.
fn is_in_row(block: &Block<'_>, at: usize) -> bool {
    let is_after = block.tokens[at].gap == Gap::Comma;
    let is_before = block.tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Comma);
    let is_capital = at > 0 && block.tokens[at - 1].is_capital() && !block.tokens[at - 1].begins();
    is_after && (is_before || is_capital) || block.tokens[at].folded.ends_with("ists")
}

/// `photo of Damyanti`, `a letter from Damyanti`.
fn is_of_somebody(block: &Block<'_>, first: usize) -> bool {
    const THINGS: [&str; 26] = [
        "photo",
        "photograph",
        "picture",
        "portrait",
        "drawing",
        "painting",
        "sketch",
        "letter",
        "card",
        "note",
        "message",
        "house",
        "home",
        "room",
        "flat",
        "visit",
        "call",
        "text",
        "email",
        "diary",
        "mother",
        "father",
        "sister",
        "brother",
        "session",
        "interview",
    ];
    let word = |back: usize| first.checked_sub(back).map_or("", |at| &*block.tokens[at].folded);
    matches!(word(1), "of" | "from" | "by" | "with") && THINGS.contains(&word(2)) && block.capitals == Capitals::Plain
}

/// Whether a verb stands at a place that says what persons alone do.
fn is_personal(block: &Block<'_>, at: usize) -> bool {
    const VERBS: [&str; 24] = [
        "asked",
        "phoned",
        "called",
        "sat",
        "cried",
        "came",
        "arrived",
        "wanted",
        "brought",
        "refused",
        "complained",
        "signed",
        "waited",
        "walked",
        "phones",
        "sits",
        "cries",
        "arrives",
        "married",
        "drank",
        "slept",
        "hesitated",
        "looked",
        "apologised",
    ];
    block.tokens.get(at).is_some_and(|next| next.gap == Gap::Space && VERBS.contains(&&*next.folded))
        || block.facts.get(at).is_some_and(|next| next.has(Facts::SPEECH)) && is_speech_itself(block, at)
}

/// Whether a word ends as names of things do.
pub(super) fn is_abstract(block: &Block<'_>, at: usize) -> bool {
    const ENDINGS: [&str; 12] =
        ["ing", "ion", "ism", "ment", "ness", "ity", "ics", "ology", "therapy", "ance", "ence", "ship"];
    ENDINGS.iter().any(|ending| block.tokens[at].folded.ends_with(ending))
}

/// In German no two nouns stand beside each other unless the first says how much or when: such a pair within a sentence is a name, and
/// so is what `und` joins to one.
fn german(block: &Block<'_>, first: usize, end: usize) -> u32 {
    const HEADS: [&str; 24] = [
        "liter", "tasse", "glas", "stuck", "prozent", "paar", "art", "kilo", "meter", "ende", "anfang", "mitte", "typ",
        "phase", "stufe", "teil", "kapitel", "seite", "flasche", "gramm", "firma", "stadt", "thema", "projekt",
    ];
    let is_head = HEADS.contains(&&*block.tokens[first].folded);
    let is_pair =
        end - first == 2 && !block.tokens[first].begins() && block.tokens[first + 1].gap == Gap::Space && !is_head;
    if is_pair || end - first == 1 && is_joined(block, first, end) { 63 } else { 0 }
}

/// Whether a little word stands before a place that things stand after as persons do: `from Transcript`.
fn is_after_preposition(block: &Block<'_>, first: usize) -> bool {
    const WORDS: [&str; 20] = [
        "from", "to", "for", "about", "and", "of", "by", "as", "but", "or", "if", "that", "with", "than", "since",
        "because", "when", "like", "without", "between",
    ];
    let speaks = block.facts[first..].iter().take(3).any(|facts| facts.has(Facts::SPEECH));
    !speaks && first.checked_sub(1).is_some_and(|before| WORDS.contains(&&*block.tokens[before].folded))
}
