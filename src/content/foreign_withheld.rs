//! Parts for facilitators in the spelling of another tool: a class in raw HTML, a code block of that name, an admonition, an alert, a short
//! code, a list of attributes. Nothing is withheld by any of them, so each is an error.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::{memchr2_iter, memchr3_iter, memrchr2};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use regex::Regex;

use crate::config::OwnContainers;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Span;
use crate::source::text::is_escaped;

use super::fences::line_end;
use super::front_matter::{later_blocks, report_outside};
use super::html::{Attribute, decoded, tags};
use super::parse_context::ParseContext;

/// A name as it stands in the marks below: no signs of ASCII but hyphens and underscores.
macro_rules! name {
    () => {
        r"([^\x00-,./:-@\[-^`{-\x7f]+)"
    };
}

/// Marks in the text with a name behind what they begin with.
static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    let alternatives = [
        // Admonitions, tabs and blocks of MkDocs, a directive of reStructuredText or what one is for.
        concat!(r#"(?m:^)[ \t>]*(?:!!!|\?\?\?|///|===)[+!]?[ \t]*"?"#, name!()),
        concat!(r"(?m:^)[ \t>]*\.\.[ \t]+(?:only|container|class|admonition)::[ \t]+", name!()),
        concat!(r"(?m:^)[ \t>]*\.\.[ \t]+", name!(), "::"),
        // Alerts and callouts, and short codes in brackets by what closes them; roles of AsciiDoc.
        concat!(r"\[[!/.]", name!(), r"\]"),
        // Short codes and templates.
        concat!(r#"\{[{%#][-<%#]?\s*/?(?:(?:if|block|notice|callout|admonition)\s+)?"?"#, name!()),
        // A role, whose name code follows.
        concat!(r"\{", name!(), r"\}`"),
        // Environments and commands of TeX, blocks of Org, comments of Obsidian.
        concat!(r"\\(?:begin|end)[ \t]*\{", name!(), r"\*?\}"),
        concat!(r"\\", name!(), r"[ \t]*\{"),
        concat!(r"#\+(?i:begin|end)[_:][ \t]*", name!()),
        concat!(r"%%[ \t:/]*", name!()),
        // Labels of links that are used as comments.
        concat!(r#"(?m:^)[ \t>]*\[([^\]\n]*)\]:[ \t]*(?:#|<>|<#>|//)(?:[ \t]*[("'][ \t:/]*"#, name!(), ")?"),
    ];
    Regex::new(&alternatives.join("|")).expect("it is a fixed expression")
});

/// What begins a line, behind blanks and signs of quotes, that the expression looks at.
const LINE_OPENERS: [&str; 8] = ["!!!", "???", "///", "===", ".. ", "..\t", "[", "#+"];

/// Elements of raw HTML, and comments that are a name alone.
static HTML: LazyLock<Regex> = LazyLock::new(|| {
    let alternatives = [
        concat!("<", name!(), r"[\s/>]"),
        concat!(r"<!--[\s#:/]*(?:(?i:begin|start|end)[\s:_-]+)?", name!(), r"[\s:/]*-->"),
    ];
    Regex::new(&alternatives.join("|")).expect("it is a fixed expression")
});

/// Elements that hold a part, and are called so by these attributes. In others they name a place.
const PARTS: [&str; 5] = ["section", "div", "aside", "article", "details"];
const CALLED_BY: [&str; 3] = ["id", "name", "role"];
/// Attributes whose values are words for readers, or addresses.
const WORDS: [&str; 9] = ["alt", "aria-label", "cite", "content", "href", "placeholder", "src", "summary", "title"];

/// Attributes in braces.
static BRACES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{([^{}]*\.[^{}]*)").expect("it is a fixed expression"));

/// Reports what stands in the body of the page, which begins at `from`.
pub(super) fn report_foreign_withheld(page: &mut ParseContext<'_>, events: &[(Event<'_>, Range<usize>)], from: usize) {
    let (source, own) = (page.source, page.options.containers.clone());
    let mut marks = marks_in(source, from, &own);
    let (mut found, mut html) = (Vec::new(), RawHtml::default());
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                if let CodeBlockKind::Fenced(info) = kind
                    && code_names(info).any(|name| own.says_withheld(&name.to_lowercase()))
                {
                    found.push(range.start..line_end(source, range.start).min(range.end));
                }
                marks.retain(|mark| !range.contains(&mark.start));
            }
            Event::Code(_) | Event::Rule | Event::InlineMath(_) | Event::DisplayMath(_) => {
                marks.retain(|mark| !range.contains(&mark.start));
            }
            Event::Html(text) | Event::InlineHtml(text) => {
                marks.retain(|mark| !range.contains(&mark.start));
                html.add(text, range);
                if matches!(event, Event::InlineHtml(_)) {
                    found.append(&mut html.take(source, &own));
                }
            }
            Event::End(TagEnd::HtmlBlock) => found.append(&mut html.take(source, &own)),
            _ => {}
        }
    }
    report_later_front_matter(page, events, from);
    found.extend(marks.into_iter().filter(|mark| !is_ours(source, mark.start)));
    found.sort_by_key(|range| range.start);
    found.dedup_by_key(|range| range.start);
    for range in found {
        let range = page.trimmed(range);
        // Backticks would end the place in which the message names it.
        let written = source[range.range()].trim_matches('`').trim();
        let message = format!("`{written}` is no part for facilitators here, and everybody would read what it marks");
        let help = "write `::: facilitator` above what only facilitators read, and `:::` below it, each on a line of its own; \
                    where it means something else, give it another name";
        page.report(Diagnostic::new(Code::ContainerForeign, range, message).help(help));
    }
}

/// Raw HTML, which comes line by line and without the signs of quotations between the lines.
#[derive(Default)]
struct RawHtml {
    text: String,
    /// Where each line begins in `text`, and where it stands.
    lines: Vec<(usize, Range<usize>)>,
}

impl RawHtml {
    fn add(&mut self, text: &str, range: &Range<usize>) {
        self.lines.push((self.text.len(), range.clone()));
        self.text.push_str(text);
    }

    /// What says that it is for facilitators, at its places in the source, and begins anew.
    fn take(&mut self, source: &str, own: &OwnContainers) -> Vec<Range<usize>> {
        let mut found = named(&HTML, &self.text, 0..self.text.len(), own);
        for tag in tags(&self.text) {
            let is_part = PARTS.iter().any(|part| self.text[tag.name.clone()].eq_ignore_ascii_case(part));
            let attributes =
                tag.attributes.iter().filter(|attribute| says_withheld(&self.text, attribute, is_part, own));
            found.extend(
                attributes
                    .map(|attribute| attribute.name.start..attribute.value.end + usize::from(attribute.is_quoted)),
            );
        }
        let placed =
            found.into_iter().map(|range| self.place(source, range.start)..self.place(source, range.end)).collect();
        *self = Self::default();
        placed
    }

    /// Where a place in the text stands in the source: signs of quotations between the lines of one tag move it a little.
    fn place(&self, source: &str, at: usize) -> usize {
        let line = self.lines.partition_point(|(begin, _)| *begin < at.max(1)).saturating_sub(1);
        let place = self.lines.get(line).map_or(0, |(begin, range)| (range.start + at - begin).min(range.end));
        (0..=place).rev().find(|at| source.is_char_boundary(*at)).unwrap_or_default()
    }
}

/// Whether an attribute or its value is a name of what is withheld.
fn says_withheld(html: &str, attribute: &Attribute, is_part: bool, own: &OwnContainers) -> bool {
    let name = html[attribute.name.clone()].to_lowercase();
    if own.says_withheld(name.strip_prefix("data-").unwrap_or(&name)) {
        return true;
    }
    if WORDS.contains(&name.as_str()) || CALLED_BY.contains(&name.as_str()) && !is_part {
        return false;
    }
    decoded(&html[attribute.value.clone()]).split_whitespace().any(|word| own.says_withheld(&word.to_lowercase()))
}

/// Reports blocks in the middle of the page that would keep it from learners at its top.
fn report_later_front_matter(page: &mut ParseContext<'_>, events: &[(Event<'_>, Range<usize>)], from: usize) {
    let mut blocks = later_blocks(page.source, from);
    if blocks.is_empty() {
        return;
    }
    for (event, range) in events {
        if matches!(event, Event::Start(Tag::CodeBlock(_)) | Event::Html(_) | Event::InlineHtml(_) | Event::Code(_)) {
            blocks.retain(|key| !range.contains(&key.start));
        }
    }
    for key in blocks {
        let span = page.span(key);
        page.report(report_outside(page.source, span));
    }
}

/// Leaves out what is said of the same places as of marks of another tool: what would have been withheld is said once.
pub(super) fn leave_out_marks(findings: &mut Vec<Diagnostic>) {
    let span = |finding: &Diagnostic| match finding.place {
        Place::At(span) => Some(span),
        Place::File(_) => None,
    };
    let foreign = findings.iter().filter(|finding| finding.code == Code::ContainerForeign);
    let mut errors: Vec<Span> = foreign.filter_map(span).collect();
    if errors.is_empty() {
        return;
    }
    errors.sort_by_key(|error| error.start);
    findings.retain(|finding| {
        let is_mark = matches!(finding.code, Code::ForeignMark | Code::HiddenForeign);
        let Some(mark) = span(finding).filter(|_| is_mark) else { return true };
        // They do not overlap each other: the last one that begins before the mark ends reaches farthest.
        let before = errors.partition_point(|error| error.start < mark.end);
        before == 0 || errors[before - 1].end <= mark.start
    });
}

/// The marks in the text from an offset on, which no container line has.
fn marks_in(source: &str, from: usize, own: &OwnContainers) -> Vec<Range<usize>> {
    let (mut found, mut seen) = (Vec::new(), from);
    for at in openers(source, from) {
        if at < seen {
            continue;
        }
        let begin = memrchr2(b'\n', b'\r', &source.as_bytes()[from..at]).map_or(from, |end| from + end + 1);
        let end = line_end(source, at);
        seen = end;
        if source[begin..end].starts_with("::") {
            continue;
        }
        // A short code may go on in the next line.
        let next = source[end..].find(['\n', '\r']).map_or(end, |offset| line_end(source, end + offset + 1));
        found.extend(named(&MARKS, source, begin..next, own));
        found.extend(captured(&BRACES, source, begin..next, |attributes| {
            let mut classes = attributes.split_whitespace().filter_map(|word| word.strip_prefix('.'));
            classes.any(|class| own.says_withheld(&class.to_lowercase()))
        }));
    }
    found.sort_by_key(|range| range.start);
    found.dedup_by_key(|range| range.start);
    found
}

/// Where marks may begin, from an offset on and in order. The expression looks at lines that have one, and few have.
fn openers(source: &str, from: usize) -> Vec<usize> {
    let body = &source.as_bytes()[from..];
    let within = memchr3_iter(b'{', b'[', b'%', body);
    let within = within.filter(|at| match (body[*at], body.get(at + 1)) {
        (b'{', _) | (b'%', Some(b'%')) => true,
        (sign, next) => sign == b'[' && matches!(next, Some(b'!' | b'/' | b'.')),
    });
    let lines = std::iter::once(0).chain(memchr2_iter(b'\n', b'\r', body).map(|end| end + 1));
    let begins = lines.filter_map(|line| {
        let blanks = body[line..].iter().take_while(|sign| matches!(sign, b' ' | b'\t' | b'>')).count();
        let rest = &body[line + blanks..];
        LINE_OPENERS.iter().any(|opener| rest.starts_with(opener.as_bytes())).then_some(line + blanks)
    });
    let mut openers: Vec<usize> = within.chain(begins).map(|at| from + at).collect();
    openers.sort_unstable();
    openers
}

/// What an expression finds in a part of the source with a name of what is withheld in it.
fn named(form: &Regex, source: &str, within: Range<usize>, own: &OwnContainers) -> Vec<Range<usize>> {
    captured(form, source, within, |names| names.split_whitespace().any(|name| own.says_withheld(&name.to_lowercase())))
}

/// What an expression finds in a part of the source, where what it captures `is_meant`.
fn captured(form: &Regex, source: &str, within: Range<usize>, is_meant: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let one = |found: regex::Captures<'_>| {
        found.iter().skip(1).flatten().any(|names| is_meant(names.as_str())).then(|| {
            let whole = found.get_match();
            within.start + whole.start()..within.start + whole.end()
        })
    };
    form.captures_iter(&source[within.clone()]).filter_map(one).collect()
}

/// What may be the name of a part in what stands behind a fence: the first word, and the word behind that of an admonition.
fn code_names(info: &str) -> impl Iterator<Item = &str> {
    let mut words = info.split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '-' | '_')));
    let mut words = std::iter::from_fn(move || words.find(|word| !word.is_empty()));
    let first = words.next().unwrap_or_default();
    let second = matches!(first, "admonish" | "admonition" | "callout" | "div" | "only" | "container" | "class")
        .then(|| words.next())
        .flatten();
    [first.strip_prefix("ad-").unwrap_or(first)].into_iter().chain(second)
}

/// Whether the line at an offset is a container line, or nearly one, or the sign there is escaped.
fn is_ours(source: &str, at: usize) -> bool {
    let begin = source[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let before = source[begin..at].trim_start_matches(|sign: char| sign.is_whitespace() || ">-*+".contains(sign));
    before.starts_with("::") || is_escaped(source, at)
}
