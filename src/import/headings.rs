//! Levels of headings: none skips one, and the first below the page's title is of the second.

use super::material::{Page, Part};
use super::rich_text::Block;

/// Sets the levels of a page's headings, in the order in which they are read.
pub(super) fn settle(page: &mut Page) {
    let mut levels = Levels::default();
    for part in &mut page.parts {
        match part {
            Part::Markdown(markdown) => *markdown = settled(markdown, &mut levels),
            Part::Text(text) | Part::Notes(text) => {
                for block in text {
                    if let Block::Heading(level, _) = block {
                        let settled = levels.of(usize::from(*level).max(2));
                        *level = u8::try_from(settled).unwrap_or(*level);
                    }
                }
            }
            Part::Question(_) => {}
        }
    }
}

/// Headings around the last one: their levels as written and as they are.
#[derive(Debug, Default)]
struct Levels(Vec<(usize, usize)>);

impl Levels {
    /// The level of the next heading.
    fn of(&mut self, written: usize) -> usize {
        while self.0.last().is_some_and(|(around, _)| *around >= written) {
            self.0.pop();
        }
        let level = written.min(self.0.last().map_or(1, |(_, level)| *level) + 1);
        self.0.push((written, level));
        level
    }
}

/// Markdown with the levels of its headings outside code set.
fn settled(markdown: &str, levels: &mut Levels) -> String {
    let mut fence: Option<String> = None;
    let mut settle = |line: &str| {
        let words = line.trim_start();
        let run = |sign: char| words.len() - words.trim_start_matches(sign).len();
        let length = run('`').max(run('~'));
        match &fence {
            Some(open)
                if length >= open.len()
                    && words.trim_end() == words[..length].trim_end()
                    && words.starts_with(&open[..1]) =>
            {
                fence = None;
            }
            None if length >= 3 => fence = Some(words[..length].to_owned()),
            _ => {}
        }
        match heading(line).filter(|(level, _)| fence.is_none() && *level > 1) {
            Some((level, _)) => format!("{}{}", "#".repeat(levels.of(level)), &line[level..]),
            None => line.to_owned(),
        }
    };
    markdown.split('\n').map(&mut settle).collect::<Vec<_>>().join("\n")
}

/// The level and the words of a heading in the first column.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let is_heading = (1..=6).contains(&level) && words.starts_with([' ', '\t']);
    is_heading.then(|| (level, words.trim().trim_end_matches('#').trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_skips_a_level() {
        let settled = |text: &str| super::settled(text, &mut Levels::default());
        assert_eq!(settled("### A\n#### B\n### C\n"), "## A\n### B\n## C\n");
        assert_eq!(settled("## A\n#### B\n#### C\n### D\n## E\n"), "## A\n### B\n### C\n### D\n## E\n");
        assert_eq!(
            settled("## A\n```\n#### no\n```\n~~~~\n~~~\n#### no\n~~~~\n#### B\n"),
            "## A\n```\n#### no\n```\n~~~~\n~~~\n#### no\n~~~~\n### B\n"
        );
        assert_eq!(settled("## A\n### B\n# C\n#x\n"), "## A\n### B\n# C\n#x\n");
    }
}
