//! The lines of a page: containers by the names that Attune has, with their headings as titles; objectives go into the front matter.

use crate::config::{OwnContainers, WITHHELD};
use crate::content::html::{hides_in_braces, is_hiding_class};

use super::super::code_lines::{CodeLine, CodeLines};
use super::super::html::markdown_words;
use super::super::material::Page;
use super::super::phrases::Phrases;
use super::super::report::{Place, Report};
use super::chunks::{Chunk, chunk, inline_results};
use super::{grids, jekyll, pictures};

/// A page's text, which is read once.
pub(super) struct Body<'r> {
    pub(super) file: &'r str,
    /// The whole file, and where the text begins in it.
    pub(super) whole: &'r str,
    pub(super) lines_before: usize,
    pub(super) phrases: &'r Phrases,
    pub(super) report: &'r mut Report,
}

/// What a container that is open does with its lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Written,
    /// An exercise, in which a solution may stand.
    Exercise,
    /// Its lines stay, without a container.
    Dropped,
    /// Its entries are the page's objectives.
    Objectives,
}

/// The title of a container that has none of its own.
fn default_title(name: &str, phrases: &Phrases) -> Option<&'static str> {
    match name {
        "checklist" => Some(phrases.checklist),
        "discussion" => Some(phrases.discussion),
        "prereq" | "prerequisite" | "prerequisites" => Some(phrases.prerequisites),
        "questions" => Some(phrases.questions),
        "solution" => Some(phrases.solution),
        _ => None,
    }
}

impl Body<'_> {
    /// The text as Attune has it; objectives are put into the page.
    pub(super) fn read(mut self, body: &str, page: &mut Page) -> String {
        let first = 1 + self.whole[..self.lines_before].matches('\n').count();
        let modern = jekyll::modernized(body, self.file, self.report);
        let written = &self.whole[self.lines_before..];
        let is_same = modern == body && modern.lines().count() == written.lines().count();
        let lines: Vec<&str> = modern.lines().collect();
        let place = |at: usize| {
            if is_same { Place::line(self.file, first + at) } else { Place::words(self.file, lines[at].trim()) }
        };
        let lines = grids::tables(&lines, &place, self.report);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let is_same = is_same && lines.len() == written.lines().count();
        let code = CodeLines::of(&lines);
        let (mut is_hidden, mut skip, mut out, mut open) = (false, 0, Vec::<String>::new(), Vec::<Open>::new());
        for (at, line) in lines.iter().enumerate() {
            let place = if is_same { Place::line(self.file, first + at) } else { Place::words(self.file, line.trim()) };
            if at < skip {
                continue;
            }
            if let Some(CodeLine::Opens(offset, marks)) = code.lines[at] {
                is_hidden = self.fence(line, offset + marks, &place, &mut out);
                continue;
            }
            if let Some(inside) = code.lines[at] {
                out.extend((!is_hidden).then(|| (*line).to_owned()));
                is_hidden &= inside == CodeLine::Inside;
                continue;
            }
            is_hidden = false;
            if let Some(words) = container_line(line) {
                if words.is_empty() {
                    if matches!(open.pop(), Some(Open::Written | Open::Exercise)) {
                        out.push(":::".to_owned());
                    }
                } else {
                    let in_exercise = open.contains(&Open::Exercise);
                    let (how, behind) = self.open((words, in_exercise), &lines[at + 1..], &place, &mut out);
                    open.push(how);
                    skip = at + 1 + behind;
                }
            } else if open.last() == Some(&Open::Objectives) {
                objective(line, page);
            } else {
                let mut whole = (*line).to_owned();
                skip = at + 1;
                let goes_on =
                    |at: usize| lines.get(at).is_some_and(|line| !line.trim().is_empty()) && code.lines[at].is_none();
                while pictures::is_open(&whole) && goes_on(skip) {
                    whole = format!("{whole} {}", lines[skip].trim());
                    skip += 1;
                }
                let line = pictures::pictures(&inline_results(&whole, &place, self.report), &place, self.report);
                out.push(pictures::spans_and_keys(&line, &place, self.report));
            }
        }
        // Code that is left open ends with the page, as Markdown has it.
        if let Some(at) = code.left_open {
            self.report.lost(&Place::file(self.file), "code that is not closed", "it ends with the page");
            out.extend((!is_hidden).then(|| closing(lines[at], code.lines[at])));
        }
        self.close(open, &mut out);
        out.join("\n")
    }

    /// A container that a lesson leaves open is closed at its end.
    fn close(&mut self, open: Vec<Open>, out: &mut Vec<String>) {
        for how in open.into_iter().rev() {
            if matches!(how, Open::Written | Open::Exercise) {
                self.report.lost(&Place::file(self.file), "a container that is not closed", "it ends with the page");
                out.push(":::".to_owned());
            }
        }
    }

    /// The opening line of code, whose fence ends at `end`; whether it is left out.
    fn fence(&mut self, line: &str, end: usize, place: &Place, out: &mut Vec<String>) -> bool {
        let (mark, info) = line.split_at(end);
        match chunk(info, place, self.report) {
            Some(Chunk::Hidden) => true,
            Some(Chunk::Shown(language)) => {
                out.push(format!("{mark}{language}"));
                false
            }
            None => {
                out.push(line.to_owned());
                false
            }
        }
    }

    /// Opens a container; how many of the lines behind it belong to its opening.
    fn open(
        &mut self,
        (words, in_exercise): (&str, bool),
        behind: &[&str],
        place: &Place,
        out: &mut Vec<String>,
    ) -> (Open, usize) {
        let (written, id) = name_and_id(words);
        let lower = written.to_ascii_lowercase();
        if lower == "objectives" && !hides_in_braces(words) {
            return (Open::Objectives, 0);
        }
        if matches!(lower.as_str(), "tab" | "group-tab") {
            self.report.lost(place, "tabs", "what they hold stands one below another, under its headings");
            return (Open::Dropped, 0);
        }
        let known = OwnContainers::default();
        // What may be for instructors is never shown to learners.
        let is_hidden = is_hiding_class(&lower) || hides_in_braces(words);
        if is_hidden {
            self.report.lost(
                place,
                format!("the container `{written}`, which is not shown"),
                "only facilitators get it",
            );
        }
        let is_withheld =
            is_hidden || known.says_withheld(&lower) || lower.starts_with("instructor") || lower.starts_with("teacher");
        let name = if is_withheld { Some(WITHHELD.into()) } else { known.canonical(&lower) };
        let Some(name) = name.as_deref() else {
            self.report.lost(place, format!("the container `{written}`"), "its text was kept, without the container");
            return (Open::Dropped, 0);
        };
        // A solution or a hint by itself is a text to open.
        let name = if matches!(name, "solution" | "hint") && !in_exercise { "details" } else { name };
        let key = match name {
            "note" | "tip" | "warning" | "facilitator" => Some("title"),
            "details" => Some("summary"),
            _ => None,
        };
        let blank = behind.iter().take_while(|line| line.trim().is_empty()).count();
        let heading =
            behind.get(blank).filter(|line| line.starts_with('#') && line.trim_start_matches('#').starts_with(' '));
        let own = heading
            .map(|line| markdown_words(line.trim_start_matches('#').split(" {#").next().unwrap_or_default()))
            .filter(|title| !title.is_empty());
        let default = default_title(&lower, self.phrases).map(str::to_owned);
        // A heading is the title by itself, but of what is opened.
        let has_own = own.is_some() && name == "details";
        let own = own.filter(|_| has_own);
        let default = default.filter(|_| heading.is_none());
        let title = key.zip(own.or(default)).map(|(key, title)| format!("{key}=\"{}\"", title.replace('"', "'")));
        let attributes: Vec<String> = id.map(|id| format!("#{id}")).into_iter().chain(title).collect();
        let attributes = if attributes.is_empty() { String::new() } else { format!(" {{{}}}", attributes.join(" ")) };
        out.push(format!("::: {name}{attributes}"));
        let how = if name == "exercise" { Open::Exercise } else { Open::Written };
        (how, if has_own { blank + 1 } else { 0 })
    }
}

/// The words on a container line behind its colons; empty for one that closes.
fn container_line(line: &str) -> Option<&str> {
    let trimmed = line.trim();
    trimmed.starts_with(":::").then(|| trimmed.trim_matches(':').trim())
}

/// `name`, `{.name #id}` or `name {#id}`.
fn name_and_id(words: &str) -> (String, Option<String>) {
    let (head, braces) =
        words.split_once('{').map_or((words, ""), |(head, rest)| (head.trim(), rest.trim_end_matches('}')));
    let class = braces.split_whitespace().find_map(|word| word.strip_prefix('.')).unwrap_or_default();
    let id = braces.split_whitespace().find_map(|word| word.strip_prefix('#')).map(str::to_owned);
    let name = head.split_whitespace().next().unwrap_or(class);
    (name.to_owned(), id)
}

/// The line that closes the code which a line opens, as far to the right and in the same quotation.
fn closing(line: &str, code: Option<CodeLine>) -> String {
    let Some(CodeLine::Opens(offset, marks)) = code else { return String::new() };
    let before = line[..offset].chars().map(|character| if character == '>' { '>' } else { ' ' });
    before.chain(line[offset..].chars().take(marks)).collect()
}

/// An entry of the list of objectives; a line that goes on with one belongs to it.
fn objective(line: &str, page: &mut Page) {
    let trimmed = line.trim();
    let entry = ["- ", "* ", "+ "].iter().find_map(|sign| trimmed.strip_prefix(sign));
    match entry {
        Some(text) => page.objectives.push(markdown_words(text)),
        None if trimmed.is_empty() => {}
        None => match page.objectives.last_mut() {
            Some(last) => *last = format!("{last} {}", markdown_words(trimmed)),
            None => page.objectives.push(markdown_words(trimmed)),
        },
    }
}
