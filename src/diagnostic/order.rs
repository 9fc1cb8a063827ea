//! Reading order of findings.

use rayon::prelude::*;

use crate::source::{FileId, SourceMap};

use super::{Diagnostic, Place};

/// Findings in reading order (file, place, severity, code), exact repeats left out.
pub(super) fn in_order<'d>(found: impl Iterator<Item = &'d Diagnostic>, sources: &'d SourceMap) -> Vec<&'d Diagnostic> {
    // A page's findings mostly follow each other, and so its path is looked up once.
    let mut last: Option<(FileId, &str)> = None;
    let mut path = |file: FileId| match last {
        Some((known, path)) if known == file => path,
        _ => last.insert((file, sources.get(file).map_or("", |source| source.path.as_str()))).1,
    };
    let mut keyed: Vec<_> = found.map(|finding| (key(finding, &mut path), finding)).collect();
    keyed.par_sort_by(|(one, _), (two, _)| one.cmp(two));
    let mut found: Vec<&Diagnostic> = keyed.into_iter().map(|(_, finding)| finding).collect();
    found.dedup();
    found
}

/// Puts findings in reading order and leaves out exact repeats.
pub(crate) fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &SourceMap) {
    *diagnostics = in_order(diagnostics.iter(), sources).into_iter().cloned().collect();
}

/// What is compared: two findings with equal keys say the same words of the same place.
fn key<'d>(finding: &'d Diagnostic, path: &mut dyn FnMut(FileId) -> &'d str) -> impl Ord + Sync + Send + use<'d> {
    let Diagnostic { code, severity, place, message, help, .. } = finding;
    let (path, start, end) = match place {
        Place::At(span) => (path(span.file), span.start, span.end),
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
