//! Links and pictures: their addresses become inserts, their words text alternatives.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, TagEnd};

use crate::course::{Destination, Inserted, Link, PictureSize};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::html::attribute;
use crate::source::text::{printable, says_something};

use super::super::address::{UnsafeScheme, destination};
use super::super::picture::{self, PictureAttributes};
use super::writer::{Image, Writer};

impl<'a> Writer<'_, 'a> {
    /// What goes into a link's address, or nothing (and a finding) when the address could run code.
    pub(super) fn address(&mut self, written: &str, embedded: bool, range: &Range<usize>) -> Option<Link> {
        let span = self.page.span(range.clone());
        let file = self.page.written_in(range.start);
        match destination(file, written) {
            Ok(destination) => {
                // A path in a text that several pages include is not written anew for one of them.
                let is_own = !embedded && file == self.page.path;
                let place = path_in(&self.page.source[range.clone()], written).filter(|_| is_own);
                let path = place.map(|path| self.page.span(range.start + path.start..range.start + path.end));
                Some(Link { destination, embedded, is_nameless: false, span, written: path })
            }
            Err(UnsafeScheme(scheme)) => {
                // A letter alone names a drive of a computer, and `file:` a file on it.
                let is_local = scheme.len() == 1 || scheme == "file";
                let (message, help) = if is_local {
                    let help = "put the file beside the page, and write its name: `picture.svg`";
                    (format!("`{written}` is a file on one computer, which readers do not have"), help)
                } else {
                    let help = "link to a page, or to an address that begins with https:, mailto: or tel:";
                    (format!("a link with the scheme `{scheme}:` could run code"), help)
                };
                self.page.report(Diagnostic::new(Code::LinkUnsafe, span, message).help(help));
                None
            }
        }
    }

    pub(super) fn open_link(
        &mut self,
        kind: LinkType,
        (address, title): (&str, &str),
        range: &Range<usize>,
        is_nameless: bool,
    ) {
        let address = match kind {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.to_owned(),
        };
        let link = self.address(&address, false, range);
        self.links.push(link.is_some());
        let Some(link) = link.map(|link| Link { is_nameless, ..link }) else { return };
        let called = is_nameless.then(|| link.destination.clone());
        self.closed += 1;
        let class = match kind {
            // Its words are its address, which print need not say again.
            LinkType::Autolink | LinkType::Email => " class=\"bare\"",
            _ if matches!(link.destination, Destination::Term(_)) => " class=\"term\"",
            _ => "",
        };
        self.out.html("<a href=\"");
        self.out.insert(Inserted::Address(link));
        self.out.html(&format!("\"{class}{}>", title_attribute(title)));
        if let Some(destination) = called {
            self.out.insert(Inserted::Name(destination));
        }
    }

    /// A web address that stands in the text by itself.
    pub(super) fn bare_address(&mut self, written: &str, range: &Range<usize>) {
        if self.links.contains(&true) {
            return self.words(written, self.setting());
        }
        let scheme = if written.starts_with("www.") { "http://" } else { "" };
        self.open_link(LinkType::Autolink, (&format!("{scheme}{written}"), ""), range, false);
        self.words(written, self.setting());
        self.close_link();
    }

    pub(super) fn close_link(&mut self) {
        if self.links.pop().unwrap_or(false) {
            self.closed -= 1;
            self.out.html("</a>");
        }
    }

    pub(super) fn open_image(&mut self, address: &str, title: &str, range: &Range<usize>) {
        let (address, title) = (address.to_owned(), title.to_owned());
        self.image = Some(Image { alt: String::new(), address, title, range: range.clone(), nested: 0 });
    }

    pub(super) fn in_image(&mut self, event: &Event<'a>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.nested += 1,
            Event::End(TagEnd::Image) if image.nested == 0 => self.close_image(),
            Event::End(_) => image.nested -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                image.alt.push_str(text);
            }
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            _ => {}
        }
    }

    fn close_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        self.depth -= 1;
        self.raw.begun.pop();
        let alt = printable(image.alt.trim());
        if !says_something(&alt) {
            let message = format!("the picture `{}` has no text alternative", image.address);
            let help = "say between the square brackets what the picture tells: `![text](picture.svg)`";
            let span = self.page.span(image.range.clone());
            self.page.report(Diagnostic::new(Code::ImageNoAlt, span, message).help(help));
        }
        let written = picture::attributes(self.page, image.range.end);
        self.attributes_read = written.as_ref().map(|_| image.range.end);
        if let Some(link) = self.address(&image.address, true, &image.range) {
            let PictureAttributes { id, width } = written.unwrap_or_default();
            let file = match &link.destination {
                Destination::File { path, .. } => Some(path.clone()),
                _ => None,
            };
            self.out.html("<img src=\"");
            self.out.insert(Inserted::Address(link));
            let (alt, title) = (attribute(&alt), title_attribute(&image.title));
            let id = id.map(|id| format!(" id=\"{}\"", attribute(&id))).unwrap_or_default();
            self.page.arranges_pictures |= width.share().is_some();
            let share = width.share().map(|class| format!(" class=\"{class}\"")).unwrap_or_default();
            self.out.html(&format!("\" alt=\"{alt}\"{title}{id}{share}"));
            if let Some(path) = file {
                self.page.pictures += 1;
                let number = self.page.pictures;
                self.out.insert(Inserted::PictureSize(Box::new(PictureSize { path, width: width.pixels(), number })));
            }
            self.out.html(PictureSize::REST);
        }
    }
}

/// ` title="…"`, or nothing for no title.
fn title_attribute(title: &str) -> String {
    let title = printable(title);
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", attribute(&title)) }
}

/// Where the path of a destination stands in a link `[words](path#place "title")`.
fn path_in(link: &str, written: &str) -> Option<Range<usize>> {
    let path = written.split('#').next().filter(|path| !path.is_empty() && !path.contains('?'))?;
    // Mostly nothing stands behind it but the bracket.
    let last = link.strip_suffix(')').and_then(|link| link.strip_suffix(written)).filter(|_| !written.ends_with(')'));
    let (before, after) = last.map(|before| (before, ")")).or_else(|| link.rsplit_once(written))?;
    let open = before.strip_suffix('<').unwrap_or(before).trim_end();
    let closes = after.starts_with(|next: char| next == ')' || next == '>' || next.is_whitespace());
    let inline = link.starts_with('[') && link.ends_with(')') && open.ends_with("](") && closes;
    inline.then_some(before.len()..before.len() + path.len())
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
