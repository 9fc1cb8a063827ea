//! Comments: they are for who teaches. Moodle writes some itself, which say nothing that the questions do not, and the tags.

use super::super::html::Reading;
use super::super::report::{Place, Report};
use super::super::rich_text::Text;

/// Comments as notes; the tags among them are reported.
pub(super) fn notes(comments: &str, place: &Place, report: &mut Report) -> Text {
    let mut kept = Vec::new();
    for line in comments.lines() {
        if is_of_moodle(line) {
            continue;
        }
        match tags(line) {
            Some(tags) if !tags.is_empty() => report.lost(
                place,
                format!("the tags {}", tags.join(", ")),
                "left out: topics belong to pages (`topics:`), objectives to questions",
            ),
            Some(_) => {}
            None => kept.push(line),
        }
    }
    Reading::plain_text(&kept.join("\n"))
}

/// `question: 12  name: Trust`.
fn is_of_moodle(line: &str) -> bool {
    let number = line.strip_prefix("question:").and_then(|rest| rest.trim_start().split_once(char::is_whitespace));
    number.is_some_and(|(number, rest)| {
        number.bytes().all(|byte| byte.is_ascii_digit()) && rest.trim_start().starts_with("name:")
    })
}

/// The tags in `[id:q1] [tag:trust] [tag:repair]`; nothing where the line is none of these.
fn tags(line: &str) -> Option<Vec<&str>> {
    let mut tags = Vec::new();
    let mut rest = line.trim();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let (inner, behind) = rest.strip_prefix('[')?.split_once(']')?;
        let (key, value) = inner.split_once(':')?;
        match key {
            "tag" => tags.push(value.trim()),
            "id" => {}
            _ => return None,
        }
        rest = behind.trim_start();
    }
    Some(tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moodle_writes_itself_is_told_from_what_a_teacher_wrote() {
        assert!(is_of_moodle("question: 12  name: Trust") && !is_of_moodle("question: is it clear?"));
        assert_eq!(tags("[id:q1] [tag:trust] [tag:a b]"), Some(vec!["trust", "a b"]));
        assert_eq!(tags("[see the book]"), None);
    }
}
