//! What is said in captions and transcripts, which stand in files of their own.

use crate::privacy::{Detail, Rule, Scope, look};
use crate::source::CoursePath;

use super::found::words;

/// Endings of files that hold what is said.
const CAPTIONS: [&str; 3] = ["vtt", "srt", "txt"];

/// Something that is said in such a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Said {
    pub(super) rule: Rule,
    /// What it looks like.
    pub(super) what: &'static str,
    /// How sure that is, in percent.
    pub(super) confidence: u8,
    /// The line, from 1.
    pub(super) line: usize,
    /// What it is in words, folded.
    pub(super) words: String,
}

/// Whether a file holds captions, a transcript or another plain text.
pub(crate) fn is_caption(path: &CoursePath) -> bool {
    let ending = path.name().rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| CAPTIONS.contains(&&*ending))
}

/// What is found in captions or a transcript. Of a text that is not UTF-8, what can be read is.
pub(super) fn said(bytes: &[u8]) -> Vec<Said> {
    let text = spoken(&String::from_utf8_lossy(bytes));
    let said = |detail: Detail| Said {
        rule: detail.rule,
        what: detail.what,
        confidence: detail.confidence,
        line: text[..detail.range.start].matches('\n').count() + 1,
        words: words(&text[detail.range]),
    };
    look(&text, 0, &[], Scope::Everything).details.into_iter().map(said).collect()
}

/// The same lines without what says when they are shown; `<v Roger>` becomes `Roger: `.
fn spoken(text: &str) -> String {
    let mut spoken = String::with_capacity(text.len());
    for line in text.lines() {
        let is_number = !line.trim().is_empty() && line.trim().bytes().all(|byte| byte.is_ascii_digit());
        if !line.contains("-->") && !is_number && !line.starts_with("WEBVTT") {
            voiced(line, &mut spoken);
        }
        spoken.push('\n');
    }
    spoken
}

/// Writes who speaks, of whom `WebVTT` tells in a tag of which plain text would lose the name.
fn voiced(line: &str, spoken: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find("<v") {
        let (before, tag) = rest.split_at(at);
        spoken.push_str(before);
        let Some((voice, after)) = tag[2..].split_once('>').filter(|(voice, _)| voice.starts_with([' ', '.', '\t']))
        else {
            spoken.push_str("<v");
            rest = &tag[2..];
            continue;
        };
        // Classes stand before the name: `<v.loud Roger>`.
        spoken.push_str(voice.split_once([' ', '\t']).map_or("", |(_, name)| name));
        spoken.push_str(": ");
        rest = after;
    }
    spoken.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, String)> {
        said(text.as_bytes()).into_iter().map(|said| (said.line, said.words)).collect()
    }

    #[test]
    fn a_name_in_captions_is_found_with_its_line_and_times_are_none() {
        let text = "WEBVTT - Julia Moreno\n\n1\n00:00:01.000 --> 00:00:04.500 line:0\nThen Julia Moreno\nclosed the door.\n\n555\n00:11:55.867 --> 00:12:53.090\nAnd I left.\n";
        assert_eq!(found(text), [(5, "julia moreno".to_owned())]);
        let text = "1\r\n00:00:01,000 --> 00:00:04,500\r\nI told Julia.\r\n";
        assert_eq!(found(text), [(3, "julia".to_owned())]);
    }

    #[test]
    fn who_speaks_in_captions_is_read() {
        let text = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v.loud Julia Moreno>Leave me.</v>\n";
        assert_eq!(found(text), [(4, "julia moreno".to_owned())]);
        assert!(found("WEBVTT\n\n00:01.000 --> 00:04.000\n<video> is a tag\n").is_empty());
    }
}
