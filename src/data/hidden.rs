//! What an author meant to keep from readers in a text that is no body of a page, where nothing hides it: parts for facilitators, comments,
//! and marks by which other tools hide words. The reader of texts looks for it, so that no key can miss it.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Code, suggest};
use crate::source::text::{colons_in, is_invisible};

const PART: &str = "leave out what only facilitators read: it belongs on a page, below `::: facilitator`; signs that are meant stand between backticks";
const ELSEWHERE: &str = "leave out what nobody is to read; signs that are meant stand between backticks";

/// Something that was to be hidden: its code, how it is written, and what to do.
pub(super) struct Hidden {
    pub(super) code: Code,
    pub(super) written: String,
    pub(super) help: &'static str,
}

/// Names of parts for facilitators, as Attune and other tools have them.
macro_rules! withheld {
    () => {
        r"(?:facilitator|instructor|teacher|trainer)(?:s?|-notes?)"
    };
}

/// Words that are meant as signs.
static CODE: LazyLock<Regex> = LazyLock::new(|| Regex::new("`[^`]+`").expect("it is a fixed expression"));

/// Parts for facilitators as other tools have them: elements and their classes, blocks of code, alerts, short codes.
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    let alternatives = [
        concat!(r"</?", withheld!(), r"[\s/>]"),
        concat!(r#"<\w+\s[^>]*=\s*["']?(?:[^"'>]*\s)?"#, withheld!(), r#"["'\s>]"#),
        concat!(r"```+\s*\{?", withheld!()),
        concat!(r"\[[!/.]", withheld!(), r"\]"),
        concat!(r"\{[{%]?[-<%]?\s*/?", withheld!(), r"\s*[-%>}]"),
    ];
    Regex::new(&format!("(?i){}", alternatives.join("|"))).expect("it is a fixed expression")
});

/// What other tools hide: what [`crate::content`] finds in the body of a page and one text can hold.
static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    let alternatives = [
        r"\{/\*",
        r"\{#[\s-][^}]*#\}",
        r"\{\{/\*|\{\{-?!|\{\{[<%\s/]*(?:comment|hidden)\b",
        r"\{%[-\s]*(?:comment\b|endcomment\b|#)",
        r"\{::?/?comment\b",
        r"\{>>|\{--[^}]+--\}",
        r"<%",
        r"\\iffalse\b|\\begin\{comment\}",
        r"(?m:^)#\+(?i:begin|end)_comment",
        r"(?m:^)////\s*$",
        r"[\])]\{[^}]*\.(?:hidden|hide|invisible|d-none|content-hidden)\b[^}]*\}",
        r#"<[a-z][a-z0-9-]*(?:\s[^<>]*)?\s(?:hidden\b|class=["']?(?:hidden|d-none)\b|style=["'][^"'>]*(?:display:\s*none|visibility:\s*hidden))[^<>]*>"#,
    ];
    Regex::new(&format!("(?:{})[^\n]*", alternatives.join("|"))).expect("it is a fixed expression")
});

/// Comments of Obsidian. Signs for hundredths stand behind figures.
static PERCENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^\p{L}\p{N}%\s]\s*|\p{L}\s+|\p{N}\s+)(%%[^%]+%%)").expect("it is a fixed expression")
});

/// The first thing in a text that was to be hidden; in Markdown comments are.
pub(super) fn hidden(text: &str, is_markdown: bool) -> Option<Hidden> {
    if !is_markdown && text.contains("<!--") {
        return None;
    }
    let is_suspect = |sign: char| matches!(sign, '{' | '<' | '%' | '[' | '`' | '\\' | '/' | '#') || colons_in(sign) > 0;
    if !text.contains(is_suspect) {
        return None;
    }
    let foreign = |text: &str| FOREIGN.find(text).map(|found| found.as_str().to_owned());
    let block = text.lines().filter(|line| line.trim_start().starts_with("```")).find_map(foreign);
    let text = CODE.replace_all(text, "``");
    let part = container_line(&text).map(|written| (Code::ContainerMisplaced, written));
    let part = part.or_else(|| block.or_else(|| foreign(&text)).map(|written| (Code::ContainerForeign, written)));
    if let Some((code, written)) = part {
        return Some(Hidden { code, written, help: PART });
    }
    let marks = MARKS.find(&text).map(|found| found.as_str());
    let percent = || PERCENT.captures_iter(&text).find_map(|found| found.get(1)).map(|found| found.as_str());
    let written = marks.or_else(percent)?.to_owned();
    Some(Hidden { code: Code::HiddenForeign, written, help: ELSEWHERE })
}

/// The line of a container, or nearly one of a part for facilitators.
fn container_line(text: &str) -> Option<String> {
    text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']).find_map(|line| {
        let head = |sign: char| {
            sign.is_whitespace() || is_invisible(sign) || matches!(sign, '>' | '-' | '*' | '+' | '|' | '#')
        };
        let (mut rest, mut is_head) = (line.trim_start_matches(head), true);
        loop {
            let start = rest.find(|sign| colons_in(sign) > 0)?;
            is_head &= start == 0;
            rest = &rest[start..];
            let blank = |sign: char| sign.is_whitespace() || is_invisible(sign);
            let end = rest.find(|sign| colons_in(sign) == 0 && !blank(sign)).unwrap_or(rest.len());
            let (colons, behind) = (rest[..end].chars().map(colons_in).sum::<usize>(), &rest[end..]);
            let named = behind.trim_start_matches(|sign: char| blank(sign) || "{.[*_`".contains(sign));
            let name: String = named
                .chars()
                .filter(|sign| !is_invisible(*sign))
                .take_while(|sign| sign.is_alphanumeric() || *sign == '-')
                .collect();
            let is_container = is_head && colons >= 3 && (!name.is_empty() || behind.is_empty());
            if is_container || colons >= if is_head { 2 } else { 3 } && is_withheld(&name.to_lowercase()) {
                return Some(rest.to_owned());
            }
            rest = behind;
        }
    })
}

/// Whether a name is that of a part for facilitators, also misspelt.
fn is_withheld(name: &str) -> bool {
    static NAME: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(concat!("^", withheld!(), "$")).expect("it is a fixed expression"));
    NAME.is_match(name) || name.starts_with("facilitator") || suggest(name, ["facilitator"]).correction.is_some()
}

#[cfg(test)]
mod tests {
    use super::hidden;

    #[test]
    fn what_was_to_be_hidden_is_found_and_what_is_meant_is_not() {
        for (text, code) in [
            ("A.\n\n::: facilitator\nb\n:::", "container-misplaced"),
            ("::: facilitator b :::", "container-misplaced"),
            ("> ： ：： facilitater", "container-misplaced"),
            ("::facilitator", "container-misplaced"),
            ("A ::: {.instructor} b", "container-misplaced"),
            ("::: ours\nb\n:::", "container-misplaced"),
            ("<div class=\"facilitator\">b</div>", "container-foreign"),
            ("```{instructor-note}\nb\n```", "container-foreign"),
            ("> [!FACILITATOR]\n> b", "container-foreign"),
            ("{{< instructor >}}", "container-foreign"),
            ("A %%b%%", "hidden-foreign"),
            ("A. %%b%%", "hidden-foreign"),
            ("Session 5 %%b%%", "hidden-foreign"),
            ("A {# b #}", "hidden-foreign"),
            ("A {/* b */}", "hidden-foreign"),
            ("A {{!-- b --}}", "hidden-foreign"),
            ("A {% comment %}b{% endcomment %}", "hidden-foreign"),
            ("A <%-- b --%>", "hidden-foreign"),
            ("A {>>b<<} c", "hidden-foreign"),
            ("A <span hidden>b</span>", "hidden-foreign"),
            ("A [b]{.hidden}", "hidden-foreign"),
        ] {
            assert_eq!(hidden(text, false).map_or("", |found| found.code.as_str()), code, "{text}");
        }
        for text in [
            "Half (50%%) of 30%%: a",
            "Time: 10:30 :) and std::vector, a::b",
            "Write `::: facilitator` or `{# a #}` or `%%b%%`",
            "https://a.example/%E4%B8/{path}#a",
            "For facilitators: <b>how</b> to {begin} [here](a) [!]",
            "A < b % c",
            "The facilitator: [teacher](https://a.example)",
        ] {
            assert!(hidden(text, false).is_none(), "{text}");
        }
    }
}
