//! From a change on disk to the next thing shown.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::diagnostic::{Diagnostic, IoFault, Severity};
use crate::input::FileRole;
use crate::pipeline::BuildOptions;
use crate::privacy::DenyList;
use crate::project::{Project, Stats};
use crate::source::{CoursePath, SourceMap};

use super::ServeOptions;
use super::editor::{Chosen, Editor};
use super::problem::{problems, warnings};
use super::snapshot::Snapshot;

/// How long an emptied file is given to be filled; an author who means it empty waits no longer than this.
const HALF_WRITTEN: Duration = Duration::from_millis(300);
/// How often it is looked at meanwhile.
const HALF_WRITTEN_LOOK: Duration = Duration::from_millis(10);

/// Warnings that are all put in order at each build.
const MANY_WARNINGS: usize = 400;

/// What a build found and how long it took.
#[derive(Debug)]
pub(crate) struct Change {
    /// Files that are new, other or gone; none the first time.
    pub files: Vec<CoursePath>,
    /// Whether this is the first build.
    pub first: bool,
    /// Whether there are pages of an earlier build to show in place of what has errors.
    pub has_site: bool,
    /// The course in numbers, and how much was done.
    pub stats: Stats,
    /// From the change's being seen to the new site's being ready.
    pub time: Duration,
    /// Warnings about the whole course.
    pub warnings: usize,
    /// Every error; and warnings about what changed and about what is no page, in reading order. Those about other pages
    /// were told when these were read.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts they point into.
    pub sources: SourceMap,
    /// What must be told nowhere.
    pub deny_list: Option<Arc<DenyList>>,
}

impl Change {
    /// How many errors keep the change from being shown.
    pub(crate) fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|finding| finding.severity == Severity::Error).count()
    }
}

/// Builds again what changed, and keeps the last good site.
pub(super) struct Rebuilder {
    root: PathBuf,
    options: BuildOptions,
    project: Project,
    /// What the person's environment says of their editor.
    editor: Chosen,
    snapshot: Snapshot,
}

impl Rebuilder {
    /// Builds for the first time.
    pub(super) fn start(options: &ServeOptions, editor: Chosen) -> Result<(Self, Change), IoFault> {
        let start = Instant::now();
        let mut rebuilder = Self {
            root: options.root.clone(),
            options: options.build.clone(),
            project: Project::open(&options.root)?,
            editor,
            snapshot: Snapshot::new(first_version()),
        };
        let change = rebuilder.apply(None, start);
        Ok((rebuilder, change))
    }

    /// Looks again at what was touched, or at everything; `None` when nothing changed.
    pub(super) fn rebuild(&mut self, touched: Option<&BTreeSet<PathBuf>>) -> Result<Option<Change>, IoFault> {
        let start = Instant::now();
        let full: BTreeSet<CoursePath> = touched.map(|touched| self.full(touched)).unwrap_or_default();
        let mut changed = self.project.refresh(touched)?;
        // Saving in place empties the file first: what was full a moment ago is most likely being written.
        while self.is_emptied(&full) && start.elapsed() < HALF_WRITTEN {
            std::thread::sleep(HALF_WRITTEN_LOOK);
            if let Some(more) = self.project.refresh(touched)? {
                changed.get_or_insert_default().extend(more);
            }
        }
        Ok(changed.map(|files| self.apply(Some(files), start)))
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
        let file = self.project.inputs().files.get(path);
        file.and_then(|file| file.content.text()).is_some_and(|text| what(&text))
    }

    /// What to show now.
    pub(super) fn snapshot(&self) -> Snapshot {
        self.snapshot.clone()
    }

    /// The texts as they are now.
    pub(super) fn sources(&self) -> &SourceMap {
        &self.project.inputs().sources
    }

    /// Builds; `files` are those that are other than in the build before, if there was one.
    fn apply(&mut self, files: Option<BTreeSet<CoursePath>>, start: Instant) -> Change {
        let report = self.project.build(&self.options);
        let (warning_count, stats, sources) = (report.diagnostics.warnings(), report.stats, report.sources.clone());
        let is_page = |path: &CoursePath| FileRole::of(path).is_page();
        let diagnostics = match &files {
            Some(files) => report.diagnostics.about(files, is_page, &sources),
            None => report.diagnostics.sorted(&sources).into_iter().cloned().collect(),
        };
        self.snapshot.editor = Editor::of(&self.editor, report.config.editor.as_deref(), &self.root);
        self.snapshot.deny_list = self.project.deny_list();
        let problems = problems(&diagnostics, &sources, &self.snapshot);
        // Of many, those about what changed: to put all in order would take longer than the build.
        let told = if warning_count > MANY_WARNINGS {
            warnings(diagnostics.iter(), &sources, &self.snapshot)
        } else {
            warnings(report.diagnostics.sorted(&sources).into_iter(), &sources, &self.snapshot)
        };
        (self.snapshot.warnings, self.snapshot.warning_count) = (told.into(), warning_count);
        if problems.is_empty() {
            self.snapshot = self.snapshot.next(report);
        } else {
            self.snapshot.problems = problems.into();
        }
        let (first, has_site) = (files.is_none(), !self.snapshot.site.is_empty());
        let files = files.into_iter().flatten().collect();
        let deny_list = self.project.deny_list();
        Change {
            deny_list,
            files,
            first,
            has_site,
            stats,
            time: start.elapsed(),
            warnings: warning_count,
            diagnostics,
            sources,
        }
    }
}

/// A number that no earlier preview had reached: a page left open over a restart sees that it is not of this one.
fn first_version() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}
