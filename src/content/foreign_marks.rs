//! Marks of other tools that would be printed as they are written: short codes, templates, admonitions, highlights, links that
//! are none. Each is a warning that says what to write here.
//!
//! A page is looked through once for what such marks begin with; only where one is found are the parser's events asked whether it
//! stands in the text, and not in code or in something that Markdown understood.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memrchr2;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::config::{Values, marks};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::roles::page_stem;

use super::parse_context::ParseContext;

/// What marks of other tools begin with.
const OPENINGS: [&str; 30] = [
    "{{",
    "{%",
    "{:",
    "{++",
    "{--",
    "{>>",
    "!!! ",
    "??? ",
    "](",
    "] (",
    "][",
    "]{",
    "^[",
    "^",
    "~",
    "[[",
    "[!",
    "[TOC]",
    "[toc]",
    "\n: ",
    "\nTable: ",
    "\n*[",
    "\n{#",
    "\\cite",
    "\\begin{",
    "\\newpage",
    "\\pagebreak",
    "==",
    "\n##",
    "\n|",
];
/// How far the end of a mark is looked for, in bytes.
const LONGEST: usize = 300;

/// Leftmost, since only such a searcher looks at many bytes at once.
static SEARCHER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let searcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(OPENINGS);
    searcher.expect("a few short words are not too many")
});

/// Reports what other tools' marks stand in the page's text. `events` are those of the whole page, whose body begins at `from`; `values` are the course's.
pub(super) fn report_foreign_marks(
    page: &mut ParseContext<'_>,
    events: &[(Event<'_>, Range<usize>)],
    (from, values): (usize, &Values),
) {
    let source = page.source;
    // The line end before the body is that of its first line.
    let begin = from - usize::from(source[..from].ends_with('\n'));
    let found = SEARCHER.find_iter(&source[begin..]).map(|found| {
        let opening = OPENINGS[found.pattern().as_usize()];
        (begin + found.start() + usize::from(opening.starts_with('\n')), opening)
    });
    // Headings and tables there are on every page.
    let found = found.filter(|(at, opening)| match *opening {
        "\n##" => heading_without_space(source[*at..].lines().next().unwrap_or_default()).is_some(),
        "\n|" => is_table_without_rule(source, *at),
        _ => true,
    });
    let mut openings = found.peekable();
    if openings.peek().is_none() {
        return;
    }
    let (mut in_code, mut reported) = (0_usize, from);
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code += 1,
            Event::End(TagEnd::CodeBlock) => in_code -= 1,
            Event::Text(_) if in_code == 0 => {
                while openings.next_if(|(at, _)| *at < range.start).is_some() {}
                while let Some((at, opening)) = openings.next_if(|(at, _)| *at < range.end) {
                    let is_text =
                        at >= reported && !is_escaped(source, at) && page.marks.within(&(at..at + 1)).is_empty();
                    if let Some((end, message, help)) = is_text.then(|| foreign(source, at, opening, values)).flatten()
                    {
                        reported = end;
                        let span = page.trimmed(at..end);
                        page.report(Diagnostic::new(Code::ForeignMark, span, message).help(help));
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_escaped(source: &str, at: usize) -> bool {
    source[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// Where a mark ends, what it is, and what to write.
fn foreign(source: &str, at: usize, opening: &str, values: &Values) -> Option<(usize, String, String)> {
    // No further than a mark may be long: a line may hold thousands of them.
    let rest = &source[at..];
    let near = &rest[..(LONGEST.min(rest.len())..=rest.len()).find(|end| rest.is_char_boundary(*end))?];
    let near = &near[..near.find(['\n', '\r']).unwrap_or(near.len())];
    let begins_line = at == 0 || source.as_bytes()[at - 1] == b'\n';
    let upto = |close: &str| near[opening.len()..].find(close).map(|end| opening.len() + end + close.len());
    let (length, what, help) = match opening {
        // What is wrong with these is said where they are put into the page.
        "{{" if is_own(near, values) => return None,
        "](" => return link(source, at, near),
        "] (" => return link_apart(source, at, near),
        "][" => return link_by_label(source, at, near),
        "^" | "~" => return raised(at, near, opening),
        "{{" => (upto("}}")?, "a short code or a template of another tool", in_place_of(&near[2..])),
        "{%" => (
            upto("%}")?,
            "a template of Jekyll or Liquid",
            "say it in Markdown, or with a container such as `::: note`",
        ),
        "{:" => (
            upto("}")?,
            "a list of attributes of another tool",
            "leave it out; a heading's id is written `## Heading {#id}`",
        ),
        "!!! " | "??? " if begins_line => {
            (near.len(), "an admonition of another tool", "write `::: note` above its text and `:::` below it")
        }
        "^[" => (
            upto("]")?,
            "a footnote of another tool",
            "write `[^name]` here and `[^name]: The note.` on a line of its own",
        ),
        "[[" => (upto("]]")?, "a link of a wiki", "write `[words](page.md)`; blanks stand in a `::: question`"),
        "[!" if source[..at].trim_end_matches(' ').ends_with('>') => (
            upto("]")?,
            "an alert that there is not",
            "write `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`",
        ),
        "\n##" | "\n|" => return block(at, opening, near),
        "\n: " if begins_line => (
            near.len(),
            "a caption of another tool",
            "write the table and its caption as text, or a picture in `::: figure`",
        ),
        "\\cite" => (near.find('}')? + 1, "a citation of LaTeX", "write `[@key]`"),
        "\\begin{" => (near.find('}')? + 1, "an environment of LaTeX", "say it in Markdown"),
        "==" => {
            let inner = near[2..].find("==").filter(|end| *end > 0)?;
            let words = &near[2..2 + inner];
            let holds = !words.starts_with([' ', '=']) && !words.ends_with(' ');
            (holds.then_some(inner + 4)?, "a highlight of another tool", "write `<mark>words</mark>`, or `**words**`")
        }
        _ => further((source, at), opening, near)?,
    };
    let written = near[..length].trim_end();
    Some((at + length, format!("`{written}` is {what}, which is printed as it is written"), help.to_owned()))
}

/// The length of a mark of Pandoc, LaTeX and the like, what it is, and what to write.
fn further((source, at): (&str, usize), opening: &str, near: &str) -> Option<(usize, &'static str, &'static str)> {
    let begins_line = at == 0 || source.as_bytes()[at - 1] == b'\n';
    Some(match opening {
        "{++" | "{--" | "{>>" => {
            (near.find('}')? + 1, "a proposed change in CriticMarkup", "take the change over, or leave it out")
        }
        "]{" if near[2..].starts_with(['#', '.']) => {
            let help = "write `<span id=\"name\">words</span>` for a place to link to; looks are a matter of the theme";
            (near.find('}')? + 1, "a list of attributes of another tool", help)
        }
        "\n{#" if begins_line && near.trim_end().ends_with('}') => (
            near.len(),
            "a list of attributes of another tool",
            "an id stands on the heading, picture or container that it belongs to: `## Heading {#id}`",
        ),
        "\n*[" if begins_line && near.contains("]:") => {
            (near.len(), "an abbreviation of another tool", "put the word into `content/glossary.yaml`")
        }
        "[TOC]" | "[toc]" if begins_line && near.trim_end().len() == 5 => {
            (5, "a list of contents of another tool", "leave it out: every page lists its headings by itself")
        }
        "\\newpage" | "\\pagebreak" => (opening.len(), "a command of LaTeX", "leave it out"),
        "\nTable: " if begins_line && is_beside_table(source, at) => (
            near.len(),
            "a caption of another tool",
            "write the table and its caption as text, or a picture in `::: figure`",
        ),
        _ => return None,
    })
}

/// A heading or a table that Markdown does not take for one.
fn block(at: usize, opening: &str, near: &str) -> Option<(usize, String, String)> {
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
fn heading_without_space(line: &str) -> Option<usize> {
    let level = line.len() - line.trim_start_matches('#').len();
    ((2..=6).contains(&level) && line[level..].starts_with(char::is_alphabetic)).then_some(level)
}

/// Whether two lines at an offset look like the first lines of a table, the second of which should be its rule.
fn is_table_without_rule(source: &str, at: usize) -> bool {
    let is_row = |line: &str| {
        let line = line.trim_end();
        line.len() > 2 && line.starts_with('|') && line.ends_with('|')
    };
    let is_first = !source[..at.saturating_sub(1)].lines().next_back().is_some_and(is_row);
    let mut lines = source[at..].lines();
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let is_rule = second.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'));
    is_first && is_row(first) && is_row(second) && !is_rule
}

/// Whether a mark in braces is a value or an include, which is known or not.
fn is_own(mark: &str, values: &Values) -> bool {
    marks(mark, values).first().is_some_and(|mark| mark.range.start == 0)
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

/// A link that Markdown does not take for one: mostly its address has a space in it. `near` begins with `](`.
fn link(source: &str, at: usize, near: &str) -> Option<(usize, String, String)> {
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
fn link_apart(source: &str, at: usize, near: &str) -> Option<(usize, String, String)> {
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
fn link_by_label(source: &str, at: usize, near: &str) -> Option<(usize, String, String)> {
    let words = words_before(source, at)?;
    let end = 2 + near[2..].find(']')?;
    let label = &near[2..end];
    let before = source[..at - words.len()].chars().next_back();
    // What is counted or called by letters, notes and citations.
    if label.contains(['[', '^', '@', '(', '`'])
        || words[1..].starts_with(['^', '@', '`', ' '])
        || before.is_some_and(|before| before.is_alphanumeric() || matches!(before, ']' | '\\'))
        || label.len() < 2 && !label.is_empty()
    {
        return None;
    }
    let name = if label.is_empty() { &words[1..] } else { label };
    let message = format!("`{words}][{label}]` is no link, because nothing says where `{name}` leads");
    Some((at + end + 1, message, format!("write `{words}](page.md)`, or a line `[{name}]: page.md`")))
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

/// Whether a table ends right above the line at an offset, or begins right below it.
fn is_beside_table(source: &str, at: usize) -> bool {
    let is_row = |line: Option<&str>| line.is_some_and(|line| line.trim_start().starts_with('|'));
    let mut below = source[at..].lines().skip(1).skip_while(|line| line.trim().is_empty());
    let mut above = source[..at].lines().rev().skip_while(|line| line.trim().is_empty());
    is_row(above.next()) || is_row(below.next())
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn marks_of_other_tools_are_found_in_text_alone() {
        for (body, found) in [
            ("{{< video a.mp4 >}}\n", "foreign-mark 1:1 {{< video a.mp4 >}}"),
            ("a {{#quiz b.toml}}\n", "foreign-mark 1:3 {{#quiz b.toml}}"),
            ("{% include a.html %}\n", "foreign-mark 1:1 {% include a.html %}"),
            ("!!! note\n", "foreign-mark 1:1 !!! note"),
            ("a ==b c== d\n", "foreign-mark 1:3 ==b c=="),
            ("a == b and c == d\n", ""),
            ("A^[note].\n", "foreign-mark 1:2 ^[note]"),
            ("See [form](My form.pdf).\n", "foreign-mark 1:10 ](My form.pdf)"),
            ("See [[Page]].\n", "foreign-mark 1:5 [[Page]]"),
            ("| a |\n|---|\n| b |\n\n: caption\n", "foreign-mark 5:1 : caption"),
            ("a\n: b\n", ""),
            ("`{{a}}` \\{{b}} [a](b.md)\n\n```\n{% c %}\n```\n", ""),
            ("{{{{{\n", ""),
            ("> [!INFO]\n> a\n", "foreign-mark 1:3 [!INFO]"),
            ("##Heading\n\na\n", "foreign-mark 1:1 ##Heading"),
            ("a\n\n###Ärger\n", "foreign-mark 3:1 ###Ärger"),
            ("## Heading\n\n#tag\n\n##2\n\n```\n##a\n```\n", ""),
            ("| a | b |\n| 1 | 2 |\n| 3 | 4 |\n", "foreign-mark 1:1 | a | b |"),
            ("H~2~O and x^2^ and ~30 min, ~40 min, a ^ b ^ c\n", "foreign-mark 1:12 ^2^, foreign-mark 1:2 ~2~"),
            ("See [the page] (a.md) and [1] (Smith).\n", "foreign-mark 1:14 ] (a.md)"),
            (
                "See [the page][nowhere], ![it][], a[ii][jj] and [x][y].\n",
                "foreign-mark 1:14 ][nowhere], foreign-mark 1:30 ][]",
            ),
            ("[a][b] [c][] [c]\n\n[b]: <a.md>\n[c]: <b.md>\n", ""),
            ("[TOC]\n\nAs [TOC] says.\n", "foreign-mark 1:1 [TOC]"),
            ("[words]{.big} and set]{a}\n", "foreign-mark 1:7 ]{.big}"),
            ("{#place .wide}\n", "foreign-mark 1:1 {#place .wide}"),
            ("a\n\n*[HTML]: words\n", "foreign-mark 3:1 *[HTML]: words"),
            ("a {++new++} b\n\n\\newpage\n", "foreign-mark 1:3 {++new++}, foreign-mark 3:1 \\newpage"),
            ("Table: here\n\na\n\n| a |\n|---|\n| b |\n\nTable: words\n", "foreign-mark 9:1 Table: words"),
            ("![a](b.png =100x20)\n", "foreign-mark 1:4 ](b.png =100x20)"),
            ("| a | b |\n| - | - |\n| 1 | 2 |\n\n```\n| a |\n| b |\n```\n", ""),
        ] {
            assert_eq!(findings(body).join(", "), found, "{body}");
        }
    }
}
