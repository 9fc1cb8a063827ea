//! The parser's errors in words that help to mend them.

use std::ops::Range;

use super::shape::Refusal;

/// Why a text is not YAML as we read it.
#[derive(Debug)]
pub(super) struct Fault {
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) help: String,
    /// Where, in the YAML text.
    pub(super) range: Range<usize>,
}

/// Brackets within brackets, counted without regard to quotation marks. The parser's time grows with the square of
/// them, so that it must not see many; that nesting ends at 128 levels it says only afterwards.
const DEEPEST: usize = 1024;

/// Refuses at once what the parser would refuse without a place, or only after a long time.
pub(super) fn unreadable(yaml: &str) -> Result<(), Fault> {
    let mut depth = 0_usize;
    for (at, character) in yaml.char_indices() {
        match character {
            '\t' | '\n' | '\r' | '\u{85}' => {}
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ if character.is_control() || matches!(character, '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                let message = format!("the character U+{:04X} cannot stand here", u32::from(character));
                let range = at..at + character.len_utf8();
                return Err(Fault { message, help: "delete it; it cannot be seen in most editors".to_owned(), range });
            }
            _ => {}
        }
        if depth > DEEPEST {
            return Err(too_deep(at..at + 1));
        }
    }
    Ok(())
}

fn too_deep(range: Range<usize>) -> Fault {
    let message = "lists or keys are nested too deeply here".to_owned();
    Fault { message, help: "three levels are the most that any key needs".to_owned(), range }
}

/// The parser's words, and the place it named, as a fault.
pub(super) fn fault(yaml: &str, words: &str, at: Option<usize>, refusal: Option<&Refusal>) -> Fault {
    let problem = problem(words);
    if problem.contains("recursion limit") {
        return too_deep(one_character(yaml, at.unwrap_or(0)));
    }
    let (message, help) = match refusal {
        Some(Refusal::Tag(tag)) => (format!("the tag `!{tag}` has no meaning here"), "remove the tag"),
        Some(Refusal::TooMuch) => (EXPANSION.to_owned(), WRITE_OUT),
        Some(Refusal::Key) if !is_syntax(problem) => {
            ("a list or a table cannot be a key".to_owned(), "write a word before the `:`")
        }
        _ => in_words(problem, yaml, at),
    };
    let range = match (at, opening(yaml, words)) {
        (_, Some(quote)) => quote..quote + 1,
        (Some(at), None) => one_character(yaml, at),
        (None, None) if problem.contains("more than one document") => second_document(yaml),
        (None, None) => 0..yaml.len(),
    };
    Fault { message, help: help.to_owned(), range }
}

const EXPANSION: &str = "the aliases here stand for more than Attune reads";
const WRITE_OUT: &str = "write out what each `*alias` stands for";

/// The first sentence of the parser's message, without places.
pub(super) fn problem(words: &str) -> &str {
    let ends = [" at line ", " at position ", ", while "].iter().filter_map(|end| words.find(end));
    &words[..ends.min().unwrap_or(words.len())]
}

/// Whether these are the words of the parser's grammar rather than of its reading of types.
fn is_syntax(problem: &str) -> bool {
    !problem.contains("invalid type")
}

fn in_words(problem: &str, yaml: &str, at: Option<usize>) -> (String, &'static str) {
    const QUOTE: &str = "put the text in quotation marks";
    const INDENT: &str = "indent keys of one level alike; put a text that holds quotation marks in the other kind";
    let character = at.and_then(|at| yaml.get(at..)).and_then(|rest| rest.chars().next());
    match problem {
        "mapping values are not allowed in this context" => {
            ("a `: ` stands here inside a value".to_owned(), "put a text that holds `: ` in quotation marks")
        }
        "found character that cannot start any token" => match character {
            Some('\t') => ("a tab stands here where spaces should".to_owned(), "indent with spaces"),
            Some(other) => (format!("a text without quotation marks cannot begin with `{other}`"), QUOTE),
            None => (problem.to_owned(), QUOTE),
        },
        "found unexpected end of stream" => ("a quotation mark is not closed".to_owned(), "close it"),
        "found unexpected document indicator" => ("a text in quotation marks holds a line `---`".to_owned(), INDENT),
        "did not find expected key" => ("a key was expected here".to_owned(), INDENT),
        "could not find expected ':'" => ("a `:` was expected after a key".to_owned(), "write `key: value`"),
        "did not find expected ',' or ']'" => ("a `,` or `]` was expected here".to_owned(), QUOTE),
        "did not find expected ',' or '}'" => ("a `,` or `}` was expected here".to_owned(), QUOTE),
        "did not find expected '-' indicator" => {
            ("an item with `- ` was expected here".to_owned(), "indent the items of one list alike")
        }
        "block sequence entries are not allowed in this context" => {
            ("a list begins here where a value was expected".to_owned(), "begin the list on the next line")
        }
        "found unknown escape character" => {
            ("this is no escape in double quotation marks".to_owned(), "use single quotation marks, or write `\\\\`")
        }
        "unknown anchor" | "did not find expected alphabetic or numeric character" => {
            ("a text without quotation marks cannot begin with `*` or `&`".to_owned(), QUOTE)
        }
        "repetition limit exceeded" => (EXPANSION.to_owned(), WRITE_OUT),
        "deserializing from YAML containing more than one document is not supported" => {
            ("a second document begins here".to_owned(), "remove the line `---` or `...`")
        }
        other => (format!("this is not YAML: {other}"), "compare with the example in the author's guide"),
    }
}

/// Where a quotation mark opens that is never closed: the parser says so at the end of its message.
fn opening(yaml: &str, words: &str) -> Option<usize> {
    let (_, place) = words.split_once("while scanning a quoted scalar at line ")?;
    let (line, column) = place.split_once(" column ")?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let start: usize = yaml.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let (offset, _) = yaml.get(start..)?.char_indices().nth(column.checked_sub(1)?)?;
    let at = start + offset;
    matches!(yaml.as_bytes().get(at), Some(b'"' | b'\'')).then_some(at)
}

fn second_document(yaml: &str) -> Range<usize> {
    let marker = ["\n---", "\n..."].iter().filter_map(|marker| yaml.rfind(marker)).max();
    marker.map_or(0..yaml.len(), |at| at + 1..at + 4)
}

/// The character at `at`, or nothing at the end of a line or of the text.
fn one_character(yaml: &str, at: usize) -> Range<usize> {
    let mut start = at.min(yaml.len());
    while !yaml.is_char_boundary(start) {
        start -= 1;
    }
    let width = yaml[start..].chars().next().filter(|next| !matches!(next, '\n' | '\r')).map_or(0, char::len_utf8);
    start..start + width
}

/// A text short enough for a message.
pub(super) fn shorten(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= MOST && line.len() == text.trim_end().len() {
        return line.to_owned();
    }
    line.chars().take(MOST).chain(['…']).collect()
}
