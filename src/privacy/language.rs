//! In which language a block of text is, as far as it matters to whether a capital letter says something.

use super::gazetteer::Facts;
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

impl Language {
    /// The language that most of the little words of a block are of, by what is known of its words.
    pub(crate) fn of(tokens: &[Token], facts: &[Facts]) -> Self {
        let count = |language: Facts| facts.iter().filter(|facts| facts.has(language)).count();
        // Of these languages English alone writes `Julia's`.
        let owning = tokens.iter().filter(|token| &*token.folded == "s" && token.gap == Gap::Joined).count();
        let english = count(Facts::ENGLISH) + owning;
        let (german, other) = (count(Facts::GERMAN), count(Facts::OTHER_LANGUAGE));
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
