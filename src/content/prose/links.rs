//! Links and pictures: their addresses become slots, their words text alternatives.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, TagEnd};

use crate::course::{Destination, Link, SlotContent};
use crate::diagnostic::{Code, Diagnostic};

use super::super::address::{UnsafeScheme, destination};
use super::{Writer, attribute, escape};

/// A picture whose text alternative is being gathered.
pub(super) struct Image {
    pub(super) alt: String,
    pub(super) address: String,
    pub(super) title: String,
    pub(super) range: Range<usize>,
    pub(super) nested: usize,
}

impl<'a> Writer<'_, 'a> {
    /// The mark for a link's address, or nothing (and a finding) when the address could run code.
    pub(super) fn address(&mut self, written: &str, embedded: bool, range: &Range<usize>) -> Option<String> {
        let span = self.page.span(range.clone());
        match destination(self.page.path, written) {
            Ok(destination) => Some(self.slot(SlotContent::Address(Link { destination, embedded, span }))),
            Err(UnsafeScheme(scheme)) => {
                let message = format!("a link with the scheme `{scheme}:` could run code");
                let help = "link to a page, or to an address that begins with https:, mailto: or tel:";
                self.page.report(Diagnostic::new(Code::LinkUnsafe, span, message).help(help));
                None
            }
        }
    }

    pub(super) fn open_link(&mut self, kind: LinkType, address: &str, title: &str, range: &Range<usize>) {
        let address = match kind {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.to_owned(),
        };
        let mark = self.address(&address, false, range);
        self.links.push(mark.is_some());
        let Some(mark) = mark else { return };
        let term = matches!(self.slots.last(), Some(SlotContent::Address(link)) if is_term(link));
        let class = if term { " class=\"term\"" } else { "" };
        let title = attribute("title", &self.page.unmasked(title.to_owned().into(), range));
        self.out.push(Event::InlineHtml(format!("<a href=\"{mark}\"{class}{title}>").into()));
    }

    pub(super) fn in_image(&mut self, event: Event<'a>, range: &Range<usize>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.nested += 1,
            Event::End(TagEnd::Image) if image.nested == 0 => self.close_image(),
            Event::End(_) => image.nested -= 1,
            Event::Text(text) | Event::Code(text) => {
                let text = self.page.unmasked(text, range);
                image.alt.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            _ => {}
        }
    }

    pub(super) fn close_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        let alt = image.alt.trim();
        if alt.is_empty() {
            let message = format!("the picture `{}` has no text alternative", image.address);
            let help = "say between the square brackets what the picture tells: `![text](picture.svg)`";
            let span = self.page.span(image.range.clone());
            self.page.report(Diagnostic::new(Code::ImageNoAlt, span, message).help(help));
        }
        if let Some(mark) = self.address(&image.address, true, &image.range) {
            let (alt, title) = (escape(alt), attribute("title", &image.title));
            let html = format!("<img src=\"{mark}\" alt=\"{alt}\"{title} loading=\"lazy\" decoding=\"async\">");
            self.out.push(Event::InlineHtml(html.into()));
        }
    }
}

fn is_term(link: &Link) -> bool {
    matches!(link.destination, Destination::Term(_))
}
