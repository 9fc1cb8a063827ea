//! Levels of headings: none skips one, and the first below the page's title is of the second.

use pulldown_cmark::{Event, Parser, Tag};

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

/// Markdown with the levels of its headings set, as the parser finds them: in quotations and lists too.
fn settled(markdown: &str, levels: &mut Levels) -> String {
    let (mut settled, mut at) = (String::with_capacity(markdown.len()), 0);
    for (event, range) in Parser::new(markdown).into_offset_iter() {
        let Event::Start(Tag::Heading { level, .. }) = event else { continue };
        let written = level as usize;
        if written == 1 || !markdown[range.start..].starts_with('#') {
            continue;
        }
        settled.push_str(&markdown[at..range.start]);
        settled.push_str(&"#".repeat(levels.of(written)));
        at = range.start + written;
    }
    settled + &markdown[at..]
}

/// The heading with which a text begins: its level, its words, and what stands behind it.
pub(super) fn first(markdown: &str) -> Option<(usize, &str, &str)> {
    let (event, range) = Parser::new(markdown).into_offset_iter().next()?;
    let Event::Start(Tag::Heading { level, .. }) = event else { return None };
    let written = &markdown[range.clone()];
    let words = if written.starts_with('#') {
        written.trim_start_matches('#').trim().trim_end_matches('#').trim_end()
    } else {
        // A line below it makes it a heading.
        written.trim_end().rsplit_once('\n').map_or(written, |(words, _)| words.trim())
    };
    Some((level as usize, words, &markdown[range.end..]))
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
        assert_eq!(
            settled("## A\n\n<!--\n#### no\n-->\n\n    #### no\n\n#### B\n"),
            "## A\n\n<!--\n#### no\n-->\n\n    #### no\n\n### B\n"
        );
    }

    #[test]
    fn headings_in_quotations_and_lists_are_headings() {
        let settled = |text: &str| super::settled(text, &mut Levels::default());
        assert_eq!(settled("> ### A\n> #### B\n\n- ##### C\n"), "> ## A\n> ### B\n\n- #### C\n");
    }

    #[test]
    fn a_text_begins_with_a_heading_of_either_form() {
        assert_eq!(first("# A *b* #\n\nText\n"), Some((1, "A *b*", "\nText\n")));
        assert_eq!(first("A\n---\n\nText\n"), Some((2, "A", "\nText\n")));
        assert_eq!(first("Text\n\n# A\n"), None);
    }
}
