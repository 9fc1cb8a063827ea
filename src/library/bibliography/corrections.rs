//! What the library gets wrong when it reads a work, put right before it is read and after.
//!
//! Each correction is tried against examples of the Publication Manual of the American Psychological Association (7th edition):
//! chapters and papers in proceedings (10.3, 10.5), edited books (10.2), reports (10.4), dissertations (10.6), particles of names
//! (8.17, 9.8), further authors, works without a date (8.15).

use biblatex::{Chunk, Chunks, Entry, EntryType, Spanned};
use hayagriva::types::{FormatString, Person};

/// The name that stands for further authors, whom a style prints as one ("& et al."); taken out of what is printed.
pub(crate) const FURTHER: &str = "et al.";

/// Years that say that there is none, in lower case.
const NO_YEAR: [&str; 9] = ["n.d.", "n.d", "nd", "n. d.", "no date", "undated", "o. j.", "o.j.", "s.d."];
/// What a year begins with that is not known for sure.
const ABOUT: [&str; 6] = ["circa", "ca.", "ca", "c.", "um", "vers"];

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
    year(&mut entry);
    entry
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

/// Makes particles ("van der", "de") part of names, which APA prints and sorts with them, and names who is meant by "others".
pub(super) fn whole_names(work: &mut hayagriva::Entry) {
    let whole = |people: &[Person]| people.iter().map(whole_name).collect::<Vec<_>>();
    if let Some(authors) = work.authors().map(whole) {
        work.set_authors(authors);
    }
    if let Some(editors) = work.editors().map(whole) {
        work.set_editors(editors);
    }
    let parents: Vec<hayagriva::Entry> = work.parents().to_vec();
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

/// Takes out years that say that there is none, and marks those that are about right.
fn year(entry: &mut Entry) {
    for field in ["year", "date"] {
        let Some(written) = entry.fields.get(field).map(|chunks| words(chunks).trim().to_lowercase()) else { continue };
        if NO_YEAR.contains(&written.as_str()) {
            entry.fields.remove(field);
            continue;
        }
        let about = ABOUT.iter().find_map(|about| written.strip_prefix(about)).or_else(|| written.strip_prefix('['));
        let Some(year) = about.map(|rest| rest.trim_matches(|c: char| !c.is_ascii_digit()).to_owned()) else {
            continue;
        };
        if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) {
            entry.fields.remove(field);
            entry.set("date", vec![Spanned::detached(Chunk::Normal(format!("{year}~")))]);
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
