//! Rules that hold the options of a question against each other and against its stem.

use crate::course::{Choice, Credit};
use crate::diagnostic::{Code, Diagnostic};

use super::wording::{Wording, words};

/// A word shorter than this, in characters, says little of its own.
const TELLING: usize = 7;
/// So many characters of a word are compared: its ending may differ.
const ROOT: usize = 6;

/// A telling word of the stem, which is given in lower case, stands in the right option and in no other (guideline 28, "clang associations").
pub(super) fn stem_in_key(stem: &str, choices: &[Choice], wordings: &[Wording], findings: &mut Vec<Diagnostic>) {
    let mut right = choices.iter().zip(wordings).filter(|(choice, _)| choice.credit == Credit::Full);
    let (Some((choice, key)), None) = (right.next(), right.next()) else { return };
    if key.is_quoted() {
        return;
    }
    let others = || choices.iter().zip(wordings).filter(|(choice, _)| choice.credit != Credit::Full);
    let root = |word: &'_ str| word.char_indices().nth(ROOT).map_or(word.len(), |(at, _)| at);
    let begins = |text: &str, root: &str| words(text).any(|word| word.starts_with(root));
    let asked: Vec<&str> = words(stem).filter(|word| word.len() >= ROOT).collect();
    let echo = words(&key.lower).filter(|word| word.chars().count() >= TELLING).find(|word| {
        let root = &word[..root(word)];
        asked.iter().any(|asked| asked.starts_with(root)) && !others().any(|(_, other)| begins(&other.lower, root))
    });
    if let Some(word) = echo {
        let message = format!("`{word}` stands in the question and in the right option alone");
        let help = "say it in other words, or use it in a wrong option too: an echo gives the answer away";
        findings.push(Diagnostic::new(Code::ItemStemInKey, choice.span, message).help(help));
    }
}

/// So many times longer than the shortest is the longest option where they are unlike in length …
const TIMES: usize = 4;
/// … and by at least so many characters.
const LONGER: usize = 50;

/// Options of unlike form or length where one is to be chosen (guidelines 23 and 24: homogeneous in content and structure, about equal in length).
pub(super) fn unlike(choices: &[Choice], wordings: &[Wording], findings: &mut Vec<Diagnostic>) {
    if wordings.len() < 3 {
        return;
    }
    let mut warn = |at: usize, message: &str, help: &'static str| {
        findings.push(Diagnostic::new(Code::ItemUnlikeOptions, choices[at].span, message).help(help));
    };
    let help = "write all options in the same form: the odd one stands out, right or wrong";
    if let Some(at) = odd(wordings, Wording::is_quoted) {
        warn(at, "one option is something said and the others are not, or the other way round", help);
    } else if let Some(at) = odd(wordings, |wording| wording.is_question() && !wording.is_quoted()) {
        warn(at, "one option is a question and the others are not, or the other way round", help);
    }
    let lengths = || wordings.iter().map(|wording| wording.characters).enumerate();
    let (Some(short), Some(long)) = (lengths().min_by_key(|(_, l)| *l), lengths().max_by_key(|(_, l)| *l)) else {
        return;
    };
    // Where the right one is longest, that is said already.
    if choices[long.0].credit != Credit::Full && long.1 >= short.1 * TIMES && long.1 >= short.1 + LONGER {
        let message = format!("the longest option has {} characters, the shortest {}", long.1, short.1);
        warn(short.0, &message, "write options of about equal length");
    }
}

/// The one option that is unlike all others in something.
fn odd(wordings: &[Wording], is: impl Fn(&Wording) -> bool) -> Option<usize> {
    let having = wordings.iter().filter(|wording| is(wording)).count();
    let odd = if having == 1 {
        true
    } else if having + 1 == wordings.len() {
        false
    } else {
        return None;
    };
    wordings.iter().position(|wording| is(wording) == odd)
}

/// Two options of which one holds the other, or ranges of numbers that overlap (guideline 21: independent options).
pub(super) fn overlap(choices: &[Choice], wordings: &[Wording], findings: &mut Vec<Diagnostic>) {
    let ranges: Vec<Option<(f64, f64)>> = wordings.iter().map(Wording::range).collect();
    for (at, wording) in wordings.iter().enumerate() {
        let holds = |(before, other): (usize, &Wording)| {
            let meets = match (ranges[before], ranges[at]) {
                (Some(one), Some(two)) => one.0 <= two.1 && two.0 <= one.1 && one != two,
                _ => false,
            };
            meets || other.holds(wording) || wording.holds(other)
        };
        if wordings[..at].iter().enumerate().any(holds) {
            let help = "make them exclude each other: whoever is for one must be for the other as well";
            let message = "this option and an earlier one overlap";
            findings.push(Diagnostic::new(Code::ItemOverlap, choices[at].span, message).help(help));
        }
    }
}
