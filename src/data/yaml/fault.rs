//! The parser's errors in words that say what to do.

use std::ops::Range;

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

/// Brackets within brackets, counted without regard to quotation marks, up to which `serde_yaml` is asked what is wrong:
/// its time grows with their square.
const DEEPEST_BRACKETS: usize = 1024;

/// Refuses characters that YAML forbids, at their place.
pub(super) fn unreadable(yaml: &str) -> Result<(), Fault> {
    let is_odd = |character: char| {
        (character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{85}'))
            || matches!(character, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    match yaml.char_indices().find(|(_, character)| is_odd(*character)) {
        Some((at, odd)) => {
            let message = format!("the character U+{:04X} cannot stand here", u32::from(odd));
            let range = at..at + odd.len_utf8();
            Err(Fault { message, help: "delete it; it cannot be seen in most editors".to_owned(), range })
        }
        None => Ok(()),
    }
}

/// More lists or tables within each other than are read.
pub(super) fn too_deep(range: Range<usize>) -> Fault {
    let message = "lists or keys are nested too deeply here".to_owned();
    Fault { message, help: "three levels are the most that any key needs".to_owned(), range }
}

/// A list or a table before a `:`.
pub(super) fn key(range: Range<usize>) -> Fault {
    let message = "a list or a table cannot be a key".to_owned();
    Fault { message, help: "write a word before the `:`".to_owned(), range }
}

/// A tag with its place.
pub(super) fn tag((tag, range): (&str, Range<usize>)) -> Fault {
    Fault { message: format!("the tag `{tag}` has no meaning here"), help: "remove the tag".to_owned(), range }
}

/// Aliases that stand for more than a person would write.
pub(super) fn expansion(range: Range<usize>) -> Fault {
    Fault { message: EXPANSION.to_owned(), help: WRITE_OUT.to_owned(), range }
}

/// An alias inside the value that it stands for.
pub(super) fn alias_inside(range: Range<usize>) -> Fault {
    let message = "an alias is inside the value that it stands for".to_owned();
    Fault { message, help: WRITE_OUT.to_owned(), range }
}

/// The line at which a second document begins.
pub(super) fn second_document(range: Range<usize>) -> Fault {
    let (message, help) = in_words(SECOND, "", None);
    Fault { message, help: help.to_owned(), range }
}

/// A value that the two parsers take for different things.
pub(super) fn ambiguous(range: Range<usize>) -> Fault {
    let message = "programs differ on what this YAML means".to_owned();
    Fault { message, help: "write it in a simpler way, with text in quotation marks".to_owned(), range }
}

/// What the parser of places found at a byte. `serde_yaml` mostly finds the same, and its words are known here.
pub(super) fn grammar(yaml: &str, words: &str, at: usize) -> Fault {
    let mut depth = 0_usize;
    let deepest = yaml.bytes().map(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth
    });
    let is_quick = deepest.max().unwrap_or(0) <= DEEPEST_BRACKETS;
    let known = is_quick.then(|| serde_yaml::from_str::<serde::de::IgnoredAny>(yaml).err()).flatten();
    known.map_or_else(|| described(yaml, words, Some(at)), |error| of_reader(yaml, &error))
}

/// What `serde_yaml` says is wrong.
pub(super) fn of_reader(yaml: &str, error: &serde_yaml::Error) -> Fault {
    described(yaml, &error.to_string(), error.location().map(|location| location.index()))
}

/// A parser's words, and the place it named, as a fault.
fn described(yaml: &str, words: &str, at: Option<usize>) -> Fault {
    let problem = problem(words);
    if problem.contains("recursion limit") {
        return too_deep(one_character(yaml, at.unwrap_or(0)));
    }
    if let Some(fault) = at.and_then(|at| misread(problem, yaml, at)) {
        return fault;
    }
    let (message, help) = in_words(problem, yaml, at);
    let range = match (at, opening(yaml, words)) {
        (_, Some(quote)) => quote..quote + 1,
        (Some(at), None) => one_character(yaml, at),
        (None, None) => 0..yaml.len(),
    };
    Fault { message, help: help.to_owned(), range }
}

/// Quotation marks that word processors write, and that YAML takes for letters.
const CURLY: [char; 8] = ['“', '”', '„', '«', '»', '‘', '’', '‚'];

/// What was probably meant by a line that YAML cannot read: a key that is indented too deep, or curly quotation marks.
fn misread(problem: &str, yaml: &str, at: usize) -> Option<Fault> {
    let is_about_keys = ["mapping values", "did not find expected key", "could not find expected ':'"]
        .iter()
        .any(|known| problem.starts_with(known));
    if !is_about_keys || !yaml.is_char_boundary(at.min(yaml.len())) {
        return None;
    }
    let start = yaml[..at.min(yaml.len())].rfind('\n').map_or(0, |end| end + 1);
    let line = yaml[start..].lines().next().unwrap_or_default();
    if let Some(quote) = value_of(line).and_then(|value| value.chars().next()).filter(|first| CURLY.contains(first)) {
        let at = start + line.find(quote)?;
        let message = format!("`{quote}` is a letter to YAML, and no quotation mark");
        let help = "write straight quotation marks: `\"` at both ends".to_owned();
        return Some(Fault { message, help, range: at..at + quote.len_utf8() });
    }
    let mut blanks = line.char_indices().take_while(|(_, character)| character.is_whitespace());
    if let Some((place, odd)) = blanks.find(|(_, character)| !matches!(character, ' ' | '\t')) {
        let message =
            format!("the line begins with the character U+{:04X}, which YAML takes for a letter", u32::from(odd));
        let range = start + place..start + place + odd.len_utf8();
        return Some(Fault { message, help: "begin the line with ordinary spaces".to_owned(), range });
    }
    let indent = line.len() - line.trim_start_matches(' ').len();
    let above = yaml[..start].lines().rev().find(|line| !line.trim().is_empty())?;
    let above_indent = above.len() - above.trim_start_matches(' ').len();
    let key = line[indent..].split(':').next().filter(|key| is_key(key))?;
    if indent <= above_indent || value_of(above).is_none_or(str::is_empty) {
        return None;
    }
    let message = format!("the key `{key}` is indented deeper than the line above it");
    let other = above.trim_start().split(':').next().unwrap_or_default();
    let help = format!("begin it in the same column as `{other}`");
    Some(Fault { message, help, range: start + indent..start + indent + key.len() })
}

fn is_key(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-'))
}

/// What stands behind the key of a line.
fn value_of(line: &str) -> Option<&str> {
    let (key, value) = line.trim_start().trim_start_matches("- ").split_once(':')?;
    is_key(key).then(|| value.trim())
}

const SECOND: &str = "deserializing from YAML containing more than one document is not supported";
const EXPANSION: &str = "the aliases here stand for more than Attune reads";
const WRITE_OUT: &str = "write out what each `*alias` stands for";

/// The first sentence of the parser's message, without places.
pub(super) fn problem(words: &str) -> &str {
    let ends = [" at line ", " at position ", ", while "].iter().filter_map(|end| words.find(end));
    &words[..ends.min().unwrap_or(words.len())]
}

fn in_words(problem: &str, yaml: &str, at: Option<usize>) -> (String, &'static str) {
    const QUOTE: &str = "put the text in quotation marks";
    const INDENT: &str = "indent keys of one level alike; put a text that holds quotation marks in the other kind";
    let character = at.and_then(|at| yaml.get(at..)).and_then(|rest| rest.chars().next());
    let before = at.and_then(|at| yaml.get(..at)).unwrap_or_default();
    match problem {
        "mapping values are not allowed in this context" if above(before).is_some_and(lacks_space) => {
            ("the line above has no space behind its `:`".to_owned(), "write `key: value`")
        }
        "mapping values are not allowed in this context" => {
            ("a `: ` stands here inside a value".to_owned(), "put a text that holds `: ` in quotation marks")
        }
        "found character that cannot start any token" => match character {
            Some('\t') => ("a tab stands here where spaces should".to_owned(), "indent with spaces"),
            Some(other) => (format!("a text without quotation marks cannot begin with `{other}`"), QUOTE),
            None => (problem.to_owned(), QUOTE),
        },
        tab if tab.contains("tab character") => {
            ("a tab stands here where spaces should".to_owned(), "indent with spaces")
        }
        "found unexpected end of stream" => ("a quotation mark is not closed".to_owned(), "close it"),
        "found unexpected document indicator" => ("a text in quotation marks holds a line `---`".to_owned(), INDENT),
        "did not find expected key" => match before.rsplit('\n').next().and_then(|line| line.split_once(": ")) {
            Some((_, value)) if value.trim_start().starts_with(['"', '\'']) => (
                "something stands behind the closing quotation mark".to_owned(),
                "put the whole text in the other kind of quotation marks",
            ),
            Some((_, value)) if value.trim_start().starts_with('[') => {
                ("a text without quotation marks cannot begin with `[`".to_owned(), QUOTE)
            }
            _ => ("a key was expected here".to_owned(), INDENT),
        },
        "could not find expected ':'" => ("a `:` was expected after a key".to_owned(), "write `key: value`"),
        "did not find expected ',' or ']'" | "did not find expected ',' or '}'" if ends_in_comment(before) => (
            "` #` begins a comment inside the brackets, which are not closed therefore".to_owned(),
            "put each text that holds ` #` in quotation marks",
        ),
        "did not find expected ',' or ']'" => ("a `,` or `]` was expected here".to_owned(), QUOTE),
        "did not find expected ',' or '}'" => ("a `,` or `}` was expected here".to_owned(), QUOTE),
        "did not find expected '-' indicator" => {
            no_item(at.and_then(|at| yaml.get(at..)).map(key_of).unwrap_or_default())
        }
        "did not find expected comment or line break" => {
            ("a text without quotation marks cannot begin with `>` or `|`".to_owned(), QUOTE)
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
        SECOND => ("a second document begins here".to_owned(), "remove the line `---` or `...`"),
        other => (format!("this is not YAML: {other}"), "compare with the example in the author's guide"),
    }
}

/// What is said where an item of a list was expected and perhaps a key stands.
fn no_item(key: &str) -> (String, &'static str) {
    if is_key(key) {
        let message = format!("the key `{key}` is not indented as the item is that it belongs to");
        return (message, "begin it in the column of the first key behind `- `");
    }
    ("an item with `- ` was expected here".to_owned(), "indent the items of one list alike")
}

/// What stands before the colon of a text's first line.
fn key_of(text: &str) -> &str {
    text.lines().next().and_then(|line| line.split_once(':')).map_or("", |(key, _)| key)
}

/// Whether the last line with words of a text has a comment behind an opening bracket.
fn ends_in_comment(before: &str) -> bool {
    let last = before.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    last.rfind(['[', '{']).is_some_and(|open| last[open..].contains(" #"))
}

/// The last line of a text before the one that it ends in.
fn above(before: &str) -> Option<&str> {
    before.rsplit_once('\n').and_then(|(above, _)| above.rsplit('\n').next())
}

/// Whether a line is a key and a value without the space between, which is a text to YAML.
pub(in crate::data) fn lacks_space(line: &str) -> bool {
    let Some((key, value)) = line.trim().split_once(':') else { return false };
    let is_key = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-');
    !key.is_empty() && key.chars().all(is_key) && !value.is_empty() && !value.starts_with([' ', '/', ':'])
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

/// The character at `at`, or nothing at the end of a line or of the text.
fn one_character(yaml: &str, at: usize) -> Range<usize> {
    let mut start = at.min(yaml.len());
    while !yaml.is_char_boundary(start) {
        start -= 1;
    }
    let width = yaml[start..].chars().next().filter(|next| !matches!(next, '\n' | '\r')).map_or(0, char::len_utf8);
    start..start + width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_that_are_no_spaces_are_named_at_their_place() {
        for (blank, code) in [('\u{a0}', "U+00A0"), ('\u{2003}', "U+2003"), ('\u{3000}', "U+3000")] {
            let yaml = format!("term: A\n  {blank}note: b\n");
            let fault = misread("mapping values are not allowed in this context", &yaml, 16).expect("it is known");
            assert!(fault.message.contains(code), "{}", fault.message);
            assert_eq!(&yaml[fault.range], blank.to_string());
        }
    }

    #[test]
    fn a_key_that_is_too_deep_is_named_at_its_place() {
        let yaml = "term: A\n   note: b\n";
        let fault = misread("mapping values are not allowed in this context", yaml, 15).expect("it is known");
        assert_eq!((fault.message.contains("deeper"), &yaml[fault.range]), (true, "note"));
    }
}
