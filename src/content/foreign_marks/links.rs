//! Links and pictures that Markdown does not take for any.

use memchr::memrchr2;

use crate::input::roles::page_stem;
use crate::source::text::is_escaped;

use super::LONGEST;

/// A link that Markdown does not take for one: mostly its address has a space in it. `near` begins with `](`.
pub(super) fn link(source: &str, at: usize, near: &str) -> Option<(usize, String, String)> {
    let from = at.saturating_sub(LONGEST);
    let open = from + memrchr2(b'[', b'\n', &source.as_bytes()[from..at])?;
    let words = source.get(open..at).filter(|words| words.starts_with('['))?;
    let end = near.find(')')?;
    let address = near[2..end].trim();
    if address.is_empty()
        || !address.contains(char::is_whitespace)
        || address.contains(['"', '\'']) && !address.contains('.')
    {
        return None;
    }
    let written = format!("{words}{}", &near[..=end]);
    if let Some((file, size)) = address.split_once(" =").filter(|_| source[..open].ends_with('!')) {
        let width = size.split(['x', 'X']).next().filter(|width| !width.is_empty()).unwrap_or("300");
        let message = format!("`!{written}` is no picture, because its address has a size in it");
        return Some((at + end + 1, message, format!("write `!{words}]({file}){{width={width}}}`")));
    }
    let message = format!("`{written}` is no link, because its address has a space in it");
    let help = format!("put the address between angle brackets: `{words}](<{address}>)`");
    Some((at + end + 1, message, help))
}

/// Words in brackets right before `at`, on the same line, with the opening bracket.
fn words_before(source: &str, at: usize) -> Option<&str> {
    let from = at.saturating_sub(LONGEST);
    let open = from + memrchr2(b'[', b'\n', &source.as_bytes()[from..at])?;
    source.get(open..at).filter(|words| words.len() > 1 && words.starts_with('['))
}

/// A link with a space before its address.
pub(super) fn link_apart(source: &str, at: usize, near: &str) -> Option<(usize, String, String)> {
    let words = words_before(source, at)?;
    let end = near.find(')')?;
    let address = &near[3..end];
    let is_address =
        ["#", "./", "../", "https://", "http://", "mailto:"].iter().any(|begin| address.starts_with(begin))
            || address.split('#').next().is_some_and(|file| page_stem(file).is_some());
    if !is_address || address.contains(char::is_whitespace) {
        return None;
    }
    let message = format!("`{words}] ({address})` is no link, because a space stands before its address");
    Some((at + end + 1, message, format!("write `{words}]({address})`")))
}

/// A link or a picture by a label that nothing defines.
pub(super) fn link_by_label(source: &str, at: usize, near: &str) -> Option<(usize, String, String)> {
    let words = words_before(source, at)?;
    let end = 2 + near[2..].find(']')?;
    let label = &near[2..end];
    let before = source[..at - words.len()].chars().next_back();
    // What is counted or called by letters, notes and citations.
    if label.contains(['[', '^', '@', '(', '`'])
        || words[1..].starts_with(['^', '@', '`', ' '])
        || before.is_some_and(|before| before.is_alphanumeric() || before == ']')
        || is_escaped(source, at - words.len())
        || label.len() < 2 && !label.is_empty()
    {
        return None;
    }
    let name = if label.is_empty() { &words[1..] } else { label };
    let message = format!("`{words}][{label}]` is no link, because nothing says where `{name}` leads");
    Some((at + end + 1, message, format!("write `{words}](page.md)`, or a line `[{name}]: page.md`")))
}
