//! Reading order of findings.

use std::collections::BTreeMap;

use crate::source::{FileId, SourceMap};

use super::{Diagnostic, Place};

/// Puts findings in reading order (file, place, severity, code) and leaves out exact repeats.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &SourceMap) {
    let mut paths: BTreeMap<FileId, &str> = BTreeMap::new();
    for finding in diagnostics.iter() {
        if let Place::At(span) = finding.place {
            paths.entry(span.file).or_insert_with(|| sources.get(span.file).map_or("", |file| file.path.as_str()));
        }
    }
    diagnostics.sort_by(|a, b| {
        let key = |finding: &Diagnostic| match &finding.place {
            Place::At(span) => {
                (paths.get(&span.file).map_or(String::new(), |path| (*path).to_owned()), span.start, span.end)
            }
            Place::File(path) => (path.as_str().to_owned(), 0, 0),
        };
        key(a).cmp(&key(b)).then_with(|| (a.severity, a.code, &a.message).cmp(&(b.severity, b.code, &b.message)))
    });
    diagnostics.dedup();
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
}
