//! What is known of single words: names, places, and words that say what stands beside them.
//!
//! Names and cues stand in `data/`; places are those of the crate `cities`. All of them are one finite-state map, which lies in
//! the program as it is looked up: [`lists`] makes it, as a test, and nothing is read or built when Attune starts.

#[cfg(test)]
mod lists;

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::BitOr;
use std::sync::LazyLock;

use fst::Map;
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

use super::language::Language;
use super::ordinary::is_listed;
use super::tokens::{Case, Token};

/// Facts of a word, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Facts(u64);

impl BitOr for Facts {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Facts {
    /// A given name.
    pub(crate) const GIVEN: Self = Self(1);
    pub(crate) const SURNAME: Self = Self(1 << 1);
    /// A name that is also a word, also with a capital letter.
    pub(crate) const WORD: Self = Self(1 << 2);
    /// A name that is a word in lower case.
    pub(crate) const LOWER_WORD: Self = Self(1 << 3);
    pub(crate) const PLACE: Self = Self(1 << 4);
    /// The first word of a place with several.
    pub(crate) const PLACE_START: Self = Self(1 << 5);
    /// A place that is also a word or a name.
    pub(crate) const PLACE_WORD: Self = Self(1 << 6);
    /// A place that is a word in lower case.
    pub(crate) const PLACE_LOWER_WORD: Self = Self(1 << 7);
    /// `Mrs`, `Herr`.
    pub(crate) const TITLE: Self = Self(1 << 8);
    /// `sister`, `client`: who somebody is to somebody.
    pub(crate) const KIN: Self = Self(1 << 9);
    /// `named`, `namens`.
    pub(crate) const NAMED: Self = Self(1 << 10);
    /// `said`, `arrived`: what a person does.
    pub(crate) const SPEECH: Self = Self(1 << 11);
    /// `with`, `met`: what stands before persons.
    pub(crate) const RELATION: Self = Self(1 << 12);
    /// `in`, `near`: what stands before places.
    pub(crate) const AT: Self = Self(1 << 13);
    /// `lives`, `grew`: what is done in places.
    pub(crate) const MOVED: Self = Self(1 << 14);
    /// A word that is in no name.
    pub(crate) const NEVER: Self = Self(1 << 15);
    /// `Inventory`, `disease`: what is called after a person and is none.
    pub(crate) const TEST: Self = Self(1 << 16);
    /// `Hospital`, `Schule`.
    pub(crate) const INSTITUTION: Self = Self(1 << 17);
    /// `Ltd`, `GmbH`.
    pub(crate) const COMPANY: Self = Self(1 << 18);
    /// `Street`.
    pub(crate) const STREET: Self = Self(1 << 19);
    /// Somebody whom the field writes about by the surname alone.
    pub(crate) const KNOWN: Self = Self(1 << 20);
    /// `van`, `de`: between the words of a name.
    pub(crate) const PARTICLE: Self = Self(1 << 21);
    /// `rue`, `via`: a street in other languages, also without a capital letter.
    pub(crate) const ROAD: Self = Self(1 << 22);
    /// A figure in words.
    pub(crate) const FIGURE: Self = Self(1 << 23);
    pub(crate) const MONTH: Self = Self(1 << 24);
    /// `years`, `forty`: what stands in ages.
    pub(crate) const AGE: Self = Self(1 << 25);
    /// `fingerprint`, `scar`.
    pub(crate) const BODY: Self = Self(1 << 26);
    /// A country, or a region of one, which may be named.
    pub(crate) const WIDE: Self = Self(1 << 27);
    /// A given name that few people have.
    pub(crate) const RARE_GIVEN: Self = Self(1 << 28);
    /// A surname that few people have.
    pub(crate) const RARE_SURNAME: Self = Self(1 << 29);
    /// A name that is a word of German.
    pub(crate) const GERMAN_WORD: Self = Self(1 << 30);
    /// A name that is a word of French, Spanish, Italian or Dutch.
    pub(crate) const OTHER_WORD: Self = Self(1 << 31);
    /// `chart`, `voice`: what is somebody's.
    pub(crate) const OWNED: Self = Self(1 << 32);
    /// `vitamin`, `appendix`: what has letters to tell it by.
    pub(crate) const LETTERED: Self = Self(1 << 33);
    /// A name that is one in many countries, and not in the United States alone.
    pub(crate) const EVERYWHERE: Self = Self(1 << 34);
    /// A little word of English that none of the other languages has.
    pub(crate) const ENGLISH: Self = Self(1 << 35);
    /// A little word of German.
    pub(crate) const GERMAN: Self = Self(1 << 36);
    /// A little word of French, Spanish, Italian or Dutch.
    pub(crate) const OTHER_LANGUAGE: Self = Self(1 << 37);
    /// A word that is hardly ever the name which it may be: `German`, `nada`.
    pub(crate) const SELDOM: Self = Self(1 << 38);
    /// `again`, `wieder`: between `called` and a name.
    pub(crate) const ANEW: Self = Self(1 << 39);
    /// `born`, `became`: before an article and a surname.
    pub(crate) const BIRTH: Self = Self(1 << 40);
    /// `twins`, `estate`: what is called by a family's name.
    pub(crate) const HOUSEHOLD: Self = Self(1 << 41);
    /// `famiglia`: what stands before a family's name.
    pub(crate) const FAMILY: Self = Self(1 << 42);
    /// Somebody whom the field writes about, of a surname that many have.
    pub(crate) const THEORIST: Self = Self(1 << 43);
    /// A name that is an idea or a thing as often, with a capital letter or without: `hope`.
    pub(crate) const IDEA: Self = Self(1 << 44);
    /// A given name of many countries that is hardly ever another word.
    pub(crate) const PURE: Self = Self(1 << 45);
    /// A term, a drug or a symptom: a word of the field that no other list has.
    pub(crate) const FIELD: Self = Self(1 << 46);
    /// The first word of what is known as several: `Harry Potter`.
    pub(crate) const PHRASE: Self = Self(1 << 47);
    /// `Society`, `Autorité`: a public body, of which no word is somebody's name.
    pub(crate) const BODY_HEAD: Self = Self(1 << 48);
    /// A given name or a surname.
    pub(crate) const NAME: Self = Self(Self::GIVEN.0 | Self::SURNAME.0);

    /// The facts of a given name that is hardly ever another word: what says that it may be one counts no more.
    #[cfg(test)]
    fn pure(self) -> Self {
        let words = Self::WORD | Self::LOWER_WORD | Self::GERMAN_WORD | Self::OTHER_WORD;
        Self(self.0 & !words.0) | Self::PURE
    }

    /// A name that is also a cue is a word: `mañana`.
    fn settled(self) -> Self {
        let cues = Self::NEVER | Self::SPEECH | Self::MOVED | Self::RELATION | Self::AT | Self::MONTH | Self::SELDOM;
        if self.has(Self::PURE) && self.has(cues) {
            Self(self.0 & !Self::PURE.0) | Self::WORD | Self::LOWER_WORD | Self::OTHER_WORD
        } else {
            self
        }
    }

    /// Whether one of these facts holds.
    pub(crate) fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

/// Everything that is known of words.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    map: Map<&'static [u8]>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let bytes = include_bytes!("data/words.fst").as_slice();
    Gazetteer { map: Map::new(bytes).expect("a test makes the map, and holds it to its lists") }
});

/// How many words a thread remembers, with what is known of them: some 2 MB.
const MOST_SEEN: usize = 20_000;

thread_local! {
    /// The words that a thread has met: most words of a course are the same few, and looking one up in the map takes a thousand steps.
    static SEEN: RefCell<HashMap<Box<str>, Facts, Xxh3DefaultBuilder>> = RefCell::default();
}

impl Gazetteer {
    /// The one there is.
    pub(crate) fn get() -> &'static Self {
        &GAZETTEER
    }

    /// What is known of a word, in lower case and without accents.
    pub(crate) fn facts(&self, folded: &str) -> Facts {
        SEEN.with_borrow_mut(|seen| {
            if let Some(facts) = seen.get(folded) {
                return *facts;
            }
            if seen.len() >= MOST_SEEN {
                seen.clear();
            }
            let facts = Facts(self.map.get(folded).unwrap_or_default()).settled();
            seen.insert(folded.into(), facts);
            facts
        })
    }

    /// What is known of each of the words of a block, and the language in which that holds.
    pub(crate) fn all(&self, tokens: &[Token]) -> (Vec<Facts>, Language) {
        let known =
            |token: &Token| if token.case == Case::Number { Facts::default() } else { self.facts(&token.folded) };
        let mut facts: Vec<Facts> = tokens.iter().map(known).collect();
        let language = Language::of(tokens, &facts);
        for (facts, token) in facts.iter_mut().zip(tokens) {
            if language == Language::German && !facts.has(Facts::GIVEN | Facts::NEVER) {
                let owner = self.genitive(token);
                let is_owner = *facts == Facts::default() || owner.has(Facts::GIVEN) && facts.has(Facts::SURNAME);
                *facts = if is_owner { owner } else { *facts };
            }
            *facts = facts.read_in(language, token);
        }
        (facts, language)
    }

    /// What is known of a name without the ending that it has in German: `Julias Mann`.
    fn genitive(&self, token: &Token) -> Facts {
        let stem = token.folded.strip_suffix('s').filter(|stem| token.is_capital() && stem.len() > 3);
        let facts = stem.map(|stem| self.facts(stem)).unwrap_or_default();
        if facts.has(Facts::NAME) && !facts.has(Facts::WORD) { facts } else { Facts::default() }
    }
}

impl Facts {
    /// The facts of a word as they hold in a text of a language: whether a name is a word depends on it.
    fn read_in(self, language: Language, token: &Token) -> Self {
        let words = match language {
            Language::English => return self,
            Language::German | Language::Unknown => Self::GERMAN_WORD | Self::OTHER_WORD,
            Language::Other => Self::OTHER_WORD,
        };
        if !self.has(words) || !self.has(Self::NAME) {
            return self;
        }
        // The lists that say which names are words have names themselves.
        if self.has(Self::GIVEN) && !self.has(Self::RARE_GIVEN) && !is_listed(&token.folded, language) {
            return self;
        }
        // Only German writes its nouns with a capital letter; others do so where a sentence begins.
        let is_capital_word = match language {
            Language::German => self.has(Self::GERMAN_WORD),
            // Where nouns have articles, none begins a sentence: a name that many know is one.
            Language::Other | Language::Unknown => {
                token.begins() && !(self.has(Self::GIVEN) && self.has(Self::EVERYWHERE))
            }
            Language::English => false,
        };
        if is_capital_word && !self.has(Self::EVERYWHERE) {
            // The list of German words has names, too: a given name is one where something says so.
            let may_be = self.has(Self::GIVEN) && !self.has(Self::WORD) && !self.has(Self::RARE_GIVEN);
            return if may_be { self | Self::WORD | Self::LOWER_WORD } else { Self(self.0 & !Self::NAME.0) };
        }
        self | if is_capital_word { Self::WORD } else { Self(0) } | Self::LOWER_WORD
    }

    /// Whether all that it is the name of is a name that few people have.
    pub(crate) fn is_rare(self) -> bool {
        (!self.has(Self::GIVEN) || self.has(Self::RARE_GIVEN))
            && (!self.has(Self::SURNAME) || self.has(Self::RARE_SURNAME))
    }
}
