//! Folders that are never written to.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::IoFault;

/// Parts of a course that hold what people wrote.
const OWN: [&str; 4] = ["content", "themes", ".attune", ".git"];

/// The output folder's real path. Refuses one that is the course, holds it, or lies where its sources lie.
pub(super) fn check(folder: &Path, root: &Path) -> Result<PathBuf, IoFault> {
    let refuse = |reason: &str| {
        let help = "choose another with `--output`, such as `public`";
        Err(IoFault::refused("will not write to", folder, reason, help))
    };
    match fs::symlink_metadata(folder) {
        Ok(metadata) if metadata.is_symlink() => return refuse("it is a symbolic link"),
        Ok(metadata) if !metadata.is_dir() => return refuse("it is a file"),
        _ => {}
    }
    let (output, course) = (real(folder), real(root));
    if output.components().count() < 2 || output.components().all(|part| !matches!(part, Component::Normal(_))) {
        return refuse("it is the root of the file system");
    }
    if course == output {
        return refuse("it is the course's own folder");
    }
    if course.starts_with(&output) {
        return refuse("the course lies in it");
    }
    if let Ok(below) = output.strip_prefix(&course)
        && let Some(Component::Normal(first)) = below.components().next()
        && OWN.iter().any(|own| first.eq_ignore_ascii_case(own))
    {
        return refuse("the course's own files lie there");
    }
    if OWN.iter().any(|own| output.starts_with(real(&root.join(own)))) {
        return refuse("the course's own files lie there");
    }
    if std::env::home_dir().is_some_and(|home| real(&home) == output) {
        return refuse("it is your home folder");
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
