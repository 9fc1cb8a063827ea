//! What is wrong in templates, which shows when their pages are made.

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, once};
use crate::progress::{Progress, Stage};
use crate::site::{FileFault, Site, SiteFile};

/// Makes every page of a site and keeps none: what is wrong in templates and with the files, once for each place.
pub(crate) fn faults(site: &Site, progress: &dyn Progress) -> Vec<Diagnostic> {
    progress.begin(Stage::Write, site.len());
    let made = site.par_iter().filter_map(|file: SiteFile<'_>| {
        let fault = match file.make_inspected(file.prepare()) {
            Err(FileFault::Content(fault)) => Some(*fault),
            // What the disk does is told by whoever writes; a file that is gone now is gone in the next build.
            Ok(_) | Err(FileFault::Io(_)) => None,
        };
        progress.step();
        fault
    });
    once(made.collect())
}
