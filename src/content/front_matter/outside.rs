//! Keys of front matter that stand behind the line that closes it: they hold for nothing, and would be published as text.

use std::ops::Range;

use super::keys::{KEYS, OTHER_NAMES};
use super::split::line;

/// Keys that keep a page from learners; another spelling of them is no accident of a sentence.
const WITHHOLDING: [&str; 3] = ["draft", "facilitator", "hidden"];

/// The first line with a key in what looks like more front matter at the start of the body: lines of keys, or a second block.
pub(super) fn key_outside(text: &str, body: usize) -> Option<Range<usize>> {
    let (mut at, mut is_below_key) = (body, false);
    while at < text.len() {
        let current = line(text, at);
        let written = &text[current.start..current.end];
        let words = written.trim_matches(is_nothing);
        if is_key(words) {
            let start = current.start + written.len() - written.trim_start_matches(is_nothing).len();
            return Some(start..start + words.len());
        }
        // A rule at the top of a page, blank lines and keys of other tools say nothing yet; a text does.
        let is_other_key = has_form_of_key(written);
        let is_below = is_below_key && ["  ", "- ", "# "].iter().any(|begin| written.starts_with(begin));
        if !(words.is_empty() || matches!(words, "---" | "..." | "+++") || is_other_key || is_below) {
            return None;
        }
        is_below_key = is_other_key || is_below;
        at = current.next;
    }
    None
}

/// Whether a line sets a key that a page has, or that other tools call so.
fn is_key(words: &str) -> bool {
    let Some((name, value)) = words.split_once([':', '=']) else { return false };
    let name = name.trim().trim_matches(['"', '\'']);
    let is_withholding = WITHHOLDING.iter().any(|key| name.eq_ignore_ascii_case(key));
    if words[name_end(words)..].starts_with('=') {
        return is_withholding && is_true(value);
    }
    let is_known = KEYS.iter().any(|key| key.name == name) || OTHER_NAMES.iter().any(|(other, _)| *other == name);
    (is_known && (value.is_empty() || value.starts_with([' ', '\t']))) || (is_withholding && is_true(value))
}

fn name_end(words: &str) -> usize {
    words.find([':', '=']).unwrap_or(words.len())
}

/// Whether a value is one of YAML's words for true (1.1, which other tools still read).
fn is_true(value: &str) -> bool {
    let value = value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    ["true", "yes", "on", "y", "1"].iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// Whether a line looks like a key that no page has.
fn has_form_of_key(written: &str) -> bool {
    let name = written.split(':').next().unwrap_or_default();
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let rest = &written[name.len()..];
    is_name && (rest.starts_with(": ") || rest == ":")
}

fn is_nothing(character: char) -> bool {
    character.is_whitespace() || crate::source::text::is_invisible(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> Option<&str> {
        key_outside(body, 0).map(|range| &body[range])
    }

    #[test]
    fn keys_behind_front_matter_are_found() {
        for (body, key) in [
            ("draft: true\n---\n", "draft: true"),
            ("---\ndraft: true\n---\nWords.\n", "draft: true"),
            ("\n\n---\n\nfacilitator: true\n...\n", "facilitator: true"),
            ("layout: wide\nhidden: true\n", "hidden: true"),
            ("layout: wide\nparts:\n  - one\nhidden: true\n", "hidden: true"),
            ("topics:\n  - a\n", "topics:"),
            ("\u{feff}Draft : YES\n", "Draft : YES"),
            ("\"draft\": true # for now\n", "\"draft\": true # for now"),
            ("+++\ndraft = true\n+++\n", "draft = true"),
            ("tags: a, b\n", "tags: a, b"),
        ] {
            assert_eq!(found(body), Some(key), "{body:?}");
        }
    }

    #[test]
    fn text_is_no_key() {
        for body in [
            "",
            "Words.\n\ndraft: true\n",
            "Summary: what this page is about.\n",
            "Draft: a letter to the parents\n",
            "draft\\: true\n",
            "title:words\n",
            "---\n\nWords.\n\n---\n",
            "```yaml\ndraft: true\n```\n",
            "::: note\ndraft: true\n:::\n",
            "order = 3\n",
            "- one\n- two\n\ndraft: true\n",
            "# A heading\n\ntags: none\n",
        ] {
            assert_eq!(found(body), None, "{body:?}");
        }
    }
}
