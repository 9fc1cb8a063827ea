//! The output as data: every file of the site by its path. Nothing is written here.
//!
//! A page is not kept but made when it is asked for ([`PageRenderer`]): a site of any size fits in memory, the preview shows a
//! page without waiting for the others, and what a page depends on has a digest before the page is made. A site after an edit
//! shares all files but those that are other with the site before it.

pub(crate) mod media;
mod summary;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use imbl::OrdMap;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::course::OutPath;
use crate::diagnostic::{Diagnostic, IoFault};
use crate::input::FileContent;
use crate::source::{Digest, FileId, FileOnDisk};

pub(crate) use summary::{Finished, Summary};

/// The first line of `_headers`, which every site has: how an output folder is known to be Attune's.
pub(crate) const SIGN: &str = "# Made by Attune";

/// Every file of the output folder. To clone it costs nothing.
#[derive(Debug, Clone)]
pub struct Site {
    files: OrdMap<OutPath, Entry>,
    pages: Arc<dyn PageRenderer>,
    inspections: Vec<Arc<dyn Inspection>>,
}

/// Looks at each file that is made to be published.
pub trait Inspection: fmt::Debug + Send + Sync {
    /// What is wrong with the bytes of the file that stands at `path`.
    fn inspect(&self, path: &OutPath, bytes: &[u8]) -> Option<Box<Diagnostic>>;

    /// The same for bytes that are read piece by piece.
    ///
    /// # Errors
    /// What the system says.
    fn inspect_stream(&self, path: &OutPath, bytes: &mut dyn Read) -> io::Result<Option<Box<Diagnostic>>>;
}

/// One file that is no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutFile {
    /// Text.
    Text(Arc<str>),
    /// Bytes from the course or the theme.
    Bytes(Arc<[u8]>),
    /// A file of the course that is copied and never held.
    OnDisk(Arc<FileOnDisk>),
}

#[derive(Debug, Clone)]
enum Entry {
    File(OutFile),
    /// One of the renderer's pages: of the course, made from this file, or one that Attune makes itself.
    Page(Option<FileId>),
    Summary(Arc<Summary>),
}

/// Makes pages.
pub trait PageRenderer: fmt::Debug + Send + Sync {
    /// What is needed to make the page that stands at `path` and is made from this file of the course, if it is.
    fn prepare(&self, path: &OutPath, file: Option<FileId>) -> LazyFile<'_>;
}

/// Has no pages.
#[derive(Debug)]
struct NoPages;

impl PageRenderer for NoPages {
    fn prepare(&self, _: &OutPath, _: Option<FileId>) -> LazyFile<'_> {
        LazyFile::ready(b"")
    }
}

impl Default for Site {
    fn default() -> Self {
        Self { files: OrdMap::new(), pages: Arc::new(NoPages), inspections: Vec::new() }
    }
}

impl Site {
    /// A site of these pages: each path with the file of the course that its page is made from, if it is.
    pub fn new(pages: Arc<dyn PageRenderer>, paths: impl IntoIterator<Item = (OutPath, Option<FileId>)>) -> Self {
        let files = paths.into_iter().map(|(path, file)| (path, Entry::Page(file))).collect();
        Self { files, pages, inspections: Vec::new() }
    }

    /// The same site, of which each file is looked at before it is published.
    #[must_use]
    pub fn inspected_by(self, inspections: Vec<Arc<dyn Inspection>>) -> Self {
        Self { inspections, ..self }
    }

    /// The same files, of which each is looked at as those of `other` are.
    #[must_use]
    pub fn inspected_like(self, other: &Self) -> Self {
        self.inspected_by(other.inspections.clone())
    }

    /// The same files with pages from another renderer.
    #[must_use]
    pub fn with_pages(&self, pages: Arc<dyn PageRenderer>) -> Self {
        Self { files: self.files.clone(), pages, inspections: self.inspections.clone() }
    }

    /// Adds a page, made from this file of the course, if it is.
    pub fn insert_page(&mut self, path: OutPath, file: Option<FileId>) {
        self.files.insert(path, Entry::Page(file));
    }

    /// Takes out a file.
    pub fn remove(&mut self, path: &OutPath) {
        self.files.remove(path);
    }

    /// Adds a file that is no page, or puts it in the place of one at the same path.
    pub fn insert(&mut self, path: OutPath, file: OutFile) {
        self.files.insert(path, Entry::File(file));
    }

    /// Adds a file that tells how large the others are, or puts it in the place of one at the same path.
    pub(crate) fn insert_summary(&mut self, path: OutPath, summary: Summary) {
        self.files.insert(path, Entry::Summary(Arc::new(summary)));
    }

    /// Does this with every file, on all cores: last with what tells of others, of which `finished` says what each comes to.
    pub(crate) fn each<'s, T: Send>(
        &'s self,
        work: impl Fn(SiteFile<'s>) -> Result<T, FileFault> + Sync,
        finished: impl Fn(&T) -> Finished + Sync,
    ) -> Vec<Result<T, FileFault>> {
        let (summaries, others): (Vec<_>, Vec<_>) = self.iter().partition(|file| file.summary().is_some());
        let paths: Vec<&OutPath> = others.iter().map(|file| file.path).collect();
        let mut made: Vec<_> = others.into_par_iter().map(&work).collect();
        if summaries.is_empty() {
            return made;
        }
        let known = paths.into_iter().zip(&made).filter_map(|(path, made)| Some((path, finished(made.as_ref().ok()?))));
        let known: HashMap<&OutPath, Finished> = known.collect();
        for file in summaries {
            if let Some(summary) = file.summary() {
                summary.complete(&|path| known.get(path).cloned().unwrap_or_default());
            }
            made.push(work(file));
        }
        made
    }

    /// The file at a path.
    pub fn get(&self, path: &OutPath) -> Option<SiteFile<'_>> {
        self.files.get_key_value(path).map(|(path, entry)| self.file(path, entry))
    }

    /// Whether there is a file at this path.
    pub fn contains_key(&self, path: &OutPath) -> bool {
        self.files.contains_key(path)
    }

    /// Every file by rising path.
    pub fn iter(&self) -> impl Iterator<Item = SiteFile<'_>> {
        self.files.iter().map(|(path, entry)| self.file(path, entry))
    }

    /// The same, for work on all cores.
    pub fn par_iter(&self) -> impl ParallelIterator<Item = SiteFile<'_>> {
        let all: Vec<_> = self.iter().collect();
        all.into_par_iter()
    }

    /// The paths of all files, rising.
    pub fn keys(&self) -> impl Iterator<Item = &OutPath> {
        self.files.keys()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    fn file<'s>(&'s self, path: &'s OutPath, entry: &'s Entry) -> SiteFile<'s> {
        SiteFile { path, entry, site: self }
    }
}

impl Extend<(OutPath, OutFile)> for Site {
    fn extend<T: IntoIterator<Item = (OutPath, OutFile)>>(&mut self, files: T) {
        files.into_iter().for_each(|(path, file)| self.insert(path, file));
    }
}

impl FromIterator<(OutPath, OutFile)> for Site {
    fn from_iter<T: IntoIterator<Item = (OutPath, OutFile)>>(files: T) -> Self {
        let mut site = Self::default();
        site.extend(files);
        site
    }
}

/// One file of a site.
#[derive(Debug, Clone, Copy)]
pub struct SiteFile<'s> {
    /// Where it stands.
    pub path: &'s OutPath,
    entry: &'s Entry,
    site: &'s Site,
}

impl<'s> SiteFile<'s> {
    /// Whether templates make it.
    pub fn is_page(self) -> bool {
        matches!(self.entry, Entry::Page(_))
    }

    /// The file, where it is no page: to be shared and not copied.
    pub fn copied(self) -> Option<&'s OutFile> {
        match self.entry {
            Entry::File(file) => Some(file),
            Entry::Page(_) | Entry::Summary(_) => None,
        }
    }

    fn on_disk(self) -> Option<&'s FileOnDisk> {
        match self.copied() {
            Some(OutFile::OnDisk(file)) => Some(file),
            _ => None,
        }
    }

    fn summary(self) -> Option<&'s Summary> {
        match self.entry {
            Entry::Summary(summary) => Some(summary),
            Entry::File(_) | Entry::Page(_) => None,
        }
    }

    /// What is needed to make this file.
    pub fn prepare(self) -> LazyFile<'s> {
        match self.entry {
            Entry::File(OutFile::OnDisk(file)) => LazyFile { digest: file.digest(), make: PageSource::OnDisk(file) },
            Entry::File(OutFile::Text(text)) => LazyFile::ready(text.as_bytes()),
            Entry::File(OutFile::Bytes(bytes)) => LazyFile::ready(bytes),
            Entry::Page(file) => self.site.pages.prepare(self.path, *file),
            // Where the others were not made before it, they are made for it.
            Entry::Summary(summary) => LazyFile::ready(summary.complete(&|path| self.site.finished(path)).as_bytes()),
        }
    }

    /// The file to be published, from what [`Self::prepare`] gave.
    ///
    /// # Errors
    /// What is wrong in a template or with the file.
    pub fn make_inspected(self, prepared: LazyFile<'s>) -> Result<Body<'s>, FileFault> {
        if let PageSource::OnDisk(file) = prepared.make {
            for inspection in &self.site.inspections {
                let look = || inspection.inspect_stream(self.path, &mut file.open_at(0)?);
                if let Some(fault) = look().map_err(|error| unreadable(file, &error))? {
                    return Err(FileFault::Content(fault));
                }
            }
            return Ok(Body::OnDisk(file));
        }
        let bytes = prepared.make()?;
        match self.site.inspections.iter().find_map(|inspection| inspection.inspect(self.path, &bytes)) {
            Some(fault) => Err(FileFault::Content(fault)),
            None => Ok(Body::Bytes(bytes)),
        }
    }

    /// The file's bytes, whether they can be published or not; all of them in memory.
    ///
    /// # Errors
    /// What is wrong in a template or on the disk.
    pub fn make(self) -> RenderResult<'s> {
        self.prepare().make()
    }
}

/// A file to be written.
#[derive(Debug)]
pub enum Body<'a> {
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
    /// A file that is copied piece by piece.
    OnDisk(&'a FileOnDisk),
}

/// Why there is no file.
#[derive(Debug)]
pub enum FileFault {
    /// A template's fault, or what the file must not hold.
    Content(Box<Diagnostic>),
    /// The machine's.
    Io(IoFault),
}

impl OutFile {
    /// How many bytes it has.
    pub(crate) fn size(&self) -> u64 {
        match self {
            Self::Text(text) => text.len() as u64,
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::OnDisk(file) => file.size(),
        }
    }

    /// The file's bytes; none of one that is copied and never held.
    pub fn held(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text.as_bytes()),
            Self::Bytes(bytes) => Some(bytes),
            Self::OnDisk(_) => None,
        }
    }
}

impl OutFile {
    /// A file that is copied as it is; `None` for the source of a page, which never is.
    pub fn copied(content: &FileContent) -> Option<Self> {
        match content {
            FileContent::Text(text) => Some(Self::Text(Arc::clone(text))),
            FileContent::Bytes(bytes) => Some(Self::Bytes(Arc::clone(bytes))),
            FileContent::OnDisk(file) => Some(Self::OnDisk(Arc::clone(file))),
            FileContent::Page(_) => None,
        }
    }
}

impl From<String> for OutFile {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

/// A file that can be made.
pub struct LazyFile<'a> {
    /// Digest of everything that the file's bytes depend on: the same digest, the same bytes.
    pub digest: Digest,
    make: PageSource<'a>,
}

/// Bytes, or why there are none.
pub(crate) type RenderResult<'a> = Result<Cow<'a, [u8]>, FileFault>;

enum PageSource<'a> {
    Ready(&'a [u8]),
    OnDisk(&'a FileOnDisk),
    Deferred(Box<dyn FnOnce() -> Result<String, Box<Diagnostic>> + 'a>),
}

impl<'a> LazyFile<'a> {
    /// A file that is there.
    fn ready(bytes: &'a [u8]) -> Self {
        Self { digest: Digest::of(bytes), make: PageSource::Ready(bytes) }
    }

    /// A file to be made by `make`.
    pub fn deferred(digest: Digest, make: impl FnOnce() -> Result<String, Box<Diagnostic>> + 'a) -> Self {
        Self { digest, make: PageSource::Deferred(Box::new(make)) }
    }

    /// The file's bytes, all of them in memory.
    ///
    /// # Errors
    /// What is wrong in a template or on the disk.
    pub fn make(self) -> RenderResult<'a> {
        match self.make {
            PageSource::Ready(bytes) => Ok(Cow::Borrowed(bytes)),
            PageSource::Deferred(make) => make().map(|text| Cow::Owned(text.into_bytes())).map_err(FileFault::Content),
            PageSource::OnDisk(file) => {
                let mut bytes = Vec::new();
                file.copy_to(&mut bytes).map_err(|error| unreadable(file, &error))?;
                Ok(Cow::Owned(bytes))
            }
        }
    }
}

fn unreadable(file: &FileOnDisk, error: &io::Error) -> FileFault {
    FileFault::Io(IoFault::new("cannot read", file.path(), error))
}

impl fmt::Debug for LazyFile<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("LazyFile").field("digest", &self.digest).finish_non_exhaustive()
    }
}
