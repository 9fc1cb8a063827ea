//! Which course is meant, and the findings of a build of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::config::{self, Kind, SiteConfig};
use crate::diagnostic::report::Summary;
use crate::diagnostic::{Diagnostic, IoFault, Outcome, Severity};
use crate::input::ReadOptions;
use crate::pipeline::{BuildOptions, faults};
use crate::progress::Progress;
use crate::project::{Project, Report};
use crate::source::{CoursePath, FileId};

use super::{Ending, terminal};

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

/// What `site.toml` says; what is wrong with it is for `check` to say.
pub(super) fn config(root: &Path) -> SiteConfig {
    parsed(&std::fs::read_to_string(root.join("site.toml")).unwrap_or_default()).value
}

/// What `site.toml` says, and what is wrong with it.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn config_with_findings(root: &Path) -> Result<Outcome<SiteConfig>, IoFault> {
    let path = root.join("site.toml");
    let text = std::fs::read_to_string(&path).map_err(|error| IoFault::new("cannot read", &path, &error))?;
    Ok(parsed(&text))
}

fn parsed(text: &str) -> Outcome<SiteConfig> {
    config::parse(text, FileId::of(&CoursePath::new("site.toml")))
}

/// The kinds of page of a course, or those that every course has; what is wrong with `site.toml` is for `check` to say.
pub(super) fn kinds(root: Option<&Path>) -> BTreeMap<String, Kind> {
    root.map_or_else(|| parsed("").value, config).kinds
}

/// A path in the course as people write it: without `./` where the course is this folder.
pub(super) fn shown(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix(".").ok().filter(|path| !path.as_os_str().is_empty()).unwrap_or(path).display()
}

/// The way from this folder to the course's, with `/` at its end; empty where they are one, or where there is none.
pub(super) fn from_here(root: &Path) -> String {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let Some((here, root)) = real(Path::new(".")).zip(real(root)) else { return String::new() };
    let alike = here.components().zip(root.components()).take_while(|(one, other)| one == other).count();
    if alike == 0 {
        return String::new();
    }
    let mut way = "../".repeat(here.components().count() - alike);
    for part in root.components().skip(alike) {
        way.push_str(&part.as_os_str().to_string_lossy());
        way.push('/');
    }
    way
}

/// Reads the course, which is built once. `output` is not part of it.
pub(super) fn open(root: &Path, output: PathBuf, progress: &dyn Progress) -> Result<Project, IoFault> {
    let project = Project::open_with(root, ReadOptions { output: Some(output) }, progress)?;
    terminal::deny(project.deny_list());
    Ok(project.built_once())
}

/// A build of the course and everything found in it.
pub(super) struct CheckedBuild {
    pub(super) report: Report,
    /// What was found, with its warnings as errors; only where that was asked for.
    strict: Option<Vec<Diagnostic>>,
}

impl CheckedBuild {
    /// Builds the course. Faults in templates are among the findings where there are errors, or where they are
    /// `wanted`; otherwise they are found when the site is written.
    pub(super) fn new(
        project: &mut Project,
        options: &BuildOptions,
        strict: bool,
        wanted: bool,
        progress: &dyn Progress,
    ) -> Self {
        let mut report = project.build_with(options, progress);
        if wanted || report.has_errors() {
            let faults = faults(&report.site, progress);
            report.diagnostics.extend(faults);
        }
        let strict = strict.then(|| {
            let found = report.diagnostics.sorted(&report.sources);
            let mut found: Vec<Diagnostic> = found.into_iter().cloned().collect();
            for finding in found.iter_mut().filter(|finding| finding.severity == Severity::Warning) {
                finding.severity = Severity::Error;
            }
            found
        });
        Self { report, strict }
    }

    /// The findings in reading order.
    pub(super) fn findings(&self) -> Vec<&Diagnostic> {
        match &self.strict {
            Some(found) => found.iter().collect(),
            None => self.report.diagnostics.sorted(&self.report.sources),
        }
    }

    /// The course and some findings in numbers.
    pub(super) fn summary(&self, findings: &[&Diagnostic]) -> Summary {
        Summary::of(findings.iter().copied(), self.report.stats.pages, self.report.stats.items)
    }
}

/// The day in Greenwich, as every machine has it; that of `SOURCE_DATE_EPOCH` where it is set (reproducible-builds.org).
pub(super) fn today() -> Date {
    source_date().unwrap_or_else(Timestamp::now).to_zoned(TimeZone::UTC).date()
}

/// The moment that `SOURCE_DATE_EPOCH` names, where it is set.
pub(super) fn source_date() -> Option<Timestamp> {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()?;
    Timestamp::from_second(epoch).ok()
}
