//! Blocks as Markdown.

use super::super::material::Gap;
use super::super::rich_text::{Block, Inline, Line, Text, flattened};
use super::inline::{Setting, inline};

/// How blocks are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner<'g> {
    /// The gaps of the question around them.
    pub(super) gaps: &'g [Gap],
    /// At the outermost level of a question, where `-` begins options.
    pub(super) in_question: bool,
}

/// Blocks as Markdown, with an empty line between them and without one at the end.
pub(super) fn blocks(text: &[Block], manner: Manner<'_>) -> String {
    let mut written: Vec<String> = Vec::new();
    let mut alternate = false;
    for block in text {
        let is_list = matches!(block, Block::List { .. });
        let markdown = self::block(block, manner, alternate);
        if !markdown.is_empty() {
            written.push(markdown);
            // Two lists behind each other are one, unless their signs differ.
            alternate = is_list && !alternate;
        }
    }
    written.join("\n\n")
}

fn block(block: &Block, manner: Manner<'_>, alternate: bool) -> String {
    let setting = Setting { in_cell: false, is_one_line: false, gaps: manner.gaps };
    match block {
        Block::Paragraph(line) => inline(line, setting),
        Block::Heading(level, line) => {
            let words = inline(line, Setting { is_one_line: true, ..setting });
            let level = usize::from(*level).clamp(2, 6);
            if words.is_empty() { words } else { format!("{} {words}", "#".repeat(level)) }
        }
        Block::List { start, entries } => list(*start, entries, manner, alternate),
        Block::Quotation(inner) => {
            let inner = blocks(inner, Manner { in_question: false, ..manner });
            let quoted = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
            inner.lines().map(quoted).collect::<Vec<_>>().join("\n")
        }
        Block::Code { language, text } => code(language, text),
        Block::Table { head, rows } => table(head, rows, manner.gaps),
        Block::Rule => "---".to_owned(),
    }
}

fn list(start: Option<u64>, entries: &[Text], manner: Manner<'_>, alternate: bool) -> String {
    let inner = Manner { in_question: false, ..manner };
    let written: Vec<String> = entries.iter().map(|entry| blocks(&list_entry(entry), inner)).collect();
    let is_tight = entries
        .iter()
        .all(|entry| entry.len() <= 1 || matches!(entry.as_slice(), [Block::Paragraph(_), Block::List { .. }]));
    let mut out = Vec::new();
    let first = start.unwrap_or(1).min(999_999);
    // Options begin with `-`: a list above them must not be one with theirs.
    let sign = match (manner.in_question, alternate) {
        (false, false) => "-",
        (false, true) | (true, false) => "*",
        (true, true) => "+",
    };
    for (at, entry) in written.iter().filter(|entry| !entry.is_empty()).enumerate() {
        // An ordered list in a question would be steps to put in order.
        let marker = match start {
            Some(_) => format!("{}{} ", first + at as u64, if alternate { ")" } else { "." }),
            None => format!("{sign} "),
        };
        out.push(format!("{marker}{}", indented(entry, marker.len())));
    }
    out.join(if is_tight { "\n" } else { "\n\n" })
}

/// An entry without headings, which would be those of the page; and one that begins with words.
fn list_entry(entry: &[Block]) -> Text {
    let plain = |block: &Block| match block {
        Block::Heading(_, line) => Block::Paragraph(vec![Inline::Strong(line.clone())]),
        Block::Table { .. } => Block::Paragraph(flattened(std::slice::from_ref(block))),
        other => other.clone(),
    };
    entry.iter().filter(|block| !matches!(block, Block::Rule)).map(plain).collect()
}

/// Every line but the first behind so many spaces; empty lines stay empty.
pub(super) fn indented(text: &str, width: usize) -> String {
    let indent = " ".repeat(width);
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&indent);
            out.push_str(line);
        }
    }
    out
}

/// Code between more backticks than stand in it.
fn code(language: &str, text: &str) -> String {
    let text = crate::source::text::printable(text).replace("\r\n", "\n").replace('\r', "\n");
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let is_name = |character: &char| character.is_alphanumeric() || matches!(character, '+' | '#' | '-' | '_' | '.');
    let language: String = language.chars().take_while(is_name).collect();
    format!("{fence}{language}\n{}\n{fence}", text.trim_end_matches('\n'))
}

fn table(head: &[Line], rows: &[Vec<Line>], gaps: &[Gap]) -> String {
    let columns = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let setting = Setting { in_cell: true, is_one_line: true, gaps };
    let row = |cells: &[Line]| {
        let cell = |at: usize| cells.get(at).map_or_else(String::new, |cell| inline(cell, setting));
        format!("| {} |", (0..columns).map(cell).collect::<Vec<_>>().join(" | "))
    };
    let mut lines = vec![row(head), format!("|{}", " --- |".repeat(columns))];
    lines.extend(rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}
