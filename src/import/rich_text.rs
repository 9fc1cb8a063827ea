//! Running text of any format, between reading it and writing it as Markdown: blocks, and what stands in a line.
//!
//! Every reader makes this, and [`super::write`] alone knows how Markdown is written.

use crate::source::text::printable;

/// Blocks in reading order.
pub(crate) type Text = Vec<Block>;
/// What stands in one line.
pub(crate) type Line = Vec<Inline>;

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    Paragraph(Line),
    /// From 1 to 6.
    Heading(u8, Line),
    /// `start` is the first number of an ordered list.
    List {
        start: Option<u64>,
        entries: Vec<Text>,
    },
    Quotation(Text),
    /// What stands between fences; `language` may be empty.
    Code {
        language: String,
        text: String,
    },
    Table {
        head: Vec<Line>,
        rows: Vec<Vec<Line>>,
    },
    Rule,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Inline {
    /// Words; white space is one space, and nothing in it is markup.
    Words(String),
    Code(String),
    Emphasis(Line),
    Strong(Line),
    Struck(Line),
    Sub(Line),
    Sup(Line),
    Link {
        to: String,
        text: Line,
    },
    Picture {
        to: String,
        alt: String,
    },
    /// TeX, without its dollar signs or brackets.
    Math {
        tex: String,
        is_display: bool,
    },
    /// A line ends here.
    Break,
    /// The gap of the question with this index.
    Gap(usize),
}

/// Words as they are taken into a line: every run of white space but of no-break spaces is one space, and what no document
/// may hold is left out.
pub(crate) fn words(text: &str) -> Inline {
    let mut folded = String::with_capacity(text.len());
    for character in printable(text).chars() {
        match character {
            '\u{a0}' | '\u{202f}' => folded.push(character),
            // Characters that turn the direction of everything behind them, and invisible ones at the head of files.
            '\u{202a}'..='\u{202e}' | '\u{feff}' => {}
            space if space.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            other => folded.push(other),
        }
    }
    Inline::Words(folded)
}

/// A text of one paragraph of these words.
pub(crate) fn paragraph(text: &str) -> Text {
    if text.trim().is_empty() { Vec::new() } else { vec![Block::Paragraph(vec![words(text)])] }
}

/// The words of a text alone, with a space between blocks.
pub(crate) fn plain(text: &[Block]) -> String {
    let mut plain = String::new();
    for block in text {
        push_block(&mut plain, block);
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push_block(plain: &mut String, block: &Block) {
    plain.push(' ');
    match block {
        Block::Paragraph(line) | Block::Heading(_, line) => push_line(plain, line),
        Block::List { entries, .. } => entries.iter().flatten().for_each(|block| push_block(plain, block)),
        Block::Quotation(text) => text.iter().for_each(|block| push_block(plain, block)),
        Block::Code { text, .. } => plain.push_str(text),
        Block::Table { head, rows } => {
            for cell in head.iter().chain(rows.iter().flatten()) {
                plain.push(' ');
                push_line(plain, cell);
            }
        }
        Block::Rule => {}
    }
}

fn push_line(plain: &mut String, line: &[Inline]) {
    for inline in line {
        match inline {
            Inline::Words(text) | Inline::Code(text) => plain.push_str(text),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Struck(inner)
            | Inline::Sub(inner)
            | Inline::Sup(inner)
            | Inline::Link { text: inner, .. } => push_line(plain, inner),
            Inline::Picture { alt, .. } => plain.push_str(alt),
            Inline::Math { tex, .. } => plain.push_str(tex),
            Inline::Break => plain.push(' '),
            Inline::Gap(_) => plain.push('…'),
        }
    }
}

/// Every line of a text, for who changes what stands in it.
pub(crate) fn each_line(text: &mut [Block], change: &mut impl FnMut(&mut Line)) {
    for block in text {
        match block {
            Block::Paragraph(line) | Block::Heading(_, line) => each_inner(line, change),
            Block::List { entries, .. } => entries.iter_mut().for_each(|entry| each_line(entry, change)),
            Block::Quotation(text) => each_line(text, change),
            Block::Table { head, rows } => {
                head.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| each_inner(cell, change));
            }
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn each_inner(line: &mut Line, change: &mut impl FnMut(&mut Line)) {
    for inline in line.iter_mut() {
        match inline {
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Struck(inner)
            | Inline::Sub(inner)
            | Inline::Sup(inner)
            | Inline::Link { text: inner, .. } => each_inner(inner, change),
            _ => {}
        }
    }
    change(line);
}

/// A text as one line: blocks follow each other with line ends between them, and an entry of a list begins with a bullet.
pub(crate) fn flattened(text: &[Block]) -> Line {
    let mut line = Vec::new();
    for block in text {
        let mut add = |piece: Line| {
            if !line.is_empty() && !piece.is_empty() {
                line.push(Inline::Break);
            }
            line.extend(piece);
        };
        match block {
            Block::Paragraph(inner) | Block::Heading(_, inner) => add(inner.clone()),
            Block::List { entries, .. } => {
                for entry in entries {
                    let mut piece = vec![words("• ")];
                    piece.extend(flattened(entry));
                    add(piece);
                }
            }
            Block::Quotation(inner) => add(flattened(inner)),
            Block::Code { text, .. } => text.lines().for_each(|code| add(vec![Inline::Code(code.to_owned())])),
            Block::Table { head, rows } => {
                for row in std::iter::once(head).chain(rows) {
                    let cells = row.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>();
                    add(cells.join(&words(" · ")));
                }
            }
            Block::Rule => {}
        }
    }
    line
}
