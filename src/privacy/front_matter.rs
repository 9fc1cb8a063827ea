//! What of a page's front matter is words of the page, in either way to write it: a key a line, or entries between braces.

use std::ops::Range;

/// Keys whose values are no words of the page, or are names and dates that belong there.
const KEYS: [&str; 18] = [
    "authors",
    "reviewed",
    "reviewed_by",
    "reviewed_on",
    "review_due",
    "pseudonyms",
    "kind",
    "consent",
    "id",
    "order",
    "step",
    "duration",
    "media",
    "draft",
    "draw",
    "pass",
    "would_know",
    "photographs",
];

/// The parts of front matter that are words of the page, by rising place.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut parts = Parts::default();
    let mut braces = Braces::default();
    let mut at = 0;
    // The indentation of a key whose value is left out.
    let mut left_out: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if braces.are_open() {
            braces.read(text, start..at, &mut parts);
            continue;
        }
        let words = line.trim_start_matches([' ', '-']);
        let indent = line.len() - words.len();
        let key = words.split_once(':').map(|(key, _)| bare(key));
        let goes_on = left_out.is_some_and(|outer| {
            indent > outer
                || (indent == outer && words.is_empty())
                || (indent >= outer && line.trim_start().starts_with("- ") && key.is_none())
        });
        if goes_on {
            continue;
        }
        left_out = key.filter(|key| KEYS.contains(key)).map(|_| indent);
        if left_out.is_none() && !line.starts_with("---") {
            braces.read(text, start..at, &mut parts);
        }
    }
    parts.0
}

/// A key without the quotation marks that may stand around it.
fn bare(key: &str) -> &str {
    key.trim().trim_matches(['"', '\''])
}

/// Parts that follow each other without a gap are one.
#[derive(Default)]
struct Parts(Vec<Range<usize>>);

impl Parts {
    fn add(&mut self, part: Range<usize>) {
        match self.0.last_mut().filter(|last| last.end == part.start) {
            Some(last) => last.end = part.end,
            None if part.is_empty() => {}
            None => self.0.push(part),
        }
    }
}

/// Mappings between braces and lists between brackets, which may go on over lines.
#[derive(Default)]
struct Braces {
    /// What is open, outermost first.
    open: Vec<u8>,
    /// How many were open where an entry began that is left out.
    left_out: Option<usize>,
    /// The quotation mark that closes the text one is in.
    quote: Option<u8>,
    /// The next word is a key.
    is_key: bool,
}

impl Braces {
    fn are_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Reads a line, and adds what of it is words of the page.
    fn read(&mut self, text: &str, line: Range<usize>, parts: &mut Parts) {
        let mut from = line.start;
        // What a mark must stand behind to be one: the beginning of a value.
        let mut before = b'-';
        for at in line.clone() {
            let byte = text.as_bytes()[at];
            if let Some(quote) = self.quote {
                let is_escaped = quote == b'"' && text.as_bytes()[at - 1] == b'\\';
                self.quote = self.quote.filter(|_| byte != quote || is_escaped);
                continue;
            }
            if byte == b'#' && text.as_bytes()[..at].last().is_none_or(u8::is_ascii_whitespace) {
                break;
            }
            if byte.is_ascii_whitespace() {
                continue;
            }
            let begins_value = matches!(before, b':' | b'-' | b',' | b'{' | b'[');
            if std::mem::take(&mut self.is_key) && self.left_out.is_none() && is_left_out(&text[at..line.end]) {
                parts.add(from..at);
                self.left_out = Some(self.open.len());
            }
            let ends = self.left_out == Some(self.open.len()) && matches!(byte, b',' | b'}');
            if ends {
                (from, self.left_out) = (at, None);
            }
            match byte {
                b'"' | b'\'' if begins_value => self.quote = Some(byte),
                b'{' | b'[' if begins_value => self.open.push(byte),
                b'}' | b']' => drop(self.open.pop()),
                _ => {}
            }
            self.is_key = self.open.last() == Some(&b'{') && matches!(byte, b'{' | b',');
            before = byte;
        }
        if self.left_out.is_none() {
            parts.add(from..line.end);
        }
    }
}

/// Whether an entry between braces has a key whose value is left out.
fn is_left_out(entry: &str) -> bool {
    entry.split_once(':').is_some_and(|(key, _)| KEYS.contains(&bare(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        words(text).into_iter().map(|part| &text[part]).collect()
    }

    #[test]
    fn keys_that_name_people_on_purpose_are_left_out_however_they_are_written() {
        let lines = "---\ntitle: Julia at home\nauthors:\n  - Peter Marsh\nreviewed: 2026-01-02\ncase:\n  pseudonyms: [Otto]\n  changed:\n    - Julia's trade\n---\n";
        assert_eq!(read(lines), "title: Julia at home\ncase:\n  changed:\n    - Julia's trade\n");
        for (text, kept) in [
            (
                "case: {changed: Julia's trade, reviewed_by: R. Okafor, would_know: no}\n",
                "case: {changed: Julia's trade, , }\n",
            ),
            (
                "case: { pseudonyms: [Otto, Ann], changed: [\"Julia, her trade\"] }\n",
                "case: { , changed: [\"Julia, her trade\"] }\n",
            ),
            (
                "case: {\n  consent: written, changed: Julia,\n  reviewed_by: R. Okafor,\n  reviewed_on: 2026-09-01 }\nsummary: Julia\n",
                "case: {\n  , changed: Julia,\n  ,\n  }\nsummary: Julia\n",
            ),
            ("{title: Julia, \"authors\": [{name: P. Marsh}], summary: Otto}\n", "{title: Julia, , summary: Otto}\n"),
            ("\"authors\": P. Marsh\ntitle: A {b, authors: Julia} c\n", "title: A {b, authors: Julia} c\n"),
            (
                "title: 'It''s {a', # authors: Julia\nsummary: Otto\n",
                "title: 'It''s {a', # authors: Julia\nsummary: Otto\n",
            ),
        ] {
            assert_eq!(read(text), kept, "{text}");
        }
    }
}
