//! Raw HTML on its way through the sanitizer.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use crate::config::HtmlPolicy;
use crate::diagnostic::{Code, Diagnostic};

use super::super::html;
use super::super::placeholders::{FILL, OPEN};
use super::Writer;

impl<'a> Writer<'_, 'a> {
    pub(super) fn raw_html(&mut self, raw: CowStr<'a>, range: Range<usize>, block: bool) {
        match self.page.options.html {
            HtmlPolicy::Escape => self.out.push(Event::Text(raw)),
            HtmlPolicy::Sanitize if !self.in_html && html::only_comments(&raw) => {}
            HtmlPolicy::Sanitize | HtmlPolicy::Trust => {
                self.raw.push(range);
                self.out.push(if block { Event::Html(raw) } else { Event::InlineHtml(raw) });
            }
        }
    }

    pub(super) fn sanitized(&mut self, text: &str) -> String {
        for range in &self.raw {
            for removed in html::removed(&self.page.source[range.clone()]) {
                let span = self.page.span(range.start + removed.range.start..range.start + removed.range.end);
                let message = format!("{} in raw HTML is left out of the page", removed.what);
                let help = "scripts, styles, frames, forms and event handlers never reach readers; say it in Markdown";
                self.page.report(Diagnostic::new(Code::HtmlRemoved, span, message).help(help));
            }
        }
        let (mut clean, addresses) = html::sanitize(text, |n| format!("{OPEN}R{n}{FILL}"));
        for (n, address) in addresses.into_iter().enumerate() {
            let range = self.place_of(&address.value);
            let mark = self.address(&address.value, address.embedded, &range).unwrap_or_default();
            clean = clean.replacen(&format!("{OPEN}R{n}{FILL}"), &mark, 1);
        }
        clean
    }

    /// Where in the raw HTML an address was written; the first stretch of raw HTML when entities hide it.
    pub(super) fn place_of(&self, value: &str) -> Range<usize> {
        let found = self.raw.iter().find_map(|range| {
            let at = self.page.source[range.clone()].find(value)?;
            Some(range.start + at..range.start + at + value.len())
        });
        found.or_else(|| self.raw.first().cloned()).unwrap_or(0..0)
    }
}
