//! Whether somebody could be known by what a page says: what is found, weighed as `[privacy]` asks.
//!
//! [`PrivacyScan`] is what [`crate::privacy`] finds in a page's source, kept with the page. [`CachedPrivacy`] holds it against
//! what the course knows of itself: declared pseudonyms, the people and institutions of its bibliography, and the exceptions
//! that authors wrote beside what they let stand. No message holds the words that were found.

mod as_read;
mod attachments;
mod attestation;
mod captions;
pub(crate) mod denied;
pub(crate) mod embedded;
mod found;
mod known;
mod own_markup;
mod review;
mod scan;
mod weigh;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Findings, FoundIn};
use crate::source::{Digest, FileId, Span};

pub(crate) use attachments::{AttachmentScan, Attachments, unused};
pub(crate) use captions::is_caption;
pub(crate) use known::Known;
pub(crate) use review::{ExceptionState, ReviewedException, ReviewedPage};
pub(crate) use scan::PrivacyScan;
pub(crate) use weigh::Weighing;

use weigh::unused as unused_exception;

/// A page to be weighed: its file, and what was found in it; nothing where it is gone.
pub(crate) type Scanned<'a> = (FileId, Option<&'a PrivacyScan>);

/// The findings of all pages, as far as they stand.
#[derive(Debug, Default)]
pub(crate) struct CachedPrivacy {
    /// Of everything that is the same for every page.
    context: Option<Digest>,
    /// Exceptions that stand in texts which pages include, by page: where each is written, and whether it lets something stand there.
    included: BTreeMap<FileId, Vec<(Span, bool)>>,
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
        let origins = findings.origins();
        let weighed = |(file, scan): &Scanned<'a>| {
            let (mut found, mut included) = (Vec::new(), Vec::new());
            if let Some(scan) = scan {
                let (of_page, is_used) = weighing.judged(*file, scan);
                found = of_page;
                for (exception, is_used) in scan.exceptions.iter().zip(is_used) {
                    let span = Span::new(*file, exception.range.clone());
                    let written = origins.written(span);
                    if written.file != *file {
                        included.push((written, is_used));
                    } else if !is_used {
                        found.push(unused_exception(span));
                    }
                }
            }
            (*file, Arc::<[Diagnostic]>::from(found), included)
        };
        let weighed: Vec<_> = pages.par_iter().map(weighed).collect();
        for (file, found, included) in weighed {
            findings.put(FoundIn::Privacy(file), found);
            if included.is_empty() {
                self.included.remove(&file);
            } else {
                self.included.insert(file, included);
            }
        }
        findings.put(FoundIn::Whole("included exceptions"), self.unused_in_includes().into());
    }

    /// Exceptions in included texts that let nothing stand on any page.
    fn unused_in_includes(&self) -> Vec<Diagnostic> {
        let mut used: BTreeMap<Span, bool> = BTreeMap::new();
        for (written, is_used) in self.included.values().flatten() {
            *used.entry(*written).or_default() |= is_used;
        }
        used.into_iter().filter(|(_, is_used)| !is_used).map(|(written, _)| unused_exception(written)).collect()
    }
}
