//! What a writer of content should know: errors, warnings and notes, each with a place.
//!
//! A stage returns [`Outcome`]: its value together with everything it found; it never stops at the first error and
//! never logs. What the machine did (a full disk, a port in use) is no diagnostic but an [`IoFault`]. The codes stand
//! in [`Code`]; their explanations in `docs/diagnostics.md`, which is also what `attune explain` prints
//! ([`explain`]). [`report`] writes diagnostics in each of the five formats. A finding may propose a repair ([`Fix`]).

mod code;
mod code_name;
pub(crate) mod explain;
mod fault;
mod findings;
mod fix;
mod name_index;
mod order;
pub(crate) mod report;
mod suggest;

pub use code::Code;
pub use fault::IoFault;
pub use findings::Findings;
pub(crate) use findings::{FoundIn, Origins, placed};
pub(crate) use fix::{Edit, date_meant, truth_meant};
pub use fix::{Fix, Fixed};
pub(crate) use name_index::NameIndex;
pub(crate) use order::sort;
pub(crate) use suggest::{Suggestion, listed, suggest};

use std::borrow::Cow;

use crate::source::{CoursePath, Span};

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The build writes nothing.
    Error,
    /// The build goes on; `--strict` makes it an error.
    Warning,
    /// Good to know; never an error.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`, as in every output format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where a diagnostic points. There is no made-up span: what has no text has no span.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// These bytes of a text.
    At(Span),
    /// A file or folder as a whole, such as a link that leaves the course.
    File(CoursePath),
}

/// A second place that helps to understand the first, such as the other use of a repeated id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub place: Place,
    /// What is there, in lower case: "first used here".
    pub message: String,
}

/// One finding about the course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule found it.
    pub code: Code,
    /// How much it matters in this build.
    pub severity: Severity,
    /// The text it is about, or the file where there is none.
    pub place: Place,
    /// What is wrong, in lower case, with the value in backticks.
    pub message: String,
    /// What to do. Mostly the same words for every finding of a rule, of which a course may have thousands.
    pub help: Option<Cow<'static, str>>,
    /// Other places to look at.
    pub related: Vec<Related>,
    /// What is one mistake wherever it is made, as a key that there is not: such findings of one code are told once, with the number of
    /// their files.
    pub mistake: Option<String>,
    /// What the rule has to say to a program (`data` in JSON).
    pub data: Option<serde_json::Value>,
    /// What would fix it, where nothing has to be decided.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic of the code's own severity at a span.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::at(code, Place::At(span), message)
    }

    /// A diagnostic of the code's own severity at any kind of place.
    pub fn at(code: Code, place: Place, message: impl Into<String>) -> Self {
        let (severity, message) = (code.severity(), message.into());
        Self { code, severity, place, message, help: None, related: Vec::new(), mistake: None, data: None, fix: None }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Proposes a repair, where there is one.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }

    /// Points to a second place.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(Related { place, message: message.into() });
        self
    }

    /// Whether the build must not write.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Each fault of a site's files once: words of one part that are in several files are one mistake.
pub(crate) fn once(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let (mut all, mut more): (Vec<Diagnostic>, Vec<usize>) = (Vec::new(), Vec::new());
    for fault in faults {
        let is_same = |known: &Diagnostic| {
            let is_of_part = fault.code == Code::WithheldPublished && matches!(fault.place, Place::At(_));
            *known == fault || is_of_part && (known.code, &known.place) == (fault.code, &fault.place)
        };
        if let Some(at) = all.iter().position(is_same) {
            more[at] += usize::from(all[at] != fault);
        } else {
            all.push(fault);
            more.push(0);
        }
    }
    for (fault, more) in all.iter_mut().zip(more).filter(|(_, more)| *more > 0) {
        let files = if more == 1 { "one more file".to_owned() } else { format!("{more} more files") };
        fault.message = format!("{}, and in {files}", fault.message);
    }
    all
}

/// A stage's value and everything it found on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome<T> {
    /// The value, as complete as the input allowed.
    pub value: T,
    /// All findings, in no particular order; [`sort`] puts them in reading order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// A value with nothing to say about it.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// Moves the findings to `all` and returns the value.
    pub fn collect(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }

    /// Changes the value, keeps the findings.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Outcome<U> {
        Outcome { value: change(self.value), diagnostics: self.diagnostics }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn words_of_one_part_in_several_files_are_one_mistake() {
        let at = |start: usize| Span::new(FileId::of(&CoursePath::new("a.md")), start..start + 1);
        let in_file =
            |start, file: &str| Diagnostic::new(Code::WithheldPublished, at(start), format!("words are in {file}"));
        let template = |file: &str| Diagnostic::new(Code::TemplateRender, at(9), format!("in {file}"));
        let faults =
            vec![in_file(1, "a"), in_file(1, "b"), in_file(1, "a"), in_file(2, "a"), in_file(2, "b"), in_file(2, "c")];
        let all = [faults, vec![template("a"), template("b"), template("a")]].concat();
        let said: Vec<String> = once(all).into_iter().map(|fault| fault.message).collect();
        let expected = ["words are in a, and in one more file", "words are in a, and in 2 more files", "in a", "in b"];
        assert_eq!(said, expected);
    }
}
