//! Which course is meant, and the findings of a build of it.

use std::path::{Path, PathBuf};

use crate::build::{BuildOptions, Built, Memo, build};
use crate::diagnostic::{Diagnostic, IoFault, Severity, sort};
use crate::input::{Inputs, ReadOptions, read};

use super::Ending;

/// The course's folder: the one named, or the nearest one from here upwards that has a `site.toml`.
pub(super) fn find(named: Option<&Path>) -> Result<PathBuf, Ending> {
    if let Some(root) = named {
        if root.is_dir() {
            return Ok(root.to_owned());
        }
        return Err(Ending::Usage(format!("there is no folder `{}`", root.display())));
    }
    let here = std::env::current_dir().map_err(|error| IoFault::new("cannot read", Path::new("."), &error))?;
    let found = here.ancestors().find(|folder| folder.join("site.toml").is_file());
    match found {
        Some(folder) if folder == here => Ok(PathBuf::from(".")),
        Some(folder) => Ok(folder.to_owned()),
        None => Err(Ending::Usage(
            "there is no course here: no `site.toml` in this folder or above it\n\
             help: name the course's folder with `--root`, or begin one with `attune init my-course`"
                .to_owned(),
        )),
    }
}

/// A path in the course as people write it: without `./` where the course is this folder.
pub(super) fn shown(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix(".").ok().filter(|path| !path.as_os_str().is_empty()).unwrap_or(path).display()
}

/// A build of the course as it lies on disk.
pub(super) struct Run {
    pub(super) inputs: Inputs,
    pub(super) built: Built,
    /// In reading order.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads and builds the course. `output` is not part of it.
pub(super) fn run(root: &Path, output: Option<PathBuf>, options: &BuildOptions, strict: bool) -> Result<Run, IoFault> {
    let snapshot = read(root, &ReadOptions { output })?;
    let (inputs, mut diagnostics) = (snapshot.value, snapshot.diagnostics);
    let outcome = build(&inputs, options, &mut Memo::default());
    diagnostics.extend(outcome.diagnostics);
    sort(&mut diagnostics, &inputs.sources);
    if strict {
        for finding in diagnostics.iter_mut().filter(|finding| finding.severity == Severity::Warning) {
            finding.severity = Severity::Error;
        }
    }
    Ok(Run { inputs, built: outcome.value, diagnostics })
}
