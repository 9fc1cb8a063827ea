//! Edits into texts.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Edit, Fix, Fixed};
use crate::source::{CoursePath, FileId, LineIndex, SourceFile, SourceMap};

/// Texts after some repairs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Applied {
    /// The new texts of the files that changed.
    pub texts: BTreeMap<CoursePath, Arc<str>>,
    /// The repairs that were made, in the order of the findings.
    pub fixed: Vec<Fixed>,
}

/// Makes the repairs that findings propose, in files that `may_change`. Of two that touch each other the first is
/// made; the other is for another time, when its rule has seen the new text.
pub(crate) fn apply<'f>(
    findings: impl IntoIterator<Item = &'f Diagnostic>,
    sources: &'f SourceMap,
    may_change: impl Fn(&CoursePath) -> bool,
) -> Applied {
    let mut texts: BTreeMap<FileId, Fixing<'f>> = BTreeMap::new();
    let mut applied = Applied::default();
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        let Some(file) = file_of(fix, sources).filter(|file| may_change(&file.path)) else { continue };
        let fixing = match texts.entry(fix.edits[0].span.file) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let Some(text) = file.text() else { continue };
                place.insert(Fixing { path: &file.path, index: LineIndex::new(&text), text, edits: Vec::new() })
            }
        };
        if !fits(fix, &fixing.text) || fix.edits.iter().any(|edit| fixing.edits.iter().any(|other| touch(edit, other)))
        {
            continue;
        }
        fixing.edits.extend(&fix.edits);
        applied.fixed.push(told(finding, fix, fixing));
    }
    for Fixing { path, text, edits, .. } in texts.into_values().filter(|fixing| !fixing.edits.is_empty()) {
        applied.texts.insert(path.clone(), Arc::from(edited(&text, 0..text.len(), &edits)));
    }
    applied
}

/// A text with the edits that were taken.
struct Fixing<'f> {
    path: &'f CoursePath,
    text: Arc<str>,
    index: LineIndex,
    edits: Vec<&'f Edit>,
}

/// The one file that a repair is in.
fn file_of<'s>(fix: &Fix, sources: &'s SourceMap) -> Option<&'s SourceFile> {
    let first = fix.edits.first()?.span.file;
    fix.edits.iter().all(|edit| edit.span.file == first).then(|| sources.get(first))?
}

/// Whether every edit has its place in the text, brings no line, and touches no other of the same repair.
fn fits(fix: &Fix, text: &str) -> bool {
    let placed = |edit: &Edit| {
        let old = text.get(edit.span.range());
        old.is_some_and(|old| old != edit.text && !(old.contains(['\n', '\r']) || edit.text.contains(['\n', '\r'])))
    };
    let apart = |at: usize| fix.edits[..at].iter().all(|before| !touch(before, &fix.edits[at]));
    fix.edits.iter().all(placed) && (0..fix.edits.len()).all(apart)
}

fn touch(one: &Edit, other: &Edit) -> bool {
    one.span.start <= other.span.end && other.span.start <= one.span.end
}

/// A part of the text after the edits that lie in it.
fn edited(text: &str, part: Range<usize>, edits: &[&Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.to_vec();
    edits.sort_by_key(|edit| edit.span.start);
    let (mut new, mut at) = (String::with_capacity(part.len() + 16), part.start);
    for edit in edits {
        new.push_str(&text[at..edit.span.range().start]);
        new.push_str(&edit.text);
        at = edit.span.range().end;
    }
    new.push_str(&text[at..part.end]);
    new
}

/// What is said of a repair: the lines that it changes, as they were and as they are.
fn told(finding: &Diagnostic, fix: &Fix, of: &Fixing<'_>) -> Fixed {
    let Fixing { path, text, index, .. } = of;
    let line_of = |offset: u32| index.position(text, offset as usize).line;
    let mut by_line: BTreeMap<u32, Vec<&Edit>> = BTreeMap::new();
    for edit in &fix.edits {
        by_line.entry(line_of(edit.span.start)).or_default().push(edit);
    }
    let line = |number: u32| index.line(text, number);
    Fixed {
        code: finding.code,
        path: (*path).clone(),
        line: by_line.keys().next().copied().unwrap_or(1),
        what: fix.what.clone(),
        before: by_line.keys().map(|number| text[line(*number)].to_owned()).collect(),
        after: by_line.iter().map(|(number, edits)| edited(text, line(*number), edits)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::Span;

    fn applied(text: &str, fixes: &[&[(Range<usize>, &str)]]) -> (String, usize) {
        let mut sources = SourceMap::default();
        let file = sources.add(CoursePath::new("a.md"), Arc::from(text));
        let finding = |edits: &&[(Range<usize>, &str)]| {
            let edit = |(range, new): &(Range<usize>, &str)| Edit {
                span: Span::new(file, range.clone()),
                text: (*new).to_owned(),
            };
            let fix = Fix { what: "fix it".to_owned(), edits: edits.iter().map(edit).collect() };
            Diagnostic::new(Code::BrokenLink, Span::new(file, 0..1), "m").fix(fix)
        };
        let findings: Vec<Diagnostic> = fixes.iter().map(finding).collect();
        let applied = apply(&findings, &sources, |_| true);
        let text = applied.texts.values().next().map_or_else(|| text.to_owned(), ToString::to_string);
        (text, applied.fixed.len())
    }

    #[test]
    fn edits_are_made_wherever_they_stand_and_nothing_else_changes() {
        let text = "\u{feff}one\r\ntwo\rthree\n";
        assert_eq!(
            applied(text, &[&[(8..11, "2")], &[(3..4, "O"), (6..6, "!")]]),
            (text.replace("one", "One!").replace("two", "2"), 2)
        );
        assert_eq!(applied(text, &[]), (text.to_owned(), 0));
    }

    #[test]
    fn of_two_repairs_that_touch_the_first_is_made() {
        assert_eq!(
            applied("abcdef", &[&[(1..3, "X")], &[(2..4, "Y")], &[(3..3, "Z")], &[(5..6, "F")]]),
            ("aXdeF".to_owned(), 2)
        );
        assert_eq!(applied("abcdef", &[&[(1..2, "X")], &[(2..3, "Y"), (4..5, "Z")]]), ("aXcdef".to_owned(), 1));
    }

    #[test]
    fn a_repair_that_does_not_fit_is_not_made() {
        for edits in
            [&[(4..9, "x")][..], &[(2..3, "x")], &[(0..1, "x\n")], &[(0..1, "a")], &[(0..1, "x"), (1..1, "y")], &[]]
        {
            assert_eq!(applied("aéb", &[edits]).1, 0, "{edits:?}");
        }
    }

    #[test]
    fn what_is_told_is_the_line_alone() {
        let mut sources = SourceMap::default();
        let file = sources.add(CoursePath::new("a.md"), Arc::from("\u{feff}x\r\n::: nots\r\n"));
        let fix = Fix::word(Span::new(file, 10..14), "nots", "note").expect("it fits");
        let finding = Diagnostic::new(Code::ContainerUnknown, Span::new(file, 6..14), "m").fix(fix);
        let fixed = apply(&[finding], &sources, |_| true).fixed.remove(0);
        assert_eq!((fixed.line, fixed.what.as_str()), (2, "write `note` for `nots`"));
        assert_eq!((fixed.before, fixed.after), (vec!["::: nots".to_owned()], vec!["::: note".to_owned()]));
    }
}
