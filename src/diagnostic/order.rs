//! Reading order of findings.

use crate::source::SourceMap;

use super::{Diagnostic, Place};

/// Puts findings in reading order (file, place, severity, code) and leaves out exact repeats.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &SourceMap) {
    diagnostics.sort_by(|a, b| key(a, sources).cmp(&key(b, sources)));
    diagnostics.dedup();
}

/// What is compared: two findings with equal keys say the same words of the same place.
fn key<'a>(finding: &'a Diagnostic, sources: &'a SourceMap) -> impl Ord {
    let Diagnostic { code, severity, place, message, help, .. } = finding;
    let (path, start, end) = match place {
        Place::At(span) => (sources.get(span.file).map_or("", |file| file.path.as_str()), span.start, span.end),
        // What is said of a file as a whole comes before what is said of its text.
        Place::File(path) => (path.as_str(), 0, 0),
    };
    (path, start, end, *severity, *code, message, help)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::Code;
    use super::*;
    use crate::source::{CoursePath, Span};

    #[test]
    fn findings_are_read_file_by_file_and_said_once() {
        let mut sources = SourceMap::default();
        let b = sources.add(CoursePath::new("b.md"), Arc::from("text"));
        let a = sources.add(CoursePath::new("a.md"), Arc::from("text"));
        let at = |file, start: usize| Diagnostic::new(Code::BrokenLink, Span::new(file, start..4), "m");
        let mut findings = vec![at(b, 0), at(a, 2), at(a, 1), at(a, 2)];
        sort(&mut findings, &sources);
        assert_eq!(findings, [at(a, 1), at(a, 2), at(b, 0)]);
    }

    #[test]
    fn at_one_place_errors_come_first_and_whole_files_before_their_text() {
        let mut sources = SourceMap::default();
        let path = CoursePath::new("a.md");
        let file = sources.add(path.clone(), Arc::from("text"));
        let at = |code| Diagnostic::new(code, Span::new(file, 0..4), "m");
        let whole = Diagnostic::at(Code::ThemeStrings, Place::File(path), "m");
        let mut findings = vec![at(Code::QuestionNoId), at(Code::HtmlRemoved), at(Code::BrokenLink), whole.clone()];
        sort(&mut findings, &sources);
        assert_eq!(findings, [whole, at(Code::BrokenLink), at(Code::HtmlRemoved), at(Code::QuestionNoId)]);
    }
}
