//! Names for what has none: ids that `attune check --fix` writes for questions, scenarios and practices.
//!
//! They are chosen when the whole page is read ([`name`]), because a new id must be unlike every other on the page: it must
//! not take the place of a heading's, nor give a broken link something to lead to.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::course::{Block, Destination, ElementKind, Link, links};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::source::{Digest, Span};

use super::missing_id::{MissingId, MissingIdKind, Place};
use super::opening_line::Directive;
use super::parse_context::ParseContext;

/// As many words of a question as make a name one can read.
const WORDS: usize = 5;
/// More words where fewer are taken.
const MOST_WORDS: usize = 9;
/// The longest name, in characters; where words are not parted by spaces, the longest word.
const LONGEST: usize = 40;
const LONGEST_WORD: usize = 16;

/// An id for a question without one, made from what is asked; the page will say that an author's own is better.
pub(crate) fn question_id(page: &mut ParseContext<'_>, digest: Digest, directive: &Directive, words: String) -> String {
    let span = page.span(directive.range.clone());
    let id = format!("item-{}", digest.hex(8));
    if directive.attributes.is_err() {
        // What the line lacks, and whether that is an id, is known when it can be read.
        return page.generate_id(&id, span);
    }
    let id = page.register_id(id, span, ElementKind::Question);
    let (place, is) = (place_in(page.source, directive), MissingIdKind::Question(words, id.clone()));
    page.missing_ids.push(MissingId { span, place, is, hidden: false });
    id
}

/// An id for a scenario or practice without one; the page will say that an author's own is better.
pub(crate) fn container_id(page: &mut ParseContext<'_>, directive: &Directive) -> String {
    let span = page.span(directive.range.clone());
    let id = page.generate_id(&directive.name, span);
    if directive.attributes.is_err() {
        return id;
    }
    let (place, is) = (place_in(page.source, directive), MissingIdKind::Exchange(directive.name.clone(), id.clone()));
    page.missing_ids.push(MissingId { span, place, is, hidden: false });
    id
}

/// The place for an id in the line of a container that has none.
fn place_in(source: &str, directive: &Directive) -> Option<Place> {
    let attributes = directive.attributes.as_ref().ok()?;
    if attributes.id.is_some() {
        return None;
    }
    let line = &source[directive.range.clone()];
    let attributes = line.trim_start_matches(':').trim_start();
    if attributes.starts_with('{') {
        // The name is a class: `::: {.question}`.
        let at = directive.range.end - attributes.len() + 1;
        return Some(Place { at, before: "#", after: " " });
    }
    let written = attributes.find(|next: char| next.is_whitespace() || next == '{').unwrap_or(attributes.len());
    let name = line.len() - attributes.len() + written;
    let rest = &line[name..];
    let Some(brace) = rest.find('{').filter(|at| rest[..*at].trim().is_empty()) else {
        return Some(Place { at: directive.range.start + name, before: " {#", after: "}" });
    };
    let inside = &rest[brace + 1..];
    let alone = inside.starts_with(|next: char| next == '}' || next.is_whitespace());
    let at = directive.range.start + name + brace + 1;
    Some(Place { at, before: "#", after: if alone { "" } else { " " } })
}

/// Reports what has no id, each with the one it could have. `blocks` are the page's.
pub(crate) fn name(page: &mut ParseContext<'_>, blocks: &[Block]) {
    if page.missing_ids.is_empty() {
        return;
    }
    let mut taken = TakenIds::default();
    page.every_id().chain(links(blocks).into_iter().filter_map(fragment)).for_each(|id| taken.add(id));
    let (mut kept, mut numbers) = (BTreeSet::new(), BTreeMap::new());
    let mut missing_ids = std::mem::take(&mut page.missing_ids);
    missing_ids.sort_by_key(|missing_ids| missing_ids.hidden);
    for MissingId { span, place, is, .. } in missing_ids {
        let (code, message, help, id) = match is {
            MissingIdKind::Question(words, now) => {
                let id = free(&words, &taken, &mut numbers);
                let help = format!(
                    "give it one, such as `{{#{id}}}`, or `{{#{now}}}` where learners have answered it: without one, an edit of \
                     the question makes a new question"
                );
                (Code::QuestionNoId, "the question has no id of its own".to_owned(), help, id)
            }
            MissingIdKind::Exchange(name, now) => {
                // One in a part that readers do not see may have the id of one that they see.
                let is_free = |id: &String| !kept.contains(id) && (*id == now || !taken.ids.contains(id));
                let first = std::iter::once(now.clone()).find(&is_free);
                let now = first.unwrap_or_else(|| numbered(&now, "", &mut numbers, is_free));
                kept.insert(now.clone());
                let help = format!(
                    "give it the one it has now, `{{#{now}}}`: without one, another `{name}` above it takes its place"
                );
                (Code::ContainerNoId, format!("the `{name}` has no id of its own"), help, now)
            }
        };
        let fix = place.map(|Place { at, before, after }| {
            let span = Span::new(page.file, at..at);
            Fix::replace(span, format!("{before}{id}{after}"), format!("write the id `{id}`"))
        });
        page.report(Diagnostic::new(code, span, message).help(help).fix(fix));
        taken.add(&id);
    }
}

/// The place on the page itself that a link leads to.
fn fragment(link: &Link) -> Option<&str> {
    match &link.destination {
        Destination::Fragment(id) => Some(id),
        _ => None,
    }
}

/// A name from the first words that no other thing on the page has: more words where few are taken, then a number.
fn free(words: &str, taken: &TakenIds, numbers: &mut BTreeMap<String, usize>) -> String {
    let is_free = |id: &String| !taken.clashes(id);
    let name = (WORDS..=MOST_WORDS).map(|most| shortened(words, most)).find(is_free);
    // Parts of a question have its id and a number in the page: the `q` keeps the two apart.
    name.unwrap_or_else(|| numbered(&shortened(words, WORDS), "q", numbers, is_free))
}

/// The first name with a number, from 2, that is free. What was given before for the same name is not tried again.
fn numbered(
    name: &str,
    letter: &str,
    numbers: &mut BTreeMap<String, usize>,
    is_free: impl Fn(&String) -> bool,
) -> String {
    let number = numbers.entry(name.to_owned()).or_insert(1);
    loop {
        *number += 1;
        let id = format!("{name}-{letter}{number}");
        if is_free(&id) {
            return id;
        }
    }
}

/// Ids that nothing new may have.
#[derive(Debug, Default)]
struct TakenIds {
    ids: BTreeSet<String>,
    /// What is left of them where they look like a part of something (`first-2`, `first-a`) without its ending.
    wholes: BTreeSet<String>,
}

impl TakenIds {
    fn add(&mut self, id: &str) {
        self.wholes.extend(wholes(id).map(str::to_owned));
        self.ids.insert(id.to_owned());
    }

    /// Whether an id is taken, or is what the page makes of one that is for one of its parts, or the other way round.
    fn clashes(&self, id: &str) -> bool {
        self.ids.contains(id) || self.wholes.contains(id) || wholes(id).any(|whole| self.ids.contains(whole))
    }
}

/// What an id would be a part of.
fn wholes(id: &str) -> impl Iterator<Item = &str> {
    const PARTS: [&str; 4] = ["label", "stem", "words", "sure"];
    let is_part =
        |rest: &str| rest.len() == 1 || PARTS.contains(&rest) || rest.bytes().all(|byte| byte.is_ascii_digit());
    // No ending has a hyphen, but for one that is nothing else.
    let last = id.rsplit_once('-').filter(|(_, rest)| is_part(rest)).map(|(whole, _)| whole);
    let hyphen = id.strip_suffix("--");
    last.into_iter().chain(hyphen)
}

/// The first words as an id: lower case, ASCII where a letter has a plain form, hyphens between the words.
fn shortened(text: &str, most: usize) -> String {
    let mut id = String::new();
    for word in text
        .split(|c: char| c.is_whitespace() || "-–—/_".contains(c))
        .map(plain)
        .filter(|word| !word.is_empty())
        .take(most)
    {
        let word: String = cut(&word);
        if !id.is_empty() && id.chars().count() + 1 + word.chars().count() > LONGEST {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(&word);
    }
    if id.is_empty() { "question".to_owned() } else { id }
}

/// A word that is longer than any name should be, up to a character that does not belong to the one before.
fn cut(word: &str) -> String {
    if word.chars().count() <= LONGEST_WORD || word.is_ascii() {
        return word.chars().take(LONGEST).collect();
    }
    let end = word.char_indices().skip(LONGEST_WORD).find(|(_, next)| !is_combining_mark(*next));
    word[..end.map_or(word.len(), |(at, _)| at)].to_owned()
}

/// Letters and digits of a word in lower case. Latin letters lose their accents; other scripts stay as they are.
fn plain(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for character in word.chars().flat_map(char::to_lowercase) {
        match character {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ø' => plain.push('o'),
            'đ' | 'ð' => plain.push('d'),
            'ł' => plain.push('l'),
            'þ' => plain.push_str("th"),
            'ı' => plain.push('i'),
            _ => {
                let base = std::iter::once(character).nfd().next().filter(char::is_ascii_alphanumeric);
                match base {
                    Some(base) => plain.push(base),
                    None if is_combining_mark(character) && plain.ends_with(|last: char| last.is_ascii()) => {}
                    None => plain.push(character),
                }
            }
        }
    }
    plain.retain(|character| character.is_alphanumeric() || is_combining_mark(character));
    plain.trim_start_matches(is_combining_mark).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_the_first_words() {
        for (words, expected) in [
            ("The client has gone quiet. What now?", "the-client-has-gone-quiet"),
            ("What's “it”?", "whats-it"),
            ("Où être à l’écoute — déjà?", "ou-etre-a-lecoute-deja"),
            ("Straße, Ærø e\u{301}te\u{301}", "strasse-aero-ete"),
            ("日本語の質問は何ですか、どうぞよろしくお願いします", "日本語の質問は何ですかどうぞよろ"),
            ("ทำไม ที่นี่", "ทำไม-ที่นี่"),
            ("लोग क्यों चुप हो जाते हैं", "लोग-क्यों-चुप-हो-जाते"),
            ("… ?", "question"),
            ("A_b/c self-check", "a-b-c-self-check"),
        ] {
            assert_eq!(shortened(words, WORDS), expected, "{words}");
        }
        assert_eq!(shortened(&"x".repeat(90), WORDS).len(), LONGEST);
    }

    #[test]
    fn a_name_is_unlike_every_other_and_unlike_parts_of_others() {
        let free = |words: &str, taken: &[&str]| {
            let mut ids = TakenIds::default();
            for id in taken {
                ids.add(id);
            }
            free(words, &ids, &mut BTreeMap::new())
        };
        assert_eq!(free("What now?", &[]), "what-now");
        assert_eq!(free("one two three four five six", &["one-two-three-four-five"]), "one-two-three-four-five-six");
        assert_eq!(free("What now?", &["what-now"]), "what-now-q2");
        assert_eq!(free("What now?", &["what-now", "what-now-q2"]), "what-now-q3");
        assert_eq!(free("What now 2", &["what-now"]), "what-now-2-q2");
        assert_eq!(free("What now 2 do", &["what-now"]), "what-now-2-do");
        assert_eq!(free("What now", &["what-now-2"]), "what-now-q2");
    }
}
