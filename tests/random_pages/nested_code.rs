//! Code where lists, quotations, tables and footnotes decide how far it goes.

use super::{Lines, Writer, indented};

impl Writer<'_> {
    /// A fence in a quotation in a list, or the other way round; later lines may have another prefix than they should.
    pub(super) fn fence_in_marks(&mut self) -> Lines {
        let (first, others): (&str, &[&str]) = match self.random.below(7) {
            0 => ("- > ", &["  > ", "  >", "\t> ", "> ", "  "]),
            1 => ("1. > ", &["   > ", "   >", "  > ", "\t>", ""]),
            2 => ("> - ", &[">   ", ">\t", "> ", ""]),
            3 => ("> > ", &["> > ", ">> ", "> ", ""]),
            4 => ("- - > ", &["    > ", "\t> ", "  > ", "    "]),
            5 => ("-\t> ", &["\t> ", "  > ", "    > ", "> "]),
            _ => ("> 1. > ", &[">    > ", ">\t> ", "> > ", "> "]),
        };
        let fence = self.random.pick(&["```", "~~~", "````", "``` md", "~~~ a"]);
        let mut lines = vec![format!("{first}{fence}")];
        for _ in 0..=self.random.below(2) {
            // Mostly as it should be.
            let other = if self.random.one_in(4) { self.random.pick(others) } else { others[0] };
            lines.push(format!("{other}{}", self.words()));
        }
        let other = if self.random.one_in(4) { self.random.pick(others) } else { others[0] };
        match self.random.below(5) {
            0 => {}
            1 => lines.push(fence[..3].to_owned()),
            _ => lines.push(format!(
                "{other}{}",
                fence.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == ' ')
            )),
        }
        lines
    }

    /// Lists in lists by tabs, with code by a fence or by its indentation at the bottom.
    pub(super) fn tabbed_list(&mut self) -> Lines {
        let mut lines = Lines::new();
        let depth = 1 + self.random.below(3);
        for level in 0..depth {
            let marker = self.random.pick(&["-\t", "*\t", "1.\t", "- "]);
            lines.push(format!("{}{marker}{}", "\t".repeat(level), self.words()));
            if self.random.one_in(2) {
                lines.push(String::new());
            }
        }
        let indent = "\t".repeat((depth + self.random.below(3)).saturating_sub(1));
        let fence = self.random.pick(&["```", "~~~", ""]);
        let closing = match self.random.below(4) {
            0 => format!("{indent}\t{fence}"),
            1 => fence.to_owned(),
            _ => format!("{indent}{fence}"),
        };
        lines.extend([String::new(), format!("{indent}{fence}"), format!("{indent}{}", self.words()), closing]);
        lines
    }

    /// A footnote whose text begins with a fence, on its own line or the next.
    pub(super) fn note_with_fence(&mut self) -> Lines {
        self.notes += 1;
        let label = format!("[^n{}]", self.notes);
        let fence = self.random.pick(&["```", "~~~"]);
        let indent = self.random.pick(&["    ", "    ", "\t", "  ", ""]);
        let block = vec![fence.to_owned(), self.words(), fence.to_owned()];
        let definition = self.random.pick(&[": ", ":\n", ":"]);
        let mut lines = vec![format!("A note{label}."), String::new()];
        if definition == ":\n" {
            lines.push(format!("{label}:"));
            lines.extend(indented(block, indent, indent));
        } else {
            lines.extend(indented(block, &format!("{label}{definition}"), indent));
        }
        lines
    }

    /// A table whose cells have what may or may not be code, with or without a blank line after it.
    pub(super) fn table(&mut self) -> Lines {
        let head = self.random.pick(&["| a | b |", "a | b", "| a |", "| a \\| b | c |"]);
        let rule = self.random.pick(&["|---|--:|", "--- | ---", "|:-|", "|---|---|"]);
        let mut lines = vec![head.to_owned(), rule.to_owned()];
        for _ in 0..=self.random.below(2) {
            let (one, two) = (self.word(), self.words());
            lines.push(match self.random.below(6) {
                0 => format!("| `{one} | x` |"),
                1 => format!("| {one} \\| x | {two} |"),
                2 => format!("{one} | {two}"),
                3 => format!("| {one} | x | y | z |"),
                4 => format!("| <!-- | {one} |"),
                _ => format!("| {one} | {two} |"),
            });
        }
        lines
    }

    /// Definitions of links that end where they should, or go on over lines, or are none.
    pub(super) fn definition(&mut self) -> Lines {
        let word = self.word();
        let lines = match self.random.below(9) {
            0 => vec![format!("[a]: https://example.org/{word}")],
            1 => vec!["[a]:".to_owned(), "  https://example.org/".to_owned(), format!("  \"{word}")],
            2 => vec!["[a]: <https://example.org/>".to_owned(), format!("  '{word}"), "  and more'".to_owned()],
            3 => vec![
                format!("[a]: https://example.org ({word}"),
                "::: note".to_owned(),
                ")".to_owned(),
                ":::".to_owned(),
            ],
            4 => vec!["[a".to_owned(), "b]: https://example.org".to_owned(), format!("\"{word}\" x")],
            5 => vec![format!("[a]: https://example.org \"{word}\""), format!("[b]: # '{}'", self.word())],
            _ => vec!["Term".to_owned(), format!(": {}", self.words())],
        };
        self.doubt(lines)
    }
}
