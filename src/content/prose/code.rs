//! Code blocks: in colours where the language is known, and scrolled by the keyboard.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, TagEnd};

use crate::course::{Inserted, Setting};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::html::attribute;
use crate::source::text::printable;

use super::super::events::Located;
use super::super::foreign_marks::INSTEAD_OF_COMMENT;
use super::super::highlight::{Sort, is_plain, language, nearest, stretches};
use super::super::verbatim::is_unclosed;
use super::foreign_code::{foreign_code, is_hidden_code};
use super::writer::Writer;

impl<'a> Writer<'_, 'a> {
    /// Begins a code block; `rest` are the events after its start.
    pub(super) fn open_code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>, rest: &[Located<'a>]) {
        self.code = true;
        self.closed += 1;
        self.page.code_blocks += 1;
        let name = match kind {
            CodeBlockKind::Fenced(info) => info
                .split([' ', ',', '{', '}'])
                .map(|part| part.trim_start_matches(['.', '=', '#']))
                .find(|part| !part.is_empty())
                .unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let is_told = self.report_fence(kind, range, rest);
        self.out.block("<pre tabindex=\"0\" role=\"region\" aria-label=\"");
        self.out.insert(Inserted::Message("code_label"));
        self.out.html(&format!(" {}\"><code", self.page.code_blocks));
        if !name.is_empty() {
            self.out.html(&format!(" class=\"language-{}\"", attribute(&printable(name))));
        }
        self.out.html(">");
        if name.is_empty() || !self.page.options.highlight {
            return;
        }
        match language(name) {
            Some(known) => {
                let code = text(rest);
                self.highlighted = true;
                self.write_stretches(&stretches(&code, known));
            }
            None if is_told => {}
            None => self.misspelt(name, range),
        }
    }

    fn write_stretches(&mut self, all: &[(Sort, &str)]) {
        let setting = Setting { closed: true, ..self.setting() };
        for (sort, text) in all {
            self.page.words += super::count_words(text);
            let Some(class) = sort.class() else {
                self.words(text, setting);
                continue;
            };
            self.page.highlights_code = true;
            self.out.html(&format!("<span class=\"{class}\">"));
            self.words(text, setting);
            self.out.html("</span>");
        }
    }

    /// Reports a fence that is not closed, and one that means something else to another tool; whether something was said of it.
    fn report_fence(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>, rest: &[Located<'a>]) -> bool {
        let source = self.page.source;
        let line = range.start..source[range.clone()].find(['\n', '\r']).map_or(range.end, |end| range.start + end);
        let span = self.page.trimmed(line);
        let is_fenced = matches!(kind, CodeBlockKind::Fenced(_));
        if is_fenced && !self.page.has_lost_lines && is_unclosed(source, range, rest.iter().copied()) {
            let message = "this code block is not closed, and goes on to the end of what it stands in";
            let help = "write a line of as many backticks or tildes below it, indented as its first line is; in a list, indent its lines, too";
            self.page.report(Diagnostic::new(Code::CodeUnclosed, span, message).help(help));
        }
        if is_hidden_code(kind, &text(rest)) {
            let message =
                "other tools do not show what stands in this: it hides nothing here, and everybody would read it";
            self.page.report(Diagnostic::new(Code::HiddenForeign, span, message).help(INSTEAD_OF_COMMENT));
            return true;
        }
        let Some((what, help)) = foreign_code(kind) else { return false };
        self.page.report(Diagnostic::new(Code::ForeignMark, span, format!("this is {what}")).help(help));
        true
    }

    /// Says which language was probably meant; of any other nothing is known, and it is shown as it is.
    fn misspelt(&mut self, name: &str, range: &Range<usize>) {
        let Some(near) = nearest(name).filter(|_| !is_plain(name)) else { return };
        let line = &self.page.source[range.clone()];
        let at = range.start + line.find(name).unwrap_or_default();
        let span = self.page.span(at..(at + name.len()).min(range.end));
        let message = format!("there are no colours for code in `{name}`");
        let found = Diagnostic::new(Code::CodeLanguage, span, message).help(format!("did you mean `{near}`?"));
        self.page.report(found);
    }
}

/// The code of a block.
fn text(rest: &[Located<'_>]) -> String {
    let mut code = String::new();
    for (event, _) in rest {
        match event {
            Event::Text(text) => code.push_str(text),
            Event::End(TagEnd::CodeBlock) => break,
            _ => {}
        }
    }
    code
}
