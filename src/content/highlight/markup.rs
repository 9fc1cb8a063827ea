//! Tags with their attributes, comments and characters by name, as HTML and XML have them.

use crate::source::html::comment;

use super::{Found, Sort};

/// Reads markup.
pub(super) fn read(code: &str, found: &mut Found<'_>) {
    let mut at = 0;
    while let Some(open) = code[at..].find(['<', '&']).map(|offset| at + offset) {
        let rest = &code[open..];
        if let Some((_, length)) = comment(rest) {
            at = open + length;
            found.add(Sort::Comment, open, at);
        } else if let Some(inside) = rest.strip_prefix('&') {
            let length = inside
                .find(|character: char| !character.is_ascii_alphanumeric() && character != '#')
                .map_or(rest.len(), |end| 1 + end);
            let is_entity = length > 1 && rest[length..].starts_with(';');
            at = open + length + usize::from(is_entity);
            found.add(if is_entity { Sort::Number } else { Sort::Plain }, open, at);
        } else {
            at = tag(code, open, found);
        }
    }
}

/// Reads a tag, and returns where it ends.
fn tag(code: &str, open: usize, found: &mut Found<'_>) -> usize {
    let mut at = open + 1 + code[open + 1..].len() - code[open + 1..].trim_start_matches(['/', '!', '?']).len();
    let name = name_length(&code[at..]);
    if name == 0 {
        found.plain_to(at);
        return at;
    }
    found.add(Sort::Tag, at, at + name);
    at += name;
    while let Some(first) = code[at..].chars().next() {
        let rest = &code[at..];
        match first {
            '>' | '<' => break,
            '"' | '\'' => {
                let length = rest[1..].find(first).map_or(rest.len(), |end| end + 2);
                found.add(Sort::Text, at, at + length);
                at += length;
            }
            _ => {
                let length = name_length(rest);
                found.add(if length > 0 { Sort::Key } else { Sort::Plain }, at, at + length);
                at += length.max(first.len_utf8());
            }
        }
    }
    found.plain_to(at);
    at
}

fn name_length(rest: &str) -> usize {
    rest.find(|character: char| !character.is_alphanumeric() && !matches!(character, '-' | '_' | ':' | '.'))
        .unwrap_or(rest.len())
}
