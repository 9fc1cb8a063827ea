//! Attributes in braces: `{#id key=value key="some words" flag}`, as on containers and on turns of a dialogue.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::source::text::printable;

/// Attributes as written, with byte ranges into the text they were read from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Attributes {
    /// `#id`.
    pub(crate) id: Option<(String, Range<usize>)>,
    /// `.name`, which only a container's opening line may have.
    pub(crate) class: Option<(String, Range<usize>)>,
    /// `key=value` in the order written; a bare word has no value.
    pub(crate) pairs: Vec<Pair>,
}

/// One `key=value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) key: String,
    /// The value without quotes; `None` for a bare word.
    pub(crate) value: Option<String>,
    /// Where the whole pair stands.
    pub(crate) range: Range<usize>,
}

/// What cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// In lower case.
    pub(crate) message: String,
    pub(crate) range: Range<usize>,
    /// What to put in where to fix it, by rising offset; nothing where that is not plain to see.
    pub(crate) fix: Vec<(usize, &'static str)>,
    /// What to write, where that is known better than how attributes look in general.
    pub(crate) help: Option<String>,
}

impl Fault {
    /// A fault that only the author can fix.
    pub(crate) fn new(message: impl Into<String>, range: Range<usize>) -> Self {
        Self { message: message.into(), range, fix: Vec::new(), help: None }
    }
}

/// Reads what stands between the braces; `text[range]` is without them.
pub(crate) fn parse(text: &str, range: Range<usize>) -> Result<Attributes, Fault> {
    let attributes = parse_opening(text, range)?;
    match attributes.class {
        Some((class, place)) => Err(Fault::new(format!("`.{class}` is not an attribute"), place)),
        None => Ok(attributes),
    }
}

/// The same for the opening line of a container, whose name may stand here as a class: `{.note #id}`.
pub(crate) fn parse_opening(text: &str, range: Range<usize>) -> Result<Attributes, Fault> {
    curly_quotes(text, &range)?;
    let mut attributes = Attributes::default();
    let mut at = range.start;
    while let Some(start) = next_word(text, at, range.end) {
        let end = word_end(text, start, range.end)?;
        let word = &text[start..end];
        if word.ends_with([',', ';']) {
            return Err(Fault::new(
                format!("`{word}` ends with a sign: attributes are parted by spaces alone"),
                start..end,
            ));
        }
        if let Some(id) = word.strip_prefix('#') {
            check_id(id, start..end)?;
            if attributes.id.is_some() {
                return Err(Fault::new("two ids on one container", start..end));
            }
            attributes.id = Some((id.to_owned(), start..end));
        } else if let Some(class) = word.strip_prefix('.') {
            if attributes.class.is_some() {
                return Err(Fault::new("two names of one container", start..end));
            }
            attributes.class = Some((class.to_owned(), start..end));
        } else {
            attributes.pairs.push(pair(word, start..end)?);
        }
        at = end;
    }
    Ok(attributes)
}

/// Quotation marks as word processors write them hold no words together: those that stand where a value begins.
fn curly_quotes(text: &str, range: &Range<usize>) -> Result<(), Fault> {
    const CURLY: [&str; 7] = ["“", "”", "„", "«", "‘", "’", "‚"];
    let inner = &text[range.clone()];
    if inner.is_ascii() {
        return Ok(());
    }
    let begins =
        |(at, _): &(usize, &str)| inner[at + 1..].starts_with(|next| CURLY.iter().any(|curly| curly.starts_with(next)));
    let Some((at, _)) = inner.match_indices('=').find(begins) else { return Ok(()) };
    let start = range.start + at + 1;
    let quote = text[start..].chars().next().unwrap_or_default();
    let message = format!("`{quote}` is no quotation mark here: write straight ones, `\"`");
    let end = text[start..range.end].find(char::is_whitespace).map_or(range.end, |length| start + length);
    Err(Fault::new(message, start..end))
}

fn next_word(text: &str, at: usize, end: usize) -> Option<usize> {
    text[at..end].find(|character: char| !character.is_whitespace()).map(|offset| at + offset)
}

/// The end of a word: white space outside quotes, or the end of the text.
fn word_end(text: &str, start: usize, end: usize) -> Result<usize, Fault> {
    let (mut quote, mut is_escaped) = (None, false);
    for (offset, character) in text[start..end].char_indices() {
        match quote {
            Some(_) if std::mem::take(&mut is_escaped) => {}
            Some(_) if character == '\\' => is_escaped = true,
            Some(open) if character == open => quote = None,
            None if character == '"' || character == '\'' => quote = Some(character),
            None if character.is_whitespace() => return Ok(start + offset),
            _ => {}
        }
    }
    match quote {
        Some(open) => Err(Fault::new(format!("a quotation mark `{open}` is not closed"), start..end)),
        None => Ok(end),
    }
}

fn pair(word: &str, range: Range<usize>) -> Result<Pair, Fault> {
    let (key, value) = match word.split_once('=') {
        Some((key, value)) => (key, Some(unescaped(unquote(value)))),
        None => (word, None),
    };
    let well_formed = key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.chars().all(|character| character.is_ascii_alphanumeric() || character == '-' || character == '_');
    if !well_formed {
        return Err(Fault::new(format!("`{word}` is not an attribute"), range));
    }
    if let (true, Some(id)) = (key == "id", &value) {
        return Err(Fault::new(format!("an id is written with its sign: `#{id}`"), range));
    }
    if value.as_ref().is_some_and(|value| value.contains("<!--")) {
        let help = "attributes hold no comments: write it on a line of its own";
        let message = format!("the comment in `{key}` would be printed as it is written");
        return Err(Fault { help: Some(help.to_owned()), ..Fault::new(message, range) });
    }
    Ok(Pair { key: key.to_owned(), value: value.map(|value| printable(&value).into_owned()), range })
}

fn unquote(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inner;
        }
    }
    value
}

/// A value in which a backslash stands before quotation marks.
fn unescaped(value: &str) -> Cow<'_, str> {
    if value.contains('\\') { value.replace("\\\"", "\"").replace("\\'", "'").into() } else { value.into() }
}

fn check_id(id: &str, range: Range<usize>) -> Result<(), Fault> {
    let allowed = |character: char| {
        character.is_alphanumeric() || is_combining_mark(character) || matches!(character, '-' | '_' | '.')
    };
    if !id.is_empty() && id.chars().all(allowed) {
        return Ok(());
    }
    Err(Fault::new(format!("`#{id}` is not an id: only letters, digits, `-`, `_` and `.` can be in one"), range))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Attributes, Fault> {
        parse(text, 0..text.len())
    }

    #[test]
    fn an_id_pairs_quotes_and_flags_are_read() {
        let attributes = read(r#"#one points=2 title="two words" confidence"#).expect("well formed");
        assert_eq!(attributes.id, Some(("one".to_owned(), 0..4)));
        let pairs: Vec<_> = attributes.pairs.iter().map(|pair| (pair.key.as_str(), pair.value.as_deref())).collect();
        assert_eq!(pairs, [("points", Some("2")), ("title", Some("two words")), ("confidence", None)]);
    }

    #[test]
    fn a_backslash_keeps_a_quotation_mark_in_a_value() {
        let attributes = read(r#"title="say \"a b\" now" flag"#).expect("well formed");
        let pairs: Vec<_> = attributes.pairs.iter().map(|pair| (pair.key.as_str(), pair.value.as_deref())).collect();
        assert_eq!(pairs, [("title", Some("say \"a b\" now")), ("flag", None)]);
    }

    #[test]
    fn an_id_can_be_a_word_of_any_script() {
        for id in ["\u{e17}\u{e35}\u{e48}", "\u{928}\u{92e}\u{938}\u{94d}\u{924}\u{947}", "été", "日本"] {
            assert!(read(&format!("#{id}")).is_ok(), "{id}");
        }
    }

    #[test]
    fn what_cannot_be_read_has_a_place() {
        assert_eq!(read("points=2 title=\"open").expect_err("unclosed").range, 9..20);
        assert_eq!(read("#a b/c").expect_err("no key").range, 3..6);
        assert_eq!(read("#").expect_err("no id").range, 0..1);
        assert_eq!(read("#a #b").expect_err("two ids").range, 3..5);
    }
}
