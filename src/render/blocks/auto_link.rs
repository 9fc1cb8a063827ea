//! The first mention of each term of the glossary on a page becomes a link to it.
//!
//! [`TermLinker`] looks for all terms and their other forms at once, in finished HTML: not in links, headings, code or
//! controls. What counts is the word as a whole, as the glossary writes it or with its first letter the other way.

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::course::{Course, Term};

use crate::render::blocks::body::push_escaped;

/// Elements in which nothing is linked.
const CLOSED: [&str; 17] = [
    "a", "abbr", "button", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "pre", "samp", "select",
    "summary", "th",
];

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

    /// The HTML with a link at the first mention of each term that is not among `known`, which then are.
    pub(crate) fn link<'l>(
        &'l self,
        html: &str,
        known: &mut BTreeSet<&'l str>,
        url: impl Fn(&str) -> String,
    ) -> Option<String> {
        let mentions = self.mentions(html, known);
        if mentions.is_empty() {
            return None;
        }
        let mut linked = String::with_capacity(html.len() + mentions.len() * 60);
        let mut from = 0;
        for (range, id) in mentions {
            linked.push_str(&html[from..range.start]);
            linked.push_str("<a href=\"");
            push_escaped(&mut linked, &url(id));
            linked.push_str("\" class=\"term\">");
            linked.push_str(&html[range.clone()]);
            linked.push_str("</a>");
            from = range.end;
        }
        linked.push_str(&html[from..]);
        Some(linked)
    }

    /// The first mention of each term that is not among `known`, which then are.
    pub(crate) fn mentions<'l>(&'l self, html: &str, known: &mut BTreeSet<&'l str>) -> Vec<(Range<usize>, &'l str)> {
        let mut mentions = Vec::new();
        for stretch in open_text(html) {
            let text = &html[stretch.clone()];
            for found in self.words.find_iter(text) {
                let id = self.ids[found.pattern().as_usize()].as_str();
                if is_whole(text, found.range()) && known.insert(id) {
                    mentions.push((stretch.start + found.start()..stretch.start + found.end(), id));
                }
            }
        }
        mentions
    }
}

/// A term's words as finished HTML has them.
fn written(term: &Term) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for word in std::iter::once(&term.term).chain(&term.forms) {
        let Some(first) = word.chars().next() else { continue };
        let rest = &word[first.len_utf8()..];
        let cases: [String; 3] = [first.to_string(), first.to_uppercase().collect(), first.to_lowercase().collect()];
        for first in cases {
            let mut html = String::new();
            push_escaped(&mut html, &format!("{first}{rest}").replace('\'', "\u{2019}"));
            words.insert(html);
        }
    }
    words
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

/// The stretches of text outside tags and closed elements.
fn open_text(html: &str) -> Vec<Range<usize>> {
    let (mut stretches, mut depth, mut at) = (Vec::new(), 0_usize, 0);
    while at < html.len() {
        let tag = html[at..].find('<').map_or(html.len(), |offset| at + offset);
        if depth == 0 && tag > at {
            stretches.push(at..tag);
        }
        let end = html[tag..].find('>').map_or(html.len(), |offset| tag + offset + 1);
        let inner = html[tag..end].trim_start_matches('<');
        let (closing, name) = inner.strip_prefix('/').map_or((false, inner), |name| (true, name));
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if CLOSED.contains(&name) {
            depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        }
        at = end;
    }
    stretches
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
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

    fn linked(html: &str) -> String {
        let terms = linker();
        let linked = terms.link(html, &mut BTreeSet::new(), |id| format!("#{id}"));
        linked.unwrap_or_default().replace(" class=\"term\"", "")
    }

    #[test]
    fn the_first_mention_is_linked_and_the_longest_term_counts() {
        assert_eq!(linked("<p>Ruptures and a rupture</p>"), "<p><a href=\"#rupture\">Ruptures</a> and a rupture</p>");
        assert_eq!(
            linked("a confrontation rupture, a rupture"),
            "a <a href=\"#confrontation\">confrontation rupture</a>, a <a href=\"#rupture\">rupture</a>"
        );
        assert_eq!(linked("the client’s goals &amp; tasks"), "the <a href=\"#clients\">client’s goals &amp; tasks</a>");
    }

    #[test]
    fn only_whole_words_in_running_text_are_mentions() {
        for html in [
            "ruptured xrupture rupture2",
            "<h2 id=\"s-rupture\">Rupture</h2>",
            "<a href=\"x\">a <em>rupture</em></a>",
            "<code>rupture</code> <img alt=\"rupture\">",
            "A session.",
        ] {
            assert_eq!(linked(html), "", "{html}");
        }
        assert_eq!(linked("平和な"), "平<a href=\"#wa\">和</a>な");
    }
}
