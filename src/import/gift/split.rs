//! The questions of a file: an empty line parts them, a line that begins with `//` is a comment.

/// What stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// `$CATEGORY: path`.
    Category(String),
    Question {
        text: String,
        line: usize,
    },
}

/// What stands in a file, in its order.
pub(super) fn items(text: &str) -> Vec<Item> {
    let (mut items, mut current, mut first) = (Vec::new(), String::new(), 1);
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let trimmed = line.trim();
        if trimmed.starts_with("//") {
            continue;
        }
        if let Some(path) = category(trimmed).filter(|_| current.trim().is_empty()) {
            items.push(Item::Category(path.to_owned()));
            continue;
        }
        // A list of answers may hold empty lines.
        if trimmed.is_empty() && !is_open(&current) {
            take(&mut items, &mut current, first);
            continue;
        }
        if current.is_empty() {
            first = number + 1;
        } else {
            current.push('\n');
        }
        current.push_str(line.trim_end());
    }
    take(&mut items, &mut current, first);
    items
}

fn category(line: &str) -> Option<&str> {
    let head = line.get(..10)?;
    head.eq_ignore_ascii_case("$category:").then(|| line[10..].trim())
}

fn take(items: &mut Vec<Item>, current: &mut String, line: usize) {
    let text = std::mem::take(current);
    if !text.trim().is_empty() {
        items.push(Item::Question { text, line });
    }
}

/// Whether a list of answers has begun and not ended.
fn is_open(text: &str) -> bool {
    let (mut is_open, mut escaped) = (false, false);
    for character in text.chars() {
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
