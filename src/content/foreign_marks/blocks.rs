//! Headings and tables that Markdown does not take for any.

use crate::source::text::is_escaped;

/// A heading or a table that Markdown does not take for one.
pub(super) fn block(at: usize, opening: &str, near: &str) -> Option<(usize, String, String)> {
    let end = at + near.len();
    if opening == "\n|" {
        let help = "write a line `| --- | --- |` below its first line, with as many parts as that one";
        return Some((end, "this is no table, and is printed as it is written".to_owned(), help.to_owned()));
    }
    let (signs, words) = near.split_at(heading_without_space(near)?);
    let message = format!("`{near}` is no heading, and is printed as it is written");
    Some((end, message, format!("put a space behind the signs: `{signs} {words}`")))
}

/// How many signs stand before the words of a heading that lacks the space between.
pub(super) fn heading_without_space(line: &str) -> Option<usize> {
    let level = line.len() - line.trim_start_matches('#').len();
    ((2..=6).contains(&level) && line[level..].starts_with(char::is_alphabetic)).then_some(level)
}

/// Whether two lines at an offset look like the first lines of a table, the second of which should be its rule, with as many parts as
/// the first has (GFM, 4.10).
pub(super) fn is_table_without_rule(source: &str, at: usize) -> bool {
    let is_row = |line: &str| {
        let line = line.trim_end();
        line.len() > 2 && line.starts_with('|') && line.ends_with('|')
    };
    let is_first = !source[..at.saturating_sub(1)].lines().next_back().is_some_and(is_row);
    let mut lines = source[at..].lines();
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let is_rule = second.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'));
    is_first && is_row(first) && is_row(second) && !(is_rule && parts(first) == parts(second))
}

/// How many parts a row between bars has; a bar behind a backslash parts nothing.
fn parts(row: &str) -> usize {
    let bars = row.trim_end().match_indices('|').filter(|(at, _)| !is_escaped(row, *at));
    bars.count().saturating_sub(1)
}

/// Whether a table ends right above the line at an offset, or begins right below it.
pub(super) fn is_beside_table(source: &str, at: usize) -> bool {
    let is_row = |line: Option<&str>| line.is_some_and(|line| line.trim_start().starts_with('|'));
    let mut below = source[at..].lines().skip(1).skip_while(|line| line.trim().is_empty());
    let mut above = source[..at].lines().rev().skip_while(|line| line.trim().is_empty());
    is_row(above.next()) || is_row(below.next())
}
