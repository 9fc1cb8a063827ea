//! "Did you mean": the known name that an unknown one is probably a misspelling of.
//!
//! [`suggest`] compares once and answers both questions: which name is similar enough to ask about, and which is so
//! certainly meant that it can be written without asking ([`Suggestion::fix`]).

use std::borrow::Cow;

use crate::source::Span;

use super::Fix;

/// What was probably meant by a name that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Suggestion<'a> {
    /// The most similar name: at most a third of the letters differ (Damerau-Levenshtein distance, case ignored).
    pub nearest: Option<&'a str>,
    /// The one name that a single typing error explains: a letter too many, too few, another, two swapped, or the wrong
    /// case, with no other name as near. Never a short name, nor one with other digits: those are easily meant as written.
    pub correction: Option<&'a str>,
}

/// Names longer than this, in bytes, are compared with nothing: the time grows with the product of the lengths.
const LONGEST: usize = 300;
/// The same for corrections.
const LONGEST_CORRECTED: usize = 100;
/// So many names are compared with one at most.
const MOST_COMPARED: usize = 50;
/// So many names are listed at most.
const MOST_LISTED: usize = 40;
/// Names shorter than this, in characters, are never corrected.
const SHORTEST_CORRECTED: usize = 4;

/// Compares what was written with the names that are known.
pub(crate) fn suggest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Suggestion<'a> {
    if written.len() > LONGEST {
        return Suggestion { nearest: None, correction: None };
    }
    let lower = written.to_lowercase();
    let length = written.chars().count();
    let limit = (length / 3).max(1);
    let mut near: Vec<(usize, &str)> = candidates(&lower, known, limit)
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    near.sort_unstable();
    near.dedup();
    let nearest = near.first().map(|(_, name)| *name);
    let is_correctable = written.len() <= LONGEST_CORRECTED && length + 1 >= SHORTEST_CORRECTED;
    let correction = if is_correctable { correction(&lower, &near) } else { None };
    Suggestion { nearest, correction: correction.filter(|name| *name != written) }
}

/// Names that could be within `limit` errors of a word; where they are many, those that share most letters with it. To see
/// which costs next to nothing for each, so that a thousand errors among a thousand names are told in good time.
fn candidates<'a>(lower: &str, known: impl IntoIterator<Item = &'a str>, limit: usize) -> Vec<&'a str> {
    let (letters, length) = (Letters::of(lower), lower.len());
    let mut by_difference: Vec<Vec<&str>> = vec![Vec::new(); limit + 1];
    for name in known {
        // An error changes the length by one character at most.
        let bytes = if name.is_ascii() && lower.is_ascii() { limit } else { 4 * limit + length };
        if name.len().abs_diff(length) > bytes {
            continue;
        }
        let difference = letters.missing_or_more(name);
        if let Some(names) = by_difference.get_mut(difference).filter(|names| names.len() < MOST_COMPARED) {
            names.push(name);
        }
    }
    by_difference.into_iter().flatten().take(MOST_COMPARED).collect()
}

/// How often a word has each letter, without regard to case, and how many letters there are; those beyond ASCII are not counted.
struct Letters([i16; 128], usize);

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters = Self([0; 128], 0);
        for byte in word.bytes().filter(u8::is_ascii) {
            letters.0[usize::from(byte.to_ascii_lowercase())] += 1;
            letters.1 += 1;
        }
        letters
    }

    /// How many letters a name lacks or has beside, whichever is more: so many errors there are at least.
    fn missing_or_more(&self, name: &str) -> usize {
        let (mut left, mut missing, mut more) = (self.0, self.1, 0);
        for byte in name.bytes().filter(u8::is_ascii) {
            let count = &mut left[usize::from(byte.to_ascii_lowercase())];
            (missing, more) = if *count > 0 { (missing - 1, more) } else { (missing, more + 1) };
            *count -= 1;
        }
        missing.max(more)
    }
}

/// The only name within one typing error; `near` is sorted by distance.
fn correction<'a>(lower: &str, near: &[(usize, &'a str)]) -> Option<&'a str> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_long = |name: &str| name.chars().count() >= SHORTEST_CORRECTED;
    let mut within_one = near
        .iter()
        .take_while(|(distance, _)| *distance <= 1)
        .filter(|(_, name)| is_long(name) && digits(name) == digits(lower));
    let (first, name) = within_one.next()?;
    within_one.next().is_none_or(|(second, _)| first < second).then_some(*name)
}

impl<'a> Suggestion<'a> {
    /// The help text: "did you mean …?", or `otherwise` where no name is similar.
    pub(crate) fn help(&self, otherwise: impl Into<Cow<'static, str>>) -> Cow<'static, str> {
        self.help_as(str::to_owned, otherwise)
    }

    /// The same, with the name as it is to be written at its place, such as `#name` or `key=name`.
    pub(crate) fn help_as(
        &self,
        form: impl FnOnce(&str) -> String,
        otherwise: impl Into<Cow<'static, str>>,
    ) -> Cow<'static, str> {
        match self.nearest {
            Some(name) => format!("did you mean `{}`?", form(name)).into(),
            None => otherwise.into(),
        }
    }

    /// The nearest name of this or else of another suggestion; no correction, as two sets of names were compared.
    #[must_use]
    pub(crate) fn or(self, other: impl FnOnce() -> Self) -> Self {
        let nearest = self.nearest.or_else(|| other().nearest);
        Self { nearest, correction: None }
    }

    /// Without the correction, where that name is already in use beside the unknown one.
    #[must_use]
    pub(crate) fn unless(self, is_used: impl FnOnce(&'a str) -> bool) -> Self {
        Self { correction: self.correction.filter(|name| !is_used(name)), ..self }
    }

    /// The correction as a repair of the word at `span`, which may have quotation marks around it.
    pub(crate) fn fix(&self, span: Span, written: &str) -> Option<Fix> {
        Fix::word(span, written, self.correction?)
    }
}

/// Names as a reader reads them: "`a`, `b` and `c`"; of very many the first, and how many others there are.
pub(crate) fn listed<N: std::fmt::Display>(names: impl IntoIterator<Item = N>) -> String {
    let mut names = names.into_iter();
    let mut quoted: Vec<String> = names.by_ref().take(MOST_LISTED).map(|name| format!("`{name}`")).collect();
    let others = names.count();
    if others > 0 {
        quoted.push(format!("{others} more"));
    }
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_similar_name_is_found_and_a_different_one_is_not() {
        let known = ["title", "summary", "objectives"];
        let nearest = |written| suggest(written, known).nearest;
        assert_eq!(nearest("titel"), Some("title"));
        assert_eq!(nearest("objective"), Some("objectives"));
        assert_eq!(nearest("colour"), None);
        assert_eq!(nearest(&"title".repeat(100)), None);
    }

    #[test]
    fn one_letter_is_corrected_when_only_one_name_is_near() {
        let known = ["title", "summary", "step", "tip"];
        let correction = |written| suggest(written, known).correction;
        assert_eq!(correction("titel"), Some("title"));
        assert_eq!(correction("Title"), Some("title"));
        assert_eq!(correction("sumary"), Some("summary"));
        assert_eq!(correction("tipp"), None);
        assert_eq!(correction("sumery"), None);
        assert_eq!(correction("title"), None);
        assert_eq!(suggest("part-a", ["part-b", "part-c"]).correction, None);
        assert_eq!(suggest("part-2", ["part-3", "elsewhere"]).correction, None);
        assert_eq!(suggest("part2", ["part"]).correction, None);
    }

    #[test]
    fn help_names_the_nearest_or_says_something_else() {
        let found = suggest("titel", ["title"]);
        assert_eq!(found.help("no"), "did you mean `title`?");
        assert_eq!(found.help_as(|name| format!("#{name}"), "no"), "did you mean `#title`?");
        assert_eq!(suggest("x", ["title"]).help("no"), "no");
        assert_eq!(found.unless(|name| name == "title").correction, None);
    }

    #[test]
    fn names_are_listed_as_a_sentence_has_them() {
        assert_eq!(listed(["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(listed(["a"]), "`a`");
        assert_eq!(listed([] as [&str; 0]), "");
        assert_eq!(listed(0..40).split(", ").count(), 39);
        assert!(listed(0..4000).ends_with("`39` and 3960 more"));
    }

    #[test]
    fn among_very_many_names_the_most_similar_ones_are_compared() {
        let names: Vec<String> = (0..5000).map(|number| format!("lesson-{number}")).collect();
        let known = || names.iter().map(String::as_str).chain(["withdrawal"]);
        assert_eq!(suggest("withdrawl", known()).nearest, Some("withdrawal"));
        assert_eq!(suggest("leson-4321", known()).nearest, Some("lesson-4321"));
        assert_eq!(suggest("confrontation", known()).nearest, None);
    }
}
