//! Raw HTML among the events: what the allow-list lets through, its elements closed where Markdown's own end.
//!
//! Markdown's elements nest as they are written. An element of raw HTML that is still open where the one around it ends is
//! closed there; an end tag that closes an element further out takes effect where Markdown's elements in between have ended.

use std::borrow::Cow;
use std::ops::Range;

use crate::config::HtmlPolicy;
use crate::course::{ElementKind, Inserted};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::html::{attribute, without_comments};

use super::super::address::destination;
use super::super::html::{
    RawMedia, RawToken, Value, ends_at, is_block, is_closed, is_void, may_lack_end, raw_media, removed, tokens,
};
use super::super::players::player;
use super::writer::{OpenElement, Writer};

/// What is said of most elements that are left out.
const LEFT_OUT: &str = "scripts, styles, frames, forms and event handlers never reach readers; say it in Markdown";

/// What to write in the place of a frame.
fn frame_help(address: &str) -> String {
    match player(address) {
        Some(film) => format!(
            "write `::: video {{src=\"{}\"}}`, below it what is said and to be seen, and `:::`; nothing is loaded from {} before a \
             learner asks for it",
            film.page, film.host
        ),
        None => format!("write a link, which leaves the choice to the learner: `[what it is](<{address}>)`"),
    }
}

/// Elements of raw HTML may be nested this deep.
const MAX_NESTING: usize = 64;

/// How far addresses and ids were found in the source; nothing where one was not.
struct Found {
    address: Option<usize>,
    id: Option<usize>,
}

impl Writer<'_, '_> {
    pub(super) fn raw_html(&mut self, raw: &str, range: &Range<usize>) {
        match &mut self.raw.block {
            Some((block, _)) => block.push_str(raw),
            None => self.raw_tags(raw, range),
        }
    }

    pub(super) fn end_raw_block(&mut self) {
        if let Some((raw, range)) = self.raw.block.take() {
            self.raw_tags(&raw, &range);
        }
    }

    fn raw_tags(&mut self, raw: &str, range: &Range<usize>) {
        let trusted = self.page.options.html == HtmlPolicy::Trust;
        if self.page.options.html == HtmlPolicy::Escape {
            return self.words(&without_comments(raw), self.setting());
        }
        if trusted {
            self.write_trusted(&without_comments(raw), range);
        } else if !self.raw.is_dropping() {
            self.report_removed(range);
        }
        let mut found = Found { address: Some(range.start), id: Some(range.start) };
        for token in tokens(raw, trusted) {
            if let Some((name, _)) = self.raw.dropping {
                if token == RawToken::EndDropped(name) {
                    self.raw.dropping = None;
                }
                continue;
            }
            match token {
                RawToken::Text(_) | RawToken::BeginDropped(_) if trusted => {}
                RawToken::Text(text) => self.out.words(&text, self.setting()),
                RawToken::BeginDropped(name) => self.raw.dropping = Some((name, self.depth)),
                RawToken::EndDropped(_) => {}
                RawToken::Close(name) => self.close_raw_element(name),
                RawToken::Open(name, attributes) => {
                    if self.make_room(name, range) {
                        if !trusted {
                            self.write_tag(name, attributes, range, &mut found);
                        }
                        if !is_void(name) {
                            self.count(name);
                            self.raw.open.push(OpenElement {
                                name,
                                depth: self.depth,
                                ends: false,
                                place: range.clone(),
                            });
                        }
                    }
                }
            }
        }
    }
}

impl Writer<'_, '_> {
    /// Closes what ends where this element begins; whether it may begin.
    fn make_room(&mut self, name: &'static str, range: &Range<usize>) -> bool {
        while self.raw.open.last().is_some_and(|open| open.depth == self.depth && ends_at(open.name, name)) {
            self.close_innermost();
        }
        if name == "a" {
            if self.links.contains(&true) {
                return false;
            }
            // A link cannot stand in a link: the open one ends.
            self.close_raw_element("a");
        }
        if self.raw.open.len() < MAX_NESTING {
            return true;
        }
        if !self.raw.too_deep {
            self.raw.too_deep = true;
            let message = format!("elements of raw HTML are nested more than {MAX_NESTING} deep here");
            let help = "close them: `<div>` needs its `</div>`";
            let span = self.page.span(range.clone());
            self.page.report(Diagnostic::new(Code::MarkdownTooDeep, span, message).help(help));
        }
        false
    }

    /// Writes an opening tag.
    fn write_tag(
        &mut self,
        name: &'static str,
        attributes: Vec<(&'static str, Value)>,
        range: &Range<usize>,
        found: &mut Found,
    ) {
        if is_block(name) {
            self.out.block("<");
        } else {
            self.out.html("<");
        }
        self.out.html(name);
        for (key, value) in attributes {
            match value {
                Value::Text(text) => self.out.html(&format!(" {key}=\"{}\"", attribute(&text))),
                Value::Id(id) => {
                    let place = self.place_of(&id, range, &mut found.id);
                    let span = self.page.span(place);
                    let id = self.page.register_id(id, span, ElementKind::Section);
                    self.out.html(&format!(" {key}=\"{}\"", attribute(&ElementKind::Section.id(&id))));
                }
                Value::Address { written, embedded } => {
                    let place = self.place_of(&written, range, &mut found.address);
                    if destination(self.page.written_in(place.start), &written).is_err() {
                        self.report_left_out(&format!("the address `{written}`"), "", place, Cow::Borrowed(LEFT_OUT));
                        continue;
                    }
                    if let Some(link) = self.address(&written, embedded, &place) {
                        self.out.html(&format!(" {key}=\""));
                        self.out.insert(Inserted::Address(link));
                        self.out.html("\"");
                    }
                }
            }
        }
        self.out.html(">");
    }

    /// Ends an element, here or where Markdown's elements in between have ended; nothing where none is open.
    fn close_raw_element(&mut self, name: &str) {
        let Some(at) = self.raw.open.iter().rposition(|open| open.name == name) else { return };
        if self.raw.open[at].depth == self.depth {
            self.close_down_to(at);
        } else {
            self.raw.open[at].ends = true;
        }
    }

    /// Closes what raw HTML left open in the innermost of `depth` elements of Markdown.
    pub(super) fn close_raw(&mut self, depth: usize) {
        while let Some(open) = self.raw.open.last().filter(|open| open.depth >= depth) {
            if !open.ends && !may_lack_end(open.name) {
                self.report_unclosed(open.name, open.place.clone());
            }
            self.close_innermost();
        }
    }

    /// Closes elements whose end was met inside the element of Markdown that has just ended.
    pub(super) fn close_ended(&mut self) {
        let ended = |open: &OpenElement| open.ends && open.depth == self.depth;
        if let Some(at) = self.raw.open.iter().position(ended) {
            self.close_down_to(at);
        }
    }

    fn close_down_to(&mut self, at: usize) {
        while self.raw.open.len() > at {
            self.close_innermost();
        }
    }

    fn close_innermost(&mut self) {
        let Some(OpenElement { name, .. }) = self.raw.open.pop() else { return };
        self.uncount(name);
        if self.page.options.html == HtmlPolicy::Trust {
            return;
        }
        let tag = format!("</{name}>");
        if is_block(name) {
            self.out.block(&tag);
        } else {
            self.out.html(&tag);
        }
    }

    fn count(&mut self, name: &str) {
        self.closed += usize::from(is_closed(name));
        self.emphasis += usize::from(matches!(name, "em" | "strong"));
    }

    fn uncount(&mut self, name: &str) {
        self.closed -= usize::from(is_closed(name));
        self.emphasis -= usize::from(matches!(name, "em" | "strong"));
    }

    /// Where an address is written in the raw HTML at `range`; all of it where entities hide it.
    pub(super) fn place_of(&self, written: &str, range: &Range<usize>, found: &mut Option<usize>) -> Range<usize> {
        let Some(from) = *found else { return range.clone() };
        let Some(at) = self.page.source[from..range.end].find(written) else {
            *found = None;
            return range.clone();
        };
        *found = Some(from + at + written.len());
        from + at..from + at + written.len()
    }

    fn report_removed(&mut self, range: &Range<usize>) {
        let raw = &self.page.source[range.clone()];
        let within = |place: Range<usize>| range.start + place.start..range.start + place.end;
        for gone in removed(raw) {
            if gone.hides {
                self.report_hidden(&gone.what, within(gone.range));
                continue;
            }
            let help =
                gone.address.as_deref().map_or(Cow::Borrowed(LEFT_OUT), |address| Cow::Owned(frame_help(address)));
            self.report_left_out(&gone.what, gone.content, within(gone.range), help);
        }
        for RawMedia { name, address, range } in raw_media(raw) {
            let message = format!("nobody looks after the captions and the transcript of a `<{name}>`");
            let src = if address.is_empty() { "…" } else { address.as_str() };
            let captions = if name == "video" { " captions=\"….vtt\"" } else { "" };
            let help = format!(
                "write `::: {name} {{src=\"{src}\"{captions}}}`, below it what is said and to be seen, and `:::`; then they are checked"
            );
            let span = self.page.span(within(range));
            self.page.report(Diagnostic::new(Code::MediaRaw, span, message).help(help));
        }
    }

    fn report_hidden(&mut self, what: &str, place: Range<usize>) {
        let message = format!("{what} in raw HTML hides nothing here, and everybody would read the text");
        let help = "write `<!-- … -->` for what nobody reads, `::: facilitator` above and `:::` below what only facilitators read; what \
                    readers are to see needs no such mark";
        let span = self.page.span(place);
        self.page.report(Diagnostic::new(Code::HiddenForeign, span, message).help(help));
    }

    fn report_left_out(&mut self, what: &str, content: &str, place: Range<usize>, help: Cow<'static, str>) {
        let message = format!("{what} in raw HTML is left out of the page{content}");
        let span = self.page.span(place);
        self.page.report(Diagnostic::new(Code::HtmlRemoved, span, message).help(help));
    }

    /// An element that is closed for want of an end tag where it could stand. A trusted author's is printed as it is.
    fn report_unclosed(&mut self, name: &str, range: Range<usize>) {
        if self.page.options.html == HtmlPolicy::Trust {
            return;
        }
        let source = self.page.source[range.clone()].to_ascii_lowercase();
        let tag = source.find(&format!("<{name}")).map_or(range.start, |at| range.start + at);
        let span = self.page.span(tag..tag + 1 + name.len());
        let message = format!("`<{name}>` is not closed in the stretch of text that it begins in, and ends with it");
        let help = format!(
            "put `</{name}>` into the same paragraph, list or container; around containers stand other containers alone, such as `::: details`"
        );
        self.page.report(Diagnostic::new(Code::HtmlUnclosed, span, message).help(help));
    }
}
