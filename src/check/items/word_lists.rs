//! The words that the rules look for, and how options are worded.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// Words that no sentence about people bears out, so that test-wise readers pass over options with them (guideline 22).
pub(super) const ABSOLUTE: [&str; 14] = [
    "always",
    "never",
    "completely",
    "absolutely",
    "invariably",
    "immer",
    "niemals",
    "stets",
    "toujours",
    "jamais",
    "aucunement",
    "siempre",
    "nunca",
    "jamás",
];
/// Words for how often, which everyone reads differently.
pub(super) const VAGUE: [&str; 14] = [
    "often",
    "sometimes",
    "usually",
    "frequently",
    "rarely",
    "occasionally",
    "generally",
    "häufig",
    "manchmal",
    "gelegentlich",
    "souvent",
    "parfois",
    "rarement",
    "frecuentemente",
];
/// Options that stand for other options (guidelines 18 and 19).
pub(super) const ALL_OR_NONE: [&str; 12] = [
    "all of the above",
    "none of the above",
    "all of these",
    "none of these",
    "both of the above",
    "alle genannten",
    "keine der genannten",
    "toutes ces réponses",
    "aucune de ces réponses",
    "todas las anteriores",
    "ninguna de las anteriores",
    "all the above",
];
/// Words that turn a question round (guideline 10).
pub(super) const NEGATIVE: [&str; 8] = ["not", "except", "least", "nicht", "kein", "außer", "sauf", "excepto"];
/// Questions that ask nothing until one has read the options (guideline 14: the central idea is in the stem).
pub(super) const UNFOCUSED: [&str; 9] = [
    "which of these is true",
    "which of the following is true",
    "which of these is correct",
    "which of the following is correct",
    "which statement is true",
    "which statement is correct",
    "welche aussage ist richtig",
    "laquelle est vraie",
    "cuál es verdadera",
];
/// Questions that lean on others (guideline 3: each item is independent).
pub(super) const HINGED: [&str; 7] = [
    "previous question",
    "question above",
    "last question",
    "your answer to question",
    "vorigen frage",
    "question précédente",
    "pregunta anterior",
];
/// Finds out whether the rules have anything to look for in an option, be it inside another word: mostly they have not.
pub(super) static IN_OPTIONS: LazyLock<AhoCorasick> = LazyLock::new(|| any_of(&[&ABSOLUTE, &VAGUE, &ALL_OR_NONE]));
/// The same for what is asked.
pub(super) static IN_STEMS: LazyLock<AhoCorasick> = LazyLock::new(|| any_of(&[&NEGATIVE, &UNFOCUSED, &HINGED]));

fn any_of(lists: &[&[&str]]) -> AhoCorasick {
    // Which of two words is met first does not matter, and this kind looks at many bytes at once.
    let searcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(lists.iter().copied().flatten());
    searcher.expect("a few dozen words are not too many")
}
