//! A course on disk, from reading it to the written site: what a program that embeds Attune uses.
//!
//! [`Project::open`] reads the folder, [`Project::build`] makes the site as data with everything there is to say of the
//! course, [`Project::write`] puts it into a folder, and [`Project::refresh`] looks at the folder again; the next build
//! then costs what changed. `examples/embed.rs` is such a program.

mod deny_list;
mod privacy_report;
mod targets;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{self, SiteConfig};
use crate::course::Course;
use crate::diagnostic::report::{Format, Summary, render};
use crate::diagnostic::{Diagnostic, Findings, IoFault, Outcome, Place};
use crate::input::roles::config_path;
use crate::input::{InputFile, Inputs, ReadOptions, Refreshed, digests, read, refresh};
use crate::output::{self, How, Written};
use crate::pipeline::{self, BuildOptions, Built, Memo, Work};
use crate::privacy::DenyList;
use crate::progress::{Progress, Silent, Stage};
use crate::render::Book;
use crate::render::files::offline;
use crate::search::{self, Index, SearchFault, Shard};
use crate::site::Site;
use crate::source::{CoursePath, Digest, FileId, SourceMap};

use deny_list::KeptDenyList;
pub(crate) use deny_list::told;
use privacy_report::Reviewed;
pub(crate) use targets::OTHER_FOLDER;

/// A course, as it was last read.
#[derive(Debug)]
pub struct Project {
    read: ReadOptions,
    inputs: Inputs,
    /// What was found when it was read: a link that leaves the course is no file of it.
    found: Vec<Diagnostic>,
    memo: Memo,
    deny_list: KeptDenyList,
}

/// What a build made and found.
#[derive(Debug, Clone)]
pub struct Report {
    /// Every file of the site. Where there are errors, nobody must see it.
    pub site: Site,
    /// Everything there is to say of the course; what is wrong in templates shows when pages are made
    /// ([`Report::template_faults`]).
    pub diagnostics: Findings,
    /// The course in numbers.
    pub stats: Stats,
    /// The texts that findings point into.
    pub sources: SourceMap,
    pub(crate) course: Arc<Course>,
    pub(crate) config: Arc<SiteConfig>,
    /// The path of `base_url`: begins and ends with `/`.
    pub(crate) base_path: String,
    /// Whether the course brings templates or words of its own, in which there may be faults.
    pub(crate) has_own_theme: bool,
    /// Whether browsers keep the site for reading offline.
    kept_offline: bool,
    /// What stands in no text about the course.
    deny_list: Option<Arc<DenyList>>,
}

/// A build in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Pages of the course.
    pub pages: usize,
    /// Questions of the course.
    pub items: usize,
    /// How much was done in this build.
    pub work: Work,
}

/// The search index, and what an earlier build kept of one.
pub(crate) struct SearchIndex {
    index: Index,
    kept: Vec<Arc<Shard>>,
    /// The deny list under which it was made, by its stamp.
    list: Option<u64>,
}

impl SearchIndex {
    /// Keeps it for the next build of the course at `root`.
    pub(crate) fn keep(&self, root: &Path) -> Result<(), IoFault> {
        output::keep_shards(root, &self.index.shards, &self.kept)?;
        output::name_list_of_shards(root, self.list)
    }
}

impl Project {
    /// Reads the course at `root`, whose site is written to the folder `public` in it.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn open(root: impl AsRef<Path>) -> Result<Self, IoFault> {
        let output = Some(root.as_ref().join("public"));
        Self::open_with(root.as_ref(), ReadOptions { output }, &Silent)
    }

    /// The same with an output folder elsewhere, for somebody who waits.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn open_with(root: &Path, options: ReadOptions, progress: &dyn Progress) -> Result<Self, IoFault> {
        progress.begin(Stage::Read, 1);
        let Outcome { value: inputs, diagnostics: found } = read(root, &options)?;
        let mut project = Self { read: options, found, ..Self::in_memory(inputs) };
        project.look_for_deny_list()?;
        Ok(project)
    }

    /// Makes this project one that is built once: the texts of pages are let go as soon as they are parsed.
    #[must_use]
    pub fn built_once(mut self) -> Self {
        let deny_list = self.deny_list();
        self.memo = Memo::of_one_build();
        self.memo.deny(deny_list);
        self
    }

    /// A course that is not on disk.
    pub fn in_memory(inputs: Inputs) -> Self {
        let (read, deny_list) = (ReadOptions::default(), KeptDenyList::default());
        Self { read, inputs, found: Vec::new(), memo: Memo::default(), deny_list }
    }

    /// Looks at the folder again: at these paths from the course's root and what lies below them, or at everything. The
    /// files that are other, new or gone; `None` when all is as it was.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read; what is known is then as it was.
    pub fn refresh(&mut self, touched: Option<&BTreeSet<PathBuf>>) -> Result<Option<BTreeSet<CoursePath>>, IoFault> {
        let Refreshed { files, diagnostics } = refresh(&mut self.inputs, &self.found, touched, &self.read)?;
        let is_other_list = self.look_for_deny_list()?;
        if files.is_empty() && diagnostics == self.found && !is_other_list {
            return Ok(None);
        }
        self.found = diagnostics;
        Ok(Some(files.into_iter().collect()))
    }

    /// What must stand nowhere, if there is a list of it.
    pub(crate) fn deny_list(&self) -> Option<Arc<DenyList>> {
        self.memo.denied()
    }

    /// Reads the list for a course that is not on disk.
    pub(crate) fn read_deny_list(&mut self) -> Result<(), IoFault> {
        self.look_for_deny_list().map(|_| ())
    }

    /// Whether the list is another than before.
    fn look_for_deny_list(&mut self) -> Result<bool, IoFault> {
        let refused = self.deny_list.refused.take();
        let list = self.deny_list.update(&self.inputs)?;
        let is_other = list != self.memo.denied() || refused != self.deny_list.refused;
        if let Some(list) = list.as_ref().filter(|_| is_other) {
            output::forget_shards_of_another_list(self.root(), list.stamp())?;
        }
        self.memo.deny(list);
        Ok(is_other)
    }

    /// Puts a file into what is known of the course, in place of one at the same path; not on disk.
    pub fn put(&mut self, path: CoursePath, bytes: Vec<u8>) {
        let id = FileId::of(&path);
        self.found.retain(|finding| !matches!(finding.place, Place::At(span) if span.file == id));
        self.found.extend(self.inputs.put(path, bytes));
    }

    /// Takes a file out of what is known of the course; not on disk.
    pub fn remove(&mut self, path: &CoursePath) {
        self.inputs.remove(path);
    }

    /// Builds the site. After an earlier build this costs what changed since.
    pub fn build(&mut self, options: &BuildOptions) -> Report {
        self.build_with(options, &Silent)
    }

    /// The same, for somebody who waits.
    pub fn build_with(&mut self, options: &BuildOptions, progress: &dyn Progress) -> Report {
        let built = pipeline::build_with(&self.inputs, options, &mut self.memo, progress);
        let Built { site, mut findings, course, base_path, config, has_own_theme, items, work } = built;
        if !self.found.is_empty() {
            findings.extend(self.found.iter().cloned());
        }
        findings.extend(self.deny_list.refused.iter().cloned());
        findings.extend(targets::refused(&config, self.root()));
        let stats = Stats { pages: course.pages.len(), items, work };
        let sources = self.inputs.sources.clone();
        let deny_list = self.deny_list();
        let kept_offline = config.offline && !options.facilitator;
        Report {
            kept_offline,
            deny_list,
            site,
            diagnostics: findings,
            stats,
            sources,
            course,
            config,
            base_path,
            has_own_theme,
        }
    }

    /// What an ethics board has to know of the course as it was last built, as a page in HTML.
    pub(crate) fn privacy_report(&self, report: &Report, options: &BuildOptions) -> Result<String, Diagnostic> {
        let reviewed = Reviewed {
            config: &report.config,
            pages: pipeline::reviewed(&report.config, options, &self.memo),
            findings: report.diagnostics.sorted(&report.sources),
            sources: &report.sources,
            origins: report.diagnostics.origins(),
            deny_list: report.deny_list.as_deref(),
            today: options.today,
        };
        reviewed.html()
    }

    /// The course as it was last built, as a book.
    pub(crate) fn book(&self) -> Option<Book> {
        pipeline::book(&self.memo)
    }

    /// Writes the site with its search index into a folder. With faults in templates among the diagnostics nothing was
    /// written.
    ///
    /// # Errors
    /// When the course has errors, the folder is not Attune's to write, or the machine fails.
    pub fn write(&self, report: &Report, folder: impl AsRef<Path>) -> Result<Outcome<Written>, IoFault> {
        let folder = folder.as_ref();
        if report.has_errors() {
            return Err(IoFault::refused("will not write to", folder, "the course has errors", "fix them first"));
        }
        let (site, index) = self.with_search(report, &Silent)?;
        let written = self.write_with(&site, folder, How::default(), &Silent)?;
        if let Some(index) = index.filter(|_| written.diagnostics.is_empty()) {
            index.keep(self.root())?;
        }
        Ok(written)
    }

    /// The site with its search index, where it has one, and what keeps it for reading offline.
    pub(crate) fn with_search(
        &self,
        report: &Report,
        progress: &dyn Progress,
    ) -> Result<(Site, Option<SearchIndex>), IoFault> {
        let (mut site, index) = self.searched(report, progress)?;
        if report.kept_offline {
            offline::add_to(&mut site, &report.course);
        }
        Ok((site, index))
    }

    fn searched(&self, report: &Report, progress: &dyn Progress) -> Result<(Site, Option<SearchIndex>), IoFault> {
        let mut site = report.site.clone();
        if !report.config.search {
            return Ok((site, None));
        }
        let kept = output::kept_shards(self.root());
        let index = search::index(&report.course, &report.config, &kept, progress, &|| false);
        let fault = |SearchFault(why)| IoFault::refused("cannot index", self.root(), &why, "build with `--no-search`");
        let index = index.map_err(fault)?.unwrap_or_default();
        site.extend(index.files());
        Ok((site, Some(SearchIndex { index, kept, list: self.deny_list().map(|list| list.stamp()) })))
    }

    /// Writes a site of this course.
    pub(crate) fn write_with(
        &self,
        site: &Site,
        folder: &Path,
        how: How,
        progress: &dyn Progress,
    ) -> Result<Outcome<Written>, IoFault> {
        output::write(site, folder, self.root(), how, progress)
    }

    /// `site.toml` as it is written; what is wrong with it a build says.
    pub(crate) fn config(&self) -> SiteConfig {
        written_config(self.inputs.config_file())
    }

    /// The course's folder.
    pub fn root(&self) -> &Path {
        &self.inputs.root
    }

    /// The course as it was last read.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    #[expect(clippy::disallowed_methods, reason = "the program asks after itself, and reads nothing of a course")]
    /// A digest of everything that a build depends on: the files, the options, and this very program.
    pub(crate) fn key(&self, options: &BuildOptions) -> Digest {
        let files = digests(&self.inputs.files);
        let found = self.found.len() + usize::from(self.deny_list.refused.is_some());
        let program = std::env::current_exe().and_then(std::fs::metadata);
        let program = program.map(|data| (data.len(), data.modified().ok())).ok();
        Digest::of_value(&(files, found, self.deny_list(), options, env!("CARGO_PKG_VERSION"), program))
    }
}

/// A `site.toml` as it is written; that of a course without one is empty.
fn written_config(file: Option<(&CoursePath, &InputFile)>) -> SiteConfig {
    let (path, text) = file.map_or_else(|| (config_path(), None), |(path, file)| (path.clone(), file.content.text()));
    config::parse(text.as_deref().unwrap_or_default(), FileId::of(&path)).value
}

impl Report {
    /// Whether there is an error, so that nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.errors() > 0
    }

    /// Makes every page and keeps none: what is wrong in templates.
    pub fn template_faults(&self) -> Vec<Diagnostic> {
        pipeline::faults(&self.site, &Silent)
    }

    /// What there is to say of the course, in reading order.
    pub fn text(&self, format: Format) -> String {
        let found = self.diagnostics.sorted(&self.sources);
        let summary = Summary::of(found.iter().copied(), self.stats.pages, self.stats.items);
        let text = render(found, &self.sources, &summary, format, false);
        self.deny_list.as_ref().map_or_else(|| text.clone(), |list| list.covered(&text))
    }
}
