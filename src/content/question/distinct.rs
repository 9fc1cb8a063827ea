//! Whether options, steps, terms and definitions of one question say different things.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Span;
use crate::source::text::{count_bytes, says_something};

use super::super::events::Located;
use super::super::parse_context::ParseContext;

/// What an option, a step, a term or a definition says.
pub(super) struct Said {
    words: String,
    /// Its code and its formulas as they are written.
    code: String,
    span: Span,
}

impl Said {
    /// `events` are those of all that is shown.
    pub(super) fn new(words: String, events: &[Located<'_>], span: Span) -> Self {
        let (mut code, mut is_block) = (String::new(), false);
        for (event, _) in events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => is_block = true,
                Event::End(TagEnd::CodeBlock) => is_block = false,
                Event::Text(text) if is_block => code.push_str(text),
                Event::Code(text) => code.extend(["`", text, "`"]),
                Event::InlineMath(text) | Event::DisplayMath(text) => code.extend(["$", text, "$"]),
                _ => {}
            }
        }
        Self { words, code, span }
    }

    pub(super) fn is_empty(&self) -> bool {
        !says_something(&self.words)
    }
}

/// Reports what has no words, and what says the same as one before it (without regard to case and spacing, which count in code and in formulas).
pub(super) fn distinct(page: &mut ParseContext<'_>, all: &[Said], what: &str) {
    // Most differ in their number of letters, which is quickly seen. Beyond ASCII, case may change that too.
    let letters = |text: &str| text.is_ascii().then(|| count_bytes(text.as_bytes(), |byte| byte > b' '));
    let sizes: Vec<Option<usize>> = all.iter().map(|said| letters(&said.words)).collect();
    for (at, Said { words: text, code, span }) in all.iter().enumerate() {
        let may_equal = |other: usize| sizes[other] == sizes[at] || sizes[other].is_none() || sizes[at].is_none();
        let equals = |other: &usize| {
            may_equal(*other) && all[*other].code == *code && folded(&all[*other].words) == folded(text)
        };
        if !says_something(text) {
            let message = format!("the {what} has no words");
            let help = if what == "option" {
                "write words behind its box, and code or a table below them, indented; or remove it"
            } else {
                "write it, or remove it"
            };
            page.report(Diagnostic::new(Code::QuestionEmptyOption, *span, message).help(help));
        } else if let Some(first) = (0..at).find(equals) {
            let message = format!("the {what} `{text}` stands here twice");
            let finding = Diagnostic::new(Code::QuestionEqualOptions, *span, message)
                .related(Place::At(all[first].span), "first here")
                .help("change one of them, or remove it");
            page.report(finding);
        }
    }
}

/// In lower case, with one space for every run of white space.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            let from = folded.len();
            folded.push_str(word);
            folded[from..].make_ascii_lowercase();
        } else {
            folded.push_str(&word.to_lowercase());
        }
    }
    folded
}
