//! Folders that `[publish]` names and that nothing is ever published into: said before anybody tries.

use std::path::Path;

use crate::config::{Destination, SiteConfig};
use crate::diagnostic::{Code, Diagnostic};
use crate::output::refused_target;

/// What to do about such a folder.
pub(crate) const OTHER_FOLDER: &str = "name another folder in `to`, such as `../site`";

/// An error for each folder that is the course, holds it, or is one of its own.
pub(super) fn refused(config: &SiteConfig, root: &Path) -> Vec<Diagnostic> {
    // A course that lies on no disk has no folder beside it.
    let on_disk = config.publish.values().filter(|_| !root.as_os_str().is_empty());
    let report = |target: &crate::config::PublishTarget| {
        let Destination::Folder(folder) = &target.to else { return None };
        let reason = refused_target(&root.join(folder), root)?;
        let message = format!("nothing can be published to `{folder}`: {reason}");
        Some(Diagnostic::new(Code::ConfigBadValue, target.to_span, message).help(OTHER_FOLDER))
    };
    on_disk.filter_map(report).collect()
}
