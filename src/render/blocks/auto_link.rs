//! The first mention of each term of the glossary on a page becomes a link to it.
//!
//! [`TermLinker`] looks for all terms and their other forms at once, in the words of running text: not in links, headings,
//! code or controls. What counts is the word as a whole, as the glossary writes it or with its first letter the other way.

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::course::{Course, Prose, Term};

/// All terms of a course that may be linked.
#[derive(Debug)]
pub(crate) struct TermLinker {
    words: AhoCorasick,
    /// The term of each word.
    ids: Vec<String>,
}

impl TermLinker {
    /// `None` when no term may be linked.
    pub(crate) fn new(course: &Course) -> Option<Self> {
        let (mut words, mut ids) = (Vec::new(), Vec::new());
        for term in course.terms.values().filter(|term| term.auto_link) {
            for word in written(term) {
                words.push(word);
                ids.push(term.id.clone());
            }
        }
        if words.is_empty() {
            return None;
        }
        let words = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words).ok()?;
        Some(Self { words, ids })
    }

    /// The first mention of each term that is not among `known`, which then are: where it stands in the content of the text,
    /// and the term.
    pub(crate) fn mentions<'l>(&'l self, prose: &Prose, known: &mut BTreeSet<&'l str>) -> Vec<(Range<usize>, &'l str)> {
        let mut mentions = Vec::new();
        for words in prose.words().filter(|words| !words.setting.closed) {
            for found in self.words.find_iter(words.text) {
                let id = self.ids[found.pattern().as_usize()].as_str();
                if is_whole(words.text, found.range()) && known.insert(id) {
                    mentions.push((words.at + found.start()..words.at + found.end(), id));
                }
            }
        }
        mentions
    }
}

/// A term's words as running text has them.
fn written(term: &Term) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for word in std::iter::once(&term.term).chain(&term.forms) {
        let Some(first) = word.chars().next() else { continue };
        let rest = &word[first.len_utf8()..];
        let cases: [String; 3] = [first.to_string(), first.to_uppercase().collect(), first.to_lowercase().collect()];
        for first in cases {
            words.extend(joined(&format!("{first}{rest}").replace('\'', "\u{2019}")));
        }
    }
    words
}

/// The same words with what may stand between them: a line's end, a space or a hyphen that does not break. In a term of many words
/// all are of one kind.
fn joined(term: &str) -> Vec<String> {
    const SPACES: [&str; 4] = [" ", "\n", "\u{a0}", "\u{202f}"];
    const HYPHENS: [&str; 2] = ["-", "\u{2011}"];
    const MOST_PLACES: usize = 3;
    let places = term.matches([' ', '-']).count();
    let mut all = vec![String::new()];
    if places > MOST_PLACES {
        let with = |(space, hyphen): (&str, &str)| term.replace(' ', space).replace('-', hyphen);
        return SPACES.into_iter().flat_map(|space| HYPHENS.map(|hyphen| with((space, hyphen)))).collect();
    }
    for character in term.chars() {
        let spellings: &[&str] = match character {
            ' ' => &SPACES,
            '-' => &HYPHENS,
            other => {
                for word in &mut all {
                    word.push(other);
                }
                continue;
            }
        };
        all = all.iter().flat_map(|word| spellings.iter().map(move |spelling| format!("{word}{spelling}"))).collect();
    }
    all
}

/// Whether no letter or digit stands on either side. Scripts that write without spaces have no such sides.
fn is_whole(text: &str, range: Range<usize>) -> bool {
    let joins = |a: Option<char>, b: Option<char>| {
        let is_word = |c: Option<char>| c.is_some_and(|c| (c.is_alphanumeric() && !is_unspaced(c)) || c == '_');
        is_word(a) && is_word(b)
    };
    let first_and_before = (text[range.clone()].chars().next(), text[..range.start].chars().next_back());
    let last_and_after = (text[range.clone()].chars().next_back(), text[range.end..].chars().next());
    !joins(first_and_before.0, first_and_before.1) && !joins(last_and_after.0, last_and_after.1)
}

/// Thai, Lao, Khmer, Myanmar, the kana and Han (Unicode's line breaking classes SA and ID).
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::course::{ProseBuilder, Setting};
    use crate::source::{CoursePath, FileId, Span};

    fn linker() -> TermLinker {
        let span = Span::new(FileId::of(&CoursePath::new("content/glossary.yaml")), 0..0);
        let term = |id: &str, word: &str, forms: &[&str], auto_link| {
            let forms = forms.iter().map(ToString::to_string).collect();
            let (id, term) = (id.to_owned(), word.to_owned());
            (id.clone(), Term { id, term, forms, auto_link, definition: String::new(), see: Vec::new(), span })
        };
        let terms: BTreeMap<String, Term> = [
            term("rupture", "Rupture", &["ruptures"], true),
            term("confrontation", "Confrontation rupture", &[], true),
            term("clients", "Client's goals & tasks", &[], true),
            term("silent", "Session", &[], false),
            term("wa", "和", &[], true),
        ]
        .into_iter()
        .collect();
        TermLinker::new(&Course { terms: terms.into(), ..Course::default() }).unwrap()
    }

    /// What is linked in some words, each with its term.
    fn linked(texts: &[(&'static str, bool)]) -> Vec<(String, String)> {
        let mut prose = ProseBuilder::default();
        for (text, closed) in texts {
            prose.html("<i>");
            prose.words(text, Setting { closed: *closed, ..Setting::default() });
        }
        let (prose, _) = prose.finish();
        let linker = linker();
        let mentions = linker.mentions(&prose, &mut BTreeSet::new());
        mentions.into_iter().map(|(range, id)| (prose.content()[range].to_owned(), id.to_owned())).collect()
    }

    fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
        of.iter().map(|(words, id)| ((*words).to_owned(), (*id).to_owned())).collect()
    }

    #[test]
    fn the_first_mention_is_linked_and_the_longest_term_counts() {
        assert_eq!(linked(&[("Ruptures and a rupture", false)]), pairs(&[("Ruptures", "rupture")]));
        let both = [("confrontation rupture", "confrontation"), ("rupture", "rupture")];
        assert_eq!(linked(&[("a confrontation rupture, a rupture", false)]), pairs(&both));
        let broken = [("confrontation\nrupture", "confrontation")];
        assert_eq!(linked(&[("a confrontation\nrupture", false)]), pairs(&broken));
        let apart = [("Confrontation\u{a0}rupture", "confrontation")];
        assert_eq!(linked(&[("Confrontation\u{a0}rupture", false)]), pairs(&apart));
        let clients = [("client’s goals & tasks", "clients")];
        assert_eq!(linked(&[("the client’s goals & tasks", false)]), pairs(&clients));
    }

    #[test]
    fn only_whole_words_in_running_text_are_mentions() {
        for words in ["ruptured xrupture rupture2", "A session."] {
            assert_eq!(linked(&[(words, false)]), [], "{words}");
        }
        assert_eq!(linked(&[("Rupture", true), ("a rupture", false)]), pairs(&[("rupture", "rupture")]));
        assert_eq!(linked(&[("平和な", false)]), pairs(&[("和", "wa")]));
    }
}
