//! What a page takes from other files: `{{#include file:lines}}`, `{{#rustdoc_include file:anchor}}`, `{{#quiz file}}`; and the lines of
//! Rust that a reader sees only when asked for.

use super::super::code_lines::{CodeLine, CodeLines};
use super::super::links::resolved;
use super::super::material::Part;
use super::super::phrases::Phrases;
use super::super::report::{Place, Report};
use super::super::source::Source;
use super::listing::Listing;
use super::quiz;

/// Files within each other.
const DEEPEST: usize = 8;
/// Files that one page takes, each time counted.
const MOST: usize = 2000;

/// A page whose text is read.
pub(super) struct Includes<'r> {
    pub(super) source: &'r Source<'r>,
    /// Its path in the source, and what it is called in messages.
    pub(super) from: &'r str,
    pub(super) file: &'r str,
    pub(super) phrases: &'static Phrases,
    /// How many files were taken.
    pub(super) taken: usize,
    pub(super) report: &'r mut Report,
}

impl Includes<'_> {
    /// The text in parts: Markdown, and the questions between.
    pub(super) fn read(&mut self, text: &str, parts: &mut Vec<Part>) {
        let mut markdown = String::new();
        let lines: Vec<&str> = text.lines().collect();
        let code = CodeLines::of(&lines).lines;
        let (mut listing, mut is_rust) = (Listing::default(), false);
        for (at, line) in lines.into_iter().enumerate() {
            let place = Place::line(self.file, at + 1);
            let trimmed = line.trim_start();
            if let Some(path) = trimmed
                .strip_prefix("{{#quiz")
                .and_then(|rest| rest.split_once("}}"))
                .map(|(path, _)| path.trim())
                .filter(|_| code[at].is_none())
            {
                parts.push(Part::Markdown(std::mem::take(&mut markdown)));
                parts.extend(self.quiz(path, &place));
                continue;
            }
            if code[at].is_none()
                && let Some(written) = listing.line(trimmed)
            {
                markdown.push_str(&written);
                continue;
            }
            if let Some(CodeLine::Opens(offset, marks)) = code[at] {
                let (mark, info) = line.split_at(offset + marks);
                let language = info.trim().split([',', ' ', '{']).next().unwrap_or_default();
                is_rust = language == "rust" || language == "edition2021";
                markdown.push_str(&format!("{mark}{language}\n"));
                continue;
            }
            is_rust &= code[at] == Some(CodeLine::Inside);
            let included = self.expanded(line, &place, 0);
            for inner in included.lines().chain(included.is_empty().then_some("")) {
                if is_rust && (inner.trim_start().starts_with("# ") || inner.trim() == "#") {
                    self.report.lost(&place, "lines of Rust that are hidden until asked for (`# `)", "left out");
                    continue;
                }
                markdown.push_str(inner);
                markdown.push('\n');
            }
        }
        parts.push(Part::Markdown(markdown));
    }

    fn quiz(&mut self, path: &str, place: &Place) -> Vec<Part> {
        let quiz = resolved(self.from, path).filter(|path| self.source.has(path));
        let text = quiz.as_ref().map(|path| self.source.text(path));
        if let (Some(path), Some(Ok(text))) = (quiz, text) {
            return quiz::questions(&text, &self.source.named(&path), self.phrases, self.report);
        }
        self.report.lost(place, format!("the quiz `{path}`, which cannot be read"), "left out");
        Vec::new()
    }

    /// A line with the files it includes.
    fn expanded(&mut self, line: &str, place: &Place, depth: usize) -> String {
        let Some(start) = line.find("{{#") else { return line.to_owned() };
        if start > 0 && line[..start].ends_with('\\') {
            return line.to_owned();
        }
        let Some(end) = line[start..].find("}}").map(|end| start + end) else { return line.to_owned() };
        let (kind, argument) =
            line[start + 3..end].split_once(char::is_whitespace).unwrap_or((&line[start + 3..end], ""));
        let argument = argument.split_whitespace().next().unwrap_or_default();
        let included = match kind {
            "include" | "rustdoc_include" | "playground" | "playpen" if depth < DEEPEST && self.taken < MOST => {
                self.taken += 1;
                self.included(argument)
            }
            "title" => Some(String::new()),
            _ => None,
        };
        let Some(included) = included else {
            self.report.lost(
                place,
                format!("`{}`", &line[start..end + 2]),
                "left out: it cannot be read, or has no counterpart",
            );
            return format!("{}{}", &line[..start], &line[end + 2..]);
        };
        let inner: Vec<String> = included.lines().map(|line| self.expanded(line, place, depth + 1)).collect();
        format!("{}{}{}", &line[..start], inner.join("\n"), &line[end + 2..])
    }

    /// The lines of a file: `file`, `file:2:10`, `file::10`, `file:anchor`. Marks of anchors are left out.
    fn included(&self, argument: &str) -> Option<String> {
        let (path, range) = argument.split_once(':').unwrap_or((argument, ""));
        let path = resolved(self.from, path).filter(|path| self.source.has(path))?;
        let text = self.source.text(&path).ok()?;
        let lines: Vec<&str> = text.lines().collect();
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let kept: Vec<&str> = if range.is_empty() {
            lines
        } else if range.split(':').all(is_number) {
            let (first, last) = range.split_once(':').unwrap_or((range, range));
            let first: usize = first.parse().unwrap_or(1);
            let last: usize = last.parse().unwrap_or(lines.len());
            lines.get(first.max(1) - 1..last.min(lines.len())).unwrap_or_default().to_vec()
        } else {
            let name = range.split(':').next().unwrap_or(range);
            let is = |line: &str, what: &str| {
                line.split_once(what).is_some_and(|(_, rest)| rest.split_whitespace().next() == Some(name))
            };
            let begin = lines.iter().position(|line| is(line, "ANCHOR:"))?;
            let end = lines.iter().position(|line| is(line, "ANCHOR_END:")).unwrap_or(lines.len());
            lines.get(begin + 1..end).unwrap_or_default().to_vec()
        };
        let is_mark = |line: &&&str| line.contains("ANCHOR:") || line.contains("ANCHOR_END:");
        Some(kept.iter().filter(|line| !is_mark(line)).copied().collect::<Vec<_>>().join("\n"))
    }
}
