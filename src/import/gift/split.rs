//! The questions of a file: an empty line parts them, a line that begins with `//` is a comment.

/// What stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// `$CATEGORY: path`.
    Category(String),
    /// A question, with the comments above and in it.
    Question { text: String, line: usize, comments: String },
    /// Comments that stand by themselves.
    Comment { text: String, line: usize },
}

/// What is being read.
#[derive(Default)]
struct Open {
    text: String,
    /// The line on which it began, from 1.
    line: usize,
    is_in_braces: bool,
    comments: String,
    comment_line: usize,
}

impl Open {
    fn comment(&mut self, words: &str, line: usize) {
        if self.comments.is_empty() {
            self.comment_line = line;
        } else {
            self.comments.push('\n');
        }
        self.comments.push_str(words);
    }

    fn push(&mut self, line: &str, number: usize) {
        if self.text.is_empty() {
            self.line = number;
        } else {
            self.text.push('\n');
        }
        self.text.push_str(line.trim_end());
        self.is_in_braces = is_in_braces(line, self.is_in_braces);
    }

    fn end(&mut self, items: &mut Vec<Item>) {
        let Self { text, line, comments, comment_line, .. } = std::mem::take(self);
        if !text.trim().is_empty() {
            items.push(Item::Question { text, line, comments });
        } else if !comments.trim().is_empty() {
            items.push(Item::Comment { text: comments, line: comment_line });
        }
    }
}

/// What stands in a file, in its order. Comments with an empty line behind them belong to no question.
pub(super) fn items(text: &str) -> Vec<Item> {
    let (mut items, mut open) = (Vec::new(), Open::default());
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let trimmed = line.trim();
        if let Some(words) = trimmed.strip_prefix("//") {
            open.comment(words.trim_start_matches('/').trim(), number + 1);
        } else if let Some(path) = category(trimmed).filter(|_| open.text.trim().is_empty()) {
            // What is said of a category stands on its page.
            items.push(Item::Category(path.to_owned()));
            open.end(&mut items);
        } else if trimmed.is_empty() && !open.is_in_braces {
            open.end(&mut items);
        } else {
            // A list of answers may hold empty lines.
            open.push(line, number + 1);
        }
    }
    open.end(&mut items);
    items
}

fn category(line: &str) -> Option<&str> {
    let head = line.get(..10)?;
    head.eq_ignore_ascii_case("$category:").then(|| line[10..].trim())
}

/// Whether a list of answers is open behind a line, which began in one or not.
fn is_in_braces(line: &str, before: bool) -> bool {
    let (mut is_open, mut escaped) = (before, false);
    for character in line.chars() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => is_open = true,
            '}' => is_open = false,
            _ => {}
        }
    }
    is_open
}
