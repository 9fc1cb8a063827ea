//! Folders that are never written to.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::IoFault;

/// Parts of a course that hold what people wrote.
const OWN: [&str; 4] = ["content", "themes", ".attune", ".git"];

/// The output folder's real path. Refuses one that is the course, holds it, or lies where its sources lie.
pub(super) fn check(folder: &Path, root: &Path) -> Result<PathBuf, IoFault> {
    allowed(folder, root).map_err(|reason| {
        let help = "choose another with `--output`, such as `public`";
        IoFault::refused("will not write to", folder, reason, help)
    })
}

/// The folder's real path.
///
/// # Errors
/// Why it is never written to.
pub(super) fn allowed(folder: &Path, root: &Path) -> Result<PathBuf, &'static str> {
    match fs::symlink_metadata(folder) {
        Ok(metadata) if metadata.is_symlink() => return Err("it is a symbolic link"),
        Ok(metadata) if !metadata.is_dir() => return Err("it is a file"),
        _ => {}
    }
    let (output, course) = (real(folder), real(root));
    if output.components().count() < 2 || output.components().all(|part| !matches!(part, Component::Normal(_))) {
        return Err("it is the root of the file system");
    }
    if course == output {
        return Err("it is the course's own folder");
    }
    if course.starts_with(&output) {
        return Err("the course lies in it");
    }
    if let Ok(below) = output.strip_prefix(&course)
        && let Some(Component::Normal(first)) = below.components().next()
        && OWN.iter().any(|own| first.eq_ignore_ascii_case(own))
    {
        return Err("the course's own files lie there");
    }
    if OWN.iter().any(|own| output.starts_with(real(&root.join(own)))) {
        return Err("the course's own files lie there");
    }
    if std::env::home_dir().is_some_and(|home| real(&home) == output) {
        return Err("it is your home folder");
    }
    Ok(output)
}

/// The path without links and `..`, as far as it exists; from there on, as written.
pub(super) fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let parts: Vec<Component<'_>> = absolute.components().collect();
    for known in (1..=parts.len()).rev() {
        let Ok(found) = fs::canonicalize(parts[..known].iter().collect::<PathBuf>()) else { continue };
        return parts[known..].iter().fold(found, |mut path, part| {
            match part {
                Component::ParentDir => _ = path.pop(),
                other => path.push(other),
            }
            path
        });
    }
    absolute
}
