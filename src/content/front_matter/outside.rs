//! Keys of front matter that stand behind the line that closes it: they hold for nothing, and would be published as text.

use std::ops::Range;

use memchr::{memmem, memrchr2};

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
        let is_below = is_below_key && goes_on(written);
        if !(words.is_empty() || matches!(words, "---" | "..." | "+++") || is_other_key || is_below) {
            return None;
        }
        is_below_key = is_other_key || is_below;
        at = current.next;
    }
    None
}

/// Whether a line goes on with the value of a key above it, or is a comment.
fn goes_on(written: &str) -> bool {
    ["  ", "- ", "# "].iter().any(|begin| written.starts_with(begin))
}

/// Keys that would keep the page from learners at its top, in blocks of keys between rules further down. What stands at the start of the
/// body is [`key_outside`]'s.
pub(in crate::content) fn later_blocks(text: &str, body: usize) -> Vec<Range<usize>> {
    if !has_line_of(&text[body..], "---") && !has_line_of(&text[body..], "+++") {
        return Vec::new();
    }
    let is_rule = |written: &str| matches!(written.trim_end(), "---" | "+++");
    let (mut found, mut in_block, mut has_text, mut is_below_key) = (Vec::new(), false, false, false);
    let (mut open, mut at) = (Vec::new(), body);
    while at < text.len() {
        let current = line(text, at);
        at = current.next;
        let written = &text[current.start..current.end];
        let words = written.trim_matches(is_nothing);
        if is_rule(words) {
            // The rule that closes a block may open the next one.
            found.append(&mut open);
            in_block = true;
        } else if in_block && (has_form_of_key(&words.to_ascii_lowercase()) || is_key(words)) {
            let withholds = words.split_once([':', '=']).is_some_and(|(name, value)| {
                let name = name.trim().trim_matches(['"', '\'']);
                WITHHOLDING.iter().any(|key| name.eq_ignore_ascii_case(key)) && is_true(value)
            });
            if has_text && withholds {
                let start = current.start + written.len() - written.trim_start_matches(is_nothing).len();
                open.push(start..start + words.len());
            }
            is_below_key = true;
        } else if !(words.is_empty() || in_block && is_below_key && goes_on(written)) {
            open.clear();
            (in_block, is_below_key, has_text) = (false, false, true);
        }
    }
    found
}

/// Whether a line begins with a rule. Most pages have none, and tables have such signs within their lines.
fn has_line_of(body: &str, rule: &str) -> bool {
    memmem::find_iter(body.as_bytes(), rule).any(|at| {
        let start = memrchr2(b'\n', b'\r', &body.as_bytes()[..at]).map_or(0, |end| end + 1);
        body[start..at].chars().all(is_nothing)
    })
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
    fn a_second_block_behind_text_is_found_where_it_would_withhold_the_page() {
        let found = |body: &str| later_blocks(body, 0).len();
        for body in [
            "Words.\n\n---\ndraft: true\n---\n\nMore.\n",
            "Words.\n---\ntitle: B\nfacilitator: yes\n---\n",
            "Words.\n\n---\ntags:\n  - a\nhidden: true\n---\n",
            "Words.\n\n+++\ndraft = true\n+++\n",
            "Words.\r\n\r\n---\r\nDraft: TRUE\r\n---\r\n",
        ] {
            assert_eq!(found(body), 1, "{body:?}");
        }
        for body in [
            "Words.\n\n---\n\nMore words.\n\n---\n",
            "Words.\n\n---\ndraft: false\n---\n",
            "Words.\n\n---\ndraft: true\n",
            "Words.\n\n---\nA text. draft: true\n---\n",
            "Words.\n\n---\nsummary: it is a draft: true\n---\n",
        ] {
            assert_eq!(found(body), 0, "{body:?}");
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
