//! Raw HTML of an author who is trusted: as it is written, with addresses as the site has them.

use std::ops::Range;

use crate::course::{Destination, ElementKind, Inserted};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::text::printable;

use super::super::address::destination;
use super::super::html::{Piece, decoded, pieces};
use super::writer::Writer;

impl Writer<'_, '_> {
    /// Writes raw HTML from `range` of the source, in which it may stand with marks of lists and quotations between its lines.
    pub(super) fn write_trusted(&mut self, raw: &str, range: &Range<usize>) {
        let (mut written, mut found) = (0, Some(range.start));
        for piece in pieces(raw) {
            match piece {
                Piece::Address { value, is_quoted, embedded } => {
                    let place = self.place_of(&raw[value.clone()], range, &mut found);
                    if self.write_trusted_address(raw, written..value.start, (&value, is_quoted, embedded), place) {
                        written = value.end;
                    }
                }
                Piece::Id(value) if !value.is_empty() => {
                    let place = self.place_of(&raw[value.clone()], range, &mut found.clone());
                    let span = self.page.span(place);
                    self.page.register_id(decoded(&raw[value]), span, ElementKind::Verbatim);
                }
                Piece::Id(_) => {}
                Piece::Blocked(what, at) => {
                    let place = self.place_of(&raw[at], range, &mut found);
                    self.report_blocked(&what, place);
                }
            }
        }
        self.out.html(&printable(&raw[written..]));
    }

    /// Writes what stands before an address, and the address, where it is one of the course.
    fn write_trusted_address(
        &mut self,
        raw: &str,
        before: Range<usize>,
        (value, is_quoted, embedded): (&Range<usize>, bool, bool),
        place: Range<usize>,
    ) -> bool {
        let address = decoded(&raw[value.clone()]);
        match destination(self.page.written_in(place.start), &address) {
            Ok(Destination::External(_)) if embedded => {
                self.report_blocked(&format!("`{address}`, which is on another site,"), place);
                false
            }
            Ok(Destination::External(_)) => false,
            Ok(_) => {
                let Some(link) = self.address(&address, embedded, &place) else { return false };
                let quote = if is_quoted { "" } else { "\"" };
                self.out.html(&printable(&raw[before]));
                self.out.html(quote);
                self.out.insert(Inserted::Address(link));
                self.out.html(quote);
                true
            }
            Err(scheme) => {
                if embedded || scheme.0 == "javascript" {
                    self.report_blocked(&format!("an address with `{}:`", scheme.0), place);
                }
                false
            }
        }
    }

    fn report_blocked(&mut self, what: &str, place: Range<usize>) {
        let message = format!("{what} in raw HTML is blocked by the site's own Content-Security-Policy");
        let help =
            "put scripts and styles into files of the theme, other files beside the page; link to what is elsewhere";
        let span = self.page.span(place);
        self.page.report(Diagnostic::new(Code::HtmlBlocked, span, message).help(help));
    }
}
