//! Names that a course uses openly: of those whom it cites, of its authors, and of what it explains.

use std::collections::{BTreeMap, BTreeSet};

use hayagriva::Entry;
use hayagriva::types::Person;

use crate::config::Author;
use crate::course::{Reference, Term};
use crate::privacy::is_given_name;

use super::found::words;

/// The people and institutions that a course names openly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Known {
    /// Surnames, folded.
    surnames: BTreeSet<String>,
    /// Given names of the same people, folded.
    given: BTreeSet<String>,
    /// Titles, publishers and terms, folded, each between spaces.
    phrases: String,
}

impl Known {
    /// Of a course's bibliography, glossary and authors.
    pub(crate) fn of(
        references: &BTreeMap<String, Reference>,
        terms: &BTreeMap<String, Term>,
        authors: &[Author],
    ) -> Self {
        let mut known = Self::default();
        for reference in references.values() {
            known.add_work(&reference.entry);
        }
        for term in terms.values() {
            known.add_phrase(&term.term);
            term.forms.iter().for_each(|form| known.add_phrase(form));
            known.add_phrase(&term.definition);
        }
        for author in authors {
            let name = words(&author.name);
            if let Some((given, surname)) = name.rsplit_once(' ') {
                known.surnames.insert(surname.to_owned());
                known.given.extend(given.split(' ').map(str::to_owned));
            }
        }
        known
    }

    fn add_work(&mut self, entry: &Entry) {
        let people = entry.authors().into_iter().flatten().chain(entry.editors().into_iter().flatten());
        people.for_each(|person| self.add_person(person));
        for text in [entry.title(), entry.publisher().and_then(|publisher| publisher.name())].into_iter().flatten() {
            self.add_phrase(&text.to_string());
        }
        entry.parents().iter().for_each(|parent| self.add_work(parent));
    }

    fn add_person(&mut self, person: &Person) {
        self.surnames.extend(words(&person.name).split(' ').filter(|word| word.len() > 1).map(str::to_owned));
        let given = person.given_name.iter().map(|given| words(given)).collect::<Vec<_>>().join(" ");
        self.given.extend(given.split(' ').map(str::to_owned));
    }

    fn add_phrase(&mut self, text: &str) {
        self.phrases.push(' ');
        self.phrases.push_str(&words(text));
        self.phrases.push(' ');
    }

    /// Whether a name is that of somebody whom the course cites. A surname that is also a given name says nothing alone.
    pub(super) fn has_person(&self, name: &str) -> bool {
        let all: Vec<&str> = name.split(' ').filter(|word| *word != "s").collect();
        if let [one] = all[..] {
            return self.surnames.contains(one) && !is_given_name(one);
        }
        let is_theirs = |word: &&str| self.surnames.contains(*word) || self.given.contains(*word) || word.len() == 1;
        all.iter().all(is_theirs) && all.iter().any(|word| self.surnames.contains(*word))
    }

    /// Whether several words stand together in a title, a publisher's name or the glossary.
    pub(super) fn has_phrase(&self, name: &str) -> bool {
        name.contains(' ') && self.phrases.contains(&format!(" {name} "))
    }
}
