//! The HTML of Markdown's own elements, as pulldown-cmark writes it, but for headings, links, pictures, tables and code.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, Tag, TagEnd};

use crate::course::Inserted;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::text::{is_escaped, says_something};

use super::super::events::Located;
use super::writer::{Table, Writer};

impl<'a> Writer<'_, 'a> {
    /// Opens an element; `rest` are the events after its start.
    pub(super) fn start(&mut self, tag: &'a Tag<'a>, range: &Range<usize>, rest: &[Located<'a>]) {
        if matches!(tag, Tag::HtmlBlock) {
            return self.raw.begin_block(range);
        }
        self.depth += 1;
        self.raw.begun.push(!self.raw.is_dropping());
        if self.raw.is_dropping() {
            return;
        }
        match tag {
            Tag::Paragraph => self.block("<p>"),
            Tag::Heading { .. } => self.open_heading(tag, range, rest),
            Tag::BlockQuote(kind) => {
                self.descend(range);
                self.alerts.push(kind.is_some());
                match kind {
                    Some(kind) => self.open_alert(*kind),
                    None => self.block("<blockquote>\n"),
                }
            }
            Tag::CodeBlock(kind) => self.open_code(kind, range, rest),
            Tag::List(start) => {
                self.descend(range);
                match start {
                    Some(1) => self.block("<ol>\n"),
                    Some(start) => self.block(&format!("<ol start=\"{start}\">\n")),
                    None => self.block("<ul>\n"),
                }
            }
            Tag::Item => self.block("<li>"),
            Tag::DefinitionList => {
                self.descend(range);
                self.block("<dl>\n");
            }
            Tag::DefinitionListTitle => self.block("<dt>"),
            Tag::DefinitionListDefinition => self.block("<dd>"),
            Tag::Table(alignments) => self.open_table(alignments),
            Tag::TableHead => {
                (self.table.in_head, self.table.cell) = (true, 0);
                self.closed += 1;
                self.out.block("<thead><tr>");
            }
            Tag::TableRow => {
                self.report_cells(range);
                self.table.cell = 0;
                self.out.block("<tr>");
            }
            Tag::TableCell => self.open_cell(),
            Tag::Emphasis => self.emphasize("<em>"),
            Tag::Strong => self.emphasize("<strong>"),
            Tag::Strikethrough => self.out.html("<del>"),
            Tag::Superscript => self.out.html("<sup>"),
            Tag::Subscript => self.out.html("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                let shown = rest.iter().map(|(event, _)| event).find(|event| !says_nothing(event));
                let is_nameless = matches!(shown, Some(Event::End(TagEnd::Link)));
                self.open_link(*link_type, (dest_url, title), range, is_nameless);
            }
            Tag::Image { dest_url, title, .. } => self.open_image(dest_url, title, range),
            // Notes are taken out before, and no other is among the extensions.
            Tag::FootnoteDefinition(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    /// Closes an element, and what raw HTML left open in it.
    pub(super) fn end(&mut self, end: TagEnd) {
        if matches!(end, TagEnd::HtmlBlock) {
            return self.end_raw_block();
        }
        self.raw.end_dropping(self.depth);
        self.close_raw(self.depth);
        self.depth -= 1;
        if self.raw.begun.pop() == Some(false) {
            return self.close_ended();
        }
        match end {
            TagEnd::Paragraph => self.out.block("</p>\n"),
            TagEnd::Heading(level) => self.close_heading(level),
            TagEnd::BlockQuote(_) => {
                self.nesting -= 1;
                let alert = self.alerts.pop().unwrap_or(false);
                self.out.block(if alert { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => {
                (self.code, self.highlighted, self.closed) = (false, false, self.closed - 1);
                self.out.block("</code></pre>\n");
            }
            TagEnd::List(ordered) => {
                self.nesting -= 1;
                self.out.block(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.out.block("</li>\n"),
            TagEnd::DefinitionList => {
                self.nesting -= 1;
                self.out.block("</dl>\n");
            }
            TagEnd::DefinitionListTitle => self.out.block("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.block("</dd>\n"),
            TagEnd::Table => self.out.block("</tbody></table>\n</div>\n"),
            TagEnd::TableHead => {
                (self.table.in_head, self.closed) = (false, self.closed - 1);
                self.out.block("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.out.block("</tr>\n"),
            TagEnd::TableCell => {
                self.table.cell += 1;
                self.out.block(if self.table.in_head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.end_emphasis("</em>"),
            TagEnd::Strong => self.end_emphasis("</strong>"),
            TagEnd::Strikethrough => self.out.html("</del>"),
            TagEnd::Superscript => self.out.html("</sup>"),
            TagEnd::Subscript => self.out.html("</sub>"),
            TagEnd::Link => self.close_link(),
            TagEnd::Image | TagEnd::FootnoteDefinition | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
        self.close_ended();
    }

    fn emphasize(&mut self, html: &str) {
        self.emphasis += 1;
        self.out.html(html);
    }

    fn end_emphasis(&mut self, html: &str) {
        self.emphasis -= 1;
        self.out.html(html);
    }

    fn open_table(&mut self, alignments: &'a [Alignment]) {
        self.page.tables += 1;
        self.table = Table { alignments, ..Table::default() };
        self.out.block("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.out.insert(Inserted::Message("table_label"));
        self.out.html(&format!(" {}\"><table>", self.page.tables));
    }

    /// Reports cells of a row that Markdown leaves out: those beyond the columns of the first row.
    fn report_cells(&mut self, range: &Range<usize>) {
        let (columns, row) = (self.table.alignments.len(), &self.page.source[range.clone()]);
        let marks = self.page.marks.within(range);
        let is_bar = |(at, _): &(usize, &str)| {
            !is_escaped(row, *at) && !marks.iter().any(|mark| mark.range.contains(&(range.start + at)))
        };
        let first = usize::from(row.starts_with('|'));
        let Some(end) = row.match_indices('|').filter(is_bar).map(|(at, _)| at).nth(columns + first - 1) else {
            return;
        };
        let more = row[end..].trim_end();
        let inner = more.trim_matches(|sign: char| sign == '|' || sign.is_whitespace());
        if inner.is_empty() {
            return;
        }
        let start = range.start + end + more.find(inner).unwrap_or_default();
        let span = self.page.span(start..start + inner.len());
        let message = format!("this row has more cells than the table has columns ({columns}), and this is left out");
        let help = "give the first row as many cells; a bar that is meant as one is written `\\|`";
        self.page.report(Diagnostic::new(Code::TableCells, span, message).help(help));
    }

    fn open_cell(&mut self) {
        self.out.block(if self.table.in_head { "<th" } else { "<td" });
        self.out.html(match self.table.alignments.get(self.table.cell) {
            // A class, since a site's policy forbids styles within its pages; logical, since a line may run from right to left.
            Some(Alignment::Left) => " class=\"align-start\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-end\">",
            Some(Alignment::None) | None => ">",
        });
    }

    fn open_alert(&mut self, kind: BlockQuoteKind) {
        let (class, message) = match kind {
            BlockQuoteKind::Note => ("note", "alert_note"),
            BlockQuoteKind::Tip => ("tip", "alert_tip"),
            BlockQuoteKind::Important => ("important", "alert_important"),
            BlockQuoteKind::Warning => ("warning", "alert_warning"),
            BlockQuoteKind::Caution => ("caution", "alert_caution"),
        };
        self.out.block(&format!("<div class=\"callout {class}\" role=\"note\">\n<p class=\"callout-title\">"));
        self.out.insert(Inserted::Message(message));
        self.out.block("</p>\n");
    }
}

/// Whether an event is text in which there is nothing to be seen.
fn says_nothing(event: &Event<'_>) -> bool {
    match event {
        Event::Text(text) => !says_something(text),
        Event::SoftBreak | Event::HardBreak => true,
        _ => false,
    }
}
