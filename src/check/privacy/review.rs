//! What whoever reviews a course has to know of a page: what its author vouches for, and what they let stand.

use crate::course::CaseAttestation;
use crate::privacy::Exception;
use crate::source::{CoursePath, FileId};

use super::scan::PrivacyScan;
use super::weigh::Weighing;

/// A page that a review is about.
#[derive(Debug, Clone)]
pub(crate) struct ReviewedPage {
    pub(crate) file: FileId,
    pub(crate) path: CoursePath,
    pub(crate) title: String,
    /// Whether it is left out of the site.
    pub(crate) is_draft: bool,
    pub(crate) is_case: bool,
    /// Of a case, what its author vouches for.
    pub(crate) case: Option<CaseAttestation>,
    /// What its author lets stand.
    pub(crate) exceptions: Vec<ReviewedException>,
}

/// What an author lets stand.
#[derive(Debug, Clone)]
pub(crate) struct ReviewedException {
    pub(crate) exception: Exception,
    pub(crate) state: ExceptionState,
}

/// Whether an exception lets something stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExceptionState {
    /// It does.
    Used,
    /// Nothing of its kind is found beside it.
    Unused,
    /// Its last day is past.
    Ended,
}

impl Weighing<'_> {
    /// The exceptions of a page.
    pub(crate) fn exceptions(&self, file: FileId, scan: &PrivacyScan) -> Vec<ReviewedException> {
        let (_, is_used) = self.judged(file, scan);
        let reviewed = |(exception, is_used): (&Exception, bool)| ReviewedException {
            exception: exception.clone(),
            state: match (is_used, self.is_over(exception)) {
                (false, _) => ExceptionState::Unused,
                (true, true) => ExceptionState::Ended,
                (true, false) => ExceptionState::Used,
            },
        };
        scan.exceptions.iter().zip(is_used).map(reviewed).collect()
    }
}
