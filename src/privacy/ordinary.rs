//! Which words are ordinary ones of a language. What is none, and has a capital letter, is the name of somebody or something.
//!
//! The words of a language lie in the program as a Bloom filter, made by `benches/privacy/lists.py`: it knows every word of its
//! lists, takes between one and twenty-two in a thousand others for one, and none can be read from it. What is made of words (`thoughtlog`,
//! `Verhaltensexperiment`), or of a word and an ending, is ordinary too.

use super::language::Language;

/// The words of a language, folded.
#[derive(Debug)]
struct Words(&'static [u8]);

static ENGLISH: Words = Words(include_bytes!("data/english.bits"));
static GERMAN: Words = Words(include_bytes!("data/german.bits"));
/// French, Spanish, Italian and Dutch.
static OTHER: Words = Words(include_bytes!("data/other.bits"));

/// How many bits stand for a word.
const HASHES: u64 = 5;
/// The shortest word that another is made of, in bytes.
const SHORTEST: usize = 4;
/// The longest word that is taken apart, in bytes.
const LONGEST: usize = 40;

/// What stands before a word without being one.
const PREFIXES: [&str; 36] = [
    "psycho", "neuro", "meta", "inter", "intra", "over", "under", "counter", "pre", "post", "anti", "auto", "micro",
    "macro", "super", "sub", "hyper", "hypo", "bio", "mis", "dys", "cyber", "tele", "trans", "multi", "semi", "mini",
    "socio", "self", "non", "un", "re", "de", "dis", "co", "ver",
];
/// What ends a word that another language or a profession made: of ideas, treatments and drugs, and no names of persons.
const ENDINGS: [&str; 62] = [
    "ism",
    "isms",
    "ment",
    "ness",
    "ity",
    "ities",
    "ics",
    "ology",
    "therapy",
    "therapist",
    "therapists",
    "ation",
    "ations",
    "ition",
    "ization",
    "isation",
    "ising",
    "izing",
    "logie",
    "therapie",
    "therapien",
    "ierung",
    "keit",
    "heit",
    "schaft",
    "ismus",
    "itat",
    "istik",
    "atik",
    "ungen",
    "therapeut",
    "therapeutin",
    "tion",
    "tions",
    "sion",
    "thymia",
    "hedonia",
    "somnia",
    "phobia",
    "phobias",
    "phrenia",
    "mania",
    "algia",
    "graphy",
    "scopy",
    "itis",
    "osis",
    "oxetine",
    "oxetin",
    "azepam",
    "azolam",
    "prazole",
    "traline",
    "ipram",
    "oprazin",
    "azine",
    "azole",
    "idone",
    "apine",
    "statin",
    "pril",
    "terapia",
];
/// What is added to a word.
const SUFFIXES: [&str; 24] = [
    "s", "es", "n", "en", "e", "er", "ers", "ing", "ings", "ed", "d", "ly", "ian", "ians", "ean", "ist", "ists", "ish",
    "able", "like", "less", "ful", "al", "ical",
];

impl Words {
    fn has(&self, word: &str) -> bool {
        let bits = self.0.len() as u64 * 8;
        let hash = hash(word);
        let (first, step) = (hash & 0xffff_ffff, (hash >> 32) | 1);
        (0..HASHES).all(|at| {
            let bit = (first + at * step) % bits;
            let byte = usize::try_from(bit / 8).unwrap_or_default();
            self.0[byte] & (1 << (bit % 8)) != 0
        })
    }
}

/// FNV-1a, its bits mixed as `MurmurHash3` does at its end.
fn hash(word: &str) -> u64 {
    let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let mut hash = word.bytes().fold(0xcbf2_9ce4_8422_2325, fnv);
    for factor in [0xff51_afd7_ed55_8ccd, 0xc4ce_b9fe_1a85_ec53] {
        hash = (hash ^ (hash >> 33)).wrapping_mul(factor);
    }
    hash ^ (hash >> 33)
}

/// Whether a word, in lower case and without accents, stands in the lists of a language.
pub(super) fn is_listed(word: &str, language: Language) -> bool {
    match language {
        Language::English => ENGLISH.has(word),
        Language::German => GERMAN.has(word) || ENGLISH.has(word),
        Language::Other => OTHER.has(word) || ENGLISH.has(word),
        Language::Unknown => ENGLISH.has(word) || OTHER.has(word) || GERMAN.has(word),
    }
}

/// Whether a word, in lower case and without accents, is an ordinary one of a language, or made of such.
pub(super) fn is_ordinary(word: &str, language: Language) -> bool {
    if !word.is_ascii() {
        return false;
    }
    is_listed(word, language)
        || word.len() > 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))
        || is_made(word, language)
}

/// Whether a word is made of two, or of one and a beginning or an ending.
fn is_made(word: &str, language: Language) -> bool {
    let stem = |stem: &str| stem.len() >= SHORTEST && is_listed(stem, language);
    let has_suffix = SUFFIXES.iter().filter_map(|suffix| word.strip_suffix(suffix)).any(stem);
    let rest = |rest: &str| stem(rest) || SUFFIXES.iter().filter_map(|suffix| rest.strip_suffix(suffix)).any(stem);
    has_suffix
        || PREFIXES.iter().filter_map(|prefix| word.strip_prefix(prefix)).any(rest)
        || is_compound(word, language, 3)
}

/// Whether a word is made of as many ordinary ones at most; German ones are joined by letters of their own.
fn is_compound(word: &str, language: Language, most: usize) -> bool {
    if word.len() < 2 * SHORTEST || word.len() > LONGEST || most < 2 {
        return false;
    }
    let is_end = |rest: &str| is_listed(rest, language) || is_compound(rest, language, most - 1);
    (SHORTEST..=word.len() - SHORTEST).any(|at| {
        let (first, rest) = word.split_at(at);
        let is_first = is_listed(first, language);
        let joints: &[&str] = if language == Language::English { &[""] } else { &["", "s", "n", "en", "es"] };
        is_first
            && joints
                .iter()
                .filter_map(|joint| rest.strip_prefix(joint))
                .any(|rest| rest.len() >= SHORTEST && is_end(rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_what_is_made_of_them_are_ordinary_and_names_are_not() {
        let ordinary = [
            (Language::English, "ambivalence"),
            (Language::English, "worksheets"),
            (Language::English, "psychoeducation"),
            (Language::English, "decentering"),
            (Language::English, "fluoxetine"),
            (Language::German, "hausaufgabe"),
            (Language::German, "verhaltensexperiment"),
            (Language::German, "beziehungsmuster"),
            (Language::Other, "supervisione"),
            (Language::Unknown, "silence"),
        ];
        for (language, word) in ordinary {
            assert!(is_ordinary(word, language), "{word}");
        }
        let names = ["svatoslav", "erkilic", "kisakurek", "nadezda", "drahoslava", "mazilescu", "gencay"];
        for name in names {
            for language in [Language::English, Language::German, Language::Other, Language::Unknown] {
                assert!(!is_ordinary(name, language), "{name} in {language:?}");
            }
        }
    }
}
