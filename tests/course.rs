//! The shipped course, read as someone who wants to pass without knowing anything: programs guess the answers from the
//! surface of the options, and none of them may do much better than chance.
//!
//! The programs work on the Markdown text of `content/`, as the authors wrote it, and on nothing of the library. The last
//! tests hold that text against the article from which the course has its two lists.
//!
//! `cargo test --test course -- --nocapture` prints how well each program does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use attune::internals::source::Digest;

/// How far above chance a program may be, in points of 100.
const MARGIN: f64 = 10.0;

/// A question with a list of options to mark: where it stands, whether each option is rated, and each option with the mark
/// in its brackets.
struct Item {
    place: String,
    rated: bool,
    options: Vec<(char, String)>,
}

impl Item {
    fn keys(&self) -> usize {
        self.options.iter().filter(|(mark, _)| *mark == 'x').count()
    }

    /// Whether every option is something said.
    fn is_quoted(&self) -> bool {
        self.options.iter().all(|(_, text)| text.starts_with('"'))
    }

    /// How probable it is to hit the key by choosing the option with the most points, or any of several that have as many.
    fn hit(&self, points: fn(&str) -> usize) -> f64 {
        let most = self.options.iter().map(|(_, text)| points(text)).max().unwrap_or(0);
        let chosen: Vec<char> =
            self.options.iter().filter(|(_, text)| points(text) == most).map(|(mark, _)| *mark).collect();
        share(chosen.iter().filter(|mark| **mark == 'x').count(), chosen.len())
    }
}

#[expect(clippy::cast_precision_loss, reason = "a course has hundreds of questions")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

fn markdown_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("the folder can be read").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            markdown_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
}

/// All questions of a page that are answered by marking options.
fn items_of(path: &Path) -> Vec<Item> {
    let text = fs::read_to_string(path).expect("a text");
    let mut items: Vec<Item> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.starts_with(":::") && line.contains(" question") {
            let place = format!("{}:{}", path.display(), number + 1);
            items.push(Item { place, rated: line.contains(" rate}"), options: Vec::new() });
        } else if let Some(rest) = line.strip_prefix("- [")
            && let Some((mark, text)) = rest.split_once("] ")
            && let (Some(mark), Some(item)) = (mark.chars().next(), items.last_mut())
        {
            item.options.push((mark, text.to_owned()));
        }
    }
    items.retain(|item| item.options.len() > 1);
    items
}

fn items() -> Vec<Item> {
    let mut files = Vec::new();
    markdown_files(Path::new("content"), &mut files);
    let items: Vec<Item> = files.iter().flat_map(|path| items_of(path)).collect();
    assert!(items.len() > 150, "{} questions with options", items.len());
    items
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Past forms that do not end in "ed", as far as they occur after "I" in what therapists say here.
const PAST: [&str; 34] = [
    "been", "began", "brought", "came", "cut", "did", "didn't", "felt", "forgot", "gave", "got", "had", "haven't",
    "heard", "kept", "knew", "left", "lost", "made", "met", "put", "ran", "read", "said", "sat", "saw", "sent",
    "spoke", "thought", "told", "took", "was", "went", "wrote",
];

/// Whether the speaker tells of an act of their own: "I went to the sheet," "I've lost the thread".
fn owns_an_act(text: &str) -> bool {
    let words = words(text);
    words.iter().enumerate().any(|(at, word)| {
        matches!(word.as_str(), "i'd" | "i've")
            || (word == "i"
                && words[at + 1..].iter().take(2).any(|next| PAST.contains(&next.as_str()) || next.ends_with("ed")))
    })
}

fn has_no_why_but_lets(text: &str) -> bool {
    !words(text).iter().any(|word| matches!(word.as_str(), "why" | "but" | "let's"))
}

/// The program of a reader who has noticed how good replies look: a question, an act owned, no "why", "but" or "let's".
fn looks_right(text: &str) -> usize {
    usize::from(text.contains('?')) + usize::from(owns_an_act(text)) + usize::from(has_no_why_but_lets(text))
}

/// How many hundredths of a letter a word has on average.
fn letters_a_word(text: &str) -> usize {
    let words = words(text);
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    100 * letters / words.len().max(1)
}

/// A program: its name, and what it gives an option. It chooses the option with the most points.
type Program = (&'static str, fn(&str) -> usize);

const PROGRAMS: [Program; 16] = [
    ("a question, an act owned, no why, but or let's", looks_right),
    ("a question", |text| usize::from(text.contains('?'))),
    ("no question", |text| usize::from(!text.contains('?'))),
    ("an act owned", |text| usize::from(owns_an_act(text))),
    ("no why, but or let's", |text| usize::from(has_no_why_but_lets(text))),
    ("the longest", |text| text.chars().count()),
    ("the shortest", |text| usize::MAX - text.chars().count()),
    ("the most sentences", |text| text.matches(['.', '?', '!']).count()),
    ("the most commas", |text| text.matches(',').count()),
    ("the most words", |text| words(text).len()),
    ("the shortest words", |text| usize::MAX - letters_a_word(text)),
    ("the longest words", letters_a_word),
    ("a \"you\"", |text| usize::from(words(text).iter().any(|word| word == "you"))),
    ("an \"and\"", |text| usize::from(words(text).iter().any(|word| word == "and"))),
    ("no exclamation mark", |text| usize::from(!text.contains('!'))),
    ("an apology", |text| usize::from(words(text).iter().any(|word| word == "sorry"))),
];

/// Points of 100 above what chance would get, who chooses any option.
fn above_chance(items: &[&Item], hits: f64) -> f64 {
    let chance: f64 = items.iter().map(|item| share(item.keys(), item.options.len())).sum();
    100.0 * (hits - chance) / share(items.len(), 1)
}

#[test]
fn no_program_finds_the_keys_from_the_surface_of_the_options() {
    let all = items();
    let single: Vec<&Item> = all.iter().filter(|item| item.keys() == 1).collect();
    let quoted: Vec<&Item> = single.iter().copied().filter(|item| item.is_quoted()).collect();
    let told: Vec<&Item> = single.iter().copied().filter(|item| !item.is_quoted()).collect();
    let several: Vec<&Item> = all.iter().filter(|item| item.keys() > 1 && !item.rated).collect();
    assert!(quoted.len() > 60, "{} questions whose options are all said", quoted.len());
    assert!(told.len() > 40 && several.len() > 40, "{} and {} questions", told.len(), several.len());
    let mut found = Vec::new();
    let kinds =
        [("one key", &single), ("one key, said", &quoted), ("one key, told", &told), ("several keys", &several)];
    for (kind, items) in kinds {
        for (name, points) in PROGRAMS {
            let above = above_chance(items, items.iter().map(|item| item.hit(points)).sum());
            println!("{kind:18} {name:48} {above:+6.1} points over {} questions", items.len());
            if above > MARGIN {
                found.push(format!("{kind}: {name}: {above:.1} points above chance"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_place_in_the_list_is_the_place_of_the_key() {
    let all = items();
    let single: Vec<&Item> = all.iter().filter(|item| item.keys() == 1).collect();
    for place in 0..5 {
        let hits = single.iter().filter(|item| item.options.get(place).is_some_and(|(mark, _)| *mark == 'x')).count();
        let above = above_chance(&single, share(hits, 1));
        println!("place {place}: {above:+6.1} points over {} questions", single.len());
        assert!(above <= MARGIN, "the key stands in place {place} of the list: {above:.1} points above chance");
    }
}

#[test]
fn how_many_options_are_right_is_not_known_before_reading() {
    let all = items();
    let several: Vec<&Item> = all.iter().filter(|item| item.keys() > 1 && !item.rated).collect();
    let mut counts: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
    for item in &several {
        counts.entry((item.keys(), item.options.len())).or_default().push(&item.place);
    }
    for ((keys, options), places) in &counts {
        println!("{keys} of {options}: {}", places.len());
    }
    let (usual, places) = counts.iter().max_by_key(|(_, places)| places.len()).unwrap();
    let part = share(places.len(), several.len());
    assert!(part <= 0.5, "{} of {} options are right in {:.0} % of the questions", usual.0, usual.1, 100.0 * part);
    assert!(counts.len() >= 4, "the counts vary: {:?}", counts.keys());
}

#[test]
fn no_one_rating_fits_most_options() {
    let all = items();
    let marks: Vec<char> =
        all.iter().filter(|item| item.rated).flat_map(|item| item.options.iter().map(|(mark, _)| *mark)).collect();
    assert!(marks.len() > 60, "{} options to rate", marks.len());
    for rating in ['x', '~', ' '] {
        let above = 100.0 * (share(marks.iter().filter(|mark| **mark == rating).count(), marks.len()) - share(1, 3));
        println!("always [{rating}]: {above:+6.1} points over {} options", marks.len());
        assert!(above <= MARGIN, "whoever always chooses [{rating}] is {above:.1} points above chance");
    }
}

/// So many words in a row are a quotation.
const RUN: usize = 6;
/// Digests of the runs of words of what could be read of the article from which the course has its lists: the opening of its
/// first part. `ATTUNE_SOURCE=FILE cargo test --test course shared -- --nocapture` holds the course against the text in FILE
/// as well, and prints the digests that this list lacks.
const RUNS: &str = "tests/items/source-runs.txt";

/// Each run of words of a text, with its digest. The targets of links are not read.
fn runs(text: &str) -> Vec<(String, String)> {
    let mut parts = text.split("](");
    let mut read = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        read.push(' ');
        read.push_str(part.split_once(')').map_or(part, |(_, after)| after));
    }
    let words = words(&read.replace('’', "'"));
    let run = |run: &[String]| {
        let run = run.join(" ");
        (Digest::of(run.as_bytes()).hex(12), run)
    };
    words.windows(RUN).map(run).collect()
}

/// The digests of the list, and those of the text that `ATTUNE_SOURCE` names.
#[expect(clippy::print_stdout, reason = "the digests that are new are for the list")]
fn source_digests() -> BTreeSet<String> {
    let mut digests: BTreeSet<String> =
        fs::read_to_string(RUNS).expect("the list").lines().map(str::to_owned).collect();
    assert!(digests.len() > 200, "{} runs", digests.len());
    if let Some(path) = std::env::var_os("ATTUNE_SOURCE") {
        for (digest, _) in runs(&fs::read_to_string(path).expect("ATTUNE_SOURCE names a text")) {
            if digests.insert(digest.clone()) {
                println!("{digest}");
            }
        }
    }
    digests
}

/// The runs of a text that are among the digests.
fn shared(text: &str, digests: &BTreeSet<String>) -> Vec<String> {
    runs(text).into_iter().filter(|(digest, _)| digests.contains(digest)).map(|(_, run)| run).collect()
}

#[test]
fn no_run_of_words_is_shared_with_the_source() {
    let digests = source_digests();
    let mut files = Vec::new();
    markdown_files(Path::new("content"), &mut files);
    files.push(PathBuf::from("content/glossary.yaml"));
    let mut found = Vec::new();
    for path in &files {
        let text = fs::read_to_string(path).expect("a text");
        found.extend(shared(&text, &digests).into_iter().map(|run| format!("{}: {run}", path.display())));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_shared_run_is_found_through_case_marks_and_links() {
    let source = "She didn't say that the window was open.";
    let digests: BTreeSet<String> = runs(source).into_iter().map(|(digest, _)| digest).collect();
    let copied = "And *she* didn’t say that [the window](../02-windows.md#open) \"was\" broken.";
    assert_eq!(shared(copied, &digests), ["she didn't say that the window", "didn't say that the window was"]);
    assert_eq!(shared("She said that the window was open.", &digests), [""; 0]);
}
