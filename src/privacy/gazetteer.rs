//! What is known of single words: names, places, and words that say what stands beside them.
//!
//! Names and cues stand in `data/`; places are those of the crate `cities`. The table is made when the first text is looked at
//! that needs it.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::BitOr;
use std::sync::LazyLock;

use xxhash_rust::xxh3::Xxh3Default;

use super::tokens::{Token, fold};

/// Facts of a word, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Facts(u32);

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
    /// A given name or a surname.
    pub(crate) const NAME: Self = Self(Self::GIVEN.0 | Self::SURNAME.0);

    /// Whether one of these facts holds.
    pub(crate) fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

type Table = HashMap<Box<str>, Facts, BuildHasherDefault<Xxh3Default>>;

/// Everything that is known of words.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    table: Table,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::read);

/// Places of the crate that are countries or their parts, which may be named.
const WIDE: [&str; 40] = [
    "",
    "singapore",
    "luxembourg",
    "panama",
    "guatemala",
    "mexico",
    "san marino",
    "djibouti",
    "kuwait",
    "brunei",
    "monaco",
    "malta",
    "macau",
    "hong kong",
    "gibraltar",
    "andorra",
    "grenada",
    "jersey",
    "guernsey",
    "tunis",
    "algiers",
    "quebec",
    "alberta",
    "georgia",
    "victoria",
    "new south wales",
    "washington",
    "ontario",
    "manitoba",
    "utah",
    "iowa",
    "idaho",
    "ohio",
    "delaware",
    "brandenburg",
    "hessen",
    "bremen",
    "limburg",
    "holland",
    "palau",
];

/// What names a line of cues, and the fact.
const CUES: [(&str, Facts); 21] = [
    ("title", Facts::TITLE),
    ("kin", Facts::KIN),
    ("named", Facts::NAMED),
    ("speech", Facts::SPEECH),
    ("relation", Facts::RELATION),
    ("place", Facts::AT),
    ("moved", Facts::MOVED),
    ("never", Facts::NEVER),
    ("test", Facts::TEST),
    ("institution", Facts::INSTITUTION),
    ("org", Facts::COMPANY),
    ("street", Facts::STREET),
    ("road", Facts::ROAD),
    ("figure", Facts::FIGURE),
    ("month", Facts::MONTH),
    ("age", Facts::AGE),
    ("body", Facts::BODY),
    ("known", Facts::KNOWN),
    ("particle", Facts::PARTICLE),
    ("given", Facts::GIVEN),
    ("surname", Facts::SURNAME),
];

impl Gazetteer {
    /// The one there is.
    pub(crate) fn get() -> &'static Self {
        &GAZETTEER
    }

    fn read() -> Self {
        let mut table = Table::with_capacity_and_hasher(32_000, BuildHasherDefault::default());
        let mut add = |word: &str, facts: Facts| {
            let known = table.entry(word.into()).or_default();
            *known = *known | facts;
        };
        for (list, facts) in
            [(include_str!("data/given.txt"), Facts::GIVEN), (include_str!("data/surnames.txt"), Facts::SURNAME)]
        {
            for word in lines(list).flat_map(str::split_whitespace) {
                add(word.strip_prefix("o'").unwrap_or(word), facts);
            }
        }
        let kinds = [Facts::WORD, Facts::LOWER_WORD, Facts::PLACE_WORD, Facts::PLACE_LOWER_WORD];
        let mut kind = 0;
        for line in lines(include_str!("data/words.txt")) {
            if line == "~" {
                kind += 1;
            } else {
                line.split_whitespace().for_each(|word| add(word, kinds[kind]));
            }
        }
        for line in lines(include_str!("data/cues.txt")) {
            let Some((name, words)) = line.split_once(": ") else { continue };
            let Some((_, facts)) = CUES.iter().find(|(known, _)| *known == name) else { continue };
            words.split_whitespace().for_each(|word| add(word, *facts));
        }
        for city in cities::all() {
            let name = fold(city.city).replace(['-', '\''], " ");
            if WIDE.contains(&&*name) {
                continue;
            }
            if let Some((first, _)) = name.split_once(' ') {
                add(first, Facts::PLACE_START);
            }
            add(&name, Facts::PLACE);
        }
        Self { table }
    }

    /// What is known of a word, in lower case and without accents.
    pub(crate) fn facts(&self, folded: &str) -> Facts {
        self.table.get(folded).copied().unwrap_or_default()
    }

    /// What is known of each of some words.
    pub(crate) fn all(&self, tokens: &[Token]) -> Vec<Facts> {
        tokens.iter().map(|token| self.known(token)).collect()
    }

    /// What is known of a word, or of it without the ending of a genitive: `Julias Mann`.
    fn known(&self, token: &Token) -> Facts {
        let facts = self.facts(&token.folded);
        if facts == Facts::default()
            && token.is_capital()
            && token.folded.len() > 4
            && let Some(stem) = token.folded.strip_suffix('s')
        {
            let stem = self.facts(stem);
            return if stem.has(Facts::NAME) && !stem.has(Facts::WORD) { stem } else { facts };
        }
        facts
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Countries and larger regions, which may be named.
const COUNTRIES: &str = "afghanistan albania algeria america angola argentina armenia australia austria azerbaijan bangladesh belarus belgium bolivia bosnia brazil britain bulgaria cambodia cameroon canada chad chile china colombia croatia cuba cyprus czechia denmark ecuador egypt england eritrea estonia ethiopia europe finland france gambia germany ghana greece guinea haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya korea kosovo kurdistan kyrgyzstan laos latvia lebanon liberia libya lithuania macedonia malaysia mali malta mexico moldova mongolia montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand togo tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe africa asia scandinavia alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming bavaria bayern saxony sachsen hessen brandenburg thuringen westfalen holstein deutschland osterreich schweiz frankreich spanien italien polen turkei russland england schottland bretagne normandie provence alsace bourgogne espagne allemagne italie belgique suisse espana francia alemania andalucia cataluna galicia asturias aragon extremadura navarra castilla italia toscana sicilia lombardia piemonte puglia calabria sardegna yorkshire cornwall kent devon essex sussex";

impl Gazetteer {
    /// Whether a word names a country or a region of one.
    pub(crate) fn is_wide(folded: &str) -> bool {
        COUNTRIES.split(' ').any(|country| country == folded)
    }
}
