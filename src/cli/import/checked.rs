//! What `attune check` says of pages that are imported: its errors, and its warnings in numbers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::import::Imported;
use crate::input::Inputs;
use crate::pipeline::BuildOptions;
use crate::progress::Silent;
use crate::project::Project;
use crate::source::{CoursePath, SourceMap};

use super::super::root::CheckedBuild;
use super::super::terminal::{counted, say};
use super::target::Destination;

/// What a check finds.
pub(super) struct Checked {
    pub(super) errors: Vec<Diagnostic>,
    /// The texts that they lie in.
    pub(super) sources: SourceMap,
    /// How many warnings of each kind there are, and what the first of them says.
    warnings: BTreeMap<Code, (usize, String)>,
}

impl Checked {
    /// Checks what was made, in a course that has nothing else.
    pub(super) fn of(made: &Imported, destination: &Destination) -> Self {
        let mut project = Project::in_memory(Inputs::default());
        project.put(CoursePath::new("site.toml"), made.site.clone().into_bytes());
        if !destination.is_new() {
            project.put(CoursePath::new("content/_index.md"), b"---\ntitle: Course\n---\n".to_vec());
        }
        for (path, bytes) in &made.content {
            project.put(destination.in_course(path), bytes.clone());
        }
        let options = BuildOptions { no_search: true, drafts: true, ..BuildOptions::default() };
        // All that `attune check` looks at, what facilitators alone see in the finished pages among it.
        let run = CheckedBuild::new(&mut project, &options, false, true, &Silent);
        let (mut errors, mut warnings) = (Vec::new(), BTreeMap::new());
        for finding in run.findings() {
            if finding.is_error() {
                errors.push(finding.clone());
            } else if finding.severity == Severity::Warning {
                let (count, _) = warnings.entry(finding.code).or_insert_with(|| (0, finding.message.clone()));
                *count += 1;
            }
        }
        Self { errors, sources: run.report.sources.clone(), warnings }
    }

    /// Says once for each kind what is left for who knows the course.
    pub(super) fn say_warnings(&self) {
        let mut kinds: Vec<(&Code, &(usize, String))> = self.warnings.iter().collect();
        if kinds.is_empty() {
            return;
        }
        kinds.sort_by_key(|(code, (count, _))| (Reverse(*count), code.as_str()));
        let all = kinds.iter().map(|(_, (count, _))| count).sum();
        say!(
            "`attune check` has {} for who knows the course; `attune explain CODE` says what to do:",
            counted(all, "warning")
        );
        for (code, (count, message)) in kinds {
            say!("{count:6}  {}: {message}", code.as_str());
        }
    }
}
