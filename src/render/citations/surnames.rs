//! People who share a surname. APA gives initials in the text where the first authors of several works share a surname and differ in
//! them, and nowhere else (8.20); in the list it always gives them.

use std::collections::{BTreeMap, BTreeSet};

use hayagriva::Entry;
use hayagriva::types::Person;

/// Surnames that several people have among those who wrote these works.
pub(super) fn shared(entries: &[&Entry]) -> BTreeSet<String> {
    let mut given: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for person in entries.iter().flat_map(|entry| entry.authors().unwrap_or_default()) {
        if let Some(name) = &person.given_name {
            given.entry(&person.name).or_default().insert(name);
        }
    }
    let shared = given.into_iter().filter(|(_, given)| given.len() > 1);
    shared.map(|(surname, _)| surname.to_owned()).collect()
}

/// Works that somebody of a shared surname wrote, as they are named in the text: first authors who are told apart with their initials,
/// all others of such a name by it alone, so that nothing is left by which the library would tell them apart.
pub(super) fn named_in_text(entries: &[&Entry], shared: &BTreeSet<String>) -> BTreeMap<String, Entry> {
    let first = |entry: &&'_ Entry| entry.authors().and_then(|people| people.first()).cloned();
    let mut firsts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for Person { name, given_name, .. } in entries.iter().filter_map(first) {
        firsts.entry(name).or_default().extend(given_name.as_deref().map(initials));
    }
    let is_told_apart = |person: &Person| firsts.get(&person.name).is_some_and(|initials| initials.len() > 1);
    let named = |(at, person): (usize, &Person)| {
        if !shared.contains(&person.name) {
            return person.clone();
        }
        let given = person.given_name.as_deref().filter(|_| at == 0 && is_told_apart(person));
        let name = given.map_or_else(|| person.name.clone(), |given| format!("{} {}", initials(given), person.name));
        Person { name, given_name: None, ..person.clone() }
    };
    let renamed = |entry: &Entry| {
        let people = entry.authors()?;
        people.iter().any(|person| shared.contains(&person.name)).then(|| {
            let mut renamed = entry.clone();
            renamed.set_authors(people.iter().enumerate().map(named).collect());
            (entry.key().to_owned(), renamed)
        })
    };
    entries.iter().filter_map(|entry| renamed(entry)).collect()
}

/// `John Ronald` as `J. R.`, `Jean-Paul` as `J.-P.`.
fn initials(given: &str) -> String {
    let part = |part: &str| {
        let first: String = part.chars().take(1).flat_map(char::to_uppercase).collect();
        if first.is_empty() { first } else { first + "." }
    };
    let name = |name: &str| name.split('-').map(part).collect::<Vec<_>>().join("-");
    given.split_whitespace().map(name).collect::<Vec<_>>().join(" ")
}

/// Works whose authors the text tells apart by more than it names otherwise: people who share a surname, and names behind the first. Each with those of the same authors and year, which letters tell apart.
pub(super) fn groups<'e>(entries: &[&'e Entry], shared: &BTreeSet<String>) -> Vec<Vec<&'e Entry>> {
    let year = |entry: &Entry| entry.date_any().map(|date| date.year);
    let mut shortened: BTreeMap<(&str, Option<i32>), Vec<&[Person]>> = BTreeMap::new();
    for entry in entries {
        if let Some(people @ [first, _, _, ..]) = entry.authors() {
            shortened.entry((&first.name, year(entry))).or_default().push(people);
        }
    }
    // Of three authors or more the text names the first, and as many as tell works of one year apart.
    let is_told_apart = |entry: &Entry, people: &[Person]| {
        let alike = people.first().and_then(|first| shortened.get(&(first.name.as_str(), year(entry))));
        people.len() > 2 && alike.is_some_and(|alike| alike.iter().any(|other| *other != people))
    };
    let mut groups: Vec<Vec<&Entry>> = Vec::new();
    for entry in entries {
        let people = entry.authors().unwrap_or_default();
        if !people.iter().any(|person| shared.contains(&person.name)) && !is_told_apart(entry, people) {
            continue;
        }
        let same = |group: &&mut Vec<&Entry>| group[0].authors() == entry.authors() && year(group[0]) == year(entry);
        match groups.iter_mut().find(same) {
            Some(group) => group.push(entry),
            None => groups.push(vec![entry]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_every_given_name() {
        assert_eq!(initials("John ronald"), "J. R.");
        assert_eq!(initials("Jean-Paul"), "J.-P.");
    }
}
