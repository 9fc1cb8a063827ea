//! Headings: their ids, their words for the contents of a page, and what may stand in braces at their end.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::course::{ElementKind, Heading, slug};
use crate::diagnostic::{Code, Diagnostic, listed};
use crate::source::html::attribute;
use crate::source::text::{printable, says_something};

use super::super::events::{Located, push_without_marks};
use super::super::foreign_marks::report_hidden_in_braces;
use super::writer::{OpenHeading, Writer};

/// What a heading holds.
#[derive(Debug, Default)]
struct Content {
    /// The words, without those of pictures.
    words: String,
    /// What its pictures tell.
    alt: String,
    /// Whether there is anything to be seen.
    shows: bool,
}

impl<'a> Writer<'_, 'a> {
    /// Opens the heading `tag`; `rest` are the events after its start.
    pub(super) fn open_heading(&mut self, tag: &Tag<'a>, range: &Range<usize>, rest: &[Located<'a>]) {
        let Tag::Heading { level, id, classes, .. } = tag else { return };
        let span = self.page.trimmed(range.clone());
        let tail = self.braces(range, rest);
        // Words in braces are an id or a class where one begins with its sign, and words otherwise.
        let in_braces = tail.filter(|_| id.is_none() && classes.is_empty());
        if let Some(tail) = in_braces {
            let at = self.page.source[range.clone()].rfind(tail).map_or(range.start, |at| range.start + at);
            report_hidden_in_braces(self.page, at);
        }
        let left_out: Vec<String> = match tail {
            Some(tail) if in_braces.is_none() => {
                let is_id = |word: &&str| id.as_ref().is_some_and(|id| word.strip_prefix('#') == Some(id));
                let words = tail[1..tail.len() - 1].split_ascii_whitespace().filter(|word| !is_id(word));
                words.map(str::to_owned).collect()
            }
            _ => Vec::new(),
        };
        if !left_out.is_empty() {
            let message = format!("a heading takes an id and nothing else; left out: {}", listed(left_out));
            let help = "leave it out, or put a backslash before the brace where it is meant as words: `\\{`";
            self.page.report(Diagnostic::new(Code::HeadingAttribute, span, message).help(help));
        }
        let Content { mut words, alt, shows } = self.heading_content(rest);
        if !shows && in_braces.is_none() {
            let help = "write words behind it, or remove the line";
            let message = "the heading has no words, and is left out of the page";
            self.page.report(Diagnostic::new(Code::HeadingEmpty, span, message).help(help));
            return;
        }
        if !says_something(&words) {
            words = alt;
        }
        if let Some(tail) = in_braces {
            words.push(' ');
            words.push_str(tail);
        }
        let text = printable(words.trim()).into_owned();
        let id = match id {
            Some(id) => self.page.register_id(printable(id).into_owned(), span, ElementKind::Section),
            None => self.page.generate_id(&slug(&text), span),
        };
        // The title is the first level; a first-level heading in the body is warned of and set as a second.
        let written = *level as u8;
        // Raw HTML of its own line may stand right before it.
        self.out.block(&format!("<h{} id=\"{}\">", written.max(2), attribute(&ElementKind::Section.id(&id))));
        if !text.is_empty() {
            self.page.headings.push(Heading { level: written, id, text, span });
        }
        self.heading = Some(OpenHeading { tail: in_braces });
        self.closed += 1;
    }

    pub(super) fn close_heading(&mut self, level: HeadingLevel) {
        let Some(OpenHeading { tail }) = self.heading.take() else { return };
        if let Some(tail) = tail {
            self.words(" ", self.setting());
            self.words(tail, self.setting());
        }
        self.closed -= 1;
        self.out.block(&format!("</h{}>\n", (level as u8).max(2)));
    }

    /// What stands in braces at the end of a heading, with them: the parser takes it for attributes and gives no words of it.
    fn braces(&self, range: &Range<usize>, rest: &[Located<'a>]) -> Option<&'a str> {
        let source: &'a str = self.page.source;
        let inner = rest.iter().take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))));
        let words_end = inner.map(|(_, range)| range.end).max().unwrap_or(range.start);
        let behind = source.get(words_end..range.end)?;
        let open = behind.find('{')?;
        let close = open + behind[open..].find('}')? + 1;
        Some(&behind[open..close])
    }

    /// What the heading holds that `rest` begins in.
    fn heading_content(&self, rest: &[Located<'a>]) -> Content {
        let mut content = Content::default();
        let mut image = 0_usize;
        for (event, range) in rest {
            match event {
                Event::End(TagEnd::Heading(_)) => break,
                Event::Start(Tag::Image { .. }) => {
                    image += 1;
                    content.shows = true;
                }
                Event::End(TagEnd::Image) => image = image.saturating_sub(1),
                Event::Text(part) | Event::Code(part) | Event::InlineMath(part) | Event::DisplayMath(part)
                    if image > 0 =>
                {
                    content.alt.push_str(part);
                }
                Event::Text(part) => {
                    content.shows |= says_something(part);
                    push_without_marks(&mut content.words, part, range, &self.page.marks);
                }
                Event::Code(part) | Event::InlineMath(part) | Event::DisplayMath(part) => {
                    content.shows = true;
                    content.words.push_str(part);
                }
                Event::SoftBreak | Event::HardBreak => content.words.push(' '),
                _ => {}
            }
        }
        content
    }
}
