//! What stands beside a name: kinship, speech, possession, introduction.

use super::super::super::gazetteer::Facts;
use super::super::super::language::Language;
use super::super::super::tokens::{Capitals, Case, Gap, Token};
use super::Block;
use super::unlisted::{is_many, is_of_things};

/// Whether a verb is one of saying, and not of being.
pub(super) fn is_speech_itself(block: &Block<'_>, at: usize) -> bool {
    const SAYING: [&str; 28] = [
        "lied",
        "hates",
        "yelled",
        "screamed",
        "begged",
        "apologized",
        "apologised",
        "sobbed",
        "muttered",
        "sighed",
        "smiled",
        "wept",
        "shrugged",
        "frowned",
        "said",
        "says",
        "asked",
        "replied",
        "answered",
        "told",
        "whispered",
        "shouted",
        "laughed",
        "cried",
        "nodded",
        "sagte",
        "dijo",
        "fragte",
    ];
    SAYING.contains(&&*block.tokens[at].folded)
}

/// What stands beside a name that says it is one: how much it counts.
pub(super) fn cues(block: &Block<'_>, first: usize, end: usize) -> u32 {
    let next = block.tokens.get(end);
    let begins = block.tokens[first].begins();
    // `Will you`, `May I`: a verb that begins a question. A month has a number after it.
    let is_question = begins
        && end - first == 1
        && block.facts[first].has(Facts::WORD)
        && next.is_some_and(|next| {
            let is_and = matches!(&*next.folded, "and" | "or" | "und" | "oder" | "et" | "ou" | "y" | "o" | "e" | "en");
            next.gap == Gap::Space && fact(block, end).has(Facts::NEVER) && !is_and && !is_adverb(block, end)
        });
    if has_article(block, first) || is_question || next.is_some_and(|next| next.case == Case::Number) {
        return 0;
    }
    let verb = end + usize::from(is_adverb(block, end));
    let speaks = fact(block, verb).has(Facts::SPEECH)
        && block.tokens.get(verb).is_some_and(|next| next.gap == Gap::Space && next.case == Case::Lower);
    // `Joy returned`: what a word does too says little of a name that is one.
    let is_thing = begins && block.facts[first].has(Facts::WORD) && is_of_things(block, verb);
    let is_being = speaks && (is_being(block, end) || is_thing);
    let before = first.checked_sub(1).filter(|_| block.tokens[first].gap == Gap::Space);
    let is_related = before.is_some_and(|before| block.facts[before].has(Facts::RELATION));
    let said_by = before.is_some_and(|before| is_speech_itself(block, before));
    let ends = |next: &Token| matches!(next.gap, Gap::Block | Gap::Stop | Gap::Begins | Gap::Comma);
    let weights = [
        (speaks && !is_being, 36),
        (speaks && !is_being && begins, 10),
        (begins && (has_done(block, end) || did(block, end)), 46),
        (begins && is_adverb(block, end) && is_of_many(block, first), 36),
        (is_being, 12),
        (owns(block, end), 22),
        (
            owns(block, end) && fact(block, end + 1).has(Facts::KIN | Facts::OWNED),
            if is_many(block, first) { 0 } else { 28 },
        ),
        (owns(block, end) && is_owner_by_name(block, first), 40),
        (is_related && !begins, 26),
        (said_by, 30),
        (block.tokens[first].gap == Gap::Comma && next.is_none_or(ends), 30),
        (begins && next.is_some_and(|next| next.gap == Gap::Comma), if is_quoted(block, first) { 38 } else { 24 }),
        (begins && next.is_none_or(|next| next.gap == Gap::Block), 12),
        (is_joined(block, first, end) || has_kin_joined(block, end), 34),
        // `Contact: Marine (sister)`
        (is_followed_by_kin(block, end), 40),
        (next.is_some_and(|next| matches!(&*next.folded, "who" | "whose") && next.gap == Gap::Space), 34),
    ];
    weights.into_iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum()
}

/// `Rosa ha pianto`, `Virginie a pleuré`: what somebody has done, outside English.
pub(super) fn has_done(block: &Block<'_>, at: usize) -> bool {
    let word =
        |at: usize| block.tokens.get(at).filter(|token| token.gap == Gap::Space).map_or("", |token| &*token.folded);
    let done = word(at + 1);
    // `Alice a eu quarante ans`
    let is_short =
        matches!(done, "eu" | "ete" | "fait" | "dit" | "mis" | "pris" | "vu" | "bu" | "lu" | "su" | "pu" | "du");
    matches!(block.language, Language::Other | Language::Unknown)
        && matches!(word(at), "a" | "ha" | "heeft" | "est" | "etait" | "avait" | "aveva" | "had")
        && (done.len() > 3 || is_short)
        && (is_short
            || ["e", "ee", "i", "ie", "to", "ta", "so", "sa", "ado", "ido", "t", "d", "en"]
                .iter()
                .any(|end| done.ends_with(end)))
}

/// `Salomón cumplió`: what somebody did, in Spanish or Italian, where an accent ends the verb.
pub(super) fn did(block: &Block<'_>, at: usize) -> bool {
    let next = block.tokens.get(at).filter(|next| next.gap == Gap::Space && next.case == Case::Lower);
    block.language == Language::Other
        && next
            .is_some_and(|next| next.folded.len() > 3 && block.text[next.range.clone()].ends_with(['\u{f3}', '\u{f2}']))
}

/// Whether somebody's relation to somebody stands in brackets at a place.
fn is_followed_by_kin(block: &Block<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or(0, |before| block.tokens[before].range.end);
    fact(block, at).has(Facts::KIN) && block.text[before..].starts_with(" (")
}

fn fact(block: &Block<'_>, at: usize) -> Facts {
    block.facts.get(at).copied().unwrap_or_default()
}

/// Whether an apostrophe and an s stand after a name.
pub(super) fn owns(block: &Block<'_>, end: usize) -> bool {
    let Some(next) = block.tokens.get(end) else { return false };
    next.gap == Gap::Joined && &*next.folded == "s" && block.text[..next.range.start].ends_with('\'')
}

/// `Heather's key`: a name that many have, and that is no idea or month, with a noun after its possessive.
fn is_owner_by_name(block: &Block<'_>, first: usize) -> bool {
    let noun = block.tokens.get(first + 2).filter(|noun| noun.gap == Gap::Space && noun.case == Case::Lower);
    is_of_many(block, first) && noun.is_some_and(|noun| noun.folded.len() > 2)
}

/// Whether a word is a given name that many have, and no idea, month or country.
fn is_of_many(block: &Block<'_>, at: usize) -> bool {
    let facts = block.facts[at];
    facts.has(Facts::GIVEN)
        && facts.has(Facts::EVERYWHERE)
        && !facts.has(Facts::MONTH | Facts::KNOWN | Facts::SELDOM | Facts::WIDE)
        && !block.facts[at].has(Facts::IDEA)
}

/// `never`, `still`: what stands between somebody and what they do.
fn is_adverb(block: &Block<'_>, at: usize) -> bool {
    const ADVERBS: [&str; 16] = [
        "never", "always", "just", "still", "also", "only", "really", "finally", "already", "often", "almost",
        "nearly", "suddenly", "simply", "even", "once",
    ];
    block.tokens.get(at).is_some_and(|token| token.gap == Gap::Space && ADVERBS.contains(&&*token.folded))
}

/// Whether a mark that opens speech stands before a word.
fn is_quoted(block: &Block<'_>, first: usize) -> bool {
    block.text[..block.tokens[first].range.start].trim_end().ends_with(['"', '\'', '\u{201c}', '\u{201e}', '\u{ab}'])
}

/// Whether an article stands before a word.
pub(in super::super) fn has_article(block: &Block<'_>, first: usize) -> bool {
    // Little words of one language are others of another: `a` is `to` in Spanish, `an` in German.
    const ENGLISH: [&str; 6] = ["the", "a", "an", "this", "that", "no"];
    const GERMAN: [&str; 17] = [
        "der", "die", "das", "den", "dem", "ein", "eine", "einen", "im", "am", "zum", "zur", "vom", "beim", "ins",
        "ans", "diese",
    ];
    const OTHER: [&str; 26] = [
        "il", "gli", "lo", "el", "la", "le", "un", "une", "una", "het", "een", "au", "aux", "du", "al", "del", "los",
        "las", "les", "nel", "della", "dello", "sul", "uno", "cette", "esta",
    ];
    let Some(before) = first.checked_sub(1).filter(|_| block.tokens[first].gap == Gap::Space) else { return false };
    let word = &*block.tokens[before].folded;
    // `là`, without its accent, is `la`.
    if &block.text[block.tokens[before].range.clone()] == "l\u{e0}" {
        return false;
    }
    // `My supervisor said that Julia was testing me`
    let is_name = block.facts[first].has(Facts::GIVEN) && !block.facts[first].has(Facts::WORD);
    let is_said = word == "that" && before > 0 && (block.facts[before - 1].has(Facts::SPEECH) || is_name);
    let is_unknown = block.language == Language::Unknown;
    let is_english = block.language == Language::English || is_unknown && block.capitals != Capitals::All;
    let is_little = word.starts_with('a') && is_unknown && !block.tokens[before].begins();
    is_english && ENGLISH.contains(&word) && !is_said && !is_little
        || word == "the"
        || (block.is_german() || is_unknown) && GERMAN.contains(&word)
        || OTHER.contains(&word)
        || word == "de" && is_dutch(block)
}

/// Whether a block has words that Dutch alone has, in which `de` is an article.
fn is_dutch(block: &Block<'_>) -> bool {
    const DUTCH: [&str; 14] =
        ["het", "een", "niet", "ik", "ze", "zij", "haar", "zijn", "naar", "voor", "wordt", "werd", "hun", "mijn"];
    block.language == Language::Other && block.tokens.iter().any(|token| DUTCH.contains(&&*token.folded))
}

/// Whether a name that is no other word is joined to this one: `Rose and Julia`.
pub(super) fn is_joined(block: &Block<'_>, first: usize, end: usize) -> bool {
    let is_and = |at: usize| {
        matches!(&*block.tokens[at].folded, "and" | "or" | "und" | "oder" | "et" | "ou" | "y" | "o" | "e" | "en")
    };
    let is_sure = |at: usize| {
        let is_written = block.tokens.get(at).is_some_and(Token::is_capital) || block.capitals == Capitals::All;
        is_written && fact(block, at).has(Facts::GIVEN) && !fact(block, at).has(Facts::WORD | Facts::KNOWN)
    };
    let after = end < block.tokens.len() && block.tokens[end].gap == Gap::Space && is_and(end) && is_sure(end + 1);
    // `Haas's and Johnson's lawyers`
    let owners = owns(block, end)
        && end + 2 < block.tokens.len()
        && is_and(end + 1)
        && block.tokens[end + 2].is_capital()
        && owns(block, end + 3);
    let is_second = first > 2
        && owns(block, end)
        && is_and(first - 1)
        && &*block.tokens[first - 2].folded == "s"
        && block.tokens[first - 2].gap == Gap::Joined
        && block.tokens[first - 3].is_capital();
    after || owners || is_second || first > 1 && is_and(first - 1) && is_sure(first - 2)
}

/// `aren't`: a verb, and not somebody's.
pub(super) fn is_contraction(block: &Block<'_>, at: usize) -> bool {
    let next = block.tokens.get(at + 1).filter(|next| next.gap == Gap::Joined);
    next.is_some_and(|next| matches!(&*next.folded, "t" | "re" | "ve"))
}

/// `Rose and her daughter`.
pub(super) fn has_kin_joined(block: &Block<'_>, end: usize) -> bool {
    let word = |at: usize| block.tokens.get(at).map_or("", |token| &*token.folded);
    matches!(word(end), "and" | "und" | "et" | "y")
        && matches!(word(end + 1), "her" | "his" | "their" | "seine" | "ihre" | "sa" | "son" | "su")
        && fact(block, end + 2).has(Facts::KIN)
}

/// `the Moreno family`, `the Moreno twins`.
pub(super) fn is_family(block: &Block<'_>, first: usize, end: usize) -> bool {
    // `la famiglia Bassi`, `de familie van Dam`
    let particles = (0..first).rev().take(3).take_while(|at| block.facts[*at].has(Facts::PARTICLE)).count();
    let is_named = (first - particles).checked_sub(1).is_some_and(|at| block.facts[at].has(Facts::FAMILY));
    if is_named && block.tokens[first].gap == Gap::Space {
        return true;
    }
    let before = first.checked_sub(1).map_or("", |at| &*block.tokens[at].folded);
    let is_next = block.tokens.get(end).is_some_and(|next| next.gap == Gap::Space && next.case == Case::Lower);
    matches!(before, "the" | "whole" | "entire" | "both") && is_next && fact(block, end).has(Facts::HOUSEHOLD)
}

/// Whether a verb says of anything that it is or has.
fn is_being(block: &Block<'_>, at: usize) -> bool {
    const BEING: [&str; 32] = [
        "has", "had", "was", "is", "does", "did", "would", "could", "seemed", "ist", "war", "hat", "hatte", "estaba",
        "era", "etait", "avait", "wurde", "wird", "kann", "konnte", "soll", "sollte", "will", "wollte", "mochte",
        "steht", "stand", "wouldn", "didn", "doesn", "won",
    ];
    BEING.contains(&&*block.tokens[at].folded)
}

/// Whether somebody's relation to somebody stands before a name: `my sister`, `client`.
pub(super) fn is_kin_before(block: &Block<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return false };
    let (facts, gap) = (block.facts[first], block.tokens[first].gap);
    // `der Ehemann (August)`
    let between = &block.text[block.tokens[before].range.end..block.tokens[first].range.start];
    let is_bracketed = between == " (" && block.text[block.tokens[first].range.end..].starts_with(')');
    block.facts[before].has(Facts::KIN)
        && (gap == Gap::Space || (gap == Gap::Comma || is_bracketed) && facts.has(Facts::NAME))
}

/// `my sister`, `ihr Bruder`: with a word that says whose.
pub(super) fn is_owned_kin(block: &Block<'_>, first: usize) -> bool {
    const WHOSE: [&str; 34] = [
        "my", "his", "her", "our", "their", "your", "mein", "meine", "meinem", "meiner", "sein", "seine", "ihr",
        "ihre", "unser", "mon", "ma", "son", "sa", "notre", "mi", "su", "mio", "mia", "suo", "sua", "mijn", "zijn",
        "haar", "seiner", "ihrer", "seinem", "ihrem", "older",
    ];
    let before = first.checked_sub(2).map(|at| &*block.tokens[at].folded);
    let facts = block.facts[first];
    before.is_some_and(|before| WHOSE.contains(&before))
        && (!facts.has(Facts::NEVER | Facts::TEST | Facts::PLACE) || facts.has(Facts::GIVEN))
        && block.tokens[first].case != Case::Number
}

/// Whether somebody is introduced: by name (`my name is`), or as themselves (`I'm`, `this is`).
pub(super) fn introduction(block: &Block<'_>, first: usize) -> Option<bool> {
    let word = |back: usize| first.checked_sub(back).map_or("", |at| &*block.tokens[at].folded);
    // `Brown is my maiden name`
    let ahead = |on: usize| block.tokens.get(first + on).map_or("", |token| &*token.folded);
    if matches!((ahead(1), ahead(2)), ("is" | "was", "my" | "his" | "her" | "their"))
        && matches!(ahead(3), "maiden" | "middle" | "first" | "last" | "given" | "real" | "full" | "birth" | "married")
        && ahead(4) == "name"
    {
        return Some(true);
    }
    if block.tokens[first].gap != Gap::Space {
        return None;
    }
    let is_verb = matches!(word(1), "is" | "was" | "ist" | "war" | "est" | "es" | "era");
    if is_verb && matches!(word(2), "name" | "nombre" | "nom" | "nome" | "naam") {
        return Some(true);
    }
    // `Susan Smith, née Brown`
    if matches!(word(1), "nee" | "geborene" | "geb") && block.tokens[first].case == Case::Title {
        return Some(true);
    }
    // `they call him Bill`
    let is_called = matches!(word(1), "him" | "her" | "me" | "them" | "us" | "it")
        && matches!(word(2), "call" | "calls" | "called" | "nicknamed" | "named" | "christened");
    if is_called {
        return Some(true);
    }
    // `alle nennen ihn Memo`, `on l'appelle Titi`, `le llaman Pepe`
    let is_elsewhere =
        matches!((word(2), word(1)), ("nennen" | "nennt" | "nannte" | "nannten" | "rufen", "ihn" | "sie" | "mich"))
            || matches!(
                (word(2), word(1)),
                ("l" | "m", "appelle" | "appellent" | "appelait")
                    | ("le" | "la" | "me", "llaman" | "dicen" | "llamaban")
            );
    if is_elsewhere {
        return Some(true);
    }
    let by_self =
        matches!((word(2), word(1)), ("i", "am" | "m") | ("ich", "bin") | ("je", "suis") | (_, "soy") | ("this", "is"));
    let folded = &block.tokens[first].folded;
    (by_self && !is_creed(folded)).then_some(false)
}

/// `I'm Christian` is no introduction.
pub(super) fn is_creed(word: &str) -> bool {
    matches!(word, "christian" | "english" | "french" | "roman" | "welsh" | "german")
}

/// `O'Brien`, `D'Angelo`.
pub(super) fn is_surname_with_prefix(block: &Block<'_>, first: usize, end: usize) -> bool {
    (first + 1..end).any(|at| {
        matches!(&*block.tokens[at - 1].folded, "o" | "d")
            && block.tokens[at].gap == Gap::Joined
            && block.tokens[at].is_capital()
            // `D-E-A-R`
            && block.tokens[at].folded.len() > 1
    })
}
