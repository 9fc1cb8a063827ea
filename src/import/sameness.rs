//! When two texts say the same to Attune: their words without regard to case and spaces, their code and formulas as they are written.

use super::rich_text::{Block, Inline, plain};

/// What is the same of texts that say the same.
pub(super) fn key(text: &[Block]) -> String {
    let mut key = folded(&plain(text));
    codes(text, &mut key);
    key
}

/// Words in lower case, with one space for every run of white space.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn codes(text: &[Block], key: &mut String) {
    for block in text {
        match block {
            Block::Code { text, .. } => key.extend(["\n`", text]),
            Block::Paragraph(line) | Block::Heading(_, line) => codes_in(line, key),
            Block::List { entries, .. } => entries.iter().for_each(|entry| codes(entry, key)),
            Block::Quotation(text) => codes(text, key),
            Block::Table { head, rows } => {
                head.iter().chain(rows.iter().flatten()).for_each(|line| codes_in(line, key));
            }
            Block::Rule => {}
        }
    }
}

fn codes_in(line: &[Inline], key: &mut String) {
    for inline in line {
        match inline {
            Inline::Code(text) => key.extend(["\n`", text]),
            Inline::Math { tex, .. } => key.extend(["\n$", tex]),
            Inline::Emphasis(line)
            | Inline::Strong(line)
            | Inline::Struck(line)
            | Inline::Sub(line)
            | Inline::Sup(line)
            | Inline::Link { text: line, .. } => codes_in(line, key),
            Inline::Words(_) | Inline::Picture { .. } | Inline::Break | Inline::Gap(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rich_text::words;
    use super::*;

    #[test]
    fn case_counts_in_code_alone() {
        let line = |inline: Inline| key(&[Block::Paragraph(vec![inline])]);
        assert_eq!(line(words("The  Same")), line(words("the same")));
        assert_ne!(line(Inline::Code("x".to_owned())), line(Inline::Code("X".to_owned())));
        assert_ne!(line(Inline::Code("x".to_owned())), line(words("x")));
        let strong = |text: &str| line(Inline::Strong(vec![Inline::Code(text.to_owned())]));
        assert_eq!(strong("x"), line(Inline::Code("x".to_owned())));
    }
}
