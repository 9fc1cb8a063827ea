//! What the library gets wrong when it reads a work, put right before it is read and after.
//!
//! Each correction is tried against examples of the Publication Manual of the American Psychological Association (7th edition):
//! chapters and papers in proceedings (10.3, 10.5), edited books (10.2), reports (10.4), dissertations (10.6), particles of names
//! (8.17, 9.8), further authors, works without a date (8.15).

use biblatex::{Chunk, Chunks, Entry, EntryType, Spanned};
use hayagriva::types::{FormatString, Person};

use crate::config::bare_doi;

/// The name that stands for further authors, whom a style prints as one ("& et al."); taken out of what is printed.
pub(crate) const FURTHER: &str = "et al.";

/// Years that say that there is none, in lower case.
const NO_YEAR: [&str; 9] = ["n.d.", "n.d", "nd", "n. d.", "no date", "undated", "o. j.", "o.j.", "s.d."];
/// What stands in the place of the year of a work in press, in lower case.
const IN_PRESS: [&str; 6] = ["in press", "in-press", "inpress", "im druck", "sous presse", "en prensa"];
/// The year by which a work in press is read, and known again where it is printed: it sorts behind all others (APA 9.46), and works of
/// one author are told apart by letters.
pub(crate) const PRESS_YEAR: &str = "9999";
/// What a year begins with that is not known for sure.
const ABOUT: [&str; 6] = ["circa", "ca.", "ca", "c.", "um", "vers"];

/// What to write in the place of a year that cannot be read.
pub(super) const YEARS: &str = "write four digits; `n.d.` for a work without a date, `c. 1999` for one that is about right, `in press` for \
                                one that is not published yet";

/// That a work's year is none.
pub(super) fn no_year(key: &str, written: &str) -> String {
    format!("the work `{key}` cannot be read: `{written}` is not a year")
}

/// A year as it is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum WrittenYear {
    /// It says that there is none.
    Without,
    /// The work was accepted and is not published yet.
    InPress,
    /// It is about right.
    About(String),
    /// Anything else.
    Other,
}

impl WrittenYear {
    /// What these words say.
    pub(super) fn of(written: &str) -> Self {
        let written = written.trim().to_lowercase();
        if NO_YEAR.contains(&written.as_str()) {
            return Self::Without;
        }
        if IN_PRESS.contains(&written.as_str()) {
            return Self::InPress;
        }
        let about = ABOUT.iter().find_map(|about| written.strip_prefix(about)).or_else(|| written.strip_prefix('['));
        let year = about.map(|rest| rest.trim_matches(|c: char| !c.is_ascii_digit()));
        match year.filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())) {
            Some(year) => Self::About(year.to_owned()),
            None => Self::Other,
        }
    }
}

/// A work as the library reads it rightly.
pub(super) fn corrected(entry: &Entry) -> Entry {
    let mut entry = entry.clone();
    entry.entry_type = match entry.entry_type {
        // In these the title of the book is printed twice, or as that of a journal.
        EntryType::InCollection | EntryType::InProceedings => EntryType::InBook,
        // These are printed as collections of an archive.
        EntryType::Collection | EntryType::MvCollection | EntryType::Proceedings | EntryType::MvProceedings => {
            EntryType::Book
        }
        other => other,
    };
    for field in
        ["title", "subtitle", "booktitle", "journal", "journaltitle", "series", "publisher", "institution", "note"]
    {
        if let Some(chunks) = entry.fields.get_mut(field) {
            untex(chunks);
        }
    }
    group_author(&mut entry);
    let is_thesis = matches!(entry.entry_type, EntryType::Thesis | EntryType::PhdThesis | EntryType::MastersThesis);
    if !entry.fields.contains_key("publisher") && !is_thesis {
        let others = ["institution", "organization", "school"];
        if let Some(other) = others.iter().find_map(|other| entry.fields.get(*other)).cloned() {
            entry.set("publisher", other);
        }
    }
    if let Some(number) = entry.fields.get_mut("number").filter(|_| is_report(&entry.entry_type)) {
        // A hyphen in the number of a report joins no range of numbers.
        for chunk in number {
            replace(&mut chunk.v, "-", "\u{2011}");
        }
    }
    address(&mut entry);
    year(&mut entry);
    entry
}

/// Who answers for a manual, a report or the like that nobody signed: the organization is its author (APA 9.11), and is not named once
/// more as its publisher (9.29).
fn group_author(entry: &mut Entry) {
    let is_signed = ["author", "editor"].iter().any(|people| entry.fields.contains_key(*people));
    let is_of_a_group = matches!(entry.entry_type, EntryType::Manual | EntryType::Booklet | EntryType::Misc)
        || is_report(&entry.entry_type);
    if is_signed || !is_of_a_group {
        return;
    }
    let Some(field) = ["organization", "institution"].into_iter().find(|field| entry.fields.contains_key(*field))
    else {
        return;
    };
    let Some(name) = entry.fields.remove(field).map(|chunks| words(&chunks)) else { return };
    if entry.fields.get("publisher").is_some_and(|publisher| words(publisher) == name) {
        entry.fields.remove("publisher");
    }
    // What stands between braces is one name, which is not turned round.
    entry.set("author", vec![Spanned::detached(Chunk::Verbatim(name))]);
}

/// A DOI without its address, and the address of a work that says in words how it was published.
fn address(entry: &mut Entry) {
    let verbatim = |text: &str| vec![Spanned::detached(Chunk::Verbatim(text.to_owned()))];
    let doi = entry.fields.get("doi").map(|chunks| words(chunks));
    if let Some(doi) = doi {
        entry.set("doi", verbatim(bare_doi(&doi)));
    }
    if entry.fields.contains_key("url") {
        return;
    }
    for field in ["howpublished", "note"] {
        let Some(written) = entry.fields.get(field).map(|chunks| words(chunks)) else { continue };
        let Some(at) = written.find("https://").or_else(|| written.find("http://")) else { continue };
        let end = written[at..].find(|sign: char| sign.is_whitespace() || matches!(sign, '}' | '{' | '>' | '"'));
        let url = written[at..at + end.unwrap_or(written.len() - at)].trim_end_matches(['.', ',', ';', ')']);
        entry.set("url", verbatim(url));
        return;
    }
}

fn is_report(kind: &EntryType) -> bool {
    matches!(kind, EntryType::Report | EntryType::TechReport)
}

/// A work after the library has read it; `entry` is what it was read from.
pub(super) fn completed(mut work: hayagriva::Entry, entry: &Entry) -> hayagriva::Entry {
    let school = ["school", "institution", "publisher"].iter().find_map(|field| entry.fields.get(*field));
    let genre = work.genre().map(ToString::to_string);
    if let Some((genre, school)) =
        genre.zip(school.map(|chunks| words(chunks))).filter(|_| entry.fields.contains_key("school"))
    {
        work.set_genre(FormatString::from(format!("{genre}, {school}")));
    }
    whole_names(&mut work);
    work
}

/// Makes particles ("van der", "de") part of names, which APA prints and sorts with them, names who is meant by "others", and dates
/// what only the work around it dates.
pub(super) fn whole_names(work: &mut hayagriva::Entry) {
    let whole = |people: &[Person]| people.iter().map(whole_name).collect::<Vec<_>>();
    if let Some(authors) = work.authors().map(whole) {
        work.set_authors(authors);
    }
    if let Some(editors) = work.editors().map(whole) {
        work.set_editors(editors);
    }
    let parents: Vec<hayagriva::Entry> = work.parents().to_vec();
    if work.date().is_none()
        && let Some(date) = parents.iter().find_map(hayagriva::Entry::date)
    {
        // A chapter is of the year of its book, also where years are compared.
        work.set_date(*date);
    }
    if !parents.is_empty() {
        work.set_parents(
            parents
                .into_iter()
                .map(|mut parent| {
                    whole_names(&mut parent);
                    parent
                })
                .collect(),
        );
    }
}

fn whole_name(person: &Person) -> Person {
    let mut person = person.clone();
    if let Some(prefix) = person.prefix.take() {
        person.name = format!("{prefix} {}", person.name);
    }
    if person.given_name.is_none() && matches!(person.name.as_str(), "others" | "et al." | "et al") {
        FURTHER.clone_into(&mut person.name);
    }
    person
}

/// Takes out years that say that there is none, and marks those that are about right and those of works in press.
fn year(entry: &mut Entry) {
    let is_dated = ["year", "date"].iter().any(|field| entry.fields.contains_key(*field));
    if let Some(state) = entry.fields.get("pubstate").filter(|_| !is_dated)
        && WrittenYear::of(&words(state)) == WrittenYear::InPress
    {
        entry.set("date", vec![Spanned::detached(Chunk::Normal(PRESS_YEAR.to_owned()))]);
    }
    for field in ["year", "date"] {
        match entry.fields.get(field).map(|chunks| WrittenYear::of(&words(chunks))) {
            Some(WrittenYear::Without) => {
                entry.fields.remove(field);
            }
            Some(WrittenYear::InPress) => {
                entry.fields.remove(field);
                entry.set("date", vec![Spanned::detached(Chunk::Normal(PRESS_YEAR.to_owned()))]);
            }
            Some(WrittenYear::About(year)) => {
                entry.fields.remove(field);
                entry.set("date", vec![Spanned::detached(Chunk::Normal(format!("{year}~")))]);
            }
            Some(WrittenYear::Other) | None => {}
        }
    }
}

fn words(chunks: &[Spanned<Chunk>]) -> String {
    chunks.iter().map(|chunk| text(&chunk.v)).collect()
}

fn text(chunk: &Chunk) -> &str {
    match chunk {
        Chunk::Normal(text) | Chunk::Verbatim(text) | Chunk::Math(text) => text,
    }
}

fn replace(chunk: &mut Chunk, from: &str, to: &str) {
    if let Chunk::Normal(text) | Chunk::Verbatim(text) = chunk {
        *text = text.replace(from, to);
    }
}

/// Commands of TeX for emphasis, of which the words stay, and its quotation marks.
fn untex(chunks: &mut Chunks) {
    const COMMANDS: [&str; 9] =
        ["\\emph", "\\textit", "\\textbf", "\\textsl", "\\textsc", "\\textrm", "\\mkbibemph", "\\underline", "\\text"];
    const QUOTES: [&str; 2] = ["\\enquote", "\\mkbibquote"];
    for chunk in chunks.iter_mut() {
        let (Chunk::Normal(text) | Chunk::Verbatim(text)) = &mut chunk.v else { continue };
        for command in COMMANDS {
            unwrap(text, command, "", "");
        }
        for command in QUOTES {
            unwrap(text, command, "“", "”");
        }
        if text.contains("``") || text.contains("''") {
            *text = text.replace("``", "“").replace("''", "”");
        }
    }
}

/// Takes the command away from `\command{words}`, and puts something else around the words.
fn unwrap(text: &mut String, command: &str, open: &str, close: &str) {
    while let Some(at) = text.find(&format!("{command}{{")) {
        let inner = at + command.len() + 1;
        let mut depth = 1_usize;
        let end = text[inner..].char_indices().find(|(_, character)| {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let Some((length, _)) = end else { return };
        let words = format!("{open}{}{close}", &text[inner..inner + length]);
        text.replace_range(at..=inner + length, &words);
    }
}
