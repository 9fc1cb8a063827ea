//! Footnotes of a page: numbered in the order of their first mention, gathered at its foot.

use std::collections::{BTreeMap, BTreeSet};

use super::events::Located;
use super::prose::escape;

/// Definitions met and mentions made so far.
#[derive(Debug, Default)]
pub(crate) struct Footnotes<'a> {
    /// What each label says.
    pub(crate) definitions: BTreeMap<String, Vec<Located<'a>>>,
    /// Labels in the order of their first mention, with how often each is mentioned.
    pub(crate) mentioned: Vec<(String, usize)>,
    /// Labels whose definition stands in a part left out of this edition.
    pub(crate) withheld: BTreeSet<String>,
}

impl Footnotes<'_> {
    /// The HTML of a mention.
    pub(crate) fn reference(&mut self, label: &str) -> String {
        let index = self.mentioned.iter().position(|(known, _)| known == label).unwrap_or_else(|| {
            self.mentioned.push((label.to_owned(), 0));
            self.mentioned.len() - 1
        });
        self.mentioned[index].1 += 1;
        let (number, mention) = (index + 1, self.mentioned[index].1);
        let id = if mention == 1 { format!("s-fnref-{number}") } else { format!("s-fnref-{number}-{mention}") };
        format!(
            "<sup class=\"footnote-ref\"><a href=\"#s-fn-{number}\" id=\"{id}\" role=\"doc-noteref\">{number}</a></sup>"
        )
    }
}

/// The HTML around the foot of a page: opening, then for each note its opening and its closing, then closing.
pub(crate) mod foot {
    use super::escape;

    /// Opens the section; `label` is a word of the interface.
    pub(crate) fn open(label: &str) -> String {
        format!("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{label}\">\n<ol>\n")
    }

    /// Opens a note.
    pub(crate) fn note(number: usize) -> String {
        format!("<li id=\"s-fn-{number}\">\n")
    }

    /// Closes a note with the way back to its first mention; `back` is a word of the interface.
    pub(crate) fn end_note(number: usize, back: &str) -> String {
        let number = escape(&number.to_string());
        format!(
            "<p class=\"footnote-back\"><a href=\"#s-fnref-{number}\" role=\"doc-backlink\" aria-label=\"{back}\">↩</a></p>\n</li>\n"
        )
    }

    /// Closes the section.
    pub(crate) const CLOSE: &str = "</ol>\n</section>\n";
}
