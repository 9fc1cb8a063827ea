//! Towns of the world, and words that no list knows where a town stands.

use super::super::super::gazetteer::{Facts, Gazetteer};
use super::super::super::language::Language;
use super::super::super::tokens::{Capitals, Case, Gap};
use super::super::name::{has_article, is_author, known_phrase};
use super::{Block, Found, place};

/// How the names of many towns end.
const ENDINGS: [&str; 30] = [
    "ville", "burgh", "ton", "chester", "mouth", "shire", "field", "ford", "haven", "port", "borough", "bury", "town",
    "berg", "stadt", "dorf", "hausen", "heim", "furt", "kirchen", "weiler", "ingen", "furth", "bruck", "hafen", "land",
    "side", "view", "wood", "burg",
];
/// How German words end that tell a state.
const STATES: [&str; 8] = ["ung", "heit", "keit", "schaft", "nis", "tum", "mut", "zeit"];
/// The most words in the name of a town.
const MOST_WORDS: usize = 4;

/// Towns of the world, and what somebody lives in.
pub(super) fn towns(block: &Block<'_>, found: &mut Found) {
    let mut at = 0;
    while at < block.tokens.len() {
        let known = known_phrase(block, at);
        if known > 0 {
            at += known;
            continue;
        }
        let length = town(block, at);
        if length > 0 {
            let range = block.tokens[at].range.start..block.tokens[at + length - 1].range.end;
            if let Some(confidence) = weigh(block, at, length) {
                found.push(place(confidence, range, "a town"));
            }
            at += length;
        } else {
            let (length, confidence) = unlisted(block, at).unwrap_or((1, 0));
            if confidence > 0 {
                let range = block.tokens[at].range.start..block.tokens[at + length - 1].range.end;
                found.push(place(confidence, range, "a town"));
            }
            at += length;
        }
    }
}

/// How many words of a town begin at a word; none where there is none.
fn town(block: &Block<'_>, at: usize) -> usize {
    let facts = block.facts[at];
    let mut longest = usize::from(facts.has(Facts::PLACE));
    // In lower case it is one only where something says so.
    let is_meant = block.tokens[at].is_capital() || at > 0 && block.facts[at - 1].has(Facts::AT);
    if facts.has(Facts::PLACE_START) && is_meant {
        let mut name = block.tokens[at].folded.to_string();
        for length in 2..=MOST_WORDS {
            let Some(token) = block.tokens.get(at + length - 1) else { break };
            let is_saint = token.gap == Gap::Stop && name == "st";
            if !matches!(token.gap, Gap::Space | Gap::Joined) && !is_saint {
                break;
            }
            name.push(' ');
            name.push_str(&token.folded);
            if Gazetteer::get().facts(&name).has(Facts::PLACE) {
                longest = length;
            }
        }
    }
    longest
}

/// How sure it is that words which name a town mean it.
fn weigh(block: &Block<'_>, at: usize, length: usize) -> Option<u8> {
    let (token, facts) = (&block.tokens[at], block.facts[at]);
    let is_origin = is_origin(block, at);
    let is_at = at > 0 && matches!(token.gap, Gap::Space) && block.facts[at - 1].has(Facts::AT) || is_origin;
    // `Sie hat in Aue studiert`
    let is_before = is_at && block.facts.get(at + length).is_some_and(|next| next.has(Facts::MOVED));
    let moved = is_origin
        || is_before
        || is_at
            && (2..=3).any(|back| at.checked_sub(back).is_some_and(|before| block.facts[before].has(Facts::MOVED)));
    // `Stockholm syndrome`
    let is_called_after = block.tokens.get(at + length).is_some_and(|next| next.gap == Gap::Space)
        && block.facts[at + length].has(Facts::TEST);
    // `an Olympic effort`
    let is_one = at > 0
        && matches!(&*block.tokens[at - 1].folded, "a" | "an" | "ein" | "eine" | "un" | "une")
        && token.gap == Gap::Space;
    if is_one && !(is_at && block.language == Language::Other) {
        return None;
    }
    // `le Brouillard`, where an article says that it is a thing.
    let is_thing = block.language == Language::Other && !is_at && has_article(block, at) && block.is_ordinary(at);
    // `the Rorschach`, `the Tavistock seminar`
    let is_famous = facts.has(Facts::KNOWN) && has_article(block, at);
    if length == 1 && (is_author(block, at) || is_famous || is_thing || facts.has(Facts::SELDOM)) {
        return None;
    }
    if token.case == Case::Number || is_called_after || (length == 1 && facts.has(Facts::NEVER | Facts::TITLE)) {
        return None;
    }
    let goes_on = block.tokens.get(at + length).is_some_and(|next| next.is_capital() && next.gap == Gap::Space)
        && !block.facts[at + length].has(Facts::NEVER);
    if token.case == Case::Lower {
        let is_plain = facts.has(Facts::PLACE_LOWER_WORD | Facts::PLACE_WORD | Facts::NAME) && length == 1;
        return (is_at && !is_plain && token.folded.len() > 3).then_some(if moved { 80 } else { 66 });
    }
    // `NICE`
    if length == 1 && token.case == Case::Upper && token.folded.len() < 5 || is_of_body(block, at) {
        return None;
    }
    if length > 1 {
        let is_capital = block.tokens[at + length - 1].is_capital();
        return is_capital.then_some(if is_at { 90 } else { 78 });
    }
    if facts.has(Facts::PLACE_WORD | Facts::NAME) {
        let confidence = if moved { 88 } else { 72 };
        return (is_at && !goes_on).then_some(confidence);
    }
    let is_foreign = matches!(block.language, Language::Other | Language::Unknown) && token.begins() && !is_at;
    if is_foreign {
        return None;
    }
    Some(if is_at { 90 } else { 74 })
}

/// `la Société psychanalytique de Paris`: in the name of a public body.
fn is_of_body(block: &Block<'_>, at: usize) -> bool {
    let is_of = at > 0
        && matches!(&*block.tokens[at - 1].folded, "de" | "d" | "di" | "of" | "von" | "van" | "du" | "della" | "del");
    let body = (2..=4)
        .filter_map(|back| at.checked_sub(back))
        .find(|at| block.tokens[*at].is_capital() || block.tokens[at + 1].gap != Gap::Space);
    is_of && body.is_some_and(|body| block.facts[body].has(Facts::BODY_HEAD) && block.tokens[body].is_capital())
}

/// Whether a word says that somebody or something goes somewhere.
fn is_motion(word: &str) -> bool {
    const WORDS: [&str; 30] = [
        "went",
        "go",
        "goes",
        "going",
        "gone",
        "drove",
        "drive",
        "drives",
        "travel",
        "travelled",
        "traveled",
        "commute",
        "commutes",
        "back",
        "return",
        "returned",
        "returns",
        "flew",
        "moved",
        "move",
        "moving",
        "bus",
        "train",
        "way",
        "trip",
        "road",
        "sent",
        "came",
        "fled",
        "parcel",
    ];
    WORDS.contains(&word)
}

/// `Es de Zamora`, `il vient de Nantes`: where somebody is from, in the Romance languages.
fn is_origin(block: &Block<'_>, at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).map_or("", |at| &*block.tokens[at].folded);
    block.tokens[at].gap == Gap::Space
        && matches!(word(1), "de" | "d" | "di")
        && matches!(
            word(2),
            "es" | "soy"
                | "son"
                | "era"
                | "eran"
                | "viene"
                | "vengo"
                | "venia"
                | "vino"
                | "procede"
                | "natural"
                | "vient"
                | "viens"
                | "venait"
                | "originaire"
                | "natif"
                | "native"
                | "originario"
                | "originaria"
                | "nativo"
        )
}

/// `moved from Altötting to Osterode`: after a town that somebody left.
fn is_second(block: &Block<'_>, at: usize) -> bool {
    let is_to = at
        .checked_sub(1)
        .is_some_and(|before| matches!(&*block.tokens[before].folded, "to" | "nach" | "a" | "pour" | "naar" | "for"));
    let from = (2..=6).filter_map(|back| at.checked_sub(back)).find(|before| !block.tokens[*before].is_capital());
    let is_from =
        |at: usize| matches!(&*block.tokens[at].folded, "from" | "von" | "aus" | "de" | "da" | "van" | "quitte");
    is_to
        && from.is_some_and(|from| {
            is_from(from)
                && (1..=3).any(|back| {
                    from.checked_sub(back)
                        .is_some_and(|at| block.facts[at].has(Facts::MOVED) || is_motion(&block.tokens[at].folded))
                })
        })
}

/// `the Alyssaburgh police`: what a town has, after a word that no list knows.
fn is_of_town(block: &Block<'_>, at: usize, length: usize) -> bool {
    const HAS: [&str; 16] = [
        "police",
        "council",
        "court",
        "accent",
        "newspaper",
        "mayor",
        "bypass",
        "ferry",
        "branch",
        "fire",
        "flood",
        "station",
        "derby",
        "prison",
        "riots",
        "suburbs",
    ];
    let next = block.tokens.get(at + length).filter(|next| next.gap == Gap::Space && next.case == Case::Lower);
    &*block.tokens[at - 1].folded == "the"
        && next.is_some_and(|next| HAS.contains(&&*next.folded))
        && !(at..at + length).all(|at| block.is_ordinary(at) || block.facts[at].has(Facts::WIDE | Facts::KNOWN))
}

/// Words with capital letters after `lives in` and the like, or with a town's ending, which no list knows: how many, and how sure
/// it is that they are a town.
fn unlisted(block: &Block<'_>, at: usize) -> Option<(usize, u8)> {
    let (token, facts) = (&block.tokens[at], block.facts[at]);
    let follows = at > 0 && token.gap == Gap::Space && token.folded.len() > 2;
    if !follows
        || token.case != Case::Title
        || facts.has(Facts::NEVER | Facts::TEST | Facts::TITLE | Facts::INSTITUTION)
    {
        return None;
    }
    let goes_on = |at: &usize| {
        let (token, facts) = (&block.tokens[*at], block.facts[*at]);
        matches!(token.gap, Gap::Space | Gap::Joined)
            && token.case == Case::Title
            && !facts.has(Facts::NEVER | Facts::TEST | Facts::INSTITUTION)
    };
    let length = 1 + (at + 1..block.tokens.len().min(at + 4)).take_while(goes_on).count();
    let is_at = block.facts[at - 1].has(Facts::AT) && block.tokens[at - 1].gap != Gap::Comma || is_origin(block, at);
    let moved = (2..=3).any(|back| at.checked_sub(back).is_some_and(|before| block.facts[before].has(Facts::MOVED)))
        || is_second(block, at)
        || block.is_german() && block.facts.get(at + length).is_some_and(|next| next.has(Facts::MOVED))
        || is_origin(block, at);
    if is_of_town(block, at, length) {
        return Some((length, 66));
    }
    // `lives near Martin` is somebody's name, if it is one.
    let is_inside =
        matches!(&*block.tokens[at - 1].folded, "in" | "a" | "en" | "nach" | "aus" | "from" | "to" | "de" | "d" | "di");
    if length == 1 && (facts.has(Facts::WIDE) || facts.has(Facts::NAME) && !(moved && is_inside)) {
        return None;
    }
    let by_town = at > 1 && matches!(&*block.tokens[at - 2].folded, "town" | "village" | "city" | "suburb" | "hamlet");
    // `lebt in Trennung`: a state, and no town.
    let is_state = block.is_german() && STATES.iter().any(|ending| token.folded.ends_with(ending));
    if is_at && (moved || by_town) && !is_state {
        return Some((length, 70));
    }
    // In German every noun has a capital letter: there only a town's ending says something.
    let is_new = (at..at + length)
        .all(|at| block.facts[at] == Facts::default() || block.facts[at].has(Facts::NAME | Facts::PLACE_START));
    let left = matches!(&*block.tokens[at - 1].folded, "left" | "leaving" | "visited" | "reached");
    if !is_new {
        return None;
    }
    let has_ending = ENDINGS
        .iter()
        .any(|ending| block.tokens[at + length - 1].folded.strip_suffix(ending).is_some_and(|stem| stem.len() > 2));
    // `compared to Sisyphus`: only who goes somewhere goes to a place.
    let is_towards =
        matches!(&*block.tokens[at - 1].folded, "to" | "into" | "a" | "da" | "through" | "toward" | "towards");
    let goes =
        !is_towards || (2..=4).any(|back| at.checked_sub(back).is_some_and(|at| is_motion(&block.tokens[at].folded)));
    let is_plain = block.capitals == Capitals::Plain && goes;
    let is_object = (is_at && !block.tokens[at - 1].begins() || left) && block.ends_noun(at + length) && is_plain;
    (has_ending && (is_at || left) || is_object && !block.is_german()).then_some((length, 62))
}
