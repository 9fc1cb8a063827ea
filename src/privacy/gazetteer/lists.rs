//! Makes the map of words out of the lists in `data/`, and holds the one that is in the program to it.
//!
//! `UPDATE=1 cargo test --lib gazetteer` writes it anew after a list was changed.

use std::collections::BTreeMap;

use fst::MapBuilder;

use super::super::tokens::fold;
use super::Facts;

type Table = BTreeMap<String, Facts>;

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
const CUES: [(&str, Facts); 36] = [
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
    ("owned", Facts::OWNED),
    ("lettered", Facts::LETTERED),
    ("english", Facts::ENGLISH),
    ("german", Facts::GERMAN),
    ("other", Facts::OTHER_LANGUAGE),
    ("author", Facts::KNOWN),
    ("seldom", Facts::SELDOM),
    ("theorist", Facts::THEORIST),
    ("anew", Facts::ANEW),
    ("birth", Facts::BIRTH),
    ("household", Facts::HOUSEHOLD),
    ("families", Facts::FAMILY),
    ("idea", Facts::IDEA),
    ("field", Facts::FIELD),
    ("public", Facts::BODY_HEAD),
];

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Adds the words of a list whose sections, divided by `~`, have these facts each.
fn add(table: &mut Table, list: &str, sections: &[Facts]) {
    let mut section = 0;
    for line in lines(list) {
        if line == "~" {
            section += 1;
            continue;
        }
        for word in line.split_whitespace() {
            put(table, word.strip_prefix("o'").unwrap_or(word), sections[section]);
        }
    }
}

fn put(table: &mut Table, word: &str, facts: Facts) {
    let known = table.entry(word.to_owned()).or_default();
    *known = *known | facts;
}

fn table() -> Table {
    let mut table = Table::new();
    let (given, surname) = (Facts::GIVEN, Facts::SURNAME);
    add(&mut table, include_str!("../data/given.txt"), &[given | Facts::EVERYWHERE]);
    add(&mut table, include_str!("../data/surnames.txt"), &[surname | Facts::EVERYWHERE]);
    add(&mut table, include_str!("../data/us-given.txt"), &[given, given | Facts::RARE_GIVEN]);
    add(&mut table, include_str!("../data/us-surnames.txt"), &[surname, surname | Facts::RARE_SURNAME]);
    add(&mut table, include_str!("../data/more-given.txt"), &[given, given | Facts::RARE_GIVEN]);
    add(&mut table, include_str!("../data/more-surnames.txt"), &[surname, surname | Facts::RARE_SURNAME]);
    let words = [Facts::WORD, Facts::LOWER_WORD, Facts::PLACE_WORD, Facts::PLACE_LOWER_WORD, Facts::OTHER_WORD];
    add(&mut table, include_str!("../data/words.txt"), &words);
    let words = [Facts::WORD | Facts::LOWER_WORD, Facts::GERMAN_WORD, Facts::OTHER_WORD, Facts::LOWER_WORD];
    add(&mut table, include_str!("../data/us-words.txt"), &words);
    add(&mut table, include_str!("../data/more-words.txt"), &words);
    add(&mut table, include_str!("../data/wide.txt"), &[Facts::WIDE]);
    for line in lines(include_str!("../data/cues.txt")) {
        let (name, words) = line.split_once(": ").expect("a line of cues has a name");
        let (_, facts) = CUES.iter().find(|(known, _)| *known == name).expect("a name of cues is known");
        // `carl+rogers`: two words that are known together.
        for word in words.split_whitespace() {
            put(&mut table, &word.replace('+', " "), *facts);
            if let Some((first, _)) = word.split_once('+') {
                put(&mut table, first, Facts::PHRASE);
            }
        }
    }
    let ambiguous: Vec<&str> = lines(include_str!("../data/ambiguous.txt")).flat_map(str::split_whitespace).collect();
    for name in lines(include_str!("../data/given.txt")).flat_map(str::split_whitespace) {
        let known = table.entry(name.to_owned()).or_default();
        if !ambiguous.contains(&name) && name.len() > 2 {
            *known = known.pure();
        }
    }
    let towns = cities::all().iter().map(|city| fold(city.city).replace(['-', '\''], " "));
    let more = lines(include_str!("../data/towns.txt")).map(str::to_owned);
    for name in towns.chain(more).filter(|name| !WIDE.contains(&&**name)) {
        if let Some((first, _)) = name.split_once(' ') {
            put(&mut table, first, Facts::PLACE_START);
        }
        put(&mut table, &name, Facts::PLACE);
    }
    for name in lines(include_str!("../data/more-towns.txt")).flat_map(str::split_whitespace) {
        let is_known = table.get(name).is_some_and(|facts| facts.has(Facts::PLACE));
        put(&mut table, name, if is_known { Facts::PLACE } else { Facts::PLACE | Facts::PLACE_WORD });
    }
    table
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the map is a file of the program's own source")]
fn the_map_in_the_program_is_made_of_the_lists() {
    let mut made = MapBuilder::memory();
    for (word, facts) in table() {
        made.insert(word, facts.0).expect("the words are in order");
    }
    let made = made.into_inner().expect("memory takes everything");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/privacy/data/words.fst");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &made).expect("the map is written");
    }
    let is_alike = std::fs::read(path).is_ok_and(|bytes| bytes == made);
    assert!(is_alike, "a list was changed: UPDATE=1 cargo test --lib gazetteer");
}
