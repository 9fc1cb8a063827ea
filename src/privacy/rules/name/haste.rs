//! What stands beside names that are written in haste, without capital letters.

use super::super::super::tokens::{Case, Gap};
use super::Block;

/// `so frank left`: whether a word begins what is written without capital letters, or stands after a little word that does.
pub(super) fn begins_in_haste(block: &Block<'_>, at: usize) -> bool {
    const LITTLE: [&str; 18] = [
        "so",
        "maybe",
        "then",
        "and",
        "but",
        "because",
        "when",
        "if",
        "yesterday",
        "today",
        "now",
        "still",
        "even",
        "why",
        "since",
        "perhaps",
        "before",
        "after",
    ];
    at == 0 || at == 1 && block.tokens[0].case == Case::Lower && LITTLE.contains(&&*block.tokens[0].folded)
}

/// `i have not spoken to frank`: after what is done to persons alone, where nothing has a capital letter.
pub(super) fn is_company(block: &Block<'_>, at: usize) -> bool {
    const DONE: [&str; 38] = [
        "left",
        "gone",
        "went",
        "sleeping",
        "stayed",
        "staying",
        "moved",
        "away",
        "ran",
        "eloped",
        "spoken",
        "spoke",
        "talk",
        "talked",
        "talking",
        "speak",
        "wrote",
        "married",
        "engaged",
        "dinner",
        "lunch",
        "breakfast",
        "coffee",
        "argued",
        "fight",
        "fought",
        "argument",
        "live",
        "lived",
        "living",
        "slept",
        "broke",
        "met",
        "friends",
        "appointment",
        "session",
        "lied",
        "date",
    ];
    let word = |back: usize| at.checked_sub(back).map_or("", |at| &*block.tokens[at].folded);
    block.tokens[0].case == Case::Lower && matches!(word(1), "to" | "with") && DONE.contains(&word(2))
}

/// `tell robin to stop`: after a verb that is done to persons alone.
pub(super) fn is_spoken_to(block: &Block<'_>, at: usize) -> bool {
    const VERBS: [&str; 23] = [
        "call", "phone", "text", "ring", "remind", "warn", "visit", "tell", "told", "telling", "ask", "asked",
        "asking", "met", "meet", "married", "phoned", "texted", "hugged", "kissed", "emailed", "thanked", "invited",
    ];
    at.checked_sub(1).is_some_and(|before| VERBS.contains(&&*block.tokens[before].folded))
        && block.tokens[at].gap == Gap::Space
}

/// After any verb that persons are the object of more often than not.
pub(super) fn is_object(block: &Block<'_>, at: usize) -> bool {
    const VERBS: [&str; 40] = [
        "likes", "like", "loves", "hates", "misses", "knows", "trusts", "blames", "needs", "hate", "miss", "trust",
        "dating", "dumped", "slapped", "ignored", "texting", "calling", "saw", "see", "seen", "seeing", "heard",
        "hear", "visited", "visit", "know", "knew", "blamed", "hated", "loved", "love", "missed", "called", "forgave",
        "trusted", "arrested", "helped", "with", "beat",
    ];
    let before = at.checked_sub(1).map_or("", |before| &*block.tokens[before].folded);
    is_spoken_to(block, at) || VERBS.contains(&before) && block.tokens[at].gap == Gap::Space
}

/// `never`, `always`: what stands between somebody and what they do.
pub(super) fn is_never(block: &Block<'_>, at: usize) -> bool {
    block.tokens.get(at).is_some_and(|next| matches!(&*next.folded, "never" | "always" | "still"))
}
