//! Who is told of in a note without capital letters: introduced, greeted, thanked, or by what they do.

use super::super::super::gazetteer::Facts;
use super::super::super::language::Language;
use super::super::super::tokens::{Case, Gap};
use super::cues::{did, has_article, has_done, introduction, is_kin_before, is_owned_kin};
use super::haste::{is_object, is_spoken_to};
use super::lower::{Next, is_unheard};
use super::{Block, is_near};

/// What stands before what somebody says of somebody.
const SAID: [&str; 12] =
    ["said", "says", "say", "think", "thinks", "thought", "knew", "know", "hope", "believe", "told", "swear"];
/// Verbs that begin a question.
const ASKED: [&str; 10] = ["is", "was", "does", "did", "has", "can", "could", "should", "would", "will"];
/// What is done of or about somebody.
const THOUGHT: [&str; 16] = [
    "dreamt",
    "dreamed",
    "dream",
    "thought",
    "think",
    "thinking",
    "scared",
    "afraid",
    "fond",
    "jealous",
    "proud",
    "tired",
    "sick",
    "terrified",
    "worried",
    "heard",
];
/// What begins a part of a sentence whose verb comes after who does it.
const WHILE: [&str; 14] = [
    "wenn", "als", "weil", "dass", "bevor", "nachdem", "quand", "lorsque", "cuando", "porque", "quando", "mentre",
    "toen", "wanneer",
];
/// What is done to somebody, outside English.
const DONE: [&str; 26] = [
    "ruf", "rufe", "frag", "frage", "sag", "kenne", "liebe", "vermisse", "hasse", "appelle", "rappelle", "deteste",
    "aime", "quitte", "llama", "llame", "pregunta", "dile", "dije", "vi", "quiero", "odio", "extrano", "conozco",
    "chiama", "bel",
];
/// What says when, at the beginning of a note.
const WHEN: [&str; 32] = [
    "gestern",
    "heute",
    "dann",
    "danach",
    "morgens",
    "abends",
    "plotzlich",
    "spater",
    "jetzt",
    "nun",
    "hier",
    "aujourd",
    "puis",
    "ensuite",
    "alors",
    "soudain",
    "apres",
    "ayer",
    "hoy",
    "luego",
    "despues",
    "entonces",
    "anoche",
    "ieri",
    "oggi",
    "poi",
    "allora",
    "gisteren",
    "vandaag",
    "toen",
    "yesterday",
    "then",
];

/// `my name is ekalinga kapoor`, `ich heiße bernfried`, `signed mikołaj krzempek`: where the name ends that is said to be one.
pub(super) fn introduced(block: &Block<'_>, at: usize) -> Option<usize> {
    let is_signed = at == 1 && &*block.tokens[0].folded == "signed" && block.tokens[0].case == Case::Lower;
    let introduction = introduction(block, at);
    let is_called = introduction == Some(true) || at > 0 && block.facts[at - 1].has(Facts::NAMED) && is_near(block, at);
    // `i am lee brown, we spoke`
    let is_theirs = at > 1
        && matches!(&*block.tokens[at - 1].folded, "is" | "was" | "ist" | "est" | "es")
        && block.facts[at - 2].has(Facts::KIN);
    let is_self = (introduction == Some(false) || is_theirs) && block.tokens[0].case == Case::Lower;
    let may_be = |at: usize| {
        let never =
            Facts::NEVER | Facts::SPEECH | Facts::KIN | Facts::RELATION | Facts::AT | Facts::TITLE | Facts::SELDOM;
        let (token, facts) = (&block.tokens[at], block.facts[at]);
        let is_name = facts.has(Facts::GIVEN)
            && !facts.has(Facts::IDEA)
            && (is_called || facts.has(Facts::EVERYWHERE) || !block.is_ordinary(at));
        token.case == Case::Lower && token.folded.len() > 2 && !facts.has(never) && (is_unheard(block, at) || is_name)
    };
    if !(is_called || is_signed || is_self) || !may_be(at) {
        return None;
    }
    let last = (at + 1..block.tokens.len())
        .take(3)
        .take_while(|at| {
            is_near(block, *at)
                && (may_be(*at)
                    || block.facts[*at].has(Facts::SURNAME | Facts::PARTICLE) && !block.facts[*at].has(Facts::NEVER))
        })
        .last();
    last.map_or(Some(at + 1), |last| Some(last + 1)).filter(|end| is_called || *end > at + 1)
}

/// `thank you roger, that helped`
pub(super) fn is_thanked(block: &Block<'_>, at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).map_or("", |at| &*block.tokens[at].folded);
    let facts = block.facts[at];
    let ends = block.tokens.get(at + 1).is_none_or(|next| !matches!(next.gap, Gap::Space | Gap::Joined));
    let is_name =
        facts.has(Facts::GIVEN) && !facts.has(Facts::KIN) && !block.facts[at].has(Facts::IDEA) || is_unheard(block, at);
    matches!((word(2), word(1)), ("thank" | "love" | "miss" | "hate", "you"))
        && ends
        && is_name
        && block.tokens[0].case == Case::Lower
}

/// `hi laura, are you awake`, `love, laura`: where nothing has a capital letter.
pub(super) fn is_greeted(block: &Block<'_>, at: usize) -> bool {
    const BEFORE: [&str; 9] = ["hi", "hey", "hello", "dear", "morning", "night", "sorry", "thanks", "bye"];
    const AFTER: [&str; 10] = ["love", "hugs", "kisses", "yours", "best", "cheers", "thanks", "thx", "xx", "xoxo"];
    if at != 1 || block.tokens[0].case != Case::Lower {
        return false;
    }
    let (word, gap) = (&*block.tokens[0].folded, block.tokens[1].gap);
    let ends = block.tokens.get(2).is_none_or(|next| !matches!(next.gap, Gap::Space | Gap::Joined));
    let is_place = matches!(gap, Gap::Space | Gap::Comma) && BEFORE.contains(&word)
        || gap == Gap::Comma && AFTER.contains(&word) && block.tokens.len() == 2;
    let facts = block.facts[1];
    let is_name = facts.has(Facts::GIVEN) && !facts.has(Facts::KIN) && !block.facts[1].has(Facts::IDEA);
    is_place && ends && (is_name || is_unheard(block, 1))
}

/// `he said jean was with him`, `is roger angry with me`, `gestern hat robert angerufen`, `ayer martin volvió`: where only who does
/// something stands, and nothing has a capital letter.
pub(super) fn is_told_of_in_haste(block: &Block<'_>, at: usize) -> bool {
    let facts = block.facts[at];
    let word = |at: usize| block.tokens.get(at).map_or("", |token| &*token.folded);
    // `jill and i had a fight`
    if at == 0 && word(1) == "and" && matches!(word(2), "i" | "me" | "my" | "her" | "his") {
        return block.tokens[0].case == Case::Lower
            && (facts.has(Facts::GIVEN) || is_unheard(block, 0))
            && !facts.has(Facts::NEVER | Facts::KIN)
            && !block.facts[0].has(Facts::IDEA);
    }
    if at == 0 || block.tokens[0].case != Case::Lower || has_article(block, at) {
        return false;
    }
    let never =
        Facts::NEVER | Facts::KIN | Facts::RELATION | Facts::AT | Facts::SELDOM | Facts::MONTH | Facts::PARTICLE;
    if !facts.has(Facts::GIVEN) && !is_unheard(block, at)
        || facts.has(never)
        || block.facts[at].has(Facts::IDEA)
        || !is_near(block, at)
    {
        return false;
    }
    // `wenn holm trinkt schreit er`, `llama a teresa por mí`
    let goes_on = block.tokens.get(at + 1).is_some_and(|next| next.case == Case::Lower && is_near(block, at + 1));
    let is_while = at == 1 && WHILE.contains(&word(0)) && goes_on && block.tokens.len() > 3;
    let is_done = DONE.contains(&word(at - 1)) || at > 1 && word(at - 1) == "a" && DONE.contains(&word(at - 2));
    let may_be = facts.has(Facts::GIVEN) || block.is_german();
    if block.language != Language::English && (is_while || is_done) && may_be {
        return true;
    }
    match block.language {
        Language::English => in_english(block, at),
        Language::German => in_german(block, at),
        Language::Other | Language::Unknown => elsewhere(block, at),
    }
}

fn word<'b>(block: &'b Block<'_>, at: usize) -> &'b str {
    block.tokens.get(at).map_or("", |token| &*token.folded)
}

/// Whether the word after one says what a person does.
fn acts(block: &Block<'_>, at: usize) -> bool {
    Next::of(block, at + 1).facts.has(Facts::SPEECH)
}

fn in_english(block: &Block<'_>, at: usize) -> bool {
    let facts = block.facts[at];
    let is_name = facts.has(Facts::EVERYWHERE) || !block.is_ordinary(at);
    let before = word(block, at - 1);
    let is_asked = at == 1 && ASKED.contains(&before) && facts.has(Facts::GIVEN) && block.tokens.len() > 2;
    let is_said = SAID.contains(&before) && acts(block, at);
    let next = Next::of(block, at + 1).facts;
    let ends = block
        .tokens
        .get(at + 1)
        .is_none_or(|_| !is_near(block, at + 1) || next.has(Facts::NEVER | Facts::RELATION | Facts::AT));
    let is_done_to = is_object(block, at) && ends && before != "like" && !block.is_ordinary(at);
    // `i dreamt of henrieta again`
    let is_thought_of = matches!(before, "of" | "about") && at > 1 && THOUGHT.contains(&word(block, at - 2));
    is_name && (is_asked || is_said || is_done_to || is_thought_of || is_spoken_to(block, at))
}

fn in_german(block: &Block<'_>, at: usize) -> bool {
    let is_when = WHEN.contains(&word(block, 0)) || block.tokens.len() > 3 && word(block, 0) == "und";
    let follows = at == 2 && is_when && block.facts[1].has(Facts::SPEECH);
    follows && (block.facts[at].has(Facts::GIVEN) || !acts(block, at))
}

/// In the Romance languages, and where little words are too few to tell.
fn elsewhere(block: &Block<'_>, at: usize) -> bool {
    let is_when = at == 1 && WHEN.contains(&word(block, 0));
    let is_sister = is_kin_before(block, at) && is_owned_kin(block, at);
    let acts = acts(block, at);
    // `rosa maría cerró la puerta`
    let verb = at + 1 + usize::from(Next::of(block, at + 1).facts.has(Facts::GIVEN) && !acts);
    let is_little =
        matches!(word(block, at + 1), "n" | "ne" | "no" | "non" | "ya" | "nunca" | "jamais" | "me" | "se" | "le");
    let does = [at + 1, verb].into_iter().any(|at| has_done(block, at) || did(block, at));
    block.facts[at].has(Facts::GIVEN) && (is_when || is_sister) && (does || acts || is_sister && is_little)
}
