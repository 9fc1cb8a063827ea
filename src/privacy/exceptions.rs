//! Exceptions: what an author lets stand, written next to it with a reason.
//!
//! In Markdown a comment, `<!-- allow privacy-place: the reason (until 2027-06-30) -->`; in front matter and data a comment of
//! YAML, `# allow privacy-place: the reason`. It holds for the lines around it up to the next empty ones; where nothing but
//! comments stands there, for the lines that follow.

use std::ops::Range;

use jiff::civil::Date;

use crate::source::html::comment;

use super::Rule;

/// What an author lets stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exception {
    /// Where it is written.
    pub range: Range<usize>,
    /// For which part of the text it holds.
    pub scope: Range<usize>,
    /// Which rules.
    pub rules: Vec<Rule>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    pub until: Option<Date>,
}

/// A comment that begins as an exception and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ExceptionFault {
    /// A rule that there is not.
    UnknownRule(Range<usize>, String),
    /// No reason.
    NoReason(Range<usize>),
    /// An end that is no date.
    BadDate(Range<usize>, String),
}

/// The exceptions in a text whose front matter ends at `body`.
pub(crate) fn exceptions(text: &str, body: usize) -> (Vec<Exception>, Vec<ExceptionFault>) {
    let (mut all, mut faults) = (Vec::new(), Vec::new());
    if !text.contains("allow privacy-") {
        return (all, faults);
    }
    for (range, words) in comments(text, body) {
        let mut exception = match parse(range, words) {
            Ok(exception) => exception,
            Err(fault) => {
                faults.push(fault);
                continue;
            }
        };
        exception.scope = scope(text, &exception.range);
        all.push(exception);
    }
    (all, faults)
}

/// Every comment that begins with `allow privacy-`: where it stands, and what follows `allow`.
fn comments(text: &str, body: usize) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text[..body].split_inclusive('\n') {
        let trimmed = line.trim_start();
        if let Some(words) = trimmed.strip_prefix('#').and_then(opening) {
            let start = at + line.len() - trimmed.len();
            found.push((start..start + trimmed.trim_end().len(), words.trim_end()));
        }
        at += line.len();
    }
    let mut from = body;
    while let Some(start) = text[from..].find("<!--").map(|start| from + start) {
        let Some((inner, length)) = comment(&text[start..]) else { break };
        from = start + length;
        if let Some(words) = opening(inner) {
            found.push((start..from, words));
        }
    }
    found
}

/// What follows `allow` in a comment that is an exception.
fn opening(comment: &str) -> Option<&str> {
    comment.trim_start().strip_prefix("allow ").map(str::trim_start).filter(|rest| rest.starts_with("privacy-"))
}

fn parse(range: Range<usize>, words: &str) -> Result<Exception, ExceptionFault> {
    let (names, reason) = words.split_once(':').unwrap_or((words, ""));
    let mut rules = Vec::new();
    for name in names.split(',').map(str::trim) {
        match Rule::from_name(name) {
            Some(rule) => rules.push(rule),
            None => return Err(ExceptionFault::UnknownRule(range, name.to_owned())),
        }
    }
    let mut reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut until = None;
    if let Some(at) = reason.rfind("(until ").filter(|_| reason.ends_with(')')) {
        let date = reason[at + 7..reason.len() - 1].trim().to_owned();
        until = Some(crate::data::iso_date(&date).ok_or_else(|| ExceptionFault::BadDate(range.clone(), date))?);
        reason.truncate(at);
        reason.truncate(reason.trim_end().len());
    }
    if !reason.chars().any(char::is_alphabetic) {
        return Err(ExceptionFault::NoReason(range));
    }
    Ok(Exception { scope: range.clone(), range, rules, reason, until })
}

/// The lines around an exception to the next empty ones, with those after it where it stands alone.
fn scope(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text[..range.start]
        .rmatch_indices('\n')
        .find(|(at, _)| is_empty_line(text, at + 1))
        .map_or(0, |(at, _)| at + 1);
    let start = range.start.min(start + text[start..].len() - text[start..].trim_start().len());
    let mut end = block_end(text, range.end);
    if is_comments_alone(&text[start..end]) {
        let next = end + text[end..].len() - text[end..].trim_start().len();
        end = block_end(text, next);
    }
    start..end
}

fn is_empty_line(text: &str, at: usize) -> bool {
    text[at..].lines().next().is_none_or(|line| line.trim().is_empty())
}

fn block_end(text: &str, from: usize) -> usize {
    text[from..]
        .match_indices('\n')
        .find(|(at, _)| is_empty_line(text, from + at + 1))
        .map_or(text.len(), |(at, _)| from + at + 1)
}

fn is_comments_alone(mut text: &str) -> bool {
    loop {
        text = text.trim_start_matches(['>', ' ', '\t', '\n', '\r']);
        if text.is_empty() {
            return true;
        }
        let Some(end) = text.starts_with("<!--").then(|| text.find("-->")).flatten() else { return false };
        text = &text[end + 3..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scopes(text: &str) -> Vec<&str> {
        exceptions(text, 0).0.into_iter().map(|exception| &text[exception.scope]).collect()
    }

    #[test]
    fn an_exception_holds_for_its_paragraph_or_for_the_next_one() {
        assert_eq!(
            scopes("One.\n\nTwo <!-- allow privacy-name: a flower --> here.\nMore.\n\nThree."),
            ["Two <!-- allow privacy-name: a flower --> here.\nMore.\n"]
        );
        let alone = "<!-- allow privacy-name: a flower -->\n\nTwo.\n";
        assert_eq!(scopes(&format!("One.\n\n{alone}\nThree.")), [alone]);
    }

    #[test]
    fn a_comment_without_a_word_is_no_exception_and_hides_none() {
        for empty in ["<!-->", "<!--->", "<!---->"] {
            let text = format!("{empty} allow privacy-name: no\n\nTwo. <!-- allow privacy-name: a flower -->\n");
            assert_eq!(scopes(&text), ["Two. <!-- allow privacy-name: a flower -->\n"], "{empty}");
        }
        assert_eq!(exceptions("allow privacy- <!-->", 0), (Vec::new(), Vec::new()));
    }

    #[test]
    fn an_exception_has_rules_a_reason_and_perhaps_an_end() {
        let (all, faults) = exceptions("<!-- allow privacy-name, privacy-date: why (until 2027-01-31) -->", 0);
        assert!(faults.is_empty());
        assert_eq!((all[0].rules.as_slice(), all[0].reason.as_str()), ([Rule::Name, Rule::Date].as_slice(), "why"));
        assert_eq!(all[0].until.map(|date| date.to_string()).as_deref(), Some("2027-01-31"));
        for (text, is_meant) in [
            (
                "<!-- allow privacy-nmae: why -->",
                (|fault| matches!(fault, ExceptionFault::UnknownRule(_, name) if name == "privacy-nmae"))
                    as fn(&ExceptionFault) -> bool,
            ),
            ("<!-- allow privacy-name -->", |fault| matches!(fault, ExceptionFault::NoReason(_))),
            ("<!-- allow privacy-name: -->", |fault| matches!(fault, ExceptionFault::NoReason(_))),
            ("<!-- allow privacy-name: why (until May) -->", |fault| matches!(fault, ExceptionFault::BadDate(..))),
        ] {
            let (all, faults) = exceptions(text, 0);
            assert!(all.is_empty() && faults.len() == 1 && is_meant(&faults[0]), "{text}: {faults:?}");
        }
        assert!(exceptions("<!-- allow me -->\n<!-- unclosed", 0).0.is_empty());
    }
}
