//! Names that are spelled out, letter by letter, and names of which some letters are figures.

use super::super::super::gazetteer::{Facts, Gazetteer};
use super::super::super::ordinary::is_listed;
use super::super::super::tokens::{Case, Gap};
use super::Block;

/// The fewest letters that are a name: two that stand for words are initials.
const LEAST: usize = 3;
/// The fewest letters of a name that no list knows.
const LEAST_UNKNOWN: usize = 4;

/// Weighs letters that begin at a word: the words that are the name, and the confidence.
pub(super) fn spelled(block: &Block<'_>, at: usize) -> Option<(usize, usize, u32)> {
    // Most words are no letters.
    if !is_letter(block, at) {
        return None;
    }
    called(block, at).or_else(|| apart(block, at))
}

fn is_letter(block: &Block<'_>, at: usize) -> bool {
    block.tokens.get(at).is_some_and(|token| {
        token.case != Case::Number
            && block.text[token.range.clone()].chars().nth(1).is_none()
            && !token.folded.is_empty()
    })
}

/// `J-u-l-i-a`, `J U L I A`: letters with the same mark, or a space, between them.
fn apart(block: &Block<'_>, at: usize) -> Option<(usize, usize, u32)> {
    if at > 0 && is_letter(block, at - 1) && block.tokens[at].gap != Gap::Block {
        return None;
    }
    let gap = block.tokens.get(at + 1)?.gap;
    let is_capital = |at: usize| block.tokens[at].is_capital();
    let may_be = match gap {
        Gap::Joined | Gap::Comma => is_capital(at),
        Gap::Space => is_capital(at) && is_letter(block, at + 1) && is_capital(at + 1),
        _ => false,
    };
    if !may_be {
        return None;
    }
    let rest = (at + 1..block.tokens.len()).take_while(|at| is_letter(block, *at) && block.tokens[*at].gap == gap);
    let end = at + 1 + rest.count();
    let word: String = block.tokens[at..end].iter().map(|token| &*token.folded).collect();
    // `C-B-T-informed`
    let goes_on = block.tokens.get(end).is_some_and(|next| next.gap == Gap::Joined && &*next.folded != "s");
    if end - at < LEAST || goes_on {
        return None;
    }
    let facts = Gazetteer::get().facts(&word);
    let is_word = facts.has(Facts::NEVER | Facts::WORD | Facts::LOWER_WORD) || is_listed(&word, block.language);
    let is_many = facts.has(Facts::GIVEN) && facts.has(Facts::EVERYWHERE);
    let has_vowel = word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let is_row = word.as_bytes().windows(2).all(|pair| pair[0] + 1 == pair[1]);
    match facts.has(Facts::NAME) {
        _ if is_row => None,
        true if !is_word || is_many => Some((at, end, 84)),
        false if !is_word && has_vowel && word.len() >= LEAST_UNKNOWN && gap != Gap::Comma => Some((at, end, 66)),
        _ => None,
    }
}

/// `M as in mother, A, R`, `M wie Martha`: letters of which some are told by words.
fn called(block: &Block<'_>, first: usize) -> Option<(usize, usize, u32)> {
    let mut at = first;
    let (mut letters, mut told, mut end) = (0, 0, first);
    while is_letter(block, at) && block.tokens[at].is_capital() {
        let word = told_by(block, at + 1);
        let (next, is_told) = word.map_or((at + 1, false), |after| (after, true));
        (letters, told, end) = (letters + 1, told + usize::from(is_told), next);
        at = next;
        // `A and R`
        if block
            .tokens
            .get(at)
            .is_some_and(|token| matches!(&*token.folded, "and" | "then" | "und" | "et" | "y" | "e" | "double"))
        {
            at += 1;
        }
    }
    // What `de` or `for` stand between is many other things.
    let is_certain = told > 0 && is_explicit(block, first);
    (letters >= LEAST && (is_certain || told > 1)).then_some((first, end, 84))
}

/// Where a word ends that tells a letter: `as in mother`, `wie Martha`.
fn told_by(block: &Block<'_>, at: usize) -> Option<usize> {
    let word =
        |at: usize| block.tokens.get(at).filter(|token| token.gap == Gap::Space).map_or("", |token| &*token.folded);
    let length = match (word(at), word(at + 1)) {
        ("as" | "come" | "als", "in") => 2,
        ("like" | "for" | "wie" | "comme" | "come" | "como" | "de" | "van", _) => 1,
        _ => return None,
    };
    block.tokens.get(at + length).filter(|token| token.gap == Gap::Space && token.folded.len() > 1)?;
    Some(at + length + 1)
}

fn is_explicit(block: &Block<'_>, first: usize) -> bool {
    let word = |at: usize| block.tokens.get(at).map_or("", |token| &*token.folded);
    (first..block.tokens.len())
        .any(|at| matches!((word(at), word(at + 1)), ("as" | "als", "in") | ("wie" | "comme", _)))
}

/// `Jul1a`, `M4rek`: a name with figures for letters within it.
pub(super) fn disguised(block: &Block<'_>, at: usize) -> Option<(usize, usize, u32)> {
    let token = &block.tokens[at];
    let written = &block.text[token.range.clone()];
    let letters = written.chars().filter(|letter| letter.is_alphabetic()).count();
    let figures = written.chars().filter(char::is_ascii_digit).count();
    let is_shape = token.case == Case::Number
        && (1..3).contains(&figures)
        && letters >= LEAST
        && letters + figures == written.chars().count()
        && written.ends_with(char::is_alphabetic)
        && written.chars().skip(1).any(char::is_lowercase);
    if !is_shape {
        return None;
    }
    ["i", "l"].into_iter().find_map(|one| {
        let plain = token.folded.replace('1', one).replace('0', "o").replace('3', "e").replace('4', "a");
        let plain = plain.replace('5', "s").replace('7', "t").replace('8', "b");
        let facts = Gazetteer::get().facts(&plain);
        let is_word = facts.has(Facts::NEVER) || is_listed(&plain, block.language) && !facts.has(Facts::EVERYWHERE);
        let is_name = facts.has(Facts::NAME) && !facts.is_rare() && !is_word;
        is_name.then_some((at, at + 1, 78))
    })
}
