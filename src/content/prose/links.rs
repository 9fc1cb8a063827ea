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
            Ok(destination) => {
                let place = path_in(&self.page.source[range.clone()], written).filter(|_| !embedded);
                let path = place.map(|path| self.page.span(range.start + path.start..range.start + path.end));
                Some(self.slot(SlotContent::Address(Link { destination, embedded, span, written: path })))
            }
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

/// Where the path of a destination stands in a link `[words](path#place "title")`.
fn path_in(link: &str, written: &str) -> Option<Range<usize>> {
    let path = written.split('#').next().filter(|path| !path.is_empty() && !path.contains('?'))?;
    let (before, after) = link.rsplit_once(written)?;
    let open = before.strip_suffix('<').unwrap_or(before).trim_end();
    let closes = after.starts_with(|next: char| next == ')' || next == '>' || next.is_whitespace());
    let inline = link.starts_with('[') && link.ends_with(')') && open.ends_with("](") && closes;
    inline.then_some(before.len()..before.len() + path.len())
}

fn is_term(link: &Link) -> bool {
    matches!(link.destination, Destination::Term(_))
}

#[cfg(test)]
mod tests {
    use super::path_in;

    #[test]
    fn a_path_is_found_where_it_is_written_out() {
        let path = |link: &'static str, written: &str| path_in(link, written).map(|path| &link[path]);
        assert_eq!(path("[a](b.md#c)", "b.md#c"), Some("b.md"));
        assert_eq!(path("[b.md](<b.md> \"t\")", "b.md"), Some("b.md"));
        assert_eq!(path("[a]( b.md )", "b.md"), Some("b.md"));
        assert_eq!(path("[![i](b.md)](b.md)", "b.md"), Some("b.md"));
        for (link, written) in [
            ("[a][b.md]", "b.md"),
            ("<b.md>", "b.md"),
            ("[a](b.md \"b.md\")", "b.md"),
            ("[a](b\\_c.md)", "b_c.md"),
            ("[a](#c)", "#c"),
            ("[a](b.md?x#c)", "b.md?x#c"),
        ] {
            assert_eq!(path(link, written), None, "{link}");
        }
    }
}
