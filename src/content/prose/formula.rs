//! Formulas in running text.

use std::ops::Range;

use crate::course::{Inserted, Setting};
use crate::diagnostic::{Code, Diagnostic};

use super::super::math::{MathFault, is_wide_inline, mathml};
use super::writer::Writer;

/// So many letters, numbers and signs in a row fill a line on paper.
const LINE: usize = 36;

/// Whether a formula is probably wider than a page of paper.
fn is_wide(inside: &str) -> bool {
    !inside.contains("<mtable")
        && ["<mi", "<mn", "<mo"].iter().map(|sign| inside.matches(sign).count()).sum::<usize>() > LINE
}

impl Writer<'_, '_> {
    /// Writes a formula. Its TeX are the words that stand for it: for who copies it, for the search and for rules.
    pub(super) fn formula(&mut self, tex: &str, range: &Range<usize>, is_display: bool) {
        self.page.has_math = true;
        self.page.words += 1;
        let setting = Setting { closed: true, ..self.setting() };
        let inside = match mathml(tex, is_display) {
            Ok(inside) => inside,
            Err(fault) => {
                self.formula_fault(tex, range, fault);
                self.out.html("<code>");
                self.words(tex, setting);
                return self.out.html("</code>");
            }
        };
        let is_wide_inline = !is_display && is_wide_inline(&inside);
        // What can be reached by keyboard stands in no link. A link is scrolled itself.
        let open = usize::from(self.heading.is_some()) + usize::from(self.table.in_head);
        let is_region = is_display || (is_wide_inline && self.closed == open);
        self.page.formulas += usize::from(is_region);
        if is_region {
            let wide = if is_wide(&inside) { " formula-wide" } else { "" };
            let inline = if is_display { "" } else { " formula-inline" };
            self.out
                .html(&format!("<span class=\"formula{inline}{wide}\" role=\"region\" tabindex=\"0\" aria-label=\""));
            self.out.insert(Inserted::Message("formula_label"));
            self.out.html(&format!(" {}\">", self.page.formulas));
        }
        self.out.html(match (is_display, is_wide_inline && !is_region) {
            (true, _) => "<math display=\"block\"><semantics><mrow>",
            (_, true) => "<math class=\"wide-within\"><semantics><mrow>",
            _ => "<math><semantics><mrow>",
        });
        self.out.html(&inside);
        self.out.html("</mrow><annotation encoding=\"application/x-tex\">");
        self.words(tex.trim(), setting);
        self.out.html("</annotation></semantics></math>");
        if is_region {
            self.out.html("</span>");
        }
    }

    fn formula_fault(&mut self, tex: &str, range: &Range<usize>, fault: MathFault) {
        // Within a quotation or a list the lines of a formula stand apart in the source.
        let dollars = (range.len() - tex.len().min(range.len())) / 2;
        let start = range.start + dollars;
        let is_whole = self.page.source.get(start..start + tex.len()) == Some(tex);
        let place = if is_whole && !fault.range.is_empty() && fault.range.len() < tex.len() {
            start + fault.range.start..start + fault.range.end
        } else {
            range.clone()
        };
        let span = self.page.span(place);
        self.page.report(Diagnostic::new(Code::MathForm, span, fault.message).help(fault.help));
    }
}
