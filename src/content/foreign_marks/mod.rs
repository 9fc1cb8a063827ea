//! Marks of other tools that would be printed as they are written: short codes, templates, admonitions, highlights, links that
//! are none. Each is a warning that says what to write here.
//!
//! A page is looked through once for what such marks begin with; only where one is found are the parser's events asked whether it
//! stands in the text, and not in code or in something that Markdown understood.

mod blocks;
mod hidden;
mod links;
mod marks;
mod openings;
mod walks;

use std::ops::Range;

use memchr::memrchr2;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::config::{Values, marks as values_in};
use crate::diagnostic::{Code, Diagnostic};

use super::parse_context::ParseContext;
use blocks::{block, is_beside_table};
use hidden::hidden;
pub(super) use hidden::{INSTEAD_OF_COMMENT, is_hiding_directive};
use links::{link, link_apart, link_by_label};
use marks::{COMMANDS, CONTENTS, End, MARKS, Mark};
use openings::openings;
use walks::Walks;

/// How far the end of a mark is looked for, in bytes.
const LONGEST: usize = 300;

/// What begins the short name of an emoji, or a role. Most colons begin nothing.
const COLON: &str = ":";

/// Reports what other tools' marks stand in the page's text. `events` are those of the whole page, whose body begins at `from`; `values` are the course's.
/// Of what stands in the `broken` formulas something else is said.
pub(super) fn report_foreign_marks(
    page: &mut ParseContext<'_>,
    events: &[(Event<'_>, Range<usize>)],
    (from, values): (usize, &Values),
    broken: &[Range<usize>],
) {
    let source = page.source;
    let mut openings = openings(source, from);
    if !broken.is_empty() {
        openings.retain(|(at, _)| !is_within(broken, *at));
    }
    if openings.is_empty() {
        return;
    }
    let mut openings = openings.into_iter().peekable();
    let (mut in_code, mut reported, mut walks) = (0_usize, from, Walks::default());
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code += 1,
            Event::End(TagEnd::CodeBlock) => in_code -= 1,
            Event::Text(_) if in_code == 0 => {
                while openings.next_if(|(at, _)| *at < range.start).is_some() {}
                while let Some((at, opening)) = openings.next_if(|(at, _)| *at < range.end) {
                    let is_text = at >= reported && !walks.is_escaped(source, at) && !page.marks.hold(at);
                    let found = is_text.then(|| foreign(source, at, opening, (values, &mut walks))).flatten();
                    if let Some(Found { range, upto, message, help, code }) =
                        found.filter(|found| found.range.start >= reported)
                    {
                        reported = upto;
                        let span = page.trimmed(range);
                        page.report(Diagnostic::new(code, span, message).help(help));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether an offset is in one of these places, which are in order.
fn is_within(places: &[Range<usize>], at: usize) -> bool {
    let before = places.partition_point(|place| place.start <= at);
    before > 0 && places[before - 1].end > at
}

/// Reports the mark with which braces begin at the end of a heading, where another tool hides what stands in them.
pub(super) fn report_hidden_in_braces(page: &mut ParseContext<'_>, at: usize) {
    let opening = ["{/*", "{#", "{%", "{>>", "{--"].into_iter().find(|opening| page.source[at..].starts_with(opening));
    let found =
        opening.and_then(|opening| hidden((page.source, at), opening, near(page.source, at), &mut Walks::default()));
    if let Some(Found { range, message, help, code, .. }) = found {
        let span = page.trimmed(range);
        page.report(Diagnostic::new(code, span, message).help(help));
    }
}

/// A mark of another tool: where it stands, what is said of it, and what to write.
struct Found {
    range: Range<usize>,
    /// Where it ends, which may be in another line.
    upto: usize,
    message: String,
    help: String,
    code: Code,
}

impl Found {
    fn new(range: Range<usize>, message: String, help: impl Into<String>) -> Self {
        Self { upto: range.end, range, message, help: help.into(), code: Code::ForeignMark }
    }

    /// A mark that is printed as it is written.
    fn printed(source: &str, range: Range<usize>, (what, help): (&str, &str)) -> Self {
        let written = source[range.clone()].trim_end();
        Self::new(range, format!("`{written}` is {what}, which is printed as it is written"), help)
    }
}

/// The line from an offset on, but no further than a mark may be long: a line may hold thousands of them.
fn near(source: &str, at: usize) -> &str {
    let rest = &source[at..];
    let end = (LONGEST.min(rest.len())..=rest.len()).find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
    let near = &rest[..end];
    &near[..near.find(['\n', '\r']).unwrap_or(near.len())]
}

fn foreign(source: &str, at: usize, opening: &str, (values, walks): (&Values, &mut Walks)) -> Option<Found> {
    let near = near(source, at);
    if let Some(found) = hidden((source, at), opening, near, walks) {
        return Some(found);
    }
    let upto = |close: &str| near[opening.len()..].find(close).map(|end| opening.len() + end + close.len());
    let printed = |length: usize, said: (&str, &str)| Some(Found::printed(source, at..at + length, said));
    let ready = |(end, message, help): (usize, String, String)| Found::new(at..end, message, help);
    match opening {
        // What is wrong with these is said where they are put into the page.
        "{{" if is_own(near, values) => None,
        "{{" => printed(upto("}}")?, ("a short code or a template of another tool", in_place_of(&near[2..]))),
        "](" => link(source, at, near).map(ready),
        "] (" => link_apart(source, at, near).map(ready),
        "][" => link_by_label(source, at, near).map(ready),
        "^" | "~" => raised(at, near, opening).map(ready),
        "\n##" | "\n|" => block(at, opening, near).map(ready),
        "[[" => {
            let length = upto("]]")?;
            let is_contents = near[2..length - 2].trim_matches('_').eq_ignore_ascii_case("toc");
            let wiki = ("a link of a wiki", "write `[words](page.md)`; blanks stand in a `::: question`");
            printed(length, if is_contents { CONTENTS } else { wiki })
        }
        "[!" if source[..at].trim_end_matches(' ').ends_with('>') => {
            let help = "write `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`";
            printed(upto("]")?, ("an alert that there is not", help))
        }
        "[@" => Some(citation(source, at, upto("]")?)),
        "]{" if near[2..].starts_with(['#', '.']) => {
            let help = "write `<span id=\"name\">words</span>` for a place to link to; looks are a matter of the theme";
            printed(upto("}")?, ("a list of attributes of another tool", help))
        }
        // What stands behind a picture is read with it.
        "){" if is_picture(source, at - 1, walks) => None,
        "){" | "{." => attributes(source, at, near),
        "}`" => role(source, at),
        COLON => {
            let length = short_name(source, at)?;
            let is_role = near[length..].starts_with('`');
            printed(
                length,
                if is_role { ROLE } else { ("the short name of an emoji", "write the character itself, such as 🙂") },
            )
        }
        "\nTable: " if is_beside_table(source, at) => {
            let help = "write the table and its caption as text, or a picture in `::: figure`";
            printed(near.len(), ("a caption of another tool", help))
        }
        _ => {
            let is_it = |mark: &&Mark| match opening {
                COMMANDS => mark.opening.starts_with(COMMANDS) && near.starts_with(mark.opening),
                _ => mark.opening == opening,
            };
            let mark = MARKS.iter().find(is_it)?;
            printed(length_of(mark, (source, at), near)?, (mark.what, mark.help))
        }
    }
}

/// Brackets that cite nothing, although a key stands in them.
fn citation(source: &str, at: usize, length: usize) -> Found {
    let message = format!("`{}` is no citation, and is printed as it is written", &source[at..at + length]);
    let help = "write `[@key, p. 12]`: a semicolon stands before a further `@key` alone";
    Found { code: Code::CitationForm, ..Found::new(at..at + length, message, help) }
}

/// A list of attributes in braces: with a class or an id first, or with a value.
fn attributes(source: &str, at: usize, near: &str) -> Option<Found> {
    let length = near.find('}')? + 1;
    let inner = &near[1..length - 1];
    let is_list = inner.chars().all(|sign| sign.is_alphanumeric() || " .-_#=\"'%:".contains(sign));
    let begins = inner.trim_start_matches(['.', '#', ':', ' ']).starts_with(char::is_alphabetic);
    let fits = begins && is_list && inner.starts_with(['.', '#', ':']) || is_list && inner.contains('=');
    let help = "leave it out; looks are a matter of the theme";
    fits.then(|| Found::printed(source, at..at + length, ("a list of attributes of another tool", help)))
}

/// How long a mark is; none where it is no such mark.
fn length_of(mark: &Mark, (source, at): (&str, usize), near: &str) -> Option<usize> {
    let before = source[..at].chars().next_back();
    let opening = mark.opening.trim_start_matches('\n');
    if opening.len() < mark.opening.len() && !before.is_none_or(|before| matches!(before, '\n' | '\r')) {
        return None;
    }
    let is_apart = before.is_none_or(|before| !before.is_alphanumeric());
    let length = match mark.end {
        End::With(close) => opening.len() + near.get(opening.len()..)?.find(close)? + close.len(),
        End::Around(close) => {
            let inner = near[opening.len()..].find(close).filter(|end| *end > 0)?;
            let words = &near[opening.len()..opening.len() + inner];
            let holds = !words.starts_with([' ', '=', '+', '|']) && !words.ends_with(' ');
            (holds && (opening == "==" || is_apart)).then_some(opening.len() + inner + close.len())?
        }
        End::Line => near.len(),
        End::Opening => opening.len(),
    };
    let fits = match opening {
        // A name goes on behind the kind of what is meant.
        "@fig-" | "@tbl-" | "@sec-" | "@eq-" | "@lst-" => {
            let name = near[opening.len()..].find(|sign: char| !sign.is_alphanumeric() && sign != '-');
            return is_apart.then(|| opening.len() + name.unwrap_or(near.len() - opening.len()));
        }
        "@[" => is_apart && near.contains("]("),
        "{#" => near.trim_end().ends_with('}'),
        "*[" => near.contains("]:"),
        ".. " => near[opening.len()..length - 2].chars().all(|sign| sign.is_alphanumeric() || sign == '-'),
        "[TOC]" | "[toc]" => before.is_none_or(|before| before == '\n') && near.trim_end().len() == opening.len(),
        "import " => near.contains(" from '") || near.contains(" from \""),
        "export " => ["const ", "default ", "function "].iter().any(|word| near[opening.len()..].starts_with(word)),
        "\\text" => near[opening.len()..].starts_with(|sign: char| sign.is_ascii_lowercase() || sign == '{'),
        _ => true,
    };
    // Directives and tabs take what stands behind them on their line.
    fits.then_some(if opening == ".. " { near.len() } else { length })
}

/// Whether the closing bracket at an offset ends the address of a picture.
fn is_picture(source: &str, at: usize, walks: &mut Walks) -> bool {
    let words = walks.last_before(source, at, "](").and_then(|end| walks.last_before(source, end, "["));
    words.is_some_and(|open| source[..open].ends_with('!'))
}

/// What a role is, and what to write in its place.
const ROLE: (&str, &str) = ("a role of MyST or Sphinx", "write a link, `[words](page.md)`, or say it in Markdown");

/// A role in braces, `{name}`, behind whose closing brace code stands.
fn role(source: &str, at: usize) -> Option<Found> {
    let from = at.saturating_sub(LONGEST);
    let line = from + memrchr2(b'\n', b'{', &source.as_bytes()[from..at])?;
    let name = source[line..at].strip_prefix('{')?;
    let is_name = name.len() > 1 && name.starts_with(|sign: char| sign.is_ascii_lowercase());
    let holds = is_name && name.chars().all(|sign| sign.is_ascii_lowercase() || matches!(sign, '-' | ':'));
    holds.then(|| Found::printed(source, line..at + 1, ROLE))
}

/// The length of a word between two colons, `:smile:`, that begins at an offset and is no part of a time or a name.
fn short_name(source: &str, at: usize) -> Option<usize> {
    /// The longest names of emoji are shorter.
    const LONGEST_NAME: usize = 40;
    let bytes = source.as_bytes();
    let is_apart =
        at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b':' | b'/' | b'`' | b'"'));
    let inner = &bytes[at + 1..bytes.len().min(at + LONGEST_NAME)];
    let length = inner.iter().position(|byte| !matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'+'))?;
    let name = &inner[..length];
    let is_name = length > 1 && (name.iter().any(u8::is_ascii_lowercase) || matches!(name, b"+1" | b"-1" | b"100"));
    let ends = inner[length] == b':'
        && !inner.get(length + 1).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b':');
    (is_apart && is_name && ends).then_some(length + 2)
}

/// Whether a mark in braces is a value or an include, which is known or not.
fn is_own(mark: &str, values: &Values) -> bool {
    values_in(mark, values).first().is_some_and(|mark| mark.range.start == 0)
}

/// What to write in the place of a short code or a template.
fn in_place_of(inner: &str) -> &'static str {
    match inner.trim_start_matches(['<', '%', ' ']) {
        name if name.starts_with("#quiz") => "write the questions on the page: `::: question`",
        name if name.starts_with("#include") || name.starts_with("include") => {
            "put the text into `content/_shared/NAME.md`, and write `{{include NAME}}` on a line of its own"
        }
        name if name.starts_with("meta") || name.starts_with("var") => {
            "write `name = \"…\"` below `[values]` in site.toml, and `{{value.name}}` here"
        }
        name if name.starts_with("video") || name.starts_with("youtube") => {
            "write `::: video {src=\"…\"}`, the transcript below it, and `:::`"
        }
        name if name.starts_with("figure") || name.starts_with("img") => "write `![what it tells](picture.svg)`",
        _ => "say it in Markdown; for words in double braces put them between backticks",
    }
}

/// A word between two signs that other tools raise or lower.
fn raised(at: usize, near: &str, sign: &str) -> Option<(usize, String, String)> {
    /// Longer ones are no indices.
    const LONGEST: usize = 12;
    let inner = near[1..].split(sign).next().filter(|inner| near.len() > 1 + inner.len())?;
    let holds = !inner.is_empty()
        && inner.len() <= LONGEST
        && inner.chars().all(|sign| sign.is_alphanumeric() || "+-−".contains(sign));
    if !holds || near[inner.len() + 2..].starts_with(sign) {
        return None;
    }
    let element = if sign == "~" { "sub" } else { "sup" };
    let written = &near[..inner.len() + 2];
    let message = format!("`{written}` is an index of another tool, which is printed as it is written");
    Some((at + written.len(), message, format!("write `<{element}>{inner}</{element}>`")))
}

#[cfg(test)]
mod tests;
