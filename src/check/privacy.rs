//! Whether somebody could be known by what a page says: what is found, weighed as `[privacy]` asks.
//!
//! [`PrivacyScan`] is what [`crate::privacy`] finds in a page's source, kept with the page. [`CachedPrivacy`] holds it against
//! what the course knows of itself: declared pseudonyms, the people and institutions of its bibliography, and the exceptions
//! that authors wrote beside what they let stand. No message holds the words that were found.

mod attachments;
mod attestation;
mod captions;
pub(crate) mod denied;
mod found;
mod known;
mod review;
mod scan;
mod weigh;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Findings, FoundIn};
use crate::source::{Digest, FileId};

pub(crate) use attachments::{AttachmentScan, Attachments, unused};
pub(crate) use captions::is_caption;
pub(crate) use known::Known;
pub(crate) use review::{ExceptionState, ReviewedException, ReviewedPage};
pub(crate) use scan::PrivacyScan;
pub(crate) use weigh::Weighing;

/// A page to be weighed: its file, and what was found in it; nothing where it is gone.
pub(crate) type Scanned<'a> = (FileId, Option<&'a PrivacyScan>);

/// The findings of all pages, as far as they stand.
#[derive(Debug, Default)]
pub(crate) struct CachedPrivacy {
    /// Of everything that is the same for every page.
    context: Option<Digest>,
}

impl CachedPrivacy {
    /// Brings the findings up to date: those of the pages that changed, or of `every` page where the rest did.
    pub(crate) fn check<'a, I: Iterator<Item = Scanned<'a>>>(
        &mut self,
        weighing: &Weighing<'_>,
        changed: impl Iterator<Item = Scanned<'a>>,
        every: impl FnOnce() -> I,
        findings: &mut Findings,
    ) {
        let context = Some(weighing.digest());
        let pages: Vec<Scanned<'a>> =
            if self.context == context { changed.collect() } else { changed.chain(every()).collect() };
        self.context = context;
        let weighed = |(file, scan): &Scanned<'a>| {
            let found = scan.map(|scan| weighing.findings(*file, scan)).unwrap_or_default();
            (*file, Arc::<[Diagnostic]>::from(found))
        };
        let found: Vec<(FileId, Arc<[Diagnostic]>)> = pages.par_iter().map(weighed).collect();
        for (file, found) in found {
            findings.put(FoundIn::Privacy(file), found);
        }
    }
}
