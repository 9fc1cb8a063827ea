//! Text that the other tool does not show: its comments, elements that browsers do not show, words of a class that is not shown.
//!
//! All of it is set aside while a page is read, so that nothing in it is taken for a container, an objective or a quiz, and comes back as
//! an HTML comment.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag};
use regex::Regex;

use crate::content::html::{hides_in_braces, is_not_shown, is_void, tags};

use super::report::{Place, Report};

/// What reads the text, beside browsers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Markdown,
    /// Markdown of Pandoc: words may have a class.
    Pandoc,
    /// Markdown of kramdown, in which Liquid has left its marks out before.
    Jekyll,
}

/// Comments of a page that are set aside, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    kept: Vec<Kept>,
}

#[derive(Debug)]
struct Kept {
    comment: String,
    /// Line ends that stand behind the mark so that lines keep their numbers.
    lines: usize,
    /// Whether another tool than browsers hides it, so that it must not come back in code.
    is_foreign: bool,
}

/// Liquid's marks by which text is not shown, and those between which there are none.
static LIQUID: LazyLock<Regex> = LazyLock::new(|| {
    let marks = r"\{%-?\s*(?:(comment)\b.*?|(#)[^%]*|(raw)|(if\s+false|unless\s+true)|(doc))\s*-?%\}";
    Regex::new(&format!("(?s){marks}")).expect("it is a fixed expression")
});

/// Text that is hidden: where it stands, what stands in it, and what hides it; nothing where it is a comment of HTML.
type Stretch = (Range<usize>, Range<usize>, &'static str);

/// What stands for a comment that is set aside.
static MARK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("<!-- set-aside-[0-9]+ -->").expect("it is a fixed expression"));

/// The text with letters in the place of marks, whose ends are no end of a comment around them.
fn without_marks(text: &str) -> String {
    MARK.replace_all(text, |mark: &regex::Captures<'_>| "x".repeat(mark[0].len())).into_owned()
}

fn mark(number: usize) -> String {
    format!("<!-- set-aside-{number} -->")
}

impl Hidden {
    /// The text without what is hidden. `place` says where a byte of it stands in its file.
    pub(super) fn set_aside(
        &mut self,
        text: &str,
        dialect: Dialect,
        place: &dyn Fn(usize) -> Place,
        report: &mut Report,
    ) -> String {
        let first = self.kept.len();
        if !text.contains('<') && (dialect == Dialect::Markdown || !text.contains('{')) {
            return text.to_owned();
        }
        let mut told = |now: &str, stretches: &[Stretch]| {
            for (range, inner, what) in stretches.iter().filter(|(.., what)| !what.is_empty()) {
                let words = now[inner.clone()].trim().lines().next().unwrap_or_default();
                let place = if now == text { place(range.start) } else { Place::words(&place(0).file, words) };
                report.lost(&place, *what, "a comment, which nobody reads");
            }
        };
        let mut text_now = text.to_owned();
        if dialect == Dialect::Jekyll {
            let stretches = liquid(text);
            told(text, &stretches);
            text_now = self.without(text, &stretches);
        }
        let stretches = marked_up(&text_now, dialect);
        told(&text_now, &stretches);
        let without = self.without(&text_now, &stretches);
        self.out_of_code(without, first)
    }

    /// The text with a mark in the place of each stretch.
    fn without(&mut self, text: &str, stretches: &[Stretch]) -> String {
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for (range, inner, what) in stretches {
            out.push_str(&text[at..range.start]);
            at = range.end;
            let begins_line = out.is_empty() || out.ends_with('\n');
            let written = if what.is_empty() {
                format!("<!--{}-->", self.words(&text[inner.clone()]))
            } else {
                comment(&self.words(&text[inner.clone()]), begins_line)
            };
            let goes_on = !text[at..].lines().next().unwrap_or_default().trim().is_empty();
            let lines = if begins_line && !goes_on { text[range.clone()].matches('\n').count() } else { 0 };
            out.push_str(&mark(self.kept.len()));
            out.push_str(&"\n".repeat(lines));
            if begins_line && goes_on && !what.is_empty() {
                out.push('\n');
            }
            self.kept.push(Kept { comment: written, lines, is_foreign: !what.is_empty() });
        }
        out.push_str(&text[at..]);
        out
    }

    /// What stands in a stretch: comments in it are words of it.
    fn words(&self, inner: &str) -> String {
        let mut words = inner.to_owned();
        for (number, kept) in self.kept.iter().enumerate().rev() {
            if words.contains(&mark(number)) {
                let bare = kept.comment.trim_start_matches("<!--").trim_end_matches("-->");
                words = words.replace(&mark(number), bare);
            }
        }
        words
    }

    /// A comment in code would be printed: there nothing comes back.
    fn out_of_code(&self, text: String, first: usize) -> String {
        if self.kept.len() == first {
            return text;
        }
        let code = code_in(&text);
        let mut text = text;
        for number in (first..self.kept.len()).rev().filter(|number| self.kept[*number].is_foreign) {
            let Some(at) = text.find(&mark(number)) else { continue };
            if code.iter().any(|code| code.contains(&at)) {
                text.replace_range(at..at + mark(number).len(), "");
            }
        }
        text
    }

    /// The text with all comments back in their places.
    pub(super) fn back(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (number, kept) in self.kept.iter().enumerate().rev() {
            let lines = "\n".repeat(kept.lines);
            text =
                text.replace(&format!("{}{lines}", mark(number)), &kept.comment).replace(&mark(number), &kept.comment);
        }
        text
    }
}

/// Words as a comment, which ends where it should. In the middle of a line it is one line, since an empty one would end it.
pub(super) fn comment(words: &str, begins_line: bool) -> String {
    let mut words = words.replace("<!--", "").replace("-->", "");
    while words.contains("--") {
        words = words.replace("--", "- -");
    }
    if begins_line && words.trim().contains('\n') {
        return format!("<!--\n{}\n-->", words.trim_matches('\n').trim_end());
    }
    let lines = words.lines().map(|line| line.trim_start_matches(['>', ' ', '\t']));
    let line = lines.collect::<Vec<_>>().join(" ");
    format!("<!-- {} -->", line.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What Liquid leaves out, in code too.
fn liquid(text: &str) -> Vec<Stretch> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(captures) = LIQUID.captures_at(text, at) {
        let whole = captures.get(0).map_or(0..0, |whole| whole.range());
        let end = |names: &[&str]| {
            let ends = names.iter().filter_map(|name| {
                let close = Regex::new(&format!(r"\{{%-?\s*{name}\s*-?%\}}")).ok()?;
                close.find_at(text, whole.end).map(|close| close.range())
            });
            ends.min_by_key(|close| close.start).unwrap_or(text.len()..text.len())
        };
        if captures.get(3).is_some() {
            at = end(&["endraw"]).end;
            continue;
        }
        if captures.get(2).is_some() {
            at = whole.end;
            found.push((whole.clone(), whole.start + 2..whole.end - 2, "a comment of Liquid"));
            continue;
        }
        let (close, what) = if captures.get(4).is_some() {
            (end(&["endif", "endunless", "else"]), "text below a condition of Liquid that never holds")
        } else {
            (end(&["endcomment", "enddoc"]), "a comment of Liquid")
        };
        at = close.end;
        found.push((whole.start..close.end, whole.end..close.start, what));
    }
    found
}

/// Comments, elements and words outside code that are not shown.
fn marked_up(text: &str, dialect: Dialect) -> Vec<Stretch> {
    let (code, bare) = (code_in(text), without_marks(text));
    let (mut found, mut at) = (Vec::<Stretch>::new(), 0);
    while let Some(start) = text[at..].find(['<', '{', ']']).map(|offset| at + offset) {
        at = start + 1;
        let next = code.partition_point(|code| code.end <= start);
        if let Some(inside) = code.get(next).filter(|code| code.contains(&start)) {
            at = inside.end.max(at);
            continue;
        }
        let rest = &text[start..];
        if rest.starts_with("<!-- set-aside-") {
            at = start + rest.find("-->").map_or(4, |end| end + 3);
            continue;
        }
        let stretch = if rest.starts_with("<!--") {
            bare[start + 2..]
                .find("-->")
                .map(|end| (start..start + end + 5, start + 4..(start + end + 2).max(start + 4), ""))
        } else if rest.starts_with('<') {
            element(text, start)
        } else if dialect == Dialect::Jekyll && rest.starts_with("{::comment}") {
            let (end, length) = [("{:/comment}", 11), ("{:/}", 4)]
                .iter()
                .filter_map(|(close, length)| rest.find(close).map(|end| (start + end, *length)))
                .min()
                .unwrap_or((text.len(), 0));
            Some((start..end + length, start + 11..end, "a comment of kramdown"))
        } else if dialect == Dialect::Pandoc && rest.starts_with("]{") {
            span(text, start).filter(|(range, ..)| found.last().is_none_or(|(last, ..)| last.end <= range.start))
        } else {
            None
        };
        if let Some(stretch) = stretch {
            at = stretch.0.end.max(at);
            found.push(stretch);
        }
    }
    found
}

/// The element that begins at an offset, if browsers do not show it.
fn element(text: &str, start: usize) -> Option<Stretch> {
    let length = text[start..].find('>')? + 1;
    let raw = &text[start..start + length];
    let tag = tags(raw).into_iter().next().filter(|tag| tag.name.start == 1)?;
    let name = raw[tag.name].to_ascii_lowercase();
    let attributes = tag.attributes.iter().map(|one| (&raw[one.name.clone()], &raw[one.value.clone()]));
    if !is_not_shown(&name, attributes) {
        return None;
    }
    let inner = start + length;
    let what = "an element that browsers do not show";
    if is_void(&name) || raw.ends_with("/>") {
        return Some((start..inner, start + 1..inner - 1, what));
    }
    let lower = text[inner..].to_ascii_lowercase();
    let (mut depth, mut at) = (1_usize, 0);
    while let Some(next) = lower[at..].find('<').map(|offset| at + offset) {
        at = next + 1;
        let is_end = lower[at..].starts_with('/');
        let behind = lower[at + usize::from(is_end)..].strip_prefix(name.as_str());
        if !behind.is_some_and(|behind| behind.starts_with(|sign: char| !sign.is_alphanumeric() && sign != '-')) {
            continue;
        }
        depth = if is_end { depth - 1 } else { depth + 1 };
        if depth == 0 {
            let end = lower[next..].find('>').map_or(text.len(), |end| inner + next + end + 1);
            return Some((start..end, inner..inner + next, what));
        }
    }
    // Some elements need no end.
    let end = if matches!(&*name, "p" | "li" | "td" | "th" | "tr" | "dd" | "dt") { lower.find("\n\n") } else { None };
    let end = end.map_or(text.len(), |end| inner + end);
    Some((start..end, inner..end, what))
}

/// `[words]{.hidden}`, of which the bracket that closes stands at an offset.
fn span(text: &str, close: usize) -> Option<Stretch> {
    let attributes = &text[close + 2..];
    let end = attributes.find('}')?;
    hides_in_braces(&attributes[..end]).then_some(())?;
    let mut depth = 0_usize;
    let open = text[..=close].char_indices().rev().find_map(|(at, sign)| {
        match sign {
            ']' => depth += 1,
            '[' => depth -= 1,
            _ => return None,
        }
        (depth == 0).then_some(at)
    })?;
    Some((open..close + 3 + end, open + 1..close, "words of a class that is not shown"))
}

/// Where code stands.
fn code_in(text: &str) -> Vec<Range<usize>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let events = Parser::new_ext(text, options).into_offset_iter();
    let code = events
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Code(_)))
        .map(|(_, range)| range);
    code.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, dialect: Dialect) -> (String, usize) {
        let (mut hidden, mut report) = (Hidden::default(), Report::default());
        let without = hidden.set_aside(text, dialect, &|at| Place::byte("x", at), &mut report);
        assert!(!without.contains("SECRET"), "{without}");
        (hidden.back(&without), report.finish().0.len())
    }

    #[test]
    fn what_is_not_shown_comes_back_as_a_comment() {
        for (text, expected) in [
            ("{% comment %}\nSECRET\n\n--> more\n{% endcomment %}\nText\n", "<!--\nSECRET\n\n more\n-->\nText\n"),
            ("a {%- comment -%} SECRET\n\n<!-- b --> {%- endcomment -%} c\n", "a <!-- SECRET b --> c\n"),
            ("{::comment}\nSECRET -- x\n{:/comment}\n", "<!-- SECRET - - x -->\n"),
            ("> {::comment}SECRET\n> b{:/}\n", "> <!-- SECRET b -->\n"),
            ("{% if false %}SECRET{% endif %}Text\n", "<!-- SECRET -->\nText\n"),
            ("```\na {% comment %}SECRET{% endcomment %}\n```\n", "```\na \n```\n"),
            ("<div hidden><div>\n\nSECRET</div>\n</div>\n\nText\n", "<!--\n<div>\n\nSECRET</div>\n-->\n\nText\n"),
            ("a <span style='display: none'>SECRET</span> b\n", "a <!-- SECRET --> b\n"),
            ("<!-- SECRET\n\n::: objectives -->\n", "<!-- SECRET\n\n::: objectives -->\n"),
            ("<!-- {% comment %}SECRET{% endcomment %} b -->\n", "<!--  SECRET  b -->\n"),
        ] {
            assert_eq!(read(text, Dialect::Jekyll).0, expected, "{text}");
        }
        assert_eq!(read("a [SECRET [b]]{.hidden} c\n", Dialect::Pandoc).0, "a <!-- SECRET [b] --> c\n");
    }

    #[test]
    fn what_is_shown_stays_and_comments_are_no_findings() {
        for text in [
            "`<p hidden>` and `{::comment}`\n\n```\n<!-- a -->\n<div hidden>b</div>\n```\n",
            "{% raw %}{% comment %}{% endraw %} a\n",
            "a <b aria-hidden=\"true\">*</b> [b]{.x} <!-- c -->\n",
        ] {
            assert_eq!(read(text, Dialect::Jekyll), (text.to_owned(), 0), "{text}");
        }
        assert_eq!(read("{% comment %}SECRET{% endcomment %}\n", Dialect::Jekyll).1, 1);
    }
}
