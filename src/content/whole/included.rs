//! Texts that pages include, each whole: what begins in one ends in it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::{Code, Diagnostic, Fix, suggest};
use crate::input::roles::{CONTENT, SHARED, page_stem};
use crate::source::{CoursePath, FileId, Span};

use super::super::Markdown;
use super::super::fences::{Fence, FenceRole};
use super::super::placeholders::Marks;
use super::builder::Builder;
use super::{Reading, SharedText, SharedTexts, Uses, marks_in_text, verbatim};

/// How many includes may lie in each other.
const DEEPEST: usize = 8;
/// How much may be put into a page, in bytes: as much as a page may have.
const LARGEST: usize = 4 * 1024 * 1024;
/// How many includes a page may have, with those in what it includes: an empty text costs, too.
const MOST: usize = 1000;

/// Puts a page together.
#[derive(Debug)]
pub(super) struct Includer<'a> {
    pub(super) shared: &'a SharedTexts,
    reading: Reading<'a>,
    pub(super) uses: Uses,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The files that something was put in from.
    pub(super) others: Vec<(FileId, CoursePath)>,
    /// The names of the includes that are being put in, from the outermost.
    open: Vec<String>,
    /// Bytes put in so far.
    bytes: usize,
    /// Includes so far.
    count: usize,
    is_full: bool,
}

impl<'a> Includer<'a> {
    pub(super) fn new(shared: &'a SharedTexts, reading: Reading<'a>) -> Self {
        Self {
            shared,
            reading,
            uses: Uses::default(),
            diagnostics: Vec::new(),
            others: Vec::new(),
            open: Vec::new(),
            bytes: 0,
            count: 0,
            is_full: false,
        }
    }

    /// The text that a mark names with everything in it; `None` where it cannot stand there, which is reported.
    pub(super) fn included(&mut self, written: &str, mark: Span) -> Option<Builder> {
        let name = name_of(written);
        self.uses.includes.insert(name.to_owned());
        let Some(SharedText { path, text, .. }) = self.shared.includes.get(name) else {
            self.uses.has_unknown = true;
            self.diagnostics.push(self.unknown(name, mark));
            return None;
        };
        let (path, text) = (path.clone(), text.clone());
        if let Some(from) = self.open.iter().position(|open| open == name) {
            let way: Vec<String> = self.open[from..].iter().map(|open| format!("`{open}`")).collect();
            let message = format!("`{name}` includes itself: {} → `{name}`", way.join(" → "));
            self.report(mark, message, "take one of these includes out");
            return None;
        }
        if self.open.len() == DEEPEST {
            let message = format!("includes lie in each other here more than {DEEPEST} deep");
            self.report(mark, message, "include the text itself, and not a text that includes it");
            return None;
        }
        self.count += 1;
        if !self.has_room(text.len(), mark) {
            return None;
        }
        let file = FileId::of(&path);
        if let Some(line) = front_matter_line(&text) {
            let message = "a text that pages include has no front matter";
            self.report(
                Span::new(file, line),
                message.to_owned(),
                "take it out: the page that includes the text has its own",
            );
            return None;
        }
        self.open.push(name.to_owned());
        let mut builder = Builder::default();
        let marks = marks_in_text(&text, 0, &self.shared.values, self.reading);
        self.put_together(&mut builder, (file, &text), bom(&text), &marks);
        self.open.pop();
        if !self.is_whole(&builder, file) {
            return None;
        }
        if !self.others.iter().any(|(other, _)| *other == file) {
            self.others.push((file, path));
        }
        Some(builder)
    }

    /// Whether so many bytes more may be put in; where they may not, that is said once.
    pub(super) fn has_room(&mut self, bytes: usize, mark: Span) -> bool {
        self.bytes = self.bytes.saturating_add(bytes);
        let message = match (self.bytes > LARGEST, self.count > MOST) {
            (true, _) => format!("values and includes put more than {} MiB into this page", LARGEST / 1024 / 1024),
            (_, true) => format!("this page has more than {MOST} includes, with those in what it includes"),
            _ => return true,
        };
        if !std::mem::replace(&mut self.is_full, true) {
            self.report(mark, message, "include less, or make several pages of it");
        }
        false
    }

    /// Whether what begins in a text ends in it; reports what does not.
    fn is_whole(&mut self, builder: &Builder, file: FileId) -> bool {
        let before = self.diagnostics.len();
        let (_, lines) = verbatim(builder.text(), 0, self.reading);
        let fences = lines.containers();
        let mut report = |code: Code, range: &Range<usize>, message: &str, help: &'static str| {
            let span = builder.place(Span::new(file, range.clone()));
            self.diagnostics.push(Diagnostic::new(code, span, message).help(help));
        };
        let mut open: Vec<&Fence> = Vec::new();
        for fence in &fences {
            if matches!(fence.role, FenceRole::Open { .. }) {
                open.push(fence);
            } else if open.pop().is_none() {
                let message = "this line would close a container of the page that includes the text";
                report(
                    Code::ContainerStray,
                    &fence.range,
                    message,
                    "remove it, or open the container in this text, too",
                );
            }
        }
        for fence in open {
            let message = "this container is not closed in the text that pages include";
            report(Code::ContainerUnclosed, &fence.range, message, "put a line with `:::` after its last line");
        }
        // What follows the text must be a paragraph, whatever the text is.
        let probed = format!("{}\n\nq\n", Marks::default().masked(builder.text(), &fences));
        let events = Markdown::parse(&probed, 0, self.reading.syntax).events;
        let is_around = |(event, range): &&(Event<'_>, Range<usize>)| {
            matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)) && range.end >= probed.len() - 1
        };
        if let Some((_, range)) = events.iter().find(is_around) {
            let line = probed[range.start..].find('\n').map_or(range.end, |length| range.start + length);
            let message =
                "what begins here does not end in the text that pages include: a code block, a comment or raw HTML";
            report(Code::IncludeForm, &(range.start..line), message, "close it in this text");
        }
        self.diagnostics.len() == before
    }

    /// Says that an include is written in another way.
    pub(super) fn report_nearly(&mut self, written: &str, mark: Span) {
        let name = name_of(written);
        let known = self.shared.includes.get(name).is_some();
        let text = format!("{{{{include {}}}}}", if name.is_empty() { "name" } else { name });
        let fix = known.then(|| Fix::replace(mark, text.clone(), format!("write `{text}`")));
        let finding = Diagnostic::new(Code::IncludeForm, mark, "an include is written in another way");
        self.uses.has_unknown = true;
        self.diagnostics.push(finding.help(format!("write `{text}` on a line of its own")).fix(fix));
    }

    fn unknown(&self, name: &str, mark: Span) -> Diagnostic {
        let meant = suggest(name, self.shared.includes.near(name));
        let help = meant.help_as(
            |name| format!("{{{{include {name}}}}}"),
            format!("write the text into `{CONTENT}/{SHARED}/{}.md`", if name.is_empty() { "name" } else { name }),
        );
        let fix = meant.correction.map(|name| format!("{{{{include {name}}}}}"));
        let fix = fix.map(|text| Fix::replace(mark, text.clone(), format!("write `{text}`")));
        Diagnostic::new(Code::IncludeUnknown, mark, format!("there is no text `{name}` to include")).help(help).fix(fix)
    }

    fn report(&mut self, span: Span, message: String, help: &'static str) {
        self.diagnostics.push(Diagnostic::new(Code::IncludeForm, span, message).help(help));
    }
}

/// The name of a text as it is written in a mark: also with its ending, or as a path to it.
fn name_of(written: &str) -> &str {
    let written = written.trim_start_matches("../").trim_start_matches("./");
    let written = written.strip_prefix("content/").unwrap_or(written);
    let written = written.strip_prefix("_shared/").unwrap_or(written);
    page_stem(written).unwrap_or(written)
}

/// How many bytes a byte order mark takes.
fn bom(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// The first line, where it begins front matter: another such line comes after it.
fn front_matter_line(text: &str) -> Option<Range<usize>> {
    let from = bom(text);
    let mut lines = text[from..].lines();
    let is_front = lines.next().is_some_and(|line| line.trim_end() == "---")
        && lines.clone().next().is_some_and(|line| line.contains(':'))
        && lines.any(|line| line.trim_end() == "---");
    is_front.then(|| from..from + 3)
}
