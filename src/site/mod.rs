//! The output as data: every file of the site by its path. Nothing is written here.
//!
//! A page is not kept but made when it is asked for ([`PageRenderer`]): a site of any size fits in memory, the preview shows a
//! page without waiting for the others, and what a page depends on has a digest before the page is made.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::course::OutPath;
use crate::diagnostic::Diagnostic;
use crate::source::Digest;

/// The first line of `_headers`, which every site has: how an output folder is known to be Attune's.
pub const SIGN: &str = "# Made by Attune";

/// Every file of the output folder.
pub type Site = BTreeMap<OutPath, OutFile>;

/// Looks at each file that is made to be written.
pub trait Inspection: Sync {
    /// What is wrong with the bytes of the file that stands at `path`.
    fn inspect(&self, path: &OutPath, bytes: &[u8]) -> Option<Box<Diagnostic>>;
}

/// A site that is to be written, and who looks at its files first.
#[derive(Clone, Copy)]
pub struct Finished<'a> {
    /// The files.
    pub files: &'a Site,
    /// The rule over them, where there is one.
    pub inspection: Option<&'a dyn Inspection>,
}

impl Finished<'_> {
    /// A file's bytes, after they were looked at.
    ///
    /// # Errors
    /// What is wrong in a template, or with the file.
    pub fn make<'f>(&self, path: &OutPath, file: LazyFile<'f>) -> RenderResult<'f> {
        let bytes = file.make()?;
        match self.inspection.and_then(|inspection| inspection.inspect(path, &bytes)) {
            Some(fault) => Err(fault),
            None => Ok(bytes),
        }
    }
}

impl<'a> From<&'a Site> for Finished<'a> {
    fn from(files: &'a Site) -> Self {
        Self { files, inspection: None }
    }
}

/// One file.
#[derive(Debug, Clone)]
pub enum OutFile {
    /// Text.
    Text(Arc<str>),
    /// Bytes from the course or the theme.
    Bytes(Arc<[u8]>),
    /// A page, made when it is asked for: the maker, and which of its pages.
    Page(Arc<dyn PageRenderer>, usize),
}

/// Makes pages.
pub trait PageRenderer: fmt::Debug + Send + Sync {
    /// What is needed to make the page with this number, which stands at `path`.
    fn prepare(&self, path: &OutPath, number: usize) -> LazyFile<'_>;
}

/// A file that can be made.
pub struct LazyFile<'a> {
    /// Digest of everything that the file's bytes depend on: the same digest, the same bytes.
    pub digest: Digest,
    make: PageSource<'a>,
}

/// Bytes, or the fault in a template.
pub type RenderResult<'a> = Result<Cow<'a, [u8]>, Box<Diagnostic>>;

enum PageSource<'a> {
    Ready(&'a [u8]),
    Deferred(Box<dyn FnOnce() -> Result<String, Box<Diagnostic>> + 'a>),
}

impl<'a> LazyFile<'a> {
    /// A file to be made by `make`.
    pub fn deferred(digest: Digest, make: impl FnOnce() -> Result<String, Box<Diagnostic>> + 'a) -> Self {
        Self { digest, make: PageSource::Deferred(Box::new(make)) }
    }

    /// The file's bytes.
    ///
    /// # Errors
    /// What is wrong in a template.
    pub fn make(self) -> RenderResult<'a> {
        match self.make {
            PageSource::Ready(bytes) => Ok(Cow::Borrowed(bytes)),
            PageSource::Deferred(make) => make().map(|text| Cow::Owned(text.into_bytes())),
        }
    }
}

impl fmt::Debug for LazyFile<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("LazyFile").field("digest", &self.digest).finish_non_exhaustive()
    }
}

impl OutFile {
    /// What is needed to make this file, which stands at `path`.
    pub fn prepare<'a>(&'a self, path: &OutPath) -> LazyFile<'a> {
        let ready = |bytes: &'a [u8]| LazyFile { digest: Digest::of(bytes), make: PageSource::Ready(bytes) };
        match self {
            Self::Text(text) => ready(text.as_bytes()),
            Self::Bytes(bytes) => ready(bytes),
            Self::Page(maker, number) => maker.prepare(path, *number),
        }
    }

    /// The file's bytes.
    ///
    /// # Errors
    /// What is wrong in a template.
    pub fn make<'a>(&'a self, path: &OutPath) -> RenderResult<'a> {
        match self {
            Self::Text(text) => Ok(Cow::Borrowed(text.as_bytes())),
            Self::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::Page(maker, number) => maker.prepare(path, *number).make(),
        }
    }
}

impl From<String> for OutFile {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}
