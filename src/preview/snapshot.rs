//! What the preview shows at one moment: the last good site, and what is wrong since.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::SiteConfig;
use crate::course::{Course, OutPath};
use crate::privacy::DenyList;
use crate::project::Report;
use crate::site::{FileFault, OutFile, Site};
use crate::source::Digest;

use super::editor::Editor;
use super::problem::Problem;

/// A moment of the preview; replaced as a whole.
#[derive(Debug, Clone)]
pub(super) struct Snapshot {
    /// One more with each good build.
    pub(super) version: u64,
    pub(super) site: Site,
    pub(super) course: Arc<Course>,
    pub(super) config: Arc<SiteConfig>,
    /// Whether the course brings templates or words of its own, in which there may be faults.
    pub(super) has_own_theme: bool,
    /// Begins and ends with `/`.
    pub(super) base_path: String,
    /// The Content-Security-Policy of the site, from its `_headers`.
    pub(super) policy: String,
    /// What keeps the course from being built, or a page from being made; the site is then that of the last good build.
    pub(super) problems: Arc<Vec<Problem>>,
    /// What else there is to say, as far as it is shown.
    pub(super) warnings: Arc<Vec<Problem>>,
    /// How many warnings there are.
    pub(super) warning_count: usize,
    /// What opens the place of a problem.
    pub(super) editor: Option<Editor>,
    /// What stands in no problem, not even where a line is quoted.
    pub(super) deny_list: Option<Arc<DenyList>>,
    pages: Arc<Pages>,
}

/// A file as it is sent.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    pub(super) bytes: Arc<[u8]>,
    /// The entity tag without quotation marks.
    pub(super) tag: String,
}

impl Snapshot {
    /// Nothing yet.
    pub(super) fn new(version: u64) -> Self {
        Self {
            version,
            site: Site::default(),
            course: Arc::default(),
            config: Arc::default(),
            has_own_theme: false,
            base_path: "/".to_owned(),
            policy: String::new(),
            problems: Arc::default(),
            warnings: Arc::default(),
            warning_count: 0,
            editor: None,
            deny_list: None,
            pages: Arc::default(),
        }
    }

    /// The next moment: a good build.
    pub(super) fn next(&self, report: Report) -> Self {
        let Report { site, course, config, base_path, has_own_theme, .. } = report;
        let headers = site.get(&OutPath::new("_headers")).and_then(|file| file.make().ok());
        let headers = headers.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        let policy = headers.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "));
        Self {
            version: self.version + 1,
            has_own_theme,
            base_path,
            policy: policy.unwrap_or_default().to_owned(),
            problems: Arc::default(),
            warnings: Arc::clone(&self.warnings),
            warning_count: self.warning_count,
            editor: self.editor.clone(),
            deny_list: self.deny_list.clone(),
            pages: Arc::clone(&self.pages),
            site,
            course,
            config,
        }
    }

    /// The same moment with problems.
    pub(super) fn with(&self, problems: Vec<Problem>) -> Self {
        Self { problems: problems.into(), ..self.clone() }
    }

    /// A file of the site. A page is made now, unless it was made before and would be the same; with a fault in a
    /// template, it is what it last was.
    pub(super) fn file(&self, path: &OutPath) -> Result<Sent, FileFault> {
        let Some(file) = self.site.get(path) else { return Ok(Sent::new(Arc::default(), Digest::of(b""))) };
        if let Some(bytes) = file.copied().and_then(OutFile::held) {
            return Ok(Sent::new(Arc::from(bytes), Digest::of(bytes)));
        }
        let prepared = file.prepare();
        let source = prepared.digest;
        if let Some(known) = self.pages.get(path, Some(source)) {
            return Ok(known);
        }
        match prepared.make() {
            Ok(bytes) => {
                let page = Sent::new(Arc::from(&*bytes), Digest::of(&bytes));
                self.pages.put(path, source, page.clone());
                Ok(page)
            }
            Err(fault) => self.pages.get(path, None).ok_or(fault),
        }
    }
}

impl Sent {
    fn new(bytes: Arc<[u8]>, digest: Digest) -> Self {
        Self { bytes, tag: digest.hex(20) }
    }
}

/// Pages that were made lately; the oldest go first.
#[derive(Debug, Default)]
struct Pages {
    made: Mutex<RenderedPages>,
}

#[derive(Debug, Default)]
struct RenderedPages {
    pages: BTreeMap<OutPath, (u64, Digest, Sent)>,
    bytes: usize,
    clock: u64,
}

/// Bytes of pages that are kept: some thousand lessons.
const KEPT: usize = 32 * 1024 * 1024;

impl Pages {
    /// The page, if it was made from this; from whatever, where nothing is asked for.
    fn get(&self, path: &OutPath, source: Option<Digest>) -> Option<Sent> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.clock += 1;
        let clock = made.clock;
        let (used, from, page) = made.pages.get_mut(path)?;
        if source.is_some_and(|source| source != *from) {
            return None;
        }
        *used = clock;
        Some(page.clone())
    }

    fn put(&self, path: &OutPath, source: Digest, page: Sent) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.clock += 1;
        let clock = made.clock;
        made.bytes += page.bytes.len();
        if let Some((_, _, old)) = made.pages.insert(path.clone(), (clock, source, page)) {
            made.bytes -= old.bytes.len();
        }
        while made.bytes > KEPT && made.pages.len() > 1 {
            let oldest = made.pages.iter().min_by_key(|(_, (used, ..))| *used).map(|(path, _)| path.clone());
            let Some((_, _, old)) = oldest.and_then(|path| made.pages.remove(&path)) else { break };
            made.bytes -= old.bytes.len();
        }
    }
}
