//! Code blocks: in colours where the language is known, and scrolled by the keyboard.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, TagEnd};

use crate::course::{Inserted, Setting};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::html::attribute;
use crate::source::text::printable;

use super::super::events::Located;
use super::super::highlight::{Sort, is_plain, language, nearest, stretches};
use super::writer::Writer;

impl<'a> Writer<'_, 'a> {
    /// Begins a code block; `rest` are the events after its start.
    pub(super) fn open_code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>, rest: &[Located<'a>]) {
        self.code = true;
        self.closed += 1;
        self.page.code_blocks += 1;
        let name = match kind {
            CodeBlockKind::Fenced(info) => {
                info.split([' ', ',', '{', '}']).find(|part| !part.is_empty()).unwrap_or_default()
            }
            CodeBlockKind::Indented => "",
        };
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
