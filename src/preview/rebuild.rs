//! From a change on disk to the next thing shown.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::diagnostic::{Diagnostic, IoFault, Place, Severity, sort};
use crate::input::{FileContent, FileRole, Inputs, ReadOptions, Refreshed, read, refresh};
use crate::pipeline::{BuildOptions, Memo, build};
use crate::source::{CoursePath, SourceMap};

use super::ServeOptions;
use super::editor::{Chosen, Editor};
use super::problem::problems;
use super::snapshot::Snapshot;

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
    pub has_site: bool,
    /// Pages of the course.
    pub pages: usize,
    /// Pages of which the Markdown was read.
    pub parsed: usize,
    /// From the change's being seen to the new site's being ready.
    pub time: Duration,
    /// Warnings about the whole course.
    pub warnings: usize,
    /// Every error; and warnings about what changed and about what is no page, in reading order. Those about other pages
    /// were told when these were read.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts they point into; none where there are none.
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
    read: ReadOptions,
    inputs: Inputs,
    /// What the snapshot found: a link that leaves the course is no file of it, and mending it changes no file.
    found: Vec<Diagnostic>,
    memo: Memo,
    /// What the person's environment says of their editor.
    editor: Chosen,
    snapshot: Snapshot,
}

impl Rebuilder {
    /// Builds for the first time.
    pub(super) fn start(options: &ServeOptions, editor: Chosen) -> Result<(Self, Change), IoFault> {
        let start = Instant::now();
        let read_options = ReadOptions { output: Some(options.root.join("public")) };
        let snapshot = read(&options.root, &read_options)?;
        let mut rebuilder = Self {
            root: options.root.clone(),
            options: options.build.clone(),
            read: read_options,
            inputs: snapshot.value,
            found: Vec::new(),
            memo: Memo::default(),
            editor,
            snapshot: Snapshot::new(first_version()),
        };
        let files = rebuilder.inputs.files.keys().cloned().collect();
        let refreshed = Refreshed { files, diagnostics: snapshot.diagnostics };
        let change = rebuilder.apply(refreshed, start, true);
        Ok((rebuilder, change))
    }

    /// Looks again at what was touched, or at everything; `None` when nothing changed.
    pub(super) fn rebuild(&mut self, touched: Option<&BTreeSet<PathBuf>>) -> Result<Option<Change>, IoFault> {
        let start = Instant::now();
        let full: BTreeSet<CoursePath> = touched.map(|touched| self.full(touched)).unwrap_or_default();
        let mut refreshed = refresh(&mut self.inputs, &self.found, touched, &self.read)?;
        // Saving in place empties the file first: what was full a moment ago is most likely being written.
        while self.is_emptied(&full) && start.elapsed() < HALF_WRITTEN {
            std::thread::sleep(HALF_WRITTEN_LOOK);
            let more = refresh(&mut self.inputs, &self.found, touched, &self.read)?;
            refreshed.files.extend(more.files);
            refreshed.diagnostics = more.diagnostics;
        }
        refreshed.files.sort_unstable();
        refreshed.files.dedup();
        if refreshed.files.is_empty() && refreshed.diagnostics == self.found {
            return Ok(None);
        }
        Ok(Some(self.apply(refreshed, start, false)))
    }

    /// Those of the touched files that have text.
    fn full(&self, touched: &BTreeSet<PathBuf>) -> BTreeSet<CoursePath> {
        let paths = touched.iter().filter_map(|path| path.to_str()).map(|path| path.replace('\\', "/"));
        paths.map(|path| CoursePath::new(&path)).filter(|path| self.has(path, |text| !text.is_empty())).collect()
    }

    fn is_emptied(&self, full: &BTreeSet<CoursePath>) -> bool {
        full.iter().any(|path| self.has(path, str::is_empty))
    }

    fn has(&self, path: &CoursePath, what: impl Fn(&str) -> bool) -> bool {
        let file = self.inputs.files.get(path);
        file.is_some_and(|file| matches!(&file.content, FileContent::Text(text) if what(text)))
    }

    /// Whether a warning is about one of these files, which are in order, or about no page at all.
    fn is_news(&self, finding: &Diagnostic, files: &[CoursePath]) -> bool {
        let path = match &finding.place {
            Place::At(span) => self.inputs.sources.get(span.file).map(|file| &file.path),
            Place::File(path) => Some(path),
        };
        path.is_none_or(|path| !FileRole::of(path).is_page() || files.binary_search(path).is_ok())
    }

    /// What to show now.
    pub(super) fn snapshot(&self) -> Snapshot {
        self.snapshot.clone()
    }

    /// The texts as they are now.
    pub(super) fn sources(&self) -> &SourceMap {
        &self.inputs.sources
    }

    fn apply(&mut self, refreshed: Refreshed, start: Instant, first: bool) -> Change {
        let Refreshed { files, mut diagnostics } = refreshed;
        self.found.clone_from(&diagnostics);
        let outcome = build(&self.inputs, &self.options, &mut self.memo);
        diagnostics.extend(outcome.diagnostics);
        let warnings = diagnostics.iter().filter(|finding| finding.severity == Severity::Warning).count();
        diagnostics.retain(|finding| finding.is_error() || self.is_news(finding, &files));
        sort(&mut diagnostics, &self.inputs.sources);
        self.snapshot.editor = Editor::of(&self.editor, outcome.value.editor.as_deref(), &self.root);
        let problems = problems(&diagnostics, &self.inputs.sources, self.snapshot.editor.as_ref());
        let (pages, parsed) = (outcome.value.course.pages.len(), outcome.value.parsed);
        if problems.is_empty() {
            self.snapshot = self.snapshot.next(outcome.value);
        } else {
            self.snapshot.problems = problems.into();
        }
        let sources = if diagnostics.is_empty() { SourceMap::default() } else { self.inputs.sources.clone() };
        let has_site = !self.snapshot.site.is_empty();
        Change { files, first, has_site, pages, parsed, time: start.elapsed(), warnings, diagnostics, sources }
    }
}

/// A number that no earlier preview had reached: a page left open over a restart sees that it is not of this one.
fn first_version() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}
