//! Which course is meant, and the findings of a build of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::check::Withheld;
use crate::config::{self, Kind};
use crate::diagnostic::{Diagnostic, IoFault, Outcome, Severity, sort};
use crate::input::{Inputs, ReadOptions, read};
use crate::pipeline::{BuildOptions, Built, Memo, build_with, faults};
use crate::progress::{Progress, Stage};
use crate::site::{Finished, Inspection, Site};
use crate::source::{CoursePath, Digest, FileId, SourceMap};

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

/// The kinds of page of a course, or those that every course has; what is wrong with `site.toml` is for `check` to say.
pub(super) fn kinds(root: Option<&Path>) -> BTreeMap<String, Kind> {
    let text = root.and_then(|root| std::fs::read_to_string(root.join("site.toml")).ok()).unwrap_or_default();
    config::parse(&text, FileId::of(&CoursePath::new("site.toml"))).value.kinds
}

/// A path in the course as people write it: without `./` where the course is this folder.
pub(super) fn shown(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix(".").ok().filter(|path| !path.as_os_str().is_empty()).unwrap_or(path).display()
}

/// The course as it lies on disk.
pub(super) struct Snapshot {
    pub(super) inputs: Inputs,
    diagnostics: Vec<Diagnostic>,
}

/// Reads the course. `output` is not part of it.
pub(super) fn snapshot(root: &Path, output: Option<PathBuf>, progress: &dyn Progress) -> Result<Snapshot, IoFault> {
    progress.begin(Stage::Read, 1);
    let Outcome { value: inputs, diagnostics } = read(root, &ReadOptions { output })?;
    Ok(Snapshot { inputs, diagnostics })
}

impl Snapshot {
    /// A digest of everything that a build of it depends on: the files, the options, and this very program.
    pub(super) fn key(&self, options: &BuildOptions) -> Digest {
        let files: Vec<_> = self.inputs.files.iter().map(|(path, file)| (path, file.digest)).collect();
        let found = self.diagnostics.len();
        let program = std::env::current_exe().and_then(std::fs::metadata);
        let program = program.map(|data| (data.len(), data.modified().ok())).ok();
        Digest::of_value(&(files, found, options, env!("CARGO_PKG_VERSION"), program))
    }
}

/// A site with the rule over what is withheld, where something is.
pub(super) fn finished<'a>(files: &'a Site, withheld: Option<&'a Withheld>) -> Finished<'a> {
    Finished { files, inspection: withheld.map(|rule| rule as &dyn Inspection) }
}

/// A build of the course.
pub(super) struct CheckedBuild {
    pub(super) sources: SourceMap,
    pub(super) built: Built,
    /// In reading order.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl CheckedBuild {
    /// Builds the course. Faults in templates are among the findings where there are errors, or where they are
    /// `wanted`; otherwise they are found when the site is written.
    pub(super) fn new(
        snapshot: Snapshot,
        options: &BuildOptions,
        strict: bool,
        wanted: bool,
        progress: &dyn Progress,
    ) -> Self {
        let Snapshot { inputs, diagnostics: of_files } = snapshot;
        let Outcome { value: built, mut diagnostics } = build_with(&inputs, options, &mut Memo::once(), progress);
        diagnostics.extend(of_files);
        if wanted || diagnostics.iter().any(Diagnostic::is_error) {
            let withheld = Withheld::of(&built.course);
            diagnostics.extend(faults(finished(&built.site, withheld.as_ref()), progress));
        }
        sort(&mut diagnostics, &inputs.sources);
        if strict {
            for finding in diagnostics.iter_mut().filter(|finding| finding.severity == Severity::Warning) {
                finding.severity = Severity::Error;
            }
        }
        Self { sources: inputs.sources, built, diagnostics }
    }
}
