//! Repairs: what a finding proposes to write instead, where nothing has to be decided.
//!
//! A rule that knows what was meant gives its finding a [`Fix`]: a few [`Edit`]s and a line that says what they do.
//! [`crate::fix`] applies them; the reports carry them to editors. A rule that guesses gives none.

use crate::source::{CoursePath, Span};

use super::Code;

/// What would fix a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as one would tell a colleague: "write `note` for `nots`".
    pub what: String,
    /// What to write where. They belong together: all are made, or none.
    pub edits: Vec<Edit>,
}

/// A piece of text in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty where something is put in.
    pub span: Span,
    /// What stands there then. It has no line end, so that no line of the file gets another number.
    pub text: String,
}

/// A repair that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// Which rule proposed it.
    pub code: Code,
    /// In which file.
    pub path: CoursePath,
    /// In which line, from 1.
    pub line: u32,
    /// What it does.
    pub what: String,
    /// The lines before, as far as a person wants to see them.
    pub before: Vec<String>,
    /// The same lines after.
    pub after: Vec<String>,
}

impl Fix {
    /// One piece of text for another.
    pub fn replace(span: Span, text: impl Into<String>, what: impl Into<String>) -> Self {
        Self { what: what.into(), edits: vec![Edit { span, text: text.into() }] }
    }

    /// The right word for one that was misspelled. `span` may have the quotation marks around it; `None` where the word
    /// is written with escapes, so that its own letters have no place.
    pub fn word(span: Span, written: &str, right: &str) -> Option<Self> {
        let (length, Span { file, start, end }) = (written.len(), span);
        let inner = match (end - start) as usize {
            bare if bare == length => span,
            quoted if quoted == length + 2 => Span { file, start: start + 1, end: end - 1 },
            _ => return None,
        };
        Some(Self::replace(inner, right, format!("write `{right}` for `{written}`")))
    }

    /// What is meant in the place of a value, with any quotation marks around it.
    pub fn plain(span: Span, written: &str, meant: &str) -> Option<Self> {
        let Self { what, .. } = Self::word(span, written, meant)?;
        let what = if written == meant { format!("write `{meant}` without quotation marks") } else { what };
        Some(Self::replace(span, meant, what))
    }

    /// The right value in `key=value`; `span` is the whole of it.
    pub fn value(span: Span, key: &str, written: &str, right: &str) -> Option<Self> {
        let before = u32::try_from(key.len() + 1).ok()?;
        if span.start + before > span.end {
            return None;
        }
        Self::word(Span { start: span.start + before, ..span }, written, right)
    }
}

/// The truth value that a word of other languages for data stands for, or one in quotation marks.
pub(crate) fn truth_meant(written: &str) -> Option<bool> {
    match written.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// A date with its zeros, for one in the right order that was written without them: `2026-9-1` is `2026-09-01`.
pub(crate) fn date_meant(written: &str) -> Option<String> {
    let parts: Vec<&str> = written.split('-').collect();
    let [year, month, day] = parts[..] else { return None };
    let digits = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let date = format!("{year}-{month:0>2}-{day:0>2}");
    let is_date = year.len() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 2);
    (is_date && date.parse::<jiff::civil::Date>().is_ok()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn a_word_is_replaced_inside_its_quotation_marks() {
        let at = |range| Span::new(FileId::of(&CoursePath::new("a")), range);
        let place = |range, written| Fix::word(at(range), written, "new").map(|fix| fix.edits[0].span.range());
        assert_eq!(place(3..6, "old"), Some(3..6));
        assert_eq!(place(3..8, "old"), Some(4..7));
        assert_eq!(place(3..9, "old"), None);
    }
}
