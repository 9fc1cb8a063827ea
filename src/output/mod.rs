//! The output folder. The only writer of a site.
//!
//! What Attune wrote is remembered in a manifest ([`manifest`]) beside the course, not in the site. Only files of that
//! manifest are ever replaced or deleted; whatever else lies in the folder is left alone, and stands in the way of a
//! build only where the site needs its name. [`refuse`] says which folders are never written to, [`plan`] what has to
//! be done, and [`write()`] does it: every file appears whole, and files that are as they should be are not touched.

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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files made or replaced.
    pub written: usize,
    /// Files that were as they should be.
    pub untouched: usize,
    /// Files of an earlier build that are gone.
    pub removed: usize,
}

/// Writes the site into `folder`, which belongs to the course at `root`.
///
/// # Errors
/// A refusal when the folder is not ours to write, before anything was changed; otherwise what the system says. After a
/// fault on the way, the next build puts everything right.
pub fn write(site: &Site, folder: &Path, root: &Path) -> Result<Written, IoFault> {
    refuse::check(folder, root)?;
    let place = manifest::place(root, folder);
    let before = Manifest::read(&place);
    let plan = Plan::make(site, folder, before.as_ref())?;
    if plan.is_empty() && before.is_some() {
        return Ok(Written { untouched: plan.untouched, ..Written::default() });
    }
    // Should the machine stop on the way, the next build must know every file that may be there.
    Manifest::intention(site, before.as_ref()).write(&place)?;
    folder::apply(&plan, site, folder)?;
    Manifest::of(site, folder).write(&place)?;
    Ok(Written { written: plan.write.len(), untouched: plan.untouched, removed: plan.remove.len() })
}

#[cfg(test)]
mod tests;
