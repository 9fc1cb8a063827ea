//! From a change on disk to the next thing shown.

use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::build::{BuildOptions, Memo, build};
use crate::diagnostic::{Diagnostic, IoFault, Severity, sort};
use crate::input::{FileContent, Inputs, ReadOptions, read};
use crate::source::{CoursePath, SourceMap};

use super::ServeOptions;
use super::editor::{Chosen, Editor};
use super::problem::problems;
use super::shown::Shown;

/// How long an emptied file is given to be filled; an author who means it empty waits no longer than this.
const HALF_WRITTEN: Duration = Duration::from_millis(300);
/// How often it is looked at meanwhile.
const HALF_WRITTEN_LOOK: Duration = Duration::from_millis(10);

/// What a build found and how long it took.
#[derive(Debug)]
pub struct Change {
    /// Files that are new, other or gone; all of them the first time.
    pub files: Vec<CoursePath>,
    /// Whether this is the first build.
    pub first: bool,
    /// Whether there are pages of an earlier build to show in place of what has errors.
    pub stands: bool,
    /// Pages of the course.
    pub pages: usize,
    /// From the change's being seen to the new site's being ready.
    pub time: Duration,
    /// Everything found, in reading order.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts they point into.
    pub sources: SourceMap,
}

impl Change {
    /// How many errors keep the change from being shown.
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|finding| finding.severity == Severity::Error).count()
    }
}

/// Builds again what changed, and keeps the last good site.
pub(super) struct Rebuilder {
    root: PathBuf,
    options: BuildOptions,
    inputs: Inputs,
    /// What the snapshot found: a link that leaves the course is no file of it, and mending it changes no file.
    found: Vec<Diagnostic>,
    memo: Memo,
    /// What the person's environment says of their editor.
    editor: Chosen,
    shown: Shown,
}

impl Rebuilder {
    /// Builds for the first time.
    pub(super) fn start(options: &ServeOptions, editor: Chosen) -> Result<(Self, Change), IoFault> {
        let mut rebuilder = Self {
            root: options.root.clone(),
            options: options.build.clone(),
            inputs: Inputs::default(),
            found: Vec::new(),
            memo: Memo::default(),
            editor,
            shown: Shown { base_path: "/".to_owned(), version: first_version(), ..Shown::default() },
        };
        let start = Instant::now();
        let snapshot = read(&rebuilder.root, &rebuilder.read_options())?;
        let change = rebuilder.take(snapshot.value, snapshot.diagnostics, start, true);
        Ok((rebuilder, change))
    }

    /// Looks at the course again; `None` when nothing changed.
    pub(super) fn again(&mut self) -> Result<Option<Change>, IoFault> {
        let start = Instant::now();
        let mut snapshot = read(&self.root, &self.read_options())?;
        // Saving in place empties the file first: what was full a moment ago is most likely being written.
        while emptied(&self.inputs, &snapshot.value) && start.elapsed() < HALF_WRITTEN {
            std::thread::sleep(HALF_WRITTEN_LOOK);
            snapshot = read(&self.root, &self.read_options())?;
        }
        if snapshot.value.files == self.inputs.files && snapshot.diagnostics == self.found {
            return Ok(None);
        }
        Ok(Some(self.take(snapshot.value, snapshot.diagnostics, start, false)))
    }

    /// What to show now.
    pub(super) fn shown(&self) -> Shown {
        self.shown.clone()
    }

    fn read_options(&self) -> ReadOptions {
        ReadOptions { output: Some(self.root.join("public")) }
    }

    fn take(&mut self, inputs: Inputs, mut diagnostics: Vec<Diagnostic>, start: Instant, first: bool) -> Change {
        let files = changed(&self.inputs, &inputs);
        self.found.clone_from(&diagnostics);
        let outcome = build(&inputs, &self.options, &mut self.memo);
        diagnostics.extend(outcome.diagnostics);
        sort(&mut diagnostics, &inputs.sources);
        let editor = Editor::of(&self.editor, outcome.value.editor.as_deref(), &self.root);
        let problems = problems(&diagnostics, &inputs.sources, editor.as_ref());
        let pages = outcome.value.course.pages.len();
        if problems.is_empty() {
            self.shown = Shown::new(outcome.value.site, outcome.value.base_path, self.shown.version + 1);
        } else {
            self.shown.problems = problems.into();
        }
        let sources = inputs.sources.clone();
        self.inputs = inputs;
        Change {
            files,
            first,
            stands: !self.shown.files.is_empty(),
            pages,
            time: start.elapsed(),
            diagnostics,
            sources,
        }
    }
}

/// Whether a file that had text has none now.
fn emptied(before: &Inputs, after: &Inputs) -> bool {
    let empty = |content: &FileContent| matches!(content, FileContent::Text(text) if text.is_empty());
    let was_full = |path| before.files.get(path).is_some_and(|file| !empty(&file.content));
    after.files.iter().any(|(path, file)| empty(&file.content) && was_full(path))
}

/// A number that no earlier preview had reached: a page left open over a restart sees that it is not of this one.
fn first_version() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}

/// Files that one snapshot has and the other has not, or has otherwise.
fn changed(before: &Inputs, after: &Inputs) -> Vec<CoursePath> {
    let other = |path: &&CoursePath| before.files.get(*path) != after.files.get(*path);
    let mut changed: Vec<CoursePath> = after.files.keys().filter(other).cloned().collect();
    changed.extend(before.files.keys().filter(|path| !after.files.contains_key(*path)).cloned());
    changed
}
