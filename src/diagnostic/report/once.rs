//! What is one mistake, told once: a key that many files have and Attune does not is one decision for its author, not hundreds.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::super::{Code, Diagnostic, Place};
use crate::source::FileId;

/// A finding, and those that say the same of other places.
#[derive(Debug)]
pub(crate) struct Once<'d> {
    /// The first in reading order.
    pub(crate) finding: &'d Diagnostic,
    pub(crate) others: Vec<&'d Diagnostic>,
}

/// Findings in their order, each mistake once.
pub(crate) fn once<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<Once<'d>> {
    let (mut told, mut known): (Vec<Once<'d>>, BTreeMap<(Code, &str), usize>) = Default::default();
    for finding in findings {
        if let Some(mistake) = &finding.mistake {
            if let Some(first) = known.get(&(finding.code, mistake.as_str())) {
                told[*first].others.push(finding);
                continue;
            }
            known.insert((finding.code, mistake), told.len());
        }
        told.push(Once { finding, others: Vec::new() });
    }
    told
}

impl<'d> Once<'d> {
    /// What is wrong, and in how many other files, or other places of this one.
    pub(crate) fn message(&self) -> Cow<'d, str> {
        let file = |finding: &Diagnostic| match &finding.place {
            Place::At(span) => span.file,
            Place::File(path) => FileId::of(path),
        };
        let own = file(self.finding);
        let files = self.others.iter().map(|other| file(other)).filter(|other| *other != own);
        let (count, what) = match (files.collect::<BTreeSet<FileId>>().len(), self.others.len()) {
            (_, 0) => return Cow::Borrowed(&self.finding.message),
            (0, places) => (places, "place"),
            (files, _) => (files, "file"),
        };
        let plural = if count == 1 { "" } else { "s" };
        Cow::Owned(format!("{}, here and in {count} other {what}{plural}", self.finding.message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{CoursePath, Span};

    #[test]
    fn a_mistake_in_many_files_is_told_at_the_first_with_their_number() {
        let at = |file: &str, start: usize, mistake: Option<&str>| {
            let span = Span::new(FileId::of(&CoursePath::new(file)), start..start + 1);
            let found = Diagnostic::new(Code::FrontMatterUnknownKey, span, "no key `x`");
            Diagnostic { mistake: mistake.map(str::to_owned), ..found }
        };
        let found = [at("a", 0, Some("x")), at("a", 5, Some("x")), at("a", 9, Some("y")), at("b", 0, None)];
        let more = [at("b", 1, Some("x")), at("b", 2, None), at("c", 0, Some("x")), at("c", 1, Some("y"))];
        let said =
            |found: Vec<&Diagnostic>| once(found).iter().map(|one| one.message().into_owned()).collect::<Vec<_>>();
        assert_eq!(said(found.iter().collect()), ["no key `x`, here and in 1 other place", "no key `x`", "no key `x`"]);
        let all = said(found.iter().chain(&more).collect());
        let (x, y) = ("no key `x`, here and in 2 other files", "no key `x`, here and in 1 other file");
        assert_eq!(all, [x, y, "no key `x`", "no key `x`"]);
    }
}
