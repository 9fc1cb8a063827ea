//! The output folder. The only writer of a site.
//!
//! What Attune wrote is remembered in a manifest ([`manifest`]) beside the course, not in the site. Only files of that
//! manifest are ever replaced or deleted; whatever else lies in the folder is left alone, and stands in the way of a
//! build only where the site needs its name. The manifest may be deleted at any time: a folder is then known by the
//! first line of its `_headers` ([`crate::site::SIGN`]), the site is written over it, and what the site has not is
//! left and told ([`Written::unknown`]), because nobody knows any more whose it is.
//!
//! [`refuse`] says which folders are never written to, [`plan`] what has to be done, [`conflict`] what must make way
//! for what, and [`write()`] does it: every file appears whole, and files that are as they should be are not touched.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is where a site is written")]

mod conflict;
mod folder;
mod manifest;
mod plan;
mod refuse;

use std::path::Path;

use crate::diagnostic::IoFault;
use crate::site::Site;

use manifest::Manifest;
use plan::Plan;

/// What writing did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files made or replaced.
    pub written: usize,
    /// Files that were as they should be.
    pub untouched: usize,
    /// Files of an earlier build that are gone.
    pub removed: usize,
    /// After the record of earlier builds was lost: files in the folder that are not of this site, by path.
    pub unknown: Vec<String>,
}

/// Writes the site into `folder`, which belongs to the course at `root`.
///
/// # Errors
/// A refusal when the folder is not ours to write, before anything was changed; otherwise what the system says. After a
/// fault on the way, the next build puts everything right.
pub fn write(site: &Site, folder: &Path, root: &Path) -> Result<Written, IoFault> {
    let target = refuse::check(folder, root)?;
    let place = manifest::place(&refuse::real(root), &target);
    let _lock = manifest::lock(&place)?;
    let before = Manifest::read(&place);
    if let Some(unfinished) = before.as_ref().filter(|manifest| !manifest.finished) {
        folder::sweep(unfinished, &target);
    }
    let plan = Plan::make(site, &target, before.as_ref()).map_err(|fault| as_given(fault, &target, folder))?;
    let report = Written {
        written: plan.write.len(),
        untouched: plan.untouched,
        removed: plan.remove.len() + plan.clear.len(),
        unknown: plan.unknown.clone(),
    };
    if plan.is_empty() && before.is_some_and(|manifest| manifest.finished) {
        return Ok(report);
    }
    // Should the machine stop on the way, the next build must know every file that may be there.
    Manifest::intention(site, &plan, &place).write(&place)?;
    folder::apply(&plan, site, &target)?;
    Manifest::of(site, &target).write(&place)?;
    Ok(report)
}

/// A refusal names the folder as the author named it.
fn as_given(fault: IoFault, real: &Path, given: &Path) -> IoFault {
    let subject = if fault.subject == real { given.to_owned() } else { fault.subject };
    IoFault { subject, ..fault }
}

#[cfg(test)]
mod tests;
