//! In which language a block of text is, as far as it matters to whether a capital letter says something.

use super::tokens::{Gap, Token};

/// A language, or a group of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    /// Where every noun has a capital letter.
    German,
    /// French, Spanish, Italian or Dutch.
    Other,
    /// There are too few words to tell.
    Unknown,
}

const ENGLISH: [&str; 45] = [
    "the", "and", "is", "not", "with", "for", "of", "to", "had", "at", "i", "he", "she", "it", "they", "we", "you",
    "my", "his", "her", "that", "this", "but", "when", "who", "what", "from", "by", "be", "been", "did", "then",
    "said", "about", "again", "there", "their", "your", "him", "out", "never", "only", "came", "are", "were",
];
const GERMAN: [&str; 51] = [
    "der", "die", "das", "und", "ist", "nicht", "eine", "einen", "einer", "einem", "ein", "mit", "fur", "von", "vom",
    "dem", "den", "des", "wurde", "hat", "hatte", "zu", "zum", "zur", "auf", "im", "am", "sich", "ich", "sie", "er",
    "es", "wir", "mein", "meine", "sein", "seine", "ihre", "ihr", "nach", "bei", "aus", "noch", "nichts", "dann",
    "seit", "als", "herr", "frau", "bitte", "kein",
];
const OTHER: [&str; 75] = [
    "le", "la", "les", "l", "un", "une", "et", "est", "pas", "que", "qui", "ne", "dans", "pour", "sur", "du", "des",
    "elle", "il", "je", "ma", "mon", "sa", "son", "au", "avec", "depuis", "puis", "dit", "ce", "se", "el", "los",
    "las", "una", "y", "es", "en", "con", "por", "para", "su", "mi", "lo", "del", "dijo", "tiene", "vive", "como",
    "gli", "di", "che", "non", "per", "sono", "della", "het", "een", "van", "niet", "ik", "zij", "naar", "mijn",
    "zijn", "haar", "de", "al", "ella", "sin", "ont", "vit", "sont", "tout", "peu",
];

impl Language {
    /// The language that most of the little words of a block are of.
    pub(crate) fn of(tokens: &[Token]) -> Self {
        let count = |words: &[&str]| tokens.iter().filter(|token| words.contains(&&*token.folded)).count();
        // Of these languages English alone writes `Julia's`.
        let owning = tokens.iter().filter(|token| &*token.folded == "s" && token.gap == Gap::Joined).count();
        let (english, german, other) = (count(&ENGLISH) + owning, count(&GERMAN), count(&OTHER));
        if german > english && german > other {
            Self::German
        } else if other > english && other >= german {
            Self::Other
        } else if english > 0 {
            Self::English
        } else {
            Self::Unknown
        }
    }
}
