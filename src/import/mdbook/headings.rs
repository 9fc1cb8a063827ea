//! The heading at the head of a chapter, which says what the page's title says.

use super::super::headings::first;

/// A chapter's text without the heading it begins with, where that is its title; and the title that it has there.
pub(super) struct Headed {
    pub(super) markdown: String,
    /// The words of a first-level heading that says something else than the list of chapters.
    pub(super) title: Option<String>,
}

/// Takes the heading off the head of a chapter's text. `title` is what the list of chapters calls it.
pub(super) fn without_title(markdown: &str, title: &str) -> Headed {
    let kept = || Headed { markdown: markdown.to_owned(), title: None };
    // Comments, as those with a licence, stay above the text.
    let (mut comments, mut trimmed) = (String::new(), markdown.trim_start());
    while let Some(end) = trimmed.strip_prefix("<!--").and_then(|inner| inner.find("-->")) {
        let (comment, rest) = trimmed.split_at(end + 7);
        comments.push_str(comment);
        comments.push_str("\n\n");
        trimmed = rest.trim_start();
    }
    let Some((level, words, rest)) = first(trimmed) else { return kept() };
    let is_same = folded(words) == folded(title);
    if level > 1 && !is_same {
        return kept();
    }
    let title = (!is_same).then(|| plain(words)).filter(|title| !title.is_empty());
    Headed { markdown: comments + rest, title }
}

/// Words without marks, as a title has them.
fn plain(words: &str) -> String {
    let words = words.split_once(" {#").map_or(words, |(words, _)| words);
    words.replace(['`', '*'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn folded(words: &str) -> String {
    plain(words).to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_taken_off_the_head() {
        let read = |text, title| {
            let Headed { markdown, title } = without_title(text, title);
            (markdown, title)
        };
        assert_eq!(read("# Data\n\n## A\n", "Data"), ("\n## A\n".to_owned(), None));
        assert_eq!(read("# All of *it*\n\n## A\n", "It"), ("\n## A\n".to_owned(), Some("All of it".to_owned())));
        assert_eq!(read("\n## Data `x`\n\n### A\n", "Data x"), ("\n### A\n".to_owned(), None));
        assert_eq!(read("## Other\n\n### A\n", "Data"), ("## Other\n\n### A\n".to_owned(), None));
        assert_eq!(read("<!-- a -->\n\n# Data\n\nB\n", "Data"), ("<!-- a -->\n\n\nB\n".to_owned(), None));
        assert_eq!(read("Words\n", "Words"), ("Words\n".to_owned(), None));
    }
}
